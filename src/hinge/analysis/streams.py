"""News day by day, path by path: what shares, profiles, bands and the rule are computed from.

For each path and step of the grid, with Delta_j the difference between the ends
of two branches on one line (one from the end of the step, one from its start),

    G = ((sum Delta)^2 - sum Delta^2) / (k (k - 1))

has the mean D^2, D being the step's change of the chance of W on that path. Over
paths, H = mean G / (pbar (1 - pbar)) is the step's share of the doubt, and
H_0 = (mean p_0^2 - pbar^2) / (pbar (1 - pbar)) is what the parameters and the
state of day 0 settle. Together they make 1 on average.

Paths of one parameter draw stand or fall together: all errors come from draws.
Each estimate is a smooth function of means over draws, so its error is that of a
mean of *influences*: how much each draw pulls it. Where all paths have one draw
(nothing is assumed to be unknown) each path stands for itself.

Assumed: draws are independent; lines are independent given the path.
Source: the jackknife's and the delta method's textbook form (Efron 1982).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hinge.analysis.intervals import MIN_RUNS
from hinge.analysis.process import Array, Branches, Ints
from hinge.errors import TooFewRuns

SETTLED = 1e-12
"""Doubt below which an outcome happens always or never, up to rounding."""

FEWEST_LINES = 2
"""Lines without which D^2 cannot be told from noise."""


@dataclass(frozen=True)
class News:
    """What is settled when, by paths of C independent draws; parts of the doubt at the start.

    ``chance`` of W, ``doubt`` chance (1 - chance); ``at_start`` H_0; ``steps`` (D,)
    H of each step of the grid. ``influence`` (C, 2 + D): how each draw pulls
    chance, H_0 and steps; each column has mean 0, and the standard error of an
    estimate is the deviation of its column over the root of C.
    """

    chance: float
    doubt: float
    at_start: float
    steps: Array
    influence: Array
    paths: int

    @property
    def pulls(self) -> tuple[Array, Array, Array]:
        """Return the influences on chance (C,), H_0 (C,) and steps (C, D)."""
        return self.influence[:, 0], self.influence[:, 1], self.influence[:, 2:]


def stands_for(draw: Ints, path: Ints) -> Ints:
    """Return the number (m,) of what is independent of the rest: the draw, or the path if there is one draw."""
    return draw if np.unique(draw).size > 1 else path


def halves(number: Ints) -> Ints:
    """Return 0 or 1 (m,) for numbers (m,): the half to which they belong, whoever else is there.

    A bit of the number scrambled (the finaliser of SplitMix64; Steele, Lea and
    Flood 2014), so that a subset of paths is split as the whole was.
    """
    z = np.asarray(number).astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray((z ^ (z >> np.uint64(31))) & np.uint64(1)).astype(np.int64)


def grid(branches: Branches) -> Ints:
    """Return the days (D + 1,) between which the steps lie: those of the branches, and the last."""
    return np.append(branches.days, branches.last)


def pairs(values: Array) -> Array:
    """Return the mean product of two different lines, (...), of values (..., k)."""
    k = values.shape[-1]
    total = values.sum(axis=-1)
    return np.asarray((total * total - (values * values).sum(axis=-1)) / (k * (k - 1.0)))


def news(branches: Branches, outcome: int = 0) -> News:
    """Return what is settled when, for an outcome that happens or not.

    ValueError for a payoff or with fewer than two lines; TooFewRuns below
    ``MIN_RUNS`` draws. Where W always or never happens all shares are 0.
    """
    table = branches.table(outcome)
    if not np.all((table == 0.0) | (table == 1.0)):
        raise ValueError("Shares are of an outcome that happens or does not.")
    if table.shape[2] < FEWEST_LINES:
        raise ValueError("D squared needs branches on two lines or more.")
    row = np.unique(stands_for(branches.draw, branches.path), return_inverse=True)[1]
    count = np.bincount(row).astype(np.float64)
    if count.size < MIN_RUNS:
        raise TooFewRuns("Hinge shares (counted in parameter draws)", count.size, MIN_RUNS)
    each = np.column_stack(
        [table.mean(axis=(1, 2)), pairs(table[:, 0]), pairs(np.diff(table, axis=1))]
    )  # (m, 2 + D): chance, squared chance at the start, squared changes
    sums = np.zeros((count.size, each.shape[1]))
    np.add.at(sums, row, each)
    mean = sums.sum(axis=0) / count.sum()
    pull = (sums - count[:, None] * mean) / count.mean()  # (C, 2 + D), mean 0
    return _shares(mean, pull, table.shape[0])


def _shares(mean: Array, pull: Array, paths: int) -> News:
    """Return shares and influences from the means of chance, squared chance and squared changes."""
    chance, noise = float(mean[0]), float(pull[:, 0].var(ddof=1)) / pull.shape[0]
    doubt = chance * (1.0 - chance)
    if doubt < SETTLED:
        return News(chance, 0.0, 0.0, np.zeros(mean.size - 2), np.zeros_like(pull), paths)
    square = chance**2 - noise  # the square of a mean is too large by its variance
    shares = np.append(mean[1] - square, mean[2:]) / doubt
    slope = (1.0 - 2.0 * chance) / doubt
    influence = np.empty_like(pull)
    influence[:, 0] = pull[:, 0]
    influence[:, 1:] = pull[:, 1:] / doubt - slope * shares * pull[:, :1]
    influence[:, 1] -= 2.0 * chance / doubt * pull[:, 0]
    return News(chance, doubt, float(shares[0]), shares[1:], influence, paths)
