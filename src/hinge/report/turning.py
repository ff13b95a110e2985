"""The chance of the outcome by day, which days settle most, and what the turning claims come to."""

from __future__ import annotations

import datetime as dt

from hinge.claims.chance import ChanceByDay, chance_by_day
from hinge.claims.names import day_month, joined
from hinge.figures.chance import chance, settled
from hinge.figures.markup import Markup, join, tag
from hinge.report.content import Content
from hinge.report.placing import Place

NOTE = (
    "Learned from the campaigns themselves: on each day, how likely the outcome is to whoever sees the "
    "course up to then. What the recorded series do not show is settled at no named time, so that the band "
    "is narrower than the chances were. `hinge turning` looks closer."
)


def turning_section(content: Content, place: Place) -> Markup:
    """Return the chance curve and the claims of turning points in words; nothing where neither is there."""
    found = chance_by_day(content.scenario, content.verdicts, content.course)
    said = _said(content)
    if found is None:
        return said
    figures = tag("div", place(chance(found)), place(settled(found)), class_="plate")
    return join(tag("p", _days(found)), said, figures, tag("p", NOTE, class_="note"))


def _days(found: ChanceByDay) -> str:
    """Return in a sentence which days settle most, and what was settled before them."""
    at_start = f"{100 * found.at_start:.0f} of 100 parts of the doubt are settled before the first day"
    if not found.most:
        return f"No day settles anything that shows; {at_start}, by the assumptions."
    days = [
        f"{day_month(found.start + dt.timedelta(days=day))} ({100 * found.settled[day]:.0f})"
        for day in found.most
    ]
    whole = 100 * float(found.settled.sum())
    return (
        f"The days that settle most are {joined(days)}, in parts of 100 of the doubt. {at_start.capitalize()}, "
        f"by the assumptions, and {whole:.0f} on all days together."
    )


def _said(content: Content) -> Markup:
    """Return for each reading that calls a window a turning point what came of it, in words."""
    items = []
    for verdict in content.verdicts:
        for reading in verdict["readings"]:
            if not reading["turning"] and reading["test"] != "turning":
                continue
            head = _word(reading["share"], reading["word"])
            link = tag("a", verdict["id"], href=f"#claim-{verdict['id']}")
            says = f". {reading['says']} {reading['sentence'] or reading['reason']}"
            items.append(tag("li", link, " ", tag("strong", head), says))
    return tag("ul", *items, class_="plain") if items else Markup()


def _word(share: float | None, word: str) -> str:
    """Return in a few words whether there is a turning point.

    >>> _word(0.0, "fails in nearly all"), _word(None, "cannot be tested here")
    ('no turning point (fails in nearly all)', 'cannot be tested here')
    """
    if share is None:
        return word
    if share < 1 / 3:
        return f"no turning point ({word})"
    return f"a turning point in {100 * share:.0f} of 100 refits ({word})"
