"""Interventions as controls: levers in words, dates, sizes with a range to drag in, and what goes ill together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from hinge.claims.names import Names, day_month, joined, named, number
from hinge.scenario.fields import Record
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
    Intervention,
    Lever,
    MoveFacility,
    Redirect,
    ScaleAsset,
    ScaleEntry,
    ScaleFaction,
    ScaleParameter,
    SetBelief,
    SetListed,
    SetParameter,
    ShiftEvent,
    Truce,
    WithholdReserves,
)
from hinge.scenario.scenario import Scenario
from hinge.scenario.switches import PREFIX, SWITCHES

Json = dict[str, Any]

UNITS = {
    "factor": "times as it would be",
    "tempo": "uses a day",
    "level": "of the support at the start",
    "tonnes": "tonnes a day",
    "share": "share, 0 to 1",
    "hazard": "chance a day",
    "most": "rung, 0 to 3",
    "value": "in the unit of the parameter",
}
RANGES = {
    "factor": (0.0, 2.0),
    "tempo": (0.0, 4.0),
    "level": (0.0, 1.0),
    "tonnes": (0.0, 400.0),
    "share": (0.0, 1.0),
    "hazard": (0.0, 0.2),
    "most": (0.0, 3.0),
    "value": (0.0, 1.0),
}
"""Where a control begins and ends."""

STEPS = {"most": 1.0, "tonnes": 5.0, "hazard": 0.005}
STEP = 0.05
RUNGS = ("restrained", "usual", "intensified", "own forces")

GROUPS = (
    ("Ground", (ForbidObjective, ForbidOption, WithholdReserves, ScaleFaction, SetListed)),
    ("Air and fire", (ScaleAsset,)),
    ("Sponsors", (FixSupport, SetBelief, BoundRung, Redirect)),
    ("Supply and aid", (GuaranteeFlow, CapFlow, ScaleEntry, MoveFacility)),
    ("Truces and relations", (Truce, FixRelation)),
    ("Events", (DropEvent, ShiftEvent)),
    ("Assumptions", (SetParameter, ScaleParameter)),
)

SAME: dict[type[Record], tuple[str, ...]] = {
    FixSupport: ("sponsor",),
    SetBelief: ("sponsor",),
    FixRelation: ("a", "b"),
    MoveFacility: ("facility",),
    SetListed: ("faction",),
    DropEvent: ("event",),
    ShiftEvent: ("event",),
    SetParameter: ("parameter",),
}
"""Levers of which only one can hold at a time, and the fields that say on what; all others add up."""


def controls(scenario: Scenario, names: Names) -> list[Json]:
    """Return a control for each intervention of a scenario, in file order."""
    return [_control(scenario, plan, names) for plan in scenario.interventions]


def mechanisms() -> list[Json]:
    """Return a control for each mechanism of the model that can be switched off."""
    return [
        {"id": PREFIX + one.id, "title": f"Without {one.id.replace('_', ' ')}", "says": one.says}
        for one in SWITCHES
    ]


def _control(scenario: Scenario, plan: Intervention, names: Names) -> Json:
    """Return one control."""
    dated = [lever for lever in plan.levers if isinstance(lever, Dated)]
    first = [lever.from_ for lever in dated if lever.from_ is not None]
    last = [lever.to for lever in dated if lever.to is not None]
    return {
        "id": plan.id,
        "title": plan.title.strip(),
        "says": plan.says.strip(),
        "actor": plan.actor or None,
        "by": named({**names.sides, **names.sponsors}, plan.actor) if plan.actor else "",
        "group": _group(plan),
        "levers": [lever_words(lever, scenario, names) for lever in plan.levers],
        "dated": bool(dated),
        "from": min(first).isoformat() if first and len(first) == len(dated) else None,
        "to": max(last).isoformat() if last and len(last) == len(dated) else None,
        "size": _size(plan),
        "clashes": sorted(
            other.id
            for other in scenario.interventions
            if other is not plan and _clash(plan, other)
        ),
        "fair": {
            name: getattr(plan.admissibility, name)
            for name in type(plan.admissibility).model_fields
            if name != "line"
        },
    }


def _size(plan: Intervention) -> Json | None:
    """Return the size of an intervention: its field, default, unit, and the range of a control."""
    if not plan.sized:
        return None
    values = [getattr(lever, plan.sized, None) for lever in plan.levers]
    default = next(float(value) for value in values if value is not None)
    low, high = RANGES[plan.sized]
    return {
        "field": plan.sized,
        "default": default,
        "unit": UNITS[plan.sized],
        "low": min(low, default),
        "high": max(
            high, 2.0 * default if plan.sized in {"tempo", "tonnes", "hazard"} else default
        ),
        "step": STEPS.get(plan.sized, STEP),
    }


def _group(plan: Intervention) -> str:
    """Return under which heading an intervention stands: that of its first lever."""
    return next(name for name, kinds in GROUPS if isinstance(plan.levers[0], kinds))


def _clash(one: Intervention, other: Intervention) -> bool:
    """Say whether two interventions want one thing to be two ways at a time."""
    return not set(_fixed(one)).isdisjoint(_fixed(other))


def _fixed(plan: Intervention) -> Iterator[tuple[str, ...]]:
    """Yield what the levers of an intervention hold fixed."""
    for lever in plan.levers:
        for kind, fields in SAME.items():
            if isinstance(lever, kind):
                what = "event" if kind in {DropEvent, ShiftEvent} else kind.__name__
                yield (what, *sorted(str(getattr(lever, field)) for field in fields))


def lever_words(lever: Lever, scenario: Scenario, names: Names) -> str:
    """Return a lever as a short clause, with its days."""
    return f"{_acts(lever, scenario, names)}{_when(lever)}"


def _acts(lever: Lever, scenario: Scenario, names: Names) -> str:
    """Return what a lever does."""
    text = _on_ground(lever, names) or _on_support(lever, names)
    if text:
        return text
    match lever:
        case SetParameter():
            return f"{lever.parameter} held at {lever.value:g}"
        case ScaleParameter():
            return f"{lever.parameter} times {lever.factor:g}"
        case DropEvent():
            return f"does not happen: {_event(scenario, lever.event)}"
        case ShiftEvent():
            days = f"{abs(lever.days)} days {'later' if lever.days > 0 else 'earlier'}"
            return f"{days}: {_event(scenario, lever.event)}"
        case _:
            return lever.lever.replace("_", " ")


def _on_ground(lever: Lever, names: Names) -> str:
    """Return levers on assets, factions, objectives, options, reserves and facilities in words."""
    said = ""
    match lever:
        case ScaleAsset(factor=None):
            said = f"{named(names.assets, lever.asset)}: {number(lever.tempo or 0.0)} uses a day"
        case ScaleAsset():
            said = f"{named(names.assets, lever.asset)}: {_times(lever.factor or 0.0)}"
        case ScaleFaction():
            said = f"{named(names.factions, lever.faction)}: strength {_times(lever.factor)}"
        case ForbidObjective():
            return (
                f"{named(names.sides, lever.side)} may not attack {named(names.places, lever.of)}"
            )
        case ForbidOption():
            option = lever.option.replace("_", " ")
            said = f"{named(names.sides, lever.side)} may not choose: {option}"
        case WithholdReserves():
            said = f"{named(names.sides, lever.side)} keeps {100 * lever.share:.0f} % of its reserves back"
        case MoveFacility():
            said = f"{named({}, lever.facility)} is placed in {named(names.places, lever.area)}"
        case SetListed():
            said = f"{named(names.factions, lever.faction)} counts as listed: {lever.listed:g}"
    return said


def _on_support(lever: Lever, names: Names) -> str:
    """Return levers on sponsors, supply, truces and relations in words."""
    said = ""
    match lever:
        case FixSupport():
            said = f"support by {named(names.sponsors, lever.sponsor)} held at {lever.level:g}"
        case SetBelief():
            who = named(names.sponsors, lever.sponsor)
            said = f"clients of {who} expect its support to end with {lever.hazard:g} a day"
        case BoundRung():
            rungs = joined([RUNGS[lever.least], RUNGS[lever.most]], "to")
            said = f"{named(names.sponsors, lever.sponsor)} stays on the rungs {rungs}"
        case Redirect():
            said = f"{named(names.sponsors, lever.sponsor)} calls its clients away"
        case GuaranteeFlow():
            place = named(names.places, lever.region)
            said = f"{number(lever.tonnes)} tonnes a day reach {place} whatever the roads"
        case CapFlow():
            place = named(names.places, lever.region)
            said = f"at most {number(lever.tonnes)} tonnes a day reach {place}"
        case ScaleEntry():
            said = f"the entry {named(names.places, lever.entry)}: {_times(lever.factor)}"
        case Truce():
            pair = joined([named(names.sides, lever.a), named(names.sides, lever.b)])
            said = f"no fire between {pair} for {100 * lever.share:.0f} % of each day"
        case FixRelation():
            pair = joined([named(names.sides, lever.a), named(names.sides, lever.b)])
            said = f"{pair} are {lever.stance}"
    return said


def _times(factor: float) -> str:
    """Return a factor in words."""
    return "none" if factor == 0.0 else f"{100 * factor:.0f} %"


def _event(scenario: Scenario, name: str) -> str:
    """Return the text of an event."""
    return next((one.text.strip() for one in scenario.events if one.id == name), name)


def _when(lever: Lever) -> str:
    """Return the days of a lever; nothing where it works on every day."""
    if not isinstance(lever, Dated) or (lever.from_ is None and lever.to is None):
        return ""
    return f", {_days(lever.from_, lever.to)}"


def _days(first: dt.date | None, last: dt.date | None) -> str:
    """Return a range of days in words."""
    if last is None:
        return f"from {day_month(first)}" if first else ""
    return f"{day_month(first)} to {day_month(last)}" if first else f"to {day_month(last)}"
