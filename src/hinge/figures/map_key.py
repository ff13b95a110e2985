"""The key of the still map: every mark and what it means, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hinge.figures.map_names import LETTER, SIEGE
from hinge.figures.markup import Markup, tag
from hinge.figures.palette import INK, NOBODY, SIEGE_STATES

GROUND = "#e3dfd5"
SAMPLE = 32.0  # width of a mark in the key, in pixels
FONT, ROW, GAP = 12.0, 22.0, 10.0

Entry = tuple[list[Markup], str]


def map_key(geo: Mapping[str, Any]) -> Markup:
    """Return the key as a list of a page."""
    items = [tag("li", _picture(marks), words) for marks, words in _entries(geo)]
    return tag("ul", *items, tag("li", _source(geo)) if geo["base"] else "", class_="map-key")


def key_strip(geo: Mapping[str, Any], width: float, top: float) -> tuple[Markup, float]:
    """Return the key as lines of a drawing ``width`` wide, under ``top``, and how high it is."""
    parts = []
    x, y = 0.0, top + GAP
    for marks, words in [*_entries(geo), *(([([], _source(geo))]) if geo["base"] else [])]:
        start = SAMPLE + 6 if marks else 0.0
        wide = start + len(words) * LETTER * FONT
        if x and x + wide > width:
            x, y = 0.0, y + ROW
        if marks:
            parts.append(_picture(marks, x=x, y=y))
        parts.append(tag("text", words, x=x + start, y=y + 12, font_size=FONT, fill=INK))
        x += wide + 2 * GAP
    return tag("g", *parts), y + ROW - top


def _entries(geo: Mapping[str, Any]) -> list[Entry]:
    """Return every mark with its words, so that colour never stands alone."""
    stripes = tag("path", d="M0,16L16,0M12,20L28,4M24,20L40,4", stroke=INK, stroke_opacity=0.6)
    dots = [
        tag("circle", cx=x, cy=y, r=1.3, fill=INK) for x in (6.0, 16.0, 26.0) for y in (5.0, 11.0)
    ]
    found: list[Entry] = [(_fill(side["colour"]), side["name"]) for side in geo["sides"]]
    found += [
        (_fill(NOBODY), "nobody"),
        (
            [*_fill("#8b877d", 0.3, 16.0), *_fill("#8b877d", 0.92, 16.0, 16.0)],
            "the fuller the colour, the more runs agree",
        ),
        ([*_fill(GROUND), stripes], "hatched: no side holds it in 60 of 100 runs"),
        ([*_fill(GROUND), *dots], "dotted: forces of both sides are there"),
        ([_line(INK, 2.0)], "front line"),
    ]
    for state, (width, dashes, colour) in zip(SIEGE_STATES, SIEGE, strict=True):
        first = "border around a watched place: " if state == SIEGE_STATES[0] else ""
        found.append(([_line(colour, width, dashes)], f"{first}{state}"))
    found += [
        ([_line(INK, 4.6)], "way into a watched place, held by its side"),
        ([_line(INK, 4.6, "6 4")], "the same, closed by fire"),
        ([_line("#8b877d", 0.9)], "other road"),
    ]
    borders = geo["base"]["borders"] if geo["base"] else ()
    if borders:
        found.append(([_line("#3a3833", 1.3, "9 2.5 1.5 2.5")], "border"))
    notes = dict.fromkeys(border["note"] for border in borders if border["disputed"])
    found += [([_line("#3a3833", 1.3, "2 3.5")], f"disputed: {note}") for note in notes]
    return found


def _source(geo: Mapping[str, Any]) -> str:
    """Return where the base map is from, in words."""
    return f"Coast and borders: {geo['base']['source']}."


def _picture(marks: Sequence[Markup], **place: float) -> Markup:
    """Return a mark as a small drawing."""
    return tag(
        "svg", *marks, viewBox="0 0 32 16", width=SAMPLE, height=16.0, aria_hidden="true", **place
    )


def _fill(colour: str, opacity: float = 1.0, width: float = 32.0, x: float = 0.0) -> list[Markup]:
    """Return a patch of colour."""
    return [tag("rect", x=x, width=width, height=16.0, fill=colour, fill_opacity=opacity)]


def _line(colour: str, width: float, dashes: str = "") -> Markup:
    """Return a line."""
    return tag(
        "path", d="M1,8h30", stroke=colour, stroke_width=width, stroke_dasharray=dashes or None
    )
