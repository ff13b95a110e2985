"""The fan: how a number goes over time in many runs, as bands that hold 50 and 90 of 100 of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import altair as alt
import numpy as np
import numpy.typing as npt

from hinge.figures.days import (
    about,
    at,
    cursor,
    day_axis,
    end_names,
    event_marks,
    reading,
)
from hinge.figures.figure import Cell, Figure, Table
from hinge.figures.palette import GREY, INK, PAPER
from hinge.figures.theme import HEIGHT, figure, haloed, narrow

Floats = npt.NDArray[np.floating]

QUANTILES = {"low90": 0.05, "low50": 0.25, "median": 0.5, "high50": 0.75, "high90": 0.95}
"""Columns of a fan, and which share of the runs lies below each."""

COLUMNS = ("day", "date", *QUANTILES)
BANDS = (("low90", "high90", 0.22), ("low50", "high50", 0.42))  # ends, opacity
PAIR = "thick lines: medians; grey area and thin lines: 90 of 100 runs"
FORMAT = "datum.{0} >= 10 || datum.{0} == floor(datum.{0}) ? format(datum.{0}, ',.0f') : format(datum.{0}, '.2~f')"


def fan_rows(values: Floats, start: dt.date) -> list[dict[str, Cell]]:
    """Return the rows of a fan by day, from values (R, days): day, date, and the five quantiles."""
    return fan_table(values, start).records()


def fan_table(values: Floats, start: dt.date, unit: str = "") -> Table:
    """Return the table of a fan, from values (R, days)."""
    found = np.quantile(values, list(QUANTILES.values()), axis=0).T  # (days, 5)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (day, (start + dt.timedelta(days=day)).isoformat(), *(float(value) for value in row))
        for day, row in enumerate(found)
    )
    of = f" ({unit})" if unit else ""
    heads = (
        "day",
        "date",
        f"5 of 100 runs below{of}",
        f"25 of 100 below{of}",
        f"median{of}",
        f"25 of 100 above{of}",
        f"5 of 100 above{of}",
    )
    return Table(COLUMNS, rows, heads)


def fan(
    key: str,
    title: str,
    unit: str,
    values: Floats,
    start: dt.date,
    *,
    colour: str = INK,
    record: Sequence[tuple[int, float]] = (),
    record_name: str = "the record",
    events: Sequence[tuple[int, str]] = (),
    top: float | None = None,
    height: int = HEIGHT,
) -> Figure:
    """Return the fan of values (R, days) from a date on.

    ``unit``: what is counted, the subtitle; ``record``: (day, value) of what was
    observed; ``events``: (day, name); ``top``: where the axis ends, from the data if None.
    """
    table = fan_table(values, start, unit)
    last = values.shape[1] - 1
    x, y = day_axis(start, last), _value_axis(top)
    layers = [
        *_bands(x, y, colour),
        alt.Chart().mark_line(color=colour, strokeWidth=2.2).encode(x=x, y=alt.Y("median:Q")),
        *event_marks(events),
        *end_names(
            last,
            [
                ("median", narrow("median", "median"), INK),
                ("high50", narrow("50 of 100 runs", "50 %"), GREY),
                ("high90", narrow("90 of 100 runs", "90 %"), GREY),
            ],
        ),
        *_record(record, record_name),
        cursor(),
        *reading("median", FORMAT.format("median"), colour),
    ]
    observed = {"record": [{"day": day, "value": value} for day, value in record]}
    return figure(
        key,
        title,
        unit,
        table,
        layers,
        height=height,
        cursor=True,
        about=about(start, last, reads="median"),
        datasets=observed if record else None,
    )


def two_fans(
    key: str,
    title: str,
    unit: str,
    pair: tuple[Floats, Floats],
    start: dt.date,
    *,
    names: tuple[str, str] = ("A", "B"),
    events: Sequence[tuple[int, str]] = (),
    top: float | None = None,
    height: int = HEIGHT,
) -> Figure:
    """Return two fans in one chart, A in grey and B in ink; rows carry ``arm``, which is A or B.

    The band of 90 of 100 runs is an area for A and two thin lines for B, so that neither hides the other.
    """
    tables = [fan_table(values, start, unit) for values in pair]
    rows = tuple((*row, arm) for arm, table in zip("AB", tables, strict=True) for row in table.rows)
    table = Table((*COLUMNS, "arm"), rows, (*tables[0].heads, "arm"))
    last = pair[0].shape[1] - 1
    x, y = day_axis(start, last), _value_axis(top)
    layers = _pair(x, y)
    layers += [*event_marks(events), *_pair_names(last, names), cursor()]
    return figure(
        key,
        title,
        f"{unit}; {PAIR}",
        table,
        layers,
        height=height,
        cursor=True,
        about=about(start, last),
    )


def _pair(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Return the marks of two fans."""
    a, b = (alt.Chart().transform_filter(f"datum.arm === '{arm}'") for arm in "AB")
    return [
        a.mark_area(color=GREY, opacity=0.24).encode(x=x, y=y, y2="high90:Q"),
        b.mark_line(color=INK, strokeWidth=0.8).encode(x=x, y="low90:Q"),
        b.mark_line(color=INK, strokeWidth=0.8).encode(x=x, y="high90:Q"),
        a.mark_line(color=GREY, strokeWidth=2.2, strokeDash=[5, 3]).encode(x=x, y="median:Q"),
        b.mark_line(color=INK, strokeWidth=2.4).encode(x=x, y="median:Q"),
    ]


def pair_rows(pair: tuple[Floats, Floats], start: dt.date) -> list[dict[str, Cell]]:
    """Return the rows of two fans: those of A, then those of B, each with its ``arm``."""
    return [
        {**row, "arm": arm}
        for arm, values in zip("AB", pair, strict=True)
        for row in fan_rows(values, start)
    ]


def _value_axis(top: float | None) -> alt.Y:
    """Return the encoding of values from 0 up."""
    scale = alt.Scale(domain=[0, top], nice=False) if top else alt.Scale(zero=True, nice=4)
    return alt.Y("low90:Q", axis=alt.Axis(tickCount=4, format=",~f"), scale=scale)


def _bands(x: alt.X, y: alt.Y, colour: str, *, faint: bool = False) -> list[alt.Chart]:
    """Return the bands, the wide one first."""
    return [
        alt.Chart()
        .mark_area(color=colour, opacity=opacity * (0.6 if faint else 1.0), line=False)
        .encode(x=x, y=y if low == "low90" else alt.Y(f"{low}:Q"), y2=alt.Y2(f"{high}:Q"))
        for low, high, opacity in BANDS
    ]


def _record(record: Sequence[tuple[int, float]], name: str) -> list[alt.Chart]:
    """Return what was observed, as a black line with points, named at its last point."""
    if not record:
        return []
    chart = alt.Chart(alt.NamedData("record")).encode(x=alt.X("day:Q"), y=alt.Y("value:Q"))
    day, _ = record[-1]
    text = chart.transform_filter(f"datum.day === {day}")
    return [
        chart.mark_line(color=INK, strokeWidth=1.4),
        chart.mark_point(filled=True, color=INK, size=26, opacity=1, stroke=PAPER, strokeWidth=0.8),
        *haloed(text, text=name, dx=-6, dy=-10, align="right", fontWeight=600),
    ]


def _pair_names(last: int, names: tuple[str, str]) -> list[alt.Chart]:
    """Return the names of both arms beside their last medians, kept apart."""
    found = []
    rows = (
        alt.Chart()
        .transform_filter(f"datum.day === {last}")
        .transform_joinaggregate(highest="max(median)", lowest="min(median)")
    )
    # Where both end at one height the second is named below the first.
    upper = "datum.median === datum.highest && (datum.highest > datum.lowest || datum.arm === 'A')"
    middle = "(scale('y', datum.highest) + scale('y', datum.lowest)) / 2"
    place = (
        f"{upper} ? min(scale('y', datum.highest), {middle} - 8)"
        f" : max(scale('y', datum.lowest), {middle} + 8)"
    )
    for arm, name, colour in zip("AB", names, (GREY, INK), strict=True):
        found.append(
            rows.transform_filter(f"datum.arm === '{arm}'")
            .encode(x=at("width + 7"), y=at(place))
            .mark_text(
                align="left",
                baseline="middle",
                text=name,
                color=colour,
                fontWeight=600,
            )
        )
    return found
