"""Days, weeks (from Monday), calendar months, or one period: the spans that events are summed over."""

from __future__ import annotations

import bisect
import datetime as dt
from dataclasses import dataclass

from hinge.errors import Place
from hinge.importing.local_file import refused

DAY, WEEK, MONTH, WHOLE = "day", "week", "month", "whole"
MAX_DAYS = 40_000  # of a window; a campaign has hundreds

_ONE = dt.timedelta(days=1)


@dataclass(frozen=True)
class Window:
    """The days from ``first`` to ``last``; ``cut``: a day after which a new period always begins."""

    first: dt.date
    last: dt.date
    cut: dt.date | None = None

    def __post_init__(self) -> None:
        """Refuse a window that ends before it begins, or is absurdly long."""
        days = (self.last - self.first).days
        if not 0 <= days <= MAX_DAYS:
            raise refused(
                "window",
                Place("--from"),
                f"The window from {self.first} to {self.last} is empty or too long.",
                "No event could lie in it.",
                "Give --from a day before --to.",
            )

    def starts(self, by: str) -> list[dt.date]:
        """Return the first day of every period, in order."""
        day, found = self.first, []
        while day <= self.last:
            begins = {DAY: True, WEEK: day.weekday() == 0, MONTH: day.day == 1, WHOLE: False}[by]
            if begins or day == self.first or (self.cut and day == self.cut + _ONE):
                found.append(day)
            day += _ONE
        return found

    def crosses_cut(self, start: dt.date, end: dt.date) -> bool:
        """Return whether a span begins by the cut and ends after it."""
        return self.cut is not None and start <= self.cut < end

    def misses(self, start: dt.date, end: dt.date) -> bool:
        """Return whether a span lies outside altogether."""
        return end < self.first or start > self.last

    def crosses_edge(self, start: dt.date, end: dt.date) -> bool:
        """Return whether a span lies partly outside."""
        return start < self.first or end > self.last


@dataclass(frozen=True)
class Periods:
    """The periods of a window, by the first day of each."""

    starts: tuple[dt.date, ...]
    last: dt.date

    @classmethod
    def of(cls, window: Window, by: str) -> Periods:
        """Return the periods of a window, each ``by`` long, cut at its edges."""
        return cls(tuple(window.starts(by)), window.last)

    def number(self, day: dt.date) -> int:
        """Return the number of the period that a day lies in."""
        return bisect.bisect_right(self.starts, day) - 1

    def span(self, number: int) -> tuple[dt.date, dt.date]:
        """Return the first and last day of a period."""
        later = self.starts[number + 1] - _ONE if number + 1 < len(self.starts) else self.last
        return self.starts[number], later
