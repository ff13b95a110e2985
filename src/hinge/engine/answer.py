"""The defender's answer: free reserves go where an attack presses hardest.

After a lag (2 to 7 days, judgement; facilities near the front shorten it) since
fighting began in an own area that a hostile main effort or probe aims at, or since the
build-up for a main effort was noticed, each free reserve of the command within reach goes
to the area with the worst ratio of hostile to own effective strength, if that
ratio is above one half. Assumption 1: an area's worth does not weigh in; what
is pressed is helped. Assumption 2: reserves already there count for the next. A build-up is noticed
with the chance beliefs.notice, beliefs.lag days after it began (judgement).
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.sampling import StreamKey, uniform
from hinge.engine.assign import is_free
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
    reserves = world.actors.reserves
    n = _next_reserve(world, state, k, 0)
    if n == reserves.size or not _mark_pressed(world, state, scratch, params, key, k, s, day):
        return
    control, relation, area = state.ground.control, state.politics.relation, state.forces.area
    near, far, mark, weight = scratch.near, scratch.far, scratch.mark, scratch.weight
    last = NOWHERE
    while n < reserves.size:
        f = reserves[n]
        if area[at(f)] != last:
            last = area[at(f)]
            distances(world.map, control, relation, s, last, near, scratch, UNREACHED, NOWHERE)
        best, worst = NOWHERE, PRESSED
        for a in range(mark.size):
            if mark[a] == 1 and near[a] < UNREACHED:
                ratio = far[a] / (weight[a] + LEAST)
                if ratio > worst:
                    best, worst = a, ratio
        if best != NOWHERE:
            state.forces.goal[at(f)] = best
            weight[at(best)] += scratch.effective[at(f)]
        n = _next_reserve(world, state, k, n + 1)


@compiled
def _next_reserve(world: World, state: State, k: int, first: int) -> int:
    """Return the first place from ``first`` on in the list of reserves of one that command ``k`` could send.

    The length of the list if there is none.
    """
    reserves, faction = world.actors.reserves, world.actors.formation_faction
    forces, contested, command = state.forces, state.ground.contested, state.politics.command
    area, strength, rest = forces.area, forces.strength, forces.rest
    effort, goal = forces.effort, forces.goal
    for n in range(first, reserves.size):
        f = reserves[n]
        if command[at(faction[at(f)])] == k:
            fights = contested[at(area[at(f)])]
            if is_free(strength[at(f)], rest[at(f)], effort[at(f)], goal[at(f)], fights):
                return n
    return reserves.size


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
    mark, far, weight, present = scratch.mark, scratch.far, scratch.weight, scratch.present
    objective, control = state.commands.objective, state.ground.control
    relation, found, probe = state.politics.relation, False, state.commands.probe
    for a in range(mark.size):
        mark[a] = 0
        far[a] = 0.0
    for other in range(objective.size):
        attacker = world.actors.faction_side[other]
        if relation[at(s), at(attacker)] != HOSTILE:
            continue
        a = probe[other]
        if a != NOWHERE and control[at(a)] == s:
            since = state.ground.battle_since[at(a)]
            if since != NEVER and day - since >= lag:
                mark[at(a)] = 1
                found = True
        a = objective[other]
        if a == NOWHERE or control[at(a)] != s:
            continue
        since = state.ground.battle_since[at(a)]
        begun = state.commands.since[other] != NEVER
        if begun and since != NEVER:
            if day - since >= lag:
                mark[at(a)] = 1
                found = True
        elif _noticed(world, state, params, key, s, other, day):
            mark[at(a)] = 1
            far[at(a)] += gathered(state, scratch, other)
            found = True
    if not found:
        return False
    for a in range(mark.size):
        if mark[a] == 1:
            weight[a] = present[s, a]
            for o in range(present.shape[0]):
                if relation[s, o] == HOSTILE:
                    far[a] += present[o, a]
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
    effort, task, effective = state.forces.effort, state.forces.task, scratch.effective
    total = 0.0
    for f in range(effort.size):
        if effort[f] == MAIN and task[f] == other:
            total += effective[f]
    return total
