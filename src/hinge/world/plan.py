"""Dated events and the levers of interventions become rows with days of the run; and which steps a day has.

Runs of scenarios have every step. A smaller model on the same kernel leaves
some out: ``chosen_steps`` makes the row of flags (docs/benchmarks.md has one).

An event before the run's start has happened and is in the start state, with
two exceptions: people announced after the date of their faction's strength
figure, and by the start, are on their way and arrive on day 1; signs and calls
fade, so that those of the weeks before keep their day (0 or less).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import NamedTuple

import numpy as np

from hinge.errors import HingeError
from hinge.scenario.interventions import (
    BoundRung,
    CapFlow,
    Dated,
    DropEvent,
    FixRelation,
    FixSupport,
    ForbidObjective,
    ForbidOption,
    GuaranteeFlow,
    Lever,
    MoveFacility,
    Redirect,
    ScaleAsset,
    ScaleEntry,
    ScaleFaction,
    SetBelief,
    SetListed,
    ShiftEvent,
    Truce,
    WithholdReserves,
)
from hinge.scenario.records import Event
from hinge.scenario.scenario import Scenario
from hinge.world import codes
from hinge.world.arrays import NOBODY, Plan
from hinge.world.keys import entity_keys
from hinge.world.kinds import Ints

ALWAYS = 1_000_000

Pull = tuple[int, int, int, float]  # kind, target, second target, value


class Rows(NamedTuple):
    """Row numbers of the ids that events and levers name."""

    area: dict[str, int]
    side: dict[str, int]
    faction: dict[str, int]
    sponsor: dict[str, int]
    asset: dict[str, int]
    facility: dict[str, int]


class Lift(NamedTuple):
    """One lever as numbers: kind, target, second target, value, first and last day."""

    kind: int
    target: int
    second: int
    value: float
    first: int
    last: int


def build_plan(scenario: Scenario, start: dt.date, area_row: dict[str, int]) -> Plan:
    """Return what is dated in a checked scenario, for a run that starts on ``start``."""
    rows = Rows(
        area=area_row,
        side={side.id: row for row, side in enumerate(scenario.head.sides)},
        faction={faction.id: row for row, faction in enumerate(scenario.factions)},
        sponsor={sponsor.id: row for row, sponsor in enumerate(scenario.sponsors)},
        asset={asset.id: row for row, asset in enumerate(scenario.strike_assets)},
        facility={facility.id: row for row, facility in enumerate(scenario.facilities)},
    )
    levers = [lever for intervention in scenario.pulled for lever in intervention.levers]
    events = list(_events(scenario, start, levers))
    targets = [_event_target(scenario, event, rows) for event, _, _ in events]
    lifts = [lift for lever in levers for lift in _lifts(scenario, lever, start, rows)]
    return Plan(
        steps=chosen_steps(codes.STEPS),
        event_key=entity_keys([event.id for event, _, _ in events]),
        event_day=np.array([day for _, day, _ in events], dtype=np.int64),
        event_kind=np.array([codes.EFFECTS.index(e.effect) for e, _, _ in events], dtype=np.int64),
        event_target=np.array([target for target, _ in targets], dtype=np.int64),
        event_second=np.array([second for _, second in targets], dtype=np.int64),
        event_low=np.array([_size(event, event.low) for event, _, _ in events], dtype=np.float64),
        event_high=np.array([_size(event, event.high) for event, _, _ in events], dtype=np.float64),
        event_until=np.array([until for _, _, until in events], dtype=np.int64),
        lever_kind=np.array([lift.kind for lift in lifts], dtype=np.int64),
        lever_target=np.array([lift.target for lift in lifts], dtype=np.int64),
        lever_second=np.array([lift.second for lift in lifts], dtype=np.int64),
        lever_value=np.array([lift.value for lift in lifts], dtype=np.float64),
        lever_from=np.array([lift.first for lift in lifts], dtype=np.int64),
        lever_to=np.array([lift.last for lift in lifts], dtype=np.int64),
    )


def chosen_steps(names: Collection[str]) -> Ints:
    """Return the flags (len(STEPS),) of a day that runs the named steps and no others.

    Without ``beliefs``, sides know the strengths opposite as they are. A step
    left out leaves its part of the state as it was on day 0. Raises HingeError
    for a name that is not in ``codes.STEPS``.
    """
    unknown = sorted(set(names) - set(codes.STEPS))
    if unknown:
        message = f"There is no step {unknown[0]} in a day; steps are: {', '.join(codes.STEPS)}."
        raise HingeError(message)
    return np.array([int(name in names) for name in codes.STEPS], dtype=np.int64)


def _events(
    scenario: Scenario, start: dt.date, levers: list[Lever]
) -> Iterator[tuple[Event, int, int]]:
    """Yield the events that still have an effect, with the day it sets in and its last day."""
    dropped = {lever.event for lever in levers if isinstance(lever, DropEvent)}
    shift = {lever.event: lever.days for lever in levers if isinstance(lever, ShiftEvent)}
    known = {faction.id: faction.true_on for faction in scenario.factions}
    for event in scenario.events:
        if event.effect in ("none", "rename") or event.id in dropped:
            continue
        day = (event.date - start).days + shift.get(event.id, 0)
        if day < 1 and event.effect in ("signal", "call"):
            yield event, day, day  # what is left of it on the first day counts
            continue
        if day < 1 and event.effect == "arrive":
            counted = known[event.target[0]]
            if counted is None or event.date <= counted:
                continue
        elif day < 1 and day + event.days <= 1:
            continue
        yield event, max(1, day), day + event.days - 1 if event.days else ALWAYS


def _event_target(scenario: Scenario, event: Event, rows: Rows) -> tuple[int, int]:
    """Return the rows that an event acts on; for arrivals the formation that takes people in."""
    if event.effect == "arrive":
        own = [
            (row, unit)
            for row, unit in enumerate(scenario.formations)
            if unit.faction == event.target[0]
        ]
        near = [row for row, unit in own if unit.area in event.areas]
        rear = [row for row, unit in own if unit.reserve]
        return (near or rear or [row for row, _ in own])[0], NOBODY
    if event.effect in ("truce", "relation"):
        return rows.side[event.target[0]], rows.side[event.target[1]]
    if event.effect in ("support", "signal", "call"):
        return rows.sponsor[event.target[0]], NOBODY
    return rows.asset[event.target[0]], NOBODY


def _size(event: Event, bound: float | None) -> float:
    """Return the bound of an event's size, or its value; a stance is given as its number."""
    if event.effect == "relation":
        return float(codes.STANCES[event.value_text])
    if bound is not None:
        return bound
    return event.value if event.value is not None else 1.0


def _lifts(scenario: Scenario, lever: Lever, start: dt.date, rows: Rows) -> Iterator[Lift]:
    """Yield the rows of one lever; levers on parameters and events act elsewhere."""
    if not isinstance(lever, Dated):
        return
    first = (lever.from_ - start).days if lever.from_ else 0
    last = (lever.to - start).days if lever.to else ALWAYS
    pulls = list(_on_places(scenario, lever, rows)) or list(_on_actors(lever, rows))
    for kind, target, second, value in pulls:
        yield Lift(kind, target, second, value, first, last)


def _on_places(scenario: Scenario, lever: Dated, rows: Rows) -> Iterator[Pull]:
    """Yield kind, target, second target and value of levers on areas and entries."""
    if isinstance(lever, ForbidObjective):
        for area in _areas(scenario, lever.of):
            yield codes.FORBID, rows.area[area], rows.side[lever.side], 1.0
    elif isinstance(lever, GuaranteeFlow):
        areas = _areas(scenario, lever.region)
        people = {area.id: area.population + 1.0 for area in scenario.areas}
        total = sum(people[area] for area in areas)
        for area in areas:
            tonnes = lever.tonnes * people[area] / total
            yield codes.GUARANTEE, rows.area[area], rows.side[lever.side], tonnes
    elif isinstance(lever, CapFlow):
        areas = _areas(scenario, lever.region)
        people = {area.id: area.population + 1.0 for area in scenario.areas}
        total = sum(people[area] for area in areas)
        for area in areas:
            tonnes = lever.tonnes * people[area] / total
            yield codes.CAP_FLOW, rows.area[area], rows.side[lever.side], tonnes
    elif isinstance(lever, ScaleEntry):
        for row, entry in enumerate(scenario.entries):
            if entry.area == lever.entry:
                yield codes.SCALE_ENTRY, row, NOBODY, lever.factor


def _on_actors(lever: Dated, rows: Rows) -> Iterator[Pull]:
    """Yield kind, target, second target and value of levers on assets, factions, sponsors and sides."""
    if isinstance(lever, ScaleAsset):
        if lever.factor is not None:
            yield codes.SCALE_ASSET, rows.asset[lever.asset], NOBODY, lever.factor
        if lever.tempo is not None:
            yield codes.EXTRA_TEMPO, rows.asset[lever.asset], NOBODY, lever.tempo
    elif isinstance(lever, ScaleFaction):
        yield codes.SCALE_FACTION, rows.faction[lever.faction], NOBODY, lever.factor
    elif isinstance(lever, FixSupport):
        yield codes.FIX_SUPPORT, rows.sponsor[lever.sponsor], NOBODY, lever.level
    elif isinstance(lever, FixRelation):
        stance = float(codes.STANCES[lever.stance])
        yield codes.FIX_RELATION, rows.side[lever.a], rows.side[lever.b], stance
    elif isinstance(lever, Truce):
        yield codes.CALM, rows.side[lever.a], rows.side[lever.b], lever.share
    else:
        yield from _on_politics(lever, rows)


def _on_politics(lever: Dated, rows: Rows) -> Iterator[Pull]:
    """Yield kind, target, second target and value of levers on beliefs, options, reserves and rungs."""
    if isinstance(lever, SetBelief):
        yield codes.SET_BELIEF, rows.sponsor[lever.sponsor], NOBODY, lever.hazard
    elif isinstance(lever, ForbidOption):
        option = codes.OPTIONS.index(lever.option)
        yield codes.BAR_OPTION, option, rows.side[lever.side], 1.0
    elif isinstance(lever, WithholdReserves):
        yield codes.WITHHOLD, rows.side[lever.side], NOBODY, lever.share
    elif isinstance(lever, BoundRung):
        yield codes.LEAST_RUNG, rows.sponsor[lever.sponsor], NOBODY, float(lever.least)
        yield codes.MOST_RUNG, rows.sponsor[lever.sponsor], NOBODY, float(lever.most)
    elif isinstance(lever, MoveFacility):
        row = rows.facility[lever.facility]
        yield codes.MOVE_FACILITY, row, rows.area[lever.area], 0.0
    elif isinstance(lever, SetListed):
        yield codes.SET_LISTED, rows.faction[lever.faction], NOBODY, lever.listed
    elif isinstance(lever, Redirect):
        yield codes.REDIRECT, rows.sponsor[lever.sponsor], NOBODY, 1.0


def _areas(scenario: Scenario, name: str) -> tuple[str, ...]:
    """Return the areas of a region, or the area itself."""
    for region in scenario.regions:
        if region.id == name:
            return region.areas
    return (name,)
