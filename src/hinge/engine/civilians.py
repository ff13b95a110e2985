"""Civilians: hunger, deaths from want, flight; persons are conserved.

hunger' = hunger + (1 - ration - hunger) / lag        lag two to six weeks
E[deaths from want in a] = n * m0 * (exp(theta * hunger) - 1)
P(leave a, per day) = l0 + l1 * violence + l2 * hunger
violence: deaths per thousand people, smoothed over about a week

People go to neighbouring areas held by the same side and not contested, and in
a small share (parameter civilians.cross_front) across lines, where ways differ
by danger: weights exp(-violence there). Deaths from want carry no author: who
bears them is disputed, and the record says "unattributed". Deprivation is
harm; no order in this engine ever seeks it.

Assumption 1: whoever leaves moves one area a day. Assumption 2: nobody returns
home within the horizon. Assumption 3: births and natural deaths are left out.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import exp
from hinge.draws.sampling import StreamKey, count, uniform, whole
from hinge.engine.purposes import GOING, LEAVING, STARVATION
from hinge.engine.strikes import bury
from hinge.world.arrays import NOBODY, Scratch, State, World
from hinge.world.codes import DEPRIVATION
from hinge.world.params import Params

WEEK = 7.0


@compiled
def civilians(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Let one day pass for the people of every area; ``count_dead`` ran before it."""
    unattributed = world.actors.side_key.size
    for a in range(state.people.residents.size):
        here = state.people.residents[a] + state.people.displaced[a]
        gap = 1.0 - state.people.ration[a] - state.people.hunger[a]
        state.people.hunger[a] += gap / params.hunger_lag
        if here > 0.0 and state.people.hunger[a] > 0.0:
            rate = params.starvation_base * (exp(params.starvation_rise * state.people.hunger[a]) - 1.0)
            u = uniform(key, day, STARVATION, 0, world.map.area_key[a])
            v = uniform(key, day, STARVATION, 1, world.map.area_key[a])
            dead = count(here * rate, params.dispersion, u, v)
            bury(state, a, dead, DEPRIVATION, unattributed)
        _feel_violence(state, scratch, a, here)
    _flight(world, state, scratch, params, key, day)


@compiled
def count_dead(state: State, scratch: Scratch) -> None:
    """Note in ``scratch.dead_before`` (A,) how many civilians had died in each area before today."""
    for a in range(scratch.dead_before.size):
        total = 0.0
        for author in range(state.people.dead_here.shape[1]):
            total += state.people.dead_here[a, author]
        scratch.dead_before[a] = total


@compiled
def _feel_violence(state: State, scratch: Scratch, a: int, here: float) -> None:
    """Smooth today's deaths per thousand into ``people.violence``."""
    total = 0.0
    for author in range(state.people.dead_here.shape[1]):
        total += state.people.dead_here[at(a), author]
    today = 0.0
    if here > 0.0:
        today = 1000.0 * (total - scratch.dead_before[at(a)]) / here
    state.people.violence[at(a)] += today - state.people.violence[at(a)] / WEEK


@compiled
def _flight(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Move those who leave; all leave before anybody arrives (``scratch.given`` holds arrivals)."""
    areas = state.people.residents.size
    for a in range(areas):
        scratch.given[a] = 0.0
    for a in range(areas):
        here = state.people.residents[a] + state.people.displaced[a]
        if here <= 0.0:
            continue
        chance = params.leave_base
        chance += params.leave_violence * state.people.violence[a]
        chance += params.leave_hunger * state.people.hunger[a]
        total = _exits(world, state, scratch, params, a)
        if total <= 0.0:
            continue
        chance = min(1.0, chance * min(1.0, total))
        u = uniform(key, day, LEAVING, 0, world.map.area_key[a])
        leaving = min(here, whole(here * chance, u))
        if leaving > 0.0:
            _leave(world, state, scratch, key, a, leaving, total, day)
    for a in range(areas):
        state.people.displaced[a] += scratch.given[a]


@compiled
def _exits(world: World, state: State, scratch: Scratch, params: Params, a: int) -> float:
    """Fill ``scratch.weight`` for the neighbours of ``a``; return the sum: below 1 where ways are barred."""
    total = 0.0
    holder = state.ground.control[at(a)]
    for arc in range(world.map.first_arc[at(a)], world.map.first_arc[at(a + 1)]):
        b, link = world.map.arc_to[at(arc)], world.map.arc_link[at(arc)]
        weight = exp(-state.people.violence[at(b)])
        if params.throughput[at(world.map.kind[at(link)])] <= 0.0:
            weight = 0.0
        crosses = holder == NOBODY or state.ground.control[at(b)] != holder
        if crosses or state.ground.contested[at(b)] == 1:
            weight *= params.cross_front
        scratch.weight[at(b)] = weight
        total += weight
    return total


@compiled
def _leave(
    world: World,
    state: State,
    scratch: Scratch,
    key: StreamKey,
    a: int,
    leaving: float,
    total: float,
    day: int,
) -> None:
    """Take ``leaving`` people out of ``a`` and share them among its neighbours in whole persons."""
    residents, displaced = state.people.residents[at(a)], state.people.displaced[at(a)]
    guests = min(displaced, float(int(leaving * displaced / (residents + displaced) + 0.5)))
    guests = max(guests, leaving - residents)
    state.people.displaced[at(a)] -= guests
    state.people.residents[at(a)] -= leaving - guests
    left, weight_left = leaving, total
    for arc in range(world.map.first_arc[at(a)], world.map.first_arc[at(a + 1)]):
        b = world.map.arc_to[at(arc)]
        weight = scratch.weight[at(b)]
        if left <= 0.0 or weight <= 0.0:
            continue
        u = uniform(key, day, GOING, 0, world.map.link_key[at(world.map.arc_link[at(arc)])])
        go = left
        if weight < weight_left:
            go = min(left, whole(left * weight / weight_left, u))
        scratch.given[at(b)] += go
        left -= go
        weight_left -= weight
    scratch.given[at(a)] += left  # rounding: whoever found no way stays, as a displaced person
