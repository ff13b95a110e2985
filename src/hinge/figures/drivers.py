"""Drivers: how often something holds where one assumption is low, and where it is high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from hinge.figures.days import at, one_row
from hinge.figures.figure import Figure, Table
from hinge.figures.palette import GREY, HAIRLINE, INK, PAPER
from hinge.figures.rows import BAR, STEP, row, row_words
from hinge.figures.theme import figure

SUBTITLE = (
    "of 100 runs, how many hold in the quarter of draws with the lowest (○) and with the highest (●) "
    "value of the assumption; widest first"
)


@dataclass(frozen=True)
class Driver:
    """One assumption and what goes with it.

    ``name`` in words; ``low`` and ``high``: the two values named, in words with their
    unit; ``share_low``, ``share_high``: shares from 0 to 1 that hold there; ``claim``: id of
    the claim concerned, empty where the chart is of one claim.
    """

    name: str
    low: str
    high: str
    share_low: float
    share_high: float
    claim: str = ""


COLUMNS = ("driver", "rank", "low", "high", "share_low", "share_high")
HEADS = (
    "assumption",
    "rank",
    "low value",
    "high value",
    "holds where low (of 100 runs)",
    "holds where high (of 100 runs)",
)


def ranked(drivers: Sequence[Driver]) -> list[Driver]:
    """Return drivers by how far apart the two shares are, widest first; equal ones in their order."""
    return sorted(drivers, key=lambda one: -abs(one.share_high - one.share_low))


def drivers(
    key: str,
    title: str,
    found: Sequence[Driver],
    *,
    subtitle: str = SUBTITLE,
    overall: float | None = None,
) -> Figure:
    """Return bars from the share at the low value to the share at the high one, both values named.

    ``overall``: the share over all runs, marked by a line. ValueError for no driver at all.
    """
    if not found:
        raise ValueError("a chart of drivers needs at least one")
    rows = tuple(
        (
            f"{one.claim} · {one.name}" if one.claim else one.name,
            rank,
            one.low,
            one.high,
            100.0 * one.share_low,
            100.0 * one.share_high,
        )
        for rank, one in enumerate(ranked(found))
    )
    table = Table(COLUMNS, rows, HEADS)
    return figure(key, title, subtitle, table, _layers(overall), height=STEP * len(rows))


def _layers(overall: float | None) -> list[alt.Chart]:
    """Return the marks: two lines of words over a bar between two points, for every driver."""
    base = alt.Chart()
    y = row()
    x = alt.X(
        "share_low:Q",
        scale=alt.Scale(domain=[0, 100], nice=False),
        axis=alt.Axis(values=[0, 25, 50, 75, 100], grid=True, domain=False),
    )
    layers = [
        base.mark_rule(strokeWidth=6, color=HAIRLINE, yOffset=BAR).encode(
            y=y, x=x, x2="share_high:Q"
        ),
        *_everywhere(overall),
    ]
    for field, fill in (("low", PAPER), ("high", INK)):
        layers.append(
            base.mark_point(
                shape="circle",
                size=72,
                fill=fill,
                stroke=INK,
                strokeWidth=1.5,
                opacity=1,
                yOffset=BAR,
            ).encode(y=y, x=alt.X(f"share_{field}:Q"))
        )
    values = (
        "'○ at ' + datum.low + ', ' + format(datum.share_low, '.0f') + ' of 100;  ● at '"
        " + datum.high + ', ' + format(datum.share_high, '.0f')"
    )
    return [*layers, *row_words("driver", values)]


def _everywhere(overall: float | None) -> list[alt.Chart]:
    """Return the share of all runs, as a line with its number."""
    if overall is None:
        return []
    share = 100.0 * overall
    place = at(f"scale('x', {share:.6g})")
    chart = alt.Chart(one_row())
    text = chart.mark_text(
        text=f"all runs: {share:.0f}",
        color=GREY,
        align="right" if overall > 0.7 else "left",
        baseline="bottom",
    )
    return [
        chart.mark_rule(color=GREY, strokeDash=[2, 2], aria=False).encode(x=place),
        text.encode(x=place, y=alt.value(-3)),
    ]
