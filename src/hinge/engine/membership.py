"""Membership: a faction changes its command, and the rows of decisions follow the leaders.

A command's decisions stand in the row of its leader, the member with the lowest
stable number. That is book-keeping and no rank: when the leader changes, the
decisions move to the new row, so that an effort does not end because of a number.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.engine.orders import way_back
from hinge.world.arrays import NEVER, NOBODY, NOWHERE, UNDEFINED, State, World
from hinge.world.codes import NO_EFFORT


@compiled
def move(world: World, state: State, j: int, to: int) -> None:
    """Take faction ``j`` out of its command and put it under ``to``, or alone (NOBODY); its efforts end."""
    keys, command = world.actors.faction_key, state.politics.command
    _stand_down(world, state, j)
    old, heir = command[at(j)], NOBODY
    for k in range(command.size):
        if k != j and command[k] == old:
            if heir == NOBODY or keys[k] < keys[at(heir)]:
                heir = k
    if heir != NOBODY:
        for k in range(command.size):
            if k != j and command[k] == old:
                command[k] = heir
        if heir != old:
            _hand_over(state, old, heir)
    command[at(j)] = j
    _forget(state, j)
    if to == NOBODY:
        return
    leader = j if keys[at(j)] < keys[at(to)] else to
    for k in range(command.size):
        if k == j or command[k] == to:
            command[k] = leader
    if leader != to:
        _hand_over(state, to, leader)


@compiled
def _stand_down(world: World, state: State, j: int) -> None:
    """Take the formations of faction ``j`` out of every effort: they stay on own ground or go back to it."""
    for f in range(state.forces.effort.size):
        if world.actors.formation_faction[f] != j or state.forces.effort[f] == NO_EFFORT:
            continue
        s, here = world.actors.formation_side[f], state.forces.area[f]
        state.forces.effort[f] = NO_EFFORT
        state.forces.goal[f] = NOWHERE
        if state.ground.control[at(here)] != s:
            state.forces.goal[f] = way_back(world, state, s, here)
    state.commands.probe[at(j)] = NOWHERE
    state.commands.probe_since[at(j)] = NEVER


@compiled
def _hand_over(state: State, source: int, target: int) -> None:
    """Move the decisions of a command from the row of its old leader to that of its new one."""
    now = state.commands
    now.objective[at(target)] = now.objective[at(source)]
    now.wait[at(target)] = now.wait[at(source)]
    now.since[at(target)] = now.since[at(source)]
    now.staked[at(target)] = now.staked[at(source)]
    now.relieves[at(target)] = now.relieves[at(source)]
    now.window[at(target)] = now.window[at(source)]
    now.threshold[at(target)] = now.threshold[at(source)]
    now.margin[at(target)] = now.margin[at(source)]
    _forget(state, source)


@compiled
def _forget(state: State, k: int) -> None:
    """Clear the decisions in row ``k``: nobody leads from it, or its leader starts anew."""
    state.commands.objective[at(k)] = NOWHERE
    state.commands.wait[at(k)] = 0.0
    state.commands.since[at(k)] = NEVER
    state.commands.staked[at(k)] = 0.0
    state.commands.relieves[at(k)] = 0
    state.commands.threshold[at(k)] = UNDEFINED
    state.commands.margin[at(k)] = UNDEFINED
