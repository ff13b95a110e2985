"""News by independent streams: what profiles, bands and the rule are computed from.

Shares are those of ``hinge_shares`` (coupled increments). Paths of one parameter
draw stand or fall together, so all errors come from draws. Each estimate is a
smooth function of means over draws; its error is that of a mean of *influences*,
how much each draw pulls it: C - 1 times what leaving the draw out changes. Where
all paths have one draw (nothing is assumed to be unknown) each path stands for
itself.

Assumed: draws are independent; lines are independent given the path.
Source: Efron (1982) for the jackknife's influences.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hinge.analysis.hinge_shares import moments, rises_coupled
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

    ``chance`` of W, ``doubt`` its variance; ``at_start`` H_0; ``steps`` (D,)
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


def news(branches: Branches, outcome: int = 0) -> News:
    """Return what is settled when, for an outcome that happens or not, as ``hinge_shares.coupled`` does.

    ValueError for a payoff or with fewer than two lines; TooFewRuns below
    ``MIN_RUNS`` draws. Where W always or never happens all shares are 0.
    """
    table = branches.table(outcome)
    if not np.all((table == 0.0) | (table == 1.0)):
        raise ValueError("Shares are of an outcome that happens or does not.")
    if table.shape[2] < FEWEST_LINES:
        raise ValueError("D squared needs branches on two lines or more.")
    row = np.unique(stands_for(branches.draw, branches.path), return_inverse=True)[1]
    size = int(row.max()) + 1
    if size < MIN_RUNS:
        raise TooFewRuns("Hinge shares (counted in parameter draws)", size, MIN_RUNS)
    known = moments(table, row, rises_coupled)
    steps = known.rise.shape[1]
    if known.doubt[0] < SETTLED:
        none = np.zeros(steps)
        return News(known.level, 0.0, 0.0, none, np.zeros((size, 2 + steps)), table.shape[0])
    over = np.maximum(known.doubt, SETTLED)
    found = np.column_stack(
        [known.level + known.mean, known.start / over, known.rise / over[:, None]]
    )
    pull = (size - 1.0) * (found[0] - found[1:])
    return News(
        chance=float(found[0, 0]),
        doubt=float(known.doubt[0]),
        at_start=float(found[0, 1]),
        steps=found[0, 2:],
        influence=pull - pull.mean(axis=0),
        paths=table.shape[0],
    )
