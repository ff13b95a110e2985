"""Strikes: nothing without tempo or under a truce, harm only where people are, targets as stated."""

from typing import Any

import numpy as np
import pytest

from builders import Unit, asset, sampling, small
from hinge.scenario.records import StrikeAsset
from plain import plain

codes = plain("hinge.world.codes")
strikes = plain("hinge.engine.strikes")
FIRE = codes.INDIRECT_FIRE
LOST = plain("hinge.world.arrays").LOST


def war(*assets: StrikeAsset, people: float = 20_000.0, **more: Any):
    """Red - b - deep, blue holding the last two, its supply entering at deep; people everywhere."""
    tiny = small(
        {"a": "red", "b": "blue", "deep": "blue"},
        [("a", "b", "road", 5.0), ("b", "deep", "road", 5.0)],
        units=[Unit("r", "red", "a"), Unit("u", "blue", "b", 3000.0), Unit("v", "blue", "deep")],
        areas={name: {"population": people} for name in ("a", "b", "deep")},
        assets=assets or [asset("guns", "red")],
        entries={"deep": 1000.0},
        **more,
    )
    tiny.params.asset_harm[:] = 50.0
    return tiny.survey()


def fly(tiny, day: int = 1, replication: int = 0):
    key = sampling.StreamKey(7, 0, replication)
    strikes.strikes(tiny.world, tiny.state, tiny.scratch, tiny.params, key, day)
    return tiny


def dead(tiny) -> dict[str, float]:
    return dict(zip(tiny.area, tiny.state.people.dead_here.sum(axis=1).tolist(), strict=True))


def nothing_happened(tiny) -> bool:
    return (
        tiny.state.commands.sorties.sum() == 0.0
        and tiny.state.people.dead.sum() == 0.0
        and tiny.state.flows.pressure.sum() == 0.0
        and tiny.state.forces.struck.sum() == 0.0
    )


@pytest.mark.parametrize("target", ["front", "lines", "facilities"])
def test_without_tempo_nothing_happens(target: str) -> None:
    tiny = war(asset("guns", "red", target), depots=[("blue", "b")])
    tiny.params.tempo[:] = 0.0
    assert nothing_happened(fly(tiny))


@pytest.mark.parametrize("target", ["front", "lines", "facilities"])
def test_under_a_truce_nothing_happens(target: str) -> None:
    tiny = war(asset("guns", "red", target), depots=[("blue", "b")])
    tiny.state.politics.calm[:] = 1.0
    assert nothing_happened(fly(tiny))


def test_an_intervention_can_give_a_tempo_to_an_asset_that_has_none() -> None:
    tiny = war()
    tiny.params.tempo[:] = 0.0
    tiny.state.politics.asset_extra[0] = 3.0
    assert fly(tiny).state.commands.sorties.tolist() == [3.0]


def test_sorties_are_tempo_times_factor_times_the_share_on_this_map() -> None:
    tiny = war(asset("guns", "red", tempo=40.0, theatre_share=0.5))
    tiny.state.politics.asset_factor[0] = 0.25
    assert fly(tiny).state.commands.sorties.tolist() == [5.0]


def test_fire_at_the_front_falls_only_on_hostile_ground_in_touch() -> None:
    harm = dead(fly(war()))
    assert harm["b"] > 0.0
    assert harm["a"] == harm["deep"] == 0.0


def test_fire_on_lines_follows_the_supply_that_passes() -> None:
    # All of blue's supply passes deep, that of b's garrison passes b too: both are struck.
    tiny = fly(war(asset("planes", "red", "lines")))
    pressure = tiny.state.flows.pressure[tiny.side["blue"]]
    load = tiny.state.flows.load[tiny.side["blue"]]
    assert pressure[tiny.area["a"]] == 0.0
    ratio = pressure[tiny.area["deep"]] / pressure[tiny.area["b"]]
    assert ratio == pytest.approx(load[tiny.area["deep"]] / load[tiny.area["b"]])


def test_fire_on_facilities_falls_where_they_are() -> None:
    harm = dead(
        fly(war(asset("rockets", "red", "facilities"), depots=[("blue", "deep"), ("red", "a")]))
    )
    assert harm["deep"] > 0.0
    assert harm["a"] == harm["b"] == 0.0


def test_where_nobody_lives_nobody_is_harmed() -> None:
    tiny = fly(war(people=0.0))
    assert tiny.state.commands.sorties[0] > 0.0
    assert tiny.state.people.dead.sum() == 0.0


def test_harm_is_as_given_where_people_number_the_reference() -> None:
    # 50 a day of usual tempo; variance 50 + 2500 / 4; limit: five standard errors of 300 days.
    tiny = war(people=1_000_000.0).set(harm_dispersion=4.0, reference_population=1_000_000.0)
    for day in range(300):
        tiny.state.people.residents[:] = 1_000_000.0
        fly(tiny, day)
    mean = tiny.state.people.dead[FIRE, 0] / 300
    assert abs(mean - 50.0) < 5 * np.sqrt((50.0 + 2500.0 / 4.0) / 300)


def test_more_tempo_never_harms_fewer_with_the_same_luck() -> None:
    harms = []
    for tempo in (1.0, 2.0, 10.0, 40.0):
        tiny = war()
        tiny.params.tempo[:] = tempo
        harms.append(dead(fly(tiny))["b"])
    assert harms == sorted(harms)


def test_harm_is_counted_to_cause_and_author_and_taken_from_the_living() -> None:
    tiny = fly(war(asset("planes", "red", cause="air_strikes")))
    total = tiny.state.people.dead.sum()
    assert total > 0.0
    assert tiny.state.people.dead[codes.AIR_STRIKES, tiny.side["red"]] == total
    assert tiny.state.people.residents.sum() == 60_000.0 - total


def struck(tiny) -> dict[str, float]:
    """Soldiers out of action by unit, the mean over forty days that start alike."""
    total = np.zeros(len(tiny.unit))
    for day in range(1, 41):
        fly(tiny, day)
        total += tiny.state.forces.struck
    return dict(zip(tiny.unit, (total / 40).tolist(), strict=True))


def test_denial_is_nought_without_ground_contact() -> None:
    tiny = war().set(strike_loss=5.0, front_fire=0.3)
    tiny.state.forces.strength[tiny.unit["r"]] = 0.0
    assert struck(tiny.survey()) == {"r": 0.0, "u": 0.0, "v": 0.0}
    deep = war(asset("planes", "red", "lines")).set(strike_loss=5.0, front_fire=0.3)
    out = struck(deep)
    assert out["v"] == 0.0  # behind the front, whatever falls there
    assert out["u"] > 0.0


def test_soldiers_in_the_thick_of_it_are_struck_more_than_those_across_a_front() -> None:
    close = war().set(strike_loss=5.0, front_fire=0.3).fight("b")
    close.state.forces.area[close.unit["r"]] = close.area["b"]
    across = struck(war().set(strike_loss=5.0, front_fire=0.3))
    within = struck(close.survey())
    assert across["r"] == across["v"] == within["r"] == within["v"] == 0.0
    assert within["u"] == pytest.approx(across["u"] / 0.3, rel=0.25)
    assert struck(war().set(strike_loss=5.0, front_fire=0.0))["u"] == 0.0


def depots(**more: Any):
    """Rockets of red look for blue's two depots, one at the front and one behind it."""
    tiny = war(
        asset("rockets", "red", "facilities", 10.0),
        depots=[("blue", "b"), ("blue", "deep"), ("red", "a")],
        **more,
    )
    tiny.state.forces.stock[:] = 100.0
    tiny.state.forces.ammunition[:] = 50.0
    return tiny.set(facility_damage=0.05, stock_damage=0.4, seen_far=0.3, echelon_km=20.0)


def test_without_strikes_facilities_stores_and_feeling_stay_as_they_are() -> None:
    tiny = depots()
    tiny.params.tempo[:] = 0.0
    fly(tiny)
    assert tiny.state.sites.health.tolist() == [1.0, 1.0, 1.0]
    assert tiny.state.forces.stock.tolist() == [100.0] * 3
    assert tiny.state.politics.strikes_felt.tolist() == [0.0, 0.0]
    assert tiny.state.flows.books[LOST] == 0.0


def test_damage_to_facilities_in_a_case_by_hand() -> None:
    # Visibility: 1 at the front, 0.3 + 0.7 exp(-5 / 20) five kilometres behind it.
    tiny = fly(depots())
    behind = 0.3 + 0.7 * np.exp(-5.0 / 20.0)
    at_front = 10.0 / (1.0 + behind)
    assert tiny.state.sites.health == pytest.approx(
        [np.exp(-0.05 * at_front), np.exp(-0.05 * (10.0 - at_front)), 1.0]
    )


def test_two_facilities_in_one_area_share_what_falls_there() -> None:
    tiny = depots()
    tiny.state.sites.area[1] = tiny.area["b"]
    assert fly(tiny).state.sites.health == pytest.approx([np.exp(-0.05 * 5.0)] * 2 + [1.0])


def test_stores_beside_a_facility_burn_and_are_booked() -> None:
    tiny = depots()
    tiny.state.sites.area[0] = tiny.area["deep"]  # both depots there, with unit v
    fly(tiny)
    share = 0.4 * (1.0 - np.exp(-0.05 * 10.0))
    assert tiny.state.forces.stock == pytest.approx([100.0, 100.0, 100.0 * (1.0 - share)])
    assert tiny.state.forces.ammunition == pytest.approx([50.0, 50.0, 50.0 * (1.0 - share)])
    assert tiny.state.flows.books[LOST] == pytest.approx(150.0 * share)


def test_a_facility_in_hostile_hands_is_no_target() -> None:
    tiny = depots()
    tiny.state.ground.control[tiny.area["b"]] = tiny.side["red"]
    fly(tiny.survey())
    assert tiny.state.sites.health[0] == 1.0
    assert tiny.state.sites.health[1] < 1.0


def test_switched_off_facilities_cannot_be_damaged() -> None:
    tiny = fly(depots().set(facility_damage=0.0))
    assert tiny.state.sites.health.tolist() == [1.0] * 3
    assert tiny.state.flows.books[LOST] == 0.0
    assert tiny.state.commands.sorties[0] == 10.0


def test_strikes_felt_come_to_the_daily_number_on_the_side_struck_and_fade() -> None:
    tiny = war(asset("planes", "red", "lines")).set(strike_fade=3.0)
    for day in range(1, 40):
        fly(tiny, day)
    assert tiny.state.politics.strikes_felt.tolist() == [0.0, pytest.approx(10.0, rel=1e-4)]
    tiny.params.tempo[:] = 0.0
    fly(tiny, 40)
    assert tiny.state.politics.strikes_felt[1] == pytest.approx(10.0 * np.exp(-1 / 3), rel=1e-4)


def test_strikes_felt_are_shared_by_what_was_aimed_at() -> None:
    tiny = small(
        {"a": "red", "b": "blue", "c": "green"},
        [("a", "b", "road", 5.0), ("a", "c", "road", 5.0)],
        units=[
            Unit("r", "red", "a"), Unit("u", "blue", "b", 3000.0), Unit("g", "green", "c", 1000.0),
        ],
        sides=("red", "blue", "green"),
        hostile=[("red", "blue"), ("red", "green")],
        assets=[asset("guns", "red")],
    ).set(strike_fade=3.0)  # fmt: skip
    felt = fly(tiny.survey()).state.politics.strikes_felt
    assert felt[1] == pytest.approx(3.0 * felt[2])
    assert felt[0] == 0.0


def test_pressure_on_traffic_fades_when_strikes_stop() -> None:
    tiny = fly(war(asset("planes", "red", "lines"))).set(strike_fade=3.0)
    first = tiny.state.flows.pressure.sum()
    tiny.params.tempo[:] = 0.0
    fly(tiny, 2)
    assert tiny.state.flows.pressure.sum() == pytest.approx(first * np.exp(-1.0 / 3.0))
    for day in range(3, 90):
        fly(tiny, day)
    assert tiny.state.flows.pressure.sum() == 0.0


def test_nobody_dies_twice() -> None:
    tiny = war(people=30.0)
    tiny.params.asset_harm[:] = 1e6
    for day in range(10):
        fly(tiny, day)
    assert dead(tiny)["b"] == 30.0
    assert tiny.state.people.residents[tiny.area["b"]] == 0.0


def test_harm_is_heavy_tailed_most_days_kill_few_and_a_few_days_kill_many() -> None:
    # With a size of 0.2 (the field: 0.1 to 0.5) about a mean of 5 a day, on 400 days.
    tiny = war(people=1_000_000.0).set(harm_dispersion=0.2, reference_population=1_000_000.0)
    tiny.params.asset_harm[:] = 5.0
    days = []
    for day in range(400):
        tiny.state.people.residents[:] = 1_000_000.0
        before = tiny.state.people.dead.sum()
        days.append(float(fly(tiny, day).state.people.dead.sum() - before))
    worst = sorted(days, reverse=True)
    assert np.median(days) < 0.6 * np.mean(days)
    assert sum(worst[:40]) > 0.4 * sum(days)
