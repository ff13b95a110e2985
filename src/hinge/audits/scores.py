"""Proper scores, and how sure a difference between two of them is.

Brier: mean of (p - y)^2. CRPS of an ensemble x_1..x_m for y, fair form:

mean |x_i - y| - 1 / (2 m (m - 1)) * sum_ij |x_i - x_j|

The fair form is what an ensemble of unlimited size from the same distribution
would score on average (Ferro 2014). Lower is better in both. Intervals come from
a bootstrap over campaigns: battles of one campaign are drawn together, since
they share armies, ground and historians.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RESAMPLES = 2000
LOW, HIGH = 0.025, 0.975


@dataclass(frozen=True)
class Span:
    """A value with the interval that holds 95 of 100 resamples."""

    value: float
    low: float
    high: float

    def to_json(self) -> dict[str, float]:
        """Return the three numbers, rounded to six places."""
        return {
            "value": round(self.value, 6),
            "low": round(self.low, 6),
            "high": round(self.high, 6),
        }


def brier(chance: Floats, outcome: Floats) -> Floats:
    """Return the squared error of each forecast, (n,).

    >>> brier(np.array([0.7, 0.2]), np.array([1.0, 0.0])).round(2).tolist()
    [0.09, 0.04]
    """
    errors: Floats = (chance - outcome) ** 2
    return errors


def crps(ensemble: Floats, observed: Floats) -> Floats:
    """Return the fair CRPS of each observation (n,) under an ensemble (m, n) of two members or more.

    >>> crps(np.array([[1.0], [3.0]]), np.array([2.0])).tolist()
    [0.0]
    """
    m = ensemble.shape[0]
    ordered = np.sort(ensemble, axis=0)
    weight = 2.0 * np.arange(1, m + 1) - m - 1.0  # sum_ij |x_i - x_j| = 2 sum_i weight_i x_(i)
    spread = (weight[:, None] * ordered).sum(axis=0) / (m * (m - 1.0))
    scores: Floats = np.abs(ensemble - observed).mean(axis=0) - spread
    return scores


def resampled_means(values: Floats, groups: Sequence[str], seed: int = 1) -> Floats:
    """Return means of ``values`` (n,) over resampled groups, (RESAMPLES,)."""
    names, member = np.unique(np.array(groups), return_inverse=True)
    totals = np.bincount(member, weights=values, minlength=names.size)
    sizes = np.bincount(member, minlength=names.size)
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(names.size, np.full(names.size, 1.0 / names.size), size=RESAMPLES)
    means: Floats = (drawn @ totals) / (drawn @ sizes)
    return means


def span(values: Floats, groups: Sequence[str]) -> Span:
    """Return the mean of ``values`` (n,) with its interval over campaigns."""
    low, high = np.quantile(resampled_means(values, groups), [LOW, HIGH])
    return Span(float(values.mean()), float(low), float(high))
