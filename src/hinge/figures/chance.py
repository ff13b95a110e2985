"""Turning points: the chance of an outcome by day, and what each day settles of the doubt about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from hinge.claims.names import MONTHS
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
from hinge.figures.palette import GREY, INK, PAPER, SIDE_COLOURS
from hinge.figures.rows import LETTER
from hinge.figures.theme import HEIGHT, figure, haloed, narrow

CURVE, BARS = SIDE_COLOURS[1], SIDE_COLOURS[2]
OF_100 = "of 100 campaigns that go on from this day, how many end in it"
CURVE_HEADS = (
    "day",
    "date",
    "chance (of 100)",
    "95 % band, low",
    "95 % band, high",
    "10 of 100 campaigns below",
    "10 of 100 campaigns above",
)
SHARE_HEADS = (
    "first day of the step",
    "day",
    "date",
    "settled a day (of 100)",
    "95 % band, low",
    "95 % band, high",
    "an ordinary campaign",
)

Row = Mapping[str, Any]
Window = tuple[int, int, str]
"""First and last day of a stretch that stands out, and its name."""


def chance(
    key: str,
    title: str,
    rows: Sequence[Row],
    *,
    turning: Sequence[Window] = (),
    events: Sequence[tuple[int, str]] = (),
    subtitle: str = OF_100,
    height: int = HEIGHT,
) -> Figure:
    """Return the chance of an outcome by day, with the band that holds on all days at once.

    ``rows``: day, date, chance, band_low, band_high as shares of 1; with ``tenth`` and
    ``ninetieth`` also between which chances eight in ten campaigns lie. ``turning``: days that
    turn the campaign, shaded and named.
    """
    spread = "tenth" in rows[0]
    table = _curve_table(rows, spread=spread)
    start, last = _start(rows), max(int(row["day"]) for row in rows)
    x = day_axis(start, last)
    y = alt.Y(
        "chance:Q",
        scale=alt.Scale(domain=[0, 100], nice=False),
        axis=alt.Axis(values=[0, 25, 50, 75, 100]),
    )
    base = alt.Chart().encode(x=x)
    layers = list(_windows(turning))
    if spread:
        layers.append(
            base.mark_area(color=GREY, opacity=0.16).encode(y="tenth:Q", y2="ninetieth:Q")
        )
    layers += [
        base.mark_area(color=CURVE, opacity=0.4).encode(y="low:Q", y2="high:Q"),
        base.mark_line(color=CURVE, strokeWidth=2.4).encode(y=y),
        *event_marks(events),
        *end_names(
            last,
            [
                ("chance", narrow("mean, 95 % band", "mean"), INK),
                *([("ninetieth", narrow("8 in 10 campaigns", "8 in 10"), GREY)] if spread else []),
            ],
        ),
        cursor(),
        *reading("chance", "format(datum.chance, '.0f')", CURVE, steps=True),
    ]
    return figure(
        key,
        title,
        subtitle,
        table,
        layers,
        height=height,
        cursor=True,
        about=about(start, last, reads="chance"),
    )


def settled(
    key: str,
    title: str,
    rows: Sequence[Row],
    *,
    turning: Sequence[Window] = (),
    height: int = HEIGHT,
) -> Figure:
    """Return what each step settles a day of the doubt, with its band, beside an ordinary campaign.

    ``rows``: since, day, date, share, band_low, band_high, null as shares of 1; a step of
    several days is shown by its mean day, so that heights can be compared.
    """
    table = _share_table(rows)
    start, last = _start(rows), max(int(row["day"]) for row in rows)
    x = day_axis(start, last, "since")
    y = alt.Y(
        "bar:Q", scale=alt.Scale(zero=True, domainMax=_top(table)), axis=alt.Axis(tickCount=4)
    )
    base = alt.Chart().transform_calculate(
        foot="0",
        bar="max(0, datum.share)",
        low0="max(0, datum.low)",
        high0="max(0, datum.high)",
        null0="max(0, datum.null)",
        middle="(datum.since + datum.day) / 2",
    )
    tip = [
        alt.Tooltip("date:N", title="to"),
        alt.Tooltip("share:Q", title="settled a day, of 100", format=".1f"),
        alt.Tooltip("null:Q", title="in an ordinary campaign", format=".1f"),
    ]
    bars = base.mark_rect(color=BARS, opacity=0.8, stroke=PAPER, strokeWidth=0.8, clip=True)
    bands = base.mark_rule(color=GREY, strokeWidth=0.8, opacity=0.7, clip=True)
    null = base.mark_rule(color=CURVE, strokeWidth=2.4, clip=True)
    layers = [
        *_windows(turning),
        bars.encode(x=x, x2="day:Q", y=y, y2="foot:Q", tooltip=tip),
        bands.encode(x="middle:Q", y="low0:Q", y2="high0:Q"),
        null.encode(x="since:Q", x2="day:Q", y="null0:Q"),
        *_share_names(last),
        cursor(),
    ]
    return figure(
        key,
        title,
        "settled a day, in parts of 100 of the doubt about the outcome",
        table,
        layers,
        height=height,
        cursor=True,
        about=about(start, last),
    )


def window_name(first: dt.date, last: dt.date) -> str:
    """Return the days of a window in words.

    >>> window_name(dt.date(2016, 8, 30), dt.date(2016, 9, 2))
    '30 Aug to 2 Sep'
    >>> window_name(dt.date(2016, 9, 10), dt.date(2016, 9, 13))
    '10 to 13 Sep'
    """
    end = f"{last.day} {MONTHS[last.month - 1][:3]}"
    if first == last:
        return end
    same = (first.year, first.month) == (last.year, last.month)
    return f"{first.day}{'' if same else f' {MONTHS[first.month - 1][:3]}'} to {end}"


def _windows(turning: Sequence[Window]) -> list[alt.Chart]:
    """Return days that stand out, shaded over the whole height and named at their head."""
    if not turning:
        return []
    values = [
        {"first": first - 1, "last": last, "name": name, "row": n % 3}
        for n, (first, last, name) in enumerate(turning)
    ]
    chart = alt.Chart(alt.InlineData(values=values, name="turning"))
    room = f"{LETTER} * length(datum.name)"
    after, before = "scale('x', datum.last) + 5", "scale('x', datum.first) - 5"
    # Beside the window where there is room, else over it from the left edge on.
    place = f"{after} + {room} < width ? {after} : ({before} > {room} ? {before} : 3)"
    right = f"{after} + {room} >= width && {before} > {room}"
    named = chart.encode(x=at(place), y=at("7 + 15 * datum.row"))
    return [
        chart.mark_rect(color=BARS, opacity=0.16, aria=False).encode(
            x=at("scale('x', max(datum.first, 0))"),
            x2=at("scale('x', datum.last)"),
            y=alt.value(0),
            y2=at("height"),
        ),
        *haloed(
            named,
            BARS,
            text=alt.ExprRef("datum.name"),
            fontWeight=600,
            baseline="middle",
            align=alt.ExprRef(f"{right} ? 'right' : 'left'"),
        ),
    ]


def _share_names(last: int) -> list[alt.Chart]:
    """Return what bars and lines are, beside the last step."""
    row = alt.Chart().transform_filter(f"datum.day === {last}")
    null = "max(36, scale('y', max(0, datum.null)))"
    bar = f"min({null} - 15, scale('y', max(0, datum.share)))"
    names = (
        (null, narrow("an ordinary campaign", "ordinary"), CURVE),
        (bar, narrow("bar: settled a day", "bar: a day"), BARS),
        (f"{bar} - 15", narrow("line: 95 % band", "line: 95 %"), GREY),
    )
    return [
        row.encode(x=at("width + 7"), y=at(place)).mark_text(
            text=alt.ExprRef(words),
            color=colour,
            align="left",
            baseline="middle",
            fontWeight=600,
        )
        for place, words, colour in names
    ]


def _curve_table(rows: Sequence[Row], *, spread: bool) -> Table:
    """Return the table of a chance curve, of 100."""
    fields = ("chance", "band_low", "band_high", *(("tenth", "ninetieth") if spread else ()))
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (int(row["day"]), str(row["date"]), *(100.0 * float(row[field]) for field in fields))
        for row in rows
    )
    names = ("day", "date", "chance", "low", "high", *fields[3:])
    return Table(names, cells, CURVE_HEADS[: len(names)])


def _share_table(rows: Sequence[Row]) -> Table:
    """Return the table of what each step settles a day, of 100."""
    cells: list[tuple[Cell, ...]] = []
    for row in rows:
        since, day = int(row["since"]), int(row["day"])
        wide = max(1, day - since)
        parts = (
            100.0 * float(row[field]) / wide for field in ("share", "band_low", "band_high", "null")
        )
        cells.append((since, day, str(row["date"]), *parts))
    return Table(
        ("since", "day", "date", "share", "low", "high", "null"), tuple(cells), SHARE_HEADS
    )


def _top(table: Table) -> float:
    """Return where the axis of shares ends: above all bars, and nine in ten bands."""
    highest = max(float(row[3] or 0.0) for row in table.rows)
    bands = sorted(float(row[5] or 0.0) for row in table.rows)
    return max(1.1 * highest, bands[(9 * (len(bands) - 1)) // 10], 1.0)


def _start(rows: Sequence[Row]) -> dt.date:
    """Return the date of day 0."""
    first = rows[0]
    return dt.date.fromisoformat(str(first["date"])) - dt.timedelta(days=int(first["day"]))
