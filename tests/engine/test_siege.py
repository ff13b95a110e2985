"""Siege states are found from control and supply: open, insecure, closed by fire, closed."""

import math

import pytest

from builders import Unit, small
from plain import plain

codes = plain("hinge.world.codes")
OPEN, INSECURE, BY_FIRE, CLOSED = codes.OPEN, codes.INSECURE, codes.CLOSED_BY_FIRE, codes.CLOSED


def four_areas(gate: str = "red", guns: float = 0.0):
    """Port - gate - town of red; blue's hill looks down on the road gate - town from 3 km."""
    tiny = small(
        {"port": "red", "gate": gate, "town": "red", "hill": "blue"},
        [
            ("port", "gate", "road", 5.0),
            ("gate", "town", "road", 5.0, "hill"),
            ("hill", "town", "adjacent", 3.0),
        ],
        units=[Unit("r", "red", "town"), Unit("u", "blue", "hill", persons=guns)],
        areas={
            "gate": {"lat": 0.0, "lon": 0.0},
            "town": {"lat": 0.0, "lon": 0.02},
            "hill": {"lat": 3.0 / 111.195, "lon": 0.01},
        },
        entries={"port": 1000.0},
        regions={"town": ("town", "red")},
    )
    return tiny.set(fire_strength=1.0, fire_reach=3.0, fire_floor=0.0, fire_seen=0.3).throughput(
        road=100.0
    )


def state_of(tiny) -> int:
    return int(tiny.survey().state.flows.siege[0])


def test_an_undisturbed_way_is_open() -> None:
    assert state_of(four_areas()) == OPEN


def test_a_way_under_fire_is_insecure() -> None:
    # 2000 men at 3 km, reach 3 km: i = 1 - exp(-2 / e) = 0.52.
    tiny = four_areas(guns=2000.0)
    assert state_of(tiny) == INSECURE
    assert tiny.state.flows.into[0] == pytest.approx(100.0 * math.exp(-2.0 / math.e), rel=1e-6)


def test_so_much_fire_that_a_tenth_of_need_does_not_pass_closes_the_way() -> None:
    tiny = four_areas(guns=40_000.0)
    tiny.state.forces.strength[0] = 10_000.0  # they need 30 t a day; next to nothing comes through
    assert state_of(tiny) == BY_FIRE


def test_lost_ground_closes_the_way() -> None:
    assert state_of(four_areas(gate="blue")) == CLOSED


def test_a_second_way_without_fire_is_enough_to_be_open() -> None:
    tiny = small(
        {"port": "red", "gate": "red", "lane": "red", "town": "red", "hill": "blue"},
        [
            ("port", "gate", "road", 5.0),
            ("gate", "town", "road", 5.0, "hill"),
            ("port", "lane", "track", 5.0),
            ("lane", "town", "track", 5.0),
        ],
        units=[Unit("r", "red", "town"), Unit("u", "blue", "hill", persons=9000.0)],
        areas={"hill": {"lat": 0.0, "lon": 0.25}},
        entries={"port": 1000.0},
        regions={"town": ("town", "red")},
    ).set(fire_reach=5.0)
    assert state_of(tiny) == OPEN
    tiny.state.ground.control[tiny.area["lane"]] = 1
    tiny.state.flows.stale[:] = 1
    assert state_of(tiny) == INSECURE


def test_a_region_without_an_area_of_the_side_is_closed_to_it() -> None:
    tiny = four_areas()
    tiny.state.ground.control[tiny.area["town"]] = 1
    assert state_of(tiny) == CLOSED


def test_reopened_ground_is_seen_on_the_same_survey() -> None:
    tiny = four_areas(gate="blue")
    assert state_of(tiny) == CLOSED
    tiny.state.ground.control[tiny.area["gate"]] = 0
    tiny.state.flows.stale[:] = 1
    assert state_of(tiny) == OPEN


def test_fire_follows_its_formula() -> None:
    tiny = four_areas(guns=2000.0).set(fire_strength=0.7, fire_reach=4.0)
    tiny.survey()
    near = math.exp(-3.0 / 4.0)
    assert tiny.state.flows.fire[0].tolist() == pytest.approx(
        [0.0, 1 - math.exp(-0.7 * 2.0 * near), 0.0]
    )


def test_an_owner_does_not_fire_on_its_own_road() -> None:
    tiny = four_areas(guns=2000.0).survey()
    assert tiny.state.flows.fire[tiny.side["blue"]].tolist() == [0.0, 0.0, 0.0]


def test_who_fights_for_the_heights_cannot_watch_the_road() -> None:
    tiny = four_areas(guns=2000.0).fight("hill").survey()
    assert tiny.state.flows.fire[0].max() == 0.0


def test_strikes_on_traffic_add_to_fire() -> None:
    tiny = four_areas(guns=2000.0).set(strike_traffic=0.05)
    tiny.state.flows.pressure[0, tiny.area["gate"]] = 6.0
    tiny.survey()
    watched, struck = math.exp(-2.0 / math.e), math.exp(-0.05 * 6.0)
    right = [1 - struck, 1 - watched * struck, 0.0]
    assert tiny.state.flows.fire[0].tolist() == pytest.approx(right, rel=1e-6)


@pytest.mark.parametrize("more", [0.0, 500.0, 1000.0, 4000.0, 16_000.0])
def test_more_guns_never_make_a_siege_looser(more: float) -> None:
    loose, tight = four_areas(guns=more), four_areas(guns=2 * more + 100.0)
    assert state_of(loose) <= state_of(tight)
    assert loose.state.flows.into[0] >= tight.state.flows.into[0]
