"""Turning points: how much of what settles an outcome W is settled on each day.

p[t] is the chance of W given what is recorded up to day t, A[t] = E[p[t]^2], and
v = P(1 - P) with P the chance of W at the start. The hinge share of a window is
(A[last] - A[first - 1]) / v: the part of the doubt that its days remove, equal to
the fall of the best attainable Brier score. Shares of separate days add up.

How A[t] is found: g[t](x), a logistic ridge regression on the features of day t,
learned on four fifths of the parameter draws and applied to the rest (all
replications of a draw on one side). A[t] = mean(2 g Y - g^2) is then an unbiased
estimate of E[p^2] - E[(p - g)^2], so at most A[t] on average, whatever g is; it
is made non-decreasing by pooling adjacent violators.

What the parameters settle is settled at the start: A[t] is at least E[Y1 Y2] for two
replications of one draw (pair estimator), and only what lies above counts for days.
Without that floor a campaign whose drift differs from draw to draw would seem to
turn in its first days, when the series teach what the parameters are.

Null: a driftless Gaussian walk of as many days with the same P, which decides W
by its end. Close contests settle late by arithmetic alone; only the excess over
this profile speaks of a turning point.

Rule: the window settles more than every window of equal length apart from it,
and more than the walk does in the same days. The share counts refits to
resampled draws in which the rule is met; each refit is one Newton step from the
fit to all draws.

Assumed:
1. What the features do not show before W is known is settled at no named time:
   shares are then too low, and so is every excess.
2. Where A[t] leaves that floor, part of the news may still be of parameters. With
   one replication a draw there is no floor, and all of that counts for days.
3. The chance of W is logistic in the features of the day itself.

Sources: Ely, Frankel and Kamenica (2015) for suspense; Brill, Yurko and Wyner
(2025) for fitting by whole campaigns; Ayer and others (1955) for pooling;
Schucany and Wang (1991) for the one-step bootstrap.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, field
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from hinge.analysis.course import Bools, Ints
from hinge.analysis.intervals import LOOK_LEVEL, MIN_RUNS, Mean, wilson
from hinge.analysis.ridge import Fit, design, fit, refit
from hinge.errors import TooFewRuns

Array = npt.NDArray[np.float64]

REFITS = 200
"""Refits to resampled draws: the share is then known to within three and a half points (one error)."""

FOLDS = 5
"""Parts of the draws; each is predicted by what the other four have taught."""

TURNING_KEY = 0x5455524E
"""Key of the generators of folds and resamples, so that the same runs say the same."""

SETTLED_BELOW = 0.05
"""Where W, or its opposite, has less chance than this at the start, there is no hinge to find."""

RAREST = 1e-3
"""Chance at which that of a resample in which W always or never happens is held, to divide by."""


@dataclass(frozen=True)
class Turning:
    """What a window settles; shares are parts of the doubt at the start.

    ``chance`` of W; ``window`` its hinge share, ``null`` the walk's and
    ``excess`` the first over the second, with intervals over refits; ``at_start``: settled
    by the parameters and the features of day 0; ``shown``: by the last day;
    ``largest``: share of refits in which no other window of its length settles
    as much; ``beyond``: in which it settles more than the walk; ``share`` (with
    ``low``, ``high``): in which both hold; ``top`` the day that most often settles
    most, and in which share of ``refits``; ``days`` (T,) hinge share of days 1 to T.
    """

    chance: float
    window: Mean
    null: Mean
    excess: Mean
    at_start: float
    shown: float
    largest: float
    beyond: float
    share: float
    low: float
    high: float
    refits: int
    top: int
    top_share: float
    draws: int
    days: Array = field(repr=False, compare=False)


def nearly_settled(holds: Bools) -> bool:
    """Return whether W (R,) is so likely, or unlikely, that there is no hinge to look for."""
    return not SETTLED_BELOW <= float(np.mean(holds)) <= 1.0 - SETTLED_BELOW


def turning(
    features: npt.ArrayLike,
    holds: Bools,
    draw: Ints,
    replication: Ints,
    window: tuple[int, int],
    *,
    refits: int = REFITS,
    level: float = LOOK_LEVEL,
) -> Turning:
    """Return what a window of days settles of an outcome.

    ``features`` (R, T + 1, F) on days 0 to T, W being known after day T; ``holds``
    (R,) W; ``draw`` and ``replication`` (R,) numbers; ``window`` first and last
    day, 1 to T. ValueError where W is nearly settled or no window of equal
    length lies apart; TooFewRuns below ``MIN_RUNS`` draws.
    """
    order = np.lexsort((replication, draw))
    x = np.asarray(features, dtype=np.float64)[order]
    y, row = holds[order].astype(np.float64), np.unique(draw[order], return_inverse=True)[1]
    last, m = x.shape[1] - 1, int(row.max()) + 1
    if m < MIN_RUNS:
        raise TooFewRuns("A turning point (counted in parameter draws)", m, MIN_RUNS)
    if nearly_settled(holds):
        raise ValueError("The outcome is nearly settled by assumption.")
    if not has_rivals(window, last):
        raise ValueError("No window of the same length lies apart from this one.")
    counts = np.concatenate([np.ones((1, m)), resamples(m, refits)])[:, row]  # (1 + B, R)
    chance, learned = _learned(x, y, folds(m)[row], counts)  # (1 + B,), (T + 1, 1 + B)
    known = np.maximum(learned, parameter_floor(y, row, counts, chance))
    doubt = chance * (1.0 - chance)
    at_start = (known[0] - chance**2) / doubt
    own, rivals = _windows(known / doubt, window)
    null = (1.0 - at_start) * _null(chance, window, last)
    largest, beyond = own > rivals, own > null
    met = largest & beyond
    share = float(met[1:].mean())
    low, high = wilson(share, refits, level)
    days = np.diff(known, axis=0) / doubt  # (T, 1 + B)
    tops = np.bincount(days[:, 1:].argmax(axis=0) + 1, minlength=last + 1)
    return Turning(
        chance=float(chance[0]),
        window=_over(own, level),
        null=_over(null, level),
        excess=_over(own - null, level),
        at_start=float(at_start[0]),
        shown=float((known[-1, 0] - chance[0] ** 2) / doubt[0]),
        largest=float(largest[1:].mean()),
        beyond=float(beyond[1:].mean()),
        share=share,
        low=low,
        high=high,
        refits=refits,
        top=int(tops.argmax()),
        top_share=float(tops.max()) / refits,
        draws=m,
        days=np.ascontiguousarray(days[:, 0]),
    )


def has_rivals(window: tuple[int, int], last: int) -> bool:
    """Return whether a window of equal length, within days 1 to ``last``, shares no day with it."""
    first, end = window
    length = end - first + 1
    return 1 <= first <= end <= last and (first > length or end + length <= last)


def walk(chance: float, time: npt.ArrayLike, nodes: int = 64) -> Array:
    """Return which part of the doubt a Gaussian walk has settled at times (n,) from 0 to 1.

    At chance 1/2 this is (2 / pi) asin(time). In general E[p^2] - P^2 is the
    integral of exp(-c^2 / (1 + sin a)) / (2 pi) over a from 0 to asin(time), with
    c the normal quantile of P (the derivative of the bivariate normal
    distribution by its correlation; Plackett 1954).
    """
    end = np.arcsin(np.clip(np.asarray(time, dtype=np.float64), 0.0, 1.0))
    at, weight = _nodes(nodes)
    angle = 0.5 * end[..., None] * (at + 1.0)
    c = NormalDist().inv_cdf(chance)
    height = np.exp(-(c**2) / (1.0 + np.sin(angle)))
    area = 0.5 * end * (height @ weight) / (2.0 * math.pi)
    return np.asarray(area / (chance * (1.0 - chance)))


@functools.cache
def _nodes(many: int) -> tuple[Array, Array]:
    """Return nodes and weights of Gauss and Legendre, which take longer to find than to use."""
    return np.polynomial.legendre.leggauss(many)


def pooled(values: npt.ArrayLike) -> Array:
    """Return the non-decreasing values nearest to the given ones (n,): adjacent violators pooled."""
    blocks: list[tuple[float, int]] = []  # mean, size
    for value in np.asarray(values, dtype=np.float64).tolist():
        mean, size = value, 1
        while blocks and blocks[-1][0] >= mean:
            before, many = blocks.pop()
            mean, size = (before * many + mean * size) / (many + size), many + size
        blocks.append((mean, size))
    return np.repeat([mean for mean, _ in blocks], [size for _, size in blocks])


def resamples(m: int, refits: int) -> Array:
    """Return how often each draw counts in each refit, (B, m)."""
    generator = np.random.Generator(np.random.Philox(key=TURNING_KEY))
    picked = generator.integers(0, m, (refits, m))
    return np.stack([np.bincount(one, minlength=m) for one in picked]).astype(np.float64)


def folds(m: int) -> Ints:
    """Return the part to which each draw belongs, (m,), as equal in size as can be."""
    generator = np.random.Generator(np.random.Philox(key=TURNING_KEY + 1))
    return np.asarray(generator.permutation(m) % FOLDS)


def _learned(x: Array, y: Array, fold: Ints, counts: Array) -> tuple[Array, Array]:
    """Return the chance of W (C,) and A by features alone (T + 1, C), for ways (C, R) of counting.

    A lies between the square of the chance, which no features are needed for,
    and the chance itself.
    """
    total = counts.sum(axis=1)
    chance = np.clip(counts @ y / total, RAREST, 1.0 - RAREST)
    learned = np.zeros((x.shape[1], total.size))
    for k in range(FOLDS):
        out = fold == k
        taught = np.ascontiguousarray(counts[:, ~out])
        asked, truth = np.ascontiguousarray(counts[:, out]), y[out]
        for t in range(x.shape[1]):
            columns = design(x[:, t])
            whole: Fit = fit(columns[~out], y[~out])
            guess = refit(whole, taught, columns[out])  # (C, those left out)
            learned[t] += np.einsum("cr,cr->c", asked, guess * (2.0 * truth - guess))
    learned /= total
    for c in range(total.size):
        learned[:, c] = np.clip(pooled(learned[:, c]), chance[c] ** 2, chance[c])
    return chance, learned


def parameter_floor(y: Array, row: Ints, counts: Array, chance: Array) -> Array:
    """Return the least that A can be when parameters are known from the start, (C,).

    The square of the chance, and the covariance of two replications of a draw,
    over draws that have two.
    """
    first = np.flatnonzero(np.diff(row, prepend=-1))  # rows are in order of draws
    size = np.bincount(row)
    many = size >= 2
    if not many.any():
        return np.asarray(chance**2)
    hits = np.bincount(row, weights=y)[many]
    k = size[many]
    pair = hits * (hits - 1.0) / (k * (k - 1.0))  # mean product of two replications
    weight = counts[:, first[many]]
    mean = weight @ (hits / k) / weight.sum(axis=1)
    shared = weight @ pair / weight.sum(axis=1) - mean**2
    return np.asarray(np.clip(chance**2 + shared, chance**2, chance))


def _windows(settled: Array, window: tuple[int, int]) -> tuple[Array, Array]:
    """Return the share of the window and the largest among those apart from it, (C,) each."""
    first, end = window
    length = end - first + 1
    each = settled[length:] - settled[:-length]  # row s - 1: days s to s + length - 1
    start = np.arange(1, each.shape[0] + 1)
    apart = (start + length <= first) | (start > end)
    return each[first - 1], each[apart].max(axis=0)


def _null(chance: Array, window: tuple[int, int], last: int) -> Array:
    """Return what the walk settles in the window, (C,), of what it settles in all."""
    ends = np.array([window[0] - 1, window[1]]) / last
    return np.array([float(np.diff(walk(float(p), ends))[0]) for p in chance])


def _over(values: Array, level: float) -> Mean:
    """Return a value with the interval of its refits; ``values`` (1 + B,), the first of all draws."""
    ends = np.quantile(values[1:], ((1.0 - level) / 2.0, (1.0 + level) / 2.0))
    own = float(values[0])
    return Mean(own, min(own, float(ends[0])), max(own, float(ends[1])))
