"""What a side's sponsors and recruits feel of the war: ground lost of late, and civilians killed of late.

trend'  = trend + (areas held yesterday - areas held today) - trend / 7     areas lost net in a week
outcry' = outcry + (civilians killed by the side today - outcry) / 7        persons a day
losing  = trend, held within -3 and 3
surge   = ln((1 + outcry / w) / (1 + mean so far)),   w = 1 - (6/7)**day

w undoes that the smoothing begins at nothing. Exponential smoothing over a week
has no source (assumption 1). Assumption 2: beyond three areas a week worse is
not felt more. Assumption 3: the world outside gets used to deaths; what it
hears is a surge over the mean of the run so far. Assumption 4: "today" is the
day that ended at dawn.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import log, power
from hinge.world.arrays import NOBODY, State

WEEK = 7.0  # days over which both are smoothed
MOST_FELT = 3.0  # areas a week; judgement, as in the prior of arrivals under threat


@compiled
def trends(state: State) -> None:
    """Bring ``politics.trend`` and ``politics.outcry`` (S,) up to this dawn."""
    now, control, dead = state.politics, state.ground.control, state.people.dead
    trend, before, outcry, dead_by = now.trend, now.held, now.outcry, now.dead_by
    for s in range(trend.size):
        areas = 0
        for a in range(control.size):
            areas += 1 if control[a] == s else 0
        held = float(areas)
        trend[s] += before[s] - held - trend[s] / WEEK
        before[s] = held
        killed = 0.0
        for cause in range(dead.shape[0]):
            killed += dead[cause, s]
        outcry[s] += (killed - dead_by[s] - outcry[s]) / WEEK
        dead_by[s] = killed


@compiled
def losing(state: State, s: int) -> float:
    """Return areas a week that side ``s`` loses (negative: wins), as far as it is felt; 0 for NOBODY."""
    if s == NOBODY:
        return 0.0
    return max(-MOST_FELT, min(MOST_FELT, state.politics.trend[at(s)]))


@compiled
def surge(state: State, s: int, day: int) -> float:
    """Return by how much deaths caused by side ``s`` exceed their mean of the run so far, as a logarithm."""
    if s == NOBODY or day < 1:
        return 0.0
    seen = 1.0 - power(1.0 - 1.0 / WEEK, float(day))
    mean = state.politics.dead_by[at(s)] / day
    return log((1.0 + state.politics.outcry[at(s)] / seen) / (1.0 + mean))
