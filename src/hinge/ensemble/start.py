"""What all draws of an arm share on day 0: control as recorded, stations, commands, relations.

A formation whose area was not its own on the start date, nor contested by its
side, stands in the nearest own area over links; the moves are kept for the
report. Coalitions are those of the start date: later ones are not scripted.
"""

from __future__ import annotations

import datetime as dt
import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hinge.errors import HingeError
from hinge.scenario.scenario import Scenario
from hinge.world.arrays import NOBODY, World
from hinge.world.codes import ALLIED, NEUTRAL, STANCES
from hinge.world.kinds import Floats, Ints


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
    stood: Floats  # (W,) days that sieges older than the campaign have stood on day 0
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
        stood=_stood(scenario, start),
        moves=moves,
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
    coalition: dict[str, str] = {}
    for member in sorted(scenario.coalitions, key=lambda member: member.date):
        if member.date <= start:
            coalition[member.faction] = member.coalition
    groups: dict[tuple[int, str], list[int]] = {}
    for number, faction in enumerate(scenario.factions):
        name = coalition.get(faction.id, f"\x1f{faction.id}")  # no coalition: alone
        groups.setdefault((int(world.actors.faction_side[number]), name), []).append(number)
    leader = np.zeros(len(scenario.factions), dtype=np.int64)
    for members in groups.values():
        leader[members] = min(members, key=lambda member: int(world.actors.faction_key[member]))
    return leader


def _relations(scenario: Scenario) -> Ints:
    """Return how sides stand to each other (S, S)."""
    side = {side.id: row for row, side in enumerate(scenario.head.sides)}
    standing: Ints = np.full((len(side), len(side)), NEUTRAL, dtype=np.int64)
    np.fill_diagonal(standing, ALLIED)
    for relation in scenario.head.relations:
        a, b = side[relation.a], side[relation.b]
        standing[a, b] = standing[b, a] = STANCES[relation.stance]
    return standing


def _stood(scenario: Scenario, start: dt.date) -> Floats:
    """Return for each watched pair the days its siege has stood on day 0 (W,); 0 where no date is given."""
    days = []
    for region in scenario.regions:
        since = {siege.side: siege.since for siege in region.besieged_since}
        days += [float((start - since.get(side, start)).days) for side in region.watch]
    return np.array(days, dtype=np.float64)
