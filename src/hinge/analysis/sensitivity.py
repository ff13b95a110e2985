"""Sensitivity: which assumptions an outcome goes with, from the runs at hand.

Each parameter's ranks over the draws are correlated with the ranks of the
outcome's mean in each draw (Spearman). With a hundred parameters some correlate
by luck, so the yardstick is the *largest* absolute correlation among all
parameters when the outcome is shuffled over the draws: a parameter is named
only if at most 5 % of the shuffles have a larger maximum (max-statistic
permutation test, Westfall and Young 1993). The chance of naming any parameter
when none matters is then at most 5 %, however many there are.

Left out: assumptions that act only together, or that matter most in the middle
of their range, have no rank correlation and are not found; of two parameters
drawn in correlation both may be named when one acts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.analysis.intervals import (
    MIN_RUNS,
    OVERALL_LEVEL,
    Mean,
    mean_interval,
    normal_quantile,
)
from hinge.errors import TooFewRuns

Array = npt.NDArray[np.float64]

FAMILY_ERROR = 0.05
"""Chance of naming any assumption when none matters."""

SHUFFLES = 999
"""Shuffles of the outcome; the smallest attainable p-value is 1 in 1,000."""

SHUFFLE_KEY = 0x48494E4745
"""Key of the generator that shuffles, so that the same runs name the same hinges."""

MOST_HINGES = 3
"""At most so many assumptions are named as hinges."""


@dataclass(frozen=True)
class Sensitivity:
    """How an outcome goes with one parameter.

    ``correlation`` of ranks with its interval; ``p`` corrected for the number of
    parameters; ``lowest`` and ``highest``: mean outcome over the draws in which the
    parameter is in its lowest and highest quarter; ``significant``: p <= 5 %.
    """

    parameter: str
    correlation: float
    low: float
    high: float
    p: float
    lowest: Mean
    highest: Mean
    significant: bool


def ranked(
    outcome: npt.ArrayLike,
    parameters: npt.ArrayLike,
    ids: tuple[str, ...],
    *,
    shown: npt.ArrayLike | None = None,
    most: int | None = None,
    shuffles: int = SHUFFLES,
    key: int = SHUFFLE_KEY,
) -> tuple[Sensitivity, ...]:
    """Rank the parameters that vary by the size of their correlation with an outcome.

    ``outcome`` (m,) one number a draw; ``parameters`` (m, p); ``ids`` p names;
    ``shown`` (m,) what the quarters report, the outcome itself if not given;
    ``most``: so many of the strongest are described, all if not given. An
    outcome that never varies has no sensitivity: the answer is empty. Fewer than
    ``MIN_RUNS`` draws raise TooFewRuns.
    """
    y = np.asarray(outcome, dtype=np.float64)
    x = np.asarray(parameters, dtype=np.float64)
    report = y if shown is None else np.asarray(shown, dtype=np.float64)
    if y.size < MIN_RUNS:
        raise TooFewRuns("A sensitivity (counted in parameter draws)", int(y.size), MIN_RUNS)
    varying = np.flatnonzero(np.ptp(x, axis=0) > 0.0)
    if np.ptp(y) == 0.0 or varying.size == 0:
        return ()
    columns = np.stack([ranks(x[:, j]) for j in varying], axis=1)  # (m, p')
    scores, target = _standard(columns), _standard(ranks(y)[:, None])[:, 0]
    found = target @ scores  # (p',)
    p = _corrected(np.abs(found), scores, target, shuffles, key)
    order = sorted(range(varying.size), key=lambda c: (-abs(found[c]), ids[varying[c]]))
    return tuple(
        _one(ids[varying[c]], float(found[c]), float(p[c]), columns[:, c], report)
        for c in order[:most]
    )


def hinges(found: tuple[Sensitivity, ...], most: int = MOST_HINGES) -> tuple[Sensitivity, ...]:
    """Return the assumptions that stand out, strongest first, at most ``most``."""
    return tuple(s for s in found if s.significant)[:most]


def ranks(values: Array) -> Array:
    """Return ranks from 1, (m,); equal values share their mean rank."""
    _, row, count = np.unique(values, return_inverse=True, return_counts=True)
    middle = np.cumsum(count) - (count - 1) / 2.0
    return np.asarray(middle[row], dtype=np.float64)


def _standard(columns: Array) -> Array:
    """Return columns (m, c) with mean 0 and length 1, so that products are correlations."""
    centred = columns - columns.mean(axis=0)
    return np.asarray(centred / np.sqrt((centred * centred).sum(axis=0)), dtype=np.float64)


def _corrected(size: Array, scores: Array, target: Array, shuffles: int, key: int) -> Array:
    """Return p-values (p',) corrected for all parameters: where each stands among the maxima."""
    generator = np.random.Generator(np.random.Philox(key=key))
    shuffled = generator.permuted(np.tile(target, (shuffles, 1)), axis=1)
    largest = np.abs(shuffled @ scores).max(axis=1)  # (shuffles,)
    rounding = 1e-12  # a shuffle that gives the outcome back counts as at least as large
    beyond = (largest[:, None] >= size[None, :] - rounding).sum(axis=0)
    corrected: Array = (1.0 + beyond) / (1.0 + shuffles)
    return corrected


def _one(name: str, rho: float, p: float, column: Array, report: Array) -> Sensitivity:
    """Return one parameter's line: interval by Fisher's z with Bonett and Wright's (2000) error."""
    m = column.size
    inside = min(abs(rho), 1.0 - 1e-12)
    centre = math.copysign(math.atanh(inside), rho)
    half = normal_quantile(OVERALL_LEVEL) * math.sqrt((1.0 + rho * rho / 2.0) / (m - 3.0))
    low_end, high_end = np.quantile(column, (0.25, 0.75))
    return Sensitivity(
        parameter=name,
        correlation=rho,
        low=math.tanh(centre - half),
        high=math.tanh(centre + half),
        p=p,
        lowest=mean_interval(report[column <= low_end]),
        highest=mean_interval(report[column >= high_end]),
        significant=p <= FAMILY_ERROR,
    )
