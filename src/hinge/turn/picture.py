"""The page of a turning run: both charts and the few numbers that go with them, in one file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hinge.claims.names import full_date
from hinge.figures.chance import Window, chance, settled, window_name
from hinge.figures.figure import Figure
from hinge.figures.markup import Markup, tag
from hinge.report.figure_box import figure_box, figure_data
from hinge.report.frame import document
from hinge.report.page import styles
from hinge.report.scripts import bundled, packaged, script_text
from hinge.turn.words import (
    checks_words,
    civilians_words,
    claimed_words,
    date_of,
    ruling_words,
    seen_words,
    view_words,
)

NOT_HISTORY = (
    "All of this is said of simulated campaigns under stated assumptions. It is no probability of history, "
    "and a day that turns the model need not have turned the war."
)
NAMED = ("turning point", "one of several")
"""Words of the rule that name days; other rulings mark none."""


def page(result: Mapping[str, Any]) -> str:
    """Return the page of a result, self-contained."""
    title = f"What did it hinge on? {result['title']}"
    shown = figures(result)
    parts = [
        tag("p", "What did it hinge on?", class_="over"),
        tag("h1", str(result["title"])),
        tag("p", str(result["says"]), class_="lead"),
        tag("p", view_words(result), class_="note"),
        figure_box(shown[0], 2),
    ]
    if result["shares"]:
        parts.append(figure_box(shown[1], 2))
        parts += _settled(result)
    else:
        parts.append(tag("p", seen_words(result), class_="note"))
    parts += [tag("h2", "Civilians"), tag("p", civilians_words(result))]
    parts.append(tag("p", NOT_HISTORY, class_="note"))
    digest = tag("dl", tag("dt", "Digest"), tag("dd", str(result["digest"])))
    return document(
        title,
        tag("main", *parts, id="main"),
        tag("footer", digest),
        styles=styles(),
        scripts=[script_text(packaged("hinge/vega.js")), bundled("hinge/plates.js")],
        data={"figure-data": figure_data(shown)},
    )


def figures(result: Mapping[str, Any]) -> tuple[Figure, ...]:
    """Return the figures of a result: the chance by day, and what each day settles where that was asked."""
    marked = turning_days(result)
    found = [
        chance("chance", "The chance of the outcome, day by day", result["chance"], turning=marked)
    ]
    if result["shares"]:
        found.append(
            settled(
                "settled",
                "What each day settles of the doubt",
                result["shares"],
                turning=marked,
            )
        )
    return tuple(found)


def turning_days(result: Mapping[str, Any]) -> tuple[Window, ...]:
    """Return the days that the rule names, and those that the claim names, with what they are called."""
    found: list[Window] = []
    for key, words in (("ruling", ""), ("claimed", "the claim's days")):
        ruling: Mapping[str, Any] = result.get(key) or {}
        window = ruling.get("window")
        if not window or (not words and ruling["word"] not in NAMED):
            continue
        days = window_name(date_of(str(window["from"])), date_of(str(window["to"])))
        found.append(
            (int(window["first"]), int(window["last"]), f"{words or ruling['word']}, {days}")
        )
    return tuple(found)


def _settled(result: Mapping[str, Any]) -> list[Markup]:
    """Return what the days settle in words: parameter share, and the rule's word."""
    parameter, total = result["parameter_share"], result["sum"]
    start = full_date(date_of(result["start"]))
    return [
        tag(
            "p",
            f"The assumptions and the state on {start} settle "
            f"{100 * parameter['share']:.0f} of 100 parts (± {100 * parameter['se']:.0f}, one "
            f"standard error); days and assumptions together {100 * total['share']:.0f} "
            f"(± {100 * total['se']:.0f}), which is 100 but for chance.",
        ),
        tag("p", ruling_words(result)),
        *([tag("p", claimed_words(result))] if result["claimed"] else []),
        tag("p", checks_words(result), class_="note"),
    ]
