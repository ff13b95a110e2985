"""What a page must know of a scenario before anything is asked: names, map, controls, claims, series."""

from __future__ import annotations

from typing import Any

import numpy as np

from hinge.analysis.given_data import Inputs, ranks, standard
from hinge.claims.assumptions import assumption_names
from hinge.claims.names import capital
from hinge.claims.plan import form_of
from hinge.figures.map_data import events, geo
from hinge.figures.palette import side_colours
from hinge.live.course import LiveCourse
from hinge.live.levers import controls, mechanisms
from hinge.live.machine import Machine
from hinge.live.numbers import quantiles, short
from hinge.live.picture import Painter
from hinge.live.shown import elsewhere
from hinge.live.specs import specs
from hinge.live.verdicts import asked
from hinge.scenario.assumed import bounds
from hinge.scenario.scenario import Scenario

Json = dict[str, Any]

HARM = ("civilians_killed", "displaced")


def describe(scenario: Scenario, machine: Machine, painter: Painter) -> Json:
    """Return the description of an open scenario (see ``hinge.live`` for its shape)."""
    head, names = scenario.head, painter.names
    colours = side_colours(painter.sides)
    first = painter.outcome("")
    return {
        "id": head.id,
        "title": head.title,
        "summary": head.summary.strip(),
        "assessment": head.assessment_date.isoformat(),
        "horizon": head.horizon.isoformat(),
        "start": machine.arm.start.isoformat(),
        "days": machine.days + 1,
        "seed": machine.seed,
        "runs": machine.runs,
        "calibrated": scenario.posterior is not None,
        "sides": [
            {
                "id": one.id,
                "name": one.name,
                "short": one.short or one.name,
                "colour": colours[one.id],
            }
            for one in head.sides
        ],
        "geo": geo(scenario),
        "events": events(scenario, machine.arm.start, machine.days + 1),
        "interventions": controls(scenario, names),
        "mechanisms": mechanisms(),
        "assumptions": assumptions(machine, painter),
        "claims": {"live": _live(painter), "elsewhere": _elsewhere(scenario)},
        "series": [
            {
                "id": one.id,
                "title": one.title,
                "unit": one.unit,
                "side": one.side or None,
                "colour": colours.get(one.side),
                "top": one.top,
            }
            for one in painter.series
        ],
        "outcomes": [
            {"id": one.id, "claim": one.claim.id, "says": one.reading.says}
            for one in painter.curves.values()
        ],
        "outcome": None if first is None else first.id,
        "leaves_out": list(head.leaves_out),
        "charts": specs(painter.series, machine.arm.start, machine.days + 1),
    }


def assumptions(machine: Machine, painter: Painter) -> list[Json]:
    """Return the assumptions that vary, those with which the headline outcomes go most closely first.

    Closeness: the largest rank correlation over the runs of the baseline with any headline
    outcome, which orders and tells nothing more; ``why_claim`` says what stands out.
    """
    words = assumption_names(machine.ids, machine.parameters, painter.names)
    inputs = Inputs.of(machine.values, machine.ids)
    outcomes = headlines(machine, painter)
    target = standard(np.stack([ranks(values) for _, values in outcomes], axis=1))
    found = target.T @ inputs.line  # (outcomes, p)
    close = np.abs(found)
    low, median, high = quantiles(inputs.values, (0.05, 0.5, 0.95))
    table = {parameter.id: parameter for parameter in machine.parameters}
    rows = []
    for place in np.argsort(-close.max(axis=0), kind="stable").tolist():
        name = inputs.ids[place]
        parameter, room = table[name], bounds(table[name])
        if room is None:
            continue
        top = int(close[:, place].argmax())
        rows.append(
            {
                "id": name,
                "words": capital(words[name]),
                "unit": parameter.unit,
                "low": short(float(low[place])),
                "median": short(float(median[place])),
                "high": short(float(high[place])),
                "least": _inside(room[0], room),
                "most": _inside(room[1], room),
                "log": bool(room[0] > 0 and room[1] / room[0] > 10),
                "status": parameter.status,
                "source": parameter.source.strip(),
                "goes_with": outcomes[top][0],
                "correlation": short(float(found[top, place])),
            }
        )
    return rows


def headlines(machine: Machine, painter: Painter) -> list[tuple[str, np.ndarray[Any, Any]]]:
    """Return the outcomes (R,) by name that the order of assumptions rests on: harm, and first readings."""
    if machine.kept is None:
        raise RuntimeError("the baseline has not been run")
    course = LiveCourse(machine.kept.block, machine.layout, machine.arm.start)
    found = [(name, course.series(name)[:, -1].astype(np.float64)) for name in HARM]
    for claim in painter.claims:
        if claim.reading is claim.claim.readings[0] and claim.given is None:
            held, _ = asked(claim, course, painter.ground)
            found.append((claim.id, held.astype(np.float64)))
    return found


def _inside(value: float, room: tuple[float, float]) -> float:
    """Return an end of a range with few digits, and still inside it."""
    rounded = float(f"{value:.4g}")
    if room[0] <= rounded <= room[1]:
        return rounded
    return value


def _live(painter: Painter) -> list[Json]:
    """Return the readings that are tested live."""
    return [
        {
            "id": one.id,
            "claim": one.claim.id,
            "reading": one.reading.id,
            "first": one.reading is one.claim.readings[0],
            "paraphrase": one.claim.paraphrase,
            "quote": one.claim.quote,
            "says": one.reading.says,
            "asked": one.asked,
            "form": form_of(one.reading),
            "curve": one.has_curve,
        }
        for one in painter.claims
    ]


def _elsewhere(scenario: Scenario) -> list[Json]:
    """Return the claims and readings that are not tested live, with the reason."""
    return [
        {
            "claim": claim.id,
            "reading": reading.id if reading else None,
            "paraphrase": claim.paraphrase,
            "quote": claim.quote,
            "says": reading.says if reading else "",
            "why": reason,
        }
        for claim, reading, reason in elsewhere(scenario)
    ]
