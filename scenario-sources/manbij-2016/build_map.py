# ruff: noqa: INP001 (a script beside its tables, not a package)
"""Build ``map.geojson``: Voronoi cells of the areas, clipped to twelve sub-districts, as one partition.

Quarters share a patch around their positions, the other areas the rest. Cells meet halfway between
positions, so borders are schematic. Nodes off the map are
boxes at its edge. Needs Shapely 2.1 or later. Run from anywhere:
``python scenario-sources/manbij-2016/build_map.py [FILE]``.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

import shapely  # type: ignore[import-untyped,unused-ignore]
from shapely.geometry import (  # type: ignore[import-untyped,unused-ignore]
    MultiPoint,
    Point,
    box,
    mapping,
    shape,
)
from shapely.ops import unary_union  # type: ignore[import-untyped,unused-ignore]

HOME = Path(__file__).resolve().parent
TARGET = HOME.parents[1] / "src" / "hinge" / "scenarios" / "manbij-2016" / "map.geojson"
GRID = 1e-4  # degrees, about 10 m: the last digit that is kept
PATCH = 1.3e-2  # degrees: how far the city reaches around the position of a quarter
SEAM = 3e-3  # degrees: outlines of neighbours leave gaps of up to 400 m, which are closed
FRAME = (37.58, 35.8, 38.85, 36.95)  # degrees: west, south, east, north of what is drawn
BOXES = {  # nodes off the map, at its edge
    "kobani": (38.87, 36.6, 39.0, 36.75),
    "raqqa": (38.5, 35.85, 38.65, 35.95),
    "turkish_border": (37.85, 36.97, 38.05, 37.03),
    "al_bab": (37.4, 36.3, 37.55, 36.4),
}


def read_areas() -> list[dict[str, str]]:
    """Return the rows of the source table of areas."""
    with (HOME / "tables" / "areas.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def ground() -> Any:
    """Return the land that is drawn: the sub-districts without the gaps between them."""
    text = (HOME / "geo" / "subdistricts.geojson").read_text(encoding="utf-8")
    parts = [shape(f["geometry"]).buffer(0) for f in json.loads(text)["features"]]
    whole = unary_union(parts).buffer(SEAM).buffer(-SEAM)
    return whole.intersection(box(*FRAME)).simplify(5 * GRID)


def voronoi(points: dict[str, Any], land: Any) -> dict[str, Any]:
    """Return the piece of land that lies nearest to each point."""
    raw = shapely.voronoi_polygons(MultiPoint(list(points.values())), extend_to=box(*FRAME))
    return {
        area: next(cell for cell in raw.geoms if cell.covers(point)).intersection(land)
        for area, point in points.items()
    }


def cells(rows: list[dict[str, str]]) -> dict[str, Any]:
    """Return a cell for every area; neighbours share their edges exactly on the grid."""
    points = {
        row["id"]: Point(float(row["lon"]), float(row["lat"]))
        for row in rows
        if row["id"] not in BOXES
    }
    quarters = {row["id"] for row in rows if row["population_group"] == "city"}
    town = unary_union([points[area].buffer(PATCH, quad_segs=3) for area in sorted(quarters)])
    land = ground()
    inside = {area: point for area, point in points.items() if area in quarters}
    outside = {area: point for area, point in points.items() if area not in quarters}
    found = voronoi(inside, town) | voronoi(outside, land.difference(town))
    lines = unary_union([cell.boundary for cell in found.values()])
    noded = shapely.unary_union(shapely.set_precision(lines, GRID), grid_size=GRID)
    owned: dict[str, list[Any]] = {area: [] for area in found}
    for face in shapely.polygonize([noded]).geoms:
        spot = face.representative_point()
        owner = next((area for area, cell in found.items() if cell.covers(spot)), "")
        if owner:
            owned[owner].append(face)
    made = {area: shapely.unary_union(parts, grid_size=GRID) for area, parts in owned.items()}
    return made | {area: box(*corners) for area, corners in BOXES.items()}


def rounded(value: Any) -> Any:
    """Round every number of nested sequences to the grid."""
    return round(value, 4) if isinstance(value, float) else [rounded(part) for part in value]


def build_map(target: Path) -> None:
    """Write the map."""
    rows = read_areas()
    shapes = cells(rows)
    lines = []
    for row in rows:
        found = mapping(shapely.normalize(shapes[row["id"]]))
        feature = {
            "type": "Feature",
            "properties": {
                "id": row["id"],
                "name": row["name"],
                "off_map": row["id"] in BOXES,
            },
            "geometry": {"type": found["type"], "coordinates": rounded(found["coordinates"])},
        }
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    target.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    build_map(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
