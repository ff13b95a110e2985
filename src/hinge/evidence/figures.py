"""Figures that runs and monitors both give: civilians killed by author, region and month, and soldiers.

Deaths from deprivation have no author and stand in no monitor's count; so the truth set
beside reports is that of deaths by somebody's fire.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from hinge.analysis.course import Course
from hinge.evidence.luck import Floats
from hinge.evidence.reported import lags, shares, told, told_level
from hinge.scenario.monitors import Monitor, Said
from hinge.scenario.records import Observation
from hinge.scenario.scenario import Scenario

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """A number of persons that a campaign gives and a monitor may report.

    ``parts``: side and recorded series of each part; ``first``, ``last``: the change from
    the end of one day to that of another; ``whose``: it singles out one side. ``level``:
    the number on ``last`` instead of a change.
    """

    says: str
    kind: str
    parts: tuple[tuple[str, str], ...]
    first: dt.date
    last: dt.date
    whose: bool = False
    level: bool = False

    def truth(self, course: Course) -> Floats:
        """Return the simulated number in each campaign, (R,)."""
        first, last = self._days(course)
        total: Floats = np.zeros(course.replication.size)
        for _, name in self.parts:
            series = course.series(name).astype(np.float64)
            total = total + series[:, last] - (0.0 if self.level else series[:, first])
        return total

    def report(
        self, course: Course, scenario: Scenario, monitor: Monitor, seed: int, by: dt.date
    ) -> Floats:
        """Return what a monitor would have published of it by the end of a day, (R,)."""
        first, last = self._days(course)
        until = (by - course.start).days
        late = lags(monitor, self.kind, seed, course.replication)
        total: Floats = np.zeros(course.replication.size)
        for side, name in self.parts:
            share = shares(scenario, monitor, self.kind, side, seed, course.replication)
            series = course.series(name)
            if self.level:
                total = total + told_level(series, share, late, last, until)
            else:
                total = total + told(series, share, late, first, last, until)
        return total

    def _days(self, course: Course) -> tuple[int, int]:
        """Return the two days, counted from the first recorded one."""
        return (self.first - course.start).days, (self.last - course.start).days


def figures(scenario: Scenario, course: Course) -> tuple[Figure, ...]:
    """Return the figures of a run: civilians in all, by author, region and month; soldiers; displaced."""
    return tuple(_figures(scenario, course.start, course.last))


def of_said(scenario: Scenario, said: Said, row: Observation) -> Figure:
    """Return the figure that a monitor published, over the days of its row, both included."""
    head = scenario.head
    first = max(row.date_start - dt.timedelta(days=1), head.start)
    if row.date_start < head.start:
        first = row.date_start  # before the first simulated day: no campaign gives it
    regions = {region.id: region.name for region in scenario.regions}
    sides = {side.id: side.name for side in head.sides}
    chosen = said.sides or tuple(sides)
    if said.kind == "soldiers_killed":
        parts = tuple((side, f"killed.{side}") for side in chosen)
        words = "soldiers killed"
    else:
        parts = tuple(_by(side, region) for region in said.in_ or ("",) for side in chosen)
        words = "civilians killed"
    if said.sides:
        joint = " of " if said.kind == "soldiers_killed" else " by "
        words += joint + " and ".join(sides[side] for side in said.sides)
    if said.in_:
        words += " in " + ", ".join(regions[region] for region in said.in_)
    return Figure(words, said.kind, parts, first, row.date_end or row.date_start)


def _figures(scenario: Scenario, first: dt.date, last: dt.date) -> Iterator[Figure]:
    """Yield the figures in order."""
    names = {side.id: side.name for side in scenario.head.sides}
    everyone = tuple(_by(side) for side in names)
    kind = "civilians_killed"
    yield Figure("civilians killed", kind, everyone, first, last)
    for side, name in names.items():
        yield Figure(f"civilians killed by {name}", kind, (_by(side),), first, last, whose=True)
    for region in scenario.regions:
        if region.harm:
            parts = tuple(_by(side, region.id) for side in names)
            yield Figure(f"civilians killed in {region.name}", kind, parts, first, last)
    for begin, end in months(first, last):
        words = f"civilians killed in {MONTHS[end.month - 1]} {end.year}"
        yield Figure(words, kind, everyone, begin, end)
    for side, name in names.items():
        part = ((side, f"killed.{side}"),)
        yield Figure(f"soldiers killed of {name}", "soldiers_killed", part, first, last, whose=True)
    words = "people displaced on the last day"
    yield Figure(words, "displaced", (("", "displaced"),), first, last, level=True)


def months(first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    """Yield (day before, last day) of each calendar month's part of the days after ``first`` to ``last``."""
    begin = first
    while begin < last:
        day = begin + dt.timedelta(days=1)
        following = dt.date(day.year + day.month // 12, day.month % 12 + 1, 1)
        end = min(last, following - dt.timedelta(days=1))
        yield begin, end
        begin = end


def _by(side: str, region: str = "") -> tuple[str, str]:
    """Return an author and the series of civilians that it killed, everywhere or in a region."""
    where = f"civilians_killed_in.{region}.by" if region else "civilians_killed_by"
    return side, f"{where}.{side}"


def series_of(chosen: Sequence[Figure]) -> list[str]:
    """Return the series that figures read, so that they can be loaded at once."""
    return sorted({name for figure in chosen for _, name in figure.parts})
