"""Intervals: the level at which they are drawn, quantiles, and Wilson's interval.

A run may be looked at four times while it grows (at 512, 1,024, 2,048 and 4,096
replications). So that the chance of a wrong interval at any look stays at 5 %,
the error is split over the four looks: each interval is drawn at 98.75 %
(Bonferroni), and is called a 95 % interval because that is what it keeps however
often the run is looked at.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from hinge.errors import TooFewRuns

LOOKS = (512, 1024, 2048, 4096)
OVERALL_LEVEL = 0.95
LOOK_LEVEL = 1.0 - (1.0 - OVERALL_LEVEL) / len(LOOKS)
"""Confidence of one look; four of them together keep the overall level."""

MIN_RUNS = 50
"""Fewest replications, or draws, on which any share rests (the same number as for conditionals)."""


@dataclass(frozen=True)
class Mean:
    """A mean with its interval."""

    value: float
    low: float
    high: float


def normal_quantile(level: float) -> float:
    """Return z such that a normal variable lies within -z and z with this chance."""
    return NormalDist().inv_cdf(0.5 + level / 2.0)


def student_quantile(level: float, df: int) -> float:
    """Return the same for Student's t, by the Cornish-Fisher series in 1/df.

    Source: Abramowitz and Stegun (1964), 26.7.5. Valid for: df of 10 or more,
    where it agrees with the exact quantile to three digits.
    """
    z = normal_quantile(level)
    g1 = (z**3 + z) / 4.0
    g2 = (5.0 * z**5 + 16.0 * z**3 + 3.0 * z) / 96.0
    g3 = (3.0 * z**7 + 19.0 * z**5 + 17.0 * z**3 - 15.0 * z) / 384.0
    return z + g1 / df + g2 / df**2 + g3 / df**3


def wilson(share: float, n: float, level: float = LOOK_LEVEL) -> tuple[float, float]:
    """Return Wilson's score interval of a share of ``n`` (``n`` may be an effective number).

    Source: Wilson (1927). Unlike share +- z * error it stays inside 0 and 1 and
    does not shrink to nothing when none or all hold.
    """
    z = normal_quantile(level)
    spread = z * math.sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n))
    middle = share + z * z / (2.0 * n)
    scale = 1.0 + z * z / n
    low = 0.0 if share <= 0.0 else max(0.0, (middle - spread) / scale)
    high = 1.0 if share >= 1.0 else min(1.0, (middle + spread) / scale)
    return low, high


def mean_interval(values: npt.NDArray[np.float64], level: float = LOOK_LEVEL) -> Mean:
    """Return the mean of independent values (n,), n > 1, with Student's interval.

    Equal values give an interval of no width, exactly at the value.
    """
    n = values.size
    if np.all(values == values[0]):
        only = float(values[0])
        return Mean(only, only, only)
    middle = float(values.mean())
    half = student_quantile(level, n - 1) * float(values.std(ddof=1)) / math.sqrt(n)
    return Mean(middle, middle - half, middle + half)


def weighted_interval(
    values: npt.NDArray[np.float64], weights: npt.NDArray[np.float64], level: float = LOOK_LEVEL
) -> Mean:
    """Return the mean of independent values (n,) under weights (n,), with Student's interval.

    The error is that of a ratio of sums; the degrees of freedom are the effective
    number of values less one. Equal weights give ``mean_interval``.
    """
    if np.all(values == values[0]):
        only = float(values[0])
        return Mean(only, only, only)
    share = weights / weights.sum()
    effective = 1.0 / float(share @ share)
    if effective < 2.0:
        raise TooFewRuns("A mean (of effective draws)", int(effective), 2)
    middle = float(share @ values)
    off = share * (values - middle)
    error = math.sqrt(float(off @ off) * effective / (effective - 1.0))
    half = student_quantile(level, max(1, round(effective) - 1)) * error
    return Mean(middle, middle - half, middle + half)
