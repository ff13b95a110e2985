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
from hinge.world.arrays import State, World
from hinge.world.codes import HOSTILE, LINK_KINDS
from hinge.world.kinds import Floats, Ints
from hinge.world.params import Params
from hinge.world.scratch import Scratch

SEA = LINK_KINDS.index("sea")  # kinds before it go over land


@compiled
def over_land(kind: Ints, on_map: Ints, link: int, a: int, b: int) -> bool:
    """Say whether ``link`` joins areas ``a`` and ``b`` of the map over land; kind (L,), on_map (A,)."""
    return kind[at(link)] < SEA and on_map[at(a)] == 1 and on_map[at(b)] == 1


@compiled
def fire_across(world: World, state: State, scratch: Scratch, params: Params) -> None:
    """Fill ``scratch.across`` (S, A), and ``scratch.soldiers`` (S, A) with strength a front, in thousands.

    ``present`` and ``persons`` stand as combat lines them up. ``scratch.mark``
    (A,) is left at 1 where somebody faces a front.
    """
    across, out, present, mark = scratch.across, scratch.soldiers, scratch.present, scratch.mark
    persons, relation, frontage = scratch.persons, state.politics.relation, world.map.frontage
    end_a, end_b, km = world.map.end_a, world.map.end_b, world.map.km
    kind, on_map, longest = world.map.kind, world.map.on_map, params.front_km
    sides, areas = across.shape
    for a in range(areas):
        mark[a] = 0
        for s in range(sides):
            across[s, a] = 0.0
            out[s, a] = 0.0
    if params.front_fire <= 0.0:
        return
    for link in range(km.size):
        a, b = end_a[link], end_b[link]
        if km[link] <= longest and over_land(kind, on_map, link, a, b):
            _count_front(relation, persons, out, mark, a, b)
    for a in range(areas):
        if mark[a] == 1:
            for o in range(sides):
                if out[o, a] > 0.0:
                    out[o, a] = min(present[o, a], frontage[a]) / out[o, a]
    for link in range(km.size):
        a, b = end_a[link], end_b[link]
        if mark[at(a)] == 0 or mark[at(b)] == 0 or km[link] > longest:
            continue
        if over_land(kind, on_map, link, a, b):
            _fire_over(relation, persons, out, across, a, b)
            _fire_over(relation, persons, out, across, b, a)


@compiled
def _count_front(relation: Ints, persons: Floats, out: Floats, mark: Ints, a: int, b: int) -> None:
    """Add a front to ``out`` (S, A) for every side that faces somebody hostile between ``a`` and ``b``."""
    sides = relation.shape[0]
    for o in range(sides):
        if persons[o, at(a)] <= 0.0:
            continue
        for s in range(sides):
            if relation[o, s] == HOSTILE and persons[s, at(b)] > 0.0:
                out[o, at(a)] += 1.0
                mark[at(a)] = 1
                break
    for o in range(sides):
        if persons[o, at(b)] <= 0.0:
            continue
        for s in range(sides):
            if relation[o, s] == HOSTILE and persons[s, at(a)] > 0.0:
                out[o, at(b)] += 1.0
                mark[at(b)] = 1
                break


@compiled
def _fire_over(
    relation: Ints, persons: Floats, out: Floats, across: Floats, a: int, b: int
) -> None:
    """Let the sides in ``a`` fire at those hostile to them in ``b``."""
    for o in range(relation.shape[0]):
        if out[o, at(a)] > 0.0:
            for s in range(relation.shape[0]):
                if relation[o, s] == HOSTILE and persons[s, at(b)] > 0.0:
                    across[s, at(b)] += out[o, at(a)]


@compiled
def loss_across(
    world: World, state: State, scratch: Scratch, params: Params, f: int, day: int
) -> float:
    """Return the persons that ``f`` is expected to lose to fire across fronts; note its intensity."""
    s, a = world.actors.formation_side[at(f)], scratch.place[at(f)]
    if a >= scratch.mark.size or scratch.across[at(s), at(a)] <= 0.0:
        return 0.0
    hostile, own = scratch.across[at(s), at(a)], scratch.present[at(s), at(a)]
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
    calm, relation, least = state.politics.calm, state.politics.relation, 1.0
    quiet = 0.0
    for o in range(calm.shape[0]):
        if relation[at(s), o] == HOSTILE:
            quiet = max(quiet, calm[at(s), o])
    if quiet <= 0.0:
        return 1.0
    for o in range(calm.shape[0]):
        if relation[at(s), o] == HOSTILE and calm[at(s), o] < least:
            if _coming(world, scratch, params, o, a) > 0.0:
                least = calm[at(s), o]
    return 1.0 - least


@compiled
def _coming(world: World, scratch: Scratch, params: Params, o: int, a: int) -> float:
    """Return the strength that side ``o`` brings to bear on ``a`` from beside it, in thousands."""
    arc_to, arc_link, km = world.map.arc_to, world.map.arc_link, world.map.km
    kind, on_map, out = world.map.kind, world.map.on_map, scratch.soldiers
    total = 0.0
    for arc in range(world.map.first_arc[at(a)], world.map.first_arc[at(a + 1)]):
        b, link = arc_to[at(arc)], arc_link[at(arc)]
        if out[at(o), at(b)] > 0.0 and km[at(link)] <= params.front_km:
            if over_land(kind, on_map, link, a, b):
                total += out[at(o), at(b)]
    return total


@compiled
def harm_across(
    world: World, state: State, scratch: Scratch, params: Params, o: int, a: int
) -> float:
    """Return the scale of civilian harm that side ``o`` does in ``a`` by fire across fronts, in thousands."""
    total = 0.0
    for s in range(scratch.across.shape[0]):
        if scratch.across[s, at(a)] > 0.0 and state.politics.relation[at(o), s] == HOSTILE:
            coming = _coming(world, scratch, params, o, a)
            left = 1.0 - state.politics.calm[at(o), s]
            total += math.sqrt(coming * scratch.present[s, at(a)]) * params.front_fire * left
    return total
