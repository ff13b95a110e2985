"""Who takes part in an effort: those in touch with the objective, and reserves, nearest first."""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.engine.ways import UNREACHED, distances
from hinge.world.arrays import NOWHERE, State, World
from hinge.world.codes import HOSTILE, MAIN, NO_EFFORT
from hinge.world.scratch import Scratch

BARE = 0.02  # thousands: what an empty area is taken to hold, so that odds stay finite


@compiled
def is_free(state: State, f: int) -> bool:
    """Say whether formation ``f`` can be given a task: there, rested, without one, and not fighting."""
    if state.forces.strength[at(f)] <= 0.0 or state.forces.rest[at(f)] > 0.0:
        return False
    if state.forces.effort[at(f)] != NO_EFFORT or state.forces.goal[at(f)] != NOWHERE:
        return False
    return state.ground.contested[at(state.forces.area[at(f)])] == 0


@compiled
def may_move(world: World, state: State, k: int, f: int) -> bool:
    """Say whether formation ``f`` obeys command ``k`` and is free."""
    if state.politics.command[at(world.actors.formation_faction[f])] != k:
        return False
    return is_free(state, f)


@compiled
def must_guard(
    world: World, state: State, scratch: Scratch, s: int, a: int, objective: int
) -> bool:
    """Say whether area ``a`` has another hostile neighbour and only one formation to watch it."""
    if scratch.guard[at(a)] > 1:
        return False
    for arc in range(world.map.first_arc[at(a)], world.map.first_arc[at(a + 1)]):
        b = world.map.arc_to[at(arc)]
        if b == objective:
            continue
        holder = state.ground.control[at(b)]
        if holder >= 0 and state.politics.relation[at(s), at(holder)] == HOSTILE:
            if state.commands.seen[at(s), at(b)] > BARE:
                return True
    return False


@compiled
def assign(
    world: World, state: State, scratch: Scratch, k: int, s: int, objective: int, share: float
) -> None:
    """Give the objective to the formations in touch, and to reserves, nearest first, up to the share."""
    c = state.politics.command[at(k)]
    staging, staging_km = NOWHERE, UNREACHED
    for arc in range(world.map.first_arc[at(objective)], world.map.first_arc[at(objective + 1)]):
        b = world.map.arc_to[at(arc)]
        if state.ground.control[at(b)] != s:
            continue
        km = world.map.km[at(world.map.arc_link[at(arc)])]
        if km < staging_km and state.ground.contested[at(b)] == 0:
            staging, staging_km = b, km
        if must_guard(world, state, scratch, s, b, objective):
            continue
        for f in range(state.forces.area.size):
            line = world.actors.formation_reserve[f] == 0
            if line and state.forces.area[f] == b and may_move(world, state, c, f):
                state.forces.effort[f] = MAIN
                state.forces.task[f] = k
    if staging == NOWHERE or share <= 0.0:
        return
    distances(
        world.map, state.ground.control, state.politics.relation, s, staging, scratch.near, scratch
    )
    wanted = share * scratch.reach[at(objective)]
    while wanted > 0.0:
        f = _nearest_reserve(world, state, scratch, c)
        if f < 0 or scratch.effective[at(f)] > 2.0 * wanted:
            return
        state.forces.effort[at(f)] = MAIN
        state.forces.task[at(f)] = k
        if state.forces.area[at(f)] != staging:
            state.forces.goal[at(f)] = staging
        wanted -= scratch.effective[at(f)]


@compiled
def _nearest_reserve(world: World, state: State, scratch: Scratch, k: int) -> int:
    """Return the free reserve formation of command ``k`` with the least ``scratch.near``, or -1."""
    best, best_km = -1, UNREACHED
    for f in range(state.forces.area.size):
        if world.actors.formation_reserve[f] == 0 or not may_move(world, state, k, f):
            continue
        km = scratch.near[at(state.forces.area[f])]
        closer = km < best_km
        if best >= 0 and km == best_km:
            closer = world.actors.formation_key[f] < world.actors.formation_key[at(best)]
        if closer:
            best, best_km = f, km
    return best
