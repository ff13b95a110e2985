"""What can be done to a scenario: its interventions with dates and size, and switches of the model."""

from __future__ import annotations

from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from hinge.cli.tables import plain_table
from hinge.scenario.interventions import Admissibility, Dated, Intervention, Lever
from hinge.scenario.scenario import Scenario
from hinge.scenario.switches import SWITCHES, switch_names

WHOLE_RUN = "the whole run"


def table(scenario: Scenario) -> RenderableType:
    """Return the interventions: id, what it says, when, its size, its levers; then how to adjust them."""
    shown = plain_table("id", "what if", "when", "size", "levers")
    for plan in scenario.interventions:
        levers = ", ".join(lever.lever.replace("_", " ") for lever in plan.levers)
        cells = (plan.id, plan.says, when(plan), size(plan), levers)
        shown.add_row(*(Text(cell) for cell in cells))
    lines = ["", "Pull one with hinge run ... --do NAME."]
    example = next((plan for plan in scenario.interventions if plan.sized), None)
    dated = next((plan for plan in scenario.interventions if _dated(plan)), None)
    if example is not None or dated is not None:
        lines.append("Other dates or another size: --do NAME:from=...,to=...,size=..., as in")
        lines += [f"  --do {adjust(plan)}" for plan in (example or dated,) if plan is not None]
    lines.append("A mechanism of the model can be switched off:")
    lines.append("  " + ", ".join(switch_names()))
    lines.append("An assumption can be held at a value: --do set:PARAMETER_ID=VALUE")
    return Group(shown, Text("\n".join(lines)))


def in_full(scenario: Scenario, plan: Intervention) -> RenderableType:
    """Return one intervention: what it says, its levers, how to adjust it, why it may be asked."""
    lines = [plan.title, plan.says, "", f"when: {when(plan)}"]
    if plan.actor:
        lines.append(f"who would choose it: {plan.actor}")
    if plan.sized:
        lines.append(f"size: {size(plan)}")
    if adjustable(plan):
        lines.append(f"adjust: --do {adjust(plan)}")
    lines += ["", "Levers"]
    lines += [f"  {_lever_words(lever)}" for lever in plan.levers]
    lines += ["", "Why it may be asked (the six questions of Tetlock and Belkin 1996)"]
    lines += [f"  {name.replace('_', ' ')}: {said}" for name, said in _answers(plan).items()]
    if plan not in scenario.interventions:
        lines += [
            "",
            "It stands in no file: it is made from a switch or an assumption, or adjusted from the file.",
        ]
    return Text("\n".join(lines))


def every_json(scenario: Scenario) -> dict[str, Any]:
    """Return all interventions and switches as one object."""
    return {
        "scenario": scenario.head.id,
        "interventions": [one_json(plan) for plan in scenario.interventions],
        "switches": [
            {"id": name, "says": switch.says}
            for name, switch in zip(switch_names(), SWITCHES, strict=True)
        ],
    }


def one_json(plan: Intervention) -> dict[str, Any]:
    """Return one intervention with its levers, dates, size and all six answers."""
    first, last = span(plan)
    return {
        "id": plan.id,
        "title": plan.title,
        "says": plan.says,
        "from": first,
        "to": last,
        "actor": plan.actor or None,
        "sized": plan.sized or None,
        "size": sizes(plan),
        "adjust": adjust(plan) if adjustable(plan) else None,
        "levers": [_fields(lever) for lever in plan.levers],
        "admissibility": _answers(plan),
    }


def span(plan: Intervention) -> tuple[str | None, str | None]:
    """Return the first and the last day of an intervention, None where no lever bounds it."""
    dated = _dated(plan)
    if not dated or len(dated) < len(plan.levers):
        return None, None
    first = [lever.from_ for lever in dated if lever.from_ is not None]
    last = [lever.to for lever in dated if lever.to is not None]
    return (
        min(first).isoformat() if len(first) == len(dated) else None,
        max(last).isoformat() if len(last) == len(dated) else None,
    )


def when(plan: Intervention) -> str:
    """Return the days of an intervention in words.

    Where its levers have days of their own, those of the whole: first of the first to last of
    the last.
    """
    first, last = span(plan)
    if first is None and last is None:
        return WHOLE_RUN
    if last is None:
        return f"from {first}"
    return f"to {last}" if first is None else f"{first} to {last}"


def sizes(plan: Intervention) -> list[float]:
    """Return the values of the field that size sets, without repeats; empty where there is no size."""
    found = [_fields(lever).get(plan.sized) for lever in plan.levers] if plan.sized else []
    return list(dict.fromkeys(value for value in found if value is not None))


def size(plan: Intervention) -> str:
    """Return the name and value of the size; empty where there is none."""
    if not plan.sized:
        return ""
    return f"{plan.sized} {' and '.join(f'{value:g}' for value in sizes(plan))}"


def adjustable(plan: Intervention) -> bool:
    """Say whether other dates or another size can be asked for."""
    return bool(plan.sized or _dated(plan))


def adjust(plan: Intervention) -> str:
    """Return what --do takes to give an intervention other dates or another size."""
    name = plan.id.split(":", 1)[0]
    parts = ["from=...", "to=..."] if _dated(plan) else []
    if plan.sized:
        parts.append("size=...")
    return f"{name}:{','.join(parts)}"


def _dated(plan: Intervention) -> list[Dated]:
    """Return the levers that take dates."""
    return [lever for lever in plan.levers if isinstance(lever, Dated)]


def _fields(lever: Lever) -> dict[str, Any]:
    """Return the fields of a lever by the names that a file gives them, dates last, none left empty."""
    given = lever.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"line"})
    return dict(sorted(given.items(), key=lambda item: item[0] in ("from", "to")))


def _answers(plan: Intervention) -> dict[str, str]:
    """Return the answers to the six questions, by question."""
    return {
        name: getattr(plan.admissibility, name)
        for name in Admissibility.model_fields
        if name != "line"
    }


def _lever_words(lever: Lever) -> str:
    """Return a lever on one line."""
    fields = _fields(lever)
    said = ", ".join(f"{name} {value}" for name, value in fields.items() if name != "lever")
    return f"{lever.lever.replace('_', ' ')}: {said}"
