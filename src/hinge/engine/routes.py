"""Room on links and entries, and shortest ways from a side's entries as a tree.

room of a link: throughput of its kind * max(eps, 1 - fire), where both ends may
be passed by the side; else 0. Cost of a link: kilometres, three times that
under fire (a detour is preferred up to that length; judgement). Ties fall to
the lower stable number of the area, never to row order.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.engine.ways import UNREACHED, friendly, may_pass, passing
from hinge.world.arrays import NOWHERE, State, World
from hinge.world.kinds import Floats, Ints
from hinge.world.params import Params
from hinge.world.scratch import Scratch

UNDER_FIRE = 3.0


@compiled
def open_links(world: World, state: State, scratch: Scratch, params: Params, s: int) -> None:
    """Fill ``scratch.room`` (L,) with tonnes a day that side ``s`` can send along each link."""
    control, relation = state.ground.control, state.politics.relation
    end_a, end_b, kind = world.map.end_a, world.map.end_b, world.map.kind
    room, fire, throughput = scratch.room, state.flows.fire[at(s)], params.throughput
    floor, ours = params.fire_floor, passing(relation, s)
    for link in range(room.size):
        room[link] = 0.0
        a, b = control[at(end_a[link])], control[at(end_b[link])]
        if may_pass(ours, a) & may_pass(ours, b) == 1:
            room[link] = throughput[at(kind[link])] * max(floor, 1.0 - fire[link])


@compiled
def open_entries(world: World, state: State, scratch: Scratch, s: int) -> None:
    """Fill ``scratch.entry_room`` (E,) with tonnes a day at the entries that side ``s`` can use."""
    control, relation = state.ground.control, state.politics.relation
    area, side, room = world.actors.entry_area, world.actors.entry_side, scratch.entry_room
    capacity = state.flows.capacity
    for e in range(room.size):
        usable = side[e] == s and friendly(control, relation, s, area[e])
        room[e] = capacity[e] if usable else 0.0


@compiled
def build_tree(
    world: World, scratch: Scratch, fire: Floats, seen: float, order: Ints, parent: Ints, up: Ints
) -> int:
    """Fill ``order``, ``parent`` and ``up`` (A,) from links and entries with room; return areas reached.

    ``fire`` (L,): interdiction felt by the side; ``seen``: from where it counts.
    """
    near, mark, room = scratch.near, scratch.mark, scratch.room
    first_arc, arc_to, arc_link = world.map.first_arc, world.map.arc_to, world.map.arc_link
    length, waiting, keys = world.map.km, scratch.queue, world.map.area_key
    entry_area, entry_room = world.actors.entry_area, scratch.entry_room
    for a in range(near.size):
        near[a] = UNREACHED
        mark[a] = 0
        parent[a] = NOWHERE
        up[a] = NOWHERE
    size = 0
    for e in range(entry_room.size):
        a = entry_area[e]
        if entry_room[e] > 0.0 and near[at(a)] > 0.0:
            near[at(a)] = 0.0
            waiting[at(size)] = a
            size += 1
    count = 0
    while size > 0:
        n = _nearest(waiting, near, keys, size)
        a = waiting[at(n)]
        size -= 1
        waiting[at(n)] = waiting[at(size)]
        mark[at(a)] = 1
        order[at(count)] = a
        count += 1
        for arc in range(first_arc[at(a)], first_arc[at(a + 1)]):
            b, link = arc_to[at(arc)], arc_link[at(arc)]
            if mark[at(b)] == 1 or room[at(link)] <= 0.0:
                continue
            km = length[at(link)]
            if fire[at(link)] >= seen:
                km *= UNDER_FIRE
            price = near[at(a)] + km
            if price < near[at(b)]:
                if near[at(b)] >= UNREACHED:
                    waiting[at(size)] = b
                    size += 1
                near[at(b)] = price
                parent[at(b)] = a
                up[at(b)] = link
    return count


@compiled
def _nearest(waiting: Ints, near: Floats, keys: Ints, size: int) -> int:
    """Return the row of the nearest of the first ``size`` areas in ``waiting``, the lower stable number on a tie.

    Few wait at a time, so that looking at them all beats keeping them in order.
    """
    best, least = 0, near[at(waiting[0])]
    for n in range(1, size):
        km = near[at(waiting[n])]
        if km < least or (km == least and keys[at(waiting[n])] < keys[at(waiting[at(best)])]):
            best, least = n, km
    return best
