"""The map: who holds each area on a day, in how many of the runs.

Fill: the side that holds the area in most runs; the fuller the colour, the more
runs agree. Hatched: no side holds it in 60 of 100. Black lines: neighbouring
areas whose holders differ in most runs. Every area is a named node, so that the
picture can be read without seeing it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.figures.geometry import Box, Frame, Ring, Shapes, centre, surface
from hinge.figures.markup import Markup, join, number, tag
from hinge.figures.palette import GREY, INK, NOBODY, side_colours

AGREED = 0.6  # a side holds it in at least 60 of 100 runs, else hatched
FULL = 0.92  # opacity where all runs agree
WIDTH, HEIGHT = 440.0, 400.0
LETTER = 0.56  # width of an average letter, in font sizes
FONT = 11.5
OVERHANG = 1.25  # a name may be this much wider than its area
BARS = (1, 2, 5, 10, 20, 50, 100, 200, 500)  # kilometres a scale bar may show


@dataclass(frozen=True)
class Holding:
    """In which share of runs each side holds each area: ``share`` (S, A), names along both."""

    sides: tuple[str, ...]
    areas: tuple[str, ...]
    share: npt.NDArray[np.float64]

    def of(self, area: str) -> npt.NDArray[np.float64]:
        """Return the share of runs by side, (S,), for one area."""
        found: npt.NDArray[np.float64] = self.share[:, self.areas.index(area)]
        return found


def holding(
    control: npt.NDArray[np.integer], sides: Sequence[str], areas: Sequence[str]
) -> Holding:
    """Return in which share of runs each side holds each area, from control (R, A), -1 nobody."""
    share = np.stack([(control == side).mean(axis=0) for side in range(len(sides))])
    return Holding(tuple(sides), tuple(areas), share)


def area_map(
    shapes: Shapes,
    held: Holding,
    *,
    names: Mapping[str, str],
    side_names: Mapping[str, str],
    box: Box,
    key: str,
    title: str,
) -> Markup:
    """Return the map as SVG; ``key`` keeps its marks apart from those of other maps on a page."""
    frame = Frame(box, WIDTH, HEIGHT)
    colours = side_colours(held.sides)
    drawn = [area for area in shapes.rings if area in held.areas]
    cells = [
        _cell(shapes.rings[area], frame, held, area, names, side_names, colours, key)
        for area in drawn
    ]
    return tag(
        "svg",
        tag("title", title),
        tag("defs", _hatch(key)),
        tag("rect", width=WIDTH, height=HEIGHT, fill="#f6f4ee"),
        tag("g", *cells, stroke="#ffffff", stroke_width=0.7, stroke_linejoin="round"),
        _front(shapes, frame, held),
        _labels(shapes, frame, drawn, names),
        _scale_bar(frame),
        viewBox=f"0 0 {number(WIDTH)} {number(HEIGHT)}",
        role="img",
        aria_label=title,
        font_family="system-ui, sans-serif",
    )


def _cell(
    rings: tuple[Ring, ...],
    frame: Frame,
    held: Holding,
    area: str,
    names: Mapping[str, str],
    side_names: Mapping[str, str],
    colours: Mapping[str, str],
    key: str,
) -> Markup:
    """Return one area: its fill, its hatching if the runs disagree, and its words."""
    share = held.of(area)
    best = int(np.argmax(share))
    nobody = 1.0 - float(share.sum())
    outline = _outline(rings, frame)
    words = ", ".join(
        f"{side_names[side]} {100 * part:.0f}"
        for side, part in zip(held.sides, share, strict=True)
        if part >= 0.005
    )
    text = tag("title", f"{names.get(area, area)}: held in 100 runs by {words or 'nobody'}")
    empty = nobody >= float(share[best])
    fill = tag(
        "path",
        text,
        d=outline,
        fill=NOBODY if empty else colours[held.sides[best]],
        fill_opacity=1.0 if empty else FULL * float(share[best]),
        fill_rule="evenodd",
        data_area=area,
    )
    if float(share[best]) >= AGREED:
        return fill
    return join(fill, tag("path", d=outline, fill=f"url(#{key}-hatch)", fill_rule="evenodd"))


def _outline(rings: tuple[Ring, ...], frame: Frame) -> str:
    """Return the path of an area's rings."""
    parts = []
    for ring in rings:
        points = [frame.at(p) for p in ring[:-1]]
        parts.append("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points) + "Z")
    return "".join(parts)


def _front(shapes: Shapes, frame: Frame, held: Holding) -> Markup:
    """Return black lines where the holders of two neighbours differ in most runs."""
    holder = {
        area: int(np.argmax(held.of(area))) if held.of(area).max() > 0.5 else -1
        for area in shapes.rings
        if area in held.areas
    }
    lines = []
    for (a, b), edges in shapes.shared_edges().items():
        if {a, b} <= holder.keys() and holder[a] != holder[b] and min(holder[a], holder[b]) >= 0:
            for p, q in edges:
                (x1, y1), (x2, y2) = frame.at(p), frame.at(q)
                lines.append(f"M{x1:.1f},{y1:.1f}L{x2:.1f},{y2:.1f}")
    return tag(
        "path",
        d="".join(lines) or "M0,0",
        stroke=INK,
        stroke_width=1.6,
        fill="none",
        stroke_linecap="round",
    )


def _labels(shapes: Shapes, frame: Frame, drawn: Sequence[str], names: Mapping[str, str]) -> Markup:
    """Return names of areas, larger ones first, wherever they fit without touching another."""
    taken: list[tuple[float, float, float, float]] = []
    texts = []
    for area in sorted(drawn, key=lambda a: (-surface(shapes.rings[a][0]), a)):
        x, y = frame.at(centre(shapes.rings[area][0]))
        name = short_name(names.get(area, area))
        half = len(name) * FONT * LETTER / 2
        spot = (x - half - 2, y - FONT, x + half + 2, y + FONT * 0.5)
        inside = spot[0] > 4 and spot[2] < WIDTH - 4 and spot[1] > 4 and spot[3] < HEIGHT - 22
        room = _width(shapes.rings[area][0], frame) * OVERHANG
        if not inside or 2 * half > room or any(_touch(spot, other) for other in taken):
            continue
        taken.append(spot)
        texts.append(tag("text", name, x=round(x, 1), y=round(y, 1)))
    return tag(
        "g",
        *texts,
        font_size=FONT,
        text_anchor="middle",
        fill=INK,
        stroke="#ffffff",
        stroke_width=2.6,
        stroke_opacity=0.8,
        stroke_linejoin="round",
        paint_order="stroke",
        aria_hidden="true",
    )


def _width(ring: Ring, frame: Frame) -> float:
    """Return how wide a ring is in the picture."""
    xs = [frame.at(point)[0] for point in ring]
    return max(xs) - min(xs)


def short_name(name: str) -> str:
    """Return a name without what stands in brackets, after a comma or after a slash.

    >>> short_name("Ramouseh (artillery college), south")
    'Ramouseh'
    """
    for mark in (" (", ",", " / ", "/"):
        name = name.split(mark, maxsplit=1)[0]
    return name.strip()


def _touch(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    """Return whether two rectangles overlap."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _hatch(key: str) -> Markup:
    """Return the pattern of diagonal lines."""
    return tag(
        "pattern",
        tag("path", d="M0,0V6", stroke=INK, stroke_width=1.1, stroke_opacity=0.55),
        id=f"{key}-hatch",
        width=6.0,
        height=6.0,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def _scale_bar(frame: Frame) -> Markup:
    """Return a bar of a round number of kilometres, about a fifth of the width."""
    per_unit = frame.kilometres(1.0)
    length = min(BARS, key=lambda km: abs(km / per_unit - WIDTH / 5))
    x, y, wide = 12.0, HEIGHT - 10, length / per_unit
    return tag(
        "g",
        tag(
            "rect",
            x=x - 6,
            y=y - 15,
            width=wide + 46,
            height=21.0,
            fill="#ffffff",
            fill_opacity=0.75,
        ),
        tag("path", d=f"M{number(x)},{number(y - 4)}v4h{number(wide)}v-4", stroke=INK, fill="none"),
        tag("text", f"{length} km", x=x + wide + 5, y=y + 1, font_size=10.5, fill=GREY),
    )
