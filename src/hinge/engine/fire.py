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
from hinge.draws.elementary import exp
from hinge.world.arrays import NOBODY, Map, State, World
from hinge.world.codes import HOSTILE
from hinge.world.kinds import Floats, Ints
from hinge.world.params import Params
from hinge.world.scratch import Scratch

NOTICED = 0.05  # change of interdiction from which supply trees are built anew


@compiled
def fire(world: World, state: State, scratch: Scratch, params: Params) -> None:
    """Fill ``flows.fire`` (S, L) and mark sides as stale where it changed noticeably."""
    felt, used, pressure = state.flows.fire, state.flows.fire_used, state.flows.pressure
    end_a, end_b, first_over = world.map.end_a, world.map.end_b, world.map.first_over
    seen, ways, present = params.fire_seen, world.map, scratch.present
    control, contested = state.ground.control, state.ground.contested
    relation, reach = state.politics.relation, params.fire_reach
    stale, traffic, strength = state.flows.stale, params.strike_traffic, params.fire_strength
    sides, links = felt.shape
    for link in range(links):
        a, b = end_a[link], end_b[link]
        watched = first_over[link + 1] > first_over[link]
        known, now = 0.0, 0.0  # sides that feel the same on a link need one exponential
        for s in range(sides):
            struck = pressure[s, at(a)] + pressure[s, at(b)]
            if not watched and struck <= 0.0 and felt[s, link] <= 0.0:
                continue
            total = traffic * struck
            if watched:
                total += strength * _overlooking(
                    ways, control, contested, relation, present, reach, s, link
                )
            if total != known:
                known = total
                now = 1.0 - exp(-total) if total > 0.0 else 0.0
            felt[s, link] = now
            crossed = (now >= seen) != (used[s, link] >= seen)
            if crossed or abs(now - used[s, link]) > NOTICED:
                stale[s] = 1


@compiled
def _overlooking(
    ways: Map,
    control: Ints,
    contested: Ints,
    relation: Ints,
    present: Floats,
    reach: float,
    s: int,
    link: int,
) -> float:
    """Return the hostile strength that overlooks the link, weighted by distance, in thousands."""
    over_area, over_km, total = ways.over_area, ways.over_km, 0.0
    for n in range(ways.first_over[at(link)], ways.first_over[at(link + 1)]):
        a = over_area[at(n)]
        holder = control[at(a)]
        if holder == NOBODY or contested[at(a)] == 1:
            continue
        if relation[at(s), at(holder)] == HOSTILE and present[at(holder), at(a)] > 0.0:
            total += exp(-over_km[at(n)] / reach) * present[at(holder), at(a)]
    return total
