"""The chance of something, day by day: in how many of 100 runs it holds on each day, with its band.

Each day is asked by itself, so the band (95 %, Wilson's with the effective number
of runs) is that of single days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from hinge.analysis.course import Course
from hinge.analysis.odds import odds
from hinge.claims.names import Names, capital, full_date
from hinge.claims.predicates import Ground, holds
from hinge.claims.sentences import clause
from hinge.claims.written_predicate import predicate_of
from hinge.scenario.scenario import Scenario

PARTS = ("parts", "part", "first", "then")
"""Fields of a predicate in which others stand."""

Row = dict[str, Any]


def chance_rows(
    written: Mapping[str, Any], course: Course, scenario: Scenario
) -> tuple[str, list[Row]]:
    """Return what is asked in words, without a day, and for each day its share with the interval.

    Rows are as ``figures.chance`` takes them: day, date, chance, band_low, band_high.

    InputError for a predicate that cannot be read, TooFewRuns for fewer than 50 runs.
    """
    ground, names = Ground.of(scenario), Names.of(scenario)
    rows: list[Row] = []
    says = ""
    for day in range(course.days):
        date = course.start + dt.timedelta(days=day)
        asked = predicate_of(dated(written, date))
        says = says or capital(clause(asked, names).replace(f" on {full_date(date)}", ""))
        found = odds(holds(asked, course, ground), course.draw, course.ancestor, what=says)
        rows.append(
            {
                "day": day,
                "date": date.isoformat(),
                "chance": found.share,
                "band_low": found.low,
                "band_high": found.high,
            }
        )
    return says, rows


def dated(written: Mapping[str, Any], date: dt.date) -> dict[str, Any]:
    """Return a predicate in which every atom without a day of its own is asked of a date."""
    found = dict(written)
    inside = [name for name in PARTS if name in found]
    for name in inside:
        part = found[name]
        found[name] = (
            [dated(one, date) for one in part]
            if isinstance(part, list | tuple)
            else dated(part, date)
        )
    return found if inside else {"when": {"on": date.isoformat()}, **found}
