"""The base map is read whole or refused in words: sea, coast, borders, names."""

import json
from pathlib import Path
from typing import Any

import pytest

from hinge.errors import InputError
from hinge.scenario.basemap_reader import MAX_BYTES, MAX_POINTS, read_basemap
from hinge.scenario.load import load
from hinge.scenario.reading import read_scenario
from scenario.rings import copy_ring

LINE = [[9.0, 10.0], [9.5, 10.0]]
RING = [[9.0, 10.0], [9.5, 10.0], [9.5, 10.5], [9.0, 10.0]]


def feature(kind: str, shape: str, coordinates: Any, **more: Any) -> dict[str, Any]:
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "properties": {"kind": kind, **more}, "geometry": geometry}


def written(*features: Any, **more: Any) -> bytes:
    whole = {"type": "FeatureCollection", "source": "an atlas", "features": list(features)} | more
    return json.dumps(whole).encode()


def test_every_kind_of_feature_is_read() -> None:
    base = read_basemap(
        written(
            feature("sea", "Polygon", [RING]),
            feature("coast", "MultiLineString", [LINE, LINE]),
            feature("border", "LineString", LINE, note="Claimed by both."),
            feature("border", "LineString", LINE),
            feature("name", "Point", [9.0, 10.0], name="Gulf", sea=True),
        )
    )
    assert base.sea == (tuple((x, y) for x, y in RING),)
    assert len(base.coast) == 2
    assert [border.note for border in base.borders] == ["Claimed by both.", ""]
    assert (base.labels[0].text, base.labels[0].at, base.labels[0].sea) == (
        "Gulf",
        (9.0, 10.0),
        True,
    )
    assert base.source == "an atlas"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "not JSON"),
        (b"[]", "FeatureCollection"),
        (b"[" * 100_000, "nested too deep"),
        (written(source=""), "does not say its source"),
        (written(source="x" * 301), "at most 300"),
        (written("text"), "lacks properties"),
        (written(feature("lake", "Polygon", [RING])), "none of sea, coast, border, name"),
        (written(feature("coast", "Polygon", [RING])), "no LineString or MultiLineString"),
        (written(feature("sea", "Polygon", [RING[:-1]])), "does not end where it starts"),
        (written(feature("coast", "LineString", LINE[:1])), "fewer than 2 points"),
        (written(feature("coast", "LineString", [])), "no coordinates"),
        (
            written(feature("coast", "LineString", [[9.0, "x"], [9.0, 1.0]])),
            "not a pair of numbers",
        ),
        (written(feature("coast", "LineString", [[9.0, 91.0], [9.0, 1.0]])), "not on the globe"),
        (written(feature("name", "Point", [9.0, 10.0])), "has no name"),
        (written(feature("coast", "LineString", LINE * (MAX_POINTS // 2 + 1))), "more than 20,000"),
        (b'{"source":"a","features":[NaN]}', "NaN is not a number"),
    ],
)
def test_what_is_no_base_map_is_told_in_words(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_basemap(data)


def test_a_base_map_has_a_largest_size() -> None:
    with pytest.raises(InputError, match="larger than"):
        read_basemap(b" " * (MAX_BYTES + 1))


@pytest.mark.parametrize("scenario", ["aleppo-2016", "manbij-2016"])
def test_shipped_base_maps_can_be_read_and_name_natural_earth(scenario: str) -> None:
    folder = Path(load(scenario, calibrated=False).folder)
    base = read_basemap((folder / "basemap.geojson").read_bytes())
    assert "Natural Earth" in base.source
    assert base.borders
    assert base.labels


def test_no_posterior_is_bound_to_a_base_map_and_none_is_needed(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    before = read_scenario(ring, "strict").scenario
    (ring / "basemap.geojson").write_bytes(written(feature("coast", "LineString", LINE)))
    after = read_scenario(ring, "strict").scenario
    assert after.facts == before.facts
    assert after.digest != before.digest


@pytest.mark.parametrize("scenario", ["aleppo-2016", "manbij-2016"])
def test_coast_and_borders_are_those_of_the_stored_clip(scenario: str) -> None:
    clip = (
        Path(__file__).parents[2] / "scenario-sources" / scenario / "geo" / "natural_earth.geojson"
    )
    features = json.loads(clip.read_text("utf-8"))["features"]
    stored = {tuple(point) for one in features for point in one["geometry"]["coordinates"]}
    folder = Path(load(scenario, calibrated=False).folder)
    base = read_basemap((folder / "basemap.geojson").read_bytes())
    lines = [*base.coast, *(line for border in base.borders for line in border.lines)]
    points = [point for line in lines for point in line[1:-1]]  # the ends may be cut
    assert len(points) > 20
    assert set(points) <= stored
