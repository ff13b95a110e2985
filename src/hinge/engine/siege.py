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
from hinge.engine.needs import region_need
from hinge.engine.routes import open_entries, open_links
from hinge.world.arrays import NOWHERE, State, World
from hinge.world.codes import CLOSED, CLOSED_BY_FIRE, INSECURE, OPEN
from hinge.world.kinds import Floats, Ints
from hinge.world.params import Params
from hinge.world.scratch import Scratch

STARVING = 0.1  # share of need below which a way under fire counts as closed
NEGLIGIBLE = 1.0e-9  # tonnes


@compiled
def sieges(world: World, state: State, scratch: Scratch, params: Params, changed: bool) -> None:
    """Fill ``flows.into``, ``flows.share`` and ``flows.siege`` (W,); each side's links are looked at once."""
    into, siege, share = state.flows.into, state.flows.siege, state.flows.share
    side, region = world.watch.watch_side, world.watch.watch_region
    for s in range(world.actors.side_key.size):
        opened, searched = False, False
        for w in range(siege.size):
            if changed and side[w] == s:
                if not opened:
                    open_links(world, state, scratch, params, s)
                    opened = True
                into[w] = _most(world, state, scratch, s, region[w])
        for w in range(siege.size):
            if side[w] != s:
                continue
            need = region_need(world, state, scratch, params, s, region[w])
            share[w] = into[w] / need if need > NEGLIGIBLE else 0.0
            if into[w] <= NEGLIGIBLE:
                siege[w] = CLOSED
            elif into[w] < STARVING * need:
                siege[w] = CLOSED_BY_FIRE
            elif changed or siege[w] >= CLOSED_BY_FIRE:
                if not searched:
                    _search_safe_ways(world, state, scratch, params, s)
                    searched = True
                safe = _safe_way(world, state, scratch, s, region[w])
                siege[w] = OPEN if safe else INSECURE


@compiled
def max_flow(
    world: World, state: State, scratch: Scratch, params: Params, s: int, region: int
) -> float:
    """Return tonnes a day that side ``s`` could send from its entries to what it holds in ``region``."""
    open_links(world, state, scratch, params, s)
    return _most(world, state, scratch, s, region)


@compiled
def _most(world: World, state: State, scratch: Scratch, s: int, region: int) -> float:
    """Return ``max_flow``; ``scratch.room`` holds the links of side ``s``, and is left as it was."""
    total, flow = 0.0, scratch.flow
    if not _mark_targets(world, state, scratch, s, region):
        return total
    open_entries(world, state, scratch, s)
    for link in range(flow.size):
        flow[link] = 0.0
    target = _augmenting_path(world, scratch)
    while target != NOWHERE:
        total += _augment(world, scratch, target)
        target = _augmenting_path(world, scratch)
    return total


@compiled
def _mark_targets(world: World, state: State, scratch: Scratch, s: int, region: int) -> bool:
    """Set ``scratch.guard`` (A,) to 1 for the areas of ``region`` that side ``s`` holds; say whether there are any."""
    guard, control, found = scratch.guard, state.ground.control, False
    for a in range(guard.size):
        guard[a] = 0
    first, members = world.watch.first_area, world.watch.region_area
    for n in range(first[at(region)], first[at(region + 1)]):
        a = members[at(n)]
        if control[at(a)] == s:
            guard[at(a)] = 1
            found = True
    return found


@compiled
def _augmenting_path(world: World, scratch: Scratch) -> int:
    """Search from entries with room over links with room; return a target reached, or NOWHERE.

    ``scratch.parent``: area before (itself at an entry, whose row is in
    ``scratch.order``); ``scratch.up``: link used.
    """
    parent, up, queue, guard = scratch.parent, scratch.up, scratch.queue, scratch.guard
    entry_area, entry_room, order = world.actors.entry_area, scratch.entry_room, scratch.order
    first_arc, arc_to, arc_link = world.map.first_arc, world.map.arc_to, world.map.arc_link
    end_a, room, flow = world.map.end_a, scratch.room, scratch.flow
    for a in range(parent.size):
        parent[a] = NOWHERE
    head, tail = 0, 0
    for e in range(entry_room.size):
        a = entry_area[e]
        if entry_room[e] > NEGLIGIBLE and parent[at(a)] == NOWHERE:
            parent[at(a)] = a
            order[at(a)] = e
            queue[at(tail)] = a
            tail += 1
            if guard[at(a)] == 1:  # who is first in the queue is first out of it, too
                return a
    while head < tail:
        a = queue[at(head)]
        head += 1
        for arc in range(first_arc[at(a)], first_arc[at(a + 1)]):
            b, link = arc_to[at(arc)], arc_link[at(arc)]
            if parent[at(b)] == NOWHERE and _room_from(end_a, room, flow, a, link) > NEGLIGIBLE:
                parent[at(b)] = a
                up[at(b)] = link
                if guard[at(b)] == 1:
                    return b
                queue[at(tail)] = b
                tail += 1
    return NOWHERE


@compiled
def _room_from(end_a: Ints, room: Floats, flow: Floats, a: int, link: int) -> float:
    """Return the tonnes that can still go over ``link`` away from ``a``, counting flow that can be undone."""
    if end_a[at(link)] == a:
        return room[at(link)] - flow[at(link)]
    return room[at(link)] + flow[at(link)]


@compiled
def _augment(world: World, scratch: Scratch, target: int) -> float:
    """Send as much as the path to ``target`` carries; return the tonnes."""
    parent, up, flow, room = scratch.parent, scratch.up, scratch.flow, scratch.room
    end_a = world.map.end_a
    amount = 1.0e18
    b = target
    while parent[at(b)] != b:
        a = parent[at(b)]
        amount = min(amount, _room_from(end_a, room, flow, a, up[at(b)]))
        b = a
    entry, entry_room = scratch.order[at(b)], scratch.entry_room
    amount = min(amount, entry_room[at(entry)])
    entry_room[at(entry)] -= amount
    b = target
    while parent[at(b)] != b:
        a, link = parent[at(b)], up[at(b)]
        if end_a[at(link)] == a:
            flow[at(link)] += amount
        else:
            flow[at(link)] -= amount
        b = a
    return amount


@compiled
def _search_safe_ways(world: World, state: State, scratch: Scratch, params: Params, s: int) -> None:
    """Fill ``scratch.parent`` (A,): NOWHERE where no way without a link under fire leads from an entry of side ``s``."""
    open_links(world, state, scratch, params, s)
    open_entries(world, state, scratch, s)
    room, flow, fire, seen = scratch.room, scratch.flow, state.flows.fire[at(s)], params.fire_seen
    for link in range(room.size):
        flow[link] = 0.0
        if fire[link] >= seen:
            room[link] = 0.0
    guard = scratch.guard
    for a in range(guard.size):
        guard[a] = 0  # no target, so that the search goes everywhere
    _augmenting_path(world, scratch)


@compiled
def _safe_way(world: World, state: State, scratch: Scratch, s: int, region: int) -> bool:
    """Say whether a safe way leads to what side ``s`` holds in ``region``, by the search above."""
    parent, control = scratch.parent, state.ground.control
    first, members = world.watch.first_area, world.watch.region_area
    for n in range(first[at(region)], first[at(region + 1)]):
        a = members[at(n)]
        if control[at(a)] == s and parent[at(a)] != NOWHERE:
            return True
    return False
