"""Given data: what the draws at hand say of each assumption, with the luck of replicates taken out.

The outcome of a draw is the mean of few replicates, so part of its variance is
luck. With y = E[Y|theta] + noise, the variance of E[Y|x_j] is not touched by the
noise, but the total is; an index of y is therefore scaled up by Var(y) / (Var(y) -
noise), where the noise is estimated from replicates of one draw (as in ``spread``).

First-order indices are those of RBD-FAST: draws are put in the order of one
assumption, odd ranks up and even ranks down, so that the outcome becomes a wave
with period 1 in it; the part of its spectrum in the first ``HARMONICS`` harmonics
is the share of variance that the assumption explains. Luck puts 2M/m of the
spectrum there anyway, which is taken off. Sources: Tarantola, Gatelli and Mara
(2006); the correction: Tissot and Prieur (2012).

Assumed: draws are independent, and assumptions are drawn independently of each
other (of two drawn in correlation each gets part of what the other does).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from hinge.analysis.course import Ints
from hinge.analysis.intervals import LOOK_LEVEL, normal_quantile

Array = npt.NDArray[np.float64]

HARMONICS = 10
"""Harmonics that count as the assumption's own; the usual number."""

WAVES = 4
"""Cosines of the rank that describe a curve: one falls, two is a hump, four has two humps."""

GROUPS = 32
"""Groups of draws, each left out once, from which the error of an index comes."""


@dataclass(frozen=True)
class Outcome:
    """What came out in each of m draws.

    ``score`` (m,) larger where the claim holds; ``counted`` (m,) from 0 to 1, what
    the share of the verdict counts; ``weight`` (m,) campaigns that a draw stands for;
    ``noise`` (m,) estimated variance of each score by luck, None where no draw
    has two replicates that are independent.
    """

    draw: Ints
    score: Array
    counted: Array
    weight: Array
    noise: Array | None

    @property
    def share(self) -> float:
        """The share of campaigns that the draws stand for in which the claim holds."""
        return float(self.weight @ self.counted / self.weight.sum())


def outcome_of(
    values: npt.ArrayLike,
    draw: Ints,
    counted: npt.ArrayLike | None = None,
    *,
    alike: bool = False,
    copies: bool = False,
    exact: bool = False,
) -> Outcome:
    """Return the outcome of values (R,) by the parameter ``draw`` (R,) of each.

    ``counted`` (m,) by ascending draw, the mean score if not given; ``alike``: draws
    weigh alike, as where they are what is counted, and not by their replications;
    ``copies``: replicates of a draw are copies of one campaign and show no luck;
    ``exact``: there is no luck at all.
    """
    x = np.asarray(values, dtype=np.float64)
    ids, row = np.unique(draw, return_inverse=True)
    size = np.bincount(row).astype(np.float64)
    mean = np.bincount(row, weights=x) / size
    noise: Array | None = np.zeros(ids.size) if exact else None
    if not exact and not copies and np.any(size >= 2):
        off = np.bincount(row, weights=(x - mean[row]) ** 2)
        free = np.maximum(size - 1.0, 1.0)
        pooled = float(off.sum() / (size - 1.0).sum())
        noise = np.where(size >= 2, off / free, pooled) / size
    return Outcome(
        draw=ids,
        score=mean,
        counted=mean if counted is None else np.asarray(counted, dtype=np.float64),
        weight=np.ones(ids.size) if alike else size,
        noise=noise,
    )


@dataclass(frozen=True)
class Inputs:
    """The assumptions that vary over m draws: ``ids`` p names, ``values`` and ``ranks`` (m, p).

    Built once for many outcomes of the same draws.
    """

    ids: tuple[str, ...]
    values: Array
    ranks: Array

    @staticmethod
    def of(parameters: npt.ArrayLike, ids: Sequence[str]) -> Inputs:
        """Return the columns (m, p) that vary, with their ranks from 1; ties share the mean rank."""
        x = np.asarray(parameters, dtype=np.float64)
        varying = np.flatnonzero(np.ptp(x, axis=0) > 0.0)
        columns = [ranks(x[:, j]) for j in varying]
        table = np.stack(columns, axis=1) if columns else np.empty((x.shape[0], 0))
        return Inputs(tuple(ids[int(j)] for j in varying), x[:, varying], table)

    @cached_property
    def line(self) -> Array:
        """Ranks with mean 0 and length 1, (m, p), so that products are correlations."""
        return standard(self.ranks)

    @cached_property
    def waves(self) -> Array:
        """Cosines of the ranks with mean 0 and length 1, (WAVES, m, p)."""
        u = (self.ranks - 0.5) / self.ranks.shape[0]
        return np.stack([standard(np.cos(math.pi * k * u)) for k in range(1, WAVES + 1)])

    def column(self, name: str) -> int:
        """Return where an assumption stands; ValueError if it does not vary."""
        return self.ids.index(name)


@dataclass(frozen=True)
class Explained:
    """Share of the variance between draws that one assumption explains by itself, with its interval.

    ``luck_removed``: whether luck could be taken out of the total.
    """

    parameter: str
    value: float
    low: float
    high: float
    luck_removed: bool


def ranks(values: Array) -> Array:
    """Return ranks from 1, (m,); equal values share their mean rank."""
    _, row, count = np.unique(values, return_inverse=True, return_counts=True)
    middle = np.cumsum(count) - (count - 1) / 2.0
    return np.asarray(middle[row], dtype=np.float64)


def standard(columns: Array) -> Array:
    """Return columns (m, c) with mean 0 and length 1; a column that does not vary is zero."""
    centred = columns - columns.mean(axis=0)
    length = np.sqrt((centred * centred).sum(axis=0))
    return np.asarray(centred / np.where(length > 0.0, length, 1.0), dtype=np.float64)


def rbd_fast(outcome: Array, columns: Array, harmonics: int = HARMONICS) -> Array:
    """Return the first-order index (p,) of each column (m, p) for an outcome (m,) that varies.

    Corrected for luck in the spectrum, so that an idle column is 0 on average and
    may be below it. More than 2 * ``harmonics`` draws are needed.
    """
    m = outcome.size
    order = np.argsort(columns, axis=0, kind="stable")
    wave = np.concatenate([order[::2], order[1::2][::-1]])  # odd ranks up, even ranks down
    y = outcome - outcome.mean()
    power = np.abs(np.fft.rfft(y[wave], axis=0)[1 : harmonics + 1]) ** 2
    index = 2.0 * power.sum(axis=0) / (m * float(y @ y))
    luck = 2.0 * harmonics / m
    corrected: Array = index - luck / (1.0 - luck) * (1.0 - index)
    return corrected


def first_order(
    outcome: Outcome,
    columns: Array,
    *,
    harmonics: int = HARMONICS,
    groups: int = GROUPS,
    level: float = LOOK_LEVEL,
) -> tuple[Array, Array, Array] | None:
    """Return indices of E[Y|theta] (p,) for columns (m, p), and the ends of their intervals.

    Errors by the jackknife over groups of draws. None where luck may account for all
    of the variance: there is nothing to explain.
    """
    keep = np.arange(outcome.score.size) % groups
    found = _scaled(outcome, columns, np.ones(keep.size, dtype=bool), harmonics)
    if found is None:
        return None
    left_out = [_scaled(outcome, columns, keep != g, harmonics) for g in range(groups)]
    sure = [one for one in left_out if one is not None]
    if len(sure) < groups:
        return None
    each = np.stack(sure)  # (groups, p)
    off = each - each.mean(axis=0)
    half = normal_quantile(level) * np.sqrt((groups - 1.0) / groups * (off * off).sum(axis=0))
    return found, found - half, found + half


def _scaled(
    outcome: Outcome, columns: Array, rows: npt.NDArray[np.bool_], harmonics: int
) -> Array | None:
    """Return indices (p,) of E[Y|theta] from some draws; None without variance beyond luck."""
    score = outcome.score[rows]
    total = float(score.var(ddof=1))
    luck = 0.0 if outcome.noise is None else float(outcome.noise[rows].mean())
    if total - luck <= 1e-12 * max(total, 1e-300):
        return None
    return rbd_fast(score, columns[rows], harmonics) * (total / (total - luck))


def explained(outcome: Outcome, inputs: Inputs, names: Sequence[str]) -> tuple[Explained, ...]:
    """Return what the named assumptions explain, cut to 0 and 1; empty where nothing can be told."""
    if not names or float(np.ptp(outcome.score)) == 0.0:
        return ()
    columns = inputs.ranks[:, [inputs.column(name) for name in names]]
    found = first_order(outcome, columns)
    if found is None:
        return ()
    value, low, high = (np.clip(part, 0.0, 1.0) for part in found)
    removed = outcome.noise is not None
    return tuple(
        Explained(name, float(value[j]), float(low[j]), float(high[j]), removed)
        for j, name in enumerate(names)
    )
