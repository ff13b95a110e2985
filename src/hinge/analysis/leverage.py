"""Leverage: how much somebody could have moved the chance of an outcome by choosing otherwise.

On a path that has come to the end of day t, P(W | do(o)) is the chance of W if
option o of an actor is in force from day t + 1 on, everybody else responding. The
actor's leverage is the largest of these less the smallest, averaged over paths.

The chances are known from k branches, on the same lines for all options. The
largest of noisy chances is too large on average, and the smallest too small:
``high`` takes both at face value and errs upwards. ``low`` picks the best and the
worst option of a path on half of the lines and looks at them on the other half
(both ways round, averaged): what was picked is judged without bias and can be no
better than the true best, so it errs downwards. The truth lies between, up to
their errors. Options that are never anybody's choice have no leverage: the list
is the contemporaries', not ours.

News without leverage is luck; leverage without news is a missed chance.

Assumed: a branch's draws do not depend on the option; draws (paths, where there is
one draw) are independent.
Sources: Smith and Winkler (2006) for the bias of what is picked as best; Cox (1975)
for picking on one part of the data and judging on the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np

from hinge.analysis.clusters import clusters, error, left_out, sums
from hinge.analysis.process import OWN_LINE, Array, Ints, Noise, Steerable

States = TypeVar("States")

FEWEST_LINES = 4
"""Lines to split in two halves of two."""

SOME_LEVERAGE = 0.05
"""Leverage that is worth the name: one in twenty campaigns ends otherwise."""

Kind = Literal["news and leverage", "luck", "missed chance", "quiet"]


@dataclass(frozen=True)
class Leverage:
    """What an actor could have done from the day after ``day`` on, standard errors beside.

    ``low`` and ``high``: leverage from below and from above; ``effect`` (O,): change
    of the chance of W by each of the ``options`` against the first, what the actor
    would do anyway.
    """

    actor: str
    outcome: str
    day: int
    low: float
    low_error: float
    high: float
    high_error: float
    options: tuple[str, ...]
    effect: Array
    effect_error: Array
    paths: int
    lines: int


@dataclass(frozen=True)
class NewsAndLeverage:
    """A step of the grid up to ``day``: is there excess news, is there leverage before it, and its name.

    ``excess`` and ``leverage`` are the lower ends of their intervals.
    """

    day: int
    excess: float
    leverage: float
    kind: Kind


def leverage(
    process: Steerable[States],
    actor: str,
    day: int,
    paths: Ints,
    lines: int,
    *,
    outcome: int = 0,
) -> Leverage:
    """Return an actor's leverage at the end of ``day`` (0 to T - 1) on paths (m,).

    Costs a continuation of each path and line for each option. ValueError for an
    unknown actor or day or fewer than four lines; TooFewRuns as in ``clusters``.
    """
    if actor not in process.actors:
        raise ValueError(f"{actor} is not one of {', '.join(process.actors)}.")
    if not 0 <= day < process.days:
        raise ValueError(f"Options are taken up at the end of days 0 to {process.days - 1}.")
    if lines < FEWEST_LINES:
        raise ValueError(f"Leverage needs {FEWEST_LINES} lines or more, to split them.")
    options = process.actors[actor]
    before = process.start(paths)
    if day > 0:
        before = process.step(before, 1, day, Noise(paths, np.full_like(paths, OWN_LINE)))
    members = np.repeat(np.arange(paths.size), lines)
    noise = Noise(paths[members], np.tile(np.arange(1, lines + 1), paths.size))
    each = []
    for option in options:
        steered = process.under(option, day + 1)
        ended = steered.step(process.copy(before, members), day + 1, process.days, noise)
        each.append(steered.outcome(ended)[:, outcome].reshape(paths.size, lines))
    ends = np.stack(each, axis=1)  # (m, O, k)
    effect = (ends - ends[:, :1]).mean(axis=2)
    row = clusters(process.draws(paths), paths)
    values = np.column_stack([_checked(ends), _face(ends), effect])
    means = left_out(*sums(values, row, int(row.max()) + 1))
    errors = error(means)
    return Leverage(
        actor=actor,
        outcome=process.outcomes[outcome],
        day=day,
        low=float(means[0, 0]),
        low_error=float(errors[0]),
        high=float(means[0, 1]),
        high_error=float(errors[1]),
        options=options,
        effect=means[0, 2:],
        effect_error=errors[2:],
        paths=paths.size,
        lines=lines,
    )


def news_and_leverage(
    days: Sequence[int], excess: Sequence[float], levers: Sequence[float]
) -> tuple[NewsAndLeverage, ...]:
    """Return what each step is: lower ends of the intervals of its excess and of leverage before it.

    "News and leverage": excess above 0 and leverage of ``SOME_LEVERAGE`` or more;
    "luck": only the first; "missed chance": only the second; "quiet": neither.
    """
    rows = []
    for day, beyond, lever in zip(days, excess, levers, strict=True):
        shakes, moves = beyond > 0.0, lever >= SOME_LEVERAGE
        kind: Kind = "missed chance" if moves else "quiet"
        if shakes:
            kind = "news and leverage" if moves else "luck"
        rows.append(NewsAndLeverage(day, beyond, lever, kind))
    return tuple(rows)


def _face(ends: Array) -> Array:
    """Return the largest less the smallest mean over all lines, (m,), of ends (m, O, k)."""
    chance = ends.mean(axis=2)
    return np.asarray(chance.max(axis=1) - chance.min(axis=1))


def _checked(ends: Array) -> Array:
    """Return the same with best and worst picked on one half of the lines and judged on the other."""
    halves = [ends[:, :, half::2].mean(axis=2) for half in (0, 1)]  # (m, O) each
    rows = np.arange(ends.shape[0])
    found = [
        judge[rows, pick.argmax(axis=1)] - judge[rows, pick.argmin(axis=1)]
        for pick, judge in (halves, halves[::-1])
    ]
    return np.asarray(0.5 * (found[0] + found[1]))
