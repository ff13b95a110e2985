"""How many lines a path should have, given what paths and lines cost.

With D the increment of a path and s^2 the variance of its coupled increments over
lines, the coupled estimator over m paths has the variance

    (Var(D^2) + 4 E[D^2 s^2] / k + 2 E[s^4] / (k (k - 1))) / m,

and a path with k lines costs c0 + c1 k. The best k makes (c0 + c1 k) times the
bracket least; it does not grow with the budget. The three moments are found from
a pilot with at least four lines, by means of products of different lines.

Source: Sun, Apley and Staum (2011) for nested simulation of the variance of a
conditional expectation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hinge.analysis.process import Array, Branches
from hinge.errors import TooFewRuns

PILOT_LINES = 4
"""Fewest lines of a pilot: E[D^4] needs products of four different ones."""

MOST_LINES = 256
"""Most lines that are tried."""


@dataclass(frozen=True)
class Moments:
    """Var(D^2), E[D^2 s^2] and E[s^4], each summed over the steps of a grid."""

    between: float
    mixed: float
    within: float

    def variance(self, lines: int) -> float:
        """Return the variance of the estimate from one path with this many lines."""
        k = float(lines)
        return self.between + 4.0 * self.mixed / k + 2.0 * self.within / (k * (k - 1.0))


def moments(pilot: Branches, outcome: int = 0) -> Moments:
    """Return the moments of a pilot's increments; TooFewRuns below four lines or two paths.

    What chance makes negative counts as 0.
    """
    steps = np.diff(pilot.table(outcome), axis=1)  # (m, D, k)
    m, _, k = steps.shape
    if k < PILOT_LINES:
        raise TooFewRuns("A pilot (counted in lines)", k, PILOT_LINES)
    if m < 2:
        raise TooFewRuns("A pilot (counted in paths)", m, 2)
    two, two_two, three, four = _products(steps)
    total = two.sum(axis=0)
    squared = (total**2 - (two**2).sum(axis=0)) / (m * (m - 1.0))  # of E[D^2], (D,)
    between = four.mean(axis=0) - squared
    mixed = (three - four).mean(axis=0)
    within = (two_two - 2.0 * three + four).mean(axis=0)
    found = [max(0.0, float(part.sum())) for part in (between, mixed, within)]
    return Moments(*found)


def best_lines(found: Moments, path_cost: float, line_cost: float) -> int:
    """Return the number of lines, 2 to ``MOST_LINES``, that gives least error for the cost.

    ``path_cost``: of a path itself (days run); ``line_cost``: of one line's branches
    from all days of the grid.
    """
    tried = range(2, MOST_LINES + 1)
    return min(tried, key=lambda k: (path_cost + line_cost * k) * found.variance(k))


def costs(pilot: Branches) -> tuple[float, float]:
    """Return what a path and a line of it cost, in days of members run."""
    return float(pilot.last), float((pilot.last - pilot.days).sum())


def _products(steps: Array) -> tuple[Array, Array, Array, Array]:
    """Return means (m, D), over different lines, of ab, a^2 b^2, a^2 b c and a b c d.

    By power sums s1 to s4 (Newton's identities).
    """
    k = float(steps.shape[2])
    s1, s2, s3, s4 = (np.asarray((steps**power).sum(axis=2)) for power in (1, 2, 3, 4))
    pairs, triples = k * (k - 1.0), k * (k - 1.0) * (k - 2.0)
    ab = (s1**2 - s2) / pairs
    aabb = (s2**2 - s4) / pairs
    aabc = (s2 * s1**2 - s2**2 - 2.0 * s3 * s1 + 2.0 * s4) / triples
    abcd = (s1**4 - 6.0 * s2 * s1**2 + 3.0 * s2**2 + 8.0 * s3 * s1 - 6.0 * s4) / (
        triples * (k - 3.0)
    )
    return ab, aabb, aabc, abcd
