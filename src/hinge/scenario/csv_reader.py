"""Tables from strangers: one header of known columns, a bounded number of rows, lines kept.

The header names fields of the record, each once; columns with a default may be
left out. Blanks around a cell are dropped, an empty cell takes the default, and
a list is separated by ``;``. Rows without any text are skipped.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from hinge.errors import InputError, Place, Problem
from hinge.scenario.fields import Record
from hinge.scenario.nearest import suggest
from hinge.scenario.text_bytes import decode

MAX_BYTES = 8_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_PROBLEMS = 100  # of one table; whoever has more has one cause for them

Row = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """The rows of a table as raw values by field, each with ``line``; ``columns`` as in the header."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_csv(data: bytes, file: str, record: type[Record]) -> Table:
    """Return the rows of a table for ``record``; raise InputError with every mistake of form."""
    text = decode(data, file, MAX_BYTES)
    lines = _lines(text, file)
    line, header = next(lines, (1, []))
    _check_header(header, file, line, record)
    lists = {name for name, info in record.model_fields.items() if _is_list(info.annotation)}
    rows: list[Row] = []
    problems: list[Problem] = []
    for line, cells in lines:
        if len(problems) >= MAX_PROBLEMS:
            break
        if len(rows) == MAX_ROWS:
            problems.append(
                Problem(
                    "too_many_rows",
                    f"The table has more than {MAX_ROWS:,} rows.",
                    "Tables of a campaign are far smaller, so this is another kind of table.",
                    "Shorten the table, or check that the right file lies here.",
                    Place(file, line),
                )
            )
            break
        if len(cells) != len(header):
            problems.append(
                Problem(
                    "row_width",
                    f"The row has {len(cells)} cells, the header has {len(header)}.",
                    "Its values would stand under the wrong columns.",
                    "Add or remove commas; put text that contains a comma in quotes.",
                    Place(file, line),
                )
            )
            continue
        rows.append(_row(header, cells, lists) | {"line": line})
    if problems:
        raise InputError(problems)
    return Table(file, tuple(header), tuple(rows))


def _lines(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with text in it, as stripped cells, with the line on which it starts."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield start, stripped
            start = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            [
                Problem(
                    "csv_syntax",
                    f"The row cannot be read: {error}.",
                    "From here on cells would stand under the wrong columns.",
                    'Close the quotation marks; write a quotation mark inside a cell as "".',
                    Place(file, start),
                )
            ]
        ) from None


def _check_header(header: list[str], file: str, line: int, record: type[Record]) -> None:
    """Raise InputError unless the header names known fields, each once, and all required ones."""
    place = Place(file, line)
    known = {name: info for name, info in record.model_fields.items() if name != "line"}
    problems: list[Problem] = []
    if not header:
        problems.append(
            Problem(
                "header",
                "The table is empty: it has no header.",
                "Without column names no value has a meaning.",
                f"Start with a line of column names: {','.join(known)}.",
                place,
            )
        )
    if len(header) > MAX_COLUMNS:
        problems.append(
            Problem(
                "header",
                f"The header has {len(header):,} columns.",
                f"No table of a scenario has more than {MAX_COLUMNS}.",
                "Remove the commas at the end, or check that the right file lies here.",
                place,
            )
        )
    for number, name in enumerate(header[:MAX_COLUMNS]):
        if name not in known:
            problems.append(
                Problem(
                    "unknown_column",
                    f"The column {name!r} is not known {suggest(name, known)}.",
                    "What it holds would be left out without a word.",
                    "Fix the name or remove the column.",
                    Place(file, line, name),
                )
            )
        elif name in header[:number]:
            problems.append(
                Problem(
                    "duplicate_column",
                    f"The column {name} stands twice.",
                    "One of the two would silently win.",
                    "Keep one of them.",
                    Place(file, line, name),
                )
            )
    if header and len(header) <= MAX_COLUMNS:
        problems.extend(
            Problem(
                "missing_column",
                f"The column {name} is missing.",
                "Every row needs a value there.",
                f"Add the column {name}.",
                Place(file, line, name),
            )
            for name, info in known.items()
            if info.is_required() and name not in header
        )
    if problems:
        raise InputError(problems)


def _row(header: list[str], cells: list[str], lists: set[str]) -> Row:
    """Return the filled cells of a row by column; list cells are split at ``;``."""
    row: Row = {}
    for name, cell in zip(header, cells, strict=True):
        if name in lists:
            row[name] = [part.strip() for part in cell.split(";") if part.strip()]
        elif cell:
            row[name] = cell
    return row


def _is_list(annotation: Any) -> bool:
    """Return whether a field holds a tuple (possibly optional)."""
    return get_origin(annotation) is tuple or any(
        get_origin(part) is tuple for part in get_args(annotation)
    )
