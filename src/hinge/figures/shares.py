"""Shares of runs on one line from 0 to 100, over the five steps into which verdicts fall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from hinge.figures.days import at
from hinge.figures.figure import Cell, Figure, Table
from hinge.figures.palette import GREY, INK, PAPER
from hinge.figures.rows import BAR, STEP, row, row_words
from hinge.figures.theme import figure

STEPS = (0.0, 10.5, 33.5, 66.5, 89.5, 100.0)
"""Where the five steps begin and end, of 100."""

WORDS = ("fails in nearly all", "fails in most", "hinges", "holds in most", "holds in nearly all")
SHADES = ("#efece4", "#f6f4ee", "#fbfaf6", "#f6f4ee", "#efece4")
SUBTITLE = "of 100 runs, in how many each claim holds; line: 95 % interval"
HEADS = ("claim", "rank", "holds (of 100)", "95 % interval, low", "95 % interval, high", "verdict")


@dataclass(frozen=True)
class Share:
    """A share of runs with its 95 % interval, all from 0 to 1; ``name`` of what holds; ``word`` of the verdict."""

    name: str
    share: float
    low: float
    high: float
    word: str


def shares(key: str, title: str, found: Sequence[Share], *, subtitle: str = SUBTITLE) -> Figure:
    """Return a point and its interval for each share, in the order given, over the shaded steps.

    ValueError for no share at all.
    """
    if not found:
        raise ValueError("a chart of shares needs at least one")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.name, rank, 100.0 * one.share, 100.0 * one.low, 100.0 * one.high, one.word)
        for rank, one in enumerate(found)
    )
    table = Table(("claim", "rank", "share", "low", "high", "word"), rows, HEADS)
    base = alt.Chart().encode(y=row())
    x = alt.X(
        "low:Q",
        scale=alt.Scale(domain=[0, 100], nice=False),
        axis=alt.Axis(values=[0, 25, 50, 75, 100], domain=False),
    )
    values = (
        "datum.word + ', ' + format(datum.share, '.0f') + ' (' + format(datum.low, '.0f')"
        " + ' to ' + format(datum.high, '.0f') + ')'"
    )
    layers = [
        *_steps(),
        base.mark_rule(strokeWidth=4, color=GREY, opacity=0.55, yOffset=BAR).encode(
            x=x, x2="high:Q"
        ),
        base.mark_point(
            filled=True, size=84, color=INK, opacity=1, stroke=PAPER, strokeWidth=1.4, yOffset=BAR
        ).encode(x="share:Q"),
        *row_words("claim", values),
    ]
    return figure(key, title, subtitle, table, layers, height=STEP * len(rows))


def _steps() -> list[alt.Chart]:
    """Return the five steps, shaded over the whole height, named at their head where there is room."""
    values = [
        {"from": low, "to": high, "word": word, "shade": shade}
        for low, high, word, shade in zip(STEPS, STEPS[1:], WORDS, SHADES, strict=False)
    ]
    chart = alt.Chart(alt.InlineData(values=values, name="steps"))
    room = "(scale('x', datum.to) - scale('x', datum.from))"
    return [
        chart.mark_rect(color=alt.ExprRef("datum.shade"), aria=False).encode(
            x=at("scale('x', datum.from)"),
            x2=at("scale('x', datum.to)"),
            y=alt.value(0),
            y2=at("height"),
        ),
        chart.mark_text(
            color=GREY,
            fontSize=11,
            baseline="bottom",
            text=alt.ExprRef(f"{room} > 6 * length(datum.word) ? datum.word : ''"),
        ).encode(x=at("(scale('x', datum.from) + scale('x', datum.to)) / 2"), y=alt.value(-4)),
    ]
