"""Who takes part in an effort: those in touch with the objective, and reserves, nearest first."""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.engine.contacts import find_contacts
from hinge.engine.ways import UNREACHED, distances
from hinge.world.arrays import NOBODY, NOWHERE, State, World
from hinge.world.codes import MAIN, NO_EFFORT
from hinge.world.scratch import Scratch

BARE = 0.02  # thousands: what an empty area is taken to hold, so that odds stay finite
SEVERAL = -2  # more than one area
UNKNOWN = -1.0  # thousands: a defence not worked out yet
LIVING, VALUED = 0, 1  # rows of scratch.weighed


@compiled
def is_free(persons: float, rest: float, effort: int, goal: int, contested: int) -> bool:
    """Say whether a formation can be given a task: there, rested, without one, and not fighting."""
    idle = effort == NO_EFFORT and goal == NOWHERE
    return idle and persons > 0.0 and rest <= 0.0 and contested == 0


@compiled
def must_guard(others: int, watched: int, objective: int) -> bool:
    """Say whether an area has another hostile neighbour than the objective, and nobody else to watch it.

    ``others``: formations there that stay anyway; ``watched``: as in ``survey_front``.
    """
    return others == 0 and watched not in (NOWHERE, objective)


@compiled
def survey_front(world: World, state: State, scratch: Scratch, s: int) -> None:
    """Look at the front of side ``s`` once for all of it that decide today.

    Fills its contacts; ``scratch.living`` and ``guard`` (A,), formations with soldiers and how many
    of them stand in an area; and ``watched`` (A,): the hostile neighbour with soldiers of an own
    area, NOWHERE where there is none, SEVERAL where there are more. ``value`` and ``against`` are to
    be worked out anew.
    """
    find_contacts(world, state, scratch, s)
    _muster_side(world, state, scratch, s)
    watched, against, front = scratch.watched, scratch.against, scratch.front
    first_contact, contact = scratch.first_contact, scratch.contact
    control, seen = state.ground.control, state.commands.seen
    for a in range(watched.size):
        watched[a] = NOWHERE
    for n in range(scratch.fronts[at(s)]):
        a = front[at(s), n]
        against[at(a)] = UNKNOWN
        if control[at(a)] == NOBODY or seen[at(s), at(a)] <= BARE:
            continue
        for c in range(first_contact[at(s), n], first_contact[at(s), n + 1]):
            b = contact[at(s), at(c)]
            watched[at(b)] = a if watched[at(b)] in (NOWHERE, a) else SEVERAL
    scratch.weighed[VALUED] = 0


@compiled
def _muster_side(world: World, state: State, scratch: Scratch, s: int) -> None:
    """Fill ``scratch.living`` and ``guard`` (A,) with the formations of side ``s`` that have soldiers."""
    living, guard, number = scratch.living, scratch.guard, 0
    side, strength, area = world.actors.formation_side, state.forces.strength, state.forces.area
    for f in range(side.size):
        living[at(number)] = f
        number += 1 if (side[f] == s) & (strength[f] > 0.0) else 0
    for a in range(guard.size):
        guard[a] = 0
    for n in range(number):
        guard[at(area[at(living[n])])] += 1
    scratch.weighed[LIVING] = number


@compiled
def in_touch(world: World, state: State, scratch: Scratch, s: int) -> None:
    """Fill ``scratch.beside`` (A,): free strength (``weight``) beside an area of the front, less one guard (``least``).

    -1 off the map and where an attack is not allowed.
    """
    beside, watched, front = scratch.beside, scratch.watched, scratch.front
    control, weight, others = state.ground.control, scratch.weight, scratch.others
    least = scratch.least
    first_contact, contact = scratch.first_contact, scratch.contact
    forbidden, calm = state.politics.forbidden, state.politics.calm
    for n in range(scratch.fronts[at(s)]):
        a = front[at(s), n]
        beside[at(a)] = -1.0
        if world.map.on_map[at(a)] == 0 or forbidden[at(s), at(a)] == 1:
            continue
        holder = control[at(a)]
        if holder >= 0 and calm[at(s), at(holder)] >= 1.0:
            continue
        local = 0.0
        for c in range(first_contact[at(s), n], first_contact[at(s), n + 1]):
            b = contact[at(s), at(c)]
            if weight[at(b)] > 0.0:
                local += weight[at(b)]
                if must_guard(others[at(b)], watched[at(b)], a):
                    local -= least[at(b)]
        beside[at(a)] = local


@compiled
def assign(
    world: World, state: State, scratch: Scratch, k: int, s: int, objective: int, share: float
) -> None:
    """Give the objective to the formations in touch, and to reserves, nearest first, up to the share."""
    ways, control, contested = world.map, state.ground.control, state.ground.contested
    relation, others, watched = state.politics.relation, scratch.others, scratch.watched
    home = scratch.home
    forces, command = state.forces, state.politics.command
    area, effort, task, goal = forces.area, forces.effort, forces.task, forces.goal
    strength, rest = forces.strength, forces.rest
    faction, reserve = world.actors.formation_faction, world.actors.formation_reserve
    c = command[at(k)]
    staging, staging_km = NOWHERE, UNREACHED
    for arc in range(ways.first_arc[at(objective)], ways.first_arc[at(objective + 1)]):
        b = ways.arc_to[at(arc)]
        if control[at(b)] != s:
            continue
        km = ways.km[at(ways.arc_link[at(arc)])]
        if km < staging_km and contested[at(b)] == 0:
            staging, staging_km = b, km
        stays = must_guard(others[at(b)], watched[at(b)], objective)
        for f in range(area.size):
            line = area[f] == b and reserve[f] == 0 and command[at(faction[f])] == c
            if stays and f == home[at(b)]:
                continue
            if line and is_free(strength[f], rest[f], effort[f], goal[f], contested[at(b)]):
                effort[f] = MAIN
                task[f] = k
    if staging == NOWHERE or share <= 0.0:
        return
    near = scratch.near
    distances(ways, control, relation, s, staging, near, scratch, UNREACHED, NOWHERE)
    effective, wanted = scratch.effective, share * scratch.reach[at(objective)]
    while wanted > 0.0:
        f = _nearest_reserve(world, state, scratch, c)
        if f < 0 or effective[at(f)] > 2.0 * wanted:
            return
        effort[at(f)] = MAIN
        task[at(f)] = k
        if area[at(f)] != staging:
            goal[at(f)] = staging
        wanted -= effective[at(f)]


@compiled
def _nearest_reserve(world: World, state: State, scratch: Scratch, k: int) -> int:
    """Return the free reserve formation of command ``k`` with the least ``scratch.near``, or -1."""
    forces, contested, near = state.forces, state.ground.contested, scratch.near
    strength, rest, effort, goal = forces.strength, forces.rest, forces.effort, forces.goal
    area, command, formation_key = forces.area, state.politics.command, world.actors.formation_key
    faction, reserve = world.actors.formation_faction, world.actors.formation_reserve
    best, best_km = -1, UNREACHED
    for f in range(area.size):
        if reserve[f] == 0 or command[at(faction[f])] != k:
            continue
        if not is_free(strength[f], rest[f], effort[f], goal[f], contested[at(area[f])]):
            continue
        km = near[at(area[f])]
        closer = km < best_km
        if best >= 0 and km == best_km:
            closer = formation_key[f] < formation_key[at(best)]
        if closer:
            best, best_km = f, km
    return best
