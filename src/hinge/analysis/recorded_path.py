"""The path of the record: the chance of W as it stood day by day in what really happened.

The state on a recorded day is not known, only particles x_i that agree with the
record more or less, with weights w_i, and of each the ends of k branches:

    p = sum w_i p_i,   variance = sum w_i^2 (p_i - p)^2 n / (n - 1)
    within = sum w_i^2 p_i (1 - p_i) / (k - 1),   between = what is left,

p_i the share of the branches of particle i, n = 1 / sum w_i^2 the effective number
of particles. Copies of one particle have the same branches and count as one.

Two views, never to be mixed. The *commander's* holds on each day what was known by
that day (particles filtered to it): its chance is a martingale up to error, and its
changes are news. The *historian's* knows each day's state from later sources
(smoothed): it already holds what came later, so its changes are no news, and it
yields neither swings nor hinge shares.

Winner's curse: the largest of many noisy swings is large although nothing changed.
``curse`` is the 95 % point of the largest |swing| if the chance never changed: .118
with 400 branches on each of 60 days and p = 1/2, .053 with 2,000 and .024 with
10,000. Only swings beyond it speak. Dates of the record are disputed by days, so
windows of 7 to 10 days are offered besides the steps of the grid.

Scripted events bring no news, since the model knows them from the start: a step
all of whose days are scripted cannot be a turning point.

Assumed: errors of different days are independent; where particles or lines are
shared between days errors of swings are smaller than said.
Sources: Liu (2001) for the effective number; Ely, Frankel and Kamenica (2015).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from hinge.analysis.intervals import OVERALL_LEVEL, normal_quantile, wilson
from hinge.analysis.process import Array, Ints
from hinge.errors import InputError, Place, Problem

ENOUGH = 200.0
"""Effective particles below which there is no verdict."""

SHORTEST, LONGEST = 7, 10
"""Days of the windows that disputed dates are looked at in."""

UNCHANGED = 20_000
"""Series without change by which the winner's curse is found: its 95 % point to within 1 %."""

CURSE_KEY = 0x43555253
"""Key of their generator."""


class View(Enum):
    """Who looks: with what was known by the day, or with what later sources tell."""

    COMMANDER = "commander"
    HISTORIAN = "historian"


@dataclass(frozen=True)
class Particles:
    """Particles of one day in one view: ends (n, k) of their branches, 0 or 1, k > 1.

    ``weights`` (n,), None: equal; ``source`` (n,): particles with one number are
    copies of each other, with the same branches; None: there are no copies. ``draw``
    (n,): particles of one parameter draw are not independent; None: each has its own.
    """

    day: int
    view: View
    ends: Array
    weights: Array | None = None
    source: Ints | None = None
    draw: Ints | None = None


@dataclass(frozen=True)
class Curve:
    """The chance of W on recorded days (D,), in one view; all arrays (D,).

    ``error``: standard error, of which ``within`` particles (branches are few) and
    ``between`` them (particles are few); ``low``, ``high``: 95 % interval; ``effective``
    number of particles, those of one parameter draw counted as one.
    """

    view: View
    days: Ints
    chance: Array
    error: Array
    within: Array
    between: Array
    effective: Array
    low: Array
    high: Array

    @property
    def enough(self) -> bool:
        """Return whether every day has effective particles enough for a verdict."""
        return bool(np.all(self.effective >= ENOUGH))


@dataclass(frozen=True)
class Swings:
    """Changes of W's chance on the commander's path over windows (N,): days ``first`` to ``last``.

    ``swing`` with its 95 % interval; ``squared``: its square, noise taken away (may be
    negative); ``curse``: what the largest |swing| reaches without any change;
    ``scripted``: all days of the window are; ``news``: beyond the curse, enough
    particles, not scripted.
    """

    first: Ints
    last: Ints
    swing: Array
    error: Array
    low: Array
    high: Array
    squared: Array
    curse: float
    scripted: np.ndarray[tuple[int], np.dtype[np.bool_]]
    news: np.ndarray[tuple[int], np.dtype[np.bool_]]


def curve(particles: Sequence[Particles]) -> Curve:
    """Return the chance of W on the days of some particles, all of one view.

    InputError where views are mixed; ValueError where days do not ascend, a day has
    one particle, branches are fewer than two, or weights are no weights.
    """
    views = {one.view for one in particles}
    if len(views) > 1:
        raise InputError(
            [
                Problem(
                    "one-view",
                    "Days of the commander's and of the historian's view stand in one path.",
                    "The step from one to the other would be hindsight, and would look like news.",
                    "Take all days from the filtered particles, or all from the smoothed ones.",
                    Place("recorded path"),
                )
            ]
        )
    days = np.array([one.day for one in particles], dtype=np.int64)
    if not days.size or np.any(np.diff(days) <= 0):
        raise ValueError("A recorded path needs days that ascend.")
    rows = np.array([_chance(one) for one in particles]).T
    chance, error, within, between, effective = rows
    ends = [interval(p, e, n) for p, e, n in zip(chance, error, effective, strict=True)]
    low, high = np.array(ends).T
    return Curve(particles[0].view, days, chance, error, within, between, effective, low, high)


def swings(found: Curve, *, scripted: Sequence[int] = ()) -> Swings:
    """Return the swings of the steps of the grid; InputError for the historian's view."""
    n = found.days.size
    return _swings(found, np.arange(n - 1), np.arange(1, n), scripted)


def window_swings(found: Curve, *, scripted: Sequence[int] = ()) -> Swings:
    """Return the swings of windows of 7 to 10 days, the shortest from each day of the grid.

    InputError for the historian's view; ValueError where the grid has no such window.
    """
    start = np.arange(found.days.size)
    end = np.searchsorted(found.days, found.days + SHORTEST)
    fits = end < found.days.size
    start, end = start[fits], end[fits]
    fits = found.days[end] - found.days[start] <= LONGEST
    if not fits.any():
        raise ValueError(f"No two days of the path lie {SHORTEST} to {LONGEST} days apart.")
    return _swings(found, start[fits], end[fits], scripted)


def curse(error: Array, start: Ints, end: Ints, level: float = OVERALL_LEVEL) -> float:
    """Return what the largest |p[end] - p[start]| reaches by noise alone, with this chance.

    ``error`` (D,) of each day's chance; ``start``, ``end`` (N,) rows of its days.
    """
    generator = np.random.Generator(np.random.Philox(key=CURSE_KEY))
    noise = error * generator.standard_normal((UNCHANGED, error.size))
    return float(np.quantile(np.abs(noise[:, end] - noise[:, start]).max(axis=1), level))


def _swings(found: Curve, start: Ints, end: Ints, scripted: Sequence[int]) -> Swings:
    """Return the swings between rows ``start`` and ``end`` (N,) of the path."""
    if found.view is View.HISTORIAN:
        raise InputError(
            [
                Problem(
                    "no-news-in-hindsight",
                    "Swings and hinge shares are asked of the historian's view.",
                    "It knows each day's state from later sources, so that it holds what came "
                    "later already: its changes are no news and do not average to nothing.",
                    "Ask the commander's view, or show the historian's chance as it is.",
                    Place("recorded path"),
                )
            ]
        )
    swing = found.chance[end] - found.chance[start]
    error = np.hypot(found.error[end], found.error[start])
    half = normal_quantile(OVERALL_LEVEL) * error
    first, last = found.days[start] + 1, found.days[end]
    level = curse(found.error, start, end)
    all_scripted = np.array(
        [set(range(a, b + 1)) <= set(scripted) for a, b in zip(first, last, strict=True)]
    )
    many = np.minimum(found.effective[end], found.effective[start]) >= ENOUGH
    return Swings(
        first=first,
        last=last,
        swing=swing,
        error=error,
        low=swing - half,
        high=swing + half,
        squared=swing**2 - error**2,
        curse=level,
        scripted=all_scripted,
        news=(np.abs(swing) > level) & many & ~all_scripted,
    )


def _chance(one: Particles) -> tuple[float, float, float, float, float]:
    """Return chance, error, errors within and between particles, and the effective number."""
    n, k = one.ends.shape
    weights = np.ones(n) if one.weights is None else np.asarray(one.weights, dtype=np.float64)
    if weights.shape != (n,) or np.any(weights < 0.0) or not weights.sum() > 0.0:
        raise ValueError("Weights are one number for each particle, not negative, and not all 0.")
    source = np.arange(n) if one.source is None else one.source
    first, row = np.unique(source, return_index=True, return_inverse=True)[1:]
    share = np.bincount(row, weights=weights) / weights.sum()
    ends = one.ends[first]
    draw = np.arange(first.size) if one.draw is None else one.draw[first]
    whose = np.unique(draw, return_inverse=True)[1]  # what stands or falls together
    parts = np.bincount(whose, weights=share)
    effective = 1.0 / float(parts @ parts)
    if k < 2 or effective <= 1.0:
        raise ValueError("A recorded day needs two branches and two particles or more.")
    each = ends.mean(axis=1)
    chance = float(share @ each)
    off = np.bincount(whose, weights=share * (each - chance))
    within = float(share**2 @ (each * (1.0 - each))) / (k - 1.0)
    whole = max(within, float(off @ off) * effective / (effective - 1.0))
    return chance, math.sqrt(whole), math.sqrt(within), math.sqrt(whole - within), effective


def interval(
    chance: float, error: float, effective: float, level: float = OVERALL_LEVEL
) -> tuple[float, float]:
    """Return Wilson's interval of as many trials as have this error, at least the effective number."""
    trials = effective
    if error > 0.0:
        trials = max(effective, chance * (1.0 - chance) / error**2)
    return wilson(chance, trials, level)
