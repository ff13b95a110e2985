"""Membership: a faction changes its command, and the rows of decisions follow the leaders.

What a command believes and has weighed stands in the row of its leader, the
member with the lowest stable number; that is book-keeping and no rank, and moves
to the new leader's row. Efforts stand in the row of the faction that leads them:
the one that goes takes its own along, and leaves those of the others.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.engine.efforts import end_effort, end_probe, stand_down
from hinge.world.arrays import NOBODY, NOWHERE, UNDEFINED, State, World
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
    """Take faction ``j`` out of every effort, and others out of those that it leads."""
    if state.commands.objective[at(j)] != NOWHERE:
        end_effort(world, state, j)
    if state.commands.probe[at(j)] != NOWHERE:
        end_probe(world, state, j)
    effort, faction = state.forces.effort, world.actors.formation_faction
    for f in range(effort.size):
        if faction[f] == j and effort[f] != NO_EFFORT:
            stand_down(world, state, f)


@compiled
def _hand_over(state: State, source: int, target: int) -> None:
    """Move what a command has weighed from the row of its old leader to that of its new one."""
    now = state.commands
    now.window[at(target)] = now.window[at(source)]
    now.threshold[at(target)] = now.threshold[at(source)]
    now.margin[at(target)] = now.margin[at(source)]


@compiled
def _forget(state: State, k: int) -> None:
    """Clear what faction ``k`` has weighed: it starts anew."""
    state.commands.threshold[at(k)] = UNDEFINED
    state.commands.margin[at(k)] = UNDEFINED
