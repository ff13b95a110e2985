"""Odds: the share of replications in which something holds, with an honest interval.

Replicates of one parameter draw resemble each other, so that 512 draws with two
replicates each carry less than 1,024 independent runs. The interval is Wilson's
with the effective number of runs in place of n: n divided by the design effect,
the ratio of the variance of the share between draws to that of as many
independent runs (Kish 1965; Wilson's interval with the effective number: Dean
and Pagano 2015). Assumed: draws are independent of each other.

Campaigns conditioned on observations are copies of fewer: those that begin with one
particle count as one, so that the effective number is never above 1 over the sum
of the squared shares of these families.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.analysis.course import Bools, Ints
from hinge.analysis.intervals import LOOK_LEVEL, MIN_RUNS, wilson
from hinge.errors import TooFewRuns

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Odds:
    """A share with its interval.

    ``n`` replications counted, ``hits`` of them hold; ``draws`` parameter draws
    among them; ``n_effective`` independent runs that would carry as much.
    """

    share: float
    low: float
    high: float
    n: int
    hits: int
    draws: int
    n_effective: float


def odds(
    holds: Bools,
    draw: Ints,
    ancestor: Ints | None = None,
    *,
    what: str = "A share",
    level: float = LOOK_LEVEL,
) -> Odds:
    """Return the share of replications that hold, with an interval that knows of the draws.

    ``holds`` (R,), ``draw`` (R,) parameter draw of each replication, ``ancestor``
    (R,) first particle of each in a conditioned arm. Fewer than ``MIN_RUNS``
    replications, or effective ones, raise TooFewRuns. Where none or all hold,
    likeness within draws cannot be estimated, and each draw counts as one run only.
    """
    if holds.size < MIN_RUNS:
        raise TooFewRuns(what, int(holds.size), MIN_RUNS)
    hits, sizes = _by_draw(holds, draw)
    n, draws = int(holds.size), sizes.size
    share = float(hits.sum()) / n
    if share in {0.0, 1.0}:
        effective = float(draws) if ancestor is None else distinct(draw)
    else:
        effective = n / _design_effect(hits, sizes, share)
    if ancestor is not None:
        families = distinct(ancestor)
        if families < MIN_RUNS:
            raise TooFewRuns(f"{what} (of distinct campaigns)", math.floor(families), MIN_RUNS)
        effective = min(effective, families)
    low, high = wilson(share, effective, level)
    return Odds(share, low, high, n, int(hits.sum()), draws, effective)


def odds_of_draws(meets: Bools, *, weights: Array | None = None, level: float = LOOK_LEVEL) -> Odds:
    """Return the share of parameter draws that meet something, (m,); draws are independent.

    ``weights`` (m,): how many campaigns each draw stands for, where draws are not alike.
    """
    hits, m = int(meets.sum()), int(meets.size)
    if weights is None:
        share, effective = hits / m, float(m)
    else:
        share = float(weights @ meets) / float(weights.sum())
        effective = float(weights.sum()) ** 2 / float(weights @ weights)
    low, high = wilson(share, effective, level)
    return Odds(share, low, high, m, hits, m, effective)


def distinct(groups: Ints) -> float:
    """Return the effective number of groups among members (R,): 1 over the sum of squared shares."""
    _, sizes = np.unique(groups, return_counts=True)
    return float(groups.size) ** 2 / float((sizes.astype(np.int64) ** 2).sum())


def per_draw(values: npt.ArrayLike, draw: Ints) -> tuple[Ints, Array]:
    """Return the draws (m,), ascending, and the mean of the values (R,) in each, (m,)."""
    ids, row = np.unique(draw, return_inverse=True)
    sums = np.bincount(row, weights=np.asarray(values, dtype=np.float64))
    return ids, sums / np.bincount(row)


def _by_draw(holds: Bools, draw: Ints) -> tuple[Array, Array]:
    """Return, per parameter draw, how many replications hold and how many there are, (m,) each."""
    _, row = np.unique(draw, return_inverse=True)
    sizes = np.bincount(row).astype(np.float64)
    hits = np.bincount(row, weights=holds.astype(np.float64))
    return np.asarray(hits, dtype=np.float64), sizes


def _design_effect(hits: Array, sizes: Array, share: float) -> float:
    """Return the variance of the share over that of independent runs, 1 to the largest size.

    The variance is that of a ratio of sums over draws, by linearisation, so that
    draws may hold different numbers of replications. Values below 1 arise by
    chance alone and are raised to 1.
    """
    draws, n = sizes.size, float(sizes.sum())
    largest = float(sizes.max())
    if draws < 2 or largest == 1.0:
        return largest
    off = hits - share * sizes
    variance = draws / (draws - 1.0) * float(off @ off) / n**2
    return float(np.clip(variance * n / (share * (1.0 - share)), 1.0, largest))
