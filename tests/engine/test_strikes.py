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


def test_soldiers_are_struck_only_where_troops_are_in_contact() -> None:
    apart = fly(war().set(strike_loss=5.0))
    assert apart.state.forces.struck.sum() == 0.0
    close = war().set(strike_loss=5.0).fight("b")
    close.state.forces.area[close.unit["r"]] = close.area["b"]
    struck = fly(close.survey()).state.forces.struck
    assert struck[close.unit["u"]] > 0.0
    assert struck[close.unit["r"]] == struck[close.unit["v"]] == 0.0


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
