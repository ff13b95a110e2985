"""Every figure of a run: those of its page, and all verdicts in one picture; what `hinge export` writes."""

from __future__ import annotations

from hinge.figures.figure import Figure
from hinge.figures.shares import Share, shares
from hinge.report import page
from hinge.report.content import Content, in_order
from hinge.report.still import still_figures


def all_figures(content: Content) -> tuple[Figure, ...]:
    """Return the still maps, the charts of the page in its order, and the verdicts; ids are unique."""
    figures = (*still_figures(content), *page.all_figures(content), *verdict_figures(content))
    return tuple({one.id: one for one in figures}.values())


def verdict_figures(content: Content) -> tuple[Figure, ...]:
    """Return one figure of the shares of all claims, which stand in the page as a table; none without a share."""
    found = [
        Share(
            f"{verdict['id']} {verdict['paraphrase']}",
            verdict["share"],
            verdict["low"],
            verdict["high"],
            _short(verdict["word"]),
        )
        for verdict in in_order(content.verdicts)
        if verdict["share"] is not None and verdict["low"] is not None
    ]
    return (shares("verdicts", "How often each claim holds", found),) if found else ()


def _short(word: str) -> str:
    """Return the word of a verdict without the assumptions that it hinges on.

    >>> _short("hinges on the size of the garrison")
    'hinges'
    """
    return "hinges" if word.startswith("hinges on ") else word
