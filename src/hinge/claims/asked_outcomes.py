"""Outcomes asked for by name: a claim (``A06``, ``A06.reading``), a pattern, a series on a date (``displaced@2016-10-01``)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np

from hinge.analysis.course import Course
from hinge.claims.names import Names, full_date
from hinge.claims.outcomes import Array, Outcome, total
from hinge.claims.predicates import Ground, holds, measured
from hinge.claims.sentences import clause, measure_words
from hinge.claims.series_words import series_words
from hinge.claims.windows import dates_of_measure, dates_of_predicate
from hinge.errors import InputError, Place, Problem
from hinge.scenario.claim_records import Claim, Reading
from hinge.scenario.nearest import suggest
from hinge.scenario.predicate_records import Measure, Predicate
from hinge.scenario.scenario import Scenario
from hinge.scenario.series import series_names

AT = "@"
"""Stands between a recorded series and a date."""

SHARES = "share of campaigns"


def asked(
    scenario: Scenario, texts: Iterable[str], first: dt.date, until: dt.date
) -> tuple[Outcome, ...]:
    """Return the outcomes that are named, in order, each once; campaigns run from ``first`` to ``until``.

    A series without a date is read at the end of ``until``. InputError, all mistakes at once, for
    a name that the scenario does not have, for what gives no number a campaign, and for a date
    outside the campaigns.
    """
    found: dict[str, Outcome] = {}
    problems: list[Problem] = []
    for text in texts:
        try:
            outcomes = _found(scenario, text, first, until)
        except InputError as error:
            problems += error.problems
        else:
            found |= {outcome.id: outcome for outcome in outcomes}
    if problems:
        raise InputError(problems)
    return tuple(found.values())


def comparable(scenario: Scenario, first: dt.date, until: dt.date) -> tuple[str, ...]:
    """Return the ids of the claims that ask something of every campaign from ``first`` to ``until``."""
    found = []
    for claim in scenario.claims:
        try:
            _of_claim(scenario, claim, "", first, until)
        except InputError:
            continue
        found.append(claim.id)
    return tuple(found)


def _found(scenario: Scenario, text: str, first: dt.date, until: dt.date) -> list[Outcome]:
    """Return the outcomes behind one name."""
    claims = {claim.id: claim for claim in scenario.claims}
    patterns = {pattern.id: pattern for pattern in scenario.patterns}
    recorded = series_names(scenario)
    name, dated, date = text.partition(AT)
    claim, _, reading = text.partition(".")
    if claim in claims:
        return _of_claim(scenario, claims[claim], reading, first, until)
    if name in recorded:
        return [_of_series(scenario, name, _date(text, date) if dated else until, first, until)]
    if text in patterns:
        return [_of_predicate(scenario, text, patterns[text].predicate, first, until)]
    raise _refused(
        "unknown_outcome",
        f"There is no outcome {text!r} {suggest(name, [*claims, *patterns, *recorded])}.",
        "There would be nothing to compare.",
        f"Name a claim, a pattern, or a recorded series; a date follows a series as in "
        f"displaced{AT}{until}.",
    )


def _of_claim(
    scenario: Scenario, claim: Claim, reading_id: str, first: dt.date, until: dt.date
) -> list[Outcome]:
    """Return what a claim's reading (the first, if none is named) measures or asks."""
    readings = {reading.id: reading for reading in claim.readings}
    if reading_id and reading_id not in readings:
        raise _refused(
            "unknown_outcome",
            f"The claim {claim.id} has no reading {reading_id!r} {suggest(reading_id, readings)}.",
            "There would be nothing to compare.",
            "Name one of its readings, or the claim alone for its first.",
        )
    reading = readings[reading_id] if reading_id else next(iter(claim.readings), None)
    name = f"{claim.id}.{reading_id}" if reading_id else claim.id
    measures, predicate = _asked_of(reading)
    if predicate is not None:
        return [_of_predicate(scenario, name, predicate, first, until)]
    if not measures:
        raise _refused(
            "outcome_without_number",
            f"{name} asks nothing of a single campaign.",
            "A comparison needs a number, or yes or no, for each campaign by itself.",
            "Name another reading, a pattern, or a recorded series.",
        )
    several = len(measures) > 1
    return [
        _of_measure(scenario, f"{name}.{goal}" if several else name, measure, first, until)
        for goal, measure in measures.items()
    ]


def _asked_of(reading: Reading | None) -> tuple[dict[str, Measure], Predicate | None]:
    """Return the measures of a reading by goal, or its predicate; neither for what is conditional."""
    if reading is None or reading.given is not None:
        return {}, None
    if reading.effect is not None and reading.effect.measure is not None:
        return {"": reading.effect.measure}, None
    if reading.regret is not None:
        return {goal.id: goal.measure for goal in reading.regret.goals}, None
    tests = (reading.effect, reading.necessity, reading.turning)
    outcomes = [test.outcome for test in tests if test is not None]
    return {}, next((one for one in (reading.predicate, *outcomes) if one is not None), None)


def _of_series(
    scenario: Scenario, name: str, date: dt.date, first: dt.date, until: dt.date
) -> Outcome:
    """Return a recorded series on a date."""
    id_ = name if date == until else f"{name}{AT}{date}"
    _inside(id_, [date], first, until)
    words = series_words(name, Names.of(scenario))
    says = f"{words.phrase} on {full_date(date)}"
    return total(id_, says, "asked", "share" if words.share else words.unit, [name], date)


def _of_predicate(
    scenario: Scenario, name: str, predicate: Predicate, first: dt.date, until: dt.date
) -> Outcome:
    """Return whether a predicate holds, as 0 and 1."""
    _inside(name, dates_of_predicate(predicate), first, until)
    ground = Ground.of(scenario)

    def read(course: Course) -> Array:
        return holds(predicate, course, ground).astype(np.float64)

    says = clause(predicate, Names.of(scenario))
    return Outcome(name, says, "asked", SHARES, read, yes_no=True)


def _of_measure(
    scenario: Scenario, name: str, measure: Measure, first: dt.date, until: dt.date
) -> Outcome:
    """Return what a measure says of each campaign."""
    _inside(name, dates_of_measure(measure), first, until)
    names = Names.of(scenario)
    words = series_words(measure.series, names)
    unit = "share" if words.share else words.unit
    return Outcome(
        name,
        measure_words(measure, names),
        "asked",
        unit if measure.divide_by is None else "ratio",
        lambda course: measured(measure, course),
        tuple(series for series in (measure.series, measure.divide_by) if series),
    )


def _date(text: str, date: str) -> dt.date:
    """Return the date after the mark."""
    try:
        return dt.date.fromisoformat(date)
    except ValueError:
        raise _refused(
            "outcome_date",
            f"{text}: {date!r} is no date.",
            "It would not say when the series is read.",
            "Write it as 2016-09-01.",
        ) from None


def _inside(name: str, dates: Iterable[dt.date], first: dt.date, until: dt.date) -> None:
    """Refuse an outcome that looks at a day which is not simulated."""
    outside = sorted(date for date in dates if not first <= date <= until)
    if outside:
        raise _refused(
            "outcome_outside",
            f"{name} looks at {outside[0]}, and the campaigns run from {first} to {until}.",
            "Nothing is recorded for that date.",
            "Choose a date inside them; --start campaign begins with the campaign, and a later "
            "--until ends later.",
        )


def _refused(rule: str, what: str, why: str, do: str) -> InputError:
    """Return the error for an outcome that cannot be compared."""
    return InputError([Problem(rule, what, why, do, Place("--outcome"))])
