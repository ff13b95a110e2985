"""Two kinds of spread: chance within a parameter draw, and assumptions between draws.

A share of 50 in 100 may be a coin in every world or certainty in half of the
worlds. The variance of one run splits into the variance of the draws' own means
(what better knowledge of the assumptions could remove) and the chance that is
left within a draw. Means over two replicates are noisy, so the naive variance of
means overstates the first part; products of *different* replicates of a draw
estimate its squared mean without that noise (the pair estimator), and products
of different draws estimate the squared overall mean.
Assumed: draws are independent, replicates of a draw are independent given it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.analysis.course import Ints
from hinge.analysis.intervals import LOOK_LEVEL, MIN_RUNS, normal_quantile

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Spread:
    """Shares of the variance of one run: ``between`` draws with its interval, ``within`` draws."""

    between: float
    low: float
    high: float
    within: float


def spread(values: npt.ArrayLike, draw: Ints, *, level: float = LOOK_LEVEL) -> Spread | None:
    """Split the variance of values (R,) into between and within parameter draws.

    None where the two cannot be told apart: fewer than ``MIN_RUNS`` draws with at
    least two replicates, or no variance at all. The interval is the jackknife's
    over draws, cut to 0 and 1; where leaving one draw out leaves no variance it
    is the whole range.
    """
    x = np.asarray(values, dtype=np.float64)
    _, row = np.unique(draw, return_inverse=True)
    if np.all(x == x[0]):
        return None
    x = x - x.mean()
    size = np.bincount(row)
    many = size >= 2
    m = int(many.sum())
    if m < MIN_RUNS:
        return None
    k = size[many].astype(np.float64)  # (m,) replicates
    total = np.bincount(row, weights=x)[many]  # (m,) sum of values
    squares = np.bincount(row, weights=x * x)[many]  # (m,) sum of squares
    pair = (total * total - squares) / (k * (k - 1.0))  # (m,) mean product of two replicates
    share = _between(np.array([pair.sum()]), total / k, squares / k, leave_out=False)[0]
    if not math.isfinite(share):
        return None
    left_out = _between(pair.sum() - pair, total / k, squares / k, leave_out=True)
    if np.all(np.isfinite(left_out)):
        off = left_out - left_out.mean()
        half = normal_quantile(level) * math.sqrt((m - 1.0) / m * float(off @ off))
    else:
        half = 1.0
    between = float(np.clip(share, 0.0, 1.0))
    low, high = max(0.0, share - half), min(1.0, share + half)
    return Spread(between, min(low, between), max(high, between), 1.0 - between)


def _between(pairs: Array, mean: Array, square: Array, *, leave_out: bool) -> Array:
    """Return the between share, once for all draws or once with each draw left out.

    ``pairs``: sums of pair products, (1,) or (m,); ``mean``, ``square``: (m,) means
    and mean squares of the draws. Not a number where there is no variance.
    """
    out = np.ones(mean.size) if leave_out else np.zeros(1)  # what is taken away
    m = float(mean.size - out[0])
    taken = (mean, square) if leave_out else (out, out)
    sums = mean.sum() - taken[0]
    crossed = (sums * sums - (mean @ mean - taken[0] ** 2)) / (m * (m - 1.0))  # no noise
    whole = (square.sum() - taken[1]) / m - crossed
    part = pairs / m - crossed
    tiny = np.finfo(np.float64).eps * float(square.max())
    result: Array = np.full(whole.shape, np.nan)
    np.divide(part, whole, out=result, where=whole > tiny)
    return result
