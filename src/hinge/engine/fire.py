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
from hinge.world.arrays import NOBODY, Scratch, State, World
from hinge.world.codes import HOSTILE
from hinge.world.params import Params

NOTICED = 0.05  # change of interdiction from which supply trees are built anew


@compiled
def fire(world: World, state: State, scratch: Scratch, params: Params) -> None:
    """Fill ``flows.fire`` (S, L) and mark sides as stale where it changed noticeably."""
    sides, links = state.flows.fire.shape
    for s in range(sides):
        for link in range(links):
            watched = world.map.first_over[link + 1] > world.map.first_over[link]
            struck = (
                state.flows.pressure[s, at(world.map.end_a[link])]
                + state.flows.pressure[s, at(world.map.end_b[link])]
            )
            if not watched and struck <= 0.0 and state.flows.fire[s, link] <= 0.0:
                continue
            total = params.strike_traffic * struck
            if watched:
                total += params.fire_strength * _overlooking(world, state, scratch, params, s, link)
            now = 1.0 - exp(-total)
            state.flows.fire[s, link] = now
            if abs(now - state.flows.fire_used[s, link]) > NOTICED:
                state.flows.stale[s] = 1


@compiled
def _overlooking(
    world: World, state: State, scratch: Scratch, params: Params, s: int, link: int
) -> float:
    """Return the hostile strength that overlooks the link, weighted by distance, in thousands."""
    total = 0.0
    for n in range(world.map.first_over[link], world.map.first_over[link + 1]):
        a = world.map.over_area[at(n)]
        holder = state.ground.control[at(a)]
        if holder == NOBODY or state.ground.contested[at(a)] == 1:
            continue
        if state.politics.relation[at(s), at(holder)] == HOSTILE:
            weight = exp(-world.map.over_km[at(n)] / params.fire_reach)
            total += weight * scratch.present[at(holder), at(a)]
    return total
