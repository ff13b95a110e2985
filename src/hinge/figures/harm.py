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


QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""What a cell of the table of harm shows: the middle 90 and 50 of 100 runs, and the median."""

Quantiles = tuple[float, float, float, float, float]


def harm_cells(course: Course, sides: Sequence[str]) -> dict[tuple[str, str], Quantiles]:
    """Return deaths on the last day by (cause, author), with ``""`` for all of either.

    Every author of ``sides`` and nobody in particular are there for every cause that is
    recorded for anyone, with zeros where none of it is theirs.
    """
    authors = (*sides, UNATTRIBUTED)
    names = {("", ""): "civilians_killed"}
    names |= {("", author): f"civilians_killed_by.{author}" for author in authors}
    names |= {
        (cause, author): f"civilians_killed.{cause}.{author}"
        for cause in CAUSES
        for author in authors
    }
    recorded = set(course.series_names)
    course.load([name for name in names.values() if name in recorded])
    last = {key: course.series(name)[:, -1] for key, name in names.items() if name in recorded}
    none = np.zeros(course.replication.size)
    for cause in CAUSES:
        by_cause = [values for (of, author), values in last.items() if of == cause and author]
        if by_cause:
            last[cause, ""] = np.sum(by_cause, axis=0)
    causes = [cause for cause in CAUSES if (cause, "") in last]
    wanted = [(cause, author) for author in ("", *authors) for cause in ("", *causes)]
    return {key: _quantiles(last.get(key, none)) for key in wanted}


def _quantiles(values: np.ndarray) -> Quantiles:
    """Return the quantiles of last values (R,)."""
    low90, low50, median, high50, high90 = np.quantile(values, QUANTILES).tolist()
    return low90, low50, median, high50, high90
