# ruff: noqa: INP001 (a script beside its tables, not a package)
"""Build ``map.geojson``: one planar partition of all areas, so that front lines are shared edges.

Inside the city the neighbourhoods of ``geo/neighbourhoods.geojson`` are dissolved by the area to which
``geo/neighbourhoods.csv`` gives them. Everywhere else the cells are those of Voronoi, clipped to the
governorates; Afrin goes to Tel Rifaat, the country east of the Euphrates is left out. Nodes outside the
map are boxes at its edge (``geo/boxes.csv``). Needs Shapely 2.1 or later.

Run from anywhere: ``python scenario-sources/aleppo-2016/build_map.py [FILE]``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from builder.read import read_rows
from builder.shapes import coverage, load_shapes, plain_cells

HOME = Path(__file__).resolve().parent
TARGET = HOME.parents[1] / "src" / "hinge" / "scenarios" / "aleppo-2016" / "map.geojson"


def build_map(target: Path) -> None:
    """Write the map."""
    rows = read_rows(HOME / "tables" / "areas.csv")
    boxes = {row["area"]: row for row in read_rows(HOME / "geo" / "boxes.csv")}
    cells = plain_cells(rows, boxes, load_shapes(HOME / "geo"))
    shapes = coverage(cells)
    names = {row["id"]: row["name"] for row in rows}
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "properties": {"id": area, "name": names[area], "off_map": area in boxes},
                "geometry": shapes[area],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for area in names
    ]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    target.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    build_map(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
