"""One reading of a claim: what is counted, what came out, three numbers, two kinds of spread, what it rests on."""

from __future__ import annotations

from hinge.figures.markup import Markup, join, tag
from hinge.report.beside import beside
from hinge.report.claim_places import Shelf
from hinge.report.content import Verdict
from hinge.report.hinging import hinging
from hinge.report.marks import of_100, span, verdict_mark
from hinge.report.rests_part import hinge_bars

NAMES = {
    "formulas": "by formulas alone, nothing simulated",
    "simulated": "simulated from the first day, no record used",
    "conditioned": "with the record to the assessment date",
}
"""The three numbers beside a verdict."""


def reading_part(shelf: Shelf, verdict: Verdict, reading: Verdict, *, first: bool) -> Markup:
    """Return a reading; ``first``: its sentence is that of the claim, and is not said again."""
    many = len(verdict["readings"]) > 1
    title = "The first reading" if first else f"Another reading ({reading['test']})"
    counted = (
        tag("p", f"Counted: {reading['predicate']}", class_="counted")
        if reading["predicate"]
        else ""
    )
    found = verdict_mark(reading) if reading["share"] is not None else ""
    size = _size(reading)
    said = "" if first else (reading["sentence"] or reading["reason"])
    lines = [
        *beside(reading, shelf.arm),
        *hinging(reading["rests_on"] or _NOTHING),
        *reading["notes"],
    ]
    return join(
        tag("h3", title if many else "How it is read"),
        tag("p", reading["says"]),
        counted,
        found,
        tag("p", said) if said else "",
        three_numbers(reading["three"]) if reading["three"] else "",
        tag("p", join(*(part for part in (size, _spread(reading)) if part), by=" "), class_="note"),
        hinge_bars(reading["hinges"]),
        tag("ul", *(tag("li", line) for line in lines), class_="plain") if lines else "",
        regret_link(verdict, reading),
    )


_NOTHING: Verdict = {"explained": (), "region": None, "breaking_point": None, "fact": None}


def _size(reading: Verdict) -> str:
    """Return how many things were counted, in how many campaigns and draws."""
    if reading["n"] is None:
        return ""
    parts = [f"n\u00a0=\u00a0{reading['n']:,}"]
    if reading["replications"] and reading["replications"] != reading["n"]:
        parts.append(f"{reading['replications']:,} campaigns")
    if reading["draws"]:
        parts.append(f"{reading['draws']:,} parameter draws")
    return f"{', '.join(parts)}."


def _spread(reading: Verdict) -> str:
    """Return how much of the variance is assumption and how much is chance."""
    spread = reading["spread"]
    if spread is None:
        return ""
    return (
        f"Of the spread, {100 * spread['between']:.0f} % "
        f"({span(spread['low'], spread['high'])}) is assumption (draws differ), "
        f"{100 * spread['within']:.0f} % chance within a draw."
    )


def three_numbers(three: Verdict) -> Markup:
    """Return the share by formulas alone, by simulating, and with the record; and what each step added."""
    rows = [
        tag(
            "div",
            tag("dt", words),
            tag("dd", of_100(three[key]["share"]) if three[key]["share"] else _none(three[key])),
        )
        for key, words in NAMES.items()
    ]
    added = [
        _added(words, three[key])
        for key, words in (("by_simulating", "Simulating"), ("by_record", "The record"))
        if three[key]
    ]
    return join(
        tag("dl", *rows, class_="three-numbers"),
        tag("p", " ".join(added), class_="note") if added else "",
    )


def _none(found: Verdict) -> str:
    """Return why there is no number."""
    return f"none: {found['why']}"


def _added(what: str, added: Verdict) -> str:
    """Return what a step added to the number before it."""
    by = added["difference"]
    points = f"{100 * by['low']:+.0f} to {100 * by['high']:+.0f} points"
    if added["word"] == "nothing":
        return f"{what} added nothing that shows ({points})."
    return f"{what} moved the share by {100 * by['value']:+.0f} ({points})."


def regret_link(verdict: Verdict, reading: Verdict) -> Markup:
    """Return the way to the table of options of a regret; nothing for other tests."""
    if not reading["regret"]:
        return Markup()
    link = tag("a", "options, goals and regret", href=f"#{regret_key(verdict, reading)}")
    return tag("p", "The table of ", link, ".")


def regret_key(verdict: Verdict, reading: Verdict) -> str:
    """Return the id of the regret table of a reading."""
    return f"regret-{verdict['id']}-{reading['id']}"
