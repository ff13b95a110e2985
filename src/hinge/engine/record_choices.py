"""The part of a day's record that speaks of choices: reserves staked, windows believed, commands, deals."""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.world.arrays import UNDEFINED, Records, State, World
from hinge.world.codes import MAIN
from hinge.world.scratch import Scratch

FIRST = 11  # position of "committed" in SIDE_SERIES


@compiled
def record_choices(world: World, state: State, scratch: Scratch, out: Records, day: int) -> None:
    """Write the series from ``committed`` to ``evacuated`` of every side, in the order of SIDE_SERIES."""
    now, commands = state.politics, state.commands
    count_commands(world, state, scratch)
    rows = world.watch.side_rows
    for s in range(rows.shape[0]):
        lead = _largest_command(world, state, scratch, s)
        out.series[day, at(rows[s, FIRST])] = _committed(world, state, s)
        out.series[day, at(rows[s, FIRST + 1])] = commands.all_in[s]
        if lead >= 0:
            out.series[day, at(rows[s, FIRST + 2])] = commands.window[at(lead)]
            out.series[day, at(rows[s, FIRST + 3])] = commands.threshold[at(lead)]
            out.series[day, at(rows[s, FIRST + 4])] = commands.margin[at(lead)]
        else:
            out.series[day, at(rows[s, FIRST + 2])] = 0.0
            out.series[day, at(rows[s, FIRST + 3])] = UNDEFINED
            out.series[day, at(rows[s, FIRST + 4])] = UNDEFINED
        out.series[day, at(rows[s, FIRST + 5])] = _number(world, state, scratch, s)
        out.series[day, at(rows[s, FIRST + 6])] = _united(world, scratch, s, lead)
        out.series[day, at(rows[s, FIRST + 7])] = now.joined[s]
        out.series[day, at(rows[s, FIRST + 8])] = now.split[s]
        gone = 0.0
        for f in range(state.forces.redirected.size):
            if world.actors.formation_side[f] == s:
                gone += state.forces.redirected[f]
        out.series[day, at(rows[s, FIRST + 9])] = gone
        out.series[day, at(rows[s, FIRST + 10])] = now.pinned[s]
        if lead >= 0:
            out.series[day, at(rows[s, FIRST + 11])] = commands.quickness[at(lead)]
        else:
            out.series[day, at(rows[s, FIRST + 11])] = 0.0
        out.series[day, at(rows[s, FIRST + 12])] = now.deals[s]
        out.series[day, at(rows[s, FIRST + 13])] = now.evacuated[s]


@compiled
def count_commands(world: World, state: State, scratch: Scratch) -> None:
    """Fill ``scratch.might`` (K,) with the persons that obey each command, in its leader's row."""
    for k in range(scratch.might.size):
        scratch.might[k] = 0.0
    for f in range(state.forces.strength.size):
        c = state.politics.command[at(world.actors.formation_faction[f])]
        scratch.might[at(c)] += state.forces.strength[f]


@compiled
def _largest_command(world: World, state: State, scratch: Scratch, s: int) -> int:
    """Return the command of side ``s`` with most persons, the lower stable number on a tie; -1 if none."""
    best, most = -1, -1.0
    for k in range(world.actors.faction_side.size):
        if world.actors.faction_side[k] != s or state.politics.command[k] != k:
            continue
        persons = scratch.might[k]
        tied = best >= 0 and persons == most
        if persons > most or (
            tied and world.actors.faction_key[k] < world.actors.faction_key[at(best)]
        ):
            best, most = k, persons
    return best


@compiled
def _committed(world: World, state: State, s: int) -> float:
    """Return the share of the side's elite reserve that is in a main effort."""
    total, used = 0.0, 0.0
    for f in range(state.forces.strength.size):
        if world.actors.formation_side[f] != s or world.actors.formation_reserve[f] == 0:
            continue
        total += state.forces.strength[f]
        if state.forces.effort[f] == MAIN:
            used += state.forces.strength[f]
    return used / total if total > 0.0 else 0.0


@compiled
def _number(world: World, state: State, scratch: Scratch, s: int) -> float:
    """Return how many commands with soldiers the side has."""
    total = 0.0
    for k in range(world.actors.faction_side.size):
        if world.actors.faction_side[k] == s and scratch.might[k] > 0.0:
            total += 1.0
    return total


@compiled
def _united(world: World, scratch: Scratch, s: int, lead: int) -> float:
    """Return the share of the side's persons that obeys its largest command."""
    total = 0.0
    for k in range(world.actors.faction_side.size):
        if world.actors.faction_side[k] == s:
            total += scratch.might[k]
    if lead < 0 or total <= 0.0:
        return 0.0
    return scratch.might[at(lead)] / total
