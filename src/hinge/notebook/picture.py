"""A figure that shows itself in a notebook, and goes into a file.

JupyterLab draws the chart itself from its specification. Any other page gets
HTML that asks nothing of anyone: the picture as SVG where vl-convert is installed
(extra ``export``), else its numbers as a table. A picture never needs a network.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from hinge.ensemble.files import disk_errors_as_words, write_whole
from hinge.errors import InputError, Place, Problem
from hinge.figures.export import FORMATS, as_file, ready, standalone
from hinge.figures.figure import Cell, Figure, Table
from hinge.figures.markup import Markup, join, tag
from hinge.notebook.card import card, plain_table, small

MOST_ROWS = 40
"""A longer table is shown by evenly spaced rows; ``csv()`` has them all."""

UNCUT = "overflow:visible;max-width:100%"
"""Names at the edge stay whole where a reader's letters are wider than those that were measured."""

WITHOUT = (
    "JupyterLab draws this picture by itself. Elsewhere it takes vl-convert, of the extra `export`."
)


@dataclass(frozen=True)
class Picture(Figure):
    """A figure with ``chart``, ``table``, ``csv()`` and ``save(path)``; at the end of a cell it is drawn."""

    @classmethod
    def of(cls, figure: Figure) -> Self:
        """Return a figure as one that shows itself."""
        taken = {one.name: getattr(figure, one.name) for one in fields(Figure)}
        return cls(**taken)

    def csv(self) -> str:
        """Return the numbers behind the picture as CSV."""
        return self.table.csv()

    def save(self, path: str | Path) -> Path:
        """Write the picture into a file and return where; its kind is told by the end of the name.

        ``.csv`` and ``.html`` always; ``.svg``, ``.png`` and ``.pdf`` with the extra ``export``
        (a map as ``.svg`` without). InputError for another kind, or without what it takes.
        """
        target = Path(path)
        kind = target.suffix.lower().removeprefix(".")
        if kind not in ("html", *FORMATS):
            raise InputError([_unknown(target)])
        if kind == "html":
            content = self.page().encode()
        elif kind == "svg" and self.drawing is not None:
            content = standalone(self).encode()
        else:
            content = as_file(self, kind)
        with disk_errors_as_words(target.parent):
            write_whole(target, content)
        return target

    @cached_property
    def svg(self) -> Markup | None:
        """The picture as SVG; None for a chart where vl-convert is not installed."""
        if self.drawing is not None:
            return self.drawing
        try:
            ready(["svg"])
        except InputError:
            return None
        drawn = as_file(self, "svg").decode()
        return Markup(drawn.replace("<svg", f'<svg style="{UNCUT}"', 1))

    def page(self) -> str:
        """Return the picture and its whole table as a page of its own."""
        head = tag("head", tag("meta", charset="utf-8"), tag("title", self.title))
        body = tag("body", self._html(self.table.rows))
        return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n"

    def _html(self, rows: tuple[tuple[Cell, ...], ...]) -> Markup:
        """Return the picture, if it can be drawn here, above these rows of its table."""
        named = self.svg is not None and self.drawing is None  # a chart has its title in it
        return card(
            "" if named else self.title, "" if named else small(self.subtitle), self.inside(rows)
        )

    def inside(self, rows: tuple[tuple[Cell, ...], ...] | None = None) -> Markup:
        """Return the same without a frame: the picture, and the numbers folded."""
        table = _table(self.table, _spaced(self.table.rows) if rows is None else rows)
        drawn = self.svg
        if drawn is None:
            return join(small(WITHOUT), table)
        numbers = tag("details", tag("summary", "The numbers"), table)
        return join(drawn, numbers)

    def _repr_html_(self) -> str:
        """Return the picture as HTML that fetches nothing."""
        return str(self._html(_spaced(self.table.rows)))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Return the picture for whoever shows it: chart, HTML, words."""
        found: dict[str, Any] = {"text/html": self._repr_html_(), "text/plain": str(self)}
        if self.chart is not None:
            found[_chart_type()] = self.spec()
        return found

    def __str__(self) -> str:
        """Return title, unit and the first and last row."""
        shown = [", ".join(_cell(cell) for cell in row) for row in self.table.rows]
        ends = shown if len(shown) <= 2 else [shown[0], "...", shown[-1]]
        heads = ", ".join(_heads(self.table))
        return "\n".join([self.title, self.subtitle, heads, *ends])

    def __repr__(self) -> str:
        """Return its id and title; the picture itself is for ``_repr_mimebundle_``."""
        return f"<Picture {self.id}: {self.title}>"


def _chart_type() -> str:
    """Return the media type of a specification, by the version that Altair writes."""
    import altair as alt

    major = alt.SCHEMA_VERSION.lstrip("v").split(".")[0]
    return f"application/vnd.vegalite.v{major}+json"


def _heads(table: Table) -> tuple[str, ...]:
    """Return the columns in words."""
    return table.heads or table.columns


def _table(table: Table, rows: tuple[tuple[Cell, ...], ...]) -> Markup:
    """Return rows of a table, numbers to the right."""
    numbers = [
        at
        for at, _ in enumerate(table.columns)
        if rows and all(not isinstance(row[at], str) for row in rows)
    ]
    return plain_table(
        _heads(table), [[_cell(cell) for cell in row] for row in rows], numbers=numbers
    )


def _cell(cell: Cell) -> str:
    """Return a cell as it is read: thousands apart, no needless digits.

    >>> _cell(12345.6), _cell(0.25), _cell(None), _cell("east")
    ('12,346', '0.25', '', 'east')
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    return f"{cell:,.0f}" if abs(cell) >= 100 or cell == round(cell) else f"{cell:.3g}"


def _spaced(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """Return at most ``MOST_ROWS`` rows, evenly spaced, the first and the last among them."""
    if len(rows) <= MOST_ROWS:
        return rows
    last = len(rows) - 1
    return tuple(rows[round(at * last / (MOST_ROWS - 1))] for at in range(MOST_ROWS))


def _unknown(target: Path) -> Problem:
    """Return what is wrong with a name that tells no kind of file."""
    return Problem(
        "picture_kind",
        f"No picture can be written as {target.suffix or 'a file without an ending'}.",
        "The end of the name says what kind of file it is to be.",
        f"Use one of {', '.join(f'.{kind}' for kind in ('html', *FORMATS))}.",
        Place(str(target)),
    )
