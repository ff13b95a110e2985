"""The chance of an outcome day by day: what it was on each path, how it moved, when it was settled.

p[t] of a path is found as the share of its k branches from day t in which the
outcome came about, and at the end as what came about. That share has an error of
sqrt(p (1 - p) / k) on every path; the mean over paths does not suffer from it.

The realised change of a day, D[t], is found from coupled increments: the mean
over lines of what day t moved, all later draws being equal.

Suspense before a day is the size of the move to be expected of it, the root of
E[D[t]^2] over paths (Ely, Frankel and Kamenica 2015, whose suspense given the
state would need branches of branches).

Last exit: the first day of the grid from which on p stays within ``near`` of what
the path ends in. It is read off the noisy p: where a chance stays close to the
bound, noise makes the day late more often than early. With k branches nothing
finer than 1 / k is seen, so that 1 / k may be at most ``near``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from hinge.analysis.clusters import clusters, error, left_out, sums
from hinge.analysis.hinge_shares import rises_coupled
from hinge.analysis.process import Array, Branches, Ints
from hinge.errors import TooFewRuns

NEAR = 0.1
"""How near to 0 or 1 a chance is called settled."""


@dataclass(frozen=True)
class Course:
    """Chances on a grid of days (D + 1,), from 0 to T.

    ``chance`` (m, D + 1) of every path; ``mean``, ``mean_se`` (D + 1,) over paths;
    ``moved``, ``moved_se`` (m, D): what each step moved on each path; ``suspense`` (D,).
    """

    days: Ints
    chance: Array
    mean: Array
    mean_se: Array
    moved: Array
    moved_se: Array
    suspense: Array


@dataclass(frozen=True)
class LastExit:
    """When paths were settled for good: ``day`` (m,) of each, and the days' distribution.

    ``by`` (D + 1,): share of paths settled by the end of each day of the grid ``days``.
    """

    near: float
    days: Ints
    day: Ints
    by: Array

    def quantile(self, share: float) -> int:
        """Return the first day of the grid by which this share of paths is settled."""
        return int(self.days[np.argmax(self.by >= share - 1e-12)])


def course(branches: Branches, outcome: int = 0) -> Course:
    """Return the chance of an outcome day by day, on each path and over all.

    TooFewRuns below ``clusters.MIN_CLUSTERS`` draws (or paths of a single draw).
    """
    table = branches.table(outcome)
    chance = table.mean(axis=2)
    row = clusters(branches.draw, branches.path)
    means = left_out(*sums(chance, row, int(row.max()) + 1))
    steps = np.diff(table, axis=1)
    return Course(
        days=np.append(branches.days, branches.last),
        chance=chance,
        mean=means[0],
        mean_se=error(means),
        moved=steps.mean(axis=2),
        moved_se=steps.std(axis=2, ddof=1) / math.sqrt(table.shape[2]),
        suspense=np.sqrt(np.maximum(rises_coupled(table).mean(axis=0), 0.0)),
    )


def last_exit(branches: Branches, outcome: int = 0, *, near: float = NEAR) -> LastExit:
    """Return when each path was settled for good.

    ValueError for an outcome that is neither 0 nor 1 somewhere, or ``near`` outside
    0 to 1/2; TooFewRuns where there are fewer than 1 / ``near`` lines.
    """
    table = branches.table(outcome)
    k = table.shape[2]
    if not np.isin(table, (0.0, 1.0)).all():
        raise ValueError("Only what comes about or does not can be settled.")
    if not 0.0 < near < 0.5:
        raise ValueError("A chance is settled within a distance between 0 and 1/2.")
    need = math.ceil(1.0 / near - 1e-9)
    if k < need:
        raise TooFewRuns("The last exit (counted in lines)", k, need)
    off = np.abs(table.mean(axis=2) - table[:, -1, :1])  # (m, D + 1) from what the path ends in
    open_still = off > near + 1e-12
    reach = np.arange(1, open_still.shape[1] + 1)
    first = np.where(open_still, reach, 0).max(
        axis=1
    )  # row after the last open one; T is never open
    days = np.append(branches.days, branches.last)
    by = np.array([float(np.mean(first <= row)) for row in range(days.size)])
    return LastExit(near, days, days[first], by)
