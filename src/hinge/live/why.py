"""Why an area looks as it does, and why a claim holds or fails: what the runs at hand can tell.

Hinges are those of ``hinge assess`` on fewer runs: an assumption is named only where it goes
with the outcome more closely than any does by luck, in 19 of 20 cases. In two hundred runs that is a
strong tie or none.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from hinge.analysis.given_data import Inputs
from hinge.analysis.sensitivity import Sensitivity, hinges, ranked
from hinge.claims.assumptions import assumption_names
from hinge.claims.names import Names, capital, named
from hinge.errors import InputError, Place, Problem, TooFewRuns
from hinge.live.course import LiveCourse
from hinge.live.log import Log
from hinge.live.machine import Machine
from hinge.live.numbers import dates, short
from hinge.live.picture import Painter
from hinge.live.shown import LiveClaim, elsewhere
from hinge.live.verdicts import asked, verdict
from hinge.scenario.claim_records import Claim, ClaimFile
from hinge.scenario.nearest import suggest
from hinge.scenario.scenario import Scenario
from hinge.world.codes import SIEGE_STATES

Json = dict[str, Any]

EXAMPLES = 5
"""Runs named in which a reading holds, and in which it fails."""


def why_area(
    scenario: Scenario,
    courses: tuple[LiveCourse, LiveCourse],
    area: str,
    day: int,
    run: int | None,
) -> Json:
    """Return who holds an area in how many runs, when it changes hands, what it is joined to (see ``hinge.live``)."""
    course, other = courses
    places = {one.id: one for one in scenario.areas}
    if area not in places:
        raise _refused("area", f"there is no area {area!r} {suggest(area, places)}.")
    if not 0 <= day < course.days:
        raise _refused("day", f"there is no day {day}.")
    if run is not None and not 0 <= run < course.replication.size:
        raise _refused("run", f"there is no run {run}.")
    place, names = places[area], Names.of(scenario)
    column = course.areas.index(area)
    held, was = course.control()[:, :, column], other.control()[:, :, column]
    turns = (held[:, 1:] != held[:, :-1]).sum(axis=0)
    return {
        "area": area,
        "name": place.name,
        "day": day,
        "date": (course.start + dt.timedelta(days=day)).isoformat(),
        "people": place.population,
        "terrain": place.terrain,
        "holders": _holders(scenario, held[:, day], was[:, day]),
        "rows": _over_time(scenario, course, held),
        "changes": {
            "runs": int((held[:, 1:] != held[:, :-1]).any(axis=1).sum()),
            "of": int(held.shape[0]),
            "most_on": dates(course.start, course.days)[int(turns.argmax()) + 1]
            if turns.any()
            else None,
            "days": [0, *turns.tolist()],
        },
        "joined": _joined(scenario, course, area, day),
        "sieges": _sieges(scenario, courses, area, day, names),
        "run": run,
        "history": [] if run is None else Log(scenario, course, run).of_area(area),
    }


def why_claim(
    scenario: Scenario,
    machine: Machine,
    painter: Painter,
    courses: tuple[LiveCourse, LiveCourse],
    claim_id: str,
    *,
    one_draw: bool,
) -> Json:
    """Return a claim with its readings, what they hinge on, and runs as examples (see ``hinge.live``).

    ``one_draw``: the runs are continuations of one campaign, and hinge on nothing but luck.
    """
    wanted, _, reading = claim_id.partition(".")
    found = {claim.id: (claim, file) for file in scenario.claim_files for claim in file.claims}
    if wanted not in found:
        raise _refused("claim", f"there is no claim {wanted!r} {suggest(wanted, found)}.")
    claim, file = found[wanted]
    chosen = [
        one for one in painter.claims if one.claim.id == wanted and reading in {"", one.reading.id}
    ]
    if reading and not chosen and reading not in {one.id for one in claim.readings}:
        known = [one.id for one in claim.readings]
        raise _refused("claim", f"{wanted} has no reading {reading!r} {suggest(reading, known)}.")
    inputs = None if one_draw else Inputs.of(machine.values, machine.ids)
    words = assumption_names(machine.ids, machine.parameters, painter.names)
    return _head(claim, file) | {
        "readings": [_reading(one, courses, painter, inputs, words) for one in chosen],
        "elsewhere": [
            {"reading": one.id if one else None, "says": one.says if one else "", "why": why}
            for other, one, why in elsewhere(scenario)
            if other is claim and (one is None or reading in {"", one.id})
        ],
    }


def _head(claim: Claim, file: ClaimFile) -> Json:
    """Return what stands in the claim file."""
    return {
        "claim": claim.id,
        "quote": claim.quote,
        "paraphrase": claim.paraphrase,
        "source": {
            "title": file.source.title,
            "date": file.source.date.isoformat(),
            "stance": file.source.stance,
        },
        "record": {
            "word": claim.record.word,
            "text": claim.record.text,
            "sources": list(claim.record.sources),
        },
        "leaves_out": claim.leaves_out,
    }


def _reading(
    claim: LiveClaim,
    courses: tuple[LiveCourse, LiveCourse],
    painter: Painter,
    inputs: Inputs | None,
    words: dict[str, str],
) -> Json:
    """Return one reading with its verdict, its hinges and its examples."""
    course, other = courses
    held, given = asked(claim, course, painter.ground)
    rows = np.flatnonzero(given)
    lines, note = _hinges(held[rows].astype(np.float64), rows, inputs, words)
    return verdict(claim, course, other, painter.ground) | {
        "asked": claim.asked,
        "hinges": lines,
        "note": note,
        "holds_in": rows[held[rows]][:EXAMPLES].tolist(),
        "fails_in": rows[~held[rows]][:EXAMPLES].tolist(),
    }


def _hinges(
    held: Any, rows: Any, inputs: Inputs | None, words: dict[str, str]
) -> tuple[list[Json], str]:
    """Return the assumptions that stand out, or why none is named."""
    if np.ptp(held) == 0.0 if held.size else True:
        return [], "It is the same in all of these runs."
    if inputs is None:
        return [], "All of these runs have one draw of the assumptions."
    part = Inputs.of(inputs.values[rows], inputs.ids)
    try:
        found = hinges(ranked(held, part, most=3))
    except TooFewRuns as few:
        return [], str(few)
    if not found:
        return [], f"No single assumption stands out in {held.size} runs."
    return [_line(one, words) for one in found], ""


def _line(one: Sensitivity, words: dict[str, str]) -> Json:
    """Return one hinge: the share of runs in the lowest and highest quarter, and in the half between."""
    return {
        "id": one.parameter,
        "words": capital(words[one.parameter]),
        "where": one.where,
        "correlation": short(one.correlation),
        "lowest": short(one.lowest.value),
        "middle": short(one.middle.value),
        "highest": short(one.highest.value),
    }


def _holders(scenario: Scenario, held: Any, was: Any) -> list[Json]:
    """Return who holds an area on a day in how many runs, most first; those who hold it in none are left out."""
    rows = []
    for code, side in enumerate([None, *scenario.head.sides], start=-1):
        runs, before = int((held == code).sum()), int((was == code).sum())
        if runs or before:
            rows.append(
                {
                    "side": side.id if side else None,
                    "name": side.name if side else "Nobody",
                    "runs": runs,
                    "share": short(runs / held.size),
                    "was": short(before / was.size),
                }
            )
    return sorted(rows, key=lambda row: -int(row["runs"]))


def _over_time(scenario: Scenario, course: LiveCourse, held: Any) -> list[Json]:
    """Return the share of runs in which each side holds the area, day by day."""
    shares = {
        side.id: (held == code).mean(axis=0).tolist()
        for code, side in enumerate(scenario.head.sides)
    }
    return [
        {"day": day, "date": date} | {side: short(values[day]) for side, values in shares.items()}
        for day, date in enumerate(dates(course.start, course.days))
    ]


def _joined(scenario: Scenario, course: LiveCourse, area: str, day: int) -> list[Json]:
    """Return the areas that links join to one, with who holds each in most runs on a day."""
    names = {one.id: one.name for one in scenario.areas}
    rows = []
    for link in scenario.links:
        if area not in (link.a, link.b):
            continue
        there = link.b if link.a == area else link.a
        held = course.control()[:, day, course.areas.index(there)]
        codes, counts = np.unique(held, return_counts=True)
        most = int(codes[counts.argmax()])
        rows.append(
            {
                "area": there,
                "name": names[there],
                "by": link.kind.replace("_", " "),
                "km": link.km,
                "holder": scenario.head.sides[most].name if most >= 0 else "Nobody",
                "share": short(int(counts.max()) / held.size),
            }
        )
    return sorted(rows, key=lambda row: (float(row["km"]), str(row["area"])))


def _sieges(
    scenario: Scenario,
    courses: tuple[LiveCourse, LiveCourse],
    area: str,
    day: int,
    names: Names,
) -> list[Json]:
    """Return the watched regions that an area lies in, with the state of their ways in on a day."""
    rows = []
    for region in scenario.regions:
        for side in region.watch if area in region.areas else ():
            now, was = (_shares(one, f"{region.id}.{side}", day) for one in courses)
            rows.append(
                {
                    "region": region.id,
                    "name": region.name,
                    "side": side,
                    "side_name": capital(named(names.sides, side)),
                    "shares": now,
                    "was": was,
                }
            )
    return rows


def _shares(course: LiveCourse, watch: str, day: int) -> dict[str, float]:
    """Return the share of runs in each siege state."""
    states = course.siege(watch)[:, day]
    return {name: short(float((states == code).mean())) for code, name in enumerate(SIEGE_STATES)}


def _refused(field: str, what: str) -> InputError:
    """Return the error for what there is not."""
    why, do = "There is nothing to tell about it.", "Choose one that there is."
    return InputError([Problem("why", capital(what), why, do, Place("why", 0, field))])
