"""Politics: dated events, sponsors that cut and resume support, and the levers of interventions.

Sponsors: each has two states, supporting and not, with a hazard of cutting and
one of resuming (a two-state form of the regime-switching hazard; causes of
starting and ending support differ, Karlen 2017, so the two are separate).

Assumption 1: a sponsor cuts all of its support at once. Assumption 2: hazards
do not depend on the course of the campaign. Assumption 3: an event's size lies
anywhere between its bounds. Left out so far: coalitions that form and split,
escalation and restraint, negotiated ends (listed in docs/mechanisms/politics.md).
"""

from __future__ import annotations

import math

from hinge.draws.compiled import at, compiled
from hinge.draws.sampling import StreamKey, uniform
from hinge.engine.purposes import ARRIVAL, SPONSOR
from hinge.world.arrays import Plan, State, World
from hinge.world.codes import (
    ARRIVE,
    CALM,
    EXTRA_TEMPO,
    FIX_RELATION,
    FIX_SUPPORT,
    FORBID,
    GUARANTEE,
    RELATION,
    SCALE_ASSET,
    SCALE_ENTRY,
    SCALE_FACTION,
    SUPPORT,
    TEMPO,
    TRUCE,
)
from hinge.world.params import Params


@compiled
def politics(world: World, state: State, params: Params, key: StreamKey, day: int) -> None:
    """Bring relations, support and levers to what they are on ``day``."""
    _forget_levers(state)
    _sponsors(world, state, params, key, day)
    for v in range(world.plan.event_day.size):
        _event(world, state, key, v, day)
    for n in range(world.plan.lever_kind.size):
        if world.plan.lever_from[n] <= day <= world.plan.lever_to[n]:
            _lever(state, world.plan, n)
    _relations(state, world.plan, day)


@compiled
def _forget_levers(state: State) -> None:
    """Set every factor back to what it is without events of duration and without interventions."""
    now = state.politics
    sides = now.calm.shape[0]
    for s in range(sides):
        for o in range(sides):
            now.calm[s, o] = 0.0
        for a in range(now.forbidden.shape[1]):
            now.forbidden[s, a] = 0
            now.guaranteed[a, s] = 0.0
    for x in range(now.asset_factor.size):
        now.asset_factor[x] = 1.0
        now.asset_extra[x] = 0.0
    for k in range(now.faction_factor.size):
        now.faction_factor[k] = 1.0
    for e in range(now.entry_factor.size):
        now.entry_factor[e] = 1.0


@compiled
def _sponsors(world: World, state: State, params: Params, key: StreamKey, day: int) -> None:
    """Let each sponsor cut or resume with its daily hazard."""
    support = state.politics.support
    for p in range(support.size):
        u = uniform(key, day, SPONSOR, 0, world.actors.sponsor_key[p])
        if support[p] > 0.0:
            if u < params.cut_hazard[p]:
                support[p] = 0.0
        elif u < params.resume_hazard[p]:
            support[p] = 1.0


@compiled
def _event(world: World, state: State, key: StreamKey, v: int, day: int) -> None:
    """Apply one dated event: once on its day, or on every day of its duration."""
    plan, now = world.plan, state.politics
    kind, target, second = plan.event_kind[v], plan.event_target[v], plan.event_second[v]
    u = uniform(key, 0, ARRIVAL, 0, plan.event_key[v])
    size = plan.event_low[v] + u * (plan.event_high[v] - plan.event_low[v])
    if plan.event_day[v] == day:
        if kind == ARRIVE:
            persons = math.floor(size + 0.5)
            state.forces.strength[at(target)] += persons
            state.forces.full[at(target)] += persons
            state.forces.arrived[at(target)] += persons
        elif kind == SUPPORT:
            now.support[at(target)] = size
        elif kind == RELATION:
            now.standing[at(target), at(second)] = int(plan.event_low[v])
            now.standing[at(second), at(target)] = int(plan.event_low[v])
    if plan.event_day[v] <= day <= plan.event_until[v]:
        if kind == TRUCE:
            now.calm[at(target), at(second)] = 1.0
            now.calm[at(second), at(target)] = 1.0
        elif kind == TEMPO:
            now.asset_factor[at(target)] *= size


@compiled
def _lever(state: State, plan: Plan, n: int) -> None:
    """Pull one lever for today."""
    now = state.politics
    kind, target, second = plan.lever_kind[n], plan.lever_target[n], plan.lever_second[n]
    value = plan.lever_value[n]
    if kind == SCALE_ASSET:
        now.asset_factor[at(target)] *= value
    elif kind == EXTRA_TEMPO:
        now.asset_extra[at(target)] += value
    elif kind == SCALE_FACTION:
        now.faction_factor[at(target)] *= value
    elif kind == FORBID:
        now.forbidden[at(second), at(target)] = 1
    elif kind == GUARANTEE:
        now.guaranteed[at(target), at(second)] += value
    elif kind == SCALE_ENTRY:
        now.entry_factor[at(target)] *= value
    elif kind == FIX_SUPPORT:
        now.support[at(target)] = value
    elif kind == CALM:
        now.calm[at(target), at(second)] = max(now.calm[at(target), at(second)], value)
        now.calm[at(second), at(target)] = max(now.calm[at(second), at(target)], value)


@compiled
def _relations(state: State, plan: Plan, day: int) -> None:
    """Take today's relations over; where one changed, supply must be looked at again."""
    now = state.politics
    sides = now.relation.shape[0]
    for s in range(sides):
        for o in range(sides):
            stance = now.standing[s, o]
            for n in range(plan.lever_kind.size):
                if plan.lever_kind[n] == FIX_RELATION and plan.lever_from[n] <= day:
                    here = plan.lever_target[n] == s and plan.lever_second[n] == o
                    back = plan.lever_target[n] == o and plan.lever_second[n] == s
                    if day <= plan.lever_to[n] and (here or back):
                        stance = int(plan.lever_value[n])
            if now.relation[s, o] != stance:
                now.relation[s, o] = stance
                for t in range(sides):
                    state.flows.stale[t] = 1
