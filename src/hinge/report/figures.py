"""Every figure of a page: what is exported from it, and what other pages take from it."""

from __future__ import annotations

from hinge.figures.figure import Figure
from hinge.report import page
from hinge.report.content import Content
from hinge.report.still import still_figures


def all_figures(content: Content) -> tuple[Figure, ...]:
    """Return every figure of the page, the still maps first, then in its order; ids are unique."""
    found = {one.id: one for one in (*still_figures(content), *page.all_figures(content))}
    return tuple(found.values())
