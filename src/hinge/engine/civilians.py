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

from hinge.draws.compiled import at, compiled, entry
from hinge.draws.elementary import exp
from hinge.draws.sampling import RARE, UNUSED, StreamKey, count, uniform, uniforms, whole
from hinge.engine.purposes import GOING, LEAVING, STARVATION
from hinge.engine.strikes import bury
from hinge.world.arrays import NOBODY, Map, State, World
from hinge.world.codes import DEPRIVATION
from hinge.world.kinds import Floats, Ints
from hinge.world.params import Params
from hinge.world.scratch import Scratch

WEEK = 7.0


@entry
def civilians(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Let one day pass for the people of every area; ``count_dead`` ran before it."""
    unattributed = world.actors.side_key.size
    residents, displaced = state.people.residents, state.people.displaced
    ration, hunger, area_key = state.people.ration, state.people.hunger, world.map.area_key
    base, rise, lag = params.starvation_base, params.starvation_rise, params.hunger_lag
    dead, before, violence = state.people.dead_here, scratch.dead_before, state.people.violence
    dispersion, luck = params.dispersion, scratch.luck
    uniforms(key, day, STARVATION, 1, area_key, area_key.size, luck)
    for a in range(residents.size):
        here = residents[a] + displaced[a]
        hunger[a] += (1.0 - ration[a] - hunger[a]) / lag
        if here <= 0.0:
            continue
        if hunger[a] > 0.0:
            mean = here * (base * (exp(rise * hunger[a]) - 1.0))
            u = uniform(key, day, STARVATION, 0, area_key[a]) if mean >= RARE else UNUSED
            bury(state, a, count(mean, dispersion, u, luck[a]), DEPRIVATION, unattributed)
        today = 1000.0 * (_died(dead, a) - before[a]) / here
        violence[a] += today - violence[a] / WEEK
    _flight(world, state, scratch, params, key, day)


@entry
def count_dead(state: State, scratch: Scratch) -> None:
    """Note in ``scratch.dead_before`` (A,) how many civilians had died in each area before today."""
    dead, before = state.people.dead_here, scratch.dead_before
    for a in range(before.size):
        before[a] = _died(dead, a)


@compiled
def _died(dead: Floats, a: int) -> float:
    """Return how many civilians have died in area ``a``, by all authors; dead (A, S + 1)."""
    total = 0.0
    for author in range(dead.shape[1]):
        total += dead[at(a), author]
    return total


@compiled
def _flight(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Move those who leave; all leave before anybody arrives (``scratch.given`` holds arrivals)."""
    residents, displaced = state.people.residents, state.people.displaced
    violence, hunger, given = state.people.violence, state.people.hunger, scratch.given
    danger, area_key = scratch.near, world.map.area_key
    base, by_violence, by_hunger = params.leave_base, params.leave_violence, params.leave_hunger
    ways, throughput, barred = world.map, params.throughput, params.cross_front
    control, contested, weight = state.ground.control, state.ground.contested, scratch.weight
    chances, finds = scratch.chance, scratch.luck
    uniforms(key, day, LEAVING, 0, area_key, area_key.size, chances)
    uniforms(key, day, GOING, 0, ways.link_key, ways.link_key.size, finds)
    for a in range(given.size):
        given[a] = 0.0
        danger[a] = exp(-violence[a]) if violence[a] > 0.0 else 1.0
    for a in range(given.size):
        here = residents[a] + displaced[a]
        if here <= 0.0:
            continue
        chance = base
        chance += by_violence * violence[a]
        chance += by_hunger * hunger[a]
        total = _exits(ways, throughput, control, contested, danger, weight, barred, a)
        if total <= 0.0:
            continue
        chance = min(1.0, chance * min(1.0, total))
        leaving = min(here, whole(here * chance, chances[a]))
        if leaving > 0.0:
            _leave(ways, residents, displaced, weight, given, finds, a, leaving, total)
    for a in range(given.size):
        displaced[a] += given[a]


@compiled
def _exits(
    ways: Map,
    throughput: Floats,
    control: Ints,
    contested: Ints,
    danger: Floats,
    weight: Floats,
    barred: float,
    a: int,
) -> float:
    """Fill ``weight`` (A,) for the neighbours of ``a``; return the sum: below 1 where ways are barred."""
    arc_to, arc_link, kind = ways.arc_to, ways.arc_link, ways.kind
    holder, total = control[at(a)], 0.0
    for arc in range(ways.first_arc[at(a)], ways.first_arc[at(a + 1)]):
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
    ways: Map,
    residents: Floats,
    displaced: Floats,
    weight: Floats,
    given: Floats,
    finds: Floats,
    a: int,
    leaving: float,
    total: float,
) -> None:
    """Take ``leaving`` people out of ``a`` and share them among its neighbours in whole persons.

    All (A,), but ``finds`` (L,): the draw of each link.
    """
    arc_to, arc_link = ways.arc_to, ways.arc_link
    here = residents[at(a)] + displaced[at(a)]
    guests = min(displaced[at(a)], float(int(leaving * displaced[at(a)] / here + 0.5)))
    guests = max(guests, leaving - residents[at(a)])
    displaced[at(a)] -= guests
    residents[at(a)] -= leaving - guests
    left, weight_left = leaving, total
    for arc in range(ways.first_arc[at(a)], ways.first_arc[at(a + 1)]):
        if left <= 0.0:
            break
        b = arc_to[at(arc)]
        ease = weight[at(b)]
        if ease <= 0.0:
            continue
        go = left
        if ease < weight_left:
            u = finds[at(arc_link[at(arc)])]
            go = min(left, whole(left * ease / weight_left, u))
        given[at(b)] += go
        left -= go
        weight_left -= ease
    given[at(a)] += left  # rounding: whoever found no way stays, as a displaced person
