"""Rules about the calendar of the campaign."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hinge.errors import Place
from hinge.scenario.checks.parts import Finding
from hinge.scenario.scenario import Scenario

LONGEST_RUN = 3650  # days; a campaign, not a century


def head_dates_out_of_order(scenario: Scenario) -> Iterator[Finding]:
    """The start comes before the assessment date and that before the horizon."""
    head = scenario.head
    if not head.start <= head.assessment_date < head.horizon:
        yield Finding(
            Place("scenario.yaml", head.line, "horizon"),
            f"Start {head.start}, assessment date {head.assessment_date} and horizon "
            f"{head.horizon} are not in this order.",
            "There would be no day to simulate.",
            "Put start first (or on the assessment date) and the horizon after both.",
        )


def run_too_long(scenario: Scenario) -> Iterator[Finding]:
    """A run is not longer than ten years."""
    days = (scenario.head.horizon - scenario.head.start).days
    if days > LONGEST_RUN:
        yield Finding(
            Place("scenario.yaml", scenario.head.line, "horizon"),
            f"From start to horizon there are {days:,} days.",
            f"A daily record of more than {LONGEST_RUN:,} days would fill the disk.",
            "Check the years of start and horizon.",
        )


def snapshots_wrong(scenario: Scenario) -> Iterator[Finding]:
    """Snapshots rise from the start to the assessment date."""
    head = scenario.head
    dates = head.snapshots
    rises = all(a < b for a, b in pairwise(dates))
    if not dates or not rises or dates[0] != head.start or dates[-1] != head.assessment_date:
        yield Finding(
            Place("scenario.yaml", head.line, "snapshots"),
            "The snapshots do not rise from the start to the assessment date.",
            "Runs start from the first and from the last of them.",
            f"Start the list with {head.start} and end it with {head.assessment_date}, each day once.",
        )


def event_outside_run(scenario: Scenario) -> Iterator[Finding]:
    """An event comes by the horizon, and one with an effect not before the start."""
    head = scenario.head
    for event in scenario.events:
        early = event.effect != "none" and event.date < head.start
        if early or event.date > head.horizon:
            yield Finding(
                Place("events.csv", event.line, "date"),
                f"The event {event.id} of {event.date} is outside {head.start} to {head.horizon}.",
                "No simulated day could bring its effect about.",
                "Check the date, or remove the effect of what came before.",
            )


def observation_dates_reversed(scenario: Scenario) -> Iterator[Finding]:
    """An observation or outcome ends after it begins."""
    for file, rows in (
        ("observations.csv", scenario.observations),
        ("outcomes.csv", scenario.outcomes),
    ):
        for row in rows:
            if row.date_end is not None and row.date_end < row.date_start:
                yield Finding(
                    Place(file, row.line, "date_end"),
                    f"The row ends on {row.date_end}, before it begins on {row.date_start}.",
                    "No day lies in it.",
                    "Swap the dates or correct one.",
                )


def intervention_dates_wrong(scenario: Scenario) -> Iterator[Finding]:
    """A lever's dates rise and lie in the campaign."""
    head = scenario.head
    for intervention in scenario.interventions:
        for lever in intervention.levers:
            first = getattr(lever, "from_", None) or head.start
            last = getattr(lever, "to", None) or head.horizon
            if not head.start <= first <= last <= head.horizon:
                yield Finding(
                    Place("interventions.yaml", lever.line, "from"),
                    f"The lever {lever.lever} of {intervention.id} works from {first} to {last}, "
                    f"which does not fit into {head.start} to {head.horizon}.",
                    "On no simulated day, or not on those meant, would it be pulled.",
                    "Correct the dates, or leave them out for the whole run.",
                )


RULES = (
    head_dates_out_of_order,
    run_too_long,
    snapshots_wrong,
    event_outside_run,
    observation_dates_reversed,
    intervention_dates_wrong,
)
