"""A figure as the page shows it: its words, the place where its chart is drawn, and its numbers.

Without scripts the numbers stand open under the words; with scripts the chart
is drawn and they fold away. Long tables of days show one day in seven: the
whole table comes with the chart's data, from which the page writes CSV.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hinge.claims.names import number
from hinge.figures.figure import Cell, Figure, Table
from hinge.figures.markup import Markup, tag

LONG = 32
"""Rows that a table shows; of a longer one every nth, so that no more than this are left."""

STEPS = (2, 7, 14, 28, 56, 112)
"""How many rows make one, in tables that are too long: days become weeks."""


def figure_box(figure: Figure, level: int = 3) -> Markup:
    """Return a figure with its heading of this level, its picture and its numbers."""
    return tag(
        "figure",
        tag("figcaption", tag(f"h{level}", figure.title), tag("p", figure.subtitle, class_="note")),
        figure.drawing
        or tag("div", class_="chart", data_figure=figure.id, aria_label=figure.title, role="group"),
        numbers(figure),
        id=f"figure-{figure.id}",
    )


def numbers(figure: Figure) -> Markup:
    """Return the numbers of a figure as a table that folds; scripts add the whole of it as CSV."""
    table, step = figure.table, step_of(len(figure.table.rows))
    if not table.rows:
        return Markup()
    what = "The numbers" if step == 1 else f"The numbers, every {_nth(step)} row"
    return tag(
        "details",
        tag("summary", what),
        tag("div", _table(table, step), class_="scroll"),
        class_="numbers",
        data_numbers=figure.id,
        open="",
    )


def step_of(rows: int) -> int:
    """Return of how many rows a table of this length shows one.

    >>> step_of(20), step_of(137), step_of(5000)
    (1, 7, 112)
    """
    if rows <= LONG:
        return 1
    return next((step for step in STEPS if rows <= step * LONG), STEPS[-1])


def figure_data(figures: Sequence[Figure]) -> dict[str, Any]:
    """Return what the page draws charts from and writes CSV from.

    ``config``: the house theme, which all charts share; ``figures``: by id the columns, their heads,
    the rows, and the specification without rows and theme, None for a drawing. Rows stand as
    lists under one list of columns, a third of what they take as objects.
    """
    found = {figure.id: _data_of(figure) for figure in figures}
    if len(found) != len(figures):
        raise ValueError("two figures of a page have the same id")
    themes = [one["spec"].pop("config") for one in found.values() if one["spec"]]
    if any(theme != themes[0] for theme in themes):
        raise ValueError("the charts of a page have different themes")
    return {"config": themes[0] if themes else {}, "figures": found}


def _data_of(figure: Figure) -> dict[str, Any]:
    """Return the specification of a figure with its rows beside it."""
    spec = None
    if figure.chart is not None:
        spec = figure.spec()
        spec.pop("$schema", None)
        spec["datasets"] = {k: v for k, v in spec.get("datasets", {}).items() if k != "rows"}
    table = figure.table
    return {
        "columns": list(table.columns),
        "heads": list(table.heads or table.columns),
        "rows": [list(record.values()) for record in table.records()],
        "spec": spec,
    }


def _table(table: Table, step: int) -> Markup:
    """Return the table with one row in ``step``, and its last."""
    last = len(table.rows) - 1
    kept = [row for n, row in enumerate(table.rows) if n % step == 0 or n == last]
    heads = table.heads or [column.replace("_", " ") for column in table.columns]
    head = [tag("th", words, scope="col") for words in heads]
    body = [tag("tr", *(_cell(cell) for cell in row)) for row in kept]
    return tag("table", tag("thead", tag("tr", *head)), tag("tbody", *body), class_="small rows")


def _cell(cell: Cell) -> Markup:
    """Return a cell; numbers stand to the right."""
    if cell is None:
        return tag("td", "—")
    if isinstance(cell, str):
        return tag("td", cell)
    return tag("td", number(cell) if isinstance(cell, float) else f"{cell:,}", class_="number")


def _nth(step: int) -> str:
    """Return which row, in words.

    >>> _nth(2), _nth(7)
    ('second', '7th')
    """
    return "second" if step == 2 else f"{step}th"
