"""What charts over time share: the axis of dates, the day cursor, names at the end, events.

Days are whole numbers from the first day of the chart, so that a cursor is a
number, a click is a number, and no clock or time zone can move a date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import altair as alt

from hinge.claims.names import MONTHS
from hinge.figures.palette import GREY, INK, PAPER
from hinge.figures.theme import DAY, SMALL, haloed, js

WEEKS = 60
"""Charts of fewer days name every second Monday rather than months."""

APART = 15
"""Pixels between two names at the end of a chart."""

TOPMOST = 4
"""The highest a name may stand, in pixels from the top."""

FIRST = 12
"""Where the first month begins later than this, in days, the first day is named too."""

CURSOR = f"{DAY} >= 0 ? 1 : 0"
"""Opacity of what belongs to the day cursor."""


def about(start: dt.date, last: int, reads: str | None = None) -> dict[str, Any]:
    """Return what a page must know of a chart over time: the date of day 0, its last day, what is read out."""
    known = {"time": True, "start": start.isoformat(), "last": last}
    return known if reads is None else {**known, "reads": reads}


def ticks(start: dt.date, last: int) -> list[tuple[int, list[str]]]:
    """Return the days that the axis names, with their names in lines: months, or Mondays of a short chart.

    The first carries its year, and so does every January.

    >>> ticks(dt.date(2016, 11, 20), 80)
    [(11, ['Dec', '2016']), (42, ['Jan', '2017']), (73, ['Feb'])]
    >>> ticks(dt.date(2016, 11, 8), 80)[:2]
    [(0, ['8 Nov', '2016']), (23, ['Dec'])]
    """
    found: list[tuple[int, list[str]]] = []
    to_next = (start.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - start
    if last >= WEEKS and to_next.days > FIRST and start.day > 1:
        found.append((0, [f"{start.day} {MONTHS[start.month - 1][:3]}", str(start.year)]))
    for day in range(last + 1):
        date = start + dt.timedelta(days=day)
        if last < WEEKS:
            if date.weekday() == 0:
                year = [] if found else [str(date.year)]
                found.append((day, [f"{date.day} {MONTHS[date.month - 1][:3]}", *year]))
        elif date.day == 1:
            year = [str(date.year)] if not found or date.month == 1 else []
            found.append((day, [MONTHS[date.month - 1][:3], *year]))
    if not found:
        found = [(0, [f"{start.day} {MONTHS[start.month - 1][:3]}", str(start.year)])]
    return found[::2] if last < WEEKS and len(found) > 5 else found


def day_axis(start: dt.date, last: int, field: str = "day") -> alt.X:
    """Return the encoding of days along x, from the first day to the last."""
    named = ticks(start, last)
    values = [day for day, _ in named]
    words = ", ".join(f"[{', '.join(js(word) for word in line)}]" for _, line in named)
    axis = alt.Axis(
        values=values,
        labelExpr=f"[{words}][indexof({values}, datum.value)]",
        labelAlign="left",
        labelOffset=-2,
        labelFlush=False,
        labelOverlap="greedy",
        labelSeparation=7,
        ticks=True,
        tickSize=6,
        tickColor=INK,
        tickWidth=0.8,
        labelPadding=3,
    )
    scale = alt.Scale(domain=[0, max(last, 1)], nice=False, zero=False)
    return alt.X(f"{field}:Q", axis=axis, scale=scale)


def at(expression: str) -> Any:
    """Return a place in pixels, from an expression."""
    return alt.value(alt.ExprRef(expression))


def one_row() -> alt.InlineData:
    """Return data of a single row, for a mark that stands once."""
    return alt.InlineData(values=[{"one": 1}], name="once")


def cursor() -> alt.Chart:
    """Return the day cursor: a thin line over the whole height, moved by the parameter ``day``."""
    line = alt.Chart(one_row()).mark_rule(
        opacity=alt.ExprRef(CURSOR), strokeWidth=1, color=INK, aria=False
    )
    placed: alt.Chart = line.encode(x=at(f"scale('x', max({DAY}, 0))"))
    return placed


def reading(field: str, words: str, colour: str, *, steps: bool = False) -> list[alt.Chart]:
    """Return what the cursor reads: a point on a field at its day, and its value in words.

    ``steps``: not every day has a row; the latest one up to the day is read.
    """
    # Its height is no part of the scale's data, or every day would draw the whole chart again.
    if steps:
        rows = (
            alt.Chart()
            .transform_filter(f"datum.day <= {DAY}")
            .transform_joinaggregate(latest="max(day)")
            .transform_filter("datum.day === datum.latest")
        )
    else:
        rows = alt.Chart().transform_filter(f"datum.day === {DAY}")
    at_day = rows.encode(y=at(f"scale('y', datum.{field})"))
    place = at(f"scale('x', datum.day) + ({DAY} > domain('x')[1] * 0.6 ? -7 : 7)")
    side = alt.ExprRef(f"{DAY} > domain('x')[1] * 0.6 ? 'right' : 'left'")
    text: dict[str, Any] = {
        "align": side,
        "dy": -9,
        "text": alt.ExprRef(words),
        "fontWeight": 600,
    }
    return [
        at_day.encode(x=at("scale('x', datum.day)")).mark_point(
            filled=True,
            size=46,
            opacity=1,
            color=colour,
            stroke=PAPER,
            strokeWidth=1.2,
            aria=False,
        ),
        *haloed(at_day.encode(x=place), **text),
    ]


def end_names(
    last: int, fields: Sequence[tuple[str, str, str]], where: str = ""
) -> list[alt.Chart]:
    """Return names beside the last day, lowest first, moved apart where they would touch.

    ``fields``: name of the field, what stands beside it as an expression, its colour;
    ``where``: an expression that the row must meet as well.
    """
    room = f"datum.day === {last}" + (f" && {where}" if where else "")
    row = alt.Chart().transform_filter(room)
    found = []
    for place, (_, words, colour) in enumerate(fields):
        found.append(
            row.encode(
                x=at("width + 7"), y=at(_apart([field for field, *_ in fields], place))
            ).mark_text(
                align="left",
                baseline="middle",
                text=alt.ExprRef(words),
                color=colour,
                fontSize=SMALL,
                fontWeight=600 if place == 0 else 400,
            )
        )
    return found


def _apart(fields: Sequence[str], place: int) -> str:
    """Return the expression of the height of one of several names, lowest first, in pixels.

    Each stands at its value or at least so far above the one below it; where the
    topmost would leave the picture, it and those that it touches move down.
    """
    heights = [f"scale('y', datum.{fields[0]})"]
    for field in fields[1:]:
        heights.append(f"min(scale('y', datum.{field}), {heights[-1]} - {APART})")
    found = f"max({heights[-1]}, {TOPMOST})"
    for height in reversed(heights[place:-1]):
        found = f"max({height}, {found} + {APART})"
    return found


def event_marks(events: Sequence[tuple[int, str]]) -> list[alt.Chart]:
    """Return dated events: a dotted line for each, named at its head; (day, name)."""
    if not events:
        return []
    values = [{"day": day, "name": name, "row": n % 3} for n, (day, name) in enumerate(events)]
    chart = alt.Chart(alt.InlineData(values=values, name="events"))
    right = "scale('x', datum.day) > width * 0.7"
    named = chart.encode(
        x=at(f"scale('x', datum.day) + ({right} ? -4 : 4)"),
        y=at("6 + 14 * datum.row"),
        text="name:N",
    )
    head: dict[str, Any] = {
        "align": alt.ExprRef(f"{right} ? 'right' : 'left'"),
        "baseline": "middle",
        "fontSize": SMALL - 1,
    }
    return [
        chart.encode(x=at("scale('x', datum.day)")).mark_rule(
            strokeDash=[1, 3], color=GREY, strokeWidth=1
        ),
        *haloed(named, GREY, **head),
    ]
