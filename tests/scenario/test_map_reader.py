"""The map is read as rings of points, or refused with a reason."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hinge.errors import InputError
from hinge.scenario.map_reader import read_map

SQUARE = [[0, 0], [1, 0], [1, 1], [0, 0]]


def feature(name: object = "x", kind: str = "Polygon", coordinates: Any = None) -> Any:
    shape = {"type": kind, "coordinates": [SQUARE] if coordinates is None else coordinates}
    return {"type": "Feature", "properties": {"id": name}, "geometry": shape}


def collection(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def test_polygons_and_multipolygons_become_rings_of_points() -> None:
    one, two = read_map(
        collection(feature("x"), feature("y", "MultiPolygon", [[SQUARE], [SQUARE]]))
    )
    assert one.id == "x"
    assert one.polygons == ((((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)),),)
    assert len(two.polygons) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"[]",
        b"null",
        b'{"features": {}}',
        b'{"features": [null]}',
        b"[" * 100_000,
        b'{"features": [{"properties": {"id": "x"}, "geometry": {"type": "Polygon", "coordinates": [[[NaN, 0]]]}}]}',
        collection(feature("")),
        collection(feature(7)),
        collection(feature(kind="Point")),
        collection(feature(coordinates=[])),
        collection(feature(coordinates=[[]])),
        collection(feature(coordinates=[SQUARE[:3]])),
        collection(feature(coordinates=[[*SQUARE[:3], [5, 5]]])),
        collection(feature(coordinates=[[[999, 0], *SQUARE[1:3], [999, 0]]])),
        collection(feature(coordinates=[[["a", 0], *SQUARE[1:3], ["a", 0]]])),
        collection(feature(), feature()),
        collection(feature()).replace(b"[0, 0]", b"[" + b"9" * 5000 + b", 0]"),
    ],
)
def test_a_malformed_map_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(InputError, match="The map cannot be read") as caught:
        read_map(data)
    assert [problem.rule for problem in caught.value.problems] == ["map_malformed"]


def test_a_mistake_of_json_names_its_line() -> None:
    with pytest.raises(InputError) as caught:
        read_map(b'{\n"features": [,]\n}')
    assert caught.value.problems[0].place.line == 2
