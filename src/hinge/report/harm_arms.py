"""Civilian harm in every arm that a verdict rests on: by author, by cause, displaced; each arm and day once."""

from __future__ import annotations

import datetime as dt

from hinge.claims.names import full_date
from hinge.figures.markup import Markup, tag
from hinge.report.claim_places import Shelf
from hinge.report.content import Content, Verdict
from hinge.report.harm_words import harm_key
from hinge.report.tables import small_table

NOTE = (
    "Medians of the runs with the middle 90 of 100. Claims on the use of force lead here; where a claim names a "
    "difference, it compares two such arms run by run."
)


def harm_by_arm(content: Content) -> Markup:
    """Return the table of harm in the arms of all verdicts; nothing where none concerns the use of force."""
    shelf = Shelf.of(content.scenario)
    found: dict[str, Verdict] = {}
    for verdict in content.verdicts:
        for harm in verdict["civilians"]:
            found.setdefault(harm_key(harm["arm"], harm["until"]), harm)
    if not found:
        return Markup()
    rows = [_row(shelf, key, harm) for key, harm in found.items()]
    titles = ("What is done, until when", "Killed", "By whom", "By what", "Displaced")
    return tag(
        "details",
        tag("summary", f"In every arm that a verdict rests on ({len(rows)})"),
        tag("p", NOTE, class_="note"),
        small_table(titles, rows, "arms"),
    )


def _row(shelf: Shelf, key: str, harm: Verdict) -> Markup:
    """Return one arm up to one day."""
    until = full_date(dt.date.fromisoformat(harm["until"]))
    return tag(
        "tr",
        tag("td", shelf.arm(harm["arm"]), tag("div", f"to {until}", class_="note")),
        tag("td", *_range(harm["killed"])),
        tag("td", _list(harm["by_author"])),
        tag("td", _list(harm["by_cause"])),
        tag("td", *_range(harm["displaced"])),
        id=key,
    )


def _range(found: Verdict) -> tuple[str, Markup]:
    """Return a median, and its range below it."""
    span = f"{found['low']:,.0f}–{found['high']:,.0f}"
    return f"{found['median']:,.0f}", tag("div", span, class_="numbers")


def _list(parts: list[Verdict]) -> Markup:
    """Return harm by author or cause; those that no run has to speak of are left out."""
    items = [
        tag("li", f"{one['name']} {one['median']:,.0f} ({one['low']:,.0f}–{one['high']:,.0f})")
        for one in parts
        if one["high"] > 0
    ]
    return tag("ul", *items, class_="short") if items else tag("span", "none", class_="none")
