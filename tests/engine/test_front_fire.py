"""Fire across fronts: who faces whom, the loss by hand, and who is counted for civilian harm."""

import numpy as np
import pytest

from builders import KEY, Unit, sampling, small
from hinge.scenario.load import load
from plain import plain
from replays import Replay

codes = plain("hinge.world.codes")
combat = plain("hinge.engine.combat")
front_fire = plain("hinge.engine.front_fire")
muster = plain("hinge.engine.muster")
EVEN = {
    "loss_rate": 0.01,
    "enemy_power": 0.5,
    "own_power": 0.25,
    "tenure_gain": 1.0,
    "frailty": 0.0,
    "quiet": 0.02,
    "front_fire": 0.1,
    "front_km": 5.0,
}


def fronts(
    red: float = 1000.0, blue: float = 1000.0, green: float = 0.0, *, km: float = 4.0, kind: str = "adjacent",
    front: float = 5.0, holder: str = "red",
):  # fmt: skip
    """Red in a faces blue in b and, where there are any, more blue in c; b and c do not touch."""
    units = [
        Unit("r", "red", "a", red),
        Unit("u", "blue", "b", blue),
        Unit("w", "blue", "c", green),
    ]
    tiny = small(
        {"a": holder, "b": "blue", "c": "blue"},
        [("a", "b", kind, km), ("a", "c", kind, km)],
        units=units,
        areas={name: {"frontage": front} for name in "abc"},
    )
    return tiny.set(**EVEN)


def line_up(tiny):
    """Stand as movement and supply leave it, then look who fires at whom."""
    actors, state = tiny.world.actors, tiny.state
    muster.muster(actors, state.forces, state.politics, tiny.params, tiny.scratch)
    tiny.scratch.place[:] = tiny.state.forces.area
    combat._line_up(tiny.world, tiny.state, tiny.scratch, 1)
    front_fire.fire_across(tiny.world, tiny.state, tiny.scratch, tiny.params)
    return tiny


def across(tiny, side: str, area: str) -> float:
    return float(line_up(tiny).scratch.across[tiny.side[side], tiny.area[area]])


def expected(tiny, unit: str) -> float:
    line_up(tiny)
    combat.expected_losses(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, 1)
    return float(tiny.scratch.loss[tiny.unit[unit]])


def fight(tiny, replication: int = 0):
    line_up(tiny)
    key = sampling.StreamKey(7, 0, replication)
    combat.combat(tiny.world, tiny.state, tiny.scratch, tiny.params, key, 1)
    return tiny


def test_neighbours_fire_all_they_have_at_a_single_front() -> None:
    tiny = fronts(3000.0, 2000.0)
    assert across(tiny, "red", "a") == 2.0
    assert across(tiny, "blue", "b") == 3.0


def test_who_faces_two_fronts_splits_between_them() -> None:
    tiny = fronts(3000.0, 2000.0, 500.0)
    assert across(tiny, "blue", "b") == across(tiny, "blue", "c") == 1.5
    assert across(tiny, "red", "a") == 2.5


def test_nobody_brings_more_than_the_frontage_to_bear() -> None:
    tiny = fronts(9000.0, 1000.0, 500.0, front=2.0)
    assert across(tiny, "blue", "b") == 1.0
    assert expected(fronts(1000.0, 9000.0, front=2.0), "r") == expected(
        fronts(1000.0, 2000.0, front=2.0), "r"
    )


def test_the_loss_across_a_front_by_hand() -> None:
    # 1000 * 0.01 * 0.1 * 2**0.5 * 3**0.25, and half of it behind cover of two.
    tiny = fronts(3000.0, 2000.0, holder="")
    assert expected(tiny, "r") == pytest.approx(2.0**0.5 * 3.0**0.25)
    assert tiny.scratch.felt[tiny.unit["r"]] == 0.1
    covered = fronts(3000.0, 2000.0)
    covered.params.terrain[codes.TERRAINS.index("open")] = 2.0
    assert expected(covered, "r") == pytest.approx(0.5 * 2.0**0.5 * 3.0**0.25)


def test_equal_neighbours_expect_equal_losses() -> None:
    tiny = fronts(1700.0, 1700.0)
    assert expected(tiny, "r") == pytest.approx(expected(tiny, "u"))
    assert expected(tiny, "r") > 0.0


def test_losses_across_a_front_rise_with_hostile_strength() -> None:
    losses = [expected(fronts(1000.0, blue), "r") for blue in (0.0, 100.0, 1000.0, 3000.0)]
    assert losses == sorted(losses)
    assert losses[0] == 0.0 < losses[1]


@pytest.mark.parametrize(
    ("km", "kind"), [(5.1, "adjacent"), (4.0, "sea"), (4.0, "air")], ids=["far", "sea", "air"]
)
def test_no_fire_reaches_over_a_long_link_or_over_water(km: float, kind: str) -> None:
    assert expected(fronts(km=km, kind=kind), "r") == 0.0


def test_nobody_fires_off_the_map() -> None:
    units = [Unit("r", "red", "a"), Unit("u", "blue", "b")]
    tiny = small(
        {"a": "red", "b": "blue"}, [("a", "b", "road", 2.0)], units=units,
        areas={"b": {"terrain": "off_map"}},
    )  # fmt: skip
    assert expected(tiny.set(**EVEN), "r") == 0.0


def test_neutrals_do_not_fire_at_each_other() -> None:
    tiny = fronts()
    tiny.state.politics.relation[:] = codes.NEUTRAL
    assert expected(tiny, "r") == 0.0


@pytest.mark.parametrize(("calm", "left"), [(1.0, 0.0), (0.25, 0.75)])
def test_a_truce_takes_its_share_of_fire_across_fronts(calm: float, left: float) -> None:
    tiny = fronts()
    usual = expected(tiny, "r")
    tiny.state.politics.calm[:] = calm
    assert expected(tiny, "r") == pytest.approx(left * usual)
    assert tiny.scratch.felt[tiny.unit["r"]] == pytest.approx(left * 0.1)


def test_without_the_mechanism_nothing_is_felt_across_a_front() -> None:
    tiny = fronts().set(front_fire=0.0)
    assert fight(tiny).scratch.loss.tolist() == [0.0, 0.0, 0.0]
    assert tiny.scratch.felt.tolist() == [0.0, 0.0, 0.0]
    assert tiny.scratch.across.max() == 0.0


@pytest.mark.parametrize("effort", [False, True])
def test_of_a_battle_and_fire_across_its_fronts_the_larger_loss_counts(effort: bool) -> None:
    # Red faces a thousand in its own area and four thousand beside it.
    tiny = fronts(1000.0, 4000.0, 1000.0)
    tiny.state.forces.area[tiny.unit["w"]] = tiny.area["a"]
    tiny.fight("a")
    if effort:
        tiny.effort("w", "a")
    loss, felt = expected(tiny, "r"), tiny.scratch.felt[tiny.unit["r"]]
    beside = 10.0 * 0.1 * 4.0**0.5
    assert loss == pytest.approx(10.0 if effort else beside)
    assert felt == (1.0 if effort else 0.1)


def test_civilians_are_counted_to_the_side_that_fires_at_them() -> None:
    tiny = fronts().set(ground_harm=1000.0, reference_population=20_000.0)
    tiny.state.people.residents[tiny.area["a"]] = 20_000.0
    fight(tiny)
    dead = tiny.state.people.dead
    assert dead[codes.GROUND_FIGHTING, tiny.side["blue"]] == dead.sum() > 0.0
    assert tiny.state.people.residents.sum() == 20_000.0 - dead.sum()
    tiny.state.people.residents[tiny.area["b"]] = 20_000.0
    fight(tiny)
    assert dead[codes.GROUND_FIGHTING, tiny.side["red"]] > 0.0
    assert tiny.state.people.dead_here[tiny.area["a"], tiny.side["red"]] == 0.0


def test_expected_civilian_harm_across_a_front_by_hand() -> None:
    # Blue's two thousand in b and half a thousand in c against red's thousand, all of the day.
    tiny = line_up(fronts(1000.0, 2000.0, 500.0))
    politics, scratch, params = tiny.state.politics, tiny.scratch, tiny.params
    harm = front_fire.harm_across(
        tiny.world.map,
        politics.relation,
        politics.calm,
        scratch.across,
        scratch.present,
        scratch.soldiers,
        params.front_fire,
        params.front_km,
        1,
        0,
    )
    assert harm == pytest.approx(0.1 * 2.5**0.5)


def test_on_the_ring_every_formation_in_touch_gets_what_its_neighbours_send_out() -> None:
    replay = Replay(load("ring"))
    names = replay._params.param_ids(replay.scenario)
    params = replay._params.make_params(names, replay.ids, replay.values[0])._replace(front_km=5.0)
    state, scratch = replay.state(0), replay._build.new_scratch(replay.world)
    muster.muster(replay.world.actors, state.forces, state.politics, params, scratch)
    scratch.place[:] = state.forces.area
    combat._line_up(replay.world, state, scratch, 1)
    front_fire.fire_across(replay.world, state, scratch, params)
    ways = replay.world.map
    near = [
        (a, b)
        for a, b, km in zip(ways.end_a, ways.end_b, ways.km, strict=True)
        if km <= 5.0 and ways.on_map[a] == ways.on_map[b] == 1
    ]
    for s in (0, 1):
        assert (scratch.across[s] > 0.0).any()
        for a in np.flatnonzero(scratch.persons[s, : scratch.across.shape[1]]):
            coming = sum(scratch.soldiers[1 - s, sum(ends) - a] for ends in near if a in ends)
            assert scratch.across[s, a] == pytest.approx(coming)
