"""Rival readings on the same by-products: how likely what was seen is under each, as ratios.

A campaign's likelihood of a by-product is relative to the campaign that fits best
and never below the by-product's floor, as for what runs are conditioned on
(``ensemble.likelihood``): 1 within the stated range, beyond it a normal fall with the
errors of report and model together. That of all by-products is their product:

    k[r] = k_1[r] * ... * k_B[r]          L = mean of k over the campaigns of an arm

Rivals are compared by L_a / L_b over the parameter draws that both arms have; its
interval resamples draws (percentile bootstrap). One number is no verdict: a reading
under which little happens may be likely by accident, and a ratio says nothing of a
reading that nobody named.

Too few: L is carried by (sum w)^2 / sum w^2 draws, w the mean of k in a draw. Where
that is below 50 for either arm, no ratio is given.
Assumed: (1) reports and the model err independently from one by-product to the
next, given the campaign; (2) the arms differ in what drives the event, and in
nothing else that shows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.analysis.course import Bools, Ints
from hinge.analysis.intervals import MIN_RUNS, OVERALL_LEVEL
from hinge.analysis.odds import per_draw

Array = npt.NDArray[np.float64]

RESAMPLES = 2000
"""Resamples of the draws: fifty lie beyond each end of the interval."""

RIVAL_KEY = 0x524956414C53
"""Key of the generator of resamples, so that the same runs say the same."""

SHOWN = math.exp(-0.5)
"""Relative likelihood one standard error beyond the range: a campaign shows what is likelier."""

NEVER = -1.0
"""First day of what does not come about."""


@dataclass(frozen=True)
class Ratio:
    """How many times likelier the by-products are under one reading than under another.

    ``value`` None where too few campaigns come near: ``effective`` draws carry the
    weaker of the two.
    """

    value: float | None
    low: float | None
    high: float | None
    effective: float
    draws: int


def of_report(holds: Bools, miss: float, discrepancy: float) -> Array:
    """Return the likelihood of a report that something was so, (R,), by whether it is so."""
    return np.where(holds, 1.0, 1.0 - (1.0 - miss) * (1.0 - discrepancy))


def of_days(
    day: Array, low: float, high: float, sd: float, discrepancy: float, never: float
) -> Array:
    """Return the likelihood of a date, (R,), by the day on which it comes about (``NEVER``: not at all)."""
    fell = _bell(_beyond(day, low, high) / math.hypot(sd, discrepancy))
    return np.where(day == NEVER, never, fell)


def of_amount(value: Array, low: float, high: float, sd: float, discrepancy: float) -> Array:
    """Return the likelihood of a number, (R,); 0 where a campaign has none."""
    fell = _bell(_beyond(value, low, high) / math.hypot(sd, discrepancy))
    return np.where(np.isfinite(value), fell, 0.0)


def of_factor(value: Array, low: float, high: float, log_sd: float, discrepancy: float) -> Array:
    """Return the likelihood of a positive number by the factor beyond its range, (R,); 0 for none."""
    good = np.isfinite(value) & (value > 0.0)
    logs = np.log(np.where(good, value, 1.0))
    fell = _bell(_beyond(logs, math.log(low), math.log(high)) / math.hypot(log_sd, discrepancy))
    return np.where(good, fell, 0.0)


def joint(kernels: Array, draw: Ints) -> tuple[Ints, Array]:
    """Return the draws (m,) and the mean likelihood of all by-products in each, (m,); kernels (R, B)."""
    return per_draw(kernels.prod(axis=1), draw)


def effective(weights: Array) -> float:
    """Return how many draws carry the sum of weights (m,): 0 where all are nothing."""
    square = float(weights @ weights)
    return float(weights.sum()) ** 2 / square if square > 0.0 else 0.0


def ratio(one: tuple[Ints, Array], other: tuple[Ints, Array]) -> Ratio:
    """Return the ratio of two arms' likelihoods over the draws that both have, with its interval."""
    shared, a, b = np.intersect1d(one[0], other[0], return_indices=True)
    top, bottom = one[1][a], other[1][b]
    carried = min(effective(top), effective(bottom))
    if carried < MIN_RUNS:
        return Ratio(None, None, None, carried, int(shared.size))
    generator = np.random.Generator(np.random.Philox(key=RIVAL_KEY))
    m = shared.size
    counts = generator.multinomial(m, np.full(m, 1.0 / m), size=RESAMPLES).astype(np.float64)
    found = (counts @ top) / (counts @ bottom)
    ends = ((1.0 - OVERALL_LEVEL) / 2.0, (1.0 + OVERALL_LEVEL) / 2.0)
    low, high = (float(end) for end in np.quantile(found, ends))
    value = float(top.sum() / bottom.sum())
    return Ratio(value, min(low, value), max(high, value), carried, int(m))


def _beyond(value: Array, low: float, high: float) -> Array:
    """Return how far values (R,) lie outside a range; 0 inside."""
    return np.maximum(np.maximum(low - value, value - high), 0.0)


def _bell(z: Array) -> Array:
    """Return the normal density at ``z`` over that at 0."""
    return np.asarray(np.exp(-0.5 * z * z))
