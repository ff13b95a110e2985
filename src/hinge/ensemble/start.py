"""The state on day 0: control as recorded, everything else drawn around weak tables.

Order of battle: a faction's drawn strength, less the sampled share that stands
as its elite reserve, is split over its formations by a Dirichlet draw whose
mean follows their weights. A formation whose area was not its own on the start
date, nor contested by its side, stands in the nearest own area over links; the
moves are kept for the report. Stocks, beliefs and people are drawn or follow
from drawn parameters. All draws are keyed by (seed; draw, entity): replicates
of one draw start alike.
"""

from __future__ import annotations

import datetime as dt
import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hinge.draws.elementary import exp
from hinge.draws.sampling import StreamKey, normal, uniform
from hinge.errors import HingeError
from hinge.scenario.scenario import Scenario
from hinge.world.arrays import (
    NEVER,
    NOBODY,
    NOWHERE,
    Commands,
    Flows,
    Forces,
    Ground,
    People,
    Politics,
    State,
    World,
)
from hinge.world.codes import ALLIED, CAUSES, HOSTILE, NEUTRAL, STANCES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SHARE, ROUNDING, SEEN = (
    200,
    201,
    202,
)  # purposes; the engine's stand below 200, parameter draws at 255
SUB_INDEX = 0xFFFFFF  # sub-indices of a draw have 24 bits


@dataclass(frozen=True)
class Opening:
    """What all draws of one arm share on day 0."""

    scenario: Scenario
    world: World
    column: dict[str, int]  # parameter id -> column of the draws
    control: Ints  # (A,)
    contested: Ints  # (A,)
    area: Ints  # (F,)
    command: Ints  # (K,)
    standing: Ints  # (S, S)
    moves: tuple[str, ...]  # formations that do not stand where the tables place them


def opening(scenario: Scenario, world: World, start: dt.date, ids: Sequence[str]) -> Opening:
    """Return the shared part of day 0 for an arm that starts on ``start``, a snapshot date."""
    control, contested, rival = _ground(scenario, start)
    area, moves = _stations(scenario, world, control, rival)
    return Opening(
        scenario=scenario,
        world=world,
        column={name: number for number, name in enumerate(ids)},
        control=control,
        contested=contested,
        area=area,
        command=_commands(scenario, world, start),
        standing=_relations(scenario),
        moves=moves,
    )


def initial_state(begin: Opening, values: Floats, seed: int, draw: int) -> State:
    """Return day 0 of parameter draw number ``draw``; ``values`` (parameters,) in the order of ``ids``."""
    key = StreamKey(seed, 0, draw)
    forces = _forces(begin, values, key)
    return State(
        ground=Ground(
            control=begin.control.copy(),
            contested=begin.contested.copy(),
            battle_since=np.full(begin.control.size + begin.world.map.km.size, NEVER),
        ),
        forces=forces,
        people=_people(begin, values),
        flows=_flows(begin.world),
        politics=_politics(begin),
        commands=_orders(begin, forces, values, key),
    )


def _ground(scenario: Scenario, start: dt.date) -> tuple[Ints, Ints, Ints]:
    """Return control, contested and the contesting side (A,) of the snapshot of ``start``."""
    side = {side.id: row for row, side in enumerate(scenario.head.sides)}
    rows = {row.area: row for row in scenario.control if row.date == start}
    if len(rows) < len(scenario.areas):
        message = (
            f"There is no full snapshot of control for {start}; a run can start on a snapshot only."
        )
        raise HingeError(message)
    areas = [rows[area.id] for area in scenario.areas]
    control = [side[row.controller] if row.controller else NOBODY for row in areas]
    rival = [side[row.contested_by] if row.contested_by else NOBODY for row in areas]
    return (
        np.array(control, dtype=np.int64),
        np.array([int(bool(row.contested_by)) for row in areas], dtype=np.int64),
        np.array(rival, dtype=np.int64),
    )


def _stations(
    scenario: Scenario, world: World, control: Ints, rival: Ints
) -> tuple[Ints, tuple[str, ...]]:
    """Return where each formation stands (F,), and in words which ones had to be moved."""
    row = {area.id: number for number, area in enumerate(scenario.areas)}
    stations, moves = [], []
    for number, unit in enumerate(scenario.formations):
        side, here = int(world.actors.formation_side[number]), row[unit.area]
        if side not in (control[here], rival[here]):
            there = _nearest_own(world, control, side, here)
            if there != here:
                moves.append(f"{unit.id} stands in {scenario.areas[there].id}, not {unit.area}")
            here = there
        stations.append(here)
    return np.array(stations, dtype=np.int64), tuple(moves)


def _nearest_own(world: World, control: Ints, side: int, here: int) -> int:
    """Return the area of ``side`` nearest to ``here`` over all links; ``here`` if it holds none."""
    best: dict[int, float] = {here: 0.0}
    line = [(0.0, int(world.map.area_key[here]), here)]
    while line:
        km, _, a = heapq.heappop(line)
        if control[a] == side:
            return a
        if km > best[a]:
            continue
        for arc in range(world.map.first_arc[a], world.map.first_arc[a + 1]):
            b = int(world.map.arc_to[arc])
            far = km + float(world.map.km[world.map.arc_link[arc]])
            if far < best.get(b, math.inf):
                best[b] = far
                heapq.heappush(line, (far, int(world.map.area_key[b]), b))
    return here


def _commands(scenario: Scenario, world: World, start: dt.date) -> Ints:
    """Return for each faction the one that leads its command (K,): its coalition on ``start``, or itself."""
    coalition: dict[str, tuple[dt.date, str]] = {}
    for member in scenario.coalitions:
        if (
            member.date <= start
            and member.date >= coalition.get(member.faction, (member.date, ""))[0]
        ):
            coalition[member.faction] = (member.date, member.coalition)
    groups: dict[tuple[int, str], list[int]] = {}
    for number, faction in enumerate(scenario.factions):
        name = coalition[faction.id][1] if faction.id in coalition else f"\x1f{faction.id}"
        groups.setdefault((int(world.actors.faction_side[number]), name), []).append(number)
    leader = np.zeros(len(scenario.factions), dtype=np.int64)
    for members in groups.values():
        leader[members] = min(members, key=lambda member: int(world.actors.faction_key[member]))
    return leader


def _relations(scenario: Scenario) -> Ints:
    """Return how sides stand to each other (S, S)."""
    side = {side.id: row for row, side in enumerate(scenario.head.sides)}
    standing = np.full((len(side), len(side)), NEUTRAL, dtype=np.int64)
    np.fill_diagonal(standing, ALLIED)
    for relation in scenario.head.relations:
        a, b = side[relation.a], side[relation.b]
        standing[a, b] = standing[b, a] = STANCES[relation.stance]
    return standing


def _value(begin: Opening, values: Floats, name: str) -> float:
    """Return the drawn value of a parameter; 0 for one that no table gives (a faction without soldiers)."""
    return float(values[begin.column[name]]) if name in begin.column else 0.0


def split(total: int, shares: Floats, keys: Ints) -> Floats:
    """Split ``total`` persons by ``shares`` (n,) into whole numbers that add up: largest remainders first.

    Equal remainders fall to the lower stable number in ``keys`` (n,), never to the earlier row.
    """
    exact = total * shares / shares.sum()
    persons = np.floor(exact)
    order = np.lexsort((keys, -(exact - persons)))
    persons[order[: int(total - persons.sum())]] += 1.0
    return persons


def _forces(begin: Opening, values: Floats, key: StreamKey) -> Forces:
    """Return the formations on day 0."""
    actors = begin.world.actors
    number = actors.formation_key.size
    strength, quality = np.zeros(number), np.zeros(number)
    for row, faction in enumerate(begin.scenario.factions):
        own = np.flatnonzero(actors.formation_faction == row)
        total = math.floor(_value(begin, values, f"factions.{faction.id}.strength") + 0.5)
        quality[own] = _value(begin, values, f"factions.{faction.id}.quality")
        if own.size and total > 0:
            strength[own] = split(
                total, _shares(begin, values, key, own), actors.formation_key[own]
            )
    kilos = _value(begin, values, "supply.soldier_hold") * strength / 1000.0
    days = _value(begin, values, "supply.stock_target") * _value(
        begin, values, "supply.stock_start"
    )

    def zeros() -> Floats:
        return np.zeros(number)

    return Forces(
        area=begin.area.copy(),
        goal=np.full(number, NOWHERE),
        road=np.full(number, NOWHERE),
        travel=zeros(),
        effort=np.zeros(number, dtype=np.int64),
        strength=strength,
        full=strength.copy(),
        quality=quality,
        cohesion=np.full(number, _value(begin, values, "forces.cohesion_start")),
        stock=kilos * days,
        deficit=zeros(),
        wear=zeros(),
        rest=zeros(),
        struck=zeros(),
        killed=zeros(),
        wounded=zeros(),
        captured=zeros(),
        left=zeros(),
        arrived=zeros(),
    )


def _shares(begin: Opening, values: Floats, key: StreamKey, own: Ints) -> Floats:
    """Return the shares of a faction's formations (n,): the reserve's, and a Dirichlet draw of the rest."""
    from scipy.special import gammaincinv

    actors = begin.world.actors
    reserve = actors.formation_reserve[own] == 1
    weight = np.array([begin.scenario.formations[f].weight for f in own], dtype=np.float64)
    share = _value(begin, values, "forces.reserve_share") if reserve.any() else 0.0
    if reserve.all():
        return weight
    mean = weight[~reserve] / weight[~reserve].sum()
    shape = mean * _value(begin, values, "forces.concentration")
    u = [uniform(key, 0, SHARE, 0, int(actors.formation_key[f])) for f in own[~reserve]]
    gamma = np.maximum(gammaincinv(shape, u), 1e-12)
    shares = np.empty(own.size)
    shares[~reserve] = (1.0 - share) * gamma / gamma.sum()
    shares[reserve] = share * weight[reserve] / max(weight[reserve].sum(), 1e-12)
    return shares


def _people(begin: Opening, values: Floats) -> People:
    """Return the civilians on day 0: table populations times the drawn factor of their group."""
    world, sides = begin.world, begin.standing.shape[0]
    number = begin.control.size
    factor = [
        _value(begin, values, f"population.{area.population_group}")
        for area in begin.scenario.areas
    ]
    people = np.array([area.population for area in begin.scenario.areas], dtype=np.float64)
    residents = np.floor(people * factor + 0.5)
    need = residents * _value(begin, values, "supply.civilian_need") / 1000.0
    need *= 1.0 - world.map.self_supply
    days = _value(begin, values, "supply.civilian_stock") * _value(
        begin, values, "supply.stock_start"
    )
    return People(
        residents=residents,
        displaced=np.zeros(number),
        stock=need * days,
        ration=np.ones(number),
        hunger=np.zeros(number),
        violence=np.zeros(number),
        dead=np.zeros((len(CAUSES), sides + 1)),
        dead_here=np.zeros((number, sides + 1)),
    )


def _flows(world: World) -> Flows:
    """Return supply before its first survey."""
    sides, areas = world.actors.side_key.size, world.map.area_key.size
    links, watched = world.map.km.size, world.watch.watch_side.size
    return Flows(
        fire=np.zeros((sides, links)),
        fire_used=np.zeros((sides, links)),
        pressure=np.zeros((sides, areas)),
        stale=np.ones(sides, dtype=np.int64),
        order=np.zeros((sides, areas), dtype=np.int64),
        reached=np.zeros(sides, dtype=np.int64),
        parent=np.full((sides, areas), NOWHERE),
        up=np.full((sides, areas), NOWHERE),
        capacity=np.zeros(world.actors.entry_area.size),
        load=np.zeros((sides, areas)),
        need=np.zeros(sides),
        delivered=np.zeros(sides),
        into=np.zeros(watched),
        share=np.zeros(watched),
        siege=np.zeros(watched, dtype=np.int64),
        books=np.zeros(4),
    )


def _politics(begin: Opening) -> Politics:
    """Return relations, commands and sponsors on day 0; every sponsor supports."""
    actors, sides, areas = begin.world.actors, begin.standing.shape[0], begin.control.size
    return Politics(
        standing=begin.standing.copy(),
        relation=begin.standing.copy(),
        calm=np.zeros((sides, sides)),
        command=begin.command.copy(),
        support=np.ones(actors.sponsor_key.size),
        asset_factor=np.ones(actors.asset_key.size),
        asset_extra=np.zeros(actors.asset_key.size),
        faction_factor=np.ones(actors.faction_key.size),
        entry_factor=np.ones(actors.entry_area.size),
        guaranteed=np.zeros((areas, sides)),
        forbidden=np.zeros((sides, areas), dtype=np.int64),
    )


def _orders(begin: Opening, forces: Forces, values: Floats, key: StreamKey) -> Commands:
    """Return commands without an effort, and what each side believes on day 0."""
    world, sides = begin.world, begin.standing.shape[0]
    areas, factions = begin.control.size, world.actors.faction_key.size
    present = np.zeros((sides, areas))
    effective = forces.strength * forces.quality * forces.cohesion / 1000.0
    np.add.at(present, (world.actors.formation_side, forces.area), effective)
    seen = np.zeros((sides, areas))
    noise = _value(begin, values, "beliefs.noise")
    for s in range(sides):
        true = present[begin.standing[s] == HOSTILE].sum(axis=0)
        for a in np.flatnonzero(true):
            sub = int(world.actors.side_key[s]) & SUB_INDEX
            z = normal(key, 0, SEEN, sub, int(world.map.area_key[a]))
            seen[s, a] = true[a] * exp(noise * z - 0.5 * noise * noise)
    return Commands(
        objective=np.full(factions, NOWHERE),
        wait=np.zeros(factions),
        since=np.full(factions, NEVER),
        staked=np.zeros(factions),
        begun=np.zeros(sides),
        broke=np.zeros(sides),
        gained=np.zeros(sides),
        sorties=np.zeros(world.actors.asset_key.size),
        seen=seen,
    )
