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

from hinge.errors import InputError, Place, Problem
from hinge.figures.figure import Cell, Figure, Table
from hinge.figures.markup import Markup, tag
from hinge.notebook.card import card, plain_table, small

MOST_ROWS = 40
"""A longer table is shown by evenly spaced rows; ``csv()`` has them all."""

PLAIN = (".csv", ".html")
DRAWN = (".svg", ".png", ".pdf")
SCALE = 2.0
"""Pixels of a PNG for each of the chart."""

UNCUT = "overflow:visible;max-width:100%"
"""Names at the edge stay whole where a reader's letters are wider than those that were measured."""

INSTALL = "python -m pip install -e '.[export]'"
WITHOUT = f"JupyterLab draws this picture by itself. Elsewhere it takes vl-convert: {INSTALL}"


@dataclass(frozen=True)
class Picture(Figure):
    """A figure with ``chart``, ``table``, ``csv()`` and ``save(path)``; at the end of a cell it is drawn."""

    @classmethod
    def of(cls, figure: Figure) -> Self:
        """Return a figure as one that shows itself."""
        return cls(**{one.name: getattr(figure, one.name) for one in fields(Figure)})

    def csv(self) -> str:
        """Return the numbers behind the picture as CSV."""
        return self.table.csv()

    def save(self, path: str | Path) -> Path:
        """Write the picture into a file and return where; its kind is told by the end of the name.

        ``.csv`` and ``.html`` always; ``.svg``, ``.png`` and ``.pdf`` with the extra ``export``
        (a map as ``.svg`` without). InputError for another kind, or without what it takes.
        """
        target = Path(path)
        kind = target.suffix.lower()
        if kind not in (*PLAIN, *DRAWN):
            raise InputError([_unknown(target)])
        if kind == ".csv":
            target.write_text(self.csv(), encoding="utf-8")
        elif kind == ".html":
            target.write_text(self.page(), encoding="utf-8")
        elif kind == ".svg":
            target.write_text(self._svg_or_error(target), encoding="utf-8")
        else:
            target.write_bytes(self._bytes(kind, target))
        return target

    @cached_property
    def svg(self) -> Markup | None:
        """The picture as SVG; None for a chart where vl-convert is not installed."""
        if self.drawing is not None:
            return _named_space(self.drawing)
        convert = _convert()
        if convert is None:
            return None
        drawn = convert.vegalite_to_svg(self.spec())
        return Markup(drawn.replace("<svg", f'<svg style="{UNCUT}"', 1))

    def page(self) -> str:
        """Return the picture and its whole table as a page of its own."""
        head = tag("head", tag("meta", charset="utf-8"), tag("title", self.title))
        body = tag("body", self._html(self.table.rows))
        return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n"

    def _html(self, rows: tuple[tuple[Cell, ...], ...]) -> Markup:
        """Return the picture, if it can be drawn here, above these rows of its table."""
        drawn = self.svg
        table = _table(self.table, rows)
        if drawn is None:
            return card(self.title, small(self.subtitle), small(WITHOUT), table)
        return card(
            self.title if self.drawing is not None else "",
            small(self.subtitle) if self.drawing is not None else "",
            drawn,
            tag("details", tag("summary", "The numbers"), table),
        )

    def _repr_html_(self) -> str:
        """Return the picture as HTML that fetches nothing."""
        return self._html(_spaced(self.table.rows))

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

    def _svg_or_error(self, target: Path) -> str:
        """Return the SVG; InputError where it cannot be drawn here."""
        if self.svg is None:
            raise InputError([_missing(target)])
        return self.svg

    def _bytes(self, kind: str, target: Path) -> bytes:
        """Return the picture as PNG or PDF; InputError without vl-convert."""
        convert, drawn = _convert(), self.svg
        if convert is None or drawn is None:
            raise InputError([_missing(target)])
        if kind == ".png":
            return bytes(convert.svg_to_png(drawn, scale=SCALE))
        return bytes(convert.svg_to_pdf(drawn))


def _convert() -> Any:
    """Return vl-convert, None where it is not installed."""
    try:
        import vl_convert
    except ImportError:
        return None
    return vl_convert


def _chart_type() -> str:
    """Return the media type of a specification, by the version that Altair writes."""
    import altair as alt

    major = alt.SCHEMA_VERSION.lstrip("v").split(".")[0]
    return f"application/vnd.vegalite.v{major}+json"


def _named_space(drawing: Markup) -> Markup:
    """Return a drawing that can stand in a file of its own."""
    if "xmlns=" in drawing[: drawing.index(">")]:
        return drawing
    return Markup(drawing.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))


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
        f"Use one of {', '.join((*PLAIN, *DRAWN))}.",
        Place(str(target)),
    )


def _missing(target: Path) -> Problem:
    """Return what is wrong where vl-convert is not installed."""
    return Problem(
        "picture_export",
        f"{target.suffix.lstrip('.').upper()} takes vl-convert, which is not installed.",
        "Hinge itself writes the numbers (.csv) and a page (.html).",
        f"{INSTALL}, or save it as one of these.",
        Place(str(target)),
    )
