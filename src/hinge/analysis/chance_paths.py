"""The chance of an outcome W on every path and day, learned from what is recorded up to that day.

g[t](x) is a logistic ridge regression on the features of day t, learned on four
fifths of the parameter draws and applied to the rest, as in ``turning``. Its mean
over paths is close to the chance of W on every day, and its spread shows how far
campaigns have come apart by then. What a day settles is the rise of
A[t] = mean(2 g Y - g^2), held above what the parameters settle (see there), as a
part of the doubt P (1 - P) at the start. Bands are of resampled draws, with the fits
as they are. Null: the walk of ``turning``.

Assumed, as in ``turning``: what the features do not show before W is known is
settled at no named time, so that the paths stay nearer to the mean than they were.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from hinge.analysis.course import Bools, Ints
from hinge.analysis.intervals import MIN_RUNS
from hinge.analysis.ridge import chances, design, fit
from hinge.analysis.turning import FOLDS, RAREST, folds, parameter_floor, pooled, resamples, walk
from hinge.errors import TooFewRuns

Array = npt.NDArray[np.float64]


RESAMPLES = 200
"""Resampled draws behind the bands."""

BAND = (0.025, 0.975)
"""Ends of a band: 95 of 100 resamples."""


@dataclass(frozen=True)
class ChancePaths:
    """``chance`` of W at the start; ``paths`` (R, T + 1) on every path, in the order of the replications.

    ``mean`` (T + 1,) over paths and ``mean_band`` (2, T + 1); ``settled`` (T,): part of the
    doubt that days 1 to T settle, ``settled_band`` (2, T) and ``resampled`` (B, T) over resamples, ``null`` (T,) what a walk settles
    of what is left after the start; ``at_start``: what is settled before day 1.
    """

    chance: float
    at_start: float
    mean: Array
    mean_band: Array
    settled: Array
    settled_band: Array
    null: Array
    resampled: Array = field(repr=False, compare=False)
    paths: Array = field(repr=False, compare=False)

    def most(self, days: int) -> list[int]:
        """Return the days, 1 to T, that settle most, most first; none that settles nothing."""
        order = np.argsort(-self.settled, kind="stable")[:days]
        return [int(day) + 1 for day in order if self.settled[day] > 0.0]


def chance_paths(features: npt.ArrayLike, holds: Bools, draw: Ints) -> ChancePaths:
    """Return the chance of W by path and day.

    ``features`` (R, T + 1, F) on days 0 to T; ``holds`` (R,) W; ``draw`` (R,) numbers.
    ValueError where W always or never happens; TooFewRuns below ``MIN_RUNS`` draws.
    """
    order = np.argsort(draw, kind="stable")
    x = np.asarray(features, dtype=np.float64)[order]
    y, row = holds[order].astype(np.float64), np.unique(draw[order], return_inverse=True)[1]
    m = int(row.max()) + 1
    if m < MIN_RUNS:
        raise TooFewRuns("The chance by day (counted in parameter draws)", m, MIN_RUNS)
    chance = float(y.mean())
    if not 0.0 < chance < 1.0:
        raise ValueError("The outcome is the same in all campaigns.")
    guess = _guessed(x, y, folds(m)[row])
    counts = np.concatenate([np.ones((1, m)), resamples(m, RESAMPLES)])[:, row]  # (1 + B, R)
    total = counts.sum(axis=1)
    means = (counts @ guess) / total[:, None]
    at_start, days = _settled(guess, y, row, counts)
    null = (1.0 - at_start) * np.diff(walk(chance, np.arange(x.shape[1]) / (x.shape[1] - 1)))
    paths = np.empty_like(guess)
    paths[order] = guess
    return ChancePaths(
        chance=chance,
        at_start=at_start,
        mean=means[0],
        mean_band=np.quantile(means[1:], BAND, axis=0),
        settled=days[0],
        settled_band=np.quantile(days[1:], BAND, axis=0),
        null=null,
        resampled=days[1:],
        paths=paths,
    )


def _guessed(x: Array, y: Array, fold: Ints) -> Array:
    """Return the chance on each path and day, (R, T + 1), from fits to the other parts of the draws."""
    guess = np.empty(x.shape[:2])
    for part in range(FOLDS):
        out = fold == part
        for day in range(x.shape[1]):
            columns = design(x[:, day])
            guess[out, day] = chances(columns[out] @ fit(columns[~out], y[~out]).b)
    return guess


def _settled(guess: Array, y: Array, row: Ints, counts: Array) -> tuple[float, Array]:
    """Return what is settled before day 1, and by each day (C, T), for ways (C, R) of counting."""
    total = counts.sum(axis=1)
    chance = np.clip(counts @ y / total, RAREST, 1.0 - RAREST)
    raw = counts @ (2.0 * guess * y[:, None] - guess**2) / total[:, None]
    least = parameter_floor(y, row, counts, chance)
    known = np.array(
        [
            np.maximum(np.clip(pooled(one), p**2, p), floor)
            for one, p, floor in zip(raw, chance, least, strict=True)
        ]
    )
    doubt = chance * (1.0 - chance)
    at_start = float((known[0, 0] - chance[0] ** 2) / doubt[0])
    return at_start, np.diff(known, axis=1) / doubt[:, None]
