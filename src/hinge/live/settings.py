"""From names of interventions to what is run: plan, parameters, and the last day that stays the baseline's.

A dated lever cannot be felt before its first day, a moved event not before the earlier
of its two days, a dropped one not before its own: until then the change is the baseline, and
is taken from there. Parameters that are set or scaled count from day 0.

In a branch all levers act from the day after it at the earliest. What has happened stays:
an event of a day before is neither dropped nor moved, and one still to come is moved to
the first day after the branch at the earliest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from hinge.ensemble.priors import CORRELATION, draw_parameters, quality_sides
from hinge.errors import InputError, Place, Problem
from hinge.live.machine import Change, Floats, Machine
from hinge.scenario.interventions import (
    Dated,
    DropEvent,
    Intervention,
    Lever,
    ScaleParameter,
    SetParameter,
    ShiftEvent,
)
from hinge.scenario.patch import do
from hinge.scenario.scenario import Scenario
from hinge.world.native import native
from hinge.world.plan import build_plan

SETTINGS_MAX = 40
"""Names that one setting may have: more than a page has controls that a reader would move."""


@dataclass(frozen=True)
class Branch:
    """Where a change sets in: at the end of ``day``, for campaign ``run`` alone or (None) for all."""

    day: int
    run: int | None = None


def pulled(scenario: Scenario, names: Sequence[str]) -> tuple[Intervention, ...]:
    """Return the interventions behind names; InputError whose problems name the one at fault in ``place.field``."""
    problems: list[Problem] = []
    if len(names) > SETTINGS_MAX:
        what = f"{len(names)} changes are asked for at once, and at most {SETTINGS_MAX} are taken."
        place = Place("settings", 0, names[SETTINGS_MAX])
        why = "Nobody could say what such a setting shows."
        raise InputError([Problem("too_many", what, why, "Leave some out.", place)])
    found = scenario
    for name in names:
        try:
            found = do(found, name)
        except InputError as wrong:
            problems += [replace(one, place=Place("settings", 0, name)) for one in wrong.problems]
    if problems:
        raise InputError(problems)
    return found.pulled


def levers_of(
    scenario: Scenario, names: Sequence[str], start: dt.date, branch: Branch | None
) -> list[Lever]:
    """Return the levers of these names; in a branch only what they do after its day."""
    levers = [lever for plan in pulled(scenario, names) for lever in plan.levers]
    if branch is None:
        return levers
    first = branch.day + 1
    return [late for lever in levers for late in _from(scenario, lever, start, first)]


def acting(
    scenario: Scenario, names: Sequence[str], start: dt.date, branch: Branch | None
) -> tuple[Intervention, ...]:
    """Return what acts, as one intervention; none for no names."""
    levers = levers_of(scenario, names, start, branch)
    return (_together(levers),) if levers else ()


def change_of(
    scenario: Scenario, machine: Machine, names: Sequence[str], branch: Branch | None
) -> Change:
    """Return what is run for these names; InputError for what the scenario does not have."""
    start = machine.arm.start
    levers = levers_of(scenario, names, start, branch)
    since = branch.day if branch else _since(scenario, levers, start, machine.days)
    ordered = machine.shared.scenario
    values, changed = _values(scenario, machine, levers)
    if changed and branch is None:
        since = -1
    together = _together(levers)
    row = {area.id: number for number, area in enumerate(ordered.areas)}
    plan = build_plan(replace(ordered, pulled=(*ordered.pulled, together)), start, row)
    return Change(
        world=native(machine.shared.world._replace(plan=plan)),
        since=since,
        values=values,
        other_start=machine.state_needs(changed),
        run=None if branch is None else branch.run,
    )


def _since(scenario: Scenario, levers: Iterable[Lever], start: dt.date, days: int) -> int:
    """Return the last day that levers leave as it is, 0 to ``days``; parameters are not asked."""
    firsts = [days + 1]
    event = {one.id: (one.date - start).days for one in scenario.events}
    for lever in levers:
        if isinstance(lever, Dated):
            firsts.append(0 if lever.from_ is None else (lever.from_ - start).days)
        elif isinstance(lever, DropEvent):
            firsts.append(event[lever.event])
        elif isinstance(lever, ShiftEvent):
            firsts.append(min(event[lever.event], event[lever.event] + lever.days))
    return min(max(min(firsts), 1) - 1, days)


def _from(scenario: Scenario, lever: Lever, start: dt.date, first: int) -> Iterator[Lever]:
    """Yield what is left of a lever where nothing before day ``first`` can be changed."""
    date = start + dt.timedelta(days=first)
    if isinstance(lever, Dated):
        if lever.to is None or lever.to >= date:
            begin = date if lever.from_ is None else max(lever.from_, date)
            yield lever.model_copy(update={"from_": begin})
    elif isinstance(lever, DropEvent | ShiftEvent):
        event = next(one for one in scenario.events if one.id == lever.event)
        lasts = event.date + dt.timedelta(days=max(event.days - 1, 0))
        if isinstance(lever, DropEvent) and lasts >= date:
            yield lever
        elif isinstance(lever, ShiftEvent) and event.date >= date:
            days = max(lever.days, (date - event.date).days)
            yield lever.model_copy(update={"days": days})
    else:
        yield lever


def _together(levers: Sequence[Lever]) -> Intervention:
    """Return levers as one intervention, for what reads nothing else of it."""
    return Intervention.model_construct(id="setting", levers=tuple(levers))


def _values(
    scenario: Scenario, machine: Machine, levers: Iterable[Lever]
) -> tuple[Floats | None, set[str]]:
    """Return the parameters of all draws under levers, and which of them levers set or scale."""
    acting = [one for one in levers if isinstance(one, SetParameter | ScaleParameter)]
    changed = {lever.parameter for lever in acting}
    if not changed:
        return None, changed
    if CORRELATION in changed:  # qualities are drawn with it
        plan = _together(acting)
        return draw_parameters(
            machine.parameters,
            quality_sides(scenario),
            machine.seed,
            machine.runs,
            (*scenario.pulled, plan),
            scenario.posterior,
        ), changed | set(quality_sides(scenario))
    values = machine.values.copy()
    column = {name: n for n, name in enumerate(machine.ids)}
    for lever in acting:
        drawn = values[:, column[lever.parameter]]
        if isinstance(lever, SetParameter):
            drawn[:] = lever.value
        else:
            np.multiply(drawn, lever.factor, out=drawn)
    return values, changed
