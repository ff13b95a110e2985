# ruff: noqa: INP001 (a script beside its tables, not a package)
"""Build ``basemap.geojson`` of a scenario: sea, coast, borders and names under its map.

From ``geo/natural_earth.geojson``, a stored clip of Natural Earth (lines that part two countries,
or a country and the sea), and ``geo/basemap.yaml`` (the window, the names, what is disputed).
Needs Shapely 2.1 or later and PyYAML. The same inputs give the same bytes. Run from anywhere:
``python scenario-sources/basemap.py aleppo-2016 [FILE]``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import shapely  # type: ignore[import-untyped,unused-ignore]
import yaml
from shapely.geometry import box, mapping, shape  # type: ignore[import-untyped,unused-ignore]
from shapely.ops import substring  # type: ignore[import-untyped,unused-ignore]

HOME = Path(__file__).resolve().parent
MADE = HOME.parent / "src" / "hinge" / "scenarios"
GRID = 1e-4  # degrees, about 10 m: finer than the source, whose points are 200 to 350 m apart

Feature = dict[str, Any]


def build_basemap(scenario: str, target: Path) -> None:
    """Write the base map of a scenario."""
    folder = HOME / scenario / "geo"
    plan = yaml.safe_load((folder / "basemap.yaml").read_text(encoding="utf-8"))
    clip = json.loads((folder / "natural_earth.geojson").read_text(encoding="utf-8"))
    window = box(*plan["window"])
    features: list[Feature] = []
    coasts = []
    for feature in clip["features"]:
        line, between = shape(feature["geometry"]), feature["properties"]["between"]
        if len(between) == 1:
            coasts.append(line)
            continue
        for part, note in _parts(line, between, plan.get("disputed", [])):
            features += _feature(window & part, kind="border", note=note)
    if coasts:
        coast = shapely.line_merge(shapely.union_all(coasts)) & window
        faces = shapely.polygonize([shapely.union_all([coast, window.exterior])]).geoms
        seas = [shapely.Point(name["at"]) for name in plan["names"] if name.get("sea")]
        sea = shapely.union_all([face for face in faces if any(map(face.contains, seas))])
        features = [*_feature(sea, kind="sea"), *_feature(coast, kind="coast"), *features]
    for name in plan["names"]:
        more = {"sea": True} if name.get("sea") else {}
        features += _feature(shapely.Point(name["at"]), kind="name", name=name["text"], **more)
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    head = f'{{"type":"FeatureCollection","source":{json.dumps(plan["source"])},"features":['
    target.write_text(f"{head}\n{lines}\n]}}\n", encoding="utf-8", newline="\n")


def _parts(line: Any, between: list[str], disputed: list[Feature]) -> list[tuple[Any, str]]:
    """Return a border cut where a disputed stretch of it ends, each part with its note."""
    for stretch in disputed:
        if sorted(stretch["between"]) == sorted(between):
            ends = [line.project(shapely.Point(point)) for point in stretch["from_to"]]
            low, high = sorted(ends)
            pieces = [(substring(line, 0, low), ""), (substring(line, low, high), stretch["note"])]
            pieces.append((substring(line, high, line.length), ""))
            return [(piece, note) for piece, note in pieces if piece.length > GRID]
    return [(line, "")]


def _feature(geometry: Any, **properties: object) -> list[Feature]:
    """Return a geometry on the grid as a feature; none for an empty one."""
    placed = shapely.set_precision(geometry, GRID)
    if placed.is_empty:
        return []
    kept = {name: value for name, value in properties.items() if value != ""}
    coordinates = _rounded(mapping(placed)["coordinates"])
    shaped = {"type": placed.geom_type, "coordinates": coordinates}
    return [{"type": "Feature", "properties": kept, "geometry": shaped}]


def _rounded(coordinates: Any) -> Any:
    """Return nested coordinates with the digits of the grid."""
    if isinstance(coordinates, float | int):
        return round(coordinates, 4)
    return [_rounded(part) for part in coordinates]


if __name__ == "__main__":
    name = sys.argv[1]
    build_basemap(name, Path(sys.argv[2]) if len(sys.argv) > 2 else MADE / name / "basemap.geojson")
