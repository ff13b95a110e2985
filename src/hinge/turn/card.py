"""A turning result as it shows itself in a notebook: the rule's word, both charts, civilians."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hinge.figures.markup import tag
from hinge.figures.turning_chart import chance_chart, share_chart
from hinge.notebook.card import bold, card, small
from hinge.turn.picture import NOT_HISTORY
from hinge.turn.words import (
    checks_words,
    civilians_words,
    claimed_words,
    ruling_words,
    seen_words,
    view_words,
)

CHANCE = "Chance of the outcome by day, of 100 campaigns"
SETTLED = "Share of the doubt settled a day, in parts of a hundred"


def turned_html(result: Mapping[str, Any]) -> str:
    """Return a result of ``hinge turning`` as HTML that fetches nothing."""
    parts: list[str] = [small(view_words(result))]
    if result["shares"]:
        parts.append(tag("p", bold(ruling_words(result))))
        if result["claimed"]:
            parts.append(tag("p", claimed_words(result)))
        parts += [small(SETTLED), share_chart(result["shares"], title=SETTLED)]
    parts += [small(CHANCE), chance_chart(result["chance"], title=CHANCE)]
    parts.append(small(checks_words(result) if result["shares"] else seen_words(result)))
    parts.append(tag("p", bold("Civilians. "), civilians_words(result)))
    return card(
        f"What did it hinge on? {result['title']}",
        tag("p", str(result["says"])),
        *parts,
        small(NOT_HISTORY),
    )
