"""What a monitor would have published of simulated campaigns, by a date.

    report of a count    share_s * (N_s(min(to, by - lag)) - N_s(from)), summed over sides s
    share_s              exp(m_s + d_s z),  z ~ N(0, 1) once for a campaign, monitor and kind
    lag                  exp(m + d z') days, rounded, likewise once
    report of a state    what held e days earlier, e ~ N(0, date error), once for a place

N_s: deaths by (or of) side s since the first day. Assumptions:

1. The share is that of a campaign, not of a day: what a monitor misses, it misses for
   reasons that last (access, network, stance). What it finds and misses from one day to
   the next averages out over a month and is left out.
2. One z for all sides: a monitor that is thorough is so everywhere. Sides differ by the
   monitor's standing to them alone.
3. A report that is out stays as it is; later corrections are left out.
4. Dates of one place err together, so that the order of its changes is kept.

The simulated truth is read and never written. Letters: R replications, D days.
"""

from __future__ import annotations

import math

import numpy as np

from hinge.errors import HingeError
from hinge.evidence.luck import DATE, LAG, SHARE, Floats, Ints, normals
from hinge.scenario.monitors import Count, Monitor, Span, standing
from hinge.scenario.scenario import Scenario


def count_by(monitor: Monitor, kind: str) -> Count:
    """Return what a monitor reports of a kind; HingeError where it reports nothing of it."""
    found = monitor.count_of(kind)
    if found is None:
        raise HingeError(f"The monitor {monitor.id} does not report {kind}.")
    return found


def shares(
    scenario: Scenario, monitor: Monitor, kind: str, side: str, seed: int, replications: Ints
) -> Floats:
    """Return the share of the truth in each campaign's reports, (R,), for what a side did or lost.

    ``side`` "": for what no side is named with.
    """
    stands = standing(monitor, side, scenario.head.relations)
    share = count_by(monitor, kind).share_of(stands)
    return _amounts(share, normals(seed, replications, SHARE, monitor.id, kind))


def lags(monitor: Monitor, kind: str, seed: int, replications: Ints) -> Ints:
    """Return the whole days from event to report in each campaign, (R,)."""
    span = count_by(monitor, kind).lag_days
    if span is None:
        return np.zeros(len(replications), dtype=np.int64)
    days = _amounts(span, normals(seed, replications, LAG, monitor.id, kind))
    return np.asarray(np.rint(days), dtype=np.int64)


def told(truth: Floats, share: Floats, lag: Ints, first: int, last: int, by: int) -> Floats:
    """Return what is reported by the end of day ``by`` of days ``first`` + 1 to ``last``, (R,).

    ``truth`` (R, D): a count since day 0, at the end of each day.
    """
    end = np.maximum(np.minimum(last, by - lag), first)
    rows = np.arange(len(truth))
    change: Floats = truth[rows, end].astype(np.float64) - truth[:, first]
    return share * change


def told_level(truth: Floats, share: Floats, lag: Ints, day: int, by: int) -> Floats:
    """Return the last level published by the end of day ``by`` of day ``day`` or before, (R,).

    ``truth`` (R, D): a number of persons at the end of each day. The first day's is known.
    """
    end = np.maximum(np.minimum(day, by - lag), 0)
    level: Floats = truth[np.arange(len(truth)), end].astype(np.float64)
    return share * level


def states_as_dated(
    states: Ints, monitor: Monitor, kind: str, place: str, seed: int, replications: Ints
) -> Ints:
    """Return the states of a place with a monitor's dates, (R, D): whole days too early or too late.

    ``states`` (R, D): codes of control or siege. Before the first and after the last
    recorded day a state is taken to be as on that day.
    """
    sd = count_by(monitor, kind).date_error_days
    error = np.rint(sd * normals(seed, replications, DATE, monitor.id, kind, place))
    return _moved(states, np.asarray(error, dtype=np.int64))


def states_published(
    states: Ints, monitor: Monitor, kind: str, place: str, seed: int, replications: Ints
) -> Ints:
    """Return the latest state that a monitor has published by the end of each day, (R, D)."""
    dated = states_as_dated(states, monitor, kind, place, seed, replications)
    return _moved(dated, lags(monitor, kind, seed, replications))


def _moved(states: Ints, days: Ints) -> Ints:
    """Return states moved to ``days`` (R,) later, or earlier where it is below 0."""
    last = states.shape[1] - 1
    at = np.clip(np.arange(last + 1)[None, :] - days[:, None], 0, last)
    moved: Ints = np.take_along_axis(states, at, axis=1)
    return moved


def _amounts(span: Span, z: Floats) -> Floats:
    """Return lognormal amounts of standard normal draws."""
    amounts: Floats = np.exp(math.log(span.median) + span.log_sd * z)
    return amounts
