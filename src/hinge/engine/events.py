"""Dated events: what a scenario's table says happens on a day, whatever the model thinks of it.

size = low + u * (high - low),   u uniform, drawn once for the event

arrive    that many persons join a formation          on its day
support   a sponsor's support is set to the size       on its day
relation  two sides stand to each other otherwise      from its day
signal    adds to the hazard of a cut that a sponsor's clients expect; fades
call      adds to the calls for a halt that a sponsor feels; fades
truce     no fire between two sides                    for its days
tempo     an asset's use is multiplied                 for its days

fade of signals and calls: * exp(-1 / beliefs.signal_fade) a day

An event is no mechanism and has no source but its own. Assumption 1: its size
lies anywhere between its bounds, and is known from its day on, not before.
Assumption 2: a call for a halt is forgotten as fast as a sign about a sponsor.
"""

from __future__ import annotations

import math

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import exp
from hinge.draws.sampling import StreamKey, belonging_to, uniform
from hinge.engine.purposes import ARRIVAL
from hinge.world.arrays import State, World
from hinge.world.codes import ARRIVE, CALL, RELATION, SIGNAL, SUPPORT, TEMPO, TRUCE
from hinge.world.params import Params

FORGOTTEN = 1.0e-9  # size below which a sign is nothing


@compiled
def fade(state: State, params: Params) -> None:
    """Let signs and calls of earlier days be forgotten by one day more."""
    left = exp(-1.0 / params.signal_fade)
    signal, call = state.politics.signal, state.politics.call
    for p in range(signal.size):
        signal[p] = signal[p] * left if abs(signal[p]) > FORGOTTEN else 0.0
        call[p] = call[p] * left if abs(call[p]) > FORGOTTEN else 0.0


@compiled
def events(world: World, state: State, params: Params, key: StreamKey, day: int) -> None:
    """Apply every event of today, and those that last until today or longer.

    On day 1, signs and calls from before the run count with what is left of them.
    """
    plan = world.plan
    first, until, keys, kinds = plan.event_day, plan.event_until, plan.event_key, plan.event_kind
    low, high = plan.event_low, plan.event_high
    for v in range(first.size):
        if first[v] > day or (day > 1 and until[v] < day and first[v] < day):
            continue
        u = uniform(belonging_to(key, first[v], ARRIVAL), 0, ARRIVAL, 0, keys[v])
        size = low[v] + u * (high[v] - low[v])
        if first[v] == day:
            _once(world, state, v, size)
        elif day == 1 and first[v] < 1:
            if kinds[v] in (SIGNAL, CALL):
                _once(world, state, v, size * exp((first[v] - 1) / params.signal_fade))
        if first[v] <= day <= until[v]:
            _lasting(world, state, v, size)


@compiled
def _once(world: World, state: State, v: int, size: float) -> None:
    """Apply what event ``v`` does on its day alone."""
    plan, now, forces = world.plan, state.politics, state.forces
    kind, target, second = (
        plan.event_kind[at(v)],
        plan.event_target[at(v)],
        plan.event_second[at(v)],
    )
    if kind == ARRIVE:
        persons = math.floor(size + 0.5)
        forces.strength[at(target)] += persons
        forces.full[at(target)] += persons
        forces.arrived[at(target)] += persons
    elif kind == SUPPORT:
        now.support[at(target)] = size
    elif kind == RELATION:
        now.standing[at(target), at(second)] = int(plan.event_low[at(v)])
        now.standing[at(second), at(target)] = int(plan.event_low[at(v)])
    elif kind == SIGNAL:
        now.signal[at(target)] += size
    elif kind == CALL:
        now.call[at(target)] += size


@compiled
def _lasting(world: World, state: State, v: int, size: float) -> None:
    """Apply what event ``v`` does on every day of its duration."""
    plan, now = world.plan, state.politics
    kind, target, second = (
        plan.event_kind[at(v)],
        plan.event_target[at(v)],
        plan.event_second[at(v)],
    )
    if kind == TRUCE:
        now.calm[at(target), at(second)] = 1.0
        now.calm[at(second), at(target)] = 1.0
    elif kind == TEMPO:
        now.asset_factor[at(target)] *= size
