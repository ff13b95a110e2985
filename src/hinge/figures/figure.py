"""What every surface shows: a figure with its chart, and the numbers behind it.

A figure knows its words, its Altair chart and its table. The report, the live
page, a notebook and an exported file take the same one, so that they cannot
come to differ.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt

    from hinge.figures.markup import Markup

Cell = str | int | float | None
"""One value of a table; None is an empty cell."""

DIGITS = 6
"""Significant digits of a number in a table: more than any figure shows, the same on every machine."""


@dataclass(frozen=True)
class Table:
    """The numbers behind a figure: ``columns`` as a chart names them, rows of cells.

    ``heads``: the columns in words, with their units, as a reader sees them; the names where empty.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heads: tuple[str, ...] = ()

    def csv(self) -> str:
        """Return the table as CSV with a header row and line ends of one character."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.heads or self.columns)
        writer.writerows([_written(cell) for cell in row] for row in self.rows)
        return text.getvalue()

    def records(self) -> list[dict[str, Cell]]:
        """Return the rows as objects, as a chart takes them."""
        return [dict(zip(self.columns, map(_rounded, row), strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Figure:
    """A picture with its words and its numbers.

    ``id``: unique among the figures of a page, stem of exported files; ``title``: what
    it shows; ``subtitle``: the unit, and what bands and marks are; ``chart``: of Altair,
    whose data are in the named dataset ``rows`` (and others, by name), or None where
    ``drawing`` is the picture as SVG (maps); ``datasets``: names of those that a page may replace.
    """

    id: str
    title: str
    subtitle: str
    table: Table
    chart: alt.LayerChart | alt.FacetChart | None = None
    drawing: Markup | None = None
    datasets: Sequence[str] = ()

    def spec(self) -> dict[str, Any]:
        """Return the Vega-Lite specification, data included; ValueError for a drawing.

        It carries the house theme and nothing of a theme that a user has enabled for other charts.
        """
        if self.chart is None:
            raise ValueError(f"{self.id} is a drawing and has no specification")
        found: dict[str, Any] = self.chart.to_dict(validate=False)  # tests validate every kind
        for part in ("config", "usermeta"):  # the parts of a chart that themes write into
            found.pop(part, None)
            found[part] = getattr(self.chart, part)
        return found


def _rounded(cell: Cell) -> Cell:
    """Return a number with the digits that tables have."""
    return float(f"{cell:.{DIGITS}g}") if isinstance(cell, float) else cell


def _written(cell: Cell) -> Cell:
    """Return a cell as CSV holds it."""
    if isinstance(cell, float):
        return f"{cell:.{DIGITS}g}"
    return "" if cell is None else cell
