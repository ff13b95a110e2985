"""Whether shares that ought to be uniform are: a band for their distribution, and coverage of intervals.

    u = (n b + v) / (n + 1)                             v uniform from 0 to 1
    D = max over z of |share of u at or below z, less z| / sqrt(z (1 - z) / P)

``b``: share of the posterior below the planted value, ``n`` its effective members. The
first line is the rank of the planted value among n posterior draws and itself (Talts
and others 2018), made continuous: exactly uniform for n equal draws however few. The second holds the distribution
of P such ranks to a band around the diagonal on all levels at once (Saeilynoja,
Buerkner and Vehtari 2022, with standard errors in place of binomial tails).

Assumption 1: draws that the weights make unequal count as ``n`` equal ones. For parameters
that held in trials down to six; the agreement needs some fifty, since in a sparse pool the
planted set agrees better than all others.
Assumption 2: planted sets of one pool are independent. They share the pool, and never
their reports; tests hold the chance of a false alarm to what is stated.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.intervals import Mean, mean_interval, wilson
from hinge.analysis.planted_sets import Positions

Floats = NDArray[np.float64]

STEPS = 40
"""Levels between 0 and 1 on which the band stands: every 2.5 per cent."""

SIMULATED = 100_000
"""Sets of uniform ranks by which chance is known; no chance is called smaller than one in so many."""

FALSE_ALARM = 0.01
"""Chance that a right calibration is called wrong by its ranks, all parameters together."""

LEVELS = (0.5, 0.9)
"""Central intervals whose coverage is counted."""

BAR = 0.03
"""Coverage of 90 % intervals, pooled, may be so far off."""

SURE = 0.95
"""Confidence of the intervals of coverage."""


@dataclass(frozen=True)
class Uniformity:
    """One quantity's ranks: ``off`` is D, ``level`` where it stands, ``chance`` of D or more if uniform.

    ``lean``: mean of the ranks less a half; above 0 planted values lie above their posteriors.
    """

    off: float
    level: float
    chance: float
    lean: float


@dataclass(frozen=True)
class Coverage:
    """Share of planted values in the central interval of ``level``, with its 95 % interval."""

    level: float
    share: Mean


def ranks(positions: Positions, seed: int) -> Floats:
    """Return the ranks (P, K), from 0 to 1; ties are broken at random, keyed by ``seed``."""
    generator = np.random.default_rng([seed, 2])
    ties, ends = generator.random((2, *positions.below.shape))
    n = positions.effective
    found: Floats = (n * (positions.below + ties * positions.tied) + ends) / (n + 1.0)
    return found


def uniformity(u: Floats) -> Uniformity:
    """Compare the ranks (P,) of one quantity with uniform ones."""
    inside = np.minimum((u * STEPS).astype(np.int64), STEPS - 1)
    counts = np.bincount(inside, minlength=STEPS)
    off = np.abs(_off(counts[None, :]))[0]
    worst = int(off.argmax())
    as_far = int((_by_chance(u.size) >= off[worst]).sum())
    return Uniformity(
        off=float(off[worst]),
        level=(worst + 1) / STEPS,
        chance=(1 + as_far) / (1 + SIMULATED),
        lean=float(u.mean()) - 0.5,
    )


def band(sets: int, quantities: int) -> float:
    """Return the D that uniform ranks of so many sets and quantities exceed once in 100 checks."""
    return float(np.quantile(_by_chance(sets), 1.0 - FALSE_ALARM / quantities))


def coverage(positions: Positions, parameters: list[int], level: float) -> Coverage:
    """Return the coverage pooled over these parameters; planted sets, not values, are independent.

    The interval is that of posterior quantiles as they are: few effective members make
    it miss more often, and that is to be seen.
    """
    inside = covered(positions, level)[:, parameters]
    if len(parameters) == 1:
        share = float(inside.mean())
        return Coverage(level, Mean(share, *wilson(share, inside.shape[0], SURE)))
    return Coverage(level, mean_interval(inside.mean(axis=1), SURE))


def covered(positions: Positions, level: float) -> Floats:
    """Return 1 where the planted value lies in the central interval, else 0, (P, K)."""
    middle = positions.below + 0.5 * positions.tied
    inside: Floats = (np.abs(middle - 0.5) <= level / 2.0).astype(np.float64)
    return inside


@cache
def _by_chance(sets: int) -> Floats:
    """Return D (SIMULATED,) of uniform ranks of ``sets`` planted sets."""
    generator = np.random.default_rng(sets)
    even = np.full(STEPS, 1.0 / STEPS)
    found: Floats = np.abs(_off(generator.multinomial(sets, even, size=SIMULATED))).max(axis=1)
    return found


def _off(counts: NDArray[np.int64]) -> Floats:
    """Return how far the share up to each level is from the level, in errors, (n, STEPS - 1)."""
    sets = float(counts[0].sum())
    level = np.arange(1, STEPS) / STEPS
    share = counts.cumsum(axis=1)[:, :-1] / sets
    off: Floats = (share - level) / np.sqrt(level * (1.0 - level) / sets)
    return off
