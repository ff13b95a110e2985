"""The map of aleppo-2016: one planar partition, so that front lines are shared edges."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import numpy as np

from hinge.scenario.map_reader import AreaShape, read_map

MADE = Path(__file__).parents[2] / "src" / "hinge" / "scenarios" / "aleppo-2016"


def test_the_map_has_a_shape_for_every_area_and_is_small() -> None:
    with (MADE / "areas.csv").open(encoding="utf-8", newline="") as handle:
        areas = [row["id"] for row in csv.DictReader(handle)]
    data = (MADE / "map.geojson").read_bytes()
    assert [shape.id for shape in read_map(data)] == areas
    assert len(data) < 300_000


def edges_of(shapes: tuple[AreaShape, ...]) -> np.ndarray:
    """Return the edges of all rings (n, 4): longitude and latitude of both ends."""
    rings = [np.array(ring) for shape in shapes for rings in shape.polygons for ring in rings]
    return np.concatenate([np.hstack([ring[:-1], ring[1:]]) for ring in rings])


def turn(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray:
    """Return on which side of the line from a to b the point c lies: 1, 0 or -1."""
    cross = (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (
        c[..., 0] - a[..., 0]
    )
    return np.sign(np.round(cross, 12))


def holds(shape: AreaShape, points: np.ndarray) -> np.ndarray:
    """Say which points (n, 2) lie in a shape, by the even-odd rule."""
    edges = edges_of((shape,))
    x0, y0, x1, y1 = edges.T
    x, y = points[:, :1], points[:, 1:]
    spans = (y0 > y) != (y1 > y)
    level = np.where(y1 == y0, 1.0, y1 - y0)
    beyond = x < x0 + (y - y0) / level * (x1 - x0)
    return (spans & beyond).sum(axis=1) % 2 == 1


def test_no_two_borders_of_the_map_cross() -> None:
    edges = edges_of(read_map((MADE / "map.geojson").read_bytes()))
    first, last = edges[:, None, :2], edges[:, None, 2:]
    start, end = edges[None, :, :2], edges[None, :, 2:]
    apart = turn(first, last, start) * turn(first, last, end) < 0
    assert not (apart & apart.T).any()


def test_every_inner_border_is_shared_by_exactly_two_areas() -> None:
    edges = edges_of(read_map((MADE / "map.geojson").read_bytes()))
    used = Counter(frozenset({(e[0], e[1]), (e[2], e[3])}) for e in edges.tolist())
    assert set(used.values()) <= {1, 2}
    assert sum(1 for times in used.values() if times == 2) > 300


def test_no_point_lies_in_two_areas_and_every_point_of_the_city_in_one() -> None:
    shapes = read_map((MADE / "map.geojson").read_bytes())
    steps = np.linspace(0.0013, 0.9987, 60)
    country = np.array([(34.9 + 4.4 * x, 34.0 + 3.0 * y) for x in steps for y in steps])
    city = np.array([(37.05 + 0.2 * x, 36.12 + 0.18 * y) for x in steps for y in steps])
    assert sum(holds(shape, country).astype(int) for shape in shapes).max() == 1
    assert (sum(holds(shape, city).astype(int) for shape in shapes) == 1).all()
