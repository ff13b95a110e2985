"""Rows that carry their words above their marks: a name in as many lines as it needs, then its values.

Names above the marks, and not in a margin beside them, leave the whole width to
the marks, on a phone as on paper.
"""

from __future__ import annotations

import altair as alt

from hinge.figures.palette import GREY, INK
from hinge.figures.theme import haloed

LINE, LETTER = 15, 6.6
"""Pixels from line to line, and of an average letter."""

BAR = 26
"""Pixels from the middle of a row down to its marks."""

NAME, VALUES = 1, 18
"""Pixels from the middle of a row down to the foot of its name and of its values."""

STEP = 74
"""Height of a row whose name may need two lines, in pixels."""

STEP_SHORT = 52
"""Height of a row whose name fits in one line."""


def row() -> alt.Y:
    """Return the place of a row, by its field ``rank``."""
    return alt.Y("rank:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))


def wrapped(field: str, width: str = "width") -> str:
    """Return the expression of a field's words in lines that fit a width of so many pixels."""
    room = f"(.{{1,' + max(8, floor({width} / {LETTER})) + '}})( |$)"
    return f"split(trim(replace(datum.{field}, regexp('{room}', 'g'), '$1\\n')), '\\n')"


def row_words(field: str, values: str) -> list[alt.Chart]:
    """Return the name of each row, from a field, over its values, from an expression."""
    base = alt.Chart().encode(y=row(), x=alt.value(0))
    name = wrapped(field)
    above = alt.ExprRef(f"{NAME} - {LINE} * (length({name}) - 1)")
    found = []
    for words, below, weight, colour in (
        (name, above, 600, INK),
        (values, VALUES, 400, GREY),
    ):
        found += haloed(
            base,
            colour,
            align="left",
            baseline="bottom",
            yOffset=below,
            lineHeight=LINE,
            text=alt.ExprRef(words),
            fontWeight=weight,
            limit=alt.ExprRef("width"),
        )
    return found
