"""Fire across fronts: who stands in touch with an enemy loses people also when nobody attacks.

E[loss in a] = 1000 * r * phi * m * X**p * E**q * calm       persons a day, as in ``combat.py``

X: hostile effective strength that fires into a from beside it. A formation's
side in an area brings at most the frontage to bear and splits it equally over
the fronts that it faces there; a front is a link over land, at most front_km
long, between areas of the map in which opposed formations stand. phi:
combat.front_fire, the share of an attack day's intensity; m: cover of who holds
the ground (``tenure.py``); calm: what a truce leaves of the day.

Civilians killed by side o in a: ground_harm / 2 * sqrt(X_o * E) * phi * calm,
times exposure, counted to who fires. Source: the law of losses is that of
combat; that forces in contact without attacking lose a fraction of what an
attack costs is the general finding on static fronts, the fraction a judgement.
Assumption 1: distance counts only by front_km. Assumption 2: no luck of a
battle of its own, since a front has no beginning. Assumption 3: where a battle
rages, both go on and the larger of the two losses counts. Assumption 4: no
formation leaves its area to fire. With phi = 0 this does nothing.
"""

from __future__ import annotations

import math

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import power
from hinge.engine.tenure import defence
from hinge.world.arrays import Floats, Ints, State, World
from hinge.world.codes import HOSTILE, LINK_KINDS
from hinge.world.params import Params
from hinge.world.scratch import Scratch

SEA = LINK_KINDS.index("sea")  # kinds before it go over land


@compiled
def over_land(world: World, link: int) -> bool:
    """Say whether a link joins two areas of the map over land."""
    if world.map.kind[at(link)] >= SEA:
        return False
    a, b = world.map.end_a[at(link)], world.map.end_b[at(link)]
    return world.map.on_map[at(a)] == 1 and world.map.on_map[at(b)] == 1


@compiled
def touches(world: World, params: Params, link: int) -> bool:
    """Say whether formations at the two ends of a link can fire at each other."""
    return world.map.km[at(link)] <= params.front_km and over_land(world, link)


@compiled
def fire_across(world: World, state: State, scratch: Scratch, params: Params) -> None:
    """Fill ``scratch.across`` (S, A), and ``scratch.soldiers`` (S, A) with strength a front, in thousands.

    ``present`` and ``persons`` stand as combat lines them up.
    """
    across, out, present = scratch.across, scratch.soldiers, scratch.present
    persons, relation, frontage = scratch.persons, state.politics.relation, world.map.frontage
    end_a, end_b = world.map.end_a, world.map.end_b
    sides, areas = across.shape
    for s in range(sides):
        for a in range(areas):
            across[s, a] = 0.0
            out[s, a] = 0.0
    if params.front_fire <= 0.0:
        return
    for link in range(end_a.size):
        if touches(world, params, link):
            a, b = end_a[link], end_b[link]
            for o in range(sides):
                if persons[o, at(a)] > 0.0 and _faces(relation, persons, o, b):
                    out[o, at(a)] += 1.0
                if persons[o, at(b)] > 0.0 and _faces(relation, persons, o, a):
                    out[o, at(b)] += 1.0
    for o in range(sides):
        for a in range(areas):
            if out[o, a] > 0.0:
                out[o, a] = min(present[o, a], frontage[a]) / out[o, a]
    for link in range(end_a.size):
        if touches(world, params, link):
            a, b = end_a[link], end_b[link]
            for o in range(sides):
                for s in range(sides):
                    if relation[o, s] != HOSTILE:
                        continue
                    if persons[s, at(b)] > 0.0:
                        across[s, at(b)] += out[o, at(a)]
                    if persons[s, at(a)] > 0.0:
                        across[s, at(a)] += out[o, at(b)]


@compiled
def _faces(relation: Ints, persons: Floats, o: int, a: int) -> bool:
    """Say whether somebody hostile to side ``o`` stands in ``a``."""
    for s in range(relation.shape[0]):
        if relation[at(o), s] == HOSTILE and persons[s, at(a)] > 0.0:
            return True
    return False


@compiled
def loss_across(
    world: World, state: State, scratch: Scratch, params: Params, f: int, day: int
) -> float:
    """Return the persons that ``f`` is expected to lose to fire across fronts; note its intensity."""
    s, a = world.actors.formation_side[at(f)], scratch.place[at(f)]
    if a >= scratch.across.shape[1]:
        return 0.0
    hostile, own = scratch.across[at(s), at(a)], scratch.present[at(s), at(a)]
    if hostile <= 0.0:
        return 0.0
    level = params.front_fire * _left_by_truces(world, state, scratch, params, s, a)
    scratch.felt[at(f)] = max(scratch.felt[at(f)], level)
    if own <= 0.0:
        return 0.0
    front, cover = world.map.frontage[at(a)], 1.0
    if state.ground.control[at(a)] == s:
        cover = 1.0 / defence(params, day, state.ground.held_since[at(a)], world.map.terrain[at(a)])
    law = power(min(hostile, front), params.enemy_power) * power(min(own, front), params.own_power)
    total = 1000.0 * params.loss_rate * level * cover * law
    return total * state.forces.strength[at(f)] / scratch.persons[at(s), at(a)]


@compiled
def _left_by_truces(
    world: World, state: State, scratch: Scratch, params: Params, s: int, a: int
) -> float:
    """Return the largest share of the day left by truces with those who fire at side ``s`` in ``a``."""
    relation, calm, out = state.politics.relation, state.politics.calm, scratch.soldiers
    most = 0.0
    for arc in range(world.map.first_arc[at(a)], world.map.first_arc[at(a + 1)]):
        if touches(world, params, world.map.arc_link[at(arc)]):
            b = world.map.arc_to[at(arc)]
            for o in range(out.shape[0]):
                if out[o, at(b)] > 0.0 and relation[at(s), o] == HOSTILE:
                    most = max(most, 1.0 - calm[at(s), o])
    return most


@compiled
def harm_across(
    world: World, state: State, scratch: Scratch, params: Params, o: int, a: int
) -> float:
    """Return the scale of civilian harm that side ``o`` does in ``a`` by fire across fronts, in thousands."""
    coming = 0.0
    for arc in range(world.map.first_arc[at(a)], world.map.first_arc[at(a + 1)]):
        if touches(world, params, world.map.arc_link[at(arc)]):
            coming += scratch.soldiers[at(o), at(world.map.arc_to[at(arc)])]
    total = 0.0
    if coming > 0.0:
        for s in range(scratch.across.shape[0]):
            if state.politics.relation[at(o), s] == HOSTILE and scratch.present[s, at(a)] > 0.0:
                left = 1.0 - state.politics.calm[at(o), s]
                total += math.sqrt(coming * scratch.present[s, at(a)]) * params.front_fire * left
    return total
