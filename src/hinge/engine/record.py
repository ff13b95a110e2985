"""The record of a day: control, siege states and the series that claims speak of."""

from __future__ import annotations

from hinge.draws.compiled import at, compiled, entry
from hinge.engine.record_choices import RESERVE, RESERVE_USED, SENT, record_choices
from hinge.world.arrays import NEVER, NOBODY, Records, State, World
from hinge.world.codes import MAIN, NO_EFFORT
from hinge.world.scratch import Scratch

HALF_RATION = 0.5  # ration below which people count as deprived
PRESENT, KILLED, GONE, CAME, RESERVE_FULL, RESERVE_FREE, HELD = range(7)  # columns of scratch.sums


@entry
def record(world: World, state: State, scratch: Scratch, out: Records, day: int) -> None:
    """Write row ``day`` of the records from the state as it is."""
    held, fought, besieged, series = out.control, out.contested, out.siege, out.series
    control, contested, siege = state.ground.control, state.ground.contested, state.flows.siege
    for a in range(control.size):
        held[day, a] = control[a]
        fought[day, a] = contested[a]
    for w in range(siege.size):
        besieged[day, w] = siege[w]
    _add_up(world, state, scratch)
    _sides(world, state, scratch, out, day)
    record_choices(world, state, scratch, out, day)
    _regions(world, state, scratch, out, day)
    _watched(world, state, out, day)
    _deaths(world, state, out, day)
    support, rung, sorties = state.politics.support, state.politics.rung, state.commands.sorties
    sponsor_rows, rung_rows = world.watch.sponsor_rows, world.watch.rung_rows
    asset_rows = world.watch.asset_rows
    for p in range(support.size):
        series[day, at(sponsor_rows[p])] = support[p]
        series[day, at(rung_rows[p])] = rung[p]
    for x in range(sorties.size):
        series[day, at(asset_rows[x])] = sorties[x]


@compiled
def _add_up(world: World, state: State, scratch: Scratch) -> None:
    """Fill ``scratch.sums`` (S, 10) and ``might`` (K,): what formations and areas come to.

    ``might`` holds the persons that obey each command, in its leader's row.
    """
    forces, sums, might = state.forces, scratch.sums, scratch.might
    side, elite = world.actors.formation_side, world.actors.formation_reserve
    strength, full, dead, wounded = forces.strength, forces.full, forces.killed, forces.wounded
    captured, left, came, sent = forces.captured, forces.left, forces.arrived, forces.redirected
    effort, rest, control = forces.effort, forces.rest, state.ground.control
    command, faction = state.politics.command, world.actors.formation_faction
    for k in range(might.size):
        might[k] = 0.0
    for s in range(sums.shape[0]):
        for n in range(sums.shape[1]):
            sums[s, n] = 0.0
    for f in range(strength.size):
        s, persons = side[f], strength[f]
        might[at(command[at(faction[f])])] += persons
        sums[at(s), PRESENT] += persons
        sums[at(s), KILLED] += dead[f]
        sums[at(s), GONE] += dead[f] + wounded[f] + captured[f] + left[f]
        sums[at(s), CAME] += came[f]
        sums[at(s), SENT] += sent[f]
        if elite[f] == 1:
            sums[at(s), RESERVE_FULL] += full[f]
            sums[at(s), RESERVE] += persons
            if effort[f] == NO_EFFORT and rest[f] <= 0.0:
                sums[at(s), RESERVE_FREE] += persons
            elif effort[f] == MAIN:
                sums[at(s), RESERVE_USED] += persons
    for a in range(control.size):
        if control[a] != NOBODY:
            sums[at(control[a]), HELD] += 1.0


@compiled
def _sides(world: World, state: State, scratch: Scratch, out: Records, day: int) -> None:
    """Write what is counted by side, in the order of SIDE_SERIES."""
    commands, flows, series, sums = state.commands, state.flows, out.series, scratch.sums
    rows = world.watch.side_rows
    for s in range(rows.shape[0]):
        reserve = sums[s, RESERVE_FULL]
        series[day, at(rows[s, 0])] = sums[s, PRESENT]
        series[day, at(rows[s, 1])] = sums[s, KILLED]
        series[day, at(rows[s, 2])] = sums[s, GONE]
        series[day, at(rows[s, 3])] = flows.need[s]
        series[day, at(rows[s, 4])] = flows.delivered[s]
        series[day, at(rows[s, 5])] = sums[s, HELD]
        series[day, at(rows[s, 6])] = commands.begun[s]
        series[day, at(rows[s, 7])] = commands.broke[s]
        series[day, at(rows[s, 8])] = sums[s, CAME]
        series[day, at(rows[s, 9])] = sums[s, RESERVE_FREE] / reserve if reserve > 0.0 else 0.0
        series[day, at(rows[s, 10])] = commands.gained[s]


@compiled
def _regions(world: World, state: State, scratch: Scratch, out: Records, day: int) -> None:
    """Write residents, ration and civilian deaths by region, and the deaths by author where asked.

    ``scratch.wish``, ``given`` and ``weight`` (A,) hold people, those fed and those killed meanwhile:
    areas stand in several regions.
    """
    residents, displaced = state.people.residents, state.people.displaced
    ration, dead_here = state.people.ration, state.people.dead_here
    rows, harm_rows, series = world.watch.region_rows, world.watch.harm_rows, out.series
    first, members = world.watch.first_area, world.watch.region_area
    persons, eaters, killed = scratch.wish, scratch.given, scratch.weight
    areas, authors = dead_here.shape
    for a in range(areas):
        persons[a] = residents[a] + displaced[a]
        eaters[a] = persons[a] * ration[a]
        killed[a] = 0.0
        for author in range(authors):
            killed[a] += dead_here[a, author]
    for g in range(rows.shape[0]):
        here, fed, dead = 0.0, 0.0, 0.0
        for n in range(first[g], first[g + 1]):
            a = members[at(n)]
            here += persons[at(a)]
            fed += eaters[at(a)]
            dead += killed[at(a)]
        series[day, at(rows[g, 0])] = here
        series[day, at(rows[g, 1])] = fed / here if here > 0.0 else 1.0
        series[day, at(rows[g, 2])] = dead
        for s in range(harm_rows.shape[1]):
            row = harm_rows[g, s]
            if row == NEVER:
                continue
            harmed = 0.0
            for n in range(first[g], first[g + 1]):
                harmed += dead_here[at(members[at(n)]), s]
            series[day, at(row)] = harmed


@compiled
def _watched(world: World, state: State, out: Records, day: int) -> None:
    """Write the held share, flow and flow share of every watched pair."""
    region, side, control = world.watch.watch_region, world.watch.watch_side, state.ground.control
    first, members = world.watch.first_area, world.watch.region_area
    held_rows, rows, series = world.watch.held_rows, world.watch.watch_rows, out.series
    into, share = state.flows.into, state.flows.share
    for w in range(side.size):
        g, s = region[w], side[w]
        held, areas = 0.0, 0.0
        for n in range(first[at(g)], first[at(g + 1)]):
            holder = control[at(members[at(n)])]
            areas += 1.0
            if holder != NOBODY and holder == s:
                held += 1.0
        series[day, at(held_rows[w])] = held / areas
        series[day, at(rows[w, 0])] = into[w]
        series[day, at(rows[w, 1])] = share[w]


@compiled
def _deaths(world: World, state: State, out: Records, day: int) -> None:
    """Write civilian deaths by cause and author, people displaced and deprived."""
    people, series, rows = state.people, out.series, world.watch.total_rows
    dead, cause_rows, author_rows = people.dead, world.watch.cause_rows, world.watch.author_rows
    residents, guests, ration = people.residents, people.displaced, people.ration
    causes, authors = dead.shape
    total = 0.0
    for author in range(authors):
        by = 0.0
        for cause in range(causes):
            by += dead[cause, author]
            row = cause_rows[cause, author]
            if row != NEVER:
                series[day, at(row)] = dead[cause, author]
        total += by
        series[day, at(author_rows[author])] = by
    displaced, deprived = 0.0, 0.0
    for a in range(guests.size):
        displaced += guests[a]
        if ration[a] < HALF_RATION:
            deprived += residents[a] + guests[a]
    before = 0.0
    if day > 0:
        before = series[day - 1, at(rows[2])]
        before += deprived
    series[day, at(rows[0])] = total
    series[day, at(rows[1])] = displaced
    series[day, at(rows[2])] = before
