"""The chance of something, day by day: in how many of 100 runs it holds on each day, with its band.

Each day is asked by itself, so the band (95 %, Wilson's with the effective number
of runs) is that of single days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from hinge.analysis.course import Course
from hinge.analysis.odds import odds
from hinge.claims.names import Names, capital, full_date
from hinge.claims.predicates import Ground, holds
from hinge.claims.sentences import clause
from hinge.claims.written_predicate import predicate_of
from hinge.figures.days import about, cursor, day_axis, event_marks, reading
from hinge.figures.figure import Cell, Figure, Table
from hinge.figures.palette import INK
from hinge.figures.theme import figure
from hinge.scenario.scenario import Scenario

PARTS = ("parts", "part", "first", "then")
"""Fields of a predicate in which others stand."""

Row = tuple[Cell, ...]
COLUMNS = ("day", "date", "share", "low", "high")
HEADS = ("day", "date", "of 100 runs", "95 % from", "to")


def chance_rows(
    written: Mapping[str, Any], course: Course, scenario: Scenario
) -> tuple[str, list[Row]]:
    """Return what is asked in words, without a day, and for each day its share with the interval, of 100.

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
        numbers = (100.0 * part for part in (found.share, found.low, found.high))
        rows.append((day, date.isoformat(), *numbers))
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


def chance_figure(
    title: str,
    runs: str,
    rows: Sequence[Row],
    start: dt.date,
    events: Sequence[tuple[int, str]] = (),
) -> Figure:
    """Return the figure of rows (day, date, share, low, high), shares of 100."""
    last = len(rows) - 1
    x = day_axis(start, last)
    y = alt.Y(
        "share:Q",
        scale=alt.Scale(domain=[0, 100], nice=False),
        axis=alt.Axis(values=[0, 25, 50, 75, 100]),
    )
    layers = [
        alt.Chart().mark_area(color=INK, opacity=0.16).encode(x=x, y=alt.Y("low:Q"), y2="high:Q"),
        alt.Chart().mark_line(color=INK, strokeWidth=2.2).encode(x=x, y=y),
        *event_marks(events),
        cursor(),
        *reading("share", "format(datum.share, '.0f') + ' of 100'", INK),
    ]
    return figure(
        "chance",
        title,
        f"of 100 runs, on each day; band: 95 % interval of that day; {runs}",
        Table(COLUMNS, tuple(rows), HEADS),
        layers,
        cursor=True,
        about=about(start, last),
    )
