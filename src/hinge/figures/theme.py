"""The house theme: one look for every chart, on paper as on screen.

Off-white ground, serif titles, sans figures of the reader's own system, a light
grid, axes from 0, the unit in the subtitle, names beside the marks in place of
legends. A chart carries its theme with it; nothing of Altair is changed for
anyone else. Lightness alone tells marks apart, so a page printed in greys reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from hinge.figures.figure import Cell, Figure, Table
from hinge.figures.palette import GREY, HAIRLINE, INK, PAPER

ROWS = "rows"
"""Name of the dataset of every chart: the rows of its table."""

DAY = "day"
"""Name of the parameter that moves the day cursor: days since the first day of the chart, -1 for none."""

WIDTH, HEIGHT = 600, 240
"""Size of the plot where nothing else says how wide it is; a page stretches it to its column."""

SERIF = 'Georgia, "Iowan Old Style", "Liberation Serif", "DejaVu Serif", serif'
SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif'
SMALL = 12
"""Size of the words in a chart, in pixels."""

CONFIG: dict[str, Any] = {
    "background": PAPER,
    "font": SANS,
    "padding": {"left": 4, "right": 8, "top": 6, "bottom": 4},
    "view": {"stroke": None},
    "title": {
        "anchor": "start",
        "frame": "bounds",
        "font": SERIF,
        "fontSize": 18,
        "fontWeight": 600,
        "color": INK,
        "offset": 14,
        "subtitleFont": SANS,
        "subtitleFontSize": 13,
        "subtitleColor": GREY,
        "subtitlePadding": 5,
        "subtitleLineHeight": 17,
    },
    "axis": {
        "domain": False,
        "ticks": False,
        "gridColor": HAIRLINE,
        "gridWidth": 0.7,
        "labelColor": GREY,
        "labelFont": SANS,
        "labelFontSize": SMALL,
        "labelPadding": 6,
        "title": None,
    },
    "axisX": {"grid": False, "domain": True, "domainColor": INK, "domainWidth": 0.8},
    "axisXQuantitative": {"grid": False},
    "text": {"font": SANS, "fontSize": SMALL, "color": INK},
    "rule": {"color": INK},
    "legend": {"disable": True},
}


def figure(
    key: str,
    title: str,
    subtitle: str,
    table: Table,
    layers: Sequence[alt.Chart],
    *,
    height: int = HEIGHT,
    cursor: bool = False,
    about: Mapping[str, Any] | None = None,
    datasets: Mapping[str, Sequence[Mapping[str, Cell]]] | None = None,
) -> Figure:
    """Return a figure of layers over the dataset ``rows`` under the house theme.

    ``cursor``: the chart has a parameter ``day``; ``about``: what a page must know to
    drive it (``usermeta``); ``datasets``: further named ones; the rest as in ``Figure``.
    """
    data = {ROWS: table.records(), **{name: list(rows) for name, rows in (datasets or {}).items()}}
    chart = alt.layer(*layers, data=alt.NamedData(ROWS)).properties(
        width=WIDTH,
        height=height,
        title=alt.TitleParams(lines(title, 68), subtitle=lines(subtitle, 96)),
        datasets=data,
        config=CONFIG,
        usermeta=dict(about or {}),
    )
    if cursor:
        chart = chart.add_params(alt.param(name=DAY, value=-1))
    return Figure(
        id=key,
        title=title,
        subtitle=subtitle,
        table=table,
        chart=chart,
        datasets=tuple(data),
    )


def haloed(chart: alt.Chart, color: str = INK, **style: Any) -> list[alt.Chart]:
    """Return words of a chart with a rim in the colour of the ground under them."""
    rim: dict[str, Any] = {**style, "stroke": PAPER, "strokeWidth": 4, "strokeJoin": "round"}
    return [chart.mark_text(**rim, aria=False), chart.mark_text(**style, color=color)]


def lines(text: str, most: int) -> list[str]:
    """Return a text in lines of at most so many letters, broken between words.

    >>> lines("one two three", 8)
    ['one two', 'three']
    """
    found: list[str] = []
    for word in text.split(" "):
        if found and len(found[-1]) + 1 + len(word) <= most:
            found[-1] += " " + word
        else:
            found.append(word)
    return found


NARROW = 300
"""Plots narrower than this, in pixels, carry short names."""


def narrow(words: str, short: str) -> str:
    """Return the expression of a name, short where the plot is narrow."""
    return f"width < {NARROW} ? {js(short)} : {js(words)}"


def js(text: str) -> str:
    """Return a text as a literal of an expression of Vega."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ")
    return f"'{escaped}'"
