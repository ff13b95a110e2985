"""Shortest ways from a side's entries, as a tree that supply runs along.

Cost of a link: kilometres, three times that under fire (a detour is preferred
to a road under fire up to that length; judgement). Links carry supply when
both ends may be passed by the side; closed links and links without throughput
do not. Ties fall to the lower stable number of the area, never to row order.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.engine.ways import UNREACHED, friendly
from hinge.world.arrays import NOWHERE, Ints, Scratch, State, World
from hinge.world.params import Params

UNDER_FIRE = 3.0


@compiled
def passable(world: World, state: State, params: Params, s: int, link: int) -> bool:
    """Say whether side ``s`` can send supply along ``link``."""
    if params.throughput[at(world.map.kind[at(link)])] <= 0.0:
        return False
    a, b = world.map.end_a[at(link)], world.map.end_b[at(link)]
    return friendly(state.ground, state.politics, s, a) and friendly(
        state.ground, state.politics, s, b
    )


@compiled
def throughput(world: World, state: State, params: Params, s: int, link: int) -> float:
    """Return tonnes a day that side ``s`` can send along ``link`` under today's fire; 0 if not passable."""
    if not passable(world, state, params, s, link):
        return 0.0
    open_share = max(params.fire_floor, 1.0 - state.flows.fire[at(s), at(link)])
    return params.throughput[at(world.map.kind[at(link)])] * open_share


@compiled
def build_tree(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    s: int,
    later: bool,
    order: Ints,
    parent: Ints,
    up: Ints,
) -> int:
    """Fill ``order``, ``parent`` and ``up`` (A,) for side ``s``; return how many areas are reached.

    ``later``: a later round of delivery, on links and entries that have room
    left (``scratch.room``, ``scratch.entry_room``); else on all passable links.
    """
    for a in range(scratch.near.size):
        scratch.near[a] = UNREACHED
        scratch.mark[a] = 0
        parent[a] = NOWHERE
        up[a] = NOWHERE
    for e in range(world.actors.entry_area.size):
        a = world.actors.entry_area[e]
        if world.actors.entry_side[e] != s or not friendly(state.ground, state.politics, s, a):
            continue
        if not later or scratch.entry_room[e] > 0.0:
            scratch.near[at(a)] = 0.0
    count = 0
    a = _nearest(world, scratch)
    while a != NOWHERE:
        scratch.mark[at(a)] = 1
        order[at(count)] = a
        count += 1
        for arc in range(world.map.first_arc[at(a)], world.map.first_arc[at(a + 1)]):
            b, link = world.map.arc_to[at(arc)], world.map.arc_link[at(arc)]
            if scratch.mark[at(b)] == 1 or not passable(world, state, params, s, link):
                continue
            if later and scratch.room[at(link)] <= 0.0:
                continue
            km = world.map.km[at(link)]
            if state.flows.fire[at(s), at(link)] >= params.fire_seen:
                km *= UNDER_FIRE
            cost = scratch.near[at(a)] + km
            if cost < scratch.near[at(b)]:
                scratch.near[at(b)] = cost
                parent[at(b)] = a
                up[at(b)] = link
        a = _nearest(world, scratch)
    return count


@compiled
def _nearest(world: World, scratch: Scratch) -> int:
    """Return the area with the least cost that is not settled yet, or NOWHERE."""
    best, best_cost, best_key = NOWHERE, UNREACHED, 0
    for a in range(scratch.near.size):
        if scratch.mark[a] == 0 and scratch.near[a] < UNREACHED:
            cost, area_key = scratch.near[a], world.map.area_key[a]
            if best == NOWHERE or cost < best_cost or (cost == best_cost and area_key < best_key):
                best, best_cost, best_key = a, cost, area_key
    return best
