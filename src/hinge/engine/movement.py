"""Movement along links, all at once; opposed formations that would cross on a link meet there.

days on a link = max(1, ceil(km / (speed of its kind * (1 - fire))))

Speeds are march rates under threat (judgement, parameters movement.speed.*);
fire slows as it slows supply. Assumption 1: a formation on the way counts in
the area it left until it arrives. Assumption 2: it turns no corner on the way;
where the next area has become hostile and is not its objective, it stays.
"""

from __future__ import annotations

import math

from hinge.draws.compiled import at, compiled, entry
from hinge.engine.ways import UNREACHED, distances, friendly
from hinge.world.arrays import NOBODY, NOWHERE, State, World
from hinge.world.codes import HOSTILE, NO_EFFORT
from hinge.world.kinds import Floats, Ints
from hinge.world.params import Params
from hinge.world.scratch import Scratch


@entry
def movement(world: World, state: State, scratch: Scratch, params: Params) -> None:
    """Move every formation that has somewhere to go by one day."""
    forces, forward, backward = state.forces, scratch.forward, scratch.backward
    area, goal, road, travel = forces.area, forces.goal, forces.road, forces.travel
    strength, effort, place, near = forces.strength, forces.effort, scratch.place, scratch.near
    aim = NOWHERE  # the goal for which scratch.near holds distances
    aim_side, known = NOBODY, 0.0  # whose they are, and how far they were looked for
    for link in range(forward.size):
        forward[link] = 0
        backward[link] = 0
    for f in range(area.size):
        place[f] = area[f]
        if strength[f] <= 0.0 or goal[f] == NOWHERE:
            _stand(road, travel, f)  # an order withdrawn is forgotten, and so is its road
            continue
        if area[f] == goal[f]:
            _stand(road, travel, f)
            if effort[f] == NO_EFFORT:
                goal[f] = NOWHERE
            continue
        if road[f] == NOWHERE:
            s = world.actors.formation_side[f]
            if goal[f] != aim or s != aim_side or near[at(area[f])] > known:
                aim, aim_side = goal[f], s
                control, relation = state.ground.control, state.politics.relation
                distances(world.map, control, relation, s, aim, near, scratch, UNREACHED, area[f])
                known = near[at(area[f])]
            _set_out(world, state, scratch, params, f)
        if road[f] != NOWHERE:
            travel[f] -= 1.0
            if travel[f] <= 0.0:
                _announce(world, state, scratch, f)
    for f in range(area.size):
        if road[f] != NOWHERE and travel[f] <= 0.0:
            _arrive(world, state, scratch, f)


@compiled
def _stand(road: Ints, travel: Floats, f: int) -> None:
    """Take formation ``f`` off the road; road, travel (F,)."""
    road[at(f)] = NOWHERE
    travel[at(f)] = 0.0


@compiled
def _may_enter(world: World, state: State, f: int, a: int) -> bool:
    """Say whether formation ``f`` may go into ``a``: friendly ground, or the ground it is sent to take."""
    s = world.actors.formation_side[f]
    if friendly(state.ground.control, state.politics.relation, s, a):
        return True
    if state.forces.effort[f] == NO_EFFORT or state.forces.goal[f] != a:
        return False
    holder = state.ground.control[at(a)]
    return holder == NOBODY or state.politics.relation[at(s), at(holder)] == HOSTILE


@compiled
def _set_out(world: World, state: State, scratch: Scratch, params: Params, f: int) -> None:
    """Put formation ``f`` on the next link that brings it nearer to its goal; without one it gives the goal up.

    ``scratch.near`` holds the distances of its side to its goal, as far as to where it stands.
    """
    here, s = state.forces.area[f], world.actors.formation_side[f]
    ways, near = world.map, scratch.near
    arc_to, arc_link, length, keys = ways.arc_to, ways.arc_link, ways.km, ways.area_key
    road, best, best_key = NOWHERE, UNREACHED, 0
    for arc in range(ways.first_arc[at(here)], ways.first_arc[at(here + 1)]):
        b, link = arc_to[at(arc)], arc_link[at(arc)]
        if near[at(b)] >= near[at(here)] or not _may_enter(world, state, f, b):
            continue
        km = near[at(b)] + length[at(link)]
        area_key = keys[at(b)]
        if km < best or (km == best and road != NOWHERE and area_key < best_key):
            road, best, best_key = link, km, area_key
    if road == NOWHERE:
        state.forces.goal[f] = NOWHERE
        state.forces.effort[f] = NO_EFFORT
        return
    open_share = 1.0 - state.flows.fire[at(s), at(road)]
    speed = params.road_speed[at(world.map.kind[at(road)])] * max(open_share, params.fire_floor)
    state.forces.road[f] = road
    state.forces.travel[f] = max(1.0, math.ceil(world.map.km[at(road)] / speed))


@compiled
def _other_end(world: World, link: int, here: int) -> int:
    """Return the end of ``link`` that is not ``here``."""
    a = world.map.end_a[at(link)]
    if a == here:
        return world.map.end_b[at(link)]
    return a


@compiled
def _announce(world: World, state: State, scratch: Scratch, f: int) -> None:
    """Note that a formation of this side comes through on the link today, and in which direction."""
    link, bit = state.forces.road[f], 1 << world.actors.formation_side[f]
    if world.map.end_a[at(link)] == state.forces.area[f]:
        scratch.forward[at(link)] |= bit
    else:
        scratch.backward[at(link)] |= bit


@compiled
def _arrive(world: World, state: State, scratch: Scratch, f: int) -> None:
    """Let formation ``f`` enter the next area, unless it meets an opposed one on the way."""
    link, here = state.forces.road[f], state.forces.area[f]
    s = world.actors.formation_side[f]
    coming = scratch.forward[at(link)]
    if world.map.end_a[at(link)] == here:
        coming = scratch.backward[at(link)]
    for o in range(world.actors.side_key.size):
        if (coming >> o) & 1 == 1 and state.politics.relation[at(s), o] == HOSTILE:
            state.forces.travel[f] = 1.0
            scratch.place[f] = state.ground.control.size + link
            return
    target = _other_end(world, link, here)
    _stand(state.forces.road, state.forces.travel, f)
    if _may_enter(world, state, f, target):
        state.forces.area[f] = target
        scratch.place[f] = target
    if state.forces.area[f] == state.forces.goal[f] and state.forces.effort[f] == NO_EFFORT:
        state.forces.goal[f] = NOWHERE
