"""A file of outcomes that may never have been seen before: two layouts, other columns ignored.

Header names in any order and in any case; a byte order mark is dropped. The layout of
facts about control has ``area``, ``date``, ``controller`` and, where given,
``tolerance_days``; the layout of all outcomes has ``observable``, ``date_start`` and
``value``, and more where given (``docs/scores.md``). Mistakes are raised together.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hinge.errors import InputError, Place, Problem
from hinge.scenario.csv_reader import MAX_BYTES, MAX_COLUMNS, MAX_PROBLEMS, MAX_ROWS
from hinge.scenario.text_bytes import decode
from hinge.scoring import refusals

CONTROL_COLUMNS = ("area", "date", "controller")
CONTROL_OPTIONAL = ("tolerance_days", "id")
OUTCOME_COLUMNS = ("observable", "date_start", "value")
OUTCOME_OPTIONAL = ("id", "area", "date_end", "low", "high", "unit", "tolerance_days", "who_says")
CONTROL = "control"
MOST_TOLERANCE = 366
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Layout = Literal["control", "outcomes"]


@dataclass(frozen=True)
class Row:
    """One outcome as it was written; ``line`` in its file, ``tolerance`` in days.

    ``first`` to ``last``: the days that it speaks of, the same day twice for one day.
    """

    line: int
    id: str
    observable: str
    area: str
    first: dt.date
    last: dt.date
    value: str
    low: str = ""
    high: str = ""
    unit: str = ""
    who_says: str = ""
    tolerance: int = 0


@dataclass(frozen=True)
class Outcomes:
    """The rows of a file, in file order; ``sha256`` of its bytes."""

    file: str
    sha256: str
    layout: Layout
    rows: tuple[Row, ...]


def read_outcomes(path: Path) -> Outcomes:
    """Return the outcomes of a file; InputError says what cannot be read, all mistakes at once."""
    name = path.name
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError([refusals.unreadable(str(path), error)]) from None
    return parse(data, name)


def parse(data: bytes, name: str) -> Outcomes:
    """Return the outcomes in the bytes of a file; InputError as ``read_outcomes`` raises it."""
    lines = _cells(decode(data, name, MAX_BYTES), name)
    line, header = lines[0] if lines else (1, [])
    columns = [cell.strip().lower() for cell in header]
    layout = _layout(columns, name, line)
    problems: list[Problem] = []
    rows: list[Row] = []
    if len(lines) - 1 > MAX_ROWS:
        raise InputError([refusals.too_many(name)])
    for number, cells in lines[1:]:
        if len(cells) != len(columns):
            problems.append(refusals.width(name, number, len(cells), len(columns)))
        else:
            row = dict(zip(columns, cells, strict=True))
            read = _Reader(name, number, row, problems)
            found = read.control() if layout == CONTROL else read.outcome()
            if found is not None:
                rows.append(found)
        if len(problems) >= MAX_PROBLEMS:
            break
    if problems:
        raise InputError(problems)
    return Outcomes(name, hashlib.sha256(data).hexdigest(), layout, tuple(rows))


def _cells(text: str, name: str) -> list[tuple[int, list[str]]]:
    """Return each row with text in it, as stripped cells, with the line on which it starts."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found, start = [], 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                found.append((start, stripped))
            start = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            [
                Problem(
                    "csv_syntax",
                    f"The row cannot be read: {error}.",
                    "From here on cells would stand under the wrong columns.",
                    'Close the quotation marks; write a quotation mark inside a cell as "".',
                    Place(name, start),
                )
            ]
        ) from None
    return found


def _layout(columns: list[str], name: str, line: int) -> Layout:
    """Return which layout a header has; InputError where it has neither, or a column of it twice."""
    place = Place(name, line)
    if set(OUTCOME_COLUMNS) <= set(columns):
        layout: Layout = "outcomes"
        read: tuple[str, ...] = (*OUTCOME_COLUMNS, *OUTCOME_OPTIONAL)
    elif set(CONTROL_COLUMNS) <= set(columns):
        layout, read = "control", (*CONTROL_COLUMNS, *CONTROL_OPTIONAL)
    else:
        raise InputError([refusals.no_layout(columns, (CONTROL_COLUMNS, OUTCOME_COLUMNS), place)])
    twice = [column for column in read if columns.count(column) > 1]
    if twice or len(columns) > MAX_COLUMNS:
        what = (
            f"The column {twice[0]} stands twice." if twice else "The header has too many columns."
        )
        raise InputError(
            [
                Problem(
                    "duplicate_column" if twice else "header",
                    what,
                    "It is not clear which of its cells would count.",
                    "Keep one of them." if twice else "Check that the right file lies here.",
                    place,
                )
            ]
        )
    return layout


class _Reader:
    """Reads the cells of one row and notes what is wrong with them."""

    def __init__(
        self, name: str, line: int, cells: dict[str, str], problems: list[Problem]
    ) -> None:
        """Read ``cells`` by column; ``problems`` is added to."""
        self.name, self.line, self.cells, self.problems = name, line, cells, problems

    def control(self) -> Row | None:
        """Return the row of the layout of facts about control."""
        day, tolerance = self._day("date"), self._tolerance()
        area, value = self._filled("area"), self._filled("controller")
        if day is None or tolerance is None or not area or not value:
            return None
        return Row(
            self.line,
            self._id(),
            CONTROL,
            area,
            day,
            day,
            value,
            unit="controller",
            tolerance=tolerance,
        )

    def outcome(self) -> Row | None:
        """Return the row of the layout of all outcomes."""
        first, tolerance = self._day("date_start"), self._tolerance()
        last = self._day("date_end") if self.cells.get("date_end") else first
        observable, value = self._filled("observable"), self._filled("value")
        if first is None or last is None or tolerance is None or not observable or not value:
            return None
        if last < first:
            self._note(
                "dates_reversed",
                "date_end",
                f"The last day {last} lies before the first, {first}.",
                "Exchange them, or correct the wrong one.",
            )
            return None
        get = self.cells.get
        return Row(
            self.line,
            self._id(),
            observable,
            get("area", ""),
            first,
            last,
            value,
            get("low", ""),
            get("high", ""),
            get("unit", ""),
            get("who_says", ""),
            tolerance,
        )

    def _id(self) -> str:
        """Return the id of the row, or its line."""
        return self.cells.get("id") or f"line {self.line}"

    def _filled(self, column: str) -> str:
        """Return a cell that has to hold something."""
        cell = self.cells[column]
        if not cell:
            do = f"Fill in the {column}, or remove the row."
            self._note("empty_cell", column, f"The {column} is empty.", do)
        return cell

    def _day(self, column: str) -> dt.date | None:
        """Return a day written as 2016-08-08."""
        cell = self.cells[column]
        try:
            if DAY.fullmatch(cell):
                return dt.date.fromisoformat(cell)
        except ValueError:
            pass  # written as a day, but there is no such day; told below
        what = f"{cell!r} is not a day." if cell else f"The {column} is empty."
        self._note("day", column, what, "Write days as 2016-08-08.")
        return None

    def _tolerance(self) -> int | None:
        """Return the days by which the date may be off; 0 where nothing is given."""
        cell = self.cells.get("tolerance_days", "")
        if not cell:
            return 0
        try:
            number = float(cell)
        except ValueError:
            number = -1.0
        if 0.0 <= number <= MOST_TOLERANCE and number.is_integer():
            return int(number)
        self._note(
            "tolerance",
            "tolerance_days",
            f"{cell!r} is not a whole number of days from 0 to {MOST_TOLERANCE}.",
            "Write how many days the date may be off, or leave the cell empty.",
        )
        return None

    def _note(self, rule: str, column: str, what: str, do: str) -> None:
        """Note a mistake in a cell."""
        why = "Without it the row says nothing that could be scored."
        self.problems.append(Problem(rule, what, why, do, Place(self.name, self.line, column)))
