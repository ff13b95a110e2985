"""Evacuation: people leave a place that has settled, a limited number a day, and are counted.

Formations leave whole, in the order of their stable numbers, as far as the
day's room (settlement.daily, persons) goes; one that is larger than the room
left goes with the chance room / size, so that on average it waits for as many
days as its size needs. With the last soldiers of an area go a share of its
people (settlement.civilians), and they count in the room. All go to the nearest
own quiet area that supply reaches, by kilometres over any ground, and civilians
are displaced there: leaving under a deal is forced displacement, and harm.

Assumption 1: formations keep their strength and what they carry. Assumption 2:
people leave where soldiers stood; where none did, nobody goes with them.
Assumption 3: the journey takes no time and is not attacked.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.sampling import StreamKey, uniform, whole
from hinge.engine.purposes import EVACUATION
from hinge.engine.ways import UNREACHED
from hinge.world.arrays import NEVER, NOBODY, NOWHERE, State, World
from hinge.world.codes import NO_EFFORT
from hinge.world.params import Params
from hinge.world.scratch import Scratch

PEOPLE, ROOM = 1, 2  # sub-indices of the draws of a formation


@compiled
def refuge(world: World, state: State, scratch: Scratch, s: int, g: int) -> int:
    """Return the own quiet area outside region ``g`` that supply reaches, nearest to what ``s`` holds there.

    NOWHERE if there is none. Distances run over any ground.
    """
    near, end_a, end_b, km = scratch.near, world.map.end_a, world.map.end_b, world.map.km
    for a in range(near.size):
        near[a] = UNREACHED
    for n in range(world.watch.first_area[at(g)], world.watch.first_area[at(g + 1)]):
        if state.ground.control[at(world.watch.region_area[at(n)])] == s:
            near[at(world.watch.region_area[at(n)])] = 0.0
    changed = True
    while changed:
        changed = False
        for link in range(end_a.size):
            a, b = end_a[link], end_b[link]
            if near[at(a)] + km[link] < near[at(b)]:
                near[at(b)] = near[at(a)] + km[link]
                changed = True
            if near[at(b)] + km[link] < near[at(a)]:
                near[at(a)] = near[at(b)] + km[link]
                changed = True
    best, best_key = NOWHERE, 0
    for n in range(state.flows.reached[at(s)]):
        a = state.flows.order[at(s), n]
        quiet = state.ground.control[at(a)] == s and state.ground.contested[at(a)] == 0
        if not quiet or world.map.on_map[at(a)] == 0 or near[at(a)] >= UNREACHED:
            continue
        if near[at(a)] <= 0.0:  # part of the place itself
            continue
        area_key = world.map.area_key[at(a)]
        closer = best == NOWHERE or near[at(a)] < near[at(best)]
        if closer or (near[at(a)] == near[at(best)] and area_key < best_key):
            best, best_key = a, area_key
    return best


@compiled
def leave(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    s: int,
    there: int,
    day: int,
) -> float:
    """Let soldiers of side ``s`` and people of the marked place go to ``there`` for a day; return the persons."""
    room, moved = params.deal_daily, 0.0
    f = _next_formation(world, state, scratch, s, NOBODY)
    while f != NOBODY:
        entity, here = world.actors.formation_key[at(f)], state.forces.area[at(f)]
        people = 0.0
        if _last_here(world, state, s, f):
            count = state.people.residents[at(here)] + state.people.displaced[at(here)]
            u = uniform(key, day, EVACUATION, PEOPLE, entity)
            people = min(count, whole(count * params.deal_civilians, u))
        size = state.forces.strength[at(f)] + people
        if size > room and uniform(key, day, EVACUATION, ROOM, entity) >= room / size:
            return moved
        _take_out(state, f, here, there, people)
        moved += size
        room -= size
        if room <= 0.0:
            return moved
        f = _next_formation(world, state, scratch, s, f)
    return moved


@compiled
def _next_formation(world: World, state: State, scratch: Scratch, s: int, last: int) -> int:
    """Return the formation of side ``s`` in the marked place with the next stable number after ``last``."""
    best, keys = NOBODY, world.actors.formation_key
    for f in range(keys.size):
        if world.actors.formation_side[f] != s or state.forces.strength[f] <= 0.0:
            continue
        if scratch.guard[at(state.forces.area[f])] == 0:
            continue
        if last != NOBODY and keys[f] <= keys[at(last)]:
            continue
        if best == NOBODY or keys[f] < keys[at(best)]:
            best = f
    return best


@compiled
def _last_here(world: World, state: State, s: int, f: int) -> bool:
    """Say whether no other soldiers of side ``s`` stand where formation ``f`` does."""
    for other in range(state.forces.area.size):
        if other != f and state.forces.area[other] == state.forces.area[at(f)]:
            if world.actors.formation_side[other] == s and state.forces.strength[other] > 0.0:
                return False
    return True


@compiled
def _take_out(state: State, f: int, here: int, there: int, people: float) -> None:
    """Bring formation ``f`` and ``people`` civilians of its area to ``there``."""
    state.forces.area[at(f)] = there
    state.forces.goal[at(f)] = NOWHERE
    state.forces.road[at(f)] = NOWHERE
    state.forces.travel[at(f)] = 0.0
    state.forces.effort[at(f)] = NO_EFFORT
    if people <= 0.0:
        return
    residents, displaced = state.people.residents[at(here)], state.people.displaced[at(here)]
    guests = min(displaced, float(int(people * displaced / (residents + displaced) + 0.5)))
    guests = max(guests, people - residents)
    state.people.displaced[at(here)] -= guests
    state.people.residents[at(here)] -= people - guests
    state.people.displaced[at(there)] += people


@compiled
def hand_over(world: World, state: State, scratch: Scratch, taker: int, day: int) -> None:
    """Give the marked place, empty of its soldiers, to side ``taker``."""
    for a in range(scratch.guard.size):
        if scratch.guard[a] == 1:
            state.ground.control[a] = taker
            state.ground.contested[a] = 0
            state.ground.battle_since[a] = NEVER
            state.ground.held_since[a] = day
    for s in range(world.actors.side_key.size):
        state.flows.stale[s] = 1
