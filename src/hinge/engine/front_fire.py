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
from hinge.world.arrays import NOBODY, Map, State, World
from hinge.world.codes import HOSTILE, LINK_KINDS
from hinge.world.kinds import Floats, Ints
from hinge.world.params import Params
from hinge.world.scratch import Scratch

UNKNOWN = -1.0  # not worked out yet
SEA = LINK_KINDS.index("sea")  # kinds before it go over land


@compiled
def over_land(kind: Ints, on_map: Ints, link: int, a: int, b: int) -> bool:
    """Say whether ``link`` joins areas ``a`` and ``b`` of the map over land; kind (L,), on_map (A,)."""
    return kind[at(link)] < SEA and on_map[at(a)] == 1 and on_map[at(b)] == 1


@compiled
def fire_across(world: World, state: State, scratch: Scratch, params: Params) -> None:
    """Fill ``scratch.across`` (S, A), and ``scratch.soldiers`` (S, A) with strength a front, in thousands.

    ``present``, ``persons`` and ``there`` stand as combat lines them up. ``scratch.mark``
    (A,) is left at 1 where somebody faces a front, and ``scratch.firing`` filled.
    """
    across, out, present, mark = scratch.across, scratch.soldiers, scratch.present, scratch.mark
    relation, frontage = state.politics.relation, world.map.frontage
    end_a, end_b, km = world.map.end_a, world.map.end_b, world.map.km
    kind, on_map, longest = world.map.kind, world.map.on_map, params.front_km
    sides, areas = across.shape
    firing = scratch.firing
    for a in range(areas):
        mark[a] = 0
        firing[a] = 0
    for s in range(sides):
        for a in range(areas):
            across[s, a] = 0.0
            out[s, a] = 0.0
    if params.front_fire <= 0.0:
        return
    there, foes = scratch.there, scratch.foes
    for o in range(sides):
        foes[o] = 0
        for s in range(sides):
            if relation[o, s] == HOSTILE:
                foes[o] |= 1 << s
    for link in range(km.size):
        a, b = end_a[link], end_b[link]
        if km[link] > longest or not _meets(there[at(a)], there[at(b)]):
            continue
        if over_land(kind, on_map, link, a, b):
            _count_front(foes, there, out, mark, a, b)
            _count_front(foes, there, out, mark, b, a)
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
            _fire_over(foes, there, out, across, firing, a, b)
            _fire_over(foes, there, out, across, firing, b, a)


@compiled
def _meets(here: int, there: int) -> bool:
    """Say whether two different sides can face each other, given the bits of those in two areas."""
    if here == 0 or there == 0:
        return False
    return here != there or here & (here - 1) != 0


@compiled
def _count_front(foes: Ints, there: Ints, out: Floats, mark: Ints, a: int, b: int) -> None:
    """Add a front to ``out`` (S, A) for every side in ``a`` that faces somebody hostile in ``b``.

    foes (S,), there (A + L): sides hostile to a side, and sides at a place, one bit each.
    """
    for o in range(foes.size):
        if (there[at(a)] >> o) & 1 == 1 and foes[o] & there[at(b)] != 0:
            out[o, at(a)] += 1.0
            mark[at(a)] = 1


@compiled
def _fire_over(
    foes: Ints, there: Ints, out: Floats, across: Floats, firing: Ints, a: int, b: int
) -> None:
    """Let the sides in ``a`` fire at those hostile to them in ``b``."""
    for o in range(foes.size):
        aimed_at = foes[o] & there[at(b)]
        if aimed_at != 0 and out[o, at(a)] > 0.0:
            firing[at(b)] |= 1 << o
            for s in range(foes.size):
                if (aimed_at >> s) & 1 == 1:
                    across[s, at(b)] += out[o, at(a)]


@compiled
def losses_across(world: World, state: State, scratch: Scratch, params: Params, day: int) -> None:
    """Fill ``scratch.loss`` (F,) with persons expected to fall to fire across fronts, ``scratch.felt`` with its intensity.

    ``scratch.asked`` (S, A), in this phase free for that: the loss of a whole side in an area.
    """
    loss, felt, whole = scratch.loss, scratch.felt, scratch.asked
    side, place, strength = world.actors.formation_side, scratch.place, state.forces.strength
    across, present, persons = scratch.across, scratch.present, scratch.persons
    held_since, terrain, front = state.ground.held_since, world.map.terrain, world.map.frontage
    relation, calm, control = state.politics.relation, state.politics.calm, state.ground.control
    theirs, ours, rate = params.enemy_power, params.own_power, params.loss_rate
    sides, areas = across.shape
    for s in range(sides):
        for a in range(areas):
            whole[s, a] = UNKNOWN
    seen, truce, full = NOBODY, False, params.front_fire
    for f in range(strength.size):
        loss[f] = 0.0
        felt[f] = 0.0
        s, a = side[f], place[f]
        if strength[f] <= 0.0 or a >= areas or across[at(s), at(a)] <= 0.0:
            continue
        level = full
        if s != seen:
            seen, truce = s, _has_truce(relation, calm, s)
        if truce:
            level *= _left_by_truces(world, state, scratch, params, s, a)
        felt[f] = level
        own = present[at(s), at(a)]
        if own <= 0.0:
            continue
        if whole[at(s), at(a)] == UNKNOWN:
            hostile, most, cover = across[at(s), at(a)], front[at(a)], 1.0
            if control[at(a)] == s:
                cover = 1.0 / defence(params, day, held_since[at(a)], terrain[at(a)])
            law = power(min(hostile, most), theirs) * power(min(own, most), ours)
            whole[at(s), at(a)] = 1000.0 * rate * level * cover * law
        loss[f] = whole[at(s), at(a)] * strength[f] / persons[at(s), at(a)]


@compiled
def _has_truce(relation: Ints, calm: Floats, s: int) -> bool:
    """Say whether some of today is under a truce of side ``s`` with somebody hostile; both (S, S)."""
    for o in range(calm.shape[0]):
        if relation[at(s), o] == HOSTILE and calm[at(s), o] > 0.0:
            return True
    return False


@compiled
def _left_by_truces(
    world: World, state: State, scratch: Scratch, params: Params, s: int, a: int
) -> float:
    """Return the largest share of the day left by truces with those who fire at side ``s`` in ``a``."""
    calm, relation, least = state.politics.calm, state.politics.relation, 1.0
    for o in range(calm.shape[0]):
        if relation[at(s), o] == HOSTILE and calm[at(s), o] < least:
            if _coming(world.map, scratch.soldiers, params.front_km, o, a) > 0.0:
                least = calm[at(s), o]
    return 1.0 - least


@compiled
def _coming(ways: Map, out: Floats, longest: float, o: int, a: int) -> float:
    """Return the strength that side ``o`` brings to bear on ``a`` from beside it, in thousands; out (S, A)."""
    arc_to, arc_link, km = ways.arc_to, ways.arc_link, ways.km
    kind, on_map, total = ways.kind, ways.on_map, 0.0
    for arc in range(ways.first_arc[at(a)], ways.first_arc[at(a + 1)]):
        b, link = arc_to[at(arc)], arc_link[at(arc)]
        if out[at(o), at(b)] > 0.0 and km[at(link)] <= longest:
            if over_land(kind, on_map, link, a, b):
                total += out[at(o), at(b)]
    return total


@compiled
def harm_across(
    ways: Map,
    relation: Ints,
    calm: Floats,
    across: Floats,
    present: Floats,
    out: Floats,
    rate: float,
    longest: float,
    o: int,
    a: int,
) -> float:
    """Return the scale of civilian harm that side ``o`` does in ``a`` by fire across fronts, in thousands.

    across, present, out: (S, A) as ``fire_across`` leaves them; rate, longest: combat.front_fire, front_km.
    """
    coming, total = UNKNOWN, 0.0
    for s in range(across.shape[0]):
        if across[s, at(a)] > 0.0 and relation[at(o), s] == HOSTILE:
            if coming == UNKNOWN:
                coming = _coming(ways, out, longest, o, a)
            total += math.sqrt(coming * present[s, at(a)]) * rate * (1.0 - calm[at(o), s])
    return total
