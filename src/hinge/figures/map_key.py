"""The key of the still map: every mark and what it means, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hinge.figures.area_map import SIEGE
from hinge.figures.markup import Markup, tag
from hinge.figures.palette import INK, NOBODY, SIEGE_STATES

GROUND = "#e3dfd5"


def map_key(geo: Mapping[str, Any]) -> Markup:
    """Return the key as a list; words name every mark, so that colour never stands alone."""
    sides = [_item(_fill(side["colour"]), side["name"]) for side in geo["sides"]]
    stripes = tag("path", d="M0,16L16,0M12,20L28,4M24,20L40,4", stroke=INK, stroke_opacity=0.6)
    dots = [
        tag("circle", cx=x, cy=y, r=1.3, fill=INK) for x in (6.0, 16.0, 26.0) for y in (5.0, 11.0)
    ]
    items = [
        *sides,
        _item(_fill(NOBODY), "nobody"),
        _item(
            [*_fill("#8b877d", 0.3, 16.0), *_fill("#8b877d", 0.92, 16.0, 16.0)],
            "the fuller the colour, the more runs agree",
        ),
        _item([*_fill(GROUND), stripes], "hatched: no side holds it in 60 of 100 runs"),
        _item([*_fill(GROUND), *dots], "dotted: forces of both sides are there"),
        _item([_line(INK, 2.0)], "front line"),
        *(
            _item(
                [_line(colour, width, dashes)],
                f"border around a watched place: {state}" if code == 0 else state,
            )
            for code, (state, (width, dashes, colour)) in enumerate(
                zip(SIEGE_STATES, SIEGE, strict=True)
            )
        ),
        _item([_line(INK, 4.6)], "way into a watched place, held by its side"),
        _item([_line(INK, 4.6, "6 4")], "the same, closed by fire"),
        _item([_line("#8b877d", 0.9)], "other road"),
    ]
    borders = geo["base"]["borders"] if geo["base"] else ()
    if borders:
        items.append(_item([_line("#3a3833", 1.3, "9 2.5 1.5 2.5")], "border"))
    notes = dict.fromkeys(border["note"] for border in borders if border["disputed"])
    items.extend(_item([_line("#3a3833", 1.3, "2 3.5")], f"disputed: {note}") for note in notes)
    if geo["base"]:
        items.append(tag("li", f"Coast and borders: {geo['base']['source']}."))
    return tag("ul", *items, class_="map-key")


def _item(marks: list[Markup], words: str) -> Markup:
    """Return a mark with its words."""
    picture = tag("svg", *marks, viewBox="0 0 32 16", width=32.0, height=16.0, aria_hidden="true")
    return tag("li", picture, words)


def _fill(colour: str, opacity: float = 1.0, width: float = 32.0, x: float = 0.0) -> list[Markup]:
    """Return a patch of colour."""
    return [tag("rect", x=x, width=width, height=16.0, fill=colour, fill_opacity=opacity)]


def _line(colour: str, width: float, dashes: str = "") -> Markup:
    """Return a line."""
    return tag(
        "path", d="M1,8h30", stroke=colour, stroke_width=width, stroke_dasharray=dashes or None
    )
