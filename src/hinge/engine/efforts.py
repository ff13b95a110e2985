"""Efforts under way: who takes part, and how a main effort or a probe ends."""

from __future__ import annotations

import math

from hinge.draws.compiled import at, compiled
from hinge.engine.ways import way_back
from hinge.world.arrays import NEVER, NOWHERE, State, World
from hinge.world.codes import MAIN, NO_EFFORT, PROBE
from hinge.world.params import Params


@compiled
def has_room(world: World, state: State, params: Params, c: int) -> bool:
    """Say whether command ``c`` can conduct another main effort beside those under way."""
    command, objective = state.politics.command, state.commands.objective
    strength, faction = state.forces.strength, world.actors.formation_faction
    persons, under_way = 0.0, 0.0
    for k in range(objective.size):
        if command[k] == c and objective[k] != NOWHERE:
            under_way += 1.0
    if under_way < 1.0:
        return True
    for f in range(strength.size):
        if command[at(faction[f])] == c:
            persons += strength[f]
    return under_way < max(1.0, math.floor(persons / params.span))


@compiled
def in_effort(world: World, state: State, k: int) -> float:
    """Return the persons who take part in the effort that faction ``k`` leads."""
    effort, task, strength = state.forces.effort, state.forces.task, state.forces.strength
    total = 0.0
    for f in range(effort.size):
        if effort[f] == MAIN and task[f] == k:
            total += strength[f]
    return total


@compiled
def end_effort(world: World, state: State, k: int) -> None:
    """End the effort that faction ``k`` leads: its formations stay on own ground or go back to it."""
    s, effort, task = world.actors.faction_side[k], state.forces.effort, state.forces.task
    for f in range(effort.size):
        if effort[f] == MAIN and task[f] == k:
            stand_down(world, state, f)
    if state.commands.relieves[k] == 1 and state.commands.since[k] != NEVER:
        if state.ground.control[at(state.commands.objective[k])] == s:
            state.commands.relief_won[at(s)] += 1.0
        else:
            state.commands.relief_lost[at(s)] += 1.0
    state.commands.relieves[k] = 0
    state.commands.objective[k] = NOWHERE
    state.commands.since[k] = NEVER
    state.commands.wait[k] = 0.0
    state.commands.staked[k] = 0.0


@compiled
def end_probe(world: World, state: State, k: int) -> None:
    """Take the formations of faction ``k`` out of its probe; those on hostile ground go back."""
    effort, faction = state.forces.effort, world.actors.formation_faction
    for f in range(effort.size):
        if effort[f] == PROBE and faction[f] == k:
            stand_down(world, state, f)
    state.commands.probe[k] = NOWHERE
    state.commands.probe_since[k] = NEVER


@compiled
def stand_down(world: World, state: State, f: int) -> None:
    """Take formation ``f`` out of its effort: it stays on own ground, or goes back to it."""
    s, here = world.actors.formation_side[f], state.forces.area[f]
    state.forces.effort[f] = NO_EFFORT
    state.forces.task[f] = NOWHERE
    state.forces.goal[f] = NOWHERE
    if state.ground.control[at(here)] != s:
        state.forces.goal[f] = way_back(world, state, s, here)
