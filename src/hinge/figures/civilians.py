"""Civilian harm: by author and cause with the range of the runs, and totals as fifty dots.

Harm of every side stands in the same picture, on one axis, in the colour of its author.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import numpy as np
import numpy.typing as npt

from hinge.claims.names import CAUSES, UNATTRIBUTED
from hinge.figures.days import at
from hinge.figures.figure import Cell, Figure, Table
from hinge.figures.harm import Harm
from hinge.figures.palette import GREY, INK, PAPER, side_colours
from hinge.figures.rows import BAR, STEP_SHORT, row, row_words
from hinge.figures.theme import figure

Floats = npt.NDArray[np.floating]

DOTS = 50
"""Dots of a total, each of them 2 runs in 100."""

UNCLAIMED = "#a29d92"
"""Colour of harm that is charged to nobody in particular."""

COLUMNS_OF_DOTS = 36
"""Dots side by side along the whole axis."""

RANGE = "point: median of the runs; line: where 90 of 100 runs lie"
HARM_HEADS = (
    "who and what",
    "author",
    "cause",
    "rank",
    "5 of 100 below",
    "median",
    "5 of 100 above",
)
DOT_HEADS = ("value", "place on the axis", "place in its stack", "median of all runs")


def author_name(author: str, sides: Mapping[str, str]) -> str:
    """Return who is charged with harm, in words; ``sides``: names by id."""
    if author == UNATTRIBUTED:
        return "Nobody in particular"
    return sides.get(author, "All sides")


def harm_table(rows: Sequence[Harm], sides: Mapping[str, str]) -> Table:
    """Return the table of harm: each author's total, then that author's causes, largest first.

    An author of a single cause has one row, which names it.
    """
    placed: list[tuple[str, Harm]] = []
    for total in [one for one in rows if not one.cause]:
        causes = [one for one in rows if one.cause and one.author == total.author]
        who = author_name(total.author, sides)
        if len(causes) == 1:
            placed.append((f"{who}: {CAUSES[causes[0].cause]} alone", causes[0]))
            continue
        placed.append((f"{who}, all causes", total))
        placed += [
            (f"{who}: {CAUSES[one.cause]}", one)
            for one in sorted(causes, key=lambda one: -one.median)
        ]
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (words, one.author, one.cause, rank, one.low, one.median, one.high)
        for rank, (words, one) in enumerate(placed)
    )
    return Table(("row", "author", "cause", "rank", "low", "median", "high"), cells, HARM_HEADS)


def harm_by_author(
    key: str,
    title: str,
    rows: Sequence[Harm],
    sides: Mapping[str, str],
    *,
    unit: str = "persons killed",
) -> Figure:
    """Return a point and a line for each author and cause, in the colour of its author.

    ``rows``: as ``civilians_killed`` gives them; ``sides``: names by id, in file order.
    ValueError for no row at all.
    """
    table = harm_table([one for one in rows if one.high > 0 or not one.author], sides)
    if not table.rows:
        raise ValueError("a chart of harm needs at least one row")
    colours = side_colours(list(sides))
    base = alt.Chart().encode(y=row())
    chosen = alt.Color(
        "author:N",
        scale=alt.Scale(
            domain=[*colours, UNATTRIBUTED, ""], range=[*colours.values(), UNCLAIMED, INK]
        ),
    )
    x = alt.X(
        "low:Q",
        scale=alt.Scale(zero=True, nice=True),
        axis=alt.Axis(grid=True, domain=False, tickCount=5, format=",~f"),
    )
    values = (
        "format(datum.median, ',.0f') + ' (' + format(datum.low, ',.0f') + ' to '"
        " + format(datum.high, ',.0f') + ')'"
    )
    layers = [
        base.mark_rule(strokeWidth=5, opacity=0.45, yOffset=BAR).encode(
            x=x, x2="high:Q", color=chosen
        ),
        base.mark_point(
            filled=True, size=88, opacity=1, stroke=PAPER, strokeWidth=1.4, yOffset=BAR
        ).encode(x="median:Q", color=chosen),
        *row_words("row", values),
    ]
    return figure(
        key, title, f"{unit}; {RANGE}", table, layers, height=STEP_SHORT * len(table.rows)
    )


def dot_rows(values: Floats) -> list[dict[str, Cell]]:
    """Return the rows of fifty dots, each 2 runs in 100, from the last values (R,) of the runs."""
    return dot_table(values).records()


def dot_table(values: Floats) -> Table:
    """Return the table of dots: quantiles in the middle of each fiftieth, stacked where they would touch."""
    quantiles = np.quantile(values, (np.arange(DOTS) + 0.5) / DOTS)
    wide = max(float(quantiles[-1]), 1e-9) / (COLUMNS_OF_DOTS - 1)
    place = np.floor(quantiles / wide + 0.5)
    seen: dict[float, int] = {}
    half = float(np.median(values))
    rows: list[tuple[Cell, ...]] = []
    for value, column in zip(quantiles, place, strict=True):
        stack = seen.get(float(column), 0)
        seen[float(column)] = stack + 1
        rows.append((float(value), float(column * wide), stack, half))
    return Table(("value", "place", "stack", "half"), tuple(rows), DOT_HEADS)


def quantile_dots(key: str, title: str, unit: str, values: Floats, *, height: int = 150) -> Figure:
    """Return a total as fifty dots, each of them 2 runs in 100, from the last values (R,) of the runs."""
    table = dot_table(values)
    x = alt.X(
        "place:Q",
        scale=alt.Scale(zero=True, nice=True),
        axis=alt.Axis(tickCount=5, format=",~f", ticks=True, tickSize=5),
    )
    dot = f"min((scale('x', datum.most) - scale('x', 0)) / {COLUMNS_OF_DOTS - 1}, height / (datum.tall + 2))"
    dots = alt.Chart().transform_joinaggregate(most="max(place)", tall="max(stack)")
    found = dots.mark_circle(
        size=alt.ExprRef(f"pow(0.94 * {dot}, 2)"),
        color=alt.ExprRef(f"datum.value <= datum.half ? '{GREY}' : '{INK}'"),
        opacity=1,
    ).encode(x=x, y=at(f"height - (datum.stack + 0.55) * {dot}"))
    middle = alt.Chart().transform_aggregate(half="max(half)")
    left = "scale('x', datum.half) > width * 0.55"
    line = middle.mark_rule(strokeWidth=1, color=INK).encode(
        x=at("scale('x', datum.half)"), y=alt.value(0), y2=at("height")
    )
    words = middle.encode(x=at(f"scale('x', datum.half) + ({left} ? -6 : 6)"), y=alt.value(5))
    name = words.mark_text(
        align=alt.ExprRef(f"{left} ? 'right' : 'left'"),
        baseline="middle",
        fontWeight=600,
        text=alt.ExprRef("'half of the runs below ' + format(datum.half, ',.0f')"),
    )
    return figure(
        key,
        title,
        f"{unit}; each dot is 2 of 100 runs",
        table,
        [found, line, name],
        height=height,
    )
