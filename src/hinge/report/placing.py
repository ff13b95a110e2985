"""Where a section puts its figures: the page decides how, the section says which and where."""

from __future__ import annotations

from collections.abc import Callable

from hinge.figures.figure import Figure
from hinge.figures.markup import Markup, join, tag
from hinge.report.tables import small_table

Place = Callable[[Figure], Markup]
"""Takes a figure into the page and returns the markup that stands for it at that spot."""


def numbers_only(figure: Figure) -> Markup:
    """Return a figure as title, subtitle and table: how it reads where nothing can be drawn."""
    rows = [
        tag("tr", *(tag("td", "" if cell is None else str(cell)) for cell in record.values()))
        for record in figure.table.records()
    ]
    caption = tag("figcaption", tag("strong", figure.title), tag("br"), figure.subtitle)
    table = small_table(figure.table.columns, rows, "numbers")
    return tag("figure", join(caption, figure.drawing or ""), table, data_figure=figure.id)
