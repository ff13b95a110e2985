"""Where words stand on a still map: larger areas first, none upon another.

The live map places its words by the same rules anew whenever its window changes
(``web/map_labels.js``).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hinge.figures.map_words import short_name
from hinge.figures.markup import Markup, tag
from hinge.figures.palette import GREY, INK

NAME, SIDE, BOX, PILL = 11.5, 9.5, 9.5, 11.0  # sizes of fonts, in pixels
LETTER, CAPITAL = 0.54, 0.78  # width of an average letter, in sizes of the font
OVERHANG, TOWN = 1.3, 4.0  # a name may be so much wider than its area; the same beside a dot
APART = 120.0  # pixels between two names of sides
LINES = 3  # of a name in a box at the edge
PAPER = "#fffdf8"
DEEP = "#4d2f4c"
SIEGE = ((2.0, "1.5 3.5", "#6d6a63"), (3.0, "3 5", DEEP), (4.5, "10 4", DEEP), (5.5, "", DEEP))
"""Width in pixels, dashes and colour of the border around a watched place, by state."""

BARS = (0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)  # kilometres

Json = Mapping[str, Any]
Rectangle = tuple[float, float, float, float]


@dataclass
class Words:
    """The words of one window ``x``, ``y``, ``w``, ``h`` of the picture; ``unit`` of it in a pixel."""

    x: float
    y: float
    w: float
    h: float
    unit: float
    taken: list[Rectangle] = field(default_factory=list)
    parts: list[Markup] = field(default_factory=list)

    def free(self, box: Rectangle) -> bool:
        """Return whether a rectangle lies in the window and touches no words."""
        edge = 3 * self.unit
        inside = (
            box[0] > self.x + edge
            and box[2] < self.x + self.w - edge
            and box[1] > self.y + edge
            and box[3] < self.y + self.h - edge
        )
        return inside and not any(_touch(box, other) for other in self.taken)

    def write(self, text: str, x: float, y: float, size: float, **given: str | float) -> None:
        """Write one line with a pale border, centred on x."""
        halo: dict[str, str | float] = {
            "text_anchor": "middle",
            "fill": INK,
            "stroke": PAPER,
            "stroke_width": 0.24 * size * self.unit,
            "stroke_opacity": 0.86,
            "stroke_linejoin": "round",
            "paint_order": "stroke",
        }
        place: dict[str, str | float] = {"x": x, "y": y, "font_size": size * self.unit}
        self.parts.append(tag("text", text, **(halo | place | given)))

    def scale(self, kilometres: float) -> None:
        """Draw a bar of a round number of kilometres; ``kilometres`` are in one unit."""
        target = self.w / 6 * kilometres
        length = min(BARS, key=lambda km: abs(km - target))
        wide, unit = length / kilometres, self.unit
        x, y = self.x + 10 * unit, self.y + self.h - 10 * unit
        self.taken.append((x - 4 * unit, y - 18 * unit, x + wide + 50 * unit, y + 10 * unit))
        path = f"M{x:.2f},{y - 5 * unit:.2f}v{5 * unit:.2f}h{wide:.2f}v{-5 * unit:.2f}"
        self.parts.append(tag("path", d=path, stroke=INK, fill="none", stroke_width=1.3 * unit))
        self.write(f"{length:g} km", x + wide + 6 * unit, y + unit, 10.5, text_anchor="start")

    def countries(self, names: Sequence[Json]) -> None:
        """Write the names of countries and seas."""
        for name in names:
            box = around(
                name["x"], name["y"], len(name["text"]) * 11 * CAPITAL * self.unit, 11 * self.unit
            )
            if not self.free(box):
                continue
            self.taken.append(box)
            text = name["text"] if name["sea"] else name["text"].upper()
            style = {"font_style": "italic", "fill": "#3f565f"} if name["sea"] else {"fill": GREY}
            self.write(text, name["x"], name["y"], 11, **style)

    def areas(self, areas: Sequence[Json], holder: Sequence[int], sides: Sequence[Json]) -> None:
        """Write names of areas, and here and there which side holds the ground."""
        unit = self.unit
        widest = max(len(side["short"]) for side in sides) * SIDE * CAPITAL * unit
        anchors: list[tuple[float, float]] = []
        drawn = [a for a in range(len(areas)) if areas[a]["path"]]
        for a in sorted(drawn, key=lambda a: (-areas[a]["size"], a)):
            area = areas[a]
            if area["offMap"]:
                self._box(area)
                continue
            text, dotted = short_name(area["name"]), not area["close"]
            wide = len(text) * NAME * LETTER * unit
            if wide > area["room"] * (TOWN if dotted else OVERHANG):
                continue
            x, y = area["label"][0], area["label"][1] + (-6 if dotted else 4) * unit
            box = around(x, y, wide, NAME * unit)
            both = (
                min(box[0], x - widest / 2),
                box[1] - 1.35 * SIDE * unit,
                max(box[2], x + widest / 2),
                box[3],
            )
            roomy = (
                all(math.dist((x, y), other) > APART * unit for other in anchors)
                and widest <= area["room"] * OVERHANG
                and self.free(both)
            )
            if not roomy and not self.free(box):
                continue
            self.taken.append(both if roomy else box)
            self.write(text, x, y, NAME)
            if dotted:
                self.parts.append(
                    tag("circle", cx=area["at"][0], cy=area["at"][1], r=1.9 * unit, fill=INK)
                )
            if roomy:
                anchors.append((x, y))
                if holder[a] >= 0:
                    side = sides[holder[a]]
                    self.write(
                        side["short"].upper(), x, y - 1.08 * NAME * unit, SIDE,
                        fill=side["ink"], font_weight="700", letter_spacing=".1em",
                    )  # fmt: skip

    def _box(self, area: Json) -> None:
        """Write the name of a box at the edge, in lines that stay in it."""
        x, y = area["label"]
        lines = folded(short_name(area["name"]), area["room"] / (BOX * LETTER * self.unit))
        if not self.free(around(x, y, area["room"], BOX * self.unit)):
            return
        top = y - (len(lines) - 1) * BOX * self.unit / 2
        for row, line in enumerate(lines):
            self.write(line, x, top + row * BOX * self.unit, BOX, font_style="italic")

    def pill(
        self, name: str, words: str, at: Sequence[float], reach: tuple[float, float], turn: float
    ) -> None:
        """Write how a watched place at ``at`` can be reached, beside it, with a line to it.

        ``reach``: half its width and height; ``turn``: the direction that is tried first, in radians.
        """
        unit = self.unit
        wide = (max(len(name) * 0.62, len(words) * LETTER) * PILL + 12) * unit
        high = 34 * unit
        for more in (16, 40, 70, 110):
            for step in range(16):
                angle = turn + (-1 if step % 2 else 1) * math.ceil(step / 2) * math.pi / 8
                x = at[0] + math.cos(angle) * (reach[0] + wide / 2 + more * unit)
                y = at[1] + math.sin(angle) * (reach[1] + high / 2 + more * unit)
                box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
                if not self.free(box):
                    continue
                self.taken.append(box)
                line = f"M{at[0]:.2f},{at[1]:.2f}L{x:.2f},{y:.2f}"
                self.parts += [
                    tag("path", d=line, stroke=DEEP, stroke_width=1.1 * unit),
                    tag("circle", cx=at[0], cy=at[1], r=2.6 * unit, fill=DEEP),
                    tag(
                        "rect", x=box[0], y=box[1], width=wide, height=high, rx=3 * unit,
                        fill=PAPER, fill_opacity=0.94, stroke=DEEP, stroke_width=1.1 * unit,
                    ),
                ]  # fmt: skip
                self.write(name, x, y - 3 * unit, PILL, font_weight="700", stroke="none")
                self.write(words, x, y + 11 * unit, PILL - 0.5, stroke="none")
                return


def around(x: float, base: float, wide: float, high: float) -> Rectangle:
    """Return the rectangle of a line of words centred on x that stands on ``base``."""
    return (x - wide / 2, base - high, x + wide / 2, base + 0.3 * high)


def folded(text: str, letters: float) -> list[str]:
    """Return words in at most three lines of about so many letters.

    >>> folded("Kilis and Gaziantep border zone", 16)
    ['Kilis and', 'Gaziantep border', 'zone']
    """
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= letters or not lines[-1]:
            lines[-1] = longer
        elif len(lines) < LINES:
            lines.append(word)
        else:
            lines[-1] += "…"
            break
    return lines


def _touch(a: Rectangle, b: Rectangle) -> bool:
    """Return whether two rectangles overlap."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
