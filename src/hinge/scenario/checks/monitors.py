"""Rules about monitors: whom they lean to is clear, their numbers rise, their figures stand in the tables."""

from __future__ import annotations

import math
from collections.abc import Iterator

from hinge.errors import Place
from hinge.scenario.checks.parts import Finding, twice, unknown
from hinge.scenario.monitors import COUNTS, FILE, Count, Monitor, Said, who_says
from hinge.scenario.scenario import Scenario


def _counts(scenario: Scenario) -> Iterator[tuple[Monitor, Count]]:
    """Yield everything that a monitor counts, with the monitor."""
    for one in scenario.monitors:
        for count in one.counts:
            yield one, count


def _said(scenario: Scenario) -> tuple[Said, ...]:
    """Return the figures that monitors published."""
    return scenario.monitor_file.said if scenario.monitor_file else ()


def monitor_twice(scenario: Scenario) -> Iterator[Finding]:
    """Every monitor has an id of its own, and counts each kind of thing once."""
    why = "A figure could not say which of the two published it."
    yield from twice(FILE, scenario.monitors, why)
    for one in scenario.monitors:
        kinds = [count.kind for count in one.counts]
        for number, count in enumerate(one.counts):
            if count.kind in kinds[:number]:
                yield Finding(
                    Place(FILE, count.line, "kind"),
                    f"The monitor {one.id} counts {count.kind} twice.",
                    "It would not be clear which share holds.",
                    "Keep one of the two.",
                )


def monitor_of_unknown_side(scenario: Scenario) -> Iterator[Finding]:
    """The side that a monitor leans to or belongs to is one of the scenario."""
    known = [side.id for side in scenario.head.sides]
    for one in scenario.monitors:
        if one.side is not None and one.side not in known:
            place = Place(FILE, one.line, "side")
            yield unknown(place, f"The monitor {one.id}", one.side, known, "scenario.yaml")


def monitor_side_unclear(scenario: Scenario) -> Iterator[Finding]:
    """A monitor names a side unless it is independent, and only then it may have shares of its own for sides."""
    for one in scenario.monitors:
        if (one.stance == "independent") == (one.side is not None):
            found = "names none" if one.side is None else f"names {one.side}"
            yield Finding(
                Place(FILE, one.line, "stance"),
                f"The monitor {one.id} is {one.stance} and {found}.",
                "It would not be clear whose doings it sees better than others'.",
                "Name the side that it leans to or belongs to, or write independent and no side.",
            )
        for count in one.counts:
            if one.stance == "independent" and (count.own or count.hostile):
                yield Finding(
                    Place(FILE, count.line, "own" if count.own else "hostile"),
                    f"The monitor {one.id} is independent and has a share of its own for a side.",
                    "No side is its own or hostile to it, so the share would never be used.",
                    "Drop the share, or say to which side it leans.",
                )


def monitor_share_unfit(scenario: Scenario) -> Iterator[Finding]:
    """Counts of persons have a share, and control and sieges have none but dates that may err."""
    for one, count in _counts(scenario):
        persons = count.kind in COUNTS
        shares = count.share or count.own or count.hostile
        if persons and (count.share is None or count.date_error_days):
            what = "has no share" if count.share is None else "has an error of dates"
        elif not persons and shares:
            what = "has a share"
        else:
            continue
        yield Finding(
            Place(FILE, count.line, "kind"),
            f"What the monitor {one.id} reports of {count.kind} {what}.",
            "Persons are counted in part; of control and sieges it is the dates that err.",
            "Write share for persons, and date_error_days for control and sieges.",
        )


def monitor_range_reversed(scenario: Scenario) -> Iterator[Finding]:
    """The two ends of every share and lag rise."""
    for one, count in _counts(scenario):
        for name in ("share", "own", "hostile", "lag_days"):
            span = getattr(count, name)
            if span is not None and span.low > span.high:
                yield Finding(
                    Place(FILE, count.line, name),
                    f"The {name} of {count.kind} by {one.id} goes from {span.low:g} to {span.high:g}.",
                    "No value lies in it.",
                    "Swap the two ends or correct one.",
                )


def monitor_rests_on_unknown(scenario: Scenario) -> Iterator[Finding]:
    """What a monitor's counts are made from is another monitor of the file."""
    for one in scenario.monitors:
        known = [other.id for other in scenario.monitors if other.id != one.id]
        for name in one.rests_on:
            if name not in known:
                place = Place(FILE, one.line, "rests_on")
                listed = "the list of other monitors"
                yield unknown(place, f"The monitor {one.id}", name, known, listed, "Fix the name.")


def said_unknown(scenario: Scenario) -> Iterator[Finding]:
    """What a monitor said is a row of observations.csv that names it, of a kind that it counts."""
    rows = {row.id: row for row in scenario.observations}
    monitors = {one.id: one for one in scenario.monitors}
    for said in _said(scenario):
        who = f"The figure from {said.observation}"
        row = rows.get(said.observation)
        if row is None:
            place = Place(FILE, said.line, "observation")
            yield unknown(place, who, said.observation, rows, "observations.csv")
            continue
        if said.monitor not in monitors:
            place = Place(FILE, said.line, "monitor")
            yield unknown(place, who, said.monitor, monitors, FILE)
            continue
        if said.monitor not in who_says(scenario.monitors, row.who_says):
            what = f"is ascribed to {said.monitor}, and who_says reads {row.who_says!r}"
        elif monitors[said.monitor].count_of(said.kind) is None:
            what = f"is of {said.kind}, which {said.monitor} does not count"
        else:
            continue
        yield Finding(
            Place(FILE, said.line, "monitor"),
            f"{who} {what}.",
            "It would be set beside a report of somebody else.",
            "Correct the monitor, its names or what it counts.",
        )


def said_of_unrecorded(scenario: Scenario) -> Iterator[Finding]:
    """A figure speaks of sides and of regions of which runs record civilian deaths by author."""
    sides = [side.id for side in scenario.head.sides]
    regions = [region.id for region in scenario.regions if region.harm]
    for said in _said(scenario):
        who = f"The figure from {said.observation}"
        for name in said.sides:
            if name not in sides:
                yield unknown(Place(FILE, said.line, "sides"), who, name, sides, "scenario.yaml")
        for name in said.in_:
            if name not in regions:
                listed = "the list of regions with harm: true"
                place = Place(FILE, said.line, "in")
                yield unknown(place, who, name, regions, listed, "Name such regions.")
        if said.in_ and said.kind != "civilians_killed":
            yield Finding(
                Place(FILE, said.line, "in"),
                f"{who} is of {said.kind} in a region.",
                "Runs record the losses of soldiers by side alone.",
                "Drop the region, or leave the figure out.",
            )


def said_without_number(scenario: Scenario) -> Iterator[Finding]:
    """A figure has a number, from its row or its own."""
    rows = {row.id: row for row in scenario.observations}
    for said in _said(scenario):
        row = rows.get(said.observation)
        if said.value is None and row is not None and not _is_number(row.value):
            yield Finding(
                Place(FILE, said.line, "observation"),
                f"The figure from {said.observation} is {row.value!r}, which is no number.",
                "There is nothing to set beside the runs.",
                "Give its value, or leave it out.",
            )


def _is_number(text: str) -> bool:
    """Return whether a cell holds a finite number."""
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


RULES = (
    monitor_twice,
    monitor_of_unknown_side,
    monitor_side_unclear,
    monitor_share_unfit,
    monitor_range_reversed,
    monitor_rests_on_unknown,
    said_unknown,
    said_of_unrecorded,
    said_without_number,
)
