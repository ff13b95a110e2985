"""Outcomes that arms are compared in: a number, or yes or no, for each campaign, with words for it.

The standard ones are those that are recorded for every scenario: civilian harm by
author and by cause first, then soldiers, ground, sieges and politics. Others are
asked for by name: a recorded series on a date, a claim's measure or predicate, a pattern.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from hinge.analysis.course import Course
from hinge.claims.civilians import BY, DISPLACED, KILLED
from hinge.claims.names import CAUSES, Names, named
from hinge.scenario.scenario import Scenario
from hinge.scenario.series import series_names
from hinge.world.codes import SIEGE_STATES

Array = npt.NDArray[np.float64]
Group = Literal["asked", "civilians", "soldiers", "ground", "sieges", "politics"]

CLOSED = tuple(SIEGE_STATES.index(state) for state in ("closed_by_fire", "closed"))
"""Siege states of a day that counts as one of siege."""

TAKEN = "areas_taken"
SIEGE_DAYS = "siege_days"


@dataclass(frozen=True)
class Outcome:
    """One outcome: ``read`` gives a number for each replication of an arm, (R,); not a number: none.

    ``yes_no``: the numbers are 0 and 1. ``series``: what is read, so that it can be loaded at once.
    """

    id: str
    says: str
    group: Group
    unit: str
    read: Callable[[Course], Array]
    series: tuple[str, ...] = ()
    yes_no: bool = False


def standard(scenario: Scenario, until: dt.date) -> tuple[Outcome, ...]:
    """Return the outcomes that every comparison has, at the end of ``until``; civilians come first."""
    names, recorded = Names.of(scenario), series_names(scenario)
    return (
        *_civilians(names, recorded, until),
        *_sides(scenario, names, until),
        *_regions(scenario, names, until),
        *_politics(scenario, names, until),
    )


def total(
    id_: str, says: str, group: Group, unit: str, series: Sequence[str], date: dt.date
) -> Outcome:
    """Return the sum of recorded series on a date as an outcome."""
    columns = tuple(series)

    def read(course: Course) -> Array:
        course.load(columns)
        day = (date - course.start).days
        return np.asarray(sum(course.series(n)[:, day].astype(np.float64) for n in columns))

    return Outcome(id_, says, group, unit, read, columns)


def _civilians(names: Names, recorded: Sequence[str], until: dt.date) -> Iterator[Outcome]:
    """Yield deaths of civilians in all, by author, by cause, and people displaced."""
    persons: tuple[Group, str] = ("civilians", "persons")
    yield total(KILLED, "civilians killed", *persons, [KILLED], until)
    for series in recorded:
        if series.startswith(BY):
            author = names.author(series.removeprefix(BY))
            yield total(series, f"civilians killed by {author}", *persons, [series], until)
    for cause, words in CAUSES.items():
        found = [series for series in recorded if series.startswith(f"{KILLED}.{cause}.")]
        if found:
            says = f"civilians killed by {words}"
            yield total(f"{KILLED}.{cause}", says, *persons, found, until)
    yield total(DISPLACED, "people displaced", *persons, [DISPLACED], until)


def _sides(scenario: Scenario, names: Names, until: dt.date) -> Iterator[Outcome]:
    """Yield soldiers killed of each side, areas taken in all, and areas held by each side."""
    sides = [(side.id, named(names.sides, side.id)) for side in scenario.head.sides]
    for side, name in sides:
        says = f"soldiers of {name} killed"
        yield total(f"killed.{side}", says, "soldiers", "persons", [f"killed.{side}"], until)
    gained = [f"gained.{side}" for side, _ in sides]
    yield total(TAKEN, "areas that changed hands", "ground", "areas", gained, until)
    for side, name in sides:
        says = f"areas held by {name}"
        yield total(f"held.{side}", says, "ground", "areas", [f"held.{side}"], until)


def _regions(scenario: Scenario, names: Names, until: dt.date) -> Iterator[Outcome]:
    """Yield for every watched region and side the share held, and the days on which its way is closed."""
    watched = [(region.id, side) for region in scenario.regions for side in region.watch]
    for region, side in watched:
        series = f"held_share.{region}.{side}"
        says = f"share of {named(names.places, region)} held by {named(names.sides, side)}"
        yield total(series, says, "ground", "share", [series], until)
    for region, side in watched:
        place, who = named(names.places, region), named(names.sides, side)
        says = f"days on which the way into {place} is closed to {who}"
        watch = f"{region}.{side}"
        yield Outcome(f"{SIEGE_DAYS}.{watch}", says, "sieges", "days", _siege_days(watch, until))


def _siege_days(watch: str, until: dt.date) -> Callable[[Course], Array]:
    """Return what counts the days from day 1 to ``until`` on which a way is closed, (R,)."""

    def read(course: Course) -> Array:
        days = course.siege(watch)[:, 1 : (until - course.start).days + 1]
        return np.asarray(np.isin(days, CLOSED).sum(axis=1), dtype=np.float64)

    return read


def _politics(scenario: Scenario, names: Names, until: dt.date) -> Iterator[Outcome]:
    """Yield sieges ended by deal, and how far each side acts under one command."""
    for side in scenario.head.sides:
        name = named(names.sides, side.id)
        series = f"deals.{side.id}"
        says = f"sieges of {name} ended by deal"
        yield total(series, says, "politics", "deals", [series], until)
        series = f"united.{side.id}"
        says = f"share of the soldiers of {name} under its largest command"
        yield total(series, says, "politics", "share", [series], until)
