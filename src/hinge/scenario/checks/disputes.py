"""Rules about disputes: each is against something, from a named place, and no side goes unheard."""

from __future__ import annotations

from collections.abc import Iterator

from hinge.errors import Place
from hinge.scenario.checks.parts import Finding, unknown
from hinge.scenario.checks.source_dates import named_days
from hinge.scenario.disputes import FILE
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_ids
from hinge.scenario.vintage import STRICT


def dispute_of_nothing(scenario: Scenario) -> Iterator[Finding]:
    """Every assumption that a dispute names is a parameter, or stands for at least one."""
    known = parameter_ids(scenario)
    for one in scenario.disputes:
        for name in one.assumptions:
            if not any(one.model_copy(update={"assumptions": (name,)}).meets(p) for p in known):
                place = Place(FILE, one.line, "assumptions")
                listed, do = "the list of parameters", "Fix the name."
                yield unknown(place, f"The dispute {one.id}", name, known, listed, do)


def dispute_from_nowhere(scenario: Scenario) -> Iterator[Finding]:
    """Every dispute is raised from a perspective that the file names."""
    known = [one.id for one in scenario.perspectives]
    for one in scenario.disputes:
        if one.perspective not in known:
            place = Place(FILE, one.line, "perspective")
            listed = "the list of perspectives"
            yield unknown(place, f"The dispute {one.id}", one.perspective, known, listed)


def perspective_of_unknown_side(scenario: Scenario) -> Iterator[Finding]:
    """A perspective, and the source of claims, that is close to a side names a side of the scenario."""
    sides = [side.id for side in scenario.head.sides]
    for one in scenario.perspectives:
        if one.side is not None and one.side not in sides:
            place = Place(FILE, one.line, "side")
            yield unknown(place, f"The perspective {one.id}", one.side, sides, "scenario.yaml")
    for file in scenario.claim_files:
        side = file.source.leans
        if side is not None and side not in sides:
            place = Place(file.file, file.source.line, "leans")
            yield unknown(place, f"The source {file.source.id}", side, sides, "scenario.yaml")


def perspective_unheard(scenario: Scenario) -> Iterator[Finding]:
    """Every perspective raises a dispute, and at least two opposed sides are among them."""
    raised = {one.perspective for one in scenario.disputes}
    for one in scenario.perspectives:
        if one.id not in raised:
            yield Finding(
                Place(FILE, one.line, "id"),
                f"The perspective {one.id} raises no dispute.",
                "A reader would think that nobody there objects.",
                "Add what would be disputed from there, or remove the perspective.",
            )
    sides = {one.side for one in scenario.perspectives if one.side is not None}
    if scenario.perspectives and len(sides) < 2:
        yield Finding(
            Place(FILE, 0, "perspectives"),
            "The perspectives are close to fewer than two sides.",
            "A list of objections from one side pushes every verdict one way.",
            "Add the perspective of an opposed side with what it would dispute.",
        )


def dispute_known_later(scenario: Scenario) -> Iterator[Finding]:
    """In a strict run no dispute rests on what became public after the assessment date."""
    assessed = scenario.head.assessment_date
    if scenario.vintage != STRICT:
        return
    for one in scenario.disputes:
        late = [day for day in (one.known_on, *named_days(one.source)) if day > assessed]
        if late:
            yield Finding(
                Place(FILE, one.line, "known_on" if one.known_on > assessed else "source"),
                f"The dispute {one.id} rests on what is of {max(late)}; the assessment date is "
                f"{assessed}.",
                "With the outcome known, objections are found to fit it.",
                "Give what was disputed by that day, or a judgement of what would have been.",
            )


def dispute_twice(scenario: Scenario) -> Iterator[Finding]:
    """Every perspective and every dispute has an id of its own."""
    for rows in (scenario.perspectives, scenario.disputes):
        seen: set[str] = set()
        for one in rows:
            if one.id in seen:
                yield Finding(
                    Place(FILE, one.line, "id"),
                    f"The id {one.id} stands twice.",
                    "A table could not say which of the two is meant.",
                    "Give one of them another id.",
                )
            seen.add(one.id)


RULES = (
    dispute_twice,
    dispute_of_nothing,
    dispute_from_nowhere,
    perspective_of_unknown_side,
    perspective_unheard,
    dispute_known_later,
)
LOCK = (dispute_known_later,)  # breaking it raises VintageError
