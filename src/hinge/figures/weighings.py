"""Options under named weightings of the goals: how often each is best, as a grid of numbers with shades."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from hinge.figures.figure import Figure, Table
from hinge.figures.palette import HAIRLINE, INK, PAPER
from hinge.figures.theme import figure

ROW = 30
"""Height of a row of the grid, in pixels."""

HEADS = ("weighting of the goals", "option", "best in, of 100 draws and beliefs")
DEEP = "#4d2f4c"
"""The shade of 100 of 100; 0 is the ground."""

DARK = 55
"""From so many of 100 on words stand in the colour of the ground."""


def weighings(
    key: str,
    title: str,
    names: Sequence[str],
    options: Sequence[str],
    best: Sequence[Sequence[float]],
) -> Figure:
    """Return the grid: ``best`` (weightings, options), shares from 0 to 1, ``names`` of the weightings."""
    rows = tuple(
        (name, option, 100.0 * share)
        for name, shares in zip(names, best, strict=True)
        for option, share in zip(options, shares, strict=True)
    )
    table = Table(("weighting", "option", "best"), rows, HEADS)
    base = alt.Chart().encode(
        x=alt.X(
            "option:N",
            sort=list(options),
            axis=alt.Axis(
                orient="top",
                labelAngle=0,
                labelLimit=150,
                labelExpr=_LINES,
                labelLineHeight=14,
                domain=False,
            ),
        ),
        y=alt.Y("weighting:N", sort=list(names), axis=alt.Axis(labelLimit=230, labelColor=INK)),
    )
    shade = alt.Color("best:Q", scale=alt.Scale(domain=[0, 100], range=[PAPER, DEEP]))
    words = alt.condition(f"datum.best >= {DARK}", alt.value(PAPER), alt.value(INK))
    layers = [
        base.mark_rect(stroke=HAIRLINE, strokeWidth=1).encode(color=shade),
        base.mark_text(fontSize=13).encode(text=alt.Text("best:Q", format=".0f"), color=words),
    ]
    subtitle = "of 100 parameter draws and beliefs, in how many each option is best; a row is one weighting"
    return figure(key, title, subtitle, table, layers, height=alt.Step(ROW))


_LINES = r"split(replace(datum.label, regexp('(.{1,18})( |$)', 'g'), '$1\n'), '\n')"
"""The name of an option, in lines of at most 18 letters."""
