"""How the page came about: the method in a few sentences, the sources, and what the model leaves out."""

from __future__ import annotations

from hinge.figures.markup import Markup, join, tag
from hinge.report.content import Content, count
from hinge.report.opening import late


def method(content: Content) -> Markup:
    """Return the method in a few sentences."""
    arms = ", ".join(f"{arm} ({runs:,} runs)" for arm, runs in content.provenance.arms)
    found = content.scenario.retrospective
    moves = content.provenance.moves
    return join(
        tag(
            "p",
            "A scenario describes the campaign in tables: places, roads, forces, supply, sponsors, "
            "civilians, and what is uncertain about each. One run draws every uncertain number once "
            "and lets the campaign unfold day by day. Arms that differ by an intervention share the "
            "same draws and the same luck, so that their differences show the intervention alone.",
        ),
        tag("p", f"Arms: {arms}."),
        tag("p", f"{count(len(found), 'fact')} became known only later. ", _used(content))
        if found
        else "",
        _folded("Which ones", found),
        tag(
            "p",
            f"{count(len(moves), 'formation')} could not stand where the tables place them, because "
            "their side did not hold the area on the first day; each stands in the nearest area of its own.",
        )
        if moves
        else "",
        _folded("Where they stand", moves),
    )


def sources(content: Content) -> Markup:
    """Return every source that claims, evidence and records name, once each; nothing where there is none."""
    claimed = dict.fromkeys(verdict["source_title"] for verdict in content.verdicts)
    shown: dict[str, None] = {}
    for verdict in content.verdicts:
        for piece in (*verdict["evidence_for"], *verdict["evidence_against"]):
            shown[piece["source"]] = None
        shown |= dict.fromkeys(verdict["record_sources"])
    if not claimed:
        return Markup()
    rest = sorted(set(shown) - set(claimed), key=str.casefold)
    return join(
        tag(
            "p",
            f"The claims come from {count(len(claimed), 'source')}; evidence and the record from "
            f"{len(rest)} more. Facts of the campaign itself stand in the scenario's tables, each with "
            "its source, the day on which it was so and the day on which it was known.",
        ),
        _folded("Sources of the claims", tuple(claimed)),
        _folded("Sources of evidence and of the record", tuple(rest)),
    )


def left_out(content: Content) -> Markup:
    """Return what the scenario says that the model leaves out; nothing where it says nothing."""
    items = [tag("li", text) for text in content.scenario.head.leaves_out]
    return tag("ul", *items, class_="plain") if items else Markup()


def _folded(title: str, items: tuple[str, ...]) -> Markup:
    """Return a list that unfolds; nothing for no items."""
    listed = tag("ul", *(tag("li", item) for item in items), class_="plain")
    return tag("details", tag("summary", title), listed) if items else Markup()


def _used(content: Content) -> str:
    """Return whether later knowledge was used."""
    if late(content):
        return "This run is a reconstruction: it uses them."
    return "This run is strict: it does not use them."
