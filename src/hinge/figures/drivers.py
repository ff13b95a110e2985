"""Drivers: how often something holds where one assumption is low, and where it is high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from hinge.figures.days import at, one_row
from hinge.figures.figure import Figure, Table
from hinge.figures.palette import GREY, HAIRLINE, INK, PAPER
from hinge.figures.theme import figure, haloed

STEP = 74
"""Height of one driver, in pixels: two lines of its name, its values, its bar."""

NAME, VALUES, BAR = 1, 18, 26
"""Pixels from the middle of a driver's row down to the foot of its name and of its values, and to its bar."""

LINE, LETTER = 15, 6.6
"""Pixels from line to line, and of an average letter."""

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
    return figure(key, title, subtitle, table, _layers(overall), height=alt.Step(STEP))


def _layers(overall: float | None) -> list[alt.Chart]:
    """Return the marks: two lines of words over a bar between two points, for every driver."""
    base = alt.Chart()
    y = alt.Y("rank:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
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
    return [*layers, *_words(base.encode(y=y, x=alt.value(0)))]


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


def _words(base: alt.Chart) -> list[alt.Chart]:
    """Return the name of each assumption, in as many lines as the width asks for, over both values."""
    room = f"(.{{1,' + floor(width / {LETTER}) + '}})( |$)"
    name = f"split(trim(replace(datum.driver, regexp('{room}', 'g'), '$1\\n')), '\\n')"
    values = (
        "'○ at ' + datum.low + ', ' + format(datum.share_low, '.0f') + ' of 100;  ● at '"
        " + datum.high + ', ' + format(datum.share_high, '.0f')"
    )
    found = []
    for words, below, weight, colour in (
        (name, NAME, 600, INK),
        (values, VALUES, 400, GREY),
    ):
        found += haloed(
            base,
            colour,
            align="left",
            baseline="bottom",
            yOffset=below,
            lineHeight=LINE,
            text=alt.ExprRef(words),
            fontWeight=weight,
        )
    return found
