"""Siege states, found from control and supply and never set.

closed           nothing can reach the region
closed by fire   a way exists, but the flow is under a tenth of need
insecure         every way has a link under fire
open             otherwise

The flow is the exact maximum flow from the side's entries to the areas that it
holds in the region (shortest augmenting paths, Edmonds and Karp 1972; its dual,
the minimum cut, is the corridor: Ford and Fulkerson 1956). It is computed anew
where control, fire or an entry changed.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.engine.needs import area_need
from hinge.engine.routes import passable, throughput
from hinge.engine.ways import friendly
from hinge.world.arrays import NOWHERE, Scratch, State, World
from hinge.world.codes import CLOSED, CLOSED_BY_FIRE, INSECURE, OPEN
from hinge.world.params import Params

STARVING = 0.1  # share of need below which a way under fire counts as closed
NEGLIGIBLE = 1.0e-9  # tonnes


@compiled
def sieges(world: World, state: State, scratch: Scratch, params: Params, changed: bool) -> None:
    """Fill ``flows.into``, ``flows.share`` and ``flows.siege`` (W,)."""
    for w in range(state.flows.siege.size):
        s, region = world.watch.watch_side[w], world.watch.watch_region[w]
        if changed:
            state.flows.into[w] = max_flow(world, state, scratch, params, s, region)
        need = 0.0
        for n in range(world.watch.first_area[at(region)], world.watch.first_area[at(region + 1)]):
            need += area_need(world, state, scratch, params, s, world.watch.region_area[at(n)])
        flow = state.flows.into[w]
        state.flows.share[w] = flow / need if need > NEGLIGIBLE else 0.0
        if flow <= NEGLIGIBLE:
            state.flows.siege[w] = CLOSED
        elif flow < STARVING * need:
            state.flows.siege[w] = CLOSED_BY_FIRE
        elif changed or state.flows.siege[w] >= CLOSED_BY_FIRE:
            safe = _safe_way(world, state, scratch, params, s, region)
            state.flows.siege[w] = OPEN if safe else INSECURE


@compiled
def max_flow(
    world: World, state: State, scratch: Scratch, params: Params, s: int, region: int
) -> float:
    """Return tonnes a day that side ``s`` could send from its entries to what it holds in ``region``."""
    for link in range(scratch.room.size):
        scratch.room[link] = throughput(world, state, params, s, link)
        scratch.flow[link] = 0.0
    for e in range(scratch.entry_room.size):
        own = world.actors.entry_side[e] == s
        scratch.entry_room[e] = state.flows.capacity[e] if own else 0.0
    _mark_targets(world, state, scratch, s, region)
    total = 0.0
    target = _augmenting_path(world, state, scratch, s)
    while target != NOWHERE:
        total += _augment(world, scratch, target)
        target = _augmenting_path(world, state, scratch, s)
    return total


@compiled
def _mark_targets(world: World, state: State, scratch: Scratch, s: int, region: int) -> None:
    """Set ``scratch.guard`` (A,) to 1 for the areas of ``region`` that side ``s`` holds."""
    for a in range(scratch.guard.size):
        scratch.guard[a] = 0
    for n in range(world.watch.first_area[at(region)], world.watch.first_area[at(region + 1)]):
        a = world.watch.region_area[at(n)]
        if state.ground.control[at(a)] == s:
            scratch.guard[at(a)] = 1


@compiled
def _augmenting_path(world: World, state: State, scratch: Scratch, s: int) -> int:
    """Search from entries with room over links with room; return a target reached, or NOWHERE.

    ``scratch.parent``: area before (itself at an entry, whose row is in
    ``scratch.order``); ``scratch.up``: link used.
    """
    for a in range(scratch.parent.size):
        scratch.parent[a] = NOWHERE
    head, tail = 0, 0
    for e in range(scratch.entry_room.size):
        a = world.actors.entry_area[e]
        if scratch.entry_room[e] <= NEGLIGIBLE or scratch.parent[at(a)] != NOWHERE:
            continue
        if friendly(state.ground, state.politics, s, a):
            scratch.parent[at(a)] = a
            scratch.order[at(a)] = e
            scratch.queue[at(tail)] = a
            tail += 1
    while head < tail:
        a = scratch.queue[at(head)]
        head += 1
        if scratch.guard[at(a)] == 1:
            return a
        for arc in range(world.map.first_arc[at(a)], world.map.first_arc[at(a + 1)]):
            b, link = world.map.arc_to[at(arc)], world.map.arc_link[at(arc)]
            if scratch.parent[at(b)] == NOWHERE:
                if _room_from(world, scratch, a, link) > NEGLIGIBLE:
                    scratch.parent[at(b)] = a
                    scratch.up[at(b)] = link
                    scratch.queue[at(tail)] = b
                    tail += 1
    return NOWHERE


@compiled
def _room_from(world: World, scratch: Scratch, a: int, link: int) -> float:
    """Return the tonnes that can still go over ``link`` away from ``a``, counting flow that can be undone."""
    if world.map.end_a[at(link)] == a:
        return scratch.room[at(link)] - scratch.flow[at(link)]
    return scratch.room[at(link)] + scratch.flow[at(link)]


@compiled
def _augment(world: World, scratch: Scratch, target: int) -> float:
    """Send as much as the path to ``target`` carries; return the tonnes."""
    amount = 1.0e18
    b = target
    while scratch.parent[at(b)] != b:
        a = scratch.parent[at(b)]
        amount = min(amount, _room_from(world, scratch, a, scratch.up[at(b)]))
        b = a
    entry = scratch.order[at(b)]
    amount = min(amount, scratch.entry_room[at(entry)])
    scratch.entry_room[at(entry)] -= amount
    b = target
    while scratch.parent[at(b)] != b:
        a, link = scratch.parent[at(b)], scratch.up[at(b)]
        if world.map.end_a[at(link)] == a:
            scratch.flow[at(link)] += amount
        else:
            scratch.flow[at(link)] -= amount
        b = a
    return amount


@compiled
def _safe_way(
    world: World, state: State, scratch: Scratch, params: Params, s: int, region: int
) -> bool:
    """Say whether some way from an entry to the region has no link under fire."""
    for link in range(scratch.room.size):
        calm = state.flows.fire[at(s), at(link)] < params.fire_seen
        usable = calm and passable(world, state, params, s, link)
        scratch.room[link] = 1.0 if usable else 0.0
        scratch.flow[link] = 0.0
    for e in range(scratch.entry_room.size):
        own = world.actors.entry_side[e] == s and state.flows.capacity[e] > 0.0
        scratch.entry_room[e] = 1.0 if own else 0.0
    _mark_targets(world, state, scratch, s, region)
    return _augmenting_path(world, state, scratch, s) != NOWHERE
