"""The section on disputes: what leads, who would say it is too high or too low, and whose claims gain."""

from __future__ import annotations

from hinge.claims.disputed import NO_ONE_WAY, NOBODY, Leading, Moved, Push, neutrality
from hinge.figures.markup import Markup, join, tag
from hinge.report.content import Content
from hinge.report.tables import folded_table

MOST_SHOWN = 12
"""Leading assumptions on the page; ``hinge neutrality`` lists all."""

OPEN = 4
"""How many of them stand unfolded."""


def disputed(content: Content) -> Markup:
    """Return the leading assumptions with what each moves and who would push it where."""
    found = neutrality(content.scenario, content.verdicts)
    if not found.leading:
        none = "No single assumption stands out in this run, so there is nothing to dispute apart."
        return tag("p", none, class_="note")
    titles = ("Assumption", "If it were higher", "Who would put it elsewhere")
    rows = [_row(one) for one in found.leading[:MOST_SHOWN]]
    rest = len(found.leading) - len(rows)
    more = f" {rest} more that move fewer claims are left out here." if rest > 0 else ""
    note = (
        "Assumptions that stand out in at least one reading, those that move most claims first. "
        "Objections are the scenario's, from every perspective by the same rule; they move no "
        f"verdict.{more}"
    )
    heard = "; ".join(
        f"{one.name} {one.leading} (of {one.entries} in the scenario)" for one in found.heard
    )
    said = tag("p", f"Objections above, by perspective: {heard}.", class_="note") if heard else ""
    return join(
        tag("p", note, class_="note"), folded_table(titles, rows, "sources", shown=OPEN), said
    )


def _row(one: Leading) -> Markup:
    """Return an assumption as a row."""
    pushes = [tag("li", *_pushed(push)) for push in one.pushes]
    return tag(
        "tr",
        tag("td", one.name),
        tag("td", tag("ul", *(tag("li", _said(moved)) for moved in one.moves), class_="plain")),
        tag("td", tag("ul", *pushes, class_="plain") if pushes else NOBODY),
    )


def _said(moved: Moved) -> Markup:
    """Return which way a claim moves."""
    link = tag("a", moved.label, href=f"#claim-{moved.claim}")
    if moved.raised == NO_ONE_WAY:
        return join(link, " is moved, but in no one direction")
    return join(link, f" would hold {moved.raised}")


def _pushed(push: Push) -> tuple[str, ...]:
    """Return an objection with whose claims gain."""
    so = f" This speaks {push.serves}." if push.serves else ""
    how = "judged" if push.basis == "judgement" else push.source
    return (tag("strong", f"{push.name}: {push.push}."), f" {push.why}{so} ({how})")
