"""The still map: who holds each area on a day, in how many of the runs, and how places can be reached.

For pages without scripts, for print and for export; the live map draws the same from
the same ground (``map_geo``). Fill: the side that holds the area in most runs; the
fuller the colour, the more runs agree. Hatched: no side holds it in 60 of 100.
Dotted: forces of both sides are there in half of the runs. Black lines: neighbouring
areas whose holders differ in more than half of the runs. A border around a watched
place says how it can be reached; bold roads lead into it over ground of its side.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hinge.figures.figure import Cell, Figure, Table
from hinge.figures.map_data import UNITS, share_units
from hinge.figures.map_key import key_strip
from hinge.figures.map_names import SIEGE, Words
from hinge.figures.map_words import (
    AGREED,
    OFTEN,
    SLACK,
    holders,
    leading,
    reached,
    short_name,
    usual_state,
)
from hinge.figures.markup import Markup, join, tag
from hinge.figures.palette import INK, NOBODY, SIEGE_STATES

FULL = 0.92  # opacity where all runs agree
PIXELS = 720.0  # for which width words and lines are sized
FAR = 4.0  # from a window so many times as wide as the close-up, its places are drawn small
ROADS = {"highway": (1.5, ""), "road": (0.9, ""), "track": (0.7, "3 2"), "sea": (0.9, "1 3")}
CLOSED = 3
Json = Mapping[str, Any]
Ints = npt.NDArray[np.integer]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Moment:
    """One day: ``share`` (S, A) of the runs by side, ``contested`` (A,), ``siege`` (W, 4) by state."""

    share: Floats
    contested: Floats
    siege: Floats
    runs: int


def moment(control: Ints, contested: Ints, siege: Ints, sides: int) -> Moment:
    """Return one day of an arm from ``control`` (R, A), ``contested`` (R, A) and ``siege`` (R, W).

    Shares are rounded to two-hundredths, as those that the live map gets.
    """
    return Moment(
        share_units(control[:, None, :], sides)[0] / UNITS,
        share_units(contested[:, None, :], 2)[0, 1] / UNITS,
        share_units(siege[:, None, :], len(SIEGE_STATES))[0].T / UNITS,
        int(control.shape[0]),
    )


def map_figure(
    geo: Json, now: Moment, *, id_: str, title: str, subtitle: str = "", view: str = "whole"
) -> Figure:
    """Return the map of one day with its key and its numbers; ``view``: ``whole`` or ``close``."""
    rows: list[tuple[Cell, ...]] = []
    for a, area in enumerate(geo["areas"]):
        shares = [float(part) for part in now.share[:, a]]
        held = leading(shares).side
        name = geo["sides"][held]["name"] if held >= 0 else "nobody"
        rows.append((area["id"], area["name"], name, *shares, float(now.contested[a])))
    columns = (
        "area",
        "name",
        "held_by",
        *(f"share_{s['id']}" for s in geo["sides"]),
        "share_contested",
    )
    height = PIXELS * geo["height"] / geo["width"]
    strip, more = key_strip(geo, PIXELS, height)
    drawing = tag(
        "svg",
        tag(
            "svg", still_map(geo, now, key=id_, title=title, view=view), width=PIXELS, height=height
        ),
        strip,
        viewBox=f"0 0 {PIXELS:g} {height + more:g}",
        font_family="system-ui, sans-serif",
    )
    return Figure(id_, title, subtitle, Table(columns, tuple(rows)), drawing=drawing)


def still_map(geo: Json, now: Moment, *, key: str, title: str, view: str = "whole") -> Markup:
    """Return the map of one day as SVG; ``key`` keeps its patterns apart from those of other maps."""
    window = geo["close"] if view == "close" else None
    box = window or {"x": 0.0, "y": 0.0, "w": geo["width"], "h": geo["height"]}
    unit = box["w"] / PIXELS
    leads = [leading([float(part) for part in now.share[:, a]]) for a in range(now.share.shape[1])]
    holder = [lead.holder for lead in leads]
    far = geo["close"] is not None and box["w"] > FAR * geo["close"]["w"]
    words = Words(box["x"], box["y"], box["w"], box["h"], unit)
    words.scale(geo["kilometres"])
    shown = _shown(geo, holder)
    _pills(geo, now, words, shown, far=far)
    words.countries(geo["base"]["names"] if geo["base"] else ())
    words.areas(geo["areas"], holder, geo["sides"])
    return tag(
        "svg",
        tag("title", title),
        tag("defs", *_patterns(key, unit)),
        _ground(geo),
        tag(
            "g",
            *(_cell(geo, now, a, leads[a].side, key) for a in range(len(leads))),
            stroke="#ffffff", stroke_width=0.7 * unit, stroke_linejoin="round",
        ),
        _lines(geo, unit),
        *_sieges(geo, now, shown, unit * (0.5 if far else 1.0)),
        _fronts(geo, holder, unit * (0.75 if far else 1.0)),
        *_ways(geo, now, shown, holder, unit * (0.6 if far else 1.0)),
        tag("g", *words.parts, aria_hidden="true"),
        viewBox=f"{box['x']:g} {box['y']:g} {box['w']:g} {box['h']:g}",
        role="img",
        aria_label=title,
        font_family="system-ui, sans-serif",
    )  # fmt: skip


def _patterns(key: str, unit: float) -> list[Markup]:
    """Return hatching (1), dots (2) and both (3)."""
    line = tag("path", d="M0,0V8", stroke=INK, stroke_width=1.5, stroke_opacity=0.5)
    dot = tag("circle", cx=4.0, cy=4.0, r=1.2, fill=INK, fill_opacity=0.65)
    return [
        tag(
            "pattern", *marks, id=f"{key}-mark-{number}", width=8.0, height=8.0,
            patternUnits="userSpaceOnUse", patternTransform=f"scale({unit:g}) rotate(45)",
        )
        for number, marks in ((1, (line,)), (2, (dot,)), (3, (line, dot)))
    ]  # fmt: skip


def _ground(geo: Json) -> Markup:
    """Return land and sea."""
    land = tag("rect", width=geo["width"], height=geo["height"], fill="#f4f1e9")
    sea = geo["base"]["sea"] if geo["base"] else ""
    return join(land, tag("path", d=sea, fill="#dfe6e8", fill_rule="evenodd") if sea else "")


def _cell(geo: Json, now: Moment, a: int, side: int, key: str) -> Markup:
    """Return one area: its fill, its marks, and its words."""
    area, shares = geo["areas"][a], [float(part) for part in now.share[:, a]]
    if not area["path"]:
        return Markup()
    best = max(shares)
    text = tag("title", f"{area['name']}: {holders(geo['sides'], shares)}")
    mark = (best < AGREED - SLACK) + 2 * (float(now.contested[a]) >= OFTEN)
    given: dict[str, str | float | None] = {"d": area["path"], "fill_rule": "evenodd"}
    fill = tag(
        "path", text, **given, data_area=area["id"],
        fill=NOBODY if side < 0 else geo["sides"][side]["colour"],
        fill_opacity="1" if side < 0 else f"{FULL * best:.3f}",
        opacity=0.62 if area["offMap"] else None,
    )  # fmt: skip
    return join(fill, tag("path", **given, fill=f"url(#{key}-mark-{mark})") if mark else "")


def _lines(geo: Json, unit: float) -> Markup:
    """Return roads, coast and borders."""
    parts = []
    for kind, (width, dashes) in ROADS.items():
        d = "".join(road["path"] for road in geo["roads"] if road["kind"] == kind)
        parts.append(_line(d, "#5f5c55", width, dashes, unit, opacity=0.55))
    if geo["base"]:
        parts.append(_line(geo["base"]["coast"], "#6f7f86", 1.0, "", unit))
        for border in geo["base"]["borders"]:
            dashes = "2 3.5" if border["disputed"] else "9 2.5 1.5 2.5"
            parts.append(_line(border["path"], "#3a3833", 1.3, dashes, unit))
    return join(*parts)


def _line(
    d: str, colour: str, width: float, dashes: str, unit: float, opacity: float | None = None
) -> Markup:
    """Return a line of a width in pixels; nothing without a path."""
    if not d:
        return Markup()
    gaps = " ".join(f"{float(part) * unit:g}" for part in dashes.split())
    return tag(
        "path", d=d, fill="none", stroke=colour, stroke_width=width * unit,
        stroke_dasharray=gaps or None, stroke_opacity=opacity, stroke_linejoin="round",
    )  # fmt: skip


def _fronts(geo: Json, holder: Sequence[int], unit: float) -> Markup:
    """Return black lines where the holders of two neighbours differ in more than half of the runs."""
    index = {area["id"]: a for a, area in enumerate(geo["areas"])}
    d = ""
    for edge in geo["edges"]:
        if edge["b"]:
            a, b = holder[index[edge["a"]]], holder[index[edge["b"]]]
            d += edge["path"] if a != b and min(a, b) >= 0 else ""
    return _line(d, INK, 2.0, "", unit)


def _shown(geo: Json, holder: Sequence[int]) -> list[int]:
    """Return rows of the watched places to be drawn.

    Those where people are counted (all, if nowhere), and whose side holds ground there.
    """
    watches = geo["watches"]
    held = {area["id"]: holder[a] for a, area in enumerate(geo["areas"])}
    sides = [side["id"] for side in geo["sides"]]
    peopled = any(watch["harm"] for watch in watches)
    return [
        w
        for w, watch in enumerate(watches)
        if (watch["harm"] or not peopled)
        and any(held[area] == sides.index(watch["side"]) for area in watch["areas"])
    ]


def _sieges(geo: Json, now: Moment, shown: Sequence[int], unit: float) -> list[Markup]:
    """Return the borders around watched places, each on a pale band."""
    bands, lines = [], []
    for w in shown:
        within = set(geo["watches"][w]["areas"])
        d = "".join(e["path"] for e in geo["edges"] if (e["a"] in within) != (e["b"] in within))
        width, dashes, colour = SIEGE[usual_state(now.siege[w].tolist())]
        bands.append(_line(d, "#ffffff", 8.0, "", unit, opacity=0.7))
        lines.append(_line(d, colour, width, dashes, unit))
    return [*bands, *lines]


def _ways(
    geo: Json, now: Moment, shown: Sequence[int], holder: Sequence[int], unit: float
) -> list[Markup]:
    """Return the roads that join own-held ground in a watched place to own-held ground outside."""
    held = {area["id"]: holder[a] for a, area in enumerate(geo["areas"])}
    sides = [side["id"] for side in geo["sides"]]
    parts = []
    for w in shown:
        watch, state = geo["watches"][w], usual_state(now.siege[w].tolist())
        within, side = set(watch["areas"]), sides.index(watch["side"])
        for road in geo["roads"]:
            joins = (road["a"] in within) != (road["b"] in within)
            if state == CLOSED or not joins or not held[road["a"]] == held[road["b"]] == side:
                continue
            wide = 2.8 if road["kind"] in {"adjacent", "track"} else 4.6
            ink = geo["sides"][side]["ink"]
            parts.append(_line(road["path"], "#ffffff", wide + 3.0, "", unit, opacity=0.85))
            parts.append(_line(road["path"], ink, wide, "6 4" if state == CLOSED - 1 else "", unit))
    return parts


def _pills(geo: Json, now: Moment, words: Words, shown: Sequence[int], *, far: bool) -> None:
    """Write beside each watched place how it can be reached."""
    places = {area["id"]: area["at"] for area in geo["areas"]}
    labels = [geo["watches"][w]["label"] for w in shown]
    middle = [sum(at[i] for at in labels) / max(len(labels), 1) for i in (0, 1)]
    for w, at in zip(shown, labels, strict=True):
        watch = geo["watches"][w]
        if not (words.x < at[0] < words.x + words.w and words.y < at[1] < words.y + words.h):
            continue
        reach = [max(abs(places[area][i] - at[i]) for area in watch["areas"]) for i in (0, 1)]
        if far:
            reach = [max(reach[0], geo["close"]["w"] / 2), max(reach[1], geo["close"]["h"] / 2)]
        name = short_name(watch["name"])
        turn = math.atan2(at[1] - middle[1], at[0] - middle[0])
        said = reached(now.siege[w].tolist())
        words.pill(name[:1].upper() + name[1:], said, at, (reach[0], reach[1]), turn)
