"""Turning points in two charts under one axis of dates: the chance of an outcome, and what each day settles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from hinge.claims.names import MONTHS
from hinge.figures.charts import round_up, short_number
from hinge.figures.markup import Markup, number, tag
from hinge.figures.palette import GREY, HAIRLINE, INK, SIDE_COLOURS

WIDTH, HEIGHT = 760.0, 230.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 130.0, 14.0, 28.0
CURVE, BARS = SIDE_COLOURS[1], SIDE_COLOURS[2]
STEPS = 4
APART = 52.0  # between two dates on the axis

Row = Mapping[str, Any]


def chance_chart(rows: Sequence[Row], *, title: str) -> Markup:
    """Return the chance of an outcome by day, with the band that holds on all days at once.

    ``rows``: day, date, chance, band_low, band_high; with ``tenth`` and ``ninetieth``
    also between which chances eight in ten campaigns lie.
    """
    last = max(int(row["day"]) for row in rows)
    plot = _Plot(rows, last, 1.0)
    marks = []
    if "tenth" in rows[0]:
        marks.append(plot.area("tenth", "ninetieth", GREY, 0.16))
    marks.append(plot.area("band_low", "band_high", CURVE, 0.3))
    marks.append(plot.line("chance", CURVE))
    ends = [(float(rows[-1]["chance"]), "mean, 95 % band")]
    if "tenth" in rows[0]:
        ends.append((0.96, "8 in 10 campaigns"))
    return plot.chart(title, [*marks, *plot.names(ends)], percent=True)


def share_chart(rows: Sequence[Row], *, title: str) -> Markup:
    """Return the hinge share per day of each step, with band, and what an ordinary campaign settles.

    ``rows``: since, day, date, share, band_low, band_high, null; a step of several
    days is shown by its mean day, so that heights can be compared.
    """
    last = max(int(row["day"]) for row in rows)
    highest = max(float(row["share"]) / _days(row) for row in rows)
    bands = sorted(float(row["band_high"]) / _days(row) for row in rows)
    usual = bands[(9 * (len(bands) - 1)) // 10]  # a few bands may leave the picture
    plot = _Plot(rows, last, round_up(max(1.1 * highest, usual, 0.01)))
    bars, null = [], []
    for row in rows:
        wide = _days(row)
        left, right = plot.x(int(row["since"])), plot.x(int(row["day"]))
        height = max(0.0, float(row["share"]) / wide)
        y, foot = plot.y(height), plot.y(0.0)
        words = f"{row['date']}: {100 * height:.1f} of 100 parts a day"
        bars.append(
            tag(
                "rect",
                tag("title", words),
                x=left + 0.5,
                y=y,
                width=max(right - left - 1.0, 0.5),
                height=foot - y,
                fill=BARS,
                fill_opacity=0.75,
            )
        )
        middle = (left + right) / 2.0
        low, top = (max(0.0, float(row[f"band_{end}"]) / wide) for end in ("low", "high"))
        bars.append(
            tag(
                "path",
                d=f"M{number(middle)},{number(plot.y(low))}V{number(plot.y(top))}",
                stroke=INK,
                stroke_width=0.7,
            )
        )
        level = number(plot.y(max(0.0, float(row["null"]) / wide)))
        null.append(f"M{number(left)},{level}H{number(right)}")
    null_line = tag("path", d="".join(null), stroke=CURVE, stroke_width=2.0, fill="none")
    marks = [*bars, null_line]
    ends = [
        (float(rows[-1]["null"]) / _days(rows[-1]), "an ordinary campaign"),
        (plot.top * 0.94, "bars: settled a day"),
        (plot.top * 0.86, "lines: 95 % band"),
    ]
    return plot.chart(title, [*marks, *plot.names(ends)], percent=True)


def _days(row: Row) -> int:
    """Return how many days a step has."""
    return max(1, int(row["day"]) - int(row["since"]))


class _Plot:
    """Where days and values stand in a picture."""

    def __init__(self, rows: Sequence[Row], last: int, top: float) -> None:
        """Take the rows, the last day and the end of the axis of values."""
        self.rows, self.last, self.top = rows, max(last, 1), top
        first = rows[0]
        self.start = dt.date.fromisoformat(str(first["date"])) - dt.timedelta(
            days=int(first["day"])
        )

    def x(self, day: float) -> float:
        """Return the x of a day."""
        return LEFT + (WIDTH - LEFT - RIGHT) * day / self.last

    def y(self, value: float) -> float:
        """Return the y of a value."""
        part = min(max(value / self.top, 0.0), 1.0)
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part

    def points(self, field: str) -> list[str]:
        """Return the points of a field, one a row."""
        return [
            f"{number(self.x(int(row['day'])))},{number(self.y(float(row[field])))}"
            for row in self.rows
        ]

    def line(self, field: str, colour: str) -> Markup:
        """Return a line through a field."""
        path = "M" + "L".join(self.points(field))
        return tag("path", d=path, stroke=colour, stroke_width=2.2, fill="none")

    def area(self, low: str, high: str, colour: str, opacity: float) -> Markup:
        """Return the area between two fields."""
        path = "M" + "L".join([*self.points(high), *reversed(self.points(low))]) + "Z"
        return tag("path", d=path, fill=colour, fill_opacity=opacity)

    def names(self, ends: Sequence[tuple[float, str]]) -> list[Markup]:
        """Return names beside the last day."""
        return [
            tag("text", name, x=WIDTH - RIGHT + 6, y=self.y(value) + 4, font_size=10.5, fill=INK)
            for value, name in ends
        ]

    def chart(self, title: str, marks: Sequence[Markup], *, percent: bool) -> Markup:
        """Return the chart with its axes around the marks."""
        return tag(
            "svg",
            tag("title", title),
            tag("g", *self._values(percent=percent), font_size=11.0, fill=GREY),
            *marks,
            tag("g", *self._dates(), font_size=11.0, fill=GREY),
            viewBox=f"0 0 {number(WIDTH)} {number(HEIGHT)}",
            role="img",
            aria_label=title,
            font_family="system-ui, sans-serif",
        )

    def _values(self, *, percent: bool) -> list[Markup]:
        """Return grid lines and numbers."""
        parts = []
        for step in range(STEPS + 1):
            value = self.top * step / STEPS
            y = self.y(value)
            path = f"M{number(LEFT)},{number(y)}H{number(WIDTH - RIGHT)}"
            parts.append(tag("path", d=path, stroke=HAIRLINE))
            words = f"{100 * value:.3g}" if percent else short_number(value)
            parts.append(tag("text", words, x=LEFT - 6, y=y + 4, text_anchor="end"))
        return parts

    def _dates(self) -> list[Markup]:
        """Return a tick and a name for day 0 and for the first day of each month."""
        parts, last_x = [], -APART
        for day in range(self.last + 1):
            date = self.start + dt.timedelta(days=day)
            if day and date.day != 1:
                continue
            x = self.x(day)
            foot = number(HEIGHT - BOTTOM)
            parts.append(tag("path", d=f"M{number(x)},{foot}v4", stroke=GREY, fill="none"))
            if x - last_x >= APART:
                words = f"{date.day} {MONTHS[date.month - 1][:3]}"
                foot_y = HEIGHT - BOTTOM + 17
                parts.append(tag("text", words, x=x, y=foot_y, text_anchor="middle"))
                last_x = x
        return parts
