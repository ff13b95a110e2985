"""The map shows who holds what in how many runs, and says so in words too."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from hinge.errors import InputError
from hinge.figures.area_map import Holding, area_map, holding, short_name
from hinge.figures.geometry import Box, Frame, Shapes, read_shapes
from hinge.figures.palette import NOBODY, SIDE_COLOURS

SQUARES = Shapes(
    {
        "west": (((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)),),
        "east": (((1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, 0.0)),),
    }
)


def drawn(*shares: tuple[float, float]) -> str:
    """The map of two squares; one pair of shares (side a, side b) for west and for east."""
    held = Holding(("a", "b"), ("west", "east"), np.array(shares).T)
    return area_map(
        SQUARES,
        held,
        names={"west": "West", "east": "East <b>"},
        side_names={"a": "Amber", "b": "Blue"},
        box=SQUARES.box(),
        key="k",
        title="Who",
    )


def cell(svg: str, area: str) -> str:
    return next(part for part in re.findall(r"<path[^>]*>", svg) if f'data-area="{area}"' in part)


def test_shares_are_counted_over_runs() -> None:
    control = np.array([[0, 1], [0, -1], [1, -1], [0, -1]])
    held = holding(control, ["a", "b"], ["west", "east"])
    assert held.of("west").tolist() == [0.75, 0.25]
    assert held.of("east").tolist() == [0.0, 0.25]


def test_the_colour_is_that_of_the_side_with_most_runs() -> None:
    svg = drawn((0.9, 0.1), (0.2, 0.8))
    assert SIDE_COLOURS[0] in cell(svg, "west")
    assert SIDE_COLOURS[1] in cell(svg, "east")


def test_an_area_that_nobody_holds_in_most_runs_is_pale() -> None:
    assert NOBODY in cell(drawn((0.1, 0.2), (1.0, 0.0)), "west")


@pytest.mark.parametrize(("share", "hatched"), [(0.59, True), (0.6, False)])
def test_hatching_begins_below_60_of_100(share: float, hatched: bool) -> None:
    svg = drawn((share, 1 - share), (0.0, 1.0))
    assert ("url(#k-hatch)" in svg) == hatched


def test_more_agreement_gives_a_fuller_colour() -> None:
    def opacity(share: float) -> float:
        found = re.search(r'fill-opacity="([\d.]+)"', cell(drawn((share, 0.0), (1.0, 0.0)), "west"))
        assert found
        return float(found.group(1))

    assert opacity(0.7) < opacity(0.9) < opacity(1.0)


def test_a_front_runs_between_neighbours_of_different_holders_only() -> None:
    front = 'stroke="#1c1b19" stroke-width="1.6"'
    line = next(p for p in re.findall(r"<path[^>]*>", drawn((1.0, 0.0), (0.0, 1.0))) if front in p)
    none = next(p for p in re.findall(r"<path[^>]*>", drawn((1.0, 0.0), (1.0, 0.0))) if front in p)
    assert line.count("L") == 1
    assert none.count("L") == 0


def test_every_area_says_its_numbers_in_words_and_names_stay_text() -> None:
    svg = drawn((0.9, 0.1), (0.2, 0.8))
    assert "West: held in 100 runs by Amber 90, Blue 10" in svg
    assert "<b>" not in svg


def test_north_is_up_and_the_scale_is_the_same_both_ways() -> None:
    frame = Frame(Box(0, -0.5, 1, 0.5), 100, 100)
    assert frame.at((0, 0.5))[1] < frame.at((0, -0.5))[1]
    assert frame.kilometres(100) == pytest.approx(111.2, rel=0.01)


@pytest.mark.parametrize("scenario", ["ring", "aleppo-2016"])
def test_the_map_of_a_shipped_scenario_has_every_area(scenario: str) -> None:
    from hinge.scenario.load import load

    loaded = load(scenario)
    shapes = read_shapes(Path(loaded.folder) / "map.geojson")
    on_the_map = {area.id for area in loaded.areas if area.terrain != "off_map"}
    assert on_the_map <= set(shapes.rings) <= {area.id for area in loaded.areas}


def test_a_map_that_is_none_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "map.geojson"
    path.write_text(json.dumps({"features": [{"properties": {}}]}))
    with pytest.raises(InputError, match=r"map\.geojson.*cannot be read"):
        read_shapes(path)


def test_names_lose_their_brackets() -> None:
    assert short_name("Ramparts (old), south") == "Ramparts"
