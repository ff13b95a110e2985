"""Regression-assisted shares: what was recorded says most, branches repair what it leaves out.

For any guess g[t](x) of the chance at state x, with Y the outcome of a recorded
run and Y1, Y2 those of two branches of one path,

    A[t] = E[p[t]^2] = E[2 g Y - g^2] + E[(Y1 - g)(Y2 - g)].

The first mean is over n recorded runs, which are many and need no branch; alone
it is a lower bound. The second is over m branched paths and small where g is
good. Both terms need different runs of chance: with Y1 for Y the sum is Y1 Y2
and g has helped nothing.

g is a logistic ridge regression on what was recorded of a day, learned on four
fifths of the draws (of the runs, if there is one draw) and used on the rest, so
that no guess knows the run that it is used on. A payoff is brought between 0 and
1 for it. The rises A[t] - A[t - 1] share runs, and errors leave out whole draws;
that g would then be learned anew is left out of the errors.

Sources: Longstaff and Schwartz (2001) and Broadie, Du and Moallemi (2015) for
regression in nested simulation; Brill, Yurko and Wyner (2025) for fitting by
whole runs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hinge.analysis.clusters import clusters, left_out, squared_mean, sums
from hinge.analysis.hinge_shares import Shares, assembled, pairs
from hinge.analysis.process import Array, Branches, Ints
from hinge.analysis.ridge import chances, design, fit

FOLDS = 5
"""Parts of the draws; each is guessed by what the other four have taught."""


@dataclass(frozen=True)
class Recorded:
    """Runs recorded day by day, branched or not.

    ``path``, ``draw`` (n,) as in a process, so that a run which was also branched is
    known as the same; ``features`` (n, D, F) at the end of each day of the grid;
    ``ends`` (n,) of one outcome.
    """

    path: Ints
    draw: Ints
    features: Array
    ends: Array


def assisted(branches: Branches, outcome: int, features: Array, recorded: Recorded) -> Shares:
    """Return hinge shares assisted by features (m, D, F) of the branched paths at each day of the grid.

    ValueError where the features do not fit the grid; TooFewRuns as ``clusters``.
    """
    grid = (branches.path.size, branches.days.size)
    if features.shape[:2] != grid or recorded.features.shape[1:] != features.shape[1:]:
        raise ValueError(f"Features are of {grid[0]} paths on {grid[1]} days, and of equal number.")
    level = float(recorded.ends.mean())
    own = recorded.ends - level  # (n,)
    ends = branches.ends[:, :, :, outcome] - level  # (m, D, k)
    n = own.size
    row = clusters(
        np.concatenate([recorded.draw, branches.draw]),
        np.concatenate([recorded.path, branches.path]),
    )
    every = np.concatenate([recorded.features, features])
    guess = np.stack([guesses(every[:, d], own, row) for d in range(grid[1])], axis=1)  # (n + m, D)
    seen, asked = guess[:n], guess[n:]
    size = int(row.max()) + 1
    known = 2.0 * seen * own[:, None] - seen**2
    repair = pairs(ends - asked[:, :, None])
    total, count = sums(np.column_stack([known, own, own**2]), row[:n], size)
    means = left_out(total, count)
    settled = means[:, :-2] + left_out(*sums(repair, row[n:], size))  # (1 + c, D)
    squared = squared_mean(total[:, -2], count[:, -2])
    return assembled(
        branches,
        outcome,
        "assisted",
        level,
        rise=np.diff(np.column_stack([settled, means[:, -1]]), axis=1),
        start=settled[:, 0] - squared,
        mean=means[:, -2],
        doubt=means[:, -1] - squared,
    )


def guesses(features: Array, ends: Array, row: Ints) -> Array:
    """Return what each run's or path's outcome (n + m,) is guessed to be by other clusters' runs.

    ``features`` (n + m, F), of which the first n have ``ends`` (n,); ``row`` (n + m,)
    numbers of clusters, all of one of which stand in the same fold.
    """
    n = ends.size
    low, high = float(ends.min()), float(ends.max())
    if low == high:
        return np.full(row.size, low)
    columns = design(features)
    unit = (ends - low) / (high - low)
    fold = row % FOLDS
    guess = np.empty(row.size)
    for part in range(FOLDS):
        taught = fold[:n] != part
        learned = fit(columns[:n][taught], unit[taught])
        out = fold == part
        guess[out] = low + (high - low) * chances(columns[out] @ learned.b)
    return guess
