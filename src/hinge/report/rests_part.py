"""The assumptions that move a reading, each as a bar that names both values."""

from __future__ import annotations

from hinge.figures.markup import Markup, number, tag
from hinge.report.content import Verdict
from hinge.report.marks import MARGIN, span


def hinge_bars(hinges: list[Verdict]) -> Markup:
    """Return the hinges of a reading as bars from the share where each is low to that where it is high."""
    if not hinges:
        return Markup()
    return tag("dl", *(_hinge(hinge) for hinge in hinges), class_="drivers")


def _hinge(hinge: Verdict) -> Markup:
    """Return one hinge: name, bar, and in words how often the claim holds at its ends."""
    low, high, middle = hinge["lowest"], hinge["highest"], hinge["middle"]
    words = (
        f"lowest quarter {100 * low['value']:.0f} ({span(low['low'], low['high'])}), "
        f"highest quarter {100 * high['value']:.0f} ({span(high['low'], high['high'])}) of 100"
    )
    if hinge["holds_where"] not in ("high", "low") and middle:
        words += f"; between {100 * middle['value']:.0f}"
    return tag(
        "div",
        tag("dt", hinge["name"]),
        tag("dd", bar(low["value"], high["value"]), tag("span", words, class_="numbers")),
    )


def bar(low: float, high: float) -> Markup:
    """Return a line from 0 to 100 with a bar between two shares: a ring where it is low, a dot where high."""

    def at(share: float) -> float:
        return MARGIN + 100.0 * share

    return tag(
        "svg",
        tag("path", d=f"M{number(MARGIN)},6H{number(100.0 + MARGIN)}", class_="axis"),
        tag("path", d=f"M{number(at(low))},6H{number(at(high))}", class_="span"),
        tag("circle", cx=at(low), cy=6.0, r=3.0, class_="ring"),
        tag("circle", cx=at(high), cy=6.0, r=3.2),
        class_="strip",
        viewBox=f"0 0 {number(100.0 + 2.0 * MARGIN)} 12",
        aria_hidden="true",
    )
