"""Keeping a line: commands fill gaps in their front with formations that are not needed where they stand.

A gap is an own area that touches hostile ground with soldiers in it and holds
no formation of the side, nor one on the way. On the day on which it
deliberates, a command fills each gap with the chance orders.line_keeping,
largest number of people first, by the nearest free line formation that stands
behind the front, or beside another one. That a defender first of all keeps a
connected line is the common practice of staffs and of board wargames; the form
is ours. Assumption 1: formations move whole. Assumption 2: gaps are seen at
once. Assumption 3: reserves answer attacks and fill no gaps. Assumption 4: a
command that cannot reach the next gap fills no smaller one on that day.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.sampling import StreamKey, uniform
from hinge.engine.assign import BARE, is_free
from hinge.engine.purposes import LINE
from hinge.engine.ways import UNREACHED, distances
from hinge.world.arrays import NOWHERE, State, World
from hinge.world.codes import HOSTILE
from hinge.world.params import Params
from hinge.world.scratch import Scratch

GAP, FRONT, REAR = 2, 1, 0  # values of scratch.mark


@compiled
def keep_line(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    c: int,
    day: int,
) -> None:
    """Send free line formations of command ``c`` into the gaps of its side's front."""
    s = world.actors.faction_side[at(c)]
    if params.line_keeping <= 0.0 or not _mark_gaps(world, state, scratch, s):
        return
    gap = _largest_gap(world, state, scratch)
    while gap != NOWHERE:
        scratch.mark[at(gap)] = FRONT
        u = uniform(key, day, LINE, 0, world.map.area_key[at(gap)])
        if u < params.line_keeping:
            f = _spare(world, state, scratch, c, s, gap)
            if f < 0:
                return  # assumption 4
            scratch.guard[at(state.forces.area[at(f)])] -= 1
            scratch.guard[at(gap)] += 1
            state.forces.goal[at(f)] = gap
        gap = _largest_gap(world, state, scratch)


@compiled
def _mark_gaps(world: World, state: State, scratch: Scratch, s: int) -> bool:
    """Fill ``scratch.guard`` (formations there or on the way) and ``mark``; say whether there is a gap."""
    guard, mark, control = scratch.guard, scratch.mark, state.ground.control
    for a in range(guard.size):
        guard[a] = 0
        mark[a] = REAR
    side, area, goal = world.actors.formation_side, state.forces.area, state.forces.goal
    strength, on_map = state.forces.strength, world.map.on_map
    relation, seen = state.politics.relation, state.commands.seen
    for f in range(area.size):
        if side[f] == s and strength[f] > 0.0:
            guard[at(area[f])] += 1
            if goal[f] != NOWHERE:
                guard[at(goal[f])] += 1
    first_arc, arc_to, found = world.map.first_arc, world.map.arc_to, False
    for a in range(mark.size):
        if control[a] != s or on_map[a] == 0:
            continue
        for arc in range(first_arc[a], first_arc[a + 1]):
            b = arc_to[at(arc)]
            holder = control[at(b)]
            if holder >= 0 and relation[at(s), at(holder)] == HOSTILE and seen[at(s), at(b)] > BARE:
                mark[a] = GAP if guard[a] == 0 else FRONT
        found = found or mark[a] == GAP
    return found


@compiled
def _largest_gap(world: World, state: State, scratch: Scratch) -> int:
    """Return the gap with most people, the lower stable number on a tie; NOWHERE if none is left."""
    mark, best, most = scratch.mark, NOWHERE, -1.0
    for a in range(mark.size):
        if mark[a] != GAP:
            continue
        people = state.people.residents[a] + state.people.displaced[a]
        tied = best != NOWHERE and people == most
        if people > most or (tied and world.map.area_key[a] < world.map.area_key[at(best)]):
            best, most = a, people
    return best


@compiled
def _spare(world: World, state: State, scratch: Scratch, c: int, s: int, gap: int) -> int:
    """Return the nearest free line formation of command ``c`` that can be spared where it is, or -1."""
    mark, guard, near = scratch.mark, scratch.guard, scratch.near
    distances(world.map, state.ground.control, state.politics.relation, s, gap, near, scratch)
    forces, area, contested = state.forces, state.forces.area, state.ground.contested
    strength, rest, effort, goal = forces.strength, forces.rest, forces.effort, forces.goal
    faction, reserve = world.actors.formation_faction, world.actors.formation_reserve
    command, formation_key = state.politics.command, world.actors.formation_key
    best, best_km = -1, UNREACHED
    for f in range(area.size):
        if command[at(faction[f])] != c or reserve[f] == 1:
            continue
        here = area[f]
        if mark[at(here)] != REAR and guard[at(here)] < 2:
            continue
        if near[at(here)] > best_km:
            continue
        if not is_free(strength[f], rest[f], effort[f], goal[f], contested[at(here)]):
            continue
        km = near[at(here)]
        closer = km < best_km
        if best >= 0 and km == best_km:
            closer = formation_key[f] < formation_key[at(best)]
        if closer:
            best, best_km = f, km
    return best
