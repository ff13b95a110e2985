"""Civilian harm beside a verdict: deaths by author and by cause, displacement, in the arms concerned.

Ranges run over replications: median, and 5th to 95th percentile, which mix chance
and assumptions. Differences between arms are paired and carry an interval.
Authors and causes come from the recorded series; deprivation has no author.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.analysis.counterfactual import match, mean_difference
from hinge.analysis.course import Course
from hinge.analysis.intervals import Mean
from hinge.claims.names import CAUSES, Names, named
from hinge.errors import StoreError

Array = npt.NDArray[np.float64]

KILLED = "civilians_killed"
BY = "civilians_killed_by."
DISPLACED = "displaced"
TAILS = (0.5, 0.05, 0.95)


@dataclass(frozen=True)
class Range:
    """Median and 90 % range over replications; ``of`` an author or cause, ``name`` in words."""

    of: str
    name: str
    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Harm:
    """Harm in one arm from its first day to ``until``: civilians killed, and displaced at the end."""

    arm: str
    until: dt.date
    killed: Range
    by_author: tuple[Range, ...]
    by_cause: tuple[Range, ...]
    displaced: Range


@dataclass(frozen=True)
class Change:
    """Mean paired difference of harm by one author (or in all), with its interval."""

    of: str
    name: str
    mean: Mean


@dataclass(frozen=True)
class HarmDifference:
    """Harm in arm ``with_`` minus harm in arm ``without``, up to ``until``."""

    with_: str
    without: str
    until: dt.date
    killed: Change
    by_author: tuple[Change, ...]
    displaced: Change


def harm_series(names: Iterable[str]) -> tuple[str, ...]:
    """Return which of the recorded series speak of civilian harm."""
    return tuple(n for n in names if n in {KILLED, DISPLACED} or n.startswith((BY, KILLED + ".")))


def harm(course: Course, names: Names) -> Harm:
    """Return civilian harm in an arm, up to its last day."""
    last = course.days - 1
    return Harm(
        arm=course.arm,
        until=course.last,
        killed=_range("all", "all authors", _so_far(course, KILLED, last)),
        by_author=tuple(
            _range(side, names.author(side), _so_far(course, BY + side, last))
            for side in _authors(course)
        ),
        by_cause=tuple(
            _range(cause, named(CAUSES, cause), sum_) for cause, sum_ in _causes(course, last)
        ),
        displaced=_range("all", "people displaced", _so_far(course, DISPLACED, last)),
    )


def harm_difference(with_: Course, without: Course, names: Names) -> HarmDifference:
    """Return how harm differs between two arms, paired, up to the last day that both have."""
    until = min(with_.last, without.last)

    def change(series: str, of: str, name: str) -> Change:
        values = [_so_far(c, series, (until - c.start).days) for c in (with_, without)]
        return Change(of, name, mean_difference(match(with_, without, *values)))

    return HarmDifference(
        with_=with_.arm,
        without=without.arm,
        until=until,
        killed=change(KILLED, "all", "all authors"),
        by_author=tuple(change(BY + s, s, names.author(s)) for s in _authors(with_)),
        displaced=change(DISPLACED, "all", "people displaced"),
    )


def _so_far(course: Course, series: str, day: int) -> Array:
    """Return a series on a day, (R,)."""
    return course.series(series)[:, day].astype(np.float64)


def _authors(course: Course) -> tuple[str, ...]:
    """Return the authors in the order of the recorded series; none raises StoreError."""
    found = tuple(name.removeprefix(BY) for name in course.series_names if name.startswith(BY))
    if not found:
        raise StoreError(f"Arm {course.arm} records no civilian deaths by author.")
    return found


def _causes(course: Course, day: int) -> list[tuple[str, Array]]:
    """Return each recorded cause with the deaths by it over all authors, (R,)."""
    sums: dict[str, Array] = {}
    for name in course.series_names:
        if name.startswith(KILLED + "."):
            cause = name.split(".")[1]
            values = _so_far(course, name, day)
            sums[cause] = sums[cause] + values if cause in sums else values
    return list(sums.items())


def _range(of: str, name: str, values: Array) -> Range:
    """Return median and 90 % range of values (R,)."""
    median, low, high = (float(q) for q in np.quantile(values, TAILS))
    return Range(of, name, median, low, high)
