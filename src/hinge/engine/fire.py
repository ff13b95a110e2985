"""Fire control: a road is under fire from areas that overlook it, without anybody standing on it.

i = 1 - exp(-phi * sum_k exp(-d_k / d0) * F_k),   then with strikes i' = 1 - (1 - i) * exp(-phi_s * n)

F_k: hostile effective strength in an area k that overlooks the link, if a
hostile side holds k and nobody contests it; d_k: kilometres from k to the
middle of the link; phi, d0: parameters supply.fire_strength, supply.fire_reach
(form after Wood 1993; values are judgements, chosen so that a few hundred
soldiers on heights beside a short road give 0.3 to 0.8). n: strikes a day on
traffic at either end, smoothed. Assumption 1: who fights for an area cannot
watch a road from it. Assumption 2: strength and not weapons counts.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import exp, exp_inlined
from hinge.world.arrays import NOBODY, Map, State, World
from hinge.world.codes import HOSTILE
from hinge.world.kinds import Floats, Ints
from hinge.world.params import Params
from hinge.world.scratch import Scratch

FRESH, STALE, SLOWER = 0, 1, 2  # values of flows.stale; at SLOWER the shortest ways still hold
NOTICED = 0.05  # change of interdiction from which supply trees are built anew


@compiled
def fire(world: World, state: State, scratch: Scratch, params: Params) -> None:
    """Fill ``flows.fire`` (S, L) and mark sides as stale where it changed noticeably.

    ``STALE`` where a link came under fire or is free of it, or lets nothing through, so
    that other ways may be the shortest; else ``SLOWER``.
    """
    stale, seen = state.flows.stale, params.fire_seen
    _weigh_heights(world.map, scratch, params.fire_reach)
    for s in range(stale.size):
        felt, used = state.flows.fire[s], state.flows.fire_used[s]
        _sum_up(world, state, scratch, params, s, felt)
        crossed, noticed, shut = 0, 0, 0
        for link in range(felt.size):
            now, before = felt[link], used[link]
            if (now >= seen) != (before >= seen):
                crossed += 1
            if abs(now - before) > NOTICED:
                noticed += 1
            if (now >= 1.0) != (before >= 1.0):
                shut += 1
        if crossed > 0 or (noticed > 0 and shut > 0):
            stale[s] = STALE
        elif noticed > 0 and stale[s] == FRESH:
            stale[s] = SLOWER


@compiled
def _weigh_heights(ways: Map, scratch: Scratch, reach: float) -> None:
    """Fill ``scratch.over_weight``, by distance, unless it is that of this ``reach``."""
    if scratch.kept_reach[0] == reach:
        return
    scratch.kept_reach[0] = reach
    over_km, over_weight = ways.over_km, scratch.over_weight
    for n in range(over_km.size):
        over_weight[n] = exp(-over_km[n] / reach)


@compiled
def _sum_up(
    world: World, state: State, scratch: Scratch, params: Params, s: int, felt: Floats
) -> None:
    """Fill ``felt`` (L,) with the interdiction that side ``s`` feels."""
    pressure, end_a, end_b = state.flows.pressure[at(s)], world.map.end_a, world.map.end_b
    first_over, ways, present = world.map.first_over, world.map, scratch.present
    control, contested = state.ground.control, state.ground.contested
    relation, over_weight = state.politics.relation, scratch.over_weight
    traffic, strength = params.strike_traffic, params.fire_strength
    struck = False
    for a in range(pressure.size):
        struck = struck or pressure[a] > 0.0
    for link in range(felt.size):
        felt[link] = 0.0
        if struck:
            felt[link] = -traffic * (pressure[at(end_a[link])] + pressure[at(end_b[link])])
    for link in range(felt.size):
        if first_over[link + 1] > first_over[link]:
            above = _overlooking(ways, control, contested, relation, present, over_weight, s, link)
            if struck:
                felt[link] -= strength * above
            elif above > 0.0:  # few links, so that each is worked out by itself
                felt[link] = 1.0 - exp(-strength * above)
    if not struck:
        return
    for link in range(felt.size):
        felt[link] = 1.0 - exp_inlined(felt[link])


@compiled
def _overlooking(
    ways: Map,
    control: Ints,
    contested: Ints,
    relation: Ints,
    present: Floats,
    over_weight: Floats,
    s: int,
    link: int,
) -> float:
    """Return the hostile strength that overlooks the link, weighted by distance, in thousands."""
    over_area, total = ways.over_area, 0.0
    for n in range(ways.first_over[at(link)], ways.first_over[at(link + 1)]):
        a = over_area[at(n)]
        holder = control[at(a)]
        if holder == NOBODY or contested[at(a)] == 1:
            continue
        if relation[at(s), at(holder)] == HOSTILE and present[at(holder), at(a)] > 0.0:
            total += over_weight[at(n)] * present[at(holder), at(a)]
    return total
