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
from hinge.engine.assign import LIVING, is_free, survey_front
from hinge.engine.purposes import LINE
from hinge.engine.ways import UNREACHED, distances
from hinge.world.arrays import NOWHERE, State, World
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
    survey_front(world, state, scratch, s)
    guard, mark, watched = scratch.guard, scratch.mark, scratch.watched
    goal, living, found = state.forces.goal, scratch.living, False
    for n in range(scratch.weighed[LIVING]):
        to = goal[at(living[n])]
        if to != NOWHERE:
            guard[at(to)] += 1
    for a in range(mark.size):
        mark[a] = REAR
        if watched[a] != NOWHERE and world.map.on_map[a] == 1:
            mark[a] = GAP if guard[a] == 0 else FRONT
            found = found or guard[a] == 0
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
    mark, guard, near, living = scratch.mark, scratch.guard, scratch.near, scratch.living
    control, relation = state.ground.control, state.politics.relation
    forces, area, contested = state.forces, state.forces.area, state.ground.contested
    strength, rest, effort, goal = forces.strength, forces.rest, forces.effort, forces.goal
    faction, reserve = world.actors.formation_faction, world.actors.formation_reserve
    command, formation_key = state.politics.command, world.actors.formation_key
    best, best_km, measured = -1, UNREACHED, False
    for n in range(scratch.weighed[LIVING]):
        f = living[n]
        here = area[at(f)]
        if command[at(faction[at(f)])] != c or reserve[at(f)] == 1:
            continue
        if mark[at(here)] != REAR and guard[at(here)] < 2:
            continue
        fights = contested[at(here)]
        if not is_free(strength[at(f)], rest[at(f)], effort[at(f)], goal[at(f)], fights):
            continue
        if not measured:
            distances(world.map, control, relation, s, gap, near, scratch, UNREACHED, NOWHERE)
            measured = True
        km = near[at(here)]
        closer = km < best_km
        if best >= 0 and km == best_km:
            closer = formation_key[at(f)] < formation_key[at(best)]
        if closer:
            best, best_km = f, km
    return best
