"""Delivery: one day's tonnes along the tree of shortest ways, with shares where room is short.

Up the tree: what an area passes on is what it wants and what its branches may
carry, each branch at most its room. Down the tree: what comes in is shared in
that proportion. What is still wanted is tried again on the room that is left.
No link and no entry carries more than its room (checked in tests).
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.engine.routes import build_tree, throughput
from hinge.world.arrays import NOWHERE, Scratch, State, World
from hinge.world.params import Params

ROUNDS = 3
ENOUGH = 0.02  # share of what was wanted at which no further round is tried


@compiled
def deliver(world: World, state: State, scratch: Scratch, params: Params, s: int) -> None:
    """Fill ``scratch.given`` (A,) tonnes for side ``s`` from ``scratch.wish``, which it uses up."""
    for link in range(scratch.room.size):
        scratch.room[link] = throughput(world, state, params, s, link)
    for e in range(scratch.entry_room.size):
        own = world.actors.entry_side[e] == s
        scratch.entry_room[e] = state.flows.capacity[e] if own else 0.0
    reached = state.flows.reached[s]
    for n in range(reached):
        a = state.flows.order[s, n]
        scratch.order[n] = a
        scratch.parent[at(a)] = state.flows.parent[s, at(a)]
        scratch.up[at(a)] = state.flows.up[s, at(a)]
    wanted = _left(scratch, reached)
    for n in range(ROUNDS):
        if n > 0:
            reached = build_tree(
                world,
                state,
                scratch,
                params,
                s,
                True,
                scratch.order,
                scratch.parent,
                scratch.up,
            )
        before = _left(scratch, reached)
        if before <= ENOUGH * wanted:
            return
        _gather(scratch, reached)
        _spread(world, scratch, reached, s)
        if _left(scratch, reached) >= before:
            return


@compiled
def _left(scratch: Scratch, reached: int) -> float:
    """Return the tonnes still wanted in the areas that the tree reaches."""
    total = 0.0
    for n in range(reached):
        total += scratch.wish[at(scratch.order[n])]
    return total


@compiled
def _gather(scratch: Scratch, reached: int) -> None:
    """Fill ``scratch.through`` (A,) from the leaves: own wish and what each branch may carry."""
    for n in range(reached):
        a = scratch.order[n]
        scratch.through[at(a)] = scratch.wish[at(a)]
    for n in range(reached - 1, -1, -1):
        a = scratch.order[n]
        above = scratch.parent[at(a)]
        if above != NOWHERE:
            carried = min(scratch.through[at(a)], scratch.room[at(scratch.up[at(a)])])
            scratch.through[at(above)] += carried


@compiled
def _spread(world: World, scratch: Scratch, reached: int, s: int) -> None:
    """Bring tonnes down from the entries: each area and branch gets its share of what comes in."""
    for n in range(reached):
        a = scratch.order[n]
        wanted = scratch.through[at(a)]
        above = scratch.parent[at(a)]
        come = 0.0
        if above == NOWHERE:
            come = _draw(world, scratch, s, a, wanted)
        else:
            link = scratch.up[at(a)]
            come = min(wanted, scratch.room[at(link)]) * scratch.far[at(above)]
            scratch.room[at(link)] -= come
        share = 0.0
        if wanted > 0.0:
            share = min(1.0, come / wanted)
        scratch.far[at(a)] = share
        got = scratch.wish[at(a)] * share
        scratch.given[at(a)] += got
        scratch.wish[at(a)] -= got


@compiled
def _draw(world: World, scratch: Scratch, s: int, a: int, wanted: float) -> float:
    """Take up to ``wanted`` tonnes from the entries of side ``s`` in area ``a``; return what came."""
    come = 0.0
    for e in range(scratch.entry_room.size):
        if world.actors.entry_area[e] == a and world.actors.entry_side[e] == s:
            part = min(wanted - come, scratch.entry_room[e])
            scratch.entry_room[e] -= part
            come += part
    return come
