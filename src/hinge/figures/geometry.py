"""Areas as polygons: read from ``map.geojson``, projected to a picture, with their shared edges.

Projection: equirectangular with the longitude scaled at the middle latitude,
which at the size of a province is off by less than the line width.
"""

from __future__ import annotations

import itertools
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hinge.errors import InputError, Place, Problem

Point = tuple[float, float]
Ring = tuple[Point, ...]
Edge = tuple[Point, Point]

CLOSE_UP_SHARE = 0.5  # share of areas, the smallest ones, from which the close-up is taken
CLOSE_UP_CORE = 0.8  # share of those, the most central ones, that it must hold
CLOSE_UP_RATIO = 6.0  # largest over median area from which a close-up is worth its place
EDGE_DECIMALS = 6  # shared corners agree to a tenth of a metre


@dataclass(frozen=True)
class Box:
    """A window in degrees."""

    west: float
    south: float
    east: float
    north: float

    def widened(self, share: float) -> Box:
        """Return the window with a margin of that share on every side."""
        dx, dy = (self.east - self.west) * share, (self.north - self.south) * share
        return Box(self.west - dx, self.south - dy, self.east + dx, self.north + dy)


@dataclass(frozen=True)
class Shapes:
    """Outer and inner rings of each area (longitude, latitude), by id, in file order.

    ``off_map``: areas that are boxes at the edge, for places beyond the map.
    """

    rings: Mapping[str, tuple[Ring, ...]]
    off_map: frozenset[str] = frozenset()

    def box(self, ids: Iterable[str] | None = None) -> Box:
        """Return the window around some areas, or around all."""
        points = [p for i in (ids or self.rings) for ring in self.rings[i] for p in ring]
        lon, lat = zip(*points, strict=True)
        return Box(min(lon), min(lat), max(lon), max(lat))

    def size(self, area: str) -> float:
        """Return the surface of an area in square degrees scaled at its latitude."""
        return sum(surface(ring) for ring in self.rings[area]) * _squeeze(self.rings[area][0][0][1])

    def close_up(self) -> tuple[str, ...]:
        """Return the areas of a crowded core worth a picture of its own; none if sizes are alike."""
        by_size = sorted(self.rings, key=lambda area: (self.size(area), area))
        median = self.size(by_size[len(by_size) // 2])
        if self.size(by_size[-1]) < CLOSE_UP_RATIO * median:
            return ()
        small = by_size[: max(1, int(CLOSE_UP_SHARE * len(by_size)))]
        middle = _median_point([centre(self.rings[area][0]) for area in small])
        near = sorted(small, key=lambda area: math.dist(centre(self.rings[area][0]), middle))
        return tuple(near[: max(1, int(CLOSE_UP_CORE * len(near)))])

    def shared_edges(self) -> dict[tuple[str, str], list[Edge]]:
        """Return the edges that two areas have in common, by the pair of ids."""
        shared: dict[tuple[str, str], list[Edge]] = defaultdict(list)
        for edge, areas in self._owners().items():
            if len(areas) == 2 and areas[0] != areas[1]:
                shared[areas[0], areas[1]].append(edge)
        return dict(shared)

    def outer_edges(self) -> dict[str, list[Edge]]:
        """Return the edges that an area has with no other, by its id."""
        outer: dict[str, list[Edge]] = defaultdict(list)
        for edge, areas in self._owners().items():
            if len(areas) == 1:
                outer[areas[0]].append(edge)
        return dict(outer)

    def _owners(self) -> dict[Edge, list[str]]:
        """Return the areas that have an edge, by the edge."""
        owners: dict[Edge, list[str]] = defaultdict(list)
        for area, rings in self.rings.items():
            for ring in rings:
                rounded = [(round(x, EDGE_DECIMALS), round(y, EDGE_DECIMALS)) for x, y in ring]
                for a, b in itertools.pairwise(rounded):
                    owners[min(a, b), max(a, b)].append(area)
        return owners


@dataclass(frozen=True)
class Frame:
    """A picture of ``width`` x ``height`` on a window: degrees become coordinates."""

    box: Box
    width: float
    height: float

    def at(self, point: Point) -> Point:
        """Return where a point (longitude, latitude) stands in the picture."""
        squeeze = _squeeze((self.box.north + self.box.south) / 2)
        wide, high = (self.box.east - self.box.west) * squeeze, self.box.north - self.box.south
        scale = min(self.width / wide, self.height / high)
        x0, y0 = (self.width - wide * scale) / 2, (self.height - high * scale) / 2
        return (
            x0 + (point[0] - self.box.west) * squeeze * scale,
            y0 + (self.box.north - point[1]) * scale,
        )

    def kilometres(self, pixels: float) -> float:
        """Return how many kilometres so many units of the picture are."""
        left = self.at((self.box.west, self.box.south))[1]
        top = self.at((self.box.west, self.box.north))[1]
        return pixels * (self.box.north - self.box.south) * 111.2 / (left - top)


def read_shapes(path: Path) -> Shapes:
    """Return the polygons of a ``map.geojson``; InputError when it is not one."""
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        rings = {
            str(feature["properties"]["id"]): _rings(feature["geometry"]) for feature in features
        }
        off_map = frozenset(
            str(feature["properties"]["id"])
            for feature in features
            if feature["properties"].get("off_map")
        )
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise InputError(
            [
                Problem(
                    "map",
                    f"the map cannot be read ({type(error).__name__}: {error}).",
                    "Areas are drawn from polygons that carry the id of their area.",
                    "Write a FeatureCollection of Polygon or MultiPolygon with property id.",
                    Place(path.name),
                )
            ]
        ) from error
    return Shapes(rings, off_map)


def centre(ring: Ring) -> Point:
    """Return the centre of mass of a ring; the mean of its corners if it has no surface."""
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))
    if abs(twice) < 1e-12:
        return (sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring))
    x = y = 0.0
    for a, b in itertools.pairwise(ring):
        cross = a[0] * b[1] - b[0] * a[1]
        x += (a[0] + b[0]) * cross
        y += (a[1] + b[1]) * cross
    return (x / (3 * twice), y / (3 * twice))


def surface(ring: Ring) -> float:
    """Return the surface of a ring, never negative."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring)) / 2)


def inside(point: Point, ring: Ring) -> bool:
    """Return whether a point lies inside a closed ring."""
    x, y = point
    crossed = [
        a
        for a, b in itertools.pairwise(ring)
        if (a[1] > y) != (b[1] > y) and x < a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
    ]
    return len(crossed) % 2 == 1


def _rings(geometry: dict[str, object]) -> tuple[Ring, ...]:
    """Return all rings of a Polygon or MultiPolygon, the outer ring of the largest part first."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind not in {"Polygon", "MultiPolygon"} or not isinstance(coordinates, list):
        raise TypeError(f"geometry {kind}")
    parts = [coordinates] if kind == "Polygon" else coordinates
    rings = [tuple((float(p[0]), float(p[1])) for p in ring) for part in parts for ring in part]
    return tuple(sorted(rings, key=surface, reverse=True))


def _median_point(points: list[Point]) -> Point:
    """Return the point of the medians of both coordinates."""
    xs, ys = sorted(p[0] for p in points), sorted(p[1] for p in points)
    return xs[len(xs) // 2], ys[len(ys) // 2]


def _squeeze(latitude: float) -> float:
    """Return how much shorter a degree of longitude is than one of latitude."""
    return math.cos(math.radians(latitude))
