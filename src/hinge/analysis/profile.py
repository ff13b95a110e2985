"""What an ordinary campaign would settle when: a driftless walk on the campaign's own clock.

Close contests settle late by arithmetic alone: a Gaussian walk of 60 days settles
11.6 % on its last day and 37 % on its last ten. Only what a day settles beyond
such a walk, its *excess*, speaks of a turning point.

The walk matches the campaign in three ways.
1. Its base chance: the walk decides W with the same chance.
2. Its activity: time runs by how much the recorded state moves on a day, whatever
   that does to W. Days on which nothing moves take no time; on days on which
   twice as much moves time runs twice as fast. Even activity is the calendar.
3. Its parameters: what they settle, H_0, is a first stretch of the walk, run
   before day 1. Each draw then has a base chance of its own, and the days of the
   walk settle 1 - H_0, as those of the campaign do.

    null(d) = w(u0 + (1 - u0) u(d)) - w(u0 + (1 - u0) u(d - 1)),   w(u0) = H_0

with u the clock from 0 to 1, and w(u) what a walk of base chance P has settled by
time u (``walk`` in ``turning``).

Assumed: the variance of a step of the walk goes with the day's activity; base
chances of draws are spread as a probit of a normal variable.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.analysis.bands import Band, band
from hinge.analysis.intervals import OVERALL_LEVEL
from hinge.analysis.process import Array, Branches, Ints
from hinge.analysis.streams import News, grid, news
from hinge.analysis.turning import walk

HALVINGS = 40
"""Halvings that find the length of the first stretch, to twelve digits."""

NUDGE = 1e-4
"""Step of the differences by which the profile's own error is found."""


@dataclass(frozen=True)
class Excess:
    """Steps (D,) beyond the walk: ``value``, the walk's ``null``, and influences (C, D)."""

    value: Array
    null: Array
    influence: Array


def clock(activity: npt.ArrayLike | None, days: Ints) -> Array:
    """Return the time (D + 1,), 0 to 1, at the end of days (D + 1,) from 0 to T.

    ``activity`` (T,): how much moves on days 1 to T, not negative; None: the same
    on all days. ValueError where it does not fit or nothing ever moves.
    """
    last = int(days[-1])
    moves = np.ones(last) if activity is None else np.asarray(activity, dtype=np.float64)
    if moves.shape != (last,) or not np.all(np.isfinite(moves)) or np.any(moves < 0.0):
        raise ValueError(f"Activity is one number, not negative, for each of {last} days.")
    total = float(moves.sum())
    if total <= 0.0:
        raise ValueError("Nothing ever moves, so that no clock can be set by activity.")
    passed = np.concatenate([[0.0], np.cumsum(moves)]) / total
    return np.asarray(passed[days])


def first_stretch(chance: float, at_start: float) -> float:
    """Return the time by which a walk of this base chance has settled ``at_start`` (cut to 0 to 1)."""
    if at_start <= 0.0:
        return 0.0
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        if float(walk(chance, middle)) < at_start:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)


def null_steps(chance: float, at_start: float, time: Array) -> Array:
    """Return what the walk settles in steps (D,) between times (D + 1,)."""
    before = first_stretch(chance, at_start)
    return np.diff(walk(chance, before + (1.0 - before) * time))


def excess(found: News, time: Array) -> Excess:
    """Return what each step settles beyond the walk of times (D + 1,).

    The walk's base chance and first stretch are estimates too; their error goes
    into the influences, by differences.
    """
    if found.doubt == 0.0:
        nothing = np.zeros_like(found.steps)
        return Excess(nothing, nothing, found.influence[:, 2:])
    p, start = found.chance, max(0.0, found.at_start)
    null = null_steps(p, start, time)
    up = null_steps(p + NUDGE * (1.0 - p), start, time)
    down = null_steps(p - NUDGE * p, start, time)
    by_chance = (up - down) / NUDGE
    by_start = np.zeros_like(null)
    if found.at_start > 0.0:  # where it is cut to 0 it does not vary
        by_start = (null_steps(p, start + NUDGE, time) - null) / NUDGE
    on_chance, on_start, on_steps = found.pulls
    influence = on_steps - on_chance[:, None] * by_chance - on_start[:, None] * by_start
    return Excess(found.steps - null, null, influence)


def share_band(branches: Branches, outcome: int = 0, level: float = OVERALL_LEVEL) -> Band:
    """Return the hinge shares of all steps (D,) with intervals and band."""
    found = news(branches, outcome)
    return band(found.steps, found.pulls[2], level)


def excess_band(
    branches: Branches,
    outcome: int = 0,
    activity: npt.ArrayLike | None = None,
    level: float = OVERALL_LEVEL,
) -> Band:
    """Return the excess of all steps (D,) over the walk, with intervals and band."""
    beyond = excess(news(branches, outcome), clock(activity, grid(branches)))
    return band(beyond.value, beyond.influence, level)
