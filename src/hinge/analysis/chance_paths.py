"""The chance of an outcome W on every path and day, learned from what is recorded up to that day.

g[t](x) is a logistic ridge regression on the features of day t, learned on four
fifths of the parameter draws and applied to the rest, as in ``turning``. Its mean
over paths is close to the chance of W on every day, and its spread shows how far
campaigns have come apart by then. What a day settles is the rise of
A[t] = mean(2 g Y - g^2), held above what the parameters settle (see there), as a
part of the doubt P (1 - P) at the start.

Assumed, as in ``turning``: what the features do not show before W is known is
settled at no named time, so that the paths stay nearer to the mean than they were.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from hinge.analysis.course import Bools, Ints
from hinge.analysis.intervals import MIN_RUNS
from hinge.analysis.ridge import chances, design, fit
from hinge.analysis.turning import FOLDS, folds, parameter_floor, pooled
from hinge.errors import TooFewRuns

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class ChancePaths:
    """``chance`` of W at the start; ``paths`` (R, T + 1) on every path, in the order of the replications.

    ``settled`` (T,): part of the doubt that days 1 to T settle; ``at_start``: what is
    settled before them.
    """

    chance: float
    at_start: float
    settled: Array
    paths: Array = field(repr=False, compare=False)

    def most(self, days: int) -> list[int]:
        """Return the days, 1 to T, that settle most, most first; none that settles nothing."""
        order = np.argsort(-self.settled, kind="stable")[:days]
        return [int(day) + 1 for day in order if self.settled[day] > 0.0]


def chance_paths(features: npt.ArrayLike, holds: Bools, draw: Ints) -> ChancePaths:
    """Return the chance of W by path and day.

    ``features`` (R, T + 1, F) on days 0 to T; ``holds`` (R,) W; ``draw`` (R,) numbers.
    ValueError where W always or never happens; TooFewRuns below ``MIN_RUNS`` draws.
    """
    order = np.argsort(draw, kind="stable")
    x = np.asarray(features, dtype=np.float64)[order]
    y, row = holds[order].astype(np.float64), np.unique(draw[order], return_inverse=True)[1]
    m = int(row.max()) + 1
    if m < MIN_RUNS:
        raise TooFewRuns("The chance by day (counted in parameter draws)", m, MIN_RUNS)
    chance = float(y.mean())
    if not 0.0 < chance < 1.0:
        raise ValueError("The outcome is the same in all campaigns.")
    fold = folds(m)[row]
    guess = np.empty(x.shape[:2])
    for part in range(FOLDS):
        out = fold == part
        for day in range(x.shape[1]):
            columns = design(x[:, day])
            guess[out, day] = chances(columns[out] @ fit(columns[~out], y[~out]).b)
    raw = (2.0 * guess * y[:, None] - guess**2).mean(axis=0)
    floor = parameter_floor(y, row, np.ones((1, y.size)), np.array([chance]))[0]
    known = np.maximum(np.clip(pooled(raw), chance**2, chance), floor)
    doubt = chance * (1.0 - chance)
    paths = np.empty_like(guess)
    paths[order] = guess
    return ChancePaths(
        chance, float((known[0] - chance**2) / doubt), np.diff(known) / doubt, paths
    )
