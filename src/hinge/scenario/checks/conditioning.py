"""Rules about conditioning: what campaigns are weighed by was seen, was public in time, and is recorded."""

from __future__ import annotations

from collections.abc import Iterator

from hinge.errors import Place
from hinge.scenario.checks.parts import Finding, reversed_range, twice, unfit_error, unknown
from hinge.scenario.conditioning import (
    MOST_OBSERVATIONS,
    Days,
    Factor,
    FirstDay,
    SeriesChange,
    SiegeOn,
)
from hinge.scenario.nearest import suggest
from hinge.scenario.scenario import Scenario
from hinge.scenario.series import series_names
from hinge.scenario.vintage import STRICT

FILE = "conditioning.yaml"
ERRORS_OF = {"siege_on": ("report",), "first_day": ("days",), "series_change": ("factor",)}


def conditioning_too_much(scenario: Scenario) -> Iterator[Finding]:
    """Campaigns are conditioned on at most eight observations."""
    number = len(scenario.conditioning)
    if number > MOST_OBSERVATIONS:
        yield Finding(
            Place(FILE, 0, "observations"),
            f"The file names {number} observations, more than {MOST_OBSERVATIONS}.",
            "Hardly any campaign agrees with so many at once, and few would carry every verdict.",
            "Keep those that say most about how the campaign went.",
        )


def conditioning_twice(scenario: Scenario) -> Iterator[Finding]:
    """Every observation that campaigns are weighed by has an id of its own."""
    yield from twice(
        FILE, scenario.conditioning, "A report could not say which of the two is meant."
    )


def conditioning_unknown_observation(scenario: Scenario) -> Iterator[Finding]:
    """What campaigns are weighed by rests on a row of observations.csv."""
    known = [row.id for row in scenario.observations]
    for one in scenario.conditioning:
        if one.observation not in known:
            place = Place(FILE, one.line, "observation")
            yield unknown(place, f"The entry {one.id}", one.observation, known, "observations.csv")


def conditioning_known_later(scenario: Scenario) -> Iterator[Finding]:
    """In a strict run campaigns are weighed only by what was public by the assessment date."""
    assessed = scenario.head.assessment_date
    if scenario.vintage != STRICT:
        return
    rows = {row.id: row for row in scenario.observations}
    for one in scenario.conditioning:
        row = rows.get(one.observation)
        if row is not None and (row.known_on is None or row.known_on > assessed):
            when = f"public on {row.known_on}" if row.known_on else "public on no date"
            yield Finding(
                Place(FILE, one.line, "observation"),
                f"The entry {one.id} rests on {row.id}, {when}; the assessment date is {assessed}.",
                "Who wrote on that day could not know it, and the runs would.",
                "Use an observation that was public in time, or run the vintage reconstruction.",
            )


def conditioning_later(scenario: Scenario) -> Iterator[Finding]:
    """No statistic reads a day after the assessment date, in any vintage."""
    assessed = scenario.head.assessment_date
    for one in scenario.conditioning:
        if max(one.days) > assessed:
            yield Finding(
                Place(FILE, one.statistic.line, "statistic"),
                f"The statistic of {one.id} reads {max(one.days)}, after the assessment date "
                f"{assessed}.",
                "The runs would be told part of what they are asked.",
                "End it on the assessment date or earlier.",
            )


def conditioning_reversed(scenario: Scenario) -> Iterator[Finding]:
    """The days of a statistic rise and begin on the campaign's first day at the earliest."""
    start = scenario.head.start
    for one in scenario.conditioning:
        if min(one.days) < start or one.days[0] > one.days[-1]:
            yield Finding(
                Place(FILE, one.statistic.line, "statistic"),
                f"The statistic of {one.id} reads {' to '.join(map(str, one.days))}, and runs begin "
                f"on {start}.",
                "There is no such span of simulated days.",
                "Correct the days.",
            )


def conditioning_of_unwatched_siege(scenario: Scenario) -> Iterator[Finding]:
    """A siege state is read of a region and a side that it watches, and at least one state is named."""
    watched = [f"{region.id}.{side}" for region in scenario.regions for side in region.watch]
    for one in scenario.conditioning:
        read = one.statistic
        if not isinstance(read, SiegeOn | FirstDay):
            continue
        pair = f"{read.of}.{read.side}"
        if pair not in watched:
            yield Finding(
                Place(FILE, read.line, "of"),
                f"The entry {one.id} reads the way into {read.of} for {read.side}, which no region "
                f"watches {suggest(pair, watched)}.",
                "Siege states are recorded for watched pairs of region and side only.",
                f"Fix the names, or add {read.side} to the watch of {read.of} in regions.yaml.",
            )
        elif not read.is_:
            yield Finding(
                Place(FILE, read.line, "is"),
                f"The entry {one.id} names no siege state.",
                "It would never hold.",
                "List one or more of: open, insecure, closed_by_fire, closed.",
            )


def conditioning_on_unknown_series(scenario: Scenario) -> Iterator[Finding]:
    """Every series that campaigns are weighed by is recorded."""
    known = series_names(scenario)
    for one in scenario.conditioning:
        if isinstance(one.statistic, SeriesChange) and one.statistic.series not in known:
            place = Place(FILE, one.statistic.line, "series")
            listed = "the list of recorded series"
            name = one.statistic.series
            yield unknown(place, f"The entry {one.id}", name, known, listed, "Fix the name.")


def conditioning_error_unfit(scenario: Scenario) -> Iterator[Finding]:
    """An error model is that of its statistic: report of siege_on, days of first_day, factor of series_change."""
    for one in scenario.conditioning:
        wanted = ERRORS_OF[one.statistic.kind]
        if one.error.kind not in wanted:
            read = f"for a statistic of kind {one.statistic.kind}"
            yield unfit_error(FILE, one.error, f"The entry {one.id}", read, wanted)


def conditioning_range_reversed(scenario: Scenario) -> Iterator[Finding]:
    """The range of an error model rises."""
    for one in scenario.conditioning:
        error = one.error
        match error:
            case Days(low=first, high=last):
                yield from reversed_range(FILE, error.line, one.id, first, last)
            case Factor(low=low, high=high):
                yield from reversed_range(FILE, error.line, one.id, low, high)


RULES = (
    conditioning_too_much,
    conditioning_twice,
    conditioning_unknown_observation,
    conditioning_known_later,
    conditioning_later,
    conditioning_reversed,
    conditioning_of_unwatched_siege,
    conditioning_on_unknown_series,
    conditioning_error_unfit,
    conditioning_range_reversed,
)
LOCK = (
    conditioning_known_later,
    conditioning_later,
)  # breaking one of these raises VintageError
