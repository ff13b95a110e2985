"""The record of a day: control, siege states and the series that claims speak of."""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.engine.record_choices import record_choices
from hinge.world.arrays import NEVER, NOBODY, Records, State, World
from hinge.world.codes import NO_EFFORT
from hinge.world.scratch import Scratch

HALF_RATION = 0.5  # ration below which people count as deprived


@compiled
def record(world: World, state: State, scratch: Scratch, out: Records, day: int) -> None:
    """Write row ``day`` of the records from the state as it is."""
    for a in range(state.ground.control.size):
        out.control[day, a] = state.ground.control[a]
        out.contested[day, a] = state.ground.contested[a]
    for w in range(state.flows.siege.size):
        out.siege[day, w] = state.flows.siege[w]
    _sides(world, state, out, day)
    record_choices(world, state, scratch, out, day)
    _regions(world, state, out, day)
    _watched(world, state, out, day)
    _deaths(world, state, out, day)
    for p in range(state.politics.support.size):
        out.series[day, at(world.watch.sponsor_rows[p])] = state.politics.support[p]
        out.series[day, at(world.watch.rung_rows[p])] = state.politics.rung[p]
    for x in range(state.commands.sorties.size):
        out.series[day, at(world.watch.asset_rows[x])] = state.commands.sorties[x]


@compiled
def _sides(world: World, state: State, out: Records, day: int) -> None:
    """Write what is counted by side, in the order of SIDE_SERIES."""
    forces = state.forces
    rows = world.watch.side_rows
    for s in range(rows.shape[0]):
        present, killed, lost, arrived = 0.0, 0.0, 0.0, 0.0
        reserve, reserve_free = 0.0, 0.0
        for f in range(forces.strength.size):
            if world.actors.formation_side[f] != s:
                continue
            present += forces.strength[f]
            killed += forces.killed[f]
            lost += forces.killed[f] + forces.wounded[f] + forces.captured[f] + forces.left[f]
            arrived += forces.arrived[f]
            if world.actors.formation_reserve[f] == 1:
                reserve += forces.full[f]
                if forces.effort[f] == NO_EFFORT and forces.rest[f] <= 0.0:
                    reserve_free += forces.strength[f]
        held = 0.0
        for a in range(state.ground.control.size):
            if state.ground.control[a] == s:
                held += 1.0
        out.series[day, at(rows[s, 0])] = present
        out.series[day, at(rows[s, 1])] = killed
        out.series[day, at(rows[s, 2])] = lost
        out.series[day, at(rows[s, 3])] = state.flows.need[s]
        out.series[day, at(rows[s, 4])] = state.flows.delivered[s]
        out.series[day, at(rows[s, 5])] = held
        out.series[day, at(rows[s, 6])] = state.commands.begun[s]
        out.series[day, at(rows[s, 7])] = state.commands.broke[s]
        out.series[day, at(rows[s, 8])] = arrived
        out.series[day, at(rows[s, 9])] = reserve_free / reserve if reserve > 0.0 else 0.0
        out.series[day, at(rows[s, 10])] = state.commands.gained[s]


@compiled
def _regions(world: World, state: State, out: Records, day: int) -> None:
    """Write residents, ration and civilian deaths by region, and the deaths by author where asked."""
    people = state.people
    authors = people.dead_here.shape[1]
    for g in range(world.watch.region_rows.shape[0]):
        here, fed, dead = 0.0, 0.0, 0.0
        for n in range(world.watch.first_area[g], world.watch.first_area[g + 1]):
            a = world.watch.region_area[at(n)]
            persons = people.residents[at(a)] + people.displaced[at(a)]
            here += persons
            fed += persons * people.ration[at(a)]
            for author in range(authors):
                dead += people.dead_here[at(a), author]
        out.series[day, at(world.watch.region_rows[g, 0])] = here
        out.series[day, at(world.watch.region_rows[g, 1])] = fed / here if here > 0.0 else 1.0
        out.series[day, at(world.watch.region_rows[g, 2])] = dead
        for s in range(world.watch.harm_rows.shape[1]):
            row = world.watch.harm_rows[g, s]
            if row == NEVER:
                continue
            killed = 0.0
            for n in range(world.watch.first_area[g], world.watch.first_area[g + 1]):
                killed += people.dead_here[at(world.watch.region_area[at(n)]), s]
            out.series[day, at(row)] = killed


@compiled
def _watched(world: World, state: State, out: Records, day: int) -> None:
    """Write the held share, flow and flow share of every watched pair."""
    for w in range(world.watch.watch_side.size):
        g, s = world.watch.watch_region[w], world.watch.watch_side[w]
        held, areas = 0.0, 0.0
        for n in range(world.watch.first_area[at(g)], world.watch.first_area[at(g + 1)]):
            holder = state.ground.control[at(world.watch.region_area[at(n)])]
            areas += 1.0
            if holder != NOBODY and holder == s:
                held += 1.0
        out.series[day, at(world.watch.held_rows[w])] = held / areas
        out.series[day, at(world.watch.watch_rows[w, 0])] = state.flows.into[w]
        out.series[day, at(world.watch.watch_rows[w, 1])] = state.flows.share[w]


@compiled
def _deaths(world: World, state: State, out: Records, day: int) -> None:
    """Write civilian deaths by cause and author, people displaced and deprived."""
    people = state.people
    causes, authors = people.dead.shape
    total = 0.0
    for author in range(authors):
        by = 0.0
        for cause in range(causes):
            by += people.dead[cause, author]
            row = world.watch.cause_rows[cause, author]
            if row != NEVER:
                out.series[day, at(row)] = people.dead[cause, author]
        total += by
        out.series[day, at(world.watch.author_rows[author])] = by
    displaced, deprived = 0.0, 0.0
    for a in range(people.displaced.size):
        displaced += people.displaced[a]
        if people.ration[a] < HALF_RATION:
            deprived += people.residents[a] + people.displaced[a]
    before = 0.0
    if day > 0:
        before = out.series[day - 1, at(world.watch.total_rows[2])]
        before += deprived
    out.series[day, at(world.watch.total_rows[0])] = total
    out.series[day, at(world.watch.total_rows[1])] = displaced
    out.series[day, at(world.watch.total_rows[2])] = before
