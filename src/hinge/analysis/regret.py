"""Regret: among named options, in how many weighings of goals, beliefs and draws is each the best.

u[d, o] = sum over goals of w[j] * sign[j] * x[d, o, j] / s[j], with x the mean of
goal j over the replicates of draw d under option o, s its standard deviation
over draws and options together, and sign +1 where it is to be raised. Expected
utility with belief b: b * u[d, o] + (1 - b) * (mean of u[., o] over all draws).
The best option of a triple (weights, belief, draw) has the largest expected
utility; the regret of an option is the largest minus its own, in units of s.

Assumed:
1. Goals add up, and each counts in proportion. Their scale is how much they vary
   over draws and options; a goal that nothing moves has no say. The scale is that
   of the options compared: one that does very badly in a goal makes the others
   look alike in it. A comparison of fewer options has a scale of its own.
2. No weighting is more likely than another: Dirichlet(1, ..., 1), 200 of them,
   spread evenly (a Latin hypercube) and the same in every run. Every goal, so
   harm to civilians too, always has some weight.
3. The belief b is uniform from 0 to 1: how much of what is so the decider knows.
   At 0 only the odds are known, at 1 the very draw; luck is never known.
4. Draws are the only sample: the interval resamples them (percentile bootstrap),
   with scales and means anew each time. Triples are not independent and never
   count as such; weightings are a stated set and have no sampling error.

Sources: Savage (1951) for regret; McPhail and others (2018) for shares and
quantiles over states of the world; McKay and others (1979) for the hypercube.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from hinge.analysis.intervals import LOOK_LEVEL, MIN_RUNS, Mean, wilson
from hinge.errors import TooFewRuns

Array = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

WEIGHTINGS = 200
"""Weightings of the goals: of up to five goals each outweighs all the others in eight or more."""

RESAMPLES = 800
"""Resamples of the draws: five of them lie beyond each end of the interval."""

REGRET_KEY = 0x524547524554
"""Key of the generators of weights, beliefs and resamples, so that the same runs say the same."""

TIE = 1e-9
"""Expected utilities that differ by less share the first place."""

BANDS = 3
"""Bands of the weight of civilians in the table: low, middle and high, of equally many weightings."""


@dataclass(frozen=True)
class Band:
    """Weightings in which the weight of civilians is from ``low`` to ``high``: share best, (O,)."""

    low: float
    high: float
    best: tuple[float, ...]


@dataclass(frozen=True)
class Regrets:
    """How O options compare over all triples; tuples hold a number for each option.

    ``best`` the share in which each is best, with its interval;
    ``median``, ``ninety`` and ``most``: quantiles of its regret, in standardised units;
    ``pareto``: no other is at least as good in every mean goal and better in one;
    ``civilians``: share best where civilians weigh at least an equal part;
    ``bands`` by the weight of civilians; ``by_weights``: share of the variance of
    "the first option is best" that lies between weightings; ``triples``,
    ``draws``: how many; ``idle``: goals that nothing moves; ``per_draw`` (m, O).
    """

    best: tuple[Mean, ...]
    median: tuple[float, ...]
    ninety: tuple[float, ...]
    most: tuple[float, ...]
    pareto: tuple[bool, ...]
    civilians: tuple[float, ...]
    bands: tuple[Band, ...]
    by_weights: float
    triples: int
    draws: int
    idle: tuple[int, ...]
    per_draw: Array = field(repr=False, compare=False)


def regrets(
    values: npt.ArrayLike,
    signs: npt.ArrayLike,
    civilians: npt.ArrayLike,
    *,
    resamples: int = RESAMPLES,
    level: float = LOOK_LEVEL,
) -> Regrets:
    """Compare options over weightings, beliefs and draws.

    ``values`` (m, O, G): mean of each goal in each draw under each option, draws
    in ascending order; ``signs`` (G,) +1 to be raised, -1 to be lowered;
    ``civilians`` (G,) which goals are harm to civilians. Fewer than ``MIN_RUNS``
    draws raise TooFewRuns; goals of which none is civilians raise ValueError.
    """
    signed = signed_goals(values, signs)
    concern = np.asarray(civilians, dtype=bool)
    _, m, goals = signed.shape
    if not concern.any():
        raise ValueError("Harm to civilians is missing among the goals.")
    if m < MIN_RUNS:
        raise TooFewRuns("A regret (counted in parameter draws)", m, MIN_RUNS)
    weights, belief = weightings(goals), beliefs(m)
    once = np.ones(m)
    expected = expected_utilities(signed, weights, belief, once)
    first = first_places(expected)  # (O, m, V)
    share = first.mean(axis=(1, 2))
    low, high = _intervals(signed, weights, belief, share, resamples, level)
    regret = (expected.max(axis=0) - expected).reshape(signed.shape[0], -1)
    median, ninety, most = np.quantile(regret, (0.5, 0.9, 1.0), axis=1)
    weight = weights[concern].sum(axis=0)  # (V,)
    heavy = weight >= 1.0 / goals
    return Regrets(
        best=_shares(share, low, high),
        median=_floats(median),
        ninety=_floats(ninety),
        most=_floats(most),
        pareto=pareto(signed.mean(axis=1)),
        civilians=_floats(first[:, :, heavy].mean(axis=(1, 2))),
        bands=_bands(first.mean(axis=1), weight),
        by_weights=_between_weightings(first[0]),
        triples=m * WEIGHTINGS,
        draws=m,
        idle=tuple(int(j) for j in np.flatnonzero(_scales(signed, once) == 0.0)),
        per_draw=np.ascontiguousarray(first.mean(axis=2).T),
    )


def under_ceiling(deaths: npt.ArrayLike, ceiling: float) -> Bools:
    """Return which options have mean deaths (O,) of at most ``ceiling`` times the lowest."""
    mean = np.asarray(deaths, dtype=np.float64)
    return np.asarray(mean <= ceiling * mean.min())


def pareto(means: npt.ArrayLike) -> tuple[bool, ...]:
    """Return which options no other dominates, by mean goals (O, G), more being better."""
    x = np.asarray(means, dtype=np.float64)
    tiny = TIE * np.maximum(np.abs(x).max(axis=0), np.finfo(np.float64).tiny)
    at_least = (x[:, None] >= x[None] - tiny).all(axis=2)
    better = (x[:, None] > x[None] + tiny).any(axis=2)
    return tuple(bool(free) for free in ~(at_least & better).any(axis=0))


def weightings(goals: int) -> Array:
    """Return the weightings of so many goals, (G, V): each adds up to 1, none has a zero."""
    generator = _generator(0)
    cells = generator.permuted(np.tile(np.arange(WEIGHTINGS), (goals, 1)), axis=1)
    chance = (cells + generator.random((goals, WEIGHTINGS))) / WEIGHTINGS
    parts = -np.log1p(-chance) + np.finfo(np.float64).tiny
    return np.asarray(parts / parts.sum(axis=0))


def beliefs(draws: int) -> Array:
    """Return the belief of each draw in each weighting, (m, V); more draws leave the first as they are."""
    return _generator(1).random((draws, WEIGHTINGS))


def _generator(purpose: int) -> np.random.Generator:
    """Return the generator for one purpose."""
    return np.random.Generator(np.random.Philox(key=REGRET_KEY + purpose))


def signed_goals(values: npt.ArrayLike, signs: npt.ArrayLike) -> Array:
    """Return goals with more being better, (O, m, G)."""
    x = np.asarray(values, dtype=np.float64) * np.asarray(signs, dtype=np.float64)
    return np.ascontiguousarray(x.transpose(1, 0, 2))


def _scales(signed: Array, count: Array) -> Array:
    """Return the spread of each goal over options and draws, (G,); 0 where nothing moves it."""
    share = count / (count.sum() * signed.shape[0])
    off = signed - np.einsum("omg,m->g", signed, share)
    spread = np.sqrt(np.einsum("omg,omg,m->g", off, off, share))
    rounding = 1e-12 * np.abs(signed).max(axis=(0, 1))
    return np.where(spread > rounding, spread, 0.0)


def expected_utilities(signed: Array, weights: Array, belief: Array, count: Array) -> Array:
    """Return expected utilities (O, m, V), with draws (m,) counted so often each."""
    scale = _scales(signed, count)
    inverse = np.divide(1.0, scale, out=np.zeros_like(scale), where=scale > 0.0)
    middle = np.einsum("omg,m->g", signed, count / (count.sum() * signed.shape[0]))
    utility = ((signed - middle) * inverse) @ weights
    known = np.einsum("omv,m->ov", utility, count / count.sum())[:, None]
    utility -= known
    utility *= belief
    utility += known
    return np.asarray(utility)


def first_places(expected: Array) -> Array:
    """Return what each option has of the first place in each triple, (O, m, V): ties share."""
    first: Array = (expected >= expected.max(axis=0) - TIE).astype(np.float64)
    return np.asarray(first / first.sum(axis=0))


def _intervals(
    signed: Array, weights: Array, belief: Array, share: Array, resamples: int, level: float
) -> tuple[Array, Array]:
    """Return the ends of the intervals of the shares (O,), by resampling draws.

    Where an option is best in all or no triples, resamples cannot differ: Wilson's
    interval then counts each draw once.
    """
    m = signed.shape[1]
    generator = _generator(2)
    found = np.empty((resamples, share.size))
    for b in range(resamples):
        count = np.bincount(generator.integers(0, m, m), minlength=m).astype(np.float64)
        first = first_places(expected_utilities(signed, weights, belief, count))
        found[b] = first.mean(axis=2) @ (count / m)
    ends = ((1.0 - level) / 2.0, (1.0 + level) / 2.0)
    low, high = np.quantile(found, ends, axis=0)
    low, high = np.minimum(low, share), np.maximum(high, share)
    for o in np.flatnonzero((share <= 0.0) | (share >= 1.0)):
        low[o], high[o] = wilson(float(share[o]), m, level)
    return np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)


def _bands(by_weighting: Array, weight: Array) -> tuple[Band, ...]:
    """Return shares best (O,) in thirds of the weightings, by the weight (V,) of civilians."""
    order = np.argsort(weight, kind="stable")
    return tuple(
        Band(
            float(weight[part[0]]),
            float(weight[part[-1]]),
            _floats(by_weighting[:, part].mean(axis=1)),
        )
        for part in np.array_split(order, BANDS)
    )


def _between_weightings(first: Array) -> float:
    """Return the share of the variance of a place (m, V) that lies between weightings."""
    whole = float(first.var())
    return float(first.mean(axis=0).var()) / whole if whole > TIE else 0.0


def _shares(share: Array, low: Array, high: Array) -> tuple[Mean, ...]:
    """Return shares with their intervals, one for each option."""
    return tuple(Mean(*map(float, one)) for one in zip(share, low, high, strict=True))


def _floats(values: Array) -> tuple[float, ...]:
    """Return numbers as plain floats."""
    return tuple(float(value) for value in values)
