"""Orders: who commands with whom, deals, facilities; then main efforts, probes and answers to attacks.

A command is a coalition while it stands, else a faction. Choice is quantal
response (McKelvey and Palfrey 1995) over options that name no outcome: hold,
or a main effort on an area within touch with 0, 1/4, 1/2 or all of the
reserves in reach. See ``choice.py`` for the utility.

Assumption 1: a command conducts one main effort at a time for every orders.span
soldiers, at least one; each is led by one of its factions with the free
formations and reserves of all. So a large command can do about as much at once
as many small ones, and can also put everything into one. Factions may probe
beside that (``probes.py``). Assumption 2: an effort ends when its ground is taken,
when a truce of the whole day covers it, when losses pass a tolerance, or when
patience runs out. Assumption 3: all decide at dawn on the same state.
Assumption 4: an effort on the way to cut-off own ground that takes its objective
counts as relief that came, another end of it as relief that failed.

A part that is off in ``Plan.steps`` is left out; scenarios run all of them.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled, entry
from hinge.draws.sampling import StreamKey
from hinge.engine.answer import answer
from hinge.engine.assign import survey_front
from hinge.engine.choice import choose
from hinge.engine.coalitions import coalitions
from hinge.engine.efforts import end_effort, has_room, in_effort
from hinge.engine.facilities import facilities
from hinge.engine.line import keep_line
from hinge.engine.probes import probes
from hinge.engine.settlement import settlement
from hinge.engine.worth import open_to_attack
from hinge.world.arrays import NEVER, NOBODY, NOWHERE, State, World
from hinge.world.codes import (
    MAIN,
    MAIN_EFFORT,
    PROBE,
    STEP_ANSWERS,
    STEP_COALITIONS,
    STEP_EFFORTS,
    STEP_FACILITIES,
    STEP_LINE,
    STEP_PROBES,
    STEP_SETTLEMENT,
)
from hinge.world.params import Params
from hinge.world.scratch import Scratch


@compiled
def orders(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Give every command its day: review, deliberate when due, answer attacks.

    Each faction of a command can lead one of its main efforts, with the free
    formations of all of them. Like the day, this only calls parts that are ready.
    """
    steps = world.plan.steps
    if steps[STEP_COALITIONS] == 1:
        coalitions(world, state, scratch, params, key, day)
    if steps[STEP_SETTLEMENT] == 1:
        settlement(world, state, scratch, params, key, day)
    if steps[STEP_FACILITIES] == 1:
        facilities(world, state, scratch, params, key, day)
    for s in range(world.actors.side_key.size):
        seen = False
        if steps[STEP_EFFORTS] == 1:
            seen = main_efforts(world, state, scratch, params, key, s, day)
        if steps[STEP_PROBES] == 1:
            probes(world, state, scratch, params, key, s, seen, day)
    answers(world, state, scratch, params, key, day)
    send_the_ready(world, state)


@entry
def main_efforts(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    s: int,
    day: int,
) -> bool:
    """Review the main efforts of side ``s`` and let those whose day it is choose one.

    Return whether the front of this side has been surveyed today.
    """
    side, command = world.actors.faction_side, state.politics.command
    objective = state.commands.objective
    seen, barred = False, state.politics.barred[at(s), MAIN_EFFORT] == 1
    for k in range(side.size):
        if side[k] != s:
            continue
        if objective[k] != NOWHERE:
            _review(world, state, params, k, day)
        if barred or objective[k] != NOWHERE or not _due(world, params, k, day):
            continue
        if has_room(world, state, params, command[k]):
            if not seen:
                survey_front(world, state, scratch, s)
                seen = True
            choose(world, state, scratch, params, key, k, day)
    return seen


@entry
def answers(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Let every command answer attacks and, on its days, keep its line."""
    steps, command = world.plan.steps, state.politics.command
    for k in range(command.size):
        if command[k] == k:
            if steps[STEP_ANSWERS] == 1:
                answer(world, state, scratch, params, key, k, day)
            if steps[STEP_LINE] == 1 and _due(world, params, k, day):
                keep_line(world, state, scratch, params, key, k, day)


@compiled
def _due(world: World, params: Params, k: int, day: int) -> bool:
    """Say whether faction ``k`` proposes an effort today: every few days, each on its own days."""
    interval = max(1, int(params.decision_interval + 0.5))
    return (day + world.actors.faction_key[k]) % interval == 0


@compiled
def _review(world: World, state: State, params: Params, k: int, day: int) -> None:
    """Count down preparations, begin what is ready, end what is won, lost or worn out."""
    objective, s = state.commands.objective[k], world.actors.faction_side[k]
    wanted = (
        open_to_attack(world, state, s, objective) or state.ground.contested[at(objective)] == 1
    )
    holder = state.ground.control[at(objective)]
    calm = holder != NOBODY and state.politics.calm[at(s), at(holder)] >= 1.0
    allowed = state.politics.forbidden[at(s), at(objective)] == 0 and not calm
    strength = in_effort(world, state, k)
    if not (wanted and allowed) or strength <= 0.0:
        end_effort(world, state, k)
    elif state.commands.since[k] == NEVER:
        state.commands.wait[k] -= 1.0
        if state.commands.wait[k] <= 0.0:
            state.commands.since[k] = day
            state.commands.staked[k] = strength
            state.commands.begun[at(s)] += 1.0
            if state.commands.share[k] >= 1.0:
                state.commands.all_in[at(s)] += 1.0
    elif day - state.commands.since[k] > params.patience:
        end_effort(world, state, k)
    elif strength < state.commands.staked[k] * (1.0 - params.tolerance):
        end_effort(world, state, k)


@entry
def send_the_ready(world: World, state: State) -> None:
    """Point the formations of efforts that have begun at their ground; who is fighting elsewhere stays."""
    forces, commands, faction = state.forces, state.commands, world.actors.formation_faction
    effort, task, area, goal = forces.effort, forces.task, forces.area, forces.goal
    probe, since, objectives = commands.probe, commands.since, commands.objective
    contested = state.ground.contested
    for f in range(effort.size):
        if effort[f] == PROBE:
            objective = probe[at(faction[f])]
        elif effort[f] == MAIN:
            k = task[f]
            if since[at(k)] == NEVER:
                continue
            objective = objectives[at(k)]
        else:
            continue
        here = area[f]
        goal[f] = objective if here == objective or contested[at(here)] == 0 else NOWHERE
