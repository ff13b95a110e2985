"""``map.geojson``: the polygon of every area, as rings of longitude and latitude."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from hinge.errors import InputError, Place, Problem
from hinge.scenario.folder import MAX_MAP_BYTES
from hinge.scenario.text_bytes import decode

FILE = "map.geojson"
MIN_RING = 4  # GeoJSON closes a ring with its first point, so a triangle has four

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class AreaShape:
    """The shape of an area: polygons, each an outer ring and holes, points (lon, lat)."""

    id: str
    polygons: tuple[tuple[Ring, ...], ...]


class _MalformedError(Exception):
    """Something in the map is not what GeoJSON says it should be."""


def read_map(data: bytes) -> tuple[AreaShape, ...]:
    """Return the shapes of a map, in file order; raise InputError if it is malformed."""
    text = decode(data, FILE, MAX_MAP_BYTES)
    try:
        return _shapes(json.loads(text, parse_int=float, parse_constant=_no_constant))
    except json.JSONDecodeError as error:
        raise InputError([_malformed(f"it is not JSON: {error.msg}", error.lineno)]) from None
    except RecursionError:
        raise InputError([_malformed("its brackets are nested too deep", 0)]) from None
    except _MalformedError as error:
        raise InputError([_malformed(str(error), 0)]) from None


def _malformed(why: str, line: int) -> Problem:
    """Return the problem of a malformed map."""
    return Problem(
        "map_malformed",
        f"The map cannot be read, {why}.",
        "Areas would be missing on every picture.",
        "Write a GeoJSON FeatureCollection of Polygon or MultiPolygon features, each with its "
        "area's id among the properties.",
        Place(FILE, line),
    )


def _no_constant(word: str) -> float:
    """Refuse NaN and Infinity, which JSON does not know."""
    raise _MalformedError(f"{word} is not a number")


def _shapes(value: Any) -> tuple[AreaShape, ...]:
    """Return the shapes of a feature collection."""
    features = value.get("features") if isinstance(value, dict) else None
    if not isinstance(features, list):
        raise _MalformedError("it is not a FeatureCollection with a list of features")
    shapes: dict[str, AreaShape] = {}
    for number, feature in enumerate(features, start=1):
        name, shape = _feature(feature, number)
        if name in shapes:
            raise _MalformedError(f"the area {name} has two features; use one MultiPolygon")
        shapes[name] = shape
    return tuple(shapes.values())


def _feature(feature: Any, number: int) -> tuple[str, AreaShape]:
    """Return the id and the shape of one feature."""
    if not isinstance(feature, dict):
        raise _MalformedError(f"feature {number} is not an object")
    properties, geometry = feature.get("properties"), feature.get("geometry")
    name = properties.get("id") if isinstance(properties, dict) else None
    if not isinstance(name, str) or not name:
        raise _MalformedError(f"feature {number} has no property id")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or kind not in {"Polygon", "MultiPolygon"}:
        raise _MalformedError(f"the geometry of {name} is neither Polygon nor MultiPolygon")
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        raise _MalformedError(f"the geometry of {name} has no coordinates")
    return name, AreaShape(name, tuple(_polygon(polygon, name) for polygon in polygons))


def _polygon(rings: Any, name: str) -> tuple[Ring, ...]:
    """Return the rings of one polygon."""
    if not isinstance(rings, list) or not rings:
        raise _MalformedError(f"a polygon of {name} has no ring")
    return tuple(_ring(ring, name) for ring in rings)


def _ring(points: Any, name: str) -> Ring:
    """Return one closed ring of points."""
    if not isinstance(points, list) or len(points) < MIN_RING:
        raise _MalformedError(f"a ring of {name} has fewer than {MIN_RING} points")
    ring = tuple(_point(point, name) for point in points)
    if ring[0] != ring[-1]:
        raise _MalformedError(f"a ring of {name} does not end where it starts")
    return ring


def _point(point: Any, name: str) -> tuple[float, float]:
    """Return one point as (longitude, latitude)."""
    numbers = (
        isinstance(point, list)
        and len(point) >= 2
        and all(isinstance(part, int | float) and not isinstance(part, bool) for part in point[:2])
    )
    if not numbers:
        raise _MalformedError(f"a point of {name} is not a pair of numbers")
    lon, lat = float(point[0]), float(point[1])
    if not (abs(lon) <= 180.0 and abs(lat) <= 90.0):
        raise _MalformedError(f"a point of {name} is not on the globe")
    return lon, lat
