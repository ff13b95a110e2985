"""The siege: in how many of the runs the ways into a region are open, insecure, or closed, day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import altair as alt
import numpy as np
import numpy.typing as npt

from hinge.figures.days import about, at, cursor, day_axis, event_marks, one_row
from hinge.figures.figure import Cell, Figure, Table
from hinge.figures.palette import PAPER, SIEGE_COLOURS, SIEGE_STATES
from hinge.figures.theme import DAY, HEIGHT, figure, js

FIELDS = ("open", "insecure", "fire", "closed")
"""Columns of the four states, in their order."""

EDGES = ("edge0", "edge1", "edge2", "edge3", "edge4")
NAMED = 7.0
"""A state in fewer of 100 runs than this on the last day has no name beside it."""

Shares = npt.NDArray[np.floating]


def siege_shares(states: npt.NDArray[np.integer]) -> Shares:
    """Return the share of runs in each state by day, (days, 4), from states (R, days), 0 open to 3 closed."""
    return np.stack([(states == code).mean(axis=0) for code in range(len(FIELDS))], axis=1)


def siege_table(shares: Shares, start: dt.date) -> Table:
    """Return the table of a siege chart."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            day,
            (start + dt.timedelta(days=day)).isoformat(),
            *(100.0 * float(share) for share in row),
        )
        for day, row in enumerate(shares)
    )
    heads = ("day", "date", *(f"{state} (of 100 runs)" for state in SIEGE_STATES))
    return Table(("day", "date", *FIELDS), rows, heads)


def siege(
    key: str,
    title: str,
    states: npt.NDArray[np.integer],
    start: dt.date,
    *,
    subtitle: str = "of 100 runs, how many in each state",
    events: Sequence[tuple[int, str]] = (),
    height: int = HEIGHT,
) -> Figure:
    """Return the shares of runs in each state of a siege, stacked by day, from states (R, days)."""
    table = siege_table(siege_shares(states), start)
    last = states.shape[1] - 1
    stacked = alt.Chart().transform_calculate(
        edge0="0",
        edge1="datum.open",
        edge2="datum.open + datum.insecure",
        edge3="datum.open + datum.insecure + datum.fire",
        edge4="100",
    )
    x = day_axis(start, last)
    y = alt.Y(
        "edge0:Q",
        scale=alt.Scale(domain=[0, 100], nice=False),
        axis=alt.Axis(values=[0, 25, 50, 75, 100]),
    )
    layers = [
        *(
            stacked.mark_area(
                color=SIEGE_COLOURS[n], opacity=1, stroke=PAPER, strokeWidth=0.6
            ).encode(x=x, y=y if n == 0 else alt.Y(f"{EDGES[n]}:Q"), y2=alt.Y2(f"{EDGES[n + 1]}:Q"))
            for n in range(len(FIELDS))
        ),
        *(_name(stacked, last, n) for n in range(len(FIELDS))),
        *event_marks(events),
        _rim(),
        cursor(),
    ]
    return figure(
        key,
        title,
        subtitle,
        table,
        layers,
        height=height,
        cursor=True,
        about=about(start, last),
    )


def _name(stacked: alt.Chart, last: int, n: int) -> alt.Chart:
    """Return the name of a state beside its share on the last day, with its number."""
    low, high, field = EDGES[n], EDGES[n + 1], FIELDS[n]
    row = stacked.transform_filter(f"datum.day === {last} && datum.{field} >= {NAMED}")
    words = f"{js(SIEGE_STATES[n])} + ' ' + format(datum.{field}, '.0f')"
    name: alt.Chart = row.encode(
        x=at("width + 7"), y=at(f"scale('y', (datum.{low} + datum.{high}) / 2)")
    ).mark_text(align="left", baseline="middle", text=alt.ExprRef(words))
    return name


def _rim() -> alt.Chart:
    """Return a pale rim for the day cursor, so that it shows on dark states too."""
    line = alt.Chart(one_row()).mark_rule(
        opacity=alt.ExprRef(f"{DAY} >= 0 ? 0.8 : 0"), strokeWidth=3, color=PAPER, aria=False
    )
    rim: alt.Chart = line.encode(x=at(f"scale('x', max({DAY}, 0))"))
    return rim
