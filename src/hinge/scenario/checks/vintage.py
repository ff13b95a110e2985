"""Rules of the vintage lock: what was not known by the assessment date sets nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Protocol

from hinge.errors import Place
from hinge.scenario.checks.parts import Finding
from hinge.scenario.scenario import Scenario
from hinge.scenario.vintage import STRICT


class Dated(Protocol):
    """A record with its line and its two dates."""

    @property
    def line(self) -> int:
        """Return the line."""
        ...

    @property
    def true_on(self) -> dt.date | None:
        """Return the day the fact held."""
        ...

    @property
    def known_on(self) -> dt.date | None:
        """Return the day it was public."""
        ...

    @property
    def source(self) -> str:
        """Return where it stands; empty where the row is a judgement."""
        ...


def facts(scenario: Scenario) -> Iterator[tuple[str, Sequence[Dated]]]:
    """Yield the tables whose rows set priors or states, with the rows that do."""
    yield "areas.csv", scenario.areas
    yield "links.csv", scenario.links
    yield "control.csv", scenario.control
    yield "factions.csv", scenario.factions
    yield "coalitions.csv", scenario.coalitions
    yield "formations.csv", scenario.formations
    yield "facilities.csv", scenario.facilities
    yield "entries.csv", scenario.entries
    yield "sponsors.csv", scenario.sponsors
    yield "strike_assets.csv", scenario.strike_assets
    yield "events.csv", [e for e in scenario.events if e.effect != "none" and not e.scheduled]
    yield "regions.yaml", [siege for region in scenario.regions for siege in region.besieged_since]
    yield "parameters.yaml", [p for p in scenario.parameters if p.about == "campaign"]


def fact_later(scenario: Scenario) -> Iterator[Finding]:
    """No fact about a day after the assessment date sets a prior or a state, in any vintage."""
    assessed = scenario.head.assessment_date
    for file, rows in facts(scenario):
        for row in rows:
            if row.true_on is not None and row.true_on > assessed:
                yield Finding(
                    Place(file, row.line, "true_on"),
                    f"The fact is of {row.true_on}, after the assessment date {assessed}.",
                    "The forecast would be given part of what it is to forecast.",
                    "Use a value of an earlier day, or move the row to outcomes.csv.",
                )


def fact_known_later(scenario: Scenario) -> Iterator[Finding]:
    """In a strict run no fact that became public after the assessment date sets anything."""
    assessed = scenario.head.assessment_date
    if scenario.vintage != STRICT:
        return
    for file, rows in facts(scenario):
        for row in rows:
            if row.known_on is not None and row.known_on > assessed:
                yield Finding(
                    Place(file, row.line, "known_on"),
                    f"The fact was public on {row.known_on}, after the assessment date {assessed}.",
                    "A strict run uses only what could be known, so that no hindsight slips in.",
                    "Give what was known in time (or a wide judgement) and put this value into the "
                    "late_ columns where the table has them; or run the vintage reconstruction.",
                )


def fact_undated(scenario: Scenario) -> Iterator[Finding]:
    """A row of a table that names a source says when that was public."""
    for file, rows in facts(scenario):
        for row in rows:
            if file.endswith(".csv") and row.source.strip() and row.known_on is None:
                yield Finding(
                    Place(file, row.line, "known_on"),
                    "The row names a source, but known_on is empty.",
                    "Nobody can tell whether it was known in time, and the lock would let it pass.",
                    "Fill in the day it was public; for a judgement, the assessment date.",
                )


def coalition_later(scenario: Scenario) -> Iterator[Finding]:
    """A coalition that is given as a fact stood by the assessment date."""
    assessed = scenario.head.assessment_date
    for row in scenario.coalitions:
        if row.date > assessed:
            yield Finding(
                Place("coalitions.csv", row.line, "date"),
                f"The membership begins on {row.date}, after the assessment date {assessed}.",
                "Who joins whom later is for the model to find.",
                "Remove the row, or move it to outcomes.csv.",
            )


def event_unannounced(scenario: Scenario) -> Iterator[Finding]:
    """An event with an effect after the assessment date was scheduled by then."""
    assessed = scenario.head.assessment_date
    for event in scenario.events:
        if event.effect != "none" and event.date > assessed and not event.scheduled:
            yield Finding(
                Place("events.csv", event.line, "scheduled"),
                f"The event {event.id} of {event.date} has an effect after the assessment date "
                f"{assessed} and was not scheduled.",
                "Who wrote on that day could not know of it.",
                "Take its effect away, or mark it scheduled if it had been announced.",
            )


def schedule_announced_late(scenario: Scenario) -> Iterator[Finding]:
    """What was scheduled was announced by the assessment date, and says when."""
    assessed = scenario.head.assessment_date
    for event in scenario.events:
        if event.scheduled and (event.known_on is None or event.known_on > assessed):
            when = f"on {event.known_on}" if event.known_on else "on no date"
            yield Finding(
                Place("events.csv", event.line, "known_on"),
                f"The event {event.id} is scheduled, but was announced {when}.",
                f"A schedule counts from the day of its announcement, by {assessed} at the latest.",
                "Give the day of the announcement, or remove the event's effect.",
            )


def observation_later(scenario: Scenario) -> Iterator[Finding]:
    """Observations, which condition runs, end by the assessment date."""
    assessed = scenario.head.assessment_date
    for row in scenario.observations:
        if max(row.date_start, row.date_end or row.date_start) > assessed:
            yield Finding(
                Place("observations.csv", row.line, "date_end" if row.date_end else "date_start"),
                f"The observation {row.id} reaches beyond the assessment date {assessed}.",
                "Runs are conditioned on observations, so it would tell them the outcome.",
                "Move the row to outcomes.csv, or split it at the assessment date.",
            )


def outcome_too_early(scenario: Scenario) -> Iterator[Finding]:
    """Outcomes, which score forecasts, end after the assessment date."""
    assessed = scenario.head.assessment_date
    for row in scenario.outcomes:
        if (row.date_end or row.date_start) <= assessed:
            yield Finding(
                Place("outcomes.csv", row.line, "date_end" if row.date_end else "date_start"),
                f"The outcome {row.id} was over by the assessment date {assessed}.",
                "A forecast would be scored on what it was told.",
                "Move the row to observations.csv.",
            )


def late_value_incomplete(scenario: Scenario) -> Iterator[Finding]:
    """A late value has all its numbers and the day it became public."""
    for file, line, values, known in _late(scenario):
        given = [value is not None for value in values] + [known is not None]
        if any(given) and not all(given):
            yield Finding(
                Place(file, line, "late_known_on"),
                "The late_ columns are filled in part only.",
                "A reconstruction could not use the value, nor a report list it.",
                "Fill in all of them, or none.",
            )


def late_value_not_late(scenario: Scenario) -> Iterator[Finding]:
    """A late value became public after the assessment date."""
    assessed = scenario.head.assessment_date
    for file, line, _, known in _late(scenario):
        if known is not None and known <= assessed:
            yield Finding(
                Place(file, line, "late_known_on"),
                f"The late value was public on {known}, by the assessment date {assessed}.",
                "A strict run would leave out what could be known.",
                "Put it into the main columns.",
            )


def _late(
    scenario: Scenario,
) -> Iterator[tuple[str, int, tuple[float | None, ...], dt.date | None]]:
    """Yield file, line, late values and their date for every row that can have them."""
    for area in scenario.areas:
        yield "areas.csv", area.line, (area.late_population,), area.late_known_on
    for file, rows in (
        ("factions.csv", scenario.factions),
        ("strike_assets.csv", scenario.strike_assets),
    ):
        for row in rows:
            yield file, row.line, (row.late_low, row.late_best, row.late_high), row.late_known_on


RULES = (
    fact_later,
    fact_known_later,
    fact_undated,
    coalition_later,
    event_unannounced,
    schedule_announced_late,
    observation_later,
    outcome_too_early,
    late_value_incomplete,
    late_value_not_late,
)
LOCK = (
    fact_later,
    fact_known_later,
    fact_undated,
    coalition_later,
    event_unannounced,
    schedule_announced_late,
    observation_later,
)  # breaking one of these raises VintageError
