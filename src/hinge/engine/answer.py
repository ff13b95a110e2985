"""The defender's answer: free reserves go where an attack presses hardest.

After a lag (2 to 7 days, judgement; facilities near the front shorten it) since
fighting began in an own area that a hostile main effort aims at, or since the
build-up for one was noticed, each free reserve of the command within reach goes
to the area with the worst ratio of hostile to own effective strength, if that
ratio is above one half. Assumption 1: an area's worth does not weigh in; what
is pressed is helped. Assumption 2: reserves already there count for the next. A build-up is noticed
with the chance beliefs.notice, beliefs.lag days after it began (judgement).
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.sampling import StreamKey, uniform
from hinge.engine.assign import may_move
from hinge.engine.purposes import NOTICE
from hinge.engine.ways import UNREACHED, distances
from hinge.world.arrays import NEVER, NOWHERE, State, World
from hinge.world.codes import HOSTILE, MAIN
from hinge.world.params import Params
from hinge.world.scratch import Scratch

PRESSED = 0.5  # ratio of hostile to own strength above which help is sent
SUB_INDEX = 0xFFFFFF  # sub-indices of a draw have 24 bits
LEAST = 0.02  # thousands, so that ratios stay finite


@compiled
def answer(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    k: int,
    day: int,
) -> None:
    """Send free reserves of command ``k`` to own areas under attack."""
    s = world.actors.faction_side[k]
    if not _has_free_reserve(world, state, k):
        return
    if not _mark_pressed(world, state, scratch, params, key, k, s, day):
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
def _has_free_reserve(world: World, state: State, k: int) -> bool:
    """Say whether command ``k`` has a reserve that could be sent."""
    for f in range(state.forces.area.size):
        if world.actors.formation_reserve[f] == 1 and may_move(world, state, k, f):
            return True
    return False


@compiled
def _mark_pressed(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    k: int,
    s: int,
    day: int,
) -> bool:
    """Mark own areas under attack; ``scratch.far`` hostile, ``scratch.weight`` own strength there."""
    lag = params.answer_lag * (1.0 - state.commands.quickness[at(k)])
    found = False
    for a in range(scratch.mark.size):
        scratch.mark[a] = 0
        scratch.far[a] = 0.0
    for other in range(state.commands.objective.size):
        a = state.commands.objective[other]
        if a == NOWHERE or state.ground.control[at(a)] != s:
            continue
        attacker = world.actors.faction_side[other]
        if state.politics.relation[at(s), at(attacker)] != HOSTILE:
            continue
        since = state.ground.battle_since[at(a)]
        begun = state.commands.since[other] != NEVER
        if begun and since != NEVER:
            if day - since >= lag:
                scratch.mark[at(a)] = 1
                found = True
        elif _noticed(world, state, params, key, s, other, day):
            scratch.mark[at(a)] = 1
            scratch.far[at(a)] += gathered(state, scratch, other)
            found = True
    for a in range(scratch.mark.size):
        if scratch.mark[a] == 1:
            scratch.weight[a] = scratch.present[s, a]
            for o in range(scratch.present.shape[0]):
                if state.politics.relation[s, o] == HOSTILE:
                    scratch.far[a] += scratch.present[o, a]
    return found


@compiled
def _noticed(
    world: World, state: State, params: Params, key: StreamKey, s: int, other: int, day: int
) -> bool:
    """Say whether side ``s`` has seen the build-up of command ``other``: one draw a build-up."""
    decided = state.commands.decided[at(other)]
    if day - decided < params.belief_lag:
        return False
    sub = world.actors.side_key[at(s)] & SUB_INDEX
    return uniform(key, decided, NOTICE, sub, world.actors.faction_key[at(other)]) < (
        params.belief_notice
    )


@compiled
def gathered(state: State, scratch: Scratch, other: int) -> float:
    """Return the effective strength, in thousands, in the main effort that faction ``other`` leads."""
    total = 0.0
    for f in range(state.forces.effort.size):
        if state.forces.effort[f] == MAIN:
            if state.forces.task[f] == other:
                total += scratch.effective[f]
    return total
