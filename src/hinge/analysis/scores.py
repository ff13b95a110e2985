"""Proper scores of forecasts, and how sure a difference between two of them is.

Lower is better in all.

Brier: mean of (p - y)^2; of several categories c: (1/2) * sum_c (p_c - y_c)^2, which
lies in 0 to 1 and is the same number where there are two (Brier 1950, halved).
Log: -sum_c y_c log p_c, with p_c = (n p_c + 1/2) / (n + C/2), because a share of n
runs is never a chance of exactly 0 (Krichevsky and Trofimov 1981).
CRPS of an ensemble x_1..x_m for y, fair form:

mean |x_i - y| - 1 / (2 m (m - 1)) * sum_ij |x_i - x_j|

Fair forms are what an ensemble of unlimited size from the same distribution
would score on average (Ferro, Richardson and Weigel 2008; Ferro 2014). Where members
come in families (replicates of one parameter draw), pairs within a family say
less of the spread than pairs between, and only the latter count.

Intervals come from a bootstrap over groups, drawn whole: battles of one campaign
share armies, ground and historians; dates of one place share what went before.
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


def half_brier(chance: Floats, outcome: Floats) -> Floats:
    """Return half the squared error over categories, (n,); ``chance`` and ``outcome`` (n, C).

    >>> half_brier(np.array([[0.7, 0.3, 0.0]]), np.array([[1.0, 0.0, 0.0]])).round(2).tolist()
    [0.09]
    """
    scores: Floats = 0.5 * ((chance - outcome) ** 2).sum(axis=-1)
    return scores


def fair_half_brier(families: Floats, outcome: Floats) -> Floats:
    """Return the fair form for M families whose own mean chances are ``families`` (M, n, C), M > 1.

    The squared error of the mean of M independent draws is too large by their
    variance / M (Ferro 2014, for families of one member: p (1 - p) / (M - 1)).
    """
    too_large = families.var(axis=0, ddof=1).sum(axis=-1) / families.shape[0]
    scores: Floats = half_brier(families.mean(axis=0), outcome) - 0.5 * too_large
    return scores


def smoothed(chance: Floats, n: int) -> Floats:
    """Return chances (..., C) from ``n`` runs as (n p + 1/2) / (n + C/2), none of them 0 or 1."""
    found: Floats = (n * chance + 0.5) / (n + 0.5 * chance.shape[-1])
    return found


def log_score(chance: Floats, outcome: Floats, n: int) -> Floats:
    """Return the log score (n facts,) in nats of chances from ``n`` runs, smoothed.

    >>> log_score(np.array([[0.5, 0.5]]), np.array([[1.0, 0.0]]), 10).round(4).tolist()
    [0.6931]
    """
    scores: Floats = -(outcome * np.log(smoothed(chance, n))).sum(axis=-1)
    return scores


def family_crps(members: Floats, observed: float, family: NDArray[np.int64]) -> float:
    """Return the fair CRPS of one observation under members (m,) that come in families (m,).

    Pairs of one family are left out of the spread; with families of one member
    this is ``crps``. ValueError where there is one family only.
    """
    m = members.size
    _, member = np.unique(family, return_inverse=True)
    sizes = np.bincount(member)
    pairs = float(m * m - (sizes**2).sum())
    if pairs == 0.0:
        message = "A fair CRPS needs members of two families."
        raise ValueError(message)
    within = sum(_distances(members[member == one]) for one in range(sizes.size) if sizes[one] > 1)
    spread = (_distances(members) - within) / (2.0 * pairs)
    return float(np.abs(members - observed).mean()) - spread


def _distances(values: Floats) -> float:
    """Return sum_ij |x_i - x_j| over all ordered pairs."""
    m = values.size
    weight = 2.0 * np.arange(1, m + 1) - m - 1.0
    return float(2.0 * (weight * np.sort(values)).sum())


def pit(members: Floats, observed: float) -> float:
    """Return the share of members below the observation, half of those that equal it included."""
    return float((members < observed).mean() + 0.5 * (members == observed).mean())


def central(members: Floats, level: float) -> tuple[float, float]:
    """Return the two quantiles between which ``level`` of the members lie."""
    low, high = np.quantile(members, [0.5 - level / 2.0, 0.5 + level / 2.0])
    return float(low), float(high)


def effective_number(values: Floats, groups: Sequence[str]) -> float:
    """Return how many independent values would tell the mean of ``values`` (n,) as well.

    n divided by the ratio of the variance of the mean with whole groups as units to
    the variance with single values as units (design effect, Kish 1965); from
    1 to n. Values that are all alike tell nothing of it: the number of groups.
    """
    n = values.size
    names, member = np.unique(np.array(groups), return_inverse=True)
    off = values - values.mean()
    alone = float((off**2).sum())
    if alone <= 0.0:
        return float(names.size)
    together = float((np.bincount(member, weights=off, minlength=names.size) ** 2).sum())
    return n if together <= alone else max(1.0, n * alone / together)


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
    """Return the mean of ``values`` (n,) with its interval over groups."""
    low, high = np.quantile(resampled_means(values, groups), [LOW, HIGH])
    return Span(float(values.mean()), float(low), float(high))
