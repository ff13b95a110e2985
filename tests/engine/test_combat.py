"""Combat: the law of losses in hand-computed cases, and what cover, frontage, calm and luck do."""

import numpy as np
import pytest

from builders import KEY, Unit, sampling, small
from plain import plain

combat = plain("hinge.engine.combat")
muster = plain("hinge.engine.muster")
codes = plain("hinge.world.codes")
LINKS = [("a", "b", "road", 5.0)]
EVEN = {
    "loss_rate": 0.01,
    "enemy_power": 1.0,
    "own_power": 1.0,
    "tenure_gain": 1.0,
    "frailty": 0.0,
    "quiet": 0.04,
    "front_fire": 0.0,
}


def field(
    red: float = 1000.0,
    blue: float = 1000.0,
    *,
    holder: str = "red",
    terrain: str = "open",
    front: float = 5.0,
):
    """Red and blue in one area, red's main effort begun."""
    tiny = small(
        {"a": holder, "b": "blue"},
        LINKS,
        units=[Unit("r", "red", "a", red), Unit("u", "blue", "a", blue)],
        areas={"a": {"terrain": terrain, "frontage": front}},
    )
    return tiny.set(**EVEN).fight("a").effort("r", "a")


def ready(tiny):
    """Line up for a day of combat, as movement and supply leave it."""
    muster.muster(
        tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch
    )
    tiny.scratch.place[:] = tiny.state.forces.area
    combat._line_up(tiny.world, tiny.state, tiny.scratch, 1)
    return tiny


def expected(tiny, unit: str) -> float:
    ready(tiny)
    combat.fire_across(tiny.world, tiny.state, tiny.scratch, tiny.params)
    combat.expected_losses(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, 1)
    return float(tiny.scratch.loss[tiny.unit[unit]])


def fight(tiny, day: int = 1, replication: int = 0):
    ready(tiny)
    key = sampling.StreamKey(7, 0, replication)
    combat.combat(tiny.world, tiny.state, tiny.scratch, tiny.params, key, day)
    return tiny.scratch.loss.copy()


def test_without_an_opponent_there_is_no_loss() -> None:
    tiny = field()
    tiny.state.forces.area[tiny.unit["u"]] = tiny.area["b"]
    assert fight(tiny).tolist() == [0.0, 0.0]
    assert tiny.state.ground.battle_since.tolist() == [-1, -1, -1]


def test_the_law_in_a_case_by_hand() -> None:
    # 1000 * 0.01 * 2**0.5 * 3**0.25 for the three thousand, who hold nothing.
    tiny = field(3000.0, 2000.0, holder="blue").set(enemy_power=0.5, own_power=0.25)
    assert expected(tiny, "r") == pytest.approx(10.0 * 2.0**0.5 * 3.0**0.25)


@pytest.mark.parametrize(("p", "q"), [(1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.6, 0.6)])
def test_equal_sides_expect_equal_losses_whatever_the_law(p: float, q: float) -> None:
    tiny = field(1700.0, 1700.0).set(enemy_power=p, own_power=q)
    assert expected(tiny, "r") == pytest.approx(expected(tiny, "u"))


def test_cover_lowers_the_loss_of_who_holds_the_ground_and_of_nobody_else() -> None:
    # Long tenure's 1.4 times a fortress's 1.5: the holder loses 1 / 2.1 of what it would in the open.
    open_ground, fort = field(holder="blue"), field(holder="blue", terrain="fortified")
    fort.params.terrain[fort.world.map.terrain[0]] = 1.5
    fort.set(tenure_gain=1.4)
    assert expected(fort, "u") == pytest.approx(expected(open_ground, "u") / 2.1)
    assert expected(fort, "r") == pytest.approx(expected(open_ground, "r"))


def test_multipliers_of_cover_are_capped_at_three() -> None:
    fort = field(holder="blue", terrain="fortified").set(tenure_gain=2.0)
    fort.params.terrain[fort.world.map.terrain[0]] = 2.5
    assert expected(fort, "u") == pytest.approx(expected(field(holder="red"), "r") / 3.0)


def test_attackers_beyond_the_frontage_kill_nobody_more() -> None:
    cap = field(4000.0, 1000.0, front=2.0)
    more = field(9000.0, 1000.0, front=2.0)
    fewer = field(1500.0, 1000.0, front=2.0)
    assert expected(more, "u") == pytest.approx(expected(cap, "u"))
    assert expected(fewer, "u") < expected(cap, "u")


def test_a_quiet_front_costs_the_quiet_share() -> None:
    tiny = field()
    attack = expected(tiny, "u")
    tiny.state.forces.effort[:] = 0
    assert expected(tiny, "u") == pytest.approx(0.04 * attack)


def test_a_probe_is_fought_at_its_own_intensity_and_a_main_effort_beats_it() -> None:
    tiny = field().set(probe_intensity=0.3)
    attack = expected(tiny, "u")
    assert tiny.scratch.felt[tiny.unit["u"]] == 1.0
    tiny.state.forces.effort[tiny.unit["r"]] = codes.PROBE
    assert expected(tiny, "u") == pytest.approx(0.3 * attack)
    assert tiny.scratch.felt.tolist() == [0.3, 0.3]
    tiny.effort("u", "a")
    assert expected(tiny, "r") == pytest.approx(attack)


@pytest.mark.parametrize("rows", [("MAIN", "PROBE"), ("PROBE", "MAIN")])
def test_the_hardest_attack_of_a_side_counts_whatever_the_order_of_rows(rows) -> None:
    units = [Unit("r", "red", "a"), Unit("s", "red", "a"), Unit("u", "blue", "a")]
    tiny = small({"a": "blue", "b": "blue"}, LINKS, units=units).fight("a")
    tiny.effort("r", "a").effort("s", "a")
    tiny.state.forces.effort[:2] = [getattr(codes, name) for name in rows]
    assert ready(tiny).scratch.attack[0, tiny.area["a"]] == codes.MAIN


def test_probes_of_no_intensity_leave_a_quiet_front_quiet() -> None:
    tiny = field().set(probe_intensity=0.0)
    attack = expected(tiny, "u")
    tiny.state.forces.effort[tiny.unit["r"]] = codes.PROBE
    assert expected(tiny, "u") == pytest.approx(0.04 * attack)


@pytest.mark.parametrize(("calm", "left"), [(1.0, 0.0), (0.5, 0.5)])
def test_a_truce_takes_its_share_of_the_fighting(calm: float, left: float) -> None:
    tiny = field()
    attack = expected(tiny, "u")
    tiny.state.politics.calm[:] = calm
    assert expected(tiny, "u") == pytest.approx(left * attack)


def test_everybody_hostile_to_a_side_shares_its_fire() -> None:
    units = [Unit("r", "red", "a"), Unit("u", "blue", "a"), Unit("g", "green", "a")]
    hostile = [("red", "blue"), ("red", "green")]
    holds, sides = {"a": "", "b": "blue"}, ("red", "blue", "green")
    tiny = small(holds, LINKS, units=units, sides=sides, hostile=hostile).set(**EVEN)
    tiny.fight("a").effort("r", "a")
    # Red has two thousand against it; blue and green have one each and do not fight each other.
    assert expected(tiny, "r") == pytest.approx(20.0)
    assert expected(tiny, "u") == pytest.approx(10.0)


def test_a_sides_loss_falls_on_its_formations_by_persons() -> None:
    units = [
        Unit("r", "red", "a", 900.0),
        Unit("s", "red", "a", 300.0, quality=0.5),
        Unit("u", "blue", "a"),
    ]
    tiny = small({"a": "", "b": "blue"}, LINKS, units=units).set(**EVEN).fight("a").effort("r", "a")
    assert expected(tiny, "r") == pytest.approx(3 * expected(tiny, "s"))
    # 1050 effective against 1000.
    assert expected(tiny, "r") + expected(tiny, "s") == pytest.approx(10.0 * 1.05)


def test_nobody_loses_more_than_the_daily_cap() -> None:
    tiny = field(1000.0, 1000.0).set(loss_rate=5.0, daily_cap=0.13)
    for replication in range(20):
        losses = fight(field(1000.0, 1000.0).set(loss_rate=5.0, daily_cap=0.13), 1, replication)
        assert losses.max() <= 130.0
    assert expected(tiny, "r") > 1000.0


def test_those_lost_are_killed_or_wounded_in_whole_persons() -> None:
    tiny = field().set(loss_rate=0.05, killed_share=0.3)
    losses = fight(tiny)
    forces = tiny.state.forces
    assert losses.min() > 0.0
    assert (forces.killed + forces.wounded).tolist() == losses.tolist()
    assert (forces.strength + losses).tolist() == [1000.0, 1000.0]
    assert all(float(n).is_integer() for n in [*forces.killed, *forces.wounded])


def test_people_struck_from_afar_count_on_top_of_the_cap() -> None:
    tiny = field().set(loss_rate=5.0, daily_cap=0.1)
    tiny.state.forces.struck[tiny.unit["u"]] = 40.0
    assert fight(tiny)[tiny.unit["u"]] == 140.0


def test_losses_come_from_strengths_before_combat() -> None:
    # The same two formations in the other order of rows lose the same.
    units = [Unit("r", "red", "a"), Unit("u", "blue", "a", 2000.0)]
    one = small({"a": "", "b": "blue"}, LINKS, units=units).set(**EVEN).fight("a").effort("r", "a")
    two = (
        small({"a": "", "b": "blue"}, LINKS, units=units[::-1])
        .set(**EVEN)
        .fight("a")
        .effort("r", "a")
    )
    assert fight(one).tolist() == fight(two).tolist()[::-1]


def test_a_battle_keeps_its_luck_from_its_first_to_its_last_day() -> None:
    tiny = field().set(frailty=0.8)
    first = expected(tiny, "r")
    assert expected(tiny, "r") == first
    tiny.state.ground.battle_since[tiny.area["a"]] = 5
    assert expected(tiny, "r") != first


def test_the_luck_of_battles_has_mean_one() -> None:
    tiny = field().set(frailty=0.5)
    factors = []
    for day in range(2000):
        tiny.state.ground.battle_since[tiny.area["a"]] = day
        factors.append(combat._frailty(tiny.world, tiny.state, tiny.params, KEY, tiny.area["a"]))
    # Standard deviation of the factor: sqrt(exp(0.25) - 1) = 0.53; limit: five standard errors.
    assert abs(np.mean(factors) - 1.0) < 5 * 0.53 / np.sqrt(2000)


def test_mean_losses_are_what_the_law_expects() -> None:
    losses = [fight(field().set(dispersion=4.0), day=day)[0] for day in range(1, 401)]
    # Mean 10, variance 10 + 100 / 4 = 35; limit: five standard errors of 400 days.
    assert abs(np.mean(losses) - 10.0) < 5 * np.sqrt(35.25 / 400)


def test_ground_fighting_kills_nobody_where_nobody_lives() -> None:
    tiny = field().set(ground_harm=1000.0)
    fight(tiny)
    assert tiny.state.people.dead.sum() == 0.0


def test_harm_by_ground_fighting_is_counted_to_whoever_fights_there() -> None:
    tiny = field().set(ground_harm=1000.0, reference_population=20_000.0)
    tiny.state.people.residents[tiny.area["a"]] = 30_000.0
    fight(tiny)
    dead = tiny.state.people.dead[plain("hinge.world.codes").GROUND_FIGHTING]
    assert dead[0] > 0.0
    assert dead[1] > 0.0
    assert dead[2] == 0.0
    assert tiny.state.people.residents[tiny.area["a"]] == 30_000.0 - dead.sum()
