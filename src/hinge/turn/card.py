"""A turning result as it shows itself in a notebook: the rule's word, both charts, civilians."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hinge.figures.markup import tag
from hinge.notebook.card import bold, card, small
from hinge.notebook.picture import Picture
from hinge.turn.picture import NOT_HISTORY, figures
from hinge.turn.words import (
    checks_words,
    civilians_words,
    claimed_words,
    ruling_words,
    seen_words,
    view_words,
)


def turned_html(result: Mapping[str, Any]) -> str:
    """Return a result of ``hinge turning`` as HTML that fetches nothing."""
    parts: list[str] = [small(view_words(result))]
    if result["shares"]:
        parts.append(tag("p", bold(ruling_words(result))))
        if result["claimed"]:
            parts.append(tag("p", claimed_words(result)))
    parts += [Picture.of(figure).inside() for figure in figures(result)]
    parts.append(small(checks_words(result) if result["shares"] else seen_words(result)))
    parts.append(tag("p", bold("Civilians. "), civilians_words(result)))
    return card(
        f"What did it hinge on? {result['title']}",
        tag("p", str(result["says"])),
        *parts,
        small(NOT_HISTORY),
    )
