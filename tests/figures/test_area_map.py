"""The still map shows who holds what in how many runs, and says so in words too."""

import re
from typing import Any

import numpy as np
import pytest

from hinge.figures.area_map import Moment, map_figure, moment, still_map
from hinge.figures.map_key import map_key
from hinge.figures.palette import INK, NOBODY, SIDE_COLOURS

WEST = "M0 0l500 0 0 600-500 0z"
EAST = "M500 0l500 0 0 600-500 0z"


def ground(**more: Any) -> dict[str, Any]:
    """Two areas side by side, a road between them, and the west watched for side a."""
    areas = [
        {"id": "west", "name": "West", "path": WEST, "at": [250, 300], "label": [250, 300],
         "room": 500, "size": 3e5, "offMap": False, "close": False},
        {"id": "east", "name": "East <b>", "path": EAST, "at": [750, 300], "label": [750, 300],
         "room": 500, "size": 3e5, "offMap": False, "close": False},
    ]  # fmt: skip
    return {
        "width": 1000.0, "height": 600.0, "kilometres": 0.1, "areas": areas, "base": None, "close": None,
        "edges": [{"a": "west", "b": "east", "path": "M500 0l0 600"}, {"a": "west", "b": "", "path": "M0 0l0 600"}],
        "roads": [{"a": "west", "b": "east", "kind": "road", "path": "M250 300l500 0"}],
        "sides": [
            {"id": "a", "name": "Side Amber", "short": "Amber", "colour": SIDE_COLOURS[0], "ink": "#6a4209"},
            {"id": "b", "name": "Side Blue", "short": "Blue", "colour": SIDE_COLOURS[1], "ink": "#17508f"},
        ],
        "watches": [{"id": "w.a", "region": "w", "side": "a", "name": "the west", "areas": ["west"],
                     "harm": True, "label": [250, 300]}],
    } | more  # fmt: skip


def day(
    *shares: tuple[float, float],
    contested: tuple[float, float] = (0.0, 0.0),
    siege: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0),
) -> Moment:
    """One pair of shares (side a, side b) for west and for east."""
    return Moment(np.array(shares).T, np.array(contested), np.array([siege]), 100)


def drawn(now: Moment) -> str:
    return still_map(ground(), now, key="k", title="Who")


def cell(svg: str, area: str) -> str:
    return next(part for part in re.findall(r"<path[^>]*>", svg) if f'data-area="{area}"' in part)


def test_shares_are_counted_over_runs() -> None:
    control = np.array([[0, 1], [0, -1], [1, -1], [0, -1]])
    now = moment(control, np.array([[1, 0]] * 4), np.array([[3], [3], [0], [0]]), 2)
    assert now.share.T.tolist() == [[0.75, 0.25], [0.0, 0.25]]
    assert now.contested.tolist() == [1.0, 0.0]
    assert now.siege.tolist() == [[0.5, 0.0, 0.0, 0.5]]


def test_the_colour_is_that_of_the_side_with_most_runs() -> None:
    svg = drawn(day((0.9, 0.1), (0.2, 0.8)))
    assert SIDE_COLOURS[0] in cell(svg, "west")
    assert SIDE_COLOURS[1] in cell(svg, "east")


def test_an_area_that_nobody_holds_in_most_runs_is_pale() -> None:
    assert NOBODY in cell(drawn(day((0.1, 0.2), (1.0, 0.0))), "west")


@pytest.mark.parametrize(("share", "hatched"), [(0.59, True), (0.6, False)])
def test_hatching_begins_below_60_of_100(share: float, hatched: bool) -> None:
    assert ("url(#k-mark-1)" in drawn(day((share, 1 - share), (0.0, 1.0)))) == hatched


def test_dots_say_that_forces_of_both_sides_are_there() -> None:
    shares = ((1.0, 0.0), (0.5, 0.0))
    assert drawn(day(*shares, contested=(0.5, 0.5))).count("url(#k-mark-2)") == 1
    assert "url(#k-mark-3)" in drawn(day(*shares, contested=(0.5, 0.5)))
    assert "url(#k-mark-2)" not in drawn(day(*shares, contested=(0.4, 0.0)))


def test_more_agreement_gives_a_fuller_colour() -> None:
    def opacity(share: float) -> float:
        svg = drawn(day((share, 0.0), (1.0, 0.0)))
        found = re.search(r'fill-opacity="([\d.]+)"', cell(svg, "west"))
        assert found
        return float(found.group(1))

    assert opacity(0.7) < opacity(0.9) < opacity(1.0)


def test_a_front_runs_between_neighbours_of_different_holders_only() -> None:
    def fronts(now: Moment) -> int:
        paths = re.findall(r"<path[^>]*>", drawn(now))
        return sum('d="M500 0l0 600"' in path and f'stroke="{INK}"' in path for path in paths)

    assert fronts(day((1.0, 0.0), (0.0, 1.0))) == 1
    assert fronts(day((1.0, 0.0), (1.0, 0.0))) == 0
    assert fronts(day((1.0, 0.0), (0.1, 0.5))) == 0


def test_the_road_into_a_watched_place_is_bold_over_ground_of_its_side_until_it_is_closed() -> None:
    def ways(now: Moment) -> list[str]:
        paths = re.findall(r"<path[^>]*>", drawn(now))
        return [path for path in paths if "M250 300l500 0" in path and "#6a4209" in path]

    own = ((1.0, 0.0), (1.0, 0.0))
    assert len(ways(day(*own))) == 1
    assert "dasharray" not in ways(day(*own))[0]
    assert "dasharray" in ways(day(*own, siege=(0, 0, 1, 0)))[0]
    assert ways(day(*own, siege=(0, 0, 0, 1))) == []
    assert ways(day((1.0, 0.0), (0.0, 1.0))) == []


def test_a_watched_place_says_how_it_can_be_reached_in_how_many_runs() -> None:
    svg = drawn(day((1.0, 0.0), (0.0, 1.0), siege=(0.3, 0.07, 0.0, 0.63)))
    assert ">The west<" in svg
    assert ">closed in 63 of 100 runs<" in svg


def test_a_place_whose_side_holds_nothing_there_has_no_border() -> None:
    assert "of 100 runs</text>" not in drawn(day((0.0, 1.0), (0.0, 1.0), siege=(0, 0, 0, 1)))


def test_every_area_says_its_numbers_in_words_and_names_stay_text() -> None:
    svg = drawn(day((0.9, 0.1), (0.2, 0.8)))
    assert "West: held by Amber 90, Blue 10 of 100 runs" in svg
    assert "<b>" not in svg


def test_the_side_that_holds_the_ground_is_named_on_the_map_itself() -> None:
    assert ">BLUE<" in drawn(day((0.9, 0.1), (0.2, 0.8)))


def test_a_map_that_stands_alone_carries_its_key() -> None:
    drawing = map_figure(ground(), day((0.9, 0.1), (0.1, 0.2)), id_="m", title="Who").drawing
    assert drawing is not None
    for words in ("Side Amber", "hatched: no side holds it in 60 of 100 runs", "closed by fire"):
        assert f">{words}</text>" in drawing


def test_the_figure_carries_its_numbers() -> None:
    figure = map_figure(ground(), day((0.9, 0.1), (0.1, 0.2)), id_="m", title="Who")
    assert figure.table.columns == (
        "area",
        "name",
        "held_by",
        "share_a",
        "share_b",
        "share_contested",
    )
    assert figure.table.rows[0] == ("west", "West", "Side Amber", 0.9, 0.1, 0.0)
    assert figure.table.rows[1][2] == "nobody"


def test_the_key_names_every_mark_and_the_source_of_the_base_map() -> None:
    border = {"path": "M0 0h1", "disputed": True, "note": "Claimed by both."}
    base = {"sea": "", "coast": "", "borders": [border], "names": [], "source": "Old Atlas"}
    words = map_key(ground(base=base))
    for text in (
        "Side Amber",
        "hatched",
        "dotted",
        "closed by fire",
        "disputed: Claimed by both.",
        "Old Atlas",
    ):
        assert text in words
