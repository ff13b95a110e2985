"""Shapes: Voronoi cells and dissolved neighbourhoods as one coverage without gaps or overlaps."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely  # type: ignore[import-untyped,unused-ignore]
from shapely.geometry import MultiPoint, Point, box, mapping, shape  # type: ignore[import-untyped,unused-ignore]
from shapely.ops import polygonize, unary_union  # type: ignore[import-untyped,unused-ignore]

FRAME = (35.6, 34.3, 38.7, 37.0)  # degrees: west, south, east, north of what is drawn
GRID = 1e-4  # degrees, about 10 m: the last digit that is kept
SIMPLER = 7e-4  # degrees: triangles smaller than its square are left out
SLIVER = 1e-5  # square degrees, about 0.1 km2: a smaller piece joins its neighbour
GAP = 1e-3  # square degrees, about 10 km2: a smaller gap between outlines joins its neighbour
SEAM = 6e-3  # degrees: outlines of two sources differ by up to 400 m; no strip is left between them
AFRIN_AREA = "tel_rifaat"

Shape = Any


@dataclass(frozen=True)
class Outlines:
    """The outlines that the map is cut from; ``quarters`` are dissolved by area."""

    country: Shape
    quarters: Mapping[str, Shape]
    afrin: Shape
    beyond: Shape


def load_shapes(folder: Path) -> Outlines:
    """Read the outlines of a folder."""

    def features(name: str) -> list[dict[str, Any]]:
        """Return the features of one file."""
        found: list[dict[str, Any]] = json.loads((folder / name).read_text(encoding="utf-8"))[
            "features"
        ]
        return found

    with (folder / "neighbourhoods.csv").open(encoding="utf-8", newline="") as handle:
        area_of = {row["pcode"]: row["area"] for row in csv.DictReader(handle)}
    pieces: dict[str, list[Shape]] = {}
    for feature in features("neighbourhoods.geojson"):
        area = area_of[feature["properties"]["pcode"]]
        pieces.setdefault(area, []).append(shape(feature["geometry"]).buffer(0))
    districts: dict[str, list[Shape]] = {}
    for feature in features("subdistricts.geojson"):
        name = feature["properties"]["district"]
        districts.setdefault(name, []).append(shape(feature["geometry"]).buffer(0))
    country = unary_union(
        [shape(f["geometry"]).buffer(0) for f in features("governorates.geojson")]
    )
    return Outlines(
        country=country.intersection(box(*FRAME)),
        quarters={area: unary_union(parts) for area, parts in sorted(pieces.items())},
        afrin=unary_union(districts["Afrin"]).buffer(SEAM),
        beyond=unary_union(districts["Ain Al Arab"]).buffer(SEAM),
    )


def plain_cells(
    rows: list[dict[str, str]], boxes: Mapping[str, Mapping[str, str]], outlines: Outlines
) -> dict[str, Shape]:
    """Return a cell for every area, still in full precision; cells may differ by slivers."""
    inside = [row for row in rows if row["id"] not in boxes]
    points = {row["id"]: Point(float(row["lon"]), float(row["lat"])) for row in inside}
    raw = shapely.voronoi_polygons(MultiPoint(list(points.values())), extend_to=box(*FRAME))
    city = unary_union(list(outlines.quarters.values()))
    ground = outlines.country.difference(outlines.beyond)
    cells: dict[str, Shape] = {}
    for area, point in points.items():
        cell = next(polygon for polygon in raw.geoms if polygon.covers(point))
        cells[area] = cell.intersection(ground).difference(city).difference(outlines.afrin)
    cells[AFRIN_AREA] = cells[AFRIN_AREA].union(outlines.afrin.intersection(ground))
    for area, quarter in outlines.quarters.items():
        cells[area] = cells[area].union(quarter)
    for area, edges in boxes.items():
        corners = [float(edges[side]) for side in ("west", "south", "east", "north")]
        cells[area] = box(*corners).difference(outlines.country.buffer(GRID))
    return cells


def coverage(cells: Mapping[str, Shape]) -> dict[str, dict[str, Any]]:
    """Return GeoJSON geometries on the grid that share their edges exactly."""
    lines = unary_union([cell.boundary for cell in cells.values()])
    noded = shapely.set_precision(lines, GRID)
    faces = list(polygonize(shapely.unary_union(noded, grid_size=GRID).geoms))
    owned: dict[str, list[Shape]] = {area: [] for area in cells}
    slivers: list[Shape] = []
    for face in faces:
        spot = face.representative_point()
        owner = next((area for area, cell in cells.items() if cell.covers(spot)), "")
        if face.area < (SLIVER if owner else GAP):
            slivers.append(face)
        elif owner:
            owned[owner].append(face)
    for face in slivers:
        owner = max(owned, key=lambda area: _shared(owned[area], face))
        if _shared(owned[owner], face) > GRID:  # else it lies apart, at the outer edge
            owned[owner].append(face)
    merged = [shapely.unary_union(parts, grid_size=GRID) for parts in owned.values()]
    if any(piece.is_empty for piece in merged):
        raise ValueError("an area has no cell")
    simple = shapely.coverage_simplify(merged, SIMPLER)
    return {area: _geometry(piece) for area, piece in zip(owned, simple, strict=True)}


def _shared(parts: list[Shape], face: Shape) -> float:
    """Return the length of the edge that a face shares with the parts of an area."""
    return sum(float(part.boundary.intersection(face.boundary).length) for part in parts)


def _geometry(piece: Shape) -> dict[str, Any]:
    """Return a GeoJSON geometry with four decimals."""

    def rounded(value: Any) -> Any:
        """Round every number of nested tuples."""
        if isinstance(value, float):
            return round(value, 4)
        return [rounded(part) for part in value]

    found = mapping(shapely.normalize(piece))
    return {"type": found["type"], "coordinates": rounded(found["coordinates"])}
