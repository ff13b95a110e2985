"""Charts over time: a fan of many runs, and shares of siege states; plain SVG.

Every chart names its bands on the picture, starts its axis at 0 and says how
many runs it shows. Dates run along one axis, so charts can be read together.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.claims.names import MONTHS
from hinge.figures.markup import Markup, number, tag
from hinge.figures.palette import GREY, HAIRLINE, INK, SIEGE_COLOURS, SIEGE_STATES

WIDTH, HEIGHT = 440.0, 210.0
LEFT, RIGHT, TOP, BOTTOM = 46.0, 92.0, 12.0, 26.0
BANDS = ((0.05, 0.95, 0.18), (0.25, 0.75, 0.32))  # low and high quantile, opacity
TICKS = {
    1.0: 4,
    2.0: 4,
    2.5: 5,
    5.0: 5,
    10.0: 4,
}  # steps of an axis by the leading digits of its end

Floats = npt.NDArray[np.floating]


@dataclass(frozen=True)
class Plot:
    """Where days and values stand in the picture: ``days`` along x, 0 to ``top`` up y."""

    start: dt.date
    days: int
    top: float

    def x(self, day: float) -> float:
        """Return the x of a day."""
        return LEFT + (WIDTH - LEFT - RIGHT) * day / max(self.days, 1)

    def y(self, value: float) -> float:
        """Return the y of a value."""
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(value / self.top, 1.0)

    def line(self, values: Floats) -> str:
        """Return points of a line, one a day."""
        return "L".join(f"{self.x(d):.1f},{self.y(float(v)):.1f}" for d, v in enumerate(values))


def fan(
    values: Floats, start: dt.date, *, title: str, colour: str, top: float | None = None
) -> Markup:
    """Return the fan of a series (R, days): median, and the bands that hold 50 and 90 of 100 runs."""
    quantiles = {q: np.quantile(values, q, axis=0) for q in (0.05, 0.25, 0.5, 0.75, 0.95)}
    plot = Plot(start, values.shape[1] - 1, top or round_up(float(quantiles[0.95].max())))
    bands = [
        tag(
            "path",
            d=f"M{plot.line(quantiles[high])}L{_back(plot, quantiles[low])}Z",
            fill=colour,
            fill_opacity=opacity,
        )
        for low, high, opacity in BANDS
    ]
    median = tag(
        "path", d=f"M{plot.line(quantiles[0.5])}", stroke=colour, stroke_width=2.2, fill="none"
    )
    ends = [
        (float(quantiles[0.95][-1]), "90 of 100 runs"),
        (float(quantiles[0.75][-1]), "50 of 100 runs"),
        (float(quantiles[0.5][-1]), "median"),
    ]
    return _chart(plot, title, [*bands, median, *_names_at_the_end(plot, ends)])


def siege_shares(states: npt.NDArray[np.integer], start: dt.date, *, title: str) -> Markup:
    """Return the share of runs in each siege state by day, stacked, from states (R, days)."""
    share = np.stack([(states == code).mean(axis=0) for code in range(len(SIEGE_STATES))])
    edges = np.vstack([np.zeros(share.shape[1]), np.cumsum(share, axis=0)])
    plot = Plot(start, states.shape[1] - 1, 1.0)
    layers = [
        tag(
            "path",
            tag("title", f"{name}: {100 * share[code, -1]:.0f} of 100 runs on the last day"),
            d=f"M{plot.line(edges[code + 1])}L{_back(plot, edges[code])}Z",
            fill=colour,
        )
        for code, (name, colour) in enumerate(zip(SIEGE_STATES, SIEGE_COLOURS, strict=True))
    ]
    ends = [
        (float(edges[code, -1] + edges[code + 1, -1]) / 2, name)
        for code, name in enumerate(SIEGE_STATES)
        if share[code, -1] >= 0.04
    ]
    return _chart(plot, title, [*layers, *_names_at_the_end(plot, ends)], percent=True)


def round_up(value: float) -> float:
    """Return the next round number at or above a value; 1 for nothing.

    >>> round_up(0), round_up(7.3), round_up(120)
    (1.0, 10.0, 200.0)
    """
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(lead * power for lead in TICKS if lead * power >= value)


def short_number(value: float) -> str:
    """Return a number as an axis shows it.

    >>> short_number(1500), short_number(0.25), short_number(2e6)
    ('1,500', '0.25', '2 m')
    """
    if value >= 1e6:
        return f"{value / 1e6:g} m"
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:g}"


def _chart(plot: Plot, title: str, marks: Sequence[Markup], *, percent: bool = False) -> Markup:
    """Return a chart with its axes around the marks."""
    return tag(
        "svg",
        tag("title", title),
        tag("g", *_value_axis(plot, percent=percent), font_size=11.0, fill=GREY),
        *marks,
        tag("g", *_date_axis(plot), font_size=11.0, fill=GREY),
        viewBox=f"0 0 {number(WIDTH)} {number(HEIGHT)}",
        role="img",
        aria_label=title,
        font_family="system-ui, sans-serif",
    )


def _value_axis(plot: Plot, *, percent: bool) -> list[Markup]:
    """Return grid lines and numbers."""
    parts = []
    lead = plot.top / 10.0 ** math.floor(math.log10(plot.top))
    steps = TICKS.get(round(lead, 6), 4)
    for step in range(steps + 1):
        value = plot.top * step / steps
        y = plot.y(value)
        parts.append(
            tag("path", d=f"M{number(LEFT)},{number(y)}H{number(WIDTH - RIGHT)}", stroke=HAIRLINE)
        )
        words = f"{100 * value:.0f}" if percent else short_number(value)
        parts.append(tag("text", words, x=LEFT - 6, y=y + 4, text_anchor="end"))
    return parts


def _date_axis(plot: Plot) -> list[Markup]:
    """Return a tick and a name for the first day of each month, and for day 0."""
    parts = []
    last_x = -math.inf
    for day in range(plot.days + 1):
        date = plot.start + dt.timedelta(days=day)
        if day and date.day != 1:
            continue
        x = plot.x(day)
        parts.append(
            tag("path", d=f"M{number(x)},{number(HEIGHT - BOTTOM)}v4", stroke=GREY, fill="none")
        )
        if x - last_x >= 44 and WIDTH - RIGHT - x >= 10:
            parts.append(
                tag(
                    "text",
                    f"{date.day} {MONTHS[date.month - 1][:3]}",
                    x=x,
                    y=HEIGHT - BOTTOM + 16,
                    text_anchor="middle",
                )
            )
            last_x = x
    return parts


def _names_at_the_end(plot: Plot, ends: Sequence[tuple[float, str]]) -> list[Markup]:
    """Return names beside the last day, moved apart where they would touch."""
    placed: list[tuple[float, str]] = []
    floor = HEIGHT - BOTTOM + 2
    for value, name in sorted(ends, key=lambda end: end[0]):
        y = min(plot.y(value) + 4, floor)
        placed.append((y, name))
        floor = y - 12
    lift = max(0.0, 10 - min((y for y, _ in placed), default=10.0))
    return [
        tag("text", name, x=WIDTH - RIGHT + 5, y=y + lift, font_size=10.5, fill=INK)
        for y, name in placed
    ]


def _back(plot: Plot, values: Floats) -> str:
    """Return the points of a line from its last day to its first."""
    return "L".join(
        f"{plot.x(d):.1f},{plot.y(float(v)):.1f}" for d, v in reversed(list(enumerate(values)))
    )
