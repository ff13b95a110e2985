"""Facilities: nearer to the front is quicker and more exposed; they move by choice, and fall with their ground."""

import math
from itertools import pairwise
from typing import Any

import pytest

from builders import Unit, asset, sampling, small
from plain import plain

codes = plain("hinge.world.codes")
facilities = plain("hinge.engine.facilities")
strikes = plain("hinge.engine.strikes")
FAR = plain("hinge.engine.ways").UNREACHED
PRIORS = {
    "quickness": 0.4,
    "echelon_km": 20.0,
    "move_days": 4.0,
    "site_days": 10.0,
    "seen_far": 0.3,
}


def line(depots: tuple[tuple[str, str], ...] = (("red", "rear"),), **more: Any) -> Any:
    """Red from its port over rear and middle to the front, 10 km each; blue beyond it."""
    holds = {"port": "red", "rear": "red", "middle": "red", "front": "red", "theirs": "blue"}
    names = list(holds)
    tiny = small(
        holds,
        [(a, b, "road", 10.0) for a, b in pairwise(names)],
        units=[Unit("r", "red", "front", 2000.0), Unit("u", "blue", "theirs", 1000.0)],
        areas={"port": {"terrain": "off_map"}, "rear": {"population": 1000}},
        entries={"port": 1000.0},
        depots=depots,
        **more,
    ).set(**PRIORS)
    return tiny.survey()


def day_of(tiny: Any, day: int = 1, replication: int = 0) -> Any:
    key = sampling.StreamKey(7, 0, replication)
    facilities.facilities(tiny.world, tiny.state, tiny.scratch, tiny.params, key, day)
    return tiny


def still(tiny: Any) -> Any:
    """Let nobody deliberate: their days never come."""
    return tiny.set(site_days=1e6)


def quickness(at: str) -> float:
    tiny = day_of(still(line((("red", at),))))
    return float(tiny.state.commands.quickness[tiny.side["red"]])


def where(tiny: Any) -> str:
    return list(tiny.area)[int(tiny.state.sites.area[0])]


def moved(make: Any, days: int = 10) -> list[str]:
    """Where the facility stands after it was considered once, over forty chances."""
    found = []
    for n in range(40):
        tiny = make()
        for day in range(1, days + 1):
            day_of(tiny, day, n)
        found.append(where(tiny))
    return found


def test_distances_to_the_front_run_over_own_ground() -> None:
    tiny = line()
    facilities.front_distances(tiny.world, tiny.state, tiny.scratch, tiny.side["red"])
    assert tiny.scratch.near.tolist() == [30.0, 20.0, 10.0, 0.0, FAR]


def test_quickness_is_the_mean_over_a_commands_facilities() -> None:
    assert quickness("rear") == pytest.approx(0.4 * math.exp(-1.0))
    both = day_of(still(line((("red", "rear"), ("red", "front")))))
    assert both.state.commands.quickness[0] == pytest.approx(0.4 * (math.exp(-1.0) + 1.0) / 2)


def test_the_nearer_the_quicker() -> None:
    values = [quickness(at) for at in ("rear", "middle", "front")]
    assert values == sorted(values)
    assert values[0] < values[-1]


def test_a_facility_on_the_move_or_damaged_is_of_less_use() -> None:
    tiny = still(line())
    tiny.state.sites.moving[0] = 3.0
    assert day_of(tiny).state.commands.quickness[0] == 0.0
    hurt = still(line()).set(facility_repair=0.0)
    hurt.state.sites.health[0] = 0.5
    assert day_of(hurt).state.commands.quickness[0] == pytest.approx(0.2 * math.exp(-1.0))


def test_damage_is_repaired_and_a_move_ends() -> None:
    tiny = still(line()).set(facility_repair=0.1)
    tiny.state.sites.health[0], tiny.state.sites.moving[0] = 0.5, 1.5
    day_of(tiny)
    assert tiny.state.sites.health[0] == pytest.approx(0.55)
    assert tiny.state.sites.moving[0] == 0.5
    assert day_of(tiny).state.sites.moving[0] == 0.0


def test_without_exposure_facilities_go_forward_one_area_at_a_time() -> None:
    found = moved(lambda: line().set(exposure_weight=0.0, rationality=500.0, move_days=1.0))
    assert set(found) == {"middle"}


def test_commands_that_mind_exposure_keep_them_back() -> None:
    def exposed(weight: float) -> Any:
        tiny = line((("red", "middle"),)).set(
            exposure_weight=weight, rationality=30.0, move_days=1.0, facility_repair=0.0
        )
        tiny.state.sites.health[0] = 0.6
        tiny.state.commands.seen[0, tiny.area["theirs"]] = 4.0
        return tiny

    forward = [moved(lambda w=weight: exposed(w)).count("front") for weight in (0.0, 0.3, 1.0, 3.0)]
    assert forward == sorted(forward, reverse=True)
    assert forward[0] > forward[-1] == 0


def test_a_side_that_may_not_go_forward_does_not() -> None:
    def barred() -> Any:
        tiny = line().set(exposure_weight=0.0, rationality=500.0, move_days=1.0)
        tiny.state.politics.barred[0, codes.FORWARD] = 1
        return tiny

    assert set(moved(barred)) == {"rear"}


def test_a_move_costs_the_days_in_which_it_is_out_of_use() -> None:
    tiny = line().set(exposure_weight=0.0, rationality=500.0, move_days=1.0)
    for day in range(1, 11):
        day_of(tiny, day)
        if where(tiny) == "middle":
            assert tiny.state.sites.moving[0] == 1.0
            assert tiny.state.commands.quickness[0] == 0.0
            assert day_of(still(tiny)).state.commands.quickness[0] == pytest.approx(
                0.4 * math.exp(-0.5)
            )
            return
    pytest.fail("it never moved")


def test_ground_that_supply_does_not_reach_is_not_entered() -> None:
    tiny = line().set(exposure_weight=0.0, rationality=500.0, move_days=1.0)
    tiny.state.flows.reached[0] = 2  # port and rear
    assert tiny.state.flows.order[0, :2].tolist() == [tiny.area["port"], tiny.area["rear"]]
    for day in range(1, 11):
        day_of(tiny, day)
    assert where(tiny) == "rear"


def test_a_facility_whose_ground_falls_is_lost_and_set_up_anew_at_home() -> None:
    tiny = still(line()).set(facility_repair=0.1)
    tiny.state.sites.area[0] = tiny.area["front"]
    tiny.state.ground.control[tiny.area["front"]] = tiny.side["blue"]
    day_of(tiny)
    assert where(tiny) == "rear"
    assert tiny.state.sites.health[0] == 0.0
    assert tiny.state.sites.moving[0] == 4.0
    assert day_of(tiny).state.sites.health[0] == pytest.approx(0.1)


def test_one_whose_home_is_lost_too_stays_lost() -> None:
    tiny = still(line())
    tiny.state.ground.control[tiny.area["rear"]] = tiny.side["blue"]
    for _ in range(3):
        day_of(tiny)
    assert where(tiny) == "rear"
    assert tiny.state.sites.health[0] == 0.0
    assert tiny.state.commands.quickness[0] == 0.0


def test_facilities_off_the_map_stay_and_save_no_time() -> None:
    tiny = line((("red", "port"),)).set(exposure_weight=0.0, rationality=500.0, move_days=1.0)
    for day in range(1, 21):
        day_of(tiny, day)
    assert where(tiny) == "port"
    assert tiny.state.commands.quickness[0] == 0.0


def test_switched_off_nothing_moves_and_nothing_is_saved() -> None:
    tiny = line().set(quickness=0.0, rationality=0.0)
    for day in range(1, 60):
        day_of(tiny, day)
        assert tiny.state.commands.quickness.tolist() == [0.0, 0.0]
    assert where(tiny) == "rear"


def shelled(at: str) -> Any:
    """Two facilities of red, one always at the rear; blue's rockets look for facilities."""
    tiny = line(
        (("red", at), ("red", "rear")), assets=[asset("rockets", "blue", "facilities", 10.0)]
    )
    tiny.set(facility_damage=0.05)
    strikes.strikes(
        tiny.world, tiny.state, tiny.scratch, tiny.params, sampling.StreamKey(7, 0, 0), 1
    )
    return tiny


def test_both_consequences_of_nearness_show_quicker_and_more_exposed() -> None:
    near, far = shelled("front"), shelled("rear")
    assert near.state.sites.health[0] < far.state.sites.health[0]
    assert quickness("front") > quickness("rear")
