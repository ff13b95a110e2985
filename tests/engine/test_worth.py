"""Worth of ground: people, traffic that could be cut, ground on the way, and cut-off friends."""

from typing import Any

import pytest

from builders import Unit, small
from plain import plain

worth = plain("hinge.engine.worth").worth
WEIGHTS = {"people_weight": 1.0, "cut_weight": 1.0, "relief_weight": 1.0, "look_ahead": 0.5}


def value(tiny, side: str = "red") -> dict[str, float]:
    tiny.state.forces.stock[:] = 1000.0  # stocks are full: need is the day's need
    tiny.set(**WEIGHTS).survey()
    worth(tiny.world, tiny.state, tiny.scratch, tiny.params, tiny.side[side])
    return dict(zip(tiny.area, tiny.scratch.value.tolist(), strict=True))


def chain(**more: Any):
    """Red - b - c - d of blue, whose supply enters at d."""
    return small(
        {"a": "red", "b": "blue", "c": "blue", "d": "blue"},
        [("a", "b", "road", 5.0), ("b", "c", "road", 5.0), ("c", "d", "road", 5.0)],
        **more,
    )


def test_own_ground_is_worth_no_attack() -> None:
    assert value(chain())["a"] == 0.0


def test_people_count_by_their_share_on_hostile_ground() -> None:
    areas = {"b": {"population": 3000}, "d": {"population": 1000}, "a": {"population": 9000}}
    found = value(chain(areas=areas))
    assert found["b"] == pytest.approx(0.75)
    # Worth of the neighbour is carried at one half: c = 0.375 from b, not 0.125 from d.
    assert found["c"] == pytest.approx(0.375)
    assert found["d"] == pytest.approx(0.25)


def test_worth_reaches_back_along_the_way_by_a_factor_an_area() -> None:
    found = value(chain(areas={"d": {"population": 1000}}))
    assert [found[name] for name in "bcd"] == pytest.approx([0.25, 0.5, 1.0])


def test_a_road_that_feeds_all_is_worth_cutting_and_without_traffic_it_is_not() -> None:
    units = [Unit("u", "blue", "b")]
    fed = value(chain(units=units, entries={"d": 100.0}))
    assert fed["c"] == pytest.approx(1.0)
    idle = value(chain(units=units))
    assert idle["c"] == 0.0


def test_traffic_counts_by_its_share() -> None:
    # A thousand at b behind c, three thousand at d on the entry itself.
    units = [Unit("u", "blue", "b"), Unit("v", "blue", "d", 3000.0)]
    found = value(chain(units=units, entries={"d": 100.0}))
    assert found["d"] == pytest.approx(1.0)
    assert found["c"] == pytest.approx(max(0.25, 0.5 * 1.0))


def pocket(cut: bool):
    """Red port - gate - town; blue holds the gate where ``cut``, and a hill beside the port."""
    return small(
        {"port": "red", "gate": "blue" if cut else "red", "town": "red", "hill": "blue"},
        [
            ("port", "gate", "road", 5.0),
            ("gate", "town", "road", 5.0),
            ("port", "hill", "road", 5.0),
        ],
        units=[Unit("r", "red", "town", 3000.0), Unit("s", "red", "port", 1000.0)],
        entries={"port": 100.0},
    )


def test_a_cut_off_pocket_makes_the_ground_before_it_worth_taking() -> None:
    # Three quarters of red's need sits in the pocket, one hostile area away.
    found = value(pocket(cut=True))
    assert found["gate"] == pytest.approx(0.75)
    assert found["hill"] == 0.0


def test_ground_farther_from_the_pocket_is_worth_less_and_none_without_a_pocket() -> None:
    far = small(
        {"port": "red", "x": "blue", "y": "blue", "town": "red"},
        [("port", "x", "road", 5.0), ("x", "y", "road", 5.0), ("y", "town", "road", 5.0)],
        units=[Unit("r", "red", "town")],
        entries={"port": 100.0},
    )
    found = value(far)
    # x: carried once over hostile ground (1/2), the first to take. y: beside the pocket, but second
    # to take from the port (1/2).
    assert found["x"] == pytest.approx(0.5)
    assert found["y"] == pytest.approx(0.5)
    assert value(pocket(cut=False))["hill"] == 0.0


def test_two_sides_in_mirrored_places_value_mirrored_ground() -> None:
    holds = {"rl": "red", "l": "red", "r": "blue", "rr": "blue"}
    links = [("rl", "l", "road", 5.0), ("l", "r", "road", 5.0), ("r", "rr", "road", 5.0)]
    areas = {name: {"population": 1000} for name in holds}
    units = [Unit("a", "red", "l"), Unit("b", "blue", "r")]
    tiny = small(holds, links, areas=areas, units=units, entries={"rl": 100.0, "rr": 100.0})
    red, blue = value(tiny, "red"), value(tiny, "blue")
    assert (red["r"], red["rr"]) == pytest.approx((blue["l"], blue["rl"]))
