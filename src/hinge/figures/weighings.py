"""Options under named weightings of the goals: how often each is best, as a grid of numbers with shades."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from hinge.figures.figure import Figure, Table
from hinge.figures.palette import HAIRLINE, INK, PAPER
from hinge.figures.theme import figure, js

ROW = 54
"""Height of a row of the grid, in pixels: the name of a weighting over its cells."""

GAP = 0.46
"""Part of a row that the name takes up."""

HEAD = 40
"""Room above the grid for the names of the options, in pixels: three lines."""

LETTER = 6.2
"""Pixels of an average letter of such a name."""

NAME = 26
"""Pixels from the middle of a row up to the middle of its name."""

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
    y = alt.Y("weighting:N", sort=list(names), axis=None, scale=_gaps())
    base = alt.Chart().encode(
        x=alt.X("option:N", sort=list(options), axis=_heads(len(options))),
        y=y,
    )
    shade = alt.Color("best:Q", scale=alt.Scale(domain=[0, 100], range=[PAPER, DEEP]))
    words = alt.condition(f"datum.best >= {DARK}", alt.value(PAPER), alt.value(INK))
    named = alt.Chart().transform_filter(f"datum.option === {js(options[0])}")
    layers = [
        base.mark_rect(stroke=HAIRLINE, strokeWidth=1).encode(color=shade),
        base.mark_text(fontSize=13).encode(text=alt.Text("best:Q", format=".0f"), color=words),
        named.mark_text(
            align="left",
            baseline="middle",
            yOffset=-NAME,
            fontWeight=600,
            limit=alt.ExprRef("width"),
        ).encode(x=alt.value(0), y=y, text="weighting:N"),
    ]
    subtitle = "of 100 parameter draws and beliefs, in how many each option is best; a row is one weighting"
    return figure(key, title, subtitle, table, layers, height=alt.Step(ROW))


def _heads(options: int) -> alt.Axis:
    """Return the names of the options above their columns, in as many lines as their width asks for."""
    room = f"(.{{1,' + floor(width / {options} / {LETTER}) + '}})( |$)"
    return alt.Axis(
        orient="top",
        labelAngle=0,
        labelLimit=0,
        labelOverlap=False,
        labelBaseline="line-bottom",
        labelExpr=f"split(trim(replace(datum.label, regexp('{room}', 'g'), '$1\\n')), '\\n')",
        labelPadding=HEAD,
        labelLineHeight=14,
        labelFontSize=11,
        domain=False,
    )


def _gaps() -> alt.Scale:
    """Return the rows with room for the name of a weighting above each."""
    return alt.Scale(paddingInner=GAP, paddingOuter=GAP)
