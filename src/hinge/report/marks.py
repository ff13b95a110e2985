"""How a share is shown in little room: circle, word, count of 100, and a strip from 0 to 100."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hinge.figures.markup import Markup, join, number, tag
from hinge.figures.recorded import EDGES, step_of

Share = Mapping[str, Any]

STEPS = (
    ("●", "holds in nearly all runs", "90 or more"),
    ("◕", "holds in most", "67 to 89"),
    ("◑", "hinges on …", "34 to 66"),
    ("◔", "fails in most", "11 to 33"),
    ("○", "fails in nearly all", "10 or fewer"),
)
"""Circle, word and count of 100 runs, from the top."""

MARGIN = 4.0
"""Room for the dot on both sides of a strip."""


def span(low: float, high: float) -> str:
    """Return an interval of shares as ``12–23`` of 100.

    >>> span(0.1234, 0.2287)
    '12–23'
    """
    return f"{100 * low:.0f}–{100 * high:.0f}"


def of_100(found: Share) -> str:
    """Return a share with its interval: ``16 of 100 (12–23)``; ``found`` has share (or value), low and high."""
    share = found["share"] if "share" in found else found["value"]
    return f"{100 * share:.0f} of 100 ({span(found['low'], found['high'])})"


def strip(share: float, low: float, high: float) -> Markup:
    """Return a line from 0 to 100 with the edges of the five steps, the interval and the share (0 to 1)."""

    def at(value: float) -> str:
        return number(MARGIN + 100.0 * value)

    edges = "".join(f"M{at(edge)},2v8" for edge in EDGES)
    return tag(
        "svg",
        tag("path", d=f"M{at(0.0)},6H{at(1.0)}{edges}", class_="axis"),
        tag("path", d=f"M{at(low)},6H{at(high)}", class_="span"),
        tag("circle", cx=MARGIN + 100.0 * share, cy=6.0, r=3.2),
        class_="strip",
        viewBox=f"0 0 {number(100.0 + 2.0 * MARGIN)} 12",
        aria_hidden="true",
    )


def circle(symbol: str) -> Markup:
    """Return the circle (or two) of a verdict, which its word repeats for readers who hear the page."""
    return tag("span", symbol, class_="mark", aria_hidden="true") if symbol else Markup()


def short_word(word: str) -> str:
    """Return the word of a verdict; what it hinges on stands in the next column.

    >>> short_word("hinges on how far guns reach"), short_word("holds in most")
    ('hinges on …', 'holds in most')
    """
    if word.startswith("hinges on ") and not word.startswith("hinges on no "):
        return "hinges on …"
    return word


def verdict_mark(verdict: Share, *, short: bool = False) -> Markup:
    """Return circle, word, count with interval and strip of a verdict with a share."""
    word = short_word(verdict["word"]) if short else verdict["word"]
    count = f"{100 * verdict['share']:.0f} of 100"
    return join(
        tag("div", circle(verdict["symbol"]), " ", word, class_="verdict"),
        tag(
            "div",
            strip(verdict["share"], verdict["low"], verdict["high"]),
            tag("b", count),
            " ",
            tag("span", f"({span(verdict['low'], verdict['high'])})", class_="numbers"),
            class_="count",
        ),
    )


def step_key(verdict: Share) -> str:
    """Return the step of a verdict, 0 (fails in nearly all) to 4, as filters take it; ``none`` without a share."""
    return "none" if verdict["share"] is None else str(step_of(verdict["share"]))


def legend() -> Markup:
    """Return what circles, counts and strips mean."""
    items = [
        tag("li", tag("span", mark, class_="mark", aria_hidden="true"), f" {word} ({count})")
        for mark, word, count in STEPS
    ]
    items.append(
        tag(
            "li",
            strip(0.42, 0.3, 0.55),
            "of 100 runs: the share, its 95 % interval, the edges of the five steps",
        )
    )
    return tag("ul", *items, class_="key")
