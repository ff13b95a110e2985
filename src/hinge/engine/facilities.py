"""Facilities: depots, command posts and camps that stand nearer to the front or further behind it.

quickness = q * mean over its facilities of health * exp(-d / d0)      of a command
U(a)      = q * (exp(-d_a / d0) - w * (v_a * damage + capture_a))     of standing in a
v_a       = v0 + (1 - v0) * exp(-d_a / d0)                            how readily strikes find it
P(option) ~ exp(lambda * U), less for moving what is lost while it is out of use

d: kilometres over own and allied ground to the nearest own area that touches
hostile ground; q, d0, w, v0: facilities.quickness, echelon_km, exposure_weight,
seen_far; damage: what the side's facilities lack of their use now, on average,
through strikes and capture; capture: hostile share of strength across the front, as believed, where
the area touches hostile ground. So nearness has both of its consequences:
orders and stores come quicker, and strikes and capture come closer. Forms are
ours; no source was found that measures either.

A facility on the map may move one area at a time, forward or back, over own
ground that supply reaches, and is out of use meanwhile. One in an area that
falls is lost: nothing is left of its use, and it is set up anew at its home
when that is in own hands. Assumption 1: kinds of facility are alike. Assumption
2: what it holds moves with it. Assumption 3: commands know distances, and the
damage done to their side. Assumption 4: facilities off the map stay there and
save no time.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled, entry
from hinge.draws.elementary import exp
from hinge.draws.sampling import StreamKey, uniform
from hinge.engine.contacts import know_ground
from hinge.engine.purposes import SITE
from hinge.engine.ways import UNREACHED, friendly
from hinge.world.arrays import NOBODY, NOWHERE, State, World
from hinge.world.codes import FORWARD, HOSTILE
from hinge.world.kinds import Ints
from hinge.world.params import Params
from hinge.world.scratch import Scratch

LEAST = 0.02  # thousands, so that shares of strength stay finite
BACK, AHEAD = -1.0, 1.0


@entry
def facilities(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Repair, lose, move facilities, and fill ``commands.quickness`` (K,)."""
    _upkeep(world, state, params)
    side, on_map = world.actors.facility_side, world.actors.facility_on_map
    moving, health = state.sites.moving, state.sites.health
    quickness = state.commands.quickness
    for k in range(quickness.size):
        quickness[k] = 0.0
    interval = max(1, int(params.site_days + 0.5))
    for s in range(world.actors.side_key.size):
        if not _has_sites(world, s):
            continue
        front_distances(world, state, scratch, s)
        if params.quickness > 0.0:
            for d in range(moving.size):
                mine = side[d] == s and on_map[d] == 1
                due = (day + world.actors.facility_key[d]) % interval == 0
                if mine and due and moving[d] <= 0.0 and health[d] > 0.0:
                    _consider(world, state, scratch, params, key, d, day)
        _quicken(world, state, scratch, params, s)


@compiled
def _has_sites(world: World, s: int) -> bool:
    """Say whether side ``s`` has facilities on the map."""
    for d in range(world.actors.facility_side.size):
        if world.actors.facility_side[d] == s and world.actors.facility_on_map[d] == 1:
            return True
    return False


@compiled
def _upkeep(world: World, state: State, params: Params) -> None:
    """Count moves down, repair what stands on friendly ground, and give up what has fallen."""
    control, relation = state.ground.control, state.politics.relation
    area, health, moving = state.sites.area, state.sites.health, state.sites.moving
    side, home = world.actors.facility_side, world.actors.facility_home
    for d in range(area.size):
        moving[d] = max(0.0, moving[d] - 1.0)
        if friendly(control, relation, side[d], area[d]):
            missing = 1.0 - health[d]
            health[d] += params.facility_repair * missing
            continue
        health[d] = 0.0
        if friendly(control, relation, side[d], home[d]):
            area[d] = home[d]
            moving[d] = params.move_days


@compiled
def front_distances(world: World, state: State, scratch: Scratch, s: int) -> None:
    """Fill ``scratch.near`` (A,) with kilometres to the front over ground that side ``s`` may pass.

    They are looked for once as long as ground and relations stay the same.
    """
    know_ground(world, state, scratch)
    near, front_km = scratch.near, scratch.front_km
    if scratch.kept_front[at(s)] == 0:
        _search_front(world, state, scratch, s)
        scratch.kept_front[at(s)] = 1
        for a in range(near.size):
            front_km[at(s), a] = near[a]
    for a in range(near.size):
        near[a] = front_km[at(s), a]


@compiled
def _search_front(world: World, state: State, scratch: Scratch, s: int) -> None:
    """Fill ``scratch.near`` (A,) as ``front_distances`` does.

    The front: own areas on the map with a link to hostile ground on the map. A
    label-correcting search from all of it; the result does not depend on the order of rows.
    """
    near, queue, queued = scratch.near, scratch.queue, scratch.queued
    control, relation = state.ground.control, state.politics.relation
    km = world.map.km
    first_arc, arc_to, arc_link = world.map.first_arc, world.map.arc_to, world.map.arc_link
    on_map, areas, head, waiting = world.map.on_map, near.size, 0, 0
    for a in range(areas):
        near[a] = UNREACHED
        queued[a] = 0
        if control[a] != s:
            continue
        for arc in range(first_arc[a], first_arc[a + 1]):
            if _faces(on_map, control, relation, s, a, arc_to[at(arc)]):
                near[a] = 0.0
        if near[a] <= 0.0:
            queue[at(waiting)] = a
            queued[a] = 1
            waiting += 1
    while waiting > 0:
        a = queue[at(head)]
        head = head + 1 if head + 1 < areas else 0
        waiting -= 1
        queued[at(a)] = 0
        for arc in range(first_arc[at(a)], first_arc[at(a + 1)]):
            b = arc_to[at(arc)]
            far = near[at(a)] + km[at(arc_link[at(arc)])]
            if far < near[at(b)] and friendly(control, relation, s, b):
                near[at(b)] = far
                if queued[at(b)] == 0:
                    tail = head + waiting if head + waiting < areas else head + waiting - areas
                    queue[at(tail)] = b
                    queued[at(b)] = 1
                    waiting += 1


@compiled
def _faces(on_map: Ints, control: Ints, relation: Ints, s: int, a: int, b: int) -> bool:
    """Say whether ``a`` is ground of side ``s`` and ``b`` hostile ground, both on the map.

    on_map, control (A,), relation (S, S).
    """
    holder = control[at(b)]
    on = control[at(a)] == s and on_map[at(a)] == 1 and on_map[at(b)] == 1
    return on and holder != NOBODY and relation[at(s), at(holder)] == HOSTILE


@compiled
def closeness(scratch: Scratch, params: Params, a: int) -> float:
    """Return exp(-d / d0) of area ``a``, 0 where there is no front; ``scratch.near`` holds d."""
    if scratch.near[at(a)] >= UNREACHED:
        return 0.0
    return exp(-scratch.near[at(a)] / params.echelon_km)


@compiled
def visibility(scratch: Scratch, params: Params, a: int) -> float:
    """Return how readily strikes find a facility in area ``a``, seen_far to 1."""
    return params.seen_far + (1.0 - params.seen_far) * closeness(scratch, params, a)


@compiled
def _capture(world: World, state: State, scratch: Scratch, s: int, a: int) -> float:
    """Return the hostile share of strength between ``a`` and its strongest hostile neighbour, as believed."""
    control, relation, on_map = state.ground.control, state.politics.relation, world.map.on_map
    arc_to, seen = world.map.arc_to, state.commands.seen
    worst, own = 0.0, scratch.present[at(s), at(a)] + LEAST
    for arc in range(world.map.first_arc[at(a)], world.map.first_arc[at(a + 1)]):
        b = arc_to[at(arc)]
        if _faces(on_map, control, relation, s, a, b):
            there = seen[at(s), at(b)]
            worst = max(worst, there / (there + own))
    return worst


@compiled
def standing(
    world: World, state: State, scratch: Scratch, params: Params, s: int, a: int, damage: float
) -> float:
    """Return U of a facility of side ``s`` in area ``a``; ``damage`` 0..1 is what its side has suffered."""
    exposed = visibility(scratch, params, a) * damage + _capture(world, state, scratch, s, a)
    return params.quickness * (closeness(scratch, params, a) - params.exposure_weight * exposed)


@compiled
def _damage(world: World, state: State, s: int) -> float:
    """Return the mean share of their use that the side's facilities on the map lack now."""
    lost, number = 0.0, 0.0
    for d in range(state.sites.health.size):
        if world.actors.facility_side[d] == s and world.actors.facility_on_map[d] == 1:
            lost += 1.0 - state.sites.health[d]
            number += 1.0
    return lost / number


@compiled
def _consider(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, d: int, day: int
) -> None:
    """Let facility ``d`` stay, go forward or go back by quantal response."""
    s, here = world.actors.facility_side[at(d)], state.sites.area[at(d)]
    damage = _damage(world, state, s)
    ahead, back = NOWHERE, NOWHERE
    if state.politics.barred[at(s), FORWARD] == 0:
        ahead = _neighbour(world, state, scratch, s, here, AHEAD)
    back = _neighbour(world, state, scratch, s, here, BACK)
    stay = standing(world, state, scratch, params, s, here, damage)
    idle = min(1.0, params.move_days / params.site_days)
    price = idle * params.quickness * closeness(scratch, params, here) * state.sites.health[at(d)]
    total, forward, backward = 1.0, 0.0, 0.0
    if ahead != NOWHERE:
        gain = standing(world, state, scratch, params, s, ahead, damage) - price - stay
        forward = exp(params.rationality * gain)
    if back != NOWHERE:
        gain = standing(world, state, scratch, params, s, back, damage) - price - stay
        backward = exp(params.rationality * gain)
    total += forward + backward
    left = uniform(key, day, SITE, 0, world.actors.facility_key[at(d)]) * total
    if left < forward:
        state.sites.area[at(d)] = ahead
    elif left < forward + backward:
        state.sites.area[at(d)] = back
    else:
        return
    state.sites.moving[at(d)] = params.move_days


@compiled
def _neighbour(world: World, state: State, scratch: Scratch, s: int, here: int, way: float) -> int:
    """Return the own quiet neighbour that supply reaches furthest to the front (``way`` AHEAD) or BACK; or NOWHERE."""
    best, most, best_key = NOWHERE, 0.0, 0
    if scratch.near[at(here)] >= UNREACHED:
        return NOWHERE
    for arc in range(world.map.first_arc[at(here)], world.map.first_arc[at(here + 1)]):
        b = world.map.arc_to[at(arc)]
        if state.ground.control[at(b)] != s or world.map.on_map[at(b)] == 0:
            continue
        if state.ground.contested[at(b)] == 1 or not _supplied(state, s, b):
            continue
        step = way * (scratch.near[at(here)] - scratch.near[at(b)])
        area_key = world.map.area_key[at(b)]
        if step > most or (best != NOWHERE and step == most and area_key < best_key):
            best, most, best_key = b, step, area_key
    return best


@compiled
def _supplied(state: State, s: int, a: int) -> bool:
    """Say whether supply of side ``s`` reaches area ``a``."""
    order = state.flows.order
    for n in range(state.flows.reached[at(s)]):
        if order[at(s), n] == a:
            return True
    return False


@compiled
def _quicken(world: World, state: State, scratch: Scratch, params: Params, s: int) -> None:
    """Fill ``commands.quickness`` of the commands of side ``s``; ``scratch.near`` holds its distances."""
    command, faction = state.politics.command, world.actors.facility_faction
    side, on_map = world.actors.faction_side, world.actors.facility_on_map
    area, health, moving = state.sites.area, state.sites.health, state.sites.moving
    quickness = state.commands.quickness
    for k in range(command.size):
        if command[k] != k or side[k] != s:
            continue
        total, number = 0.0, 0.0
        for d in range(faction.size):
            if on_map[d] == 0 or command[at(faction[d])] != k:
                continue
            number += 1.0
            if moving[d] <= 0.0 and health[d] > 0.0:
                total += health[d] * closeness(scratch, params, area[d])
        if number > 0.0:
            quickness[k] = params.quickness * total / number
