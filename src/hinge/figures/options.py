"""Options weighed: how often each is the best, for every stated weighting of the goals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from hinge.figures.days import at, one_row
from hinge.figures.figure import Cell, Figure, Table
from hinge.figures.palette import INK, NOBODY, PAPER, SIEGE_COLOURS
from hinge.figures.rows import LINE, row, wrapped
from hinge.figures.theme import figure, haloed, js

STEP = 66
"""Height of one weighting, in pixels: two lines of its name over its cells."""

HEAD = 6
"""Lines that the names of options may take."""

CELL = 24
"""Height of a cell, in pixels."""

SUBTITLE = (
    "of 100 draws of the assumptions and beliefs, in how many each option is the best; "
    "most in each row in bold"
)
COLUMNS = ("weighting", "rank", "option", "place", "best", "first", "largest")
HEADS = (
    "weighting of the goals",
    "rank",
    "option",
    "place",
    "best (of 100)",
    "whether most in its row",
    "largest regret (standard deviations)",
)


@dataclass(frozen=True)
class Weighting:
    """One weighting of the goals.

    ``name`` in words; ``best``: for each option, the share from 0 to 1 of draws in which
    it is the best; ``largest``: for each, its largest regret.
    """

    name: str
    best: tuple[float, ...]
    largest: tuple[float, ...]


def weighings(
    key: str,
    title: str,
    options: Sequence[str],
    found: Sequence[Weighting],
    *,
    subtitle: str = SUBTITLE,
) -> Figure:
    """Return a row of cells for each weighting, a cell for each option, the fuller the oftener it is best."""
    rows: list[tuple[Cell, ...]] = []
    for rank, one in enumerate(found):
        most = max(one.best)
        for place, option in enumerate(options):
            share, largest = one.best[place], one.largest[place]
            rows.append((one.name, rank, option, place, 100.0 * share, int(share == most), largest))
    table = Table(COLUMNS, tuple(rows), HEADS)
    return figure(
        key, title, subtitle, table, _layers(options), height=STEP * len(found) + LINE * HEAD
    )


def _layers(options: Sequence[str]) -> list[alt.Chart]:
    """Return the marks: names of options at the head, names of weightings over rows of cells."""
    count = len(options)
    wide = f"(width / {count})"
    base = alt.Chart()
    y = row().scale(range=[{"expr": f"{LINE * HEAD}"}, {"expr": "height"}])
    foot = alt.ExprRef("12")
    cells = base.mark_rect(
        stroke=PAPER, strokeWidth=2, yOffset=foot, height=CELL, aria=False
    ).encode(
        y=y,
        x=at(f"datum.place * {wide}"),
        x2=at(f"(datum.place + 1) * {wide}"),
        color=alt.Color(
            "best:Q",
            scale=alt.Scale(domain=[0, 100], range=[NOBODY, SIEGE_COLOURS[3]], interpolate="lab"),
        ),
        tooltip=[
            alt.Tooltip("option:N", title="option:"),
            alt.Tooltip("best:Q", title="best, of 100:", format=".0f"),
            alt.Tooltip("largest:Q", title="largest regret:", format=".2f"),
        ],
    )
    numbers = base.mark_text(
        yOffset=foot,
        baseline="middle",
        text=alt.ExprRef("format(datum.best, '.0f')"),
        color=alt.ExprRef(f"datum.best > 55 ? {js(PAPER)} : {js(INK)}"),
        fontWeight=alt.ExprRef("datum.first ? 700 : 400"),
    ).encode(y=y, x=at(f"(datum.place + 0.5) * {wide}"))
    names = base.transform_filter("datum.place === 0").encode(y=y, x=alt.value(0))
    name = wrapped("weighting")
    layers = [
        cells,
        numbers,
        *haloed(
            names,
            align="left",
            baseline="bottom",
            yOffset=alt.ExprRef(f"-4 - {LINE} * (length({name}) - 1)"),
            lineHeight=LINE,
            text=alt.ExprRef(name),
            fontWeight=600,
        ),
    ]
    for place, option in enumerate(options):
        room = f"(.{{1,' + max(6, floor({wide} / 6.6)) + '}})( |$)"
        words = f"split(trim(replace({js(option)}, regexp('{room}', 'g'), '$1\\n')), '\\n')"
        head = alt.Chart(one_row()).mark_text(
            align="left",
            baseline="bottom",
            lineHeight=LINE - 1,
            fontSize=11,
            text=alt.ExprRef(words),
        )
        up = f"{LINE * HEAD - 8} - {LINE - 1} * (length({words}) - 1)"
        layers.append(head.encode(x=at(f"{place} * {wide} + 1"), y=at(up)))
    return layers
