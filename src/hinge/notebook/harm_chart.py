"""Civilian harm as bars: who was killed by whom and by what, in the middle of the runs and at their ends."""

from __future__ import annotations

import altair as alt

from hinge.analysis.course import Course
from hinge.claims.names import CAUSES, UNATTRIBUTED, full_date
from hinge.figures.figure import Cell, Figure, Table
from hinge.figures.harm import civilians_killed
from hinge.figures.palette import GREY, INK, side_colours
from hinge.figures.theme import figure
from hinge.scenario.scenario import Scenario

STEP = 26
"""Height of a bar with its room, in pixels."""

COLUMNS = ("what", "rank", "by", "cause", "low", "median", "high", "colour")
HEADS = ("", "", "killed by", "by what", "5 of 100 runs below", "median", "5 of 100 above", "")


def harm_figure(course: Course, scenario: Scenario, runs: str) -> Figure:
    """Return civilians killed by the last day, in total, by author, and by author and cause."""
    names = {side.id: side.name for side in scenario.head.sides}
    colours = side_colours(list(names))
    names[UNATTRIBUTED] = "nobody in particular"
    rows: list[tuple[Cell, ...]] = []
    found = civilians_killed(course, [side.id for side in scenario.head.sides])
    order = sorted(
        (row for row in found if row.high > 0 or not row.author),
        key=lambda row: (row.author != "", list(names).index(row.author) if row.author else 0),
    )
    for rank, row in enumerate(order):
        by = names[row.author] if row.author else "all sides"
        cause = CAUSES[row.cause] if row.cause else "all causes"
        what = by if not row.cause else f"  {cause}"
        colour = colours.get(row.author, GREY if row.author else INK)
        rows.append((what, rank, by, cause, row.low, row.median, row.high, colour))
    y = alt.Y("rank:O", axis=None)
    faint = alt.condition("datum.cause === 'all causes'", alt.value(0.95), alt.value(0.5))
    layers = [
        alt.Chart()
        .mark_bar(height=13)
        .encode(
            x=alt.X(
                "median:Q", axis=alt.Axis(tickCount=4, format=",~f"), scale=alt.Scale(zero=True)
            ),
            y=y,
            color=alt.Color("colour:N", scale=None),
            opacity=faint,
        ),
        alt.Chart().mark_rule(color=INK, strokeWidth=1).encode(x="low:Q", x2="high:Q", y=y),
        alt.Chart()
        .mark_text(align="right", dx=-8)
        .encode(
            x=alt.value(0),
            y=y,
            text="what:N",
            opacity=alt.condition("datum.cause === 'all causes'", alt.value(1), alt.value(0.75)),
        ),
    ]
    return figure(
        "harm",
        f"Civilians killed by {full_date(course.last)}",
        f"persons; bar: median, line: 90 of 100 runs; {runs}",
        Table(COLUMNS, tuple(rows), HEADS),
        layers,
        height=alt.Step(STEP),
    )
