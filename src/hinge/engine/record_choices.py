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
    now, commands, series = state.politics, state.commands, out.series
    redirected, side = state.forces.redirected, world.actors.formation_side
    count_commands(world, state, scratch)
    rows = world.watch.side_rows
    for s in range(rows.shape[0]):
        lead = _largest_command(world, state, scratch, s)
        series[day, at(rows[s, FIRST])] = _committed(world, state, s)
        series[day, at(rows[s, FIRST + 1])] = commands.all_in[s]
        if lead >= 0:
            series[day, at(rows[s, FIRST + 2])] = commands.window[at(lead)]
            series[day, at(rows[s, FIRST + 3])] = commands.threshold[at(lead)]
            series[day, at(rows[s, FIRST + 4])] = commands.margin[at(lead)]
        else:
            series[day, at(rows[s, FIRST + 2])] = 0.0
            series[day, at(rows[s, FIRST + 3])] = UNDEFINED
            series[day, at(rows[s, FIRST + 4])] = UNDEFINED
        series[day, at(rows[s, FIRST + 5])] = _number(world, state, scratch, s)
        series[day, at(rows[s, FIRST + 6])] = _united(world, scratch, s, lead)
        series[day, at(rows[s, FIRST + 7])] = now.joined[s]
        series[day, at(rows[s, FIRST + 8])] = now.split[s]
        gone = 0.0
        for f in range(redirected.size):
            if side[f] == s:
                gone += redirected[f]
        series[day, at(rows[s, FIRST + 9])] = gone
        series[day, at(rows[s, FIRST + 10])] = now.pinned[s]
        if lead >= 0:
            series[day, at(rows[s, FIRST + 11])] = commands.quickness[at(lead)]
        else:
            series[day, at(rows[s, FIRST + 11])] = 0.0
        series[day, at(rows[s, FIRST + 12])] = now.deals[s]
        series[day, at(rows[s, FIRST + 13])] = now.evacuated[s]


@compiled
def count_commands(world: World, state: State, scratch: Scratch) -> None:
    """Fill ``scratch.might`` (K,) with the persons that obey each command, in its leader's row."""
    might, strength, command = scratch.might, state.forces.strength, state.politics.command
    faction = world.actors.formation_faction
    for k in range(might.size):
        might[k] = 0.0
    for f in range(strength.size):
        might[at(command[at(faction[f])])] += strength[f]


@compiled
def _largest_command(world: World, state: State, scratch: Scratch, s: int) -> int:
    """Return the command of side ``s`` with most persons, the lower stable number on a tie; -1 if none."""
    side, keys = world.actors.faction_side, world.actors.faction_key
    command, might = state.politics.command, scratch.might
    best, most = -1, -1.0
    for k in range(side.size):
        if side[k] != s or command[k] != k:
            continue
        persons = might[k]
        tied = best >= 0 and persons == most
        if persons > most or (tied and keys[k] < keys[at(best)]):
            best, most = k, persons
    return best


@compiled
def _committed(world: World, state: State, s: int) -> float:
    """Return the share of the side's elite reserve that is in a main effort."""
    side, reserve = world.actors.formation_side, world.actors.formation_reserve
    strength, effort = state.forces.strength, state.forces.effort
    total, used = 0.0, 0.0
    for f in range(strength.size):
        if side[f] != s or reserve[f] == 0:
            continue
        total += strength[f]
        if effort[f] == MAIN:
            used += strength[f]
    return used / total if total > 0.0 else 0.0


@compiled
def _number(world: World, state: State, scratch: Scratch, s: int) -> float:
    """Return how many commands with soldiers the side has."""
    side, might, total = world.actors.faction_side, scratch.might, 0.0
    for k in range(side.size):
        if side[k] == s and might[k] > 0.0:
            total += 1.0
    return total


@compiled
def _united(world: World, scratch: Scratch, s: int, lead: int) -> float:
    """Return the share of the side's persons that obeys its largest command."""
    side, might, total = world.actors.faction_side, scratch.might, 0.0
    for k in range(side.size):
        if side[k] == s:
            total += might[k]
    if lead < 0 or total <= 0.0:
        return 0.0
    return scratch.might[at(lead)] / total
