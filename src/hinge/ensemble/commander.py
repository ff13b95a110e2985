"""The commander's view: on each day only what was observed by then weighs the campaigns.

Particles run from the campaign's first day on. On each day of a grid they are weighed
by the observations complete by then (bootstrap filter: Gordon, Salmond and Smith
1993); some are drawn by weight and continued on several lines to the last day. The
share that ends in an outcome is its chance as seen on that day. No later observation
enters: hindsight would make the days before look settled.

Assumption 1: what an observation says became known on the day on which it is complete.
Assumption 2: what the engine draws for longer than a day is drawn anew for a copied
particle, as in the filter of conditioned runs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from hinge.draws.sampling import StreamKey, uniform
from hinge.ensemble.branches import CampaignProcess
from hinge.ensemble.likelihood import likelihood, statistic
from hinge.ensemble.members import Members, Plain
from hinge.ensemble.resampling import effective_size, placed, systematic
from hinge.ensemble.simulate import MAIN_LINE
from hinge.scenario.conditioning import Conditioned, SeriesChange

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

CHOICE, RESAMPLE = 211, 212  # purposes; the engine's stand below 200, the filter's is 210
HALF = 0.5  # share of the particles under which the effective number calls for resampling


@dataclass(frozen=True)
class Seen:
    """What the commander's view found. ``days`` (D,).

    ``ends`` (D, n, k, W) of n particles of equal weight on k lines; ``source`` (D, n):
    particles with one number are copies and have the same branches; ``draw`` (D, n) the
    parameter draw of each; ``observed`` (D,) observations that have weighed by then; ``shown``:
    weighed means of the recorded series on the last day of the grid.
    """

    days: Ints
    ends: Array
    source: Ints
    draw: Ints
    observed: Ints
    shown: dict[str, float]


def series_read(seen: Sequence[Conditioned]) -> frozenset[str]:
    """Return the recorded series that observations are read from."""
    return frozenset(
        one.statistic.series for one in seen if isinstance(one.statistic, SeriesChange)
    )


def look(
    process: CampaignProcess,
    seen: Sequence[Conditioned],
    days: Ints,
    *,
    chosen: int,
    lines: int,
    seed: int,
    known: Mapping[int, Array] | None = None,
    keep: Callable[[int, Array], None] | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> Seen:
    """Return the commander's view on days of a grid (D,), ascending and before the last.

    ``process``: unconditioned, from the campaign's first day, as many particles as
    its arm has paths; it must record the series that observations read. ``chosen``
    n, ``lines`` k; ``known``: ends of days that are not run again; ``keep`` and
    ``tell`` as in ``analysis.branching``.
    """
    size, last = process.arm.size, process.days
    numbers = np.arange(size, dtype=np.int64)
    states, weights, gone = process.start(numbers), np.ones(size), 0
    before = dict(known or {})
    asked = size * int(days[-1]) + chosen * lines * sum(
        last - day for day in days.tolist() if day not in before
    )
    done, scored = 0, 0
    ends = np.empty((days.size, chosen, lines, len(process.outcomes)))
    source = np.empty((days.size, chosen), np.int64)
    draw = np.empty((days.size, chosen), np.int64)
    observed = np.empty(days.size, np.int64)
    for d, day in enumerate(days.tolist()):
        if day > gone:
            own = np.zeros(size, np.int64)
            states = process.step(states, gone + 1, day, Plain(numbers, own))
            done, gone = done + size * (day - gone), day
        today = [one for one in seen if _known(one, process.arm.start) <= day]
        for one in today[scored:]:
            weights = weights * _likelihood(process, one, states)
        scored = len(today)
        observed[d] = scored
        if effective_size(weights) < HALF * size:
            states, numbers, weights = _resampled(process, states, numbers, weights, seed, day)
        taken = systematic(weights, chosen, uniform(_key(seed), day, CHOICE, 0, 0))
        source[d], draw[d] = numbers[taken], process.draws(states.path)[taken]
        if day in before:
            ends[d] = before[day]
        else:
            ends[d] = _continued(process, states, numbers, taken, day, lines)
            done += chosen * lines * (last - day)
            if keep is not None:
                keep(day, ends[d])
        if tell is not None:
            tell(done, asked)
    last_row = states.value[:, gone].astype(np.float64)  # (N, series)
    means = (weights @ last_row / weights.sum()).tolist()
    shown = dict(zip(process.asked.series, means, strict=True))
    return Seen(days, ends, source, draw, observed, shown)


def in_time(seen: Sequence[Conditioned], start: dt.date) -> tuple[Conditioned, ...]:
    """Return the observations in the order in which they are complete."""
    return tuple(sorted(seen, key=lambda one: (_known(one, start), one.id)))


def _known(one: Conditioned, start: dt.date) -> int:
    """Return the day on which an observation is complete."""
    return (one.scored_on - start).days


def _likelihood(process: CampaignProcess, one: Conditioned, states: Members) -> Array:
    """Return how likely an observation would have been in each campaign, (N,)."""
    names = process.asked.series
    layout = replace(process.layout, series=names, units=names)
    shown = statistic(one, states.block(), layout, process.arm.start)
    return likelihood(one, shown, process.arm.start)


def _resampled(
    process: CampaignProcess, states: Members, numbers: Ints, weights: Array, seed: int, day: int
) -> tuple[Members, Ints, Array]:
    """Return as many particles of equal weight; a copy goes on with the noise of one that is dropped."""
    taken = systematic(weights, weights.size, uniform(_key(seed), day, RESAMPLE, 0, 0))
    places, parents = placed(taken, weights.size)
    fresh = np.where(places == parents, numbers[parents], numbers[places])
    return process.copy(states, parents), fresh, np.ones(weights.size)


def _continued(
    process: CampaignProcess, states: Members, numbers: Ints, taken: Ints, day: int, lines: int
) -> Array:
    """Return what the chosen particles (n,) end in on k lines, (n, k, W); copies of one are run once."""
    once, row = np.unique(taken, return_inverse=True)
    members = np.repeat(once, lines)
    luck = Plain(numbers[members], 1 + np.tile(np.arange(lines), once.size))
    ended = process.step(process.copy(states, members), day + 1, process.days, luck)
    found = process.outcome(ended).reshape(once.size, lines, len(process.outcomes))
    return np.asarray(found[row])


def _key(seed: int) -> StreamKey:
    """Return the key of what is drawn for all particles together."""
    return StreamKey(seed, MAIN_LINE, 0)
