"""The page of a turning run: both charts and the few numbers that go with them, in one file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hinge.claims.names import full_date
from hinge.figures.markup import Markup, tag
from hinge.figures.turning_chart import chance_chart, share_chart
from hinge.turn.words import (
    checks_words,
    civilians_words,
    claimed_words,
    date_of,
    ruling_words,
    seen_words,
    view_words,
)

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;color:#1c1b19;max-width:50rem;margin:2rem auto;"
    "padding:0 1rem}h1{font-size:1.4rem}h2{font-size:1.05rem;margin-top:1.6rem}svg{width:100%}"
    "p.note{color:#6d6a63;font-size:.9rem}"
)

NOT_HISTORY = (
    "All of this is said of simulated campaigns under stated assumptions. It is no probability of history, "
    "and a day that turns the model need not have turned the war."
)


def page(result: Mapping[str, Any]) -> str:
    """Return the page of a result, self-contained."""
    title = f"What did it hinge on? {result['title']}"
    parts = [
        tag("h1", title),
        tag("p", str(result["says"])),
        tag("p", view_words(result), class_="note"),
        tag("h2", "The chance of it, day by day"),
        chance_chart(result["chance"], title="Chance of the outcome by day, of 100 campaigns"),
    ]
    if result["shares"]:
        parts += _settled(result)
    else:
        parts.append(tag("p", seen_words(result), class_="note"))
    parts += [tag("h2", "Civilians"), tag("p", civilians_words(result))]
    parts.append(tag("p", NOT_HISTORY, class_="note"))
    parts.append(tag("p", f"Digest {result['digest']}.", class_="note"))
    head = tag(
        "head", tag("meta", charset="utf-8"), tag("title", title), tag("style", Markup(STYLE))
    )
    return "<!doctype html>\n" + tag("html", head, tag("body", *parts), lang="en") + "\n"


def _settled(result: Mapping[str, Any]) -> list[Markup]:
    """Return what the days settle: chart, parameter share, and the rule's word."""
    parameter, total = result["parameter_share"], result["sum"]
    start = full_date(date_of(result["start"]))
    return [
        tag("h2", "What each day settles of the doubt"),
        share_chart(
            result["shares"], title="Share of the doubt settled a day, in parts of a hundred"
        ),
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
