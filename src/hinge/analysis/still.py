"""Campaigns in which nothing moves: the recorded first day of each parameter draw, held to the end.

What the tables, priors and formulas of day 0 say before a day is simulated. The
replicates of a draw start alike, so that each draw counts once.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from hinge.analysis.course import Course, Floats, Ints


class Still(Course):
    """The first day of an arm held to its end, one campaign for each parameter draw.

    Attributes as in ``Course``; R is the number of distinct draws. Counts of what
    has happened stay where they are on the first day; changes are zero.
    """

    def __init__(self, course: Course) -> None:
        """Take dates and names from an arm; nothing is read yet."""
        rows = np.unique(course.draw, return_index=True)[1]
        self._moving = course
        self._rows = rows
        self.arm, self.start, self.days = course.arm, course.start, course.days
        self.replication: Ints = course.replication[rows]
        self.draw: Ints = course.draw[rows]
        self.ancestor = None
        self.areas, self.watches = course.areas, course.watches
        self.series_names = course.series_names

    def load(self, names: Iterable[str]) -> None:
        """Read the series of these names that are recorded and not yet read, in one pass."""
        self._moving.load(names)

    def series(self, name: str) -> Floats:
        """Return the first day's value of a series on every day, (R, days); an unknown name raises StoreError."""
        first = self._moving.series(name)[self._rows, :1]
        return np.broadcast_to(first, (self._rows.size, self.days))

    def control(self) -> Ints:
        """Return who holds each area on the first day, on every day, (R, days, A)."""
        first = self._moving.control()[self._rows, :1]
        return np.broadcast_to(first, (self._rows.size, self.days, first.shape[2]))

    def siege(self, watch: str) -> Ints:
        """Return the first day's siege state of one watch on every day, (R, days)."""
        first = self._moving.siege(watch)[self._rows, :1]
        return np.broadcast_to(first, (self._rows.size, self.days))
