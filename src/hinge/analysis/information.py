"""The value of information: which one fact, if it were known, would move a verdict most.

For each assumption the share that holds is drawn as a curve over its rank (the mean
and four cosines, fitted by least squares on the draws). Knowing the assumption would
move the share from its overall value to that of the curve; the **expected
movement** is the mean distance of the two over what is believed of it, and the
**chance that the word changes** the part of the beliefs where the curve lies in
another of the five steps.

A fitted curve moves by luck alone. How far, is seen where the outcome is
shuffled over the draws: squares of movements add up, so the expected movement is
sqrt(found^2 - lucky^2), 0 where luck moves as much, and the curve is drawn
nearer to the share in the same ratio before steps are read off it. A fact is
named only if at most 5 % of the shuffles let any assumption move the share as far
(max-statistic permutation test, as for hinges).

Left out: what a fact costs, facts about several assumptions at once, and facts
that no assumption holds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.analysis.given_data import WAVES, Inputs
from hinge.analysis.intervals import LOOK_LEVEL, Mean
from hinge.analysis.sensitivity import FAMILY_ERROR
from hinge.analysis.steps import EDGES

Array = npt.NDArray[np.float64]

SHUFFLES = 199
"""Shuffles of the outcome; the smallest attainable p-value is 1 in 200."""

RESAMPLES = 200
"""Bootstrap resamples of the draws behind the interval of the named fact."""

SHUFFLE_KEY = 0x46414354
"""Key of the generator of shuffles and resamples, so that the same runs name the same fact."""

GRID = 20
"""Ranks at which a curve is read: the middles of as many equal parts of what is believed."""


@dataclass(frozen=True)
class Fact:
    """The assumption whose knowledge would move the verdict most.

    ``movement``: expected change of the share, with its interval; ``word_changes``:
    chance that the share then lies in another step; ``p`` corrected for the number of
    assumptions.
    """

    parameter: str
    movement: Mean
    word_changes: float
    p: float


def worth(
    counted: npt.ArrayLike,
    inputs: Inputs,
    *,
    weight: npt.ArrayLike | None = None,
    shuffles: int = SHUFFLES,
    key: int = SHUFFLE_KEY,
) -> tuple[Array, Array, Array]:
    """Return each assumption's expected movement, chance of another word, and p, (p,) each.

    ``counted`` (m,) share that holds in each draw; ``weight`` (m,) campaigns that a
    draw stands for.
    """
    y = np.asarray(counted, dtype=np.float64)
    w = _weights(y, weight)
    share = float(w @ y)
    generator = np.random.Generator(np.random.Philox(key=key))
    order = generator.permuted(np.tile(np.arange(y.size), (shuffles, 1)), axis=1)
    pairs = (w * (y - share))[order]  # a draw keeps its weight, and both move together
    found = _curves((w * (y - share))[None, :], inputs)[0]  # (p, GRID)
    moved = np.abs(found).mean(axis=1)
    lucky = np.abs(_curves(pairs, inputs)).mean(axis=2)  # (shuffles, p)
    largest = lucky.max(axis=1)
    p = (1.0 + (largest[:, None] >= moved[None, :] - 1e-12).sum(axis=0)) / (1.0 + shuffles)
    kept = np.sqrt(np.maximum(0.0, moved**2 - (lucky**2).mean(axis=0)))
    nearer = np.divide(kept, moved, out=np.zeros_like(moved), where=moved > 0.0)
    there = np.clip(share + found * nearer[:, None], 0.0, 1.0)
    changes = (_steps(there) != _steps(np.array(share))).mean(axis=1)
    return kept, changes, p


def best_fact(
    counted: npt.ArrayLike,
    inputs: Inputs,
    *,
    weight: npt.ArrayLike | None = None,
    resamples: int = RESAMPLES,
    level: float = LOOK_LEVEL,
    key: int = SHUFFLE_KEY,
) -> Fact | None:
    """Return the fact that would move a share most, if any moves it beyond luck."""
    y = np.asarray(counted, dtype=np.float64)
    if np.ptp(y) == 0.0 or not inputs.ids:
        return None
    moved, changes, p = worth(y, inputs, weight=weight, key=key)
    first = int(np.argmax(moved))
    if p[first] > FAMILY_ERROR:
        return None
    spread = _error(y, _weights(y, weight), inputs, first, resamples, key)
    half = float(np.quantile(np.abs(spread), level))
    value = float(moved[first])
    return Fact(
        parameter=inputs.ids[first],
        movement=Mean(value, max(0.0, value - half), min(1.0, value + half)),
        word_changes=float(changes[first]),
        p=float(p[first]),
    )


def _weights(y: Array, weight: npt.ArrayLike | None) -> Array:
    """Return weights (m,) that sum to 1."""
    w = np.ones(y.size) if weight is None else np.asarray(weight, dtype=np.float64)
    return np.asarray(w / w.sum(), dtype=np.float64)


def _grid() -> Array:
    """Return the cosines at the ranks where a curve is read, (WAVES, GRID), with mean square 1."""
    u = (np.arange(GRID) + 0.5) / GRID
    return math.sqrt(2.0) * np.cos(math.pi * np.outer(np.arange(1, WAVES + 1), u))


def _curves(off: Array, inputs: Inputs) -> Array:
    """Return curves less the share, (B, p, GRID), for weighted deviations ``off`` (B, m)."""
    size = np.stack([off @ wave for wave in inputs.waves], axis=2)  # (B, p, WAVES)
    return np.asarray(size @ _grid() * math.sqrt(off.shape[1]), dtype=np.float64)


def _error(y: Array, weight: Array, inputs: Inputs, column: int, resamples: int, key: int) -> Array:
    """Return by how much the movement of one assumption differs in resamples, (resamples,).

    Resampled draws keep the ranks that they have among all draws.
    """
    generator = np.random.Generator(np.random.Philox(key=key + 1))
    m = y.size
    times = generator.multinomial(m, np.full(m, 1.0 / m), size=resamples) * weight
    times /= times.sum(axis=1, keepdims=True)
    off = times * (y[None, :] - (times @ y)[:, None])
    one = Inputs((inputs.ids[column],), inputs.values[:, [column]], inputs.ranks[:, [column]])
    each = np.abs(_curves(off, one)[:, 0, :]).mean(axis=1)
    return np.asarray(each - each.mean(), dtype=np.float64)


def _steps(share: Array) -> npt.NDArray[np.int64]:
    """Return the step of each share."""
    return np.searchsorted(np.array(EDGES), share, side="right").astype(np.int64)
