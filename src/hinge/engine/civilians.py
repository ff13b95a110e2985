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
from hinge.world.arrays import NOBODY, State, World
from hinge.world.codes import DEPRIVATION
from hinge.world.params import Params
from hinge.world.scratch import Scratch

WEEK = 7.0


@compiled
def civilians(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Let one day pass for the people of every area; ``count_dead`` ran before it."""
    unattributed = world.actors.side_key.size
    residents, displaced = state.people.residents, state.people.displaced
    ration, hunger, area_key = state.people.ration, state.people.hunger, world.map.area_key
    for a in range(residents.size):
        here = residents[a] + displaced[a]
        hunger[a] += (1.0 - ration[a] - hunger[a]) / params.hunger_lag
        if here <= 0.0:
            continue
        if hunger[a] > 0.0:
            rate = params.starvation_base * (exp(params.starvation_rise * hunger[a]) - 1.0)
            u = uniform(key, day, STARVATION, 0, area_key[a])
            v = uniform(key, day, STARVATION, 1, area_key[a])
            bury(state, a, count(here * rate, params.dispersion, u, v), DEPRIVATION, unattributed)
        _feel_violence(state, scratch, a, here)
    _flight(world, state, scratch, params, key, day)


@compiled
def count_dead(state: State, scratch: Scratch) -> None:
    """Note in ``scratch.dead_before`` (A,) how many civilians had died in each area before today."""
    dead, before = state.people.dead_here, scratch.dead_before
    for a in range(before.size):
        total = 0.0
        for author in range(dead.shape[1]):
            total += dead[a, author]
        before[a] = total


@compiled
def _feel_violence(state: State, scratch: Scratch, a: int, here: float) -> None:
    """Smooth today's deaths per thousand into ``people.violence``."""
    dead, violence = state.people.dead_here, state.people.violence
    total = 0.0
    for author in range(dead.shape[1]):
        total += dead[at(a), author]
    today = 1000.0 * (total - scratch.dead_before[at(a)]) / here
    violence[at(a)] += today - violence[at(a)] / WEEK


@compiled
def _flight(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Move those who leave; all leave before anybody arrives (``scratch.given`` holds arrivals)."""
    residents, displaced = state.people.residents, state.people.displaced
    violence, hunger, given = state.people.violence, state.people.hunger, scratch.given
    danger = scratch.near
    for a in range(given.size):
        given[a] = 0.0
        danger[a] = exp(-violence[a]) if violence[a] > 0.0 else 1.0
    for a in range(given.size):
        here = residents[a] + displaced[a]
        if here <= 0.0:
            continue
        chance = params.leave_base
        chance += params.leave_violence * violence[a]
        chance += params.leave_hunger * hunger[a]
        total = _exits(world, state, scratch, params, a)
        if total <= 0.0:
            continue
        chance = min(1.0, chance * min(1.0, total))
        u = uniform(key, day, LEAVING, 0, world.map.area_key[a])
        leaving = min(here, whole(here * chance, u))
        if leaving > 0.0:
            _leave(world, state, scratch, key, a, leaving, total, day)
    for a in range(given.size):
        displaced[a] += given[a]


@compiled
def _exits(world: World, state: State, scratch: Scratch, params: Params, a: int) -> float:
    """Fill ``scratch.weight`` for the neighbours of ``a``; return the sum: below 1 where ways are barred."""
    control, contested = state.ground.control, state.ground.contested
    weight, danger, throughput = scratch.weight, scratch.near, params.throughput
    arc_to, arc_link, kind = world.map.arc_to, world.map.arc_link, world.map.kind
    holder, barred, total = control[at(a)], params.cross_front, 0.0
    for arc in range(world.map.first_arc[at(a)], world.map.first_arc[at(a + 1)]):
        b = arc_to[at(arc)]
        ease = danger[at(b)]
        if throughput[at(kind[at(arc_link[at(arc)])])] <= 0.0:
            ease = 0.0
        if holder == NOBODY or control[at(b)] != holder or contested[at(b)] == 1:
            ease *= barred
        weight[at(b)] = ease
        total += ease
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
    residents, displaced = state.people.residents, state.people.displaced
    weight, given = scratch.weight, scratch.given
    arc_to, arc_link, link_key = world.map.arc_to, world.map.arc_link, world.map.link_key
    here = residents[at(a)] + displaced[at(a)]
    guests = min(displaced[at(a)], float(int(leaving * displaced[at(a)] / here + 0.5)))
    guests = max(guests, leaving - residents[at(a)])
    displaced[at(a)] -= guests
    residents[at(a)] -= leaving - guests
    left, weight_left = leaving, total
    for arc in range(world.map.first_arc[at(a)], world.map.first_arc[at(a + 1)]):
        b = arc_to[at(arc)]
        if left <= 0.0 or weight[at(b)] <= 0.0:
            continue
        go = left
        if weight[at(b)] < weight_left:
            u = uniform(key, day, GOING, 0, link_key[at(arc_link[at(arc)])])
            go = min(left, whole(left * weight[at(b)] / weight_left, u))
        given[at(b)] += go
        left -= go
        weight_left -= weight[at(b)]
    given[at(a)] += left  # rounding: whoever found no way stays, as a displaced person
