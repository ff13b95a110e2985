"""Delivery: one day's tonnes along the tree of shortest ways, with shares where room is short.

Up the tree: what an area passes on is what it wants and what its branches may
carry, each branch at most its room. Down the tree: what comes in is shared in
that proportion, less what fire on a link destroys: road_loss * fire of what
sets out over it (losses in proportion to interdiction), booked as taken in
and lost, and asked for again. What is still wanted is tried again on the room that is left.
No link and no entry carries more than its room, and no area is sent more than a
cap on its supply allows (checked in tests).
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.engine.needs import allowed
from hinge.engine.routes import build_tree, open_entries, open_links
from hinge.world.arrays import LOST, NOWHERE, TAKEN_IN, State, World
from hinge.world.kinds import Floats, Ints
from hinge.world.params import Params
from hinge.world.scratch import ROUNDS, Scratch

ENOUGH = 0.02  # share of what was wanted at which no further round is tried
SURELY = 0.99  # part of that at which no other order of adding says otherwise


@compiled
def deliver(world: World, state: State, scratch: Scratch, params: Params, s: int) -> None:
    """Fill ``scratch.given`` (A,) tonnes for side ``s`` from its row of ``scratch.asked``."""
    open_links(world, state, scratch, params, s)
    open_entries(world, state, scratch, s)
    wish, given = scratch.wish, scratch.given
    asked, capped = scratch.asked, state.politics.capped
    for a in range(wish.size):
        wish[a] = allowed(asked, capped, s, a)
        given[a] = 0.0
    order, parent, up = state.flows.order[at(s)], state.flows.parent[at(s)], state.flows.up[at(s)]
    reached = state.flows.reached[at(s)]
    wanted = _left(wish, order, reached)
    for n in range(ROUNDS):
        if n > 0:
            row = s * ROUNDS + n
            reached = _tree(world, scratch, state.flows.fire[at(s)], params.fire_seen, row)
            order, parent = scratch.tree_order[at(row)], scratch.tree_parent[at(row)]
            up = scratch.tree_up[at(row)]
        before = _left(wish, order, reached)
        if before <= ENOUGH * wanted:
            return
        _gather(scratch.through, wish, scratch.room, order, parent, up, reached)
        burnt = _spread(world, state, scratch, params, order, parent, up, reached, s)
        state.flows.books[TAKEN_IN] += burnt
        state.flows.books[LOST] += burnt
        left = _left(wish, order, reached)
        if left >= before:
            return
        if left <= SURELY * ENOUGH * wanted and not _reaches_more(world, scratch, order, reached):
            return  # as the next round would find, which spares its search of the roads


@compiled
def _tree(world: World, scratch: Scratch, fire: Floats, seen: float, row: int) -> int:
    """Have the shortest ways over what still has room in a row of ``scratch.tree_order``; return areas reached.

    The same ways are mostly full in the same round of the next day: then the tree still stands.
    """
    ways, room, entry_room = scratch.kept_ways[at(row)], scratch.room, scratch.entry_room
    links, changed = room.size, 0
    for link in range(links):
        now = (1 + (fire[link] >= seen)) * (room[link] > 0.0)
        changed += now != ways[link]
        ways[link] = now
    for e in range(entry_room.size):
        now = 1 * (entry_room[e] > 0.0)
        changed += now != ways[links + e]
        ways[links + e] = now
    if changed > 0:
        order, parent = scratch.tree_order[at(row)], scratch.tree_parent[at(row)]
        up = scratch.tree_up[at(row)]
        scratch.tree_reached[at(row)] = build_tree(world, scratch, fire, seen, order, parent, up)
    return scratch.tree_reached[at(row)]


@compiled
def _reaches_more(world: World, scratch: Scratch, order: Ints, reached: int) -> bool:
    """Say whether links and entries with room reach an area that is not among the first of ``order``."""
    mark, room = scratch.mark, scratch.room
    end_a, end_b = world.map.end_a, world.map.end_b
    entry_area, entry_room = world.actors.entry_area, scratch.entry_room
    for a in range(mark.size):
        mark[a] = 0
    for n in range(reached):
        mark[at(order[n])] = 1
    for e in range(entry_room.size):
        if entry_room[e] > 0.0 and mark[at(entry_area[e])] == 0:
            return True
    for link in range(room.size):
        if room[link] > 0.0 and mark[at(end_a[link])] != mark[at(end_b[link])]:
            return True
    return False


@compiled
def _left(wish: Floats, order: Ints, reached: int) -> float:
    """Return the tonnes still wanted in the areas that the tree reaches."""
    total = 0.0
    for n in range(reached):
        total += wish[at(order[n])]
    return total


@compiled
def _gather(
    through: Floats, wish: Floats, room: Floats, order: Ints, parent: Ints, up: Ints, reached: int
) -> None:
    """Fill ``through`` (A,) from the leaves: own wish and what each branch may carry."""
    for n in range(reached):
        a = order[n]
        through[at(a)] = wish[at(a)]
    for n in range(reached - 1, -1, -1):
        a = order[n]
        above = parent[at(a)]
        if above != NOWHERE:
            through[at(above)] += min(through[at(a)], room[at(up[at(a)])])


@compiled
def _spread(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    order: Ints,
    parent: Ints,
    up: Ints,
    reached: int,
    s: int,
) -> float:
    """Bring tonnes down from the entries: each area and branch gets its share; return those lost to fire."""
    fire, road_loss, burnt = state.flows.fire[at(s)], params.road_loss, 0.0
    through, room, share = scratch.through, scratch.room, scratch.far
    wish, given = scratch.wish, scratch.given
    for n in range(reached):
        a = order[n]
        wanted = through[at(a)]
        above = parent[at(a)]
        come = 0.0
        if above == NOWHERE:
            come = _draw(world, scratch, s, a, wanted)
        else:
            link = up[at(a)]
            come = min(wanted, room[at(link)]) * share[at(above)]
            room[at(link)] -= come
            gone = road_loss * fire[at(link)] * come
            come -= gone
            burnt += gone
        share[at(a)] = min(1.0, come / wanted) if wanted > 0.0 else 0.0
        got = wish[at(a)] * share[at(a)]
        given[at(a)] += got
        wish[at(a)] -= got
    return burnt


@compiled
def _draw(world: World, scratch: Scratch, s: int, a: int, wanted: float) -> float:
    """Take up to ``wanted`` tonnes from the entries of side ``s`` in area ``a``; return what came."""
    area, side, room = world.actors.entry_area, world.actors.entry_side, scratch.entry_room
    come = 0.0
    for e in range(room.size):
        if area[e] == a and side[e] == s:
            part = min(wanted - come, room[e])
            room[e] -= part
            come += part
    return come
