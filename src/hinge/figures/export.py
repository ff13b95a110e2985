"""A figure as a file: PNG, SVG and PDF for a page or a paper, CSV for the numbers behind it.

Pictures are drawn by vl-convert, which is in the extra ``export``; it asks no
network and uses the fonts of this machine. CSV needs nothing. The same figure
gives the same bytes again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from hinge.errors import InputError, Place, Problem
from hinge.figures.markup import Markup, tag
from hinge.figures.palette import GREY, INK, PAPER
from hinge.figures.pdf import in_order
from hinge.figures.theme import SANS, SERIF

if TYPE_CHECKING:
    from hinge.figures.figure import Figure

FORMATS = ("png", "svg", "pdf", "csv")
NEED_THE_EXTRA = ("png", "svg", "pdf")
SCALE = 2.0
"""Pixels of a PNG for each pixel of a figure, where nothing else is asked for."""

INSTALL = "python -m pip install 'hinge[export]'"
SVG_NAMESPACE = "http://www.w3.org/2000/svg"
DRAWN_WIDTH = 720.0
"""Width of a drawing as a file, in pixels: about that of a chart with its names."""

HEAD = 62
"""Room over a drawing for its title and subtitle, in pixels."""


def as_file(figure: Figure, kind: str, scale: float = SCALE) -> bytes:
    """Return a figure as the content of a file of one of ``FORMATS``; ``scale`` is that of PNG.

    InputError where pictures are asked for and vl-convert is not installed.
    """
    if kind == "csv":
        return figure.table.csv().encode()
    if kind not in FORMATS:
        raise ValueError(f"no such format: {kind}")
    convert, drawn = _converter(), figure.chart is None
    source = standalone(figure) if drawn else json.dumps(figure.spec())
    if kind == "svg":
        text: str = source if drawn else convert.vegalite_to_svg(source)
        return text.encode()
    if kind == "pdf":
        return in_order(convert.svg_to_pdf(source) if drawn else convert.vegalite_to_pdf(source))
    pixels = convert.svg_to_png if drawn else convert.vegalite_to_png
    picture: bytes = pixels(source, scale=scale)
    return picture


def standalone(figure: Figure) -> str:
    """Return a drawing as an SVG file: named, sized, on the ground of the house."""
    drawing = str(figure.drawing)
    box = re.search(r'^<svg [^>]*viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"', drawing)
    if box is None:
        raise ValueError(f"{figure.id} is no drawing with a viewBox")
    width, height = DRAWN_WIDTH, DRAWN_WIDTH * float(box[2]) / float(box[1])
    inside = drawing.replace("<svg ", f'<svg y="{HEAD}" width="{width:g}" height="{height:g}" ', 1)
    whole = tag(
        "svg",
        tag("rect", width="100%", height="100%", fill=PAPER),
        tag(
            "text",
            figure.title,
            x=6,
            y=24,
            font_family=SERIF,
            font_size=18,
            font_weight=600,
            fill=INK,
        ),
        tag("text", figure.subtitle, x=6, y=46, font_family=SANS, font_size=13, fill=GREY),
        Markup(inside),
        xmlns=SVG_NAMESPACE,
        width=width,
        height=height + HEAD,
    )
    return f"{whole}\n"


def chosen(figures: Sequence[Figure], ids: Sequence[str]) -> list[Figure]:
    """Return the figures with these ids, in the order of the page; all of them for no ids.

    InputError for an id that no figure has, with the nearest that there is.
    """
    known = [one.id for one in figures]
    problems = [_unknown(name, known) for name in ids if name not in known]
    if problems:
        raise InputError(problems)
    return [one for one in figures if not ids or one.id in ids]


def formats(text: str) -> tuple[str, ...]:
    """Return the formats in a list such as ``png,csv``; InputError for one that there is not.

    >>> formats("svg, csv")
    ('svg', 'csv')
    """
    asked = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    wrong = [name for name in asked if name not in FORMATS]
    if wrong or not asked:
        named = ", ".join(wrong) or "nothing"
        raise InputError(
            [
                Problem(
                    "export_format",
                    f"--format asks for {named}.",
                    f"Figures are written as {', '.join(FORMATS)}.",
                    "Name one or several of these, separated by commas.",
                    Place("--format"),
                )
            ]
        )
    return asked


def ready(kinds: Sequence[str]) -> None:
    """Check that these formats can be written here; InputError where the extra is missing."""
    if any(kind in NEED_THE_EXTRA for kind in kinds):
        _converter()


def _converter() -> Any:
    """Return vl-convert; InputError with the line that installs it where it is missing."""
    try:
        import vl_convert  # noqa: PLC0415  # an extra, and slow to load
    except ImportError as error:
        raise InputError(
            [
                Problem(
                    "export_extra",
                    "Pictures cannot be written: vl-convert is not installed.",
                    "It draws PNG, SVG and PDF, and is kept out of the core because of its size.",
                    f"Install it with: {INSTALL} (--format csv works without it).",
                    Place("--format"),
                )
            ]
        ) from error
    return vl_convert


def _unknown(name: str, known: Sequence[str]) -> Problem:
    """Return what is wrong with an id that no figure has."""
    near = get_close_matches(name, known, n=1, cutoff=0.0)
    hint = f" The nearest is {near[0]}." if near else ""
    return Problem(
        "export_figure",
        f"No figure of this page is called {name}.{hint}",
        "Only figures of the page can be written.",
        f"Use some of: {', '.join(known) or 'there are none'}.",
        Place("--figures"),
    )
