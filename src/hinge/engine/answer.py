"""The defender's answer: free reserves go where an attack presses hardest.

After a lag (2 to 7 days, judgement) since fighting began in an own area that a
hostile main effort aims at, each free reserve of the command within reach goes
to the area with the worst ratio of hostile to own effective strength, if that
ratio is above one half. Assumption 1: an area's worth does not weigh in; what
is pressed is helped. Assumption 2: reserves already there count for the next.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.engine.choice import may_move
from hinge.engine.ways import UNREACHED, distances
from hinge.world.arrays import NEVER, NOWHERE, State, World
from hinge.world.codes import HOSTILE
from hinge.world.params import Params
from hinge.world.scratch import Scratch

PRESSED = 0.5  # ratio of hostile to own strength above which help is sent
LEAST = 0.02  # thousands, so that ratios stay finite


@compiled
def answer(world: World, state: State, scratch: Scratch, params: Params, k: int, day: int) -> None:
    """Send free reserves of command ``k`` to own areas under attack."""
    s = world.actors.faction_side[k]
    if not _mark_pressed(world, state, scratch, params, s, day):
        return
    for f in range(state.forces.area.size):
        if world.actors.formation_reserve[f] == 0 or not may_move(world, state, k, f):
            continue
        here = state.forces.area[f]
        distances(
            world.map, state.ground.control, state.politics.relation, s, here, scratch.near, scratch
        )
        best, worst = NOWHERE, PRESSED
        for a in range(scratch.mark.size):
            if scratch.mark[a] == 1 and scratch.near[a] < UNREACHED:
                ratio = scratch.far[a] / (scratch.weight[a] + LEAST)
                if ratio > worst:
                    best, worst = a, ratio
        if best != NOWHERE:
            state.forces.goal[f] = best
            scratch.weight[at(best)] += scratch.effective[f]


@compiled
def _mark_pressed(
    world: World, state: State, scratch: Scratch, params: Params, s: int, day: int
) -> bool:
    """Mark own areas under attack; ``scratch.far`` hostile, ``scratch.weight`` own strength there."""
    areas = scratch.mark.size
    found = False
    for a in range(areas):
        scratch.mark[a] = 0
    for k in range(state.commands.objective.size):
        a = state.commands.objective[k]
        if a == NOWHERE or state.commands.since[k] == NEVER:
            continue
        attacker = world.actors.faction_side[k]
        since = state.ground.battle_since[at(a)]
        hostile = state.politics.relation[at(s), at(attacker)] == HOSTILE
        if state.ground.control[at(a)] == s and hostile and since != NEVER:
            if day - since >= params.answer_lag:
                scratch.mark[at(a)] = 1
                found = True
    for a in range(areas):
        if scratch.mark[a] == 1:
            scratch.far[a] = 0.0
            scratch.weight[a] = scratch.present[s, a]
            for o in range(scratch.present.shape[0]):
                if state.politics.relation[s, o] == HOSTILE:
                    scratch.far[a] += scratch.present[o, a]
    return found
