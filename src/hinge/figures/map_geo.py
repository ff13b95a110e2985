"""The ground of a map as plain data: outlines, shared borders, roads, coast, watched regions.

Both maps draw from it, the still one in Python and the live one in the browser, so
that they cannot come to differ. Coordinates are units of a picture ``WIDTH`` wide,
north up; outlines are SVG paths of one absolute and then relative moves, so that
paths may be joined one after the other.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from hinge.figures.geometry import Box, Frame, Point, Shapes, inside, read_shapes, surface
from hinge.figures.map_places import chained, deepest, pulled, room_at
from hinge.figures.palette import side_colours, side_inks
from hinge.scenario.basemap_reader import FILE as BASEMAP
from hinge.scenario.basemap_reader import read_basemap
from hinge.scenario.scenario import Scenario

WIDTH = 1000.0
TALLEST, FLATTEST = 0.86, 0.62  # height of the picture in widths; the ground keeps its form
MARGIN = 0.03  # of the ground on each side
ROADS = ("highway", "road", "track", "sea", "adjacent")  # kinds of link that carry something
DIGITS = 2  # of a unit: some 3 m on the map of a province

Json = dict[str, Any]


def geo(scenario: Scenario) -> Json | None:
    """Return the ground of a scenario's map as an object for JSON; None if it has no ``map.geojson``.

    ``width``, ``height``: of the picture; ``kilometres``: in one unit of it.
    ``areas``: in file order, as control arrays have them: ``id``, ``name``, ``path`` (empty for
    one without an outline), ``at`` [x, y] where it stands and ``label`` [x, y] where its name fits,
    ``room`` (width there), ``size`` (surface, in square units), ``offMap`` (a box at the edge
    for a place beyond it), ``close`` (part of the close-up).
    ``edges``: ``a``, ``b`` (ids; ``b`` empty at the outer edge), ``path``.
    ``roads``: ``a``, ``b``, ``kind`` (highway, road, track, sea; adjacent: streets, drawn only as a way
    into a watched place), ``path``.
    ``base``: ``sea``, ``coast`` (paths), ``borders`` (``path``, ``disputed``, ``note``), ``names``
    (``text``, ``x``, ``y``, ``sea``), ``source``; None without ``basemap.geojson``.
    ``close``: ``x``, ``y``, ``w``, ``h`` of the close-up; None if no place is crowded.
    ``sides``: in file order: ``id``, ``name``, ``short``, ``colour`` (of ground), ``ink`` (of words).
    ``watches``: in the order of siege arrays: ``id`` (``region.side``), ``region``, ``side``,
    ``name`` (of the region), ``areas`` (ids), ``harm`` (people are counted there), ``label`` [x, y].
    ``assessed``: the assessment date, ``YYYY-MM-DD``.
    """
    path = Path(scenario.folder) / "map.geojson"
    if not path.is_file():
        return None
    shapes = read_shapes(path)
    frame = _frame(shapes.box().widened(MARGIN))
    close = set(shapes.close_up())
    areas = [
        _area(area.id, area.name, (area.lon, area.lat), shapes, frame, crowded=area.id in close)
        for area in scenario.areas
    ]
    places = {area["id"]: area for area in areas}
    sides = [side.id for side in scenario.head.sides]
    colours, inks = side_colours(sides), side_inks(sides)
    return {
        "width": WIDTH,
        "height": frame.height,
        "kilometres": round(frame.kilometres(1.0), 5),
        "assessed": scenario.head.assessment_date.isoformat(),
        "areas": areas,
        "edges": _edges(shapes, frame),
        "roads": [
            {
                "a": link.a,
                "b": link.b,
                "kind": link.kind,
                "path": _path([places[link.a]["at"], places[link.b]["at"]]),
            }
            for link in scenario.links
            if link.kind in ROADS and {link.a, link.b} <= shapes.rings.keys()
        ],
        "base": _base(Path(scenario.folder) / BASEMAP, frame),
        "close": _close(shapes, frame, sorted(close)),
        "sides": [
            {
                "id": side.id,
                "name": side.name,
                "short": side.short or side.name,
                "colour": colours[side.id],
                "ink": inks[side.id],
            }
            for side in scenario.head.sides
        ],
        "watches": [
            {
                "id": f"{region.id}.{side}",
                "region": region.id,
                "side": side,
                "name": region.name,
                "areas": list(region.areas),
                "harm": region.harm,
                "label": _middle([places[area] for area in region.areas]),
            }
            for region in scenario.regions
            for side in region.watch
        ],
    }


def _frame(box: Box) -> Frame:
    """Return the picture that shows a window, of the window's own height within bounds."""
    tall = Frame(box, WIDTH, 10 * WIDTH)
    height = tall.at((box.west, box.south))[1] - tall.at((box.west, box.north))[1]
    return Frame(box, WIDTH, round(min(max(height, FLATTEST * WIDTH), TALLEST * WIDTH)))


def _area(
    area: str, name: str, place: Point, shapes: Shapes, frame: Frame, *, crowded: bool
) -> Json:
    """Return one area; one without an outline has an empty path and is drawn nowhere."""
    rings = [[frame.at(point) for point in ring] for ring in shapes.rings.get(area, ())]
    at = frame.at(place)
    label, room = at, 0.0
    if rings:
        outer = tuple(rings[0])
        if area in shapes.off_map:
            at = deepest(outer)
        elif not inside(at, outer):
            at = pulled(at, outer)
        label = deepest(outer) if crowded else at
        room = room_at(outer, label, even=not crowded)
    return {
        "id": area,
        "name": name,
        "path": "".join(_path(ring[:-1], closed=True) for ring in rings),
        "at": _pair(at),
        "label": _pair(label),
        "room": round(room, 1),
        "size": round(sum(surface(tuple(ring)) for ring in rings), 2),
        "offMap": area in shapes.off_map,
        "close": crowded,
    }


def _edges(shapes: Shapes, frame: Frame) -> list[Json]:
    """Return every border between two areas, and the outer edge of each, as paths."""
    borders: dict[tuple[str, str], list[tuple[Point, Point]]] = defaultdict(list)
    borders.update(shapes.shared_edges())
    for area, edges in shapes.outer_edges().items():
        borders[area, ""] = edges
    return [
        {
            "a": a,
            "b": b,
            "path": "".join(_path([frame.at(p) for p in line]) for line in chained(edges)),
        }
        for (a, b), edges in borders.items()
    ]


def _close(shapes: Shapes, frame: Frame, areas: Sequence[str]) -> Json | None:
    """Return the window of the close-up, of the picture's own shape."""
    if not areas:
        return None
    box = shapes.box(areas).widened(MARGIN)
    west, north = frame.at((box.west, box.north))
    east, south = frame.at((box.east, box.south))
    wide = max(east - west, (south - north) * WIDTH / frame.height)
    high = wide * frame.height / WIDTH
    return {
        "x": round((west + east - wide) / 2, DIGITS),
        "y": round((north + south - high) / 2, DIGITS),
        "w": round(wide, DIGITS),
        "h": round(high, DIGITS),
    }


def _base(path: Path, frame: Frame) -> Json | None:
    """Return what lies under the areas; None without a base map."""
    if not path.is_file():
        return None
    base = read_basemap(path.read_bytes())

    def lines(found: Iterable[Sequence[Point]], *, closed: bool = False) -> str:
        return "".join(_path([frame.at(p) for p in line], closed=closed) for line in found)

    names = []
    for label in base.labels:
        x, y = frame.at(label.at)
        names.append({"text": label.text, "x": round(x, 1), "y": round(y, 1), "sea": label.sea})
    return {
        "sea": lines([ring[:-1] for ring in base.sea], closed=True),
        "coast": lines(base.coast),
        "borders": [
            {"path": lines(border.lines), "disputed": bool(border.note), "note": border.note}
            for border in base.borders
        ],
        "names": names,
        "source": base.source,
    }


def _middle(areas: Sequence[Mapping[str, Any]]) -> list[float]:
    """Return the middle of some areas, each counting once."""
    xs, ys = [a["at"][0] for a in areas], [a["at"][1] for a in areas]
    return _pair((sum(xs) / len(xs), sum(ys) / len(ys)))


def _pair(point: Point) -> list[float]:
    """Return a point with the digits of the picture."""
    return [round(point[0], DIGITS), round(point[1], DIGITS)]


def _path(points: Sequence[Sequence[float]], *, closed: bool = False) -> str:
    """Return a line as an SVG path: an absolute start, then relative steps of rounded points.

    >>> _path([(1.0, 2.0), (2.5, 1.75)])
    'M1 2l1.5-.25'
    """
    grid = [(round(x * 10**DIGITS), round(y * 10**DIGITS)) for x, y in points]
    moves = [(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(grid)]
    steps = "".join(_short(x) + _short(y) for x, y in moves if x or y)
    start = (_short(grid[0][0]) + _short(grid[0][1])).lstrip()
    return f"M{start}l{steps.lstrip()}{'z' if closed else ''}" if steps else f"M{start}h0"


def _short(hundredths: int) -> str:
    """Return a number of hundredths with no needless sign or zero, parted from the one before."""
    text = f"{abs(hundredths) / 10**DIGITS:.2f}".rstrip("0").rstrip(".")
    text = text[1:] if text.startswith("0.") else text
    return f"-{text}" if hundredths < 0 else f" {text}"
