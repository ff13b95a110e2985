"""Tables of data that an audit is given: read whole, every mistake told with its line."""

from __future__ import annotations

import csv
import hashlib
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from hinge.errors import InputError, Place, Problem
from hinge.scenario.nearest import suggest
from hinge.scenario.text_bytes import decode

MAX_BYTES = 20_000_000
MAX_PROBLEMS = 20  # shown; whoever has more has one cause for them


@dataclass(frozen=True)
class DataTable:
    """The rows of a table as text by column; ``lines`` of the file on which they stand."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    lines: tuple[int, ...]
    sha256: str


@dataclass
class Cells:
    """Reads values out of the cells of a table, and collects what is wrong or odd in them."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def number(self, row: dict[str, str], line: int, column: str) -> float:
        """Return the number in a cell; NaN where it is empty, and where it is none, which is noted."""
        text = row[column]
        if not text:
            return math.nan
        try:
            value = float(text)
        except ValueError:
            value = math.inf
        if not math.isfinite(value):
            self.wrong(line, column, f"{text!r} is not a number.", "Write a number, or nothing.")
            return math.nan
        return value

    def wrong(self, line: int, column: str, what: str, do: str) -> None:
        """Note a mistake in a cell."""
        why = "A row read wrongly would be scored as another battle or day."
        self.problems.append(Problem("audit_cell", what, why, do, Place(self.file, line, column)))

    def note(self, line: int, what: str) -> None:
        """Note what is odd in a row but can be lived with."""
        self.notes.append(f"line {line}: {what}")

    def refuse(self) -> None:
        """Raise InputError if anything was noted."""
        if self.problems:
            raise InputError(self.problems[:MAX_PROBLEMS])


def shipped_bytes(folder: str, name: str) -> bytes:
    """Return a data file that comes with Hinge, as it is."""
    return files("hinge").joinpath("data", folder, name).read_bytes()


def file_bytes(path: Path) -> bytes:
    """Return what a file holds; InputError if there is none or it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = "is a folder" if path.is_dir() else (error.strerror or "cannot be read").lower()
        raise refusal(
            str(path),
            f"The file cannot be read: {reason}.",
            "There is nothing to score.",
            "Give --data the path of a CSV file.",
        ) from None


def read_table(data: bytes, file: str) -> DataTable:
    """Return the rows of a CSV file with a header; InputError if its form is wrong."""
    text = decode(data, file, MAX_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[dict[str, str]] = []
    lines: list[int] = []
    problems: list[Problem] = []
    try:
        columns = tuple(name.strip() for name in next(reader, []))
        twice = sorted({name for name in columns if name and columns.count(name) > 1})
        if twice:
            raise refusal(
                file,
                f"The header has {', '.join(twice)} more than once.",
                "Which of them counts cannot be told.",
                "Keep one column of each name.",
            )
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                what = f"The row has {len(cells)} cells, the header has {len(columns)}."
                why = "Its values would stand under the wrong columns."
                do = "Add or remove commas; put text that contains a comma in quotes."
                place = Place(file, reader.line_num)
                problems.append(Problem("row_width", what, why, do, place))
                continue
            rows.append(dict(zip(columns, (cell.strip() for cell in cells), strict=True)))
            lines.append(reader.line_num)
    except csv.Error as error:
        raise refusal(
            file,
            f"The file is not a table in CSV form ({error}).",
            "Its rows cannot be told apart.",
            "Save it as CSV, with a header, commas and straight quotes.",
            reader.line_num,
        ) from None
    if problems:
        raise InputError(problems[:MAX_PROBLEMS])
    return DataTable(file, columns, tuple(rows), tuple(lines), hashlib.sha256(data).hexdigest())


def require_columns(table: DataTable, needed: Sequence[str], why: str) -> None:
    """Raise InputError naming every column of ``needed`` that the table lacks."""
    missing = [name for name in needed if name not in table.columns]
    if missing:
        near = suggest(missing[0], table.columns) if len(missing) == 1 else ""
        raise refusal(
            table.file,
            f"The table has no column {', '.join(missing)}{f' {near}' if near else ''}.",
            why,
            "Add what is missing; cells of unknown value may stay empty.",
            1,
        )


def refusal(file: str, what: str, why: str, do: str, line: int = 0) -> InputError:
    """Return the error for a file that cannot be used."""
    return InputError([Problem("audit_file", what, why, do, Place(file, line))])
