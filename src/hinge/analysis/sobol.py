"""Sobol indices of E[Y|theta] from a Saltelli design of noisy runs.

Rows of two tables A and B of independent draws, and tables AB_i that take column i
from B and the rest from A. With f = E[Y|theta] and V its variance:

    S1_i = E[f(B) (f(AB_i) - f(A))] / V        (Saltelli and others 2010)
    ST_i = E[(f(A) - f(AB_i))^2] / (2 V)       (Jansen 1999)

What is seen is a mean of r runs, f + luck. Luck of different rows is independent,
so the first product is free of it; the square is larger by the luck of both
rows, and V (taken over all tables, each of which is a sample of theta) by that of
one. Both are taken off, as estimated from the replicates
of each row (the product of two different replicates has no luck in it, which is
the same). Errors: bootstrap over the rows of the design.

Needs at least two replicates, and no luck shared by two tables.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.analysis.intervals import LOOK_LEVEL, Mean

Array = npt.NDArray[np.float64]

RESAMPLES = 400
"""Bootstrap resamples of the rows: five beyond either end of the interval."""

RESAMPLE_KEY = 0x534F424F
"""Key of the generator of resamples, so that the same runs give the same intervals."""


@dataclass(frozen=True)
class Sobol:
    """First-order and total indices of k assumptions, with intervals; ``variance`` of E[Y|theta].

    ``luck``: part of the variance of one run that is luck.
    """

    first: tuple[Mean, ...]
    total: tuple[Mean, ...]
    variance: float
    luck: float


def sobol(
    a: npt.ArrayLike,
    b: npt.ArrayLike,
    ab: npt.ArrayLike,
    *,
    resamples: int = RESAMPLES,
    level: float = LOOK_LEVEL,
    key: int = RESAMPLE_KEY,
) -> Sobol | None:
    """Return the indices from runs ``a``, ``b`` (N, r) and ``ab`` (k, N, r), r replicates each.

    None where luck may account for all of the variance. Fewer than two replicates
    raise ValueError.
    """
    runs = np.concatenate([np.asarray(x, dtype=np.float64)[None] for x in (a, b)])
    runs = np.concatenate([runs, np.asarray(ab, dtype=np.float64)])  # (k + 2, N, r)
    n, r = runs.shape[1:]
    if r < 2:
        raise ValueError("Luck shows only where a row is run at least twice.")
    mean = runs.mean(axis=2)
    luck = runs.var(axis=2, ddof=1) / r
    once = np.full((1, n), 1.0 / n)
    first, total, variance = _indices(mean, luck, once)
    if variance[0] <= 0.0:
        return None
    generator = np.random.Generator(np.random.Philox(key=key))
    times = generator.multinomial(n, np.full(n, 1.0 / n), size=resamples) / n
    firsts, totals, variances = _indices(mean, luck, times)
    sure = variances > 0.0
    if sure.mean() < level:
        return None
    tail = (1.0 - level) / 2.0
    within = float(luck.mean()) * r
    return Sobol(
        first=_with_intervals(first[0], firsts[sure], tail),
        total=_with_intervals(total[0], totals[sure], tail),
        variance=float(variance[0]),
        luck=within / (within + float(variance[0])),
    )


def _indices(mean: Array, luck: Array, rows: Array) -> tuple[Array, Array, Array]:
    """Return indices (Q, k) twice and variances (Q,) for weights of rows (Q, N).

    ``mean``, ``luck`` (k + 2, N): of each row, in the order A, B, AB_1 ...
    """
    centred = mean - mean.mean()
    a, b, ab = centred[0], centred[1], centred[2:]
    middle = rows @ centred.mean(axis=0)
    variance = rows @ (centred * centred - luck).mean(axis=0) - middle**2
    first = rows @ (b * (ab - a)).T
    total = rows @ (((a - ab) ** 2 - luck[0] - luck[2:]) / 2.0).T
    scale = np.where(variance > 0.0, variance, np.nan)[:, None]
    return first / scale, total / scale, variance


def _with_intervals(value: Array, resampled: Array, tail: float) -> tuple[Mean, ...]:
    """Return values (k,) with the quantiles of resamples (Q, k) as intervals."""
    low, high = np.quantile(resampled, (tail, 1.0 - tail), axis=0)
    return tuple(
        Mean(float(v), min(float(v), float(x)), max(float(v), float(y)))
        for v, x, y in zip(value, low, high, strict=True)
    )
