"""The part of a day's record that speaks of choices: reserves staked, windows believed, commands, deals."""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.world.arrays import UNDEFINED, Records, State, World
from hinge.world.scratch import Scratch

FIRST = 11  # position of "committed" in SIDE_SERIES
RESERVE, RESERVE_USED, SENT = 7, 8, 9  # further columns of scratch.sums, see record.py


@compiled
def record_choices(world: World, state: State, scratch: Scratch, out: Records, day: int) -> None:
    """Write the series from ``committed`` to ``evacuated`` of every side, in the order of SIDE_SERIES.

    ``scratch.sums`` and ``might`` are those of this record.
    """
    now, commands, series = state.politics, state.commands, out.series
    rows, sums = world.watch.side_rows, scratch.sums
    for s in range(rows.shape[0]):
        lead = _largest_command(world, state, scratch, s)
        reserve = sums[s, RESERVE]
        series[day, at(rows[s, FIRST])] = sums[s, RESERVE_USED] / reserve if reserve > 0.0 else 0.0
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
        series[day, at(rows[s, FIRST + 9])] = sums[s, SENT]
        series[day, at(rows[s, FIRST + 10])] = now.pinned[s]
        if lead >= 0:
            series[day, at(rows[s, FIRST + 11])] = commands.quickness[at(lead)]
        else:
            series[day, at(rows[s, FIRST + 11])] = 0.0
        series[day, at(rows[s, FIRST + 12])] = now.deals[s]
        series[day, at(rows[s, FIRST + 13])] = now.evacuated[s]


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
