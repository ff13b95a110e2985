"""Civilian harm by cause and by author, on all sides: what stands in every summary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hinge.analysis.course import Course
from hinge.claims.names import CAUSES, UNATTRIBUTED

LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True)
class Harm:
    """Persons killed, or displaced, by the last day: median of the runs, and the middle 90 of 100.

    ``cause`` and ``author`` are ids; empty means all of them.
    """

    cause: str
    author: str
    low: float
    median: float
    high: float


def civilians_killed(course: Course, sides: Sequence[str]) -> tuple[Harm, ...]:
    """Return deaths in total, then by author, then by cause and author; what no run has is left out."""
    wanted = [("", "", "civilians_killed")]
    authors = (*sides, UNATTRIBUTED)
    wanted += [("", author, f"civilians_killed_by.{author}") for author in authors]
    wanted += [
        (cause, author, f"civilians_killed.{cause}.{author}")
        for cause in CAUSES
        for author in authors
    ]
    recorded = set(course.series_names)
    course.load([name for *_, name in wanted])
    rows = [_row(course, cause, author, name) for cause, author, name in wanted if name in recorded]
    return tuple(row for row in rows if row.high > 0 or not row.cause)


def displaced(course: Course) -> Harm:
    """Return persons displaced on the last day."""
    return _row(course, "displaced", "", "displaced")


def _row(course: Course, cause: str, author: str, series: str) -> Harm:
    """Return the range of a series on the last day."""
    low, median, high = np.quantile(course.series(series)[:, -1], [LOW, 0.5, HIGH])
    return Harm(cause, author, float(low), float(median), float(high))
