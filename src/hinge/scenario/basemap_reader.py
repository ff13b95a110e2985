"""``basemap.geojson``: what lies under the areas on every picture: sea, coast, borders, names.

It is for the eye alone: nothing in it sets a state or a prior, so it takes no part in
the digest that binds a posterior.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from hinge.errors import InputError, Place, Problem
from hinge.scenario.text_bytes import decode

FILE = "basemap.geojson"
MAX_BYTES = 1_000_000
MAX_POINTS = 20_000
MAX_WORDS = 300
SHAPES = {
    "sea": ("Polygon", "MultiPolygon"),
    "coast": ("LineString", "MultiLineString"),
    "border": ("LineString", "MultiLineString"),
    "name": ("Point",),
}
"""Kinds of feature, and the geometries that each may have."""

DEPTH = {"Point": 0, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
"""How many lists stand around the points of a geometry."""

Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Border:
    """A border as lines of points (lon, lat); ``note`` says who disputes it, empty where nobody does."""

    lines: tuple[Line, ...]
    note: str = ""


@dataclass(frozen=True)
class Label:
    """A name on the base map at (lon, lat): of a country, or of a sea where ``sea``."""

    text: str
    at: tuple[float, float]
    sea: bool = False


@dataclass(frozen=True)
class Basemap:
    """Sea as closed rings, coast and borders as lines, names, and the ``source`` to be named."""

    sea: tuple[Line, ...]
    coast: tuple[Line, ...]
    borders: tuple[Border, ...]
    labels: tuple[Label, ...]
    source: str


class _MalformedError(Exception):
    """Something in the file is not as docs/scenario-format.md says."""


def read_basemap(data: bytes) -> Basemap:
    """Return the base map of a file; raise InputError if it is malformed or too large."""
    text = decode(data, FILE, MAX_BYTES)
    try:
        return _basemap(json.loads(text, parse_int=float, parse_constant=_no_constant))
    except json.JSONDecodeError as error:
        raise InputError([_malformed(f"it is not JSON: {error.msg}", error.lineno)]) from None
    except RecursionError:
        raise InputError([_malformed("its brackets are nested too deep", 0)]) from None
    except _MalformedError as error:
        raise InputError([_malformed(str(error), 0)]) from None


def _malformed(why: str, line: int) -> Problem:
    """Return the problem of a malformed base map."""
    return Problem(
        "basemap_malformed",
        f"The base map cannot be read, {why}.",
        "Coast and borders would be missing on every picture, or drawn where they are not.",
        "Write a GeoJSON FeatureCollection with a source, whose features have the property kind "
        "(sea, coast, border or name), or remove the file: a map without it is drawn all the same.",
        Place(FILE, line),
    )


def _no_constant(word: str) -> float:
    """Refuse NaN and Infinity, which JSON does not know."""
    raise _MalformedError(f"{word} is not a number")


def _basemap(value: Any) -> Basemap:
    """Return the base map of a feature collection."""
    features = value.get("features") if isinstance(value, dict) else None
    if not isinstance(features, list):
        raise _MalformedError("it is not a FeatureCollection with a list of features")
    source = _words(value, "source", "the collection")
    if not source:
        raise _MalformedError("it does not say its source")
    lines: dict[str, list[Line]] = {"sea": [], "coast": []}
    borders: list[Border] = []
    labels: list[Label] = []
    points = 0
    for number, feature in enumerate(features, start=1):
        where = f"feature {number}"
        kind, properties, found = _feature(feature, where)
        points += sum(map(len, found))
        if points > MAX_POINTS:
            raise _MalformedError(f"it has more than {MAX_POINTS:,} points")
        if kind == "name":
            text = _words(properties, "name", where)
            if not text:
                raise _MalformedError(f"{where} has no name")
            labels.append(Label(text, found[0][0], bool(properties.get("sea", False))))
        elif kind == "border":
            borders.append(Border(found, _words(properties, "note", where)))
        else:
            lines[kind].extend(found)
    return Basemap(
        tuple(lines["sea"]), tuple(lines["coast"]), tuple(borders), tuple(labels), source
    )


def _feature(feature: Any, where: str) -> tuple[str, dict[str, Any], tuple[Line, ...]]:
    """Return kind, properties and lines of one feature; a point is a line of one point."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(properties, dict) or not isinstance(geometry, dict):
        raise _MalformedError(f"{where} lacks properties or a geometry")
    kind, shape = properties.get("kind"), geometry.get("type")
    if kind not in SHAPES:
        raise _MalformedError(f"the kind of {where} is none of {', '.join(SHAPES)}")
    if shape not in SHAPES[kind]:
        raise _MalformedError(f"{where} is of kind {kind} and no {' or '.join(SHAPES[kind])}")
    return kind, properties, tuple(_lines(geometry.get("coordinates"), DEPTH[shape], kind, where))


def _lines(value: Any, depth: int, kind: str, where: str) -> list[Line]:
    """Return the lines of nested coordinates."""
    if depth == 0:
        return [(_point(value, where),)]
    if not isinstance(value, list) or not value:
        raise _MalformedError(f"{where} has no coordinates")
    if depth > 1:
        return [line for part in value for line in _lines(part, depth - 1, kind, where)]
    line = tuple(_point(point, where) for point in value)
    if kind == "sea" and (len(line) < 4 or line[0] != line[-1]):
        raise _MalformedError(f"a ring of {where} does not end where it starts")
    if len(line) < 2:
        raise _MalformedError(f"a line of {where} has fewer than 2 points")
    return [line]


def _point(point: Any, where: str) -> tuple[float, float]:
    """Return one point as (longitude, latitude)."""
    if not isinstance(point, list) or not all(type(part) is float for part in point[:2]):
        raise _MalformedError(f"a point of {where} is not a pair of numbers")
    if len(point) < 2 or not (-180 <= point[0] <= 180 and -90 <= point[1] <= 90):
        raise _MalformedError(f"a point of {where} is not on the globe")
    return point[0], point[1]


def _words(holder: dict[str, Any], field: str, where: str) -> str:
    """Return a text of bounded length, empty where it is absent."""
    text = holder.get(field, "")
    if not isinstance(text, str) or len(text) > MAX_WORDS:
        raise _MalformedError(
            f"the {field} of {where} is no text of at most {MAX_WORDS} characters"
        )
    return text.strip()
