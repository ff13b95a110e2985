"""Cells of a row as dates, counts, shares and text; what is none of these is refused in one message."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hinge.errors import InputError, Place
from hinge.importing.local_file import refused
from hinge.scenario.nearest import suggest

MAX_TEXT = 1500  # characters; a cell of observations.csv joins two of them and stays under 4,000
MOST = 50_000_000  # persons; larger figures are slips of the pen

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?")
_PART = re.compile(r"(\d{4})(?:-(\d{2}))?")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_CONTROL = re.compile("[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Cells:
    """One row: where it stands, and its cells by column."""

    file: str
    line: int
    cells: Mapping[str, str]

    def place(self, column: str) -> Place:
        """Return where a cell stands."""
        return Place(self.file, self.line, column)

    def text(self, column: str, most: int = MAX_TEXT) -> str:
        """Return a cell as text; empty where the column is missing."""
        text = self.cells.get(column, "")
        if len(text) > most or _CONTROL.search(text):
            raise refused(
                "text",
                self.place(column),
                f"The cell holds a control character or more than {most:,} characters.",
                "A row of observations could not be read back.",
                "Shorten the text and keep it on one line.",
            )
        return text

    def day(self, column: str) -> dt.date:
        """Return a cell as a day; an hour of midnight after it, as some releases have, is dropped."""
        found = _DAY.fullmatch(self.cells.get(column, ""))
        try:
            return dt.date.fromisoformat(found.group(1)) if found else self._no_day(column)
        except ValueError:
            return self._no_day(column)

    def span(self, column: str) -> tuple[dt.date, dt.date]:
        """Return the first and last day of a day, a month (2016-07) or a year (2016)."""
        part = _PART.fullmatch(self.cells.get(column, ""))
        if not part:
            return (self.day(column),) * 2
        year, months = int(part.group(1)), (int(part.group(2) or 1), int(part.group(2) or 12))
        if year == 0 or not 1 <= months[1] <= 12:
            self._no_day(column)
        last = calendar.monthrange(year, months[1])[1]
        return dt.date(year, months[0], 1), dt.date(year, months[1], last)

    def number(self, column: str) -> float:
        """Return a cell as a number that is not negative."""
        text = self.cells.get(column, "")
        if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
            raise refused(
                "no_number",
                self.place(column),
                f"{_short(text)} is no number.",
                "Sums over such cells would be wrong.",
                "Write digits alone, with a point for decimals and no separator of thousands.",
            )
        value = float(text)
        if value < 0 or value > MOST:
            raise refused(
                "out_of_range",
                self.place(column),
                f"The number {_short(text)} is {'negative' if value < 0 else 'too large'}.",
                f"Figures count persons or things, from 0 to {MOST:,}.",
                "Correct the cell, or leave the row out of the table.",
            )
        return value

    def count(self, column: str, least: int = 0, most: int = MOST) -> int:
        """Return a cell as a whole number from ``least`` to ``most``."""
        value = self.number(column)
        if value != int(value) or not least <= value <= most:
            raise refused(
                "out_of_range",
                self.place(column),
                f"{_short(self.cells[column])} is no whole number from {least} to {most:,}.",
                "The codebook of this table knows no other values here.",
                "Correct the cell, or leave the row out of the table.",
            )
        return int(value)

    def days(self, first: str, last: str) -> tuple[dt.date, dt.date]:
        """Return two cells as the first and last day of a span; an empty last is the first."""
        start = self.day(first)
        end = self.day(last) if self.cells.get(last) else start
        if end < start:
            raise refused(
                "dates_reversed",
                self.place(last),
                f"The span ends on {end}, before it begins on {start}.",
                "No day lies in it.",
                "Swap the dates or correct one.",
            )
        return start, end

    def degrees(self, column: str, most: float) -> float | None:
        """Return a cell as degrees from ``-most`` to ``most``; None if it is empty."""
        text = self.cells.get(column, "")
        if not text:
            return None
        if not _NUMBER.fullmatch(text) or abs(float(text)) > most:
            raise refused(
                "no_degrees",
                self.place(column),
                f"{_short(text)} is no angle from -{most:g} to {most:g} degrees.",
                "An event would be placed where it was not.",
                "Write decimal degrees.",
            )
        return float(text)

    def bounded(self, best: float | None, low: float | None, high: float | None) -> None:
        """Raise InputError unless low, best and high, where given, stand in that order."""
        given = [value for value in (low, best, high) if value is not None]
        if given != sorted(given):
            raise self.disordered(given)

    def disordered(self, given: Iterable[float], do: str = "Correct the row.") -> InputError:
        """Return the error of a range that does not hold its best value."""
        listed = ", ".join(f"{value:g}" for value in given)
        return refused(
            "range_order",
            Place(self.file, self.line),
            f"Low, best and high are not in this order: {listed}.",
            "A best value outside its own range says that one of the three is wrong.",
            do,
        )

    def _no_day(self, column: str) -> dt.date:
        """Refuse a cell that is no day."""
        raise refused(
            "no_day",
            self.place(column),
            f"{_short(self.cells.get(column, ''))} is no day.",
            "Without its day a figure belongs to no period.",
            "Write days as 2016-08-08.",
        )


def require(columns: Iterable[str], needed: Iterable[str], file: str, line: int) -> None:
    """Raise InputError unless every needed column stands in the header exactly once."""
    there = list(columns)
    for name in needed:
        if there.count(name) != 1:
            twice = name in there
            raise refused(
                "duplicate_column" if twice else "missing_column",
                Place(file, line, name),
                f"The column {name} {'stands twice' if twice else 'is missing'} "
                f"{'' if twice else suggest(name, there)}".strip()
                + ".",
                "This reader knows the layout by its column names.",
                "Check that the file is what this reader is for, and that its header is whole.",
            )


def _short(text: str) -> str:
    """Return a cell for a message, in quotes and not too long."""
    return repr(text if len(text) <= 40 else f"{text[:40]}...")
