"""Their names for places and actors, and the scenario's: two small tables, and outlines on the map.

A place is looked for in the place map first (its first fitting line decides),
then among the scenario's own ids and names, then, if asked, in the outlines of
``map.geojson``: only for events whose coordinates are exact enough, because a
governorate's events carry the coordinates of its middle.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from hinge.errors import InputError, Place
from hinge.importing.local_file import SMALL, refused
from hinge.scenario.build import table
from hinge.scenario.fields import Name, Record, Text
from hinge.scenario.map_reader import FILE, AreaShape, Ring, read_map
from hinge.scenario.nearest import suggest
from hinge.scenario.scenario import Scenario

WHOLE_MAP = "map"  # the area of a figure that holds for all of the scenario


class PlaceLine(Record):
    """A line of the place map: a name (in a column), or a box in degrees, and the area it stands for.

    ``area``: id of an area or region, ``map`` for all of the map, or empty: left out on purpose.
    """

    column: Name = ""
    name: Name = ""
    west: float | None = None
    south: float | None = None
    east: float | None = None
    north: float | None = None
    area: Name = ""
    note: Text = ""

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """The box as west, south, east, north; None unless all four are given."""
        if self.west is None or self.south is None or self.east is None or self.north is None:
            return None
        return self.west, self.south, self.east, self.north


class ActorLine(Record):
    """A line of the actor map: a name in the data and the id of its side; empty: no side, on purpose."""

    name: Name
    side: Name = ""
    note: Text = ""


@dataclass(frozen=True)
class Places:
    """How places of a data set become areas of a scenario; ``column`` holds their usual names."""

    lines: tuple[PlaceLine, ...]
    own: dict[str, str]
    column: str
    shapes: tuple[AreaShape, ...] = ()

    def of_name(self, cell: Callable[[str], str], point: tuple[float, float] | None) -> str | None:
        """Return the area of a row by names and boxes: its id, ``""`` left out, None not found."""
        for line in self.lines:
            if line.name:
                if cell(line.column or self.column).casefold() == line.name.casefold():
                    return line.area
            elif line.box and point and _in_box(point, line.box):
                return line.area
        return self.own.get(cell(self.column).casefold())

    def of_point(self, point: tuple[float, float]) -> str | None:
        """Return the area in whose outline a point (longitude, latitude) lies; None if in none."""
        for shape in self.shapes:
            if any(inside(point, polygon) for polygon in shape.polygons):
                return shape.id
        return None


@dataclass(frozen=True)
class Actors:
    """Which side a name stands for."""

    sides: dict[str, str]

    def side(self, name: str) -> str | None:
        """Return the id of a side, ``""`` for no side on purpose, None for a name not known."""
        return self.sides.get(name.casefold())


def read_places(
    scenario: Scenario,
    place_map: Path | None,
    column: str,
    columns: Iterable[str],
    *,
    outlines: bool,
) -> Places:
    """Return how places become areas; raise InputError for a map that names no area, side or column."""
    own = {WHOLE_MAP: WHOLE_MAP}
    named = [(one.id, one.name) for one in scenario.regions]
    named += [(one.id, one.name) for one in scenario.areas]
    for of, name in named:
        own[name.casefold()] = own[of.casefold()] = of
    known = set(own.values())
    there = set(columns)
    if column not in there:
        raise _unknown(Place("--area-column"), "column", column, there)
    lines = table(_bytes(place_map), place_map.name, PlaceLine) if place_map else ()
    for line in lines:
        where = Place(place_map.name if place_map else "", line.line)
        if line.area and line.area not in known:
            raise _unknown(where, "area or region", line.area, known)
        if line.column and line.column not in there:
            raise _unknown(where, "column", line.column, there)
        if bool(line.name) == (line.box is not None):
            raise refused(
                "place_line",
                where,
                "The line gives neither a name nor a whole box, or both.",
                "It would fit every place or none.",
                "Give name, or all of west, south, east and north.",
            )
    return Places(lines, own, column, _shapes(scenario) if outlines else ())


def read_actors(scenario: Scenario, actor_map: Path | None) -> Actors:
    """Return which names stand for which side; raise InputError for a side that is not there."""
    sides: dict[str, str] = {}
    for side in scenario.head.sides:
        for name in (side.id, side.name, side.short, *side.codes):
            sides[name.casefold()] = side.id
    known = {side.id for side in scenario.head.sides}
    for line in table(_bytes(actor_map), actor_map.name, ActorLine) if actor_map else ():
        if line.side and line.side not in known:
            file = actor_map.name if actor_map else ""
            raise _unknown(Place(file, line.line, "side"), "side", line.side, known)
        sides[line.name.casefold()] = line.side
    return Actors(sides)


def inside(point: tuple[float, float], polygon: tuple[Ring, ...]) -> bool:
    """Return whether a point lies in a polygon with holes (even-odd rule, edges half open).

    A point on an edge that two areas share lies in exactly one of them.
    """
    x, y = point
    odd = False
    for ring in polygon:
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                odd = not odd
    return odd


def _in_box(point: tuple[float, float], box: tuple[float, float, float, float]) -> bool:
    """Return whether a point lies in a box (west, south, east, north)."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _shapes(scenario: Scenario) -> tuple[AreaShape, ...]:
    """Return the outlines of a scenario; raise InputError if it has none."""
    path = Path(scenario.folder) / FILE
    if not path.is_file():
        raise refused(
            "no_map",
            Place(FILE),
            f"The scenario {scenario.head.id} has no map.",
            "Without outlines no event can be placed by its coordinates.",
            "Leave out --outlines and write a place map.",
        )
    return read_map(path.read_bytes())


def _bytes(path: Path) -> bytes:
    """Return the bytes of a small table; raise InputError if there is none."""
    try:
        with path.open("rb") as handle:
            return handle.read(SMALL + 1)
    except (OSError, ValueError):
        raise refused(
            "no_file",
            Place(path.name or str(path)),
            "There is no such file, or it cannot be read.",
            "Names of the data would stand for nothing.",
            "Check the path of the map.",
        ) from None


def _unknown(place: Place, kind: str, name: str, known: Iterable[str]) -> InputError:
    """Return the error of a name that stands for nothing."""
    return refused(
        f"unknown_{kind.split(maxsplit=1)[0]}",
        place,
        f"There is no {kind} {name!r} {suggest(name, known)}.",
        "Rows would be counted nowhere.",
        "Fix the name.",
    )
