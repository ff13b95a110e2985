"""The frame in which a result shows itself in a notebook, and small tables inside it.

Style stands on the elements themselves, paper and ink included, so that a card
reads the same on a dark page and touches nothing else on it. No script, no request.
"""

from __future__ import annotations

from collections.abc import Sequence

from hinge.analysis.course import Course
from hinge.figures.harm import Harm, civilians_killed, displaced
from hinge.figures.markup import Markup, join, tag
from hinge.figures.palette import GREY, HAIRLINE, INK, PAPER
from hinge.scenario.scenario import Scenario

SANS = "system-ui,-apple-system,'Segoe UI',Roboto,'Liberation Sans',Arial,sans-serif"
SERIF = "Georgia,'Liberation Serif','DejaVu Serif',serif"
FRAME = (
    f"font:14px/1.45 {SANS};color:{INK};background:{PAPER};padding:14px 18px 12px;"
    "max-width:880px;box-sizing:border-box"
)
TITLE = f"font:600 18px/1.3 {SERIF};margin:0 0 2px;color:{INK}"
NOTE = f"font-size:12.5px;color:{GREY};margin:2px 0 8px"
CELL = f"padding:4px 12px 4px 0;text-align:left;vertical-align:top;border-top:1px solid {HAIRLINE};color:{INK};background:none"
HEAD = f"padding:4px 12px 4px 0;text-align:left;font-weight:400;font-size:12.5px;color:{GREY};background:none"
NUMBER = ";text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums"
SHARES = (
    "Shares of simulated campaigns under stated assumptions; they are not probabilities of history."
)


def card(title: str, *parts: str, note: str = "") -> Markup:
    """Return a result under its title, with a note below it; either may be empty."""
    head = [tag("p", title, style=TITLE)] if title else []
    return tag("div", *head, small(note) if note else "", *parts, style=FRAME)


def small(text: str) -> Markup:
    """Return a line of small grey words."""
    return tag("p", text, style=NOTE)


def plain_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Sequence[int] = ()
) -> Markup:
    """Return a table; ``numbers``: columns that stand to the right. Cells are text or markup."""
    head = tag(
        "tr", *(tag("th", words, style=_style(HEAD, at, numbers)) for at, words in enumerate(heads))
    )
    body = [
        tag(
            "tr", *(tag("td", cell, style=_style(CELL, at, numbers)) for at, cell in enumerate(row))
        )
        for row in rows
    ]
    return tag(
        "table",
        tag("thead", head),
        tag("tbody", *body),
        style="border-collapse:collapse;border:none;margin:6px 0;font-size:13.5px",
    )


def _style(style: str, at: int, numbers: Sequence[int]) -> str:
    """Return the style of a cell."""
    return style + NUMBER if at in numbers else style


def bold(text: str) -> Markup:
    """Return words that stand out."""
    return tag("strong", text)


def grey(text: str) -> Markup:
    """Return words that stand back."""
    return tag("span", text, style=f"color:{GREY}")


def strip(low: float, share: float, high: float) -> Markup:
    """Return a line from 0 to 100 with the interval and a dot at the share, all from 0 to 1."""
    width = 160.0

    def at(part: float) -> float:
        return 5.0 + width * min(max(part, 0.0), 1.0)

    return tag(
        "svg",
        tag("path", d=f"M5,8H{5 + width:.0f}", stroke=HAIRLINE, stroke_width=2.0),
        tag(
            "path",
            d="".join(f"M{at(edge):.0f},4v8" for edge in (0.0, 0.5, 1.0)),
            stroke=GREY,
            stroke_width=0.6,
        ),
        tag("path", d=f"M{at(low):.1f},8H{at(high):.1f}", stroke=GREY, stroke_width=4.0),
        tag("circle", cx=at(share), cy=8.0, r=4.5, fill=INK),
        width=width + 10,
        height=16.0,
        viewBox=f"0 0 {width + 10:.0f} 16",
        role="img",
        aria_label=f"{100 * share:.0f} of 100, interval {100 * low:.0f} to {100 * high:.0f}",
    )


def civilians(course: Course, scenario: Scenario) -> Markup:
    """Return what a run says of harm to civilians: killed in all, by each author, and displaced."""
    rows = civilians_killed(course, [side.id for side in scenario.head.sides])
    names = {side.id: side.name for side in scenario.head.sides}
    by = [
        f"{names.get(row.author, 'nobody in particular')} {row.median:,.0f}"
        for row in rows[1:]
        if not row.cause and row.high > 0
    ]
    words = f"killed {_range(rows[0])}; of these, by {', '.join(by)}" if by else "none killed"
    return tag(
        "p",
        bold("Civilians"),
        f", all sides: {words}; displaced on the last day {_range(displaced(course))}. "
        "Medians; in brackets where 90 of 100 runs lie.",
        style=f"{NOTE};color:{INK}",
    )


def _range(row: Harm) -> str:
    """Return a median with the range of 90 of 100 runs."""
    return f"{row.median:,.0f} ({row.low:,.0f} to {row.high:,.0f})"


def lines(*texts: str) -> Markup:
    """Return texts one below the other."""
    return join(*(join(tag("br") if at else "", text) for at, text in enumerate(texts)))
