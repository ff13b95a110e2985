"""Contagion: who gave way near by, and when it is felt."""

import pytest

from builders import Unit, small
from plain import plain

contagion = plain("hinge.engine.contagion")


def row():
    """Red holds a, b, c and d, blue holds e; a touches all of the others, d by air alone."""
    links = [("a", "b", "road", 5.0), ("a", "c", "track", 60.0), ("a", "d", "air", 5.0)]
    links.append(("a", "e", "adjacent", 2.0))
    holds = {"a": "red", "b": "red", "c": "red", "d": "red", "e": "blue"}
    return small(holds, links, units=[Unit("r", "red", "a")])


def near(tiny, day: int, where: str = "a") -> float:
    ground = tiny.state.ground
    return contagion.gave_way_near(
        tiny.world.map, ground.control, ground.gave_way, 0, tiny.area[where], day
    )


def test_where_nobody_gave_way_there_is_nothing_to_spread() -> None:
    assert near(row(), 5) == 0.0


@pytest.mark.parametrize(("days", "felt"), [(0, 0), (2, 0), (3, 1), (7, 1), (10, 1), (11, 0)])
def test_a_break_is_felt_from_the_third_to_the_tenth_day(days: int, felt: int) -> None:
    tiny = row()
    tiny.state.ground.gave_way[0, tiny.area["b"]] = 20
    assert near(tiny, 20 + days) == pytest.approx(felt / 3.0)  # of a, b and c


def test_a_break_in_the_same_area_counts_as_one_near_by() -> None:
    tiny = row()
    tiny.state.ground.gave_way[0, tiny.area["a"]] = 20
    assert near(tiny, 25) == pytest.approx(1.0 / 3.0)
    assert near(tiny, 25, "b") == pytest.approx(1.0 / 2.0)


def test_ground_lost_by_the_break_still_counts() -> None:
    tiny = row()
    tiny.state.ground.control[tiny.area["b"]] = 1
    before = near(tiny, 25)
    tiny.state.ground.gave_way[0, tiny.area["b"]] = 20
    assert (before, near(tiny, 25)) == pytest.approx((0.0, 1.0 / 3.0))


def test_breaks_of_others_far_away_or_over_the_air_do_not_count() -> None:
    tiny = row()
    tiny.state.ground.gave_way[1, tiny.area["b"]] = 20
    tiny.state.ground.gave_way[0, tiny.area["d"]] = 20
    assert near(tiny, 25) == 0.0
    tiny.state.ground.gave_way[0, tiny.area["c"]] = 20
    assert near(tiny, 25, "b") == 0.0


def test_more_breaks_near_by_are_felt_more() -> None:
    tiny, felt = row(), [0.0]
    for name in ("a", "b", "c"):
        tiny.state.ground.gave_way[0, tiny.area[name]] = 20
        felt.append(near(tiny, 25))
    assert felt == pytest.approx([0.0, 1 / 3, 2 / 3, 1.0])
