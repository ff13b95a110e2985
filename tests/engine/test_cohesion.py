"""Cohesion: what raises the hazard of breaking, what breaking means, and when ground changes hands."""

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from builders import KEY, NOWHERE, Unit, small
from plain import plain

cohesion = plain("hinge.engine.cohesion")
codes = plain("hinge.world.codes")
combat = plain("hinge.engine.combat")
fire = plain("hinge.engine.fire")
muster = plain("hinge.engine.muster")
arrays = plain("hinge.world.arrays")
ALWAYS_BREAK = {"break_base": 1e6}
NEVER_BREAK = {"break_base": 0.0}


def front(holds=None, units=None, **more: Any):
    """Red holds a and b; blue attacks a from c."""
    holds = holds or {"a": "red", "b": "red", "c": "blue"}
    units = units or [Unit("r", "red", "a"), Unit("u", "blue", "a")]
    links = [("a", "b", "road", 5.0), ("a", "c", "road", 5.0)]
    tiny = small(holds, links, units=units, entries={"b": 1000.0}, **more)
    return tiny.fight("a")


def evening(tiny, day: int = 1):
    """Let combat note who is in contact, at no loss, then let cohesion have its evening."""
    tiny.survey()
    muster.muster(
        tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch
    )
    tiny.scratch.place[:] = tiny.state.forces.area
    bloodless = tiny.params._replace(loss_rate=0.0)
    combat.combat(tiny.world, tiny.state, tiny.scratch, bloodless, KEY, day)
    cohesion.cohesion(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, day)
    return tiny


def hazard(tiny, unit: str = "r", day: int = 1, felt: float = 1.0) -> float:
    tiny.scratch.felt[:] = felt
    cohesion.hazards(tiny.world, tiny.state, tiny.scratch, tiny.params, day)
    return float(tiny.scratch.hazard[tiny.unit[unit]])


def test_the_hazard_in_a_case_by_hand() -> None:
    tiny = front().set(
        break_base=0.004, break_loss=12.0, break_rate=15.0, break_cut=0.5, break_deficit=1.5,
        break_want=0.7, hope=1.2, contagion=2.0,
    )  # fmt: skip
    forces = tiny.state.forces
    forces.wear[0], forces.deficit[0], forces.want[0], forces.cohesion[0] = 0.1, 0.2, 0.3, 0.7
    tiny.scratch.loss[0] = 50.0  # of 1050 this morning
    tiny.scratch.cut[0, tiny.area["a"]] = 1
    tiny.state.commands.relief_lost[0] = 1.0  # hope of relief: (1 + 0) / (2 + 0 + 1)
    tiny.state.ground.gave_way[0, tiny.area["b"]] = -4  # a and b are red's: one of two
    grows = 12.0 * 0.1 + 15.0 * 50.0 / 1050.0 + 0.5 + 1.5 * 0.2 + 0.7 * 0.3 - 1.2 / 3.0 + 2.0 * 0.5
    assert hazard(tiny) == pytest.approx(0.004 * math.exp(grows) * 1.3)
    assert hazard(tiny, felt=0.4) == pytest.approx(0.004 * (math.exp(grows) - 0.6) * 1.3 * 0.4)


@pytest.mark.parametrize("ground", ["town", "suburb", "dense_urban", "old_quarter", "fortified"])
def test_on_built_up_and_fortified_ground_both_sides_break_so_much_more_slowly(ground: str) -> None:
    open_field = front().set(urban_pace=0.4)
    covered = front(areas={"a": {"terrain": ground}}).set(urban_pace=0.4)
    for tiny in (open_field, covered):
        tiny.scratch.place[:] = tiny.state.forces.area
        tiny.scratch.loss[:] = 30.0
    for unit in ("r", "u"):
        assert hazard(covered, unit) == pytest.approx(0.4 * hazard(open_field, unit))
        assert hazard(covered.set(urban_pace=1.0), unit) == hazard(open_field, unit)
        covered.set(urban_pace=0.4)


def test_who_meets_the_enemy_on_the_road_out_of_a_town_breaks_as_in_the_open() -> None:
    covered = front(areas={"a": {"terrain": "dense_urban"}}).set(urban_pace=0.4)
    covered.scratch.place[:] = covered.state.forces.area
    standing = hazard(covered)
    covered.scratch.place[covered.unit["r"]] = len(covered.area)  # the first link
    assert hazard(covered) == pytest.approx(standing / 0.4)


def test_hope_of_relief_keeps_only_those_cut_off_together() -> None:
    tiny = front().set(hope=2.0, break_cut=0.0)
    in_touch = hazard(tiny)
    tiny.state.commands.relief_won[0] = 5.0
    assert hazard(tiny) == in_touch
    tiny.scratch.cut[0, tiny.area["a"]] = 1
    won = hazard(tiny)
    tiny.state.commands.relief_lost[0] = 5.0
    both = hazard(tiny)
    tiny.state.commands.relief_won[0] = 0.0
    assert won < both < hazard(tiny) < in_touch
    assert hazard(tiny.set(hope=0.0)) == in_touch


def test_who_attacks_from_supplied_ground_is_not_cut_off() -> None:
    tiny = front({"a": "blue", "b": "red", "c": "blue"}).set(break_cut=1.0)
    evening(tiny.set(**NEVER_BREAK))
    tiny.set(break_base=0.01)
    assert tiny.scratch.cut[0, tiny.area["a"]] == 1
    supplied = hazard(tiny, "r")
    tiny.scratch.cut[0, tiny.area["b"]] = 1
    assert hazard(tiny, "r") > supplied


@pytest.mark.parametrize("what", ["wear", "deficit", "want"])
def test_the_hazard_rises_with_loss_and_with_want(what: str) -> None:
    values = []
    for amount in (0.0, 0.1, 0.3, 0.6):
        tiny = front()
        getattr(tiny.state.forces, what)[0] = amount
        values.append(hazard(tiny))
    assert values == sorted(values)
    assert values[0] < values[-1]


def test_a_shaken_formation_breaks_sooner() -> None:
    firm, shaken = front(), front()
    shaken.state.forces.cohesion[0] = 0.5
    assert hazard(shaken) == pytest.approx(1.5 * hazard(firm))


def test_nobody_breaks_without_contact() -> None:
    tiny = front().set(**ALWAYS_BREAK)
    tiny.state.forces.area[:] = (tiny.area["b"], tiny.area["c"])
    evening(tiny)
    assert tiny.state.commands.broke.tolist() == [0.0, 0.0]


def test_garrisons_can_break_without_an_attack() -> None:
    tiny = evening(front().set(**ALWAYS_BREAK, hope=0.0))
    assert tiny.state.commands.broke.min() > 0.0


@pytest.mark.parametrize("attack", [False, True])
def test_who_rests_after_breaking_breaks_again_under_attack_alone(attack: bool) -> None:
    tiny = front().set(**ALWAYS_BREAK)
    tiny.state.forces.rest[tiny.unit["r"]] = 4.0
    if attack:
        tiny.effort("u", "a")
    broke = evening(tiny).state.commands.broke[tiny.side["red"]]
    assert broke == (1000.0 if attack else 0.0)


def test_the_unstrained_break_by_the_square_of_the_fighting_and_the_strained_in_proportion() -> (
    None
):
    tiny = front()
    assert hazard(tiny, felt=0.1) == pytest.approx(0.01 * hazard(tiny, felt=1.0))
    tiny.state.forces.wear[0] = 0.9
    assert hazard(tiny, felt=0.1) == pytest.approx(0.1 * hazard(tiny, felt=1.0), rel=1e-3)


def test_more_fighting_never_makes_a_break_less_likely_and_strong_hope_makes_it_none() -> None:
    tiny = front().set(hope=9.0)
    tiny.scratch.cut[0, tiny.area["a"]] = 1
    values = [hazard(tiny, felt=felt) for felt in (0.0, 0.05, 0.3, 0.7, 1.0)]
    assert values == sorted(values)
    assert values[1] == 0.0 < values[-1]


def test_a_break_is_noted_where_and_when_it_happened() -> None:
    tiny = evening(front().set(**ALWAYS_BREAK).effort("u", "a"), day=6)
    gave_way = tiny.state.ground.gave_way
    assert gave_way[tiny.side["red"], tiny.area["a"]] == 6
    assert (gave_way == arrays.LONG_AGO).sum() == gave_way.size - 2  # blue broke there, too


def test_those_who_break_on_one_day_do_not_see_each_other_do_it(monkeypatch) -> None:
    units = [Unit("r", "red", "a"), Unit("s", "red", "a"), Unit("u", "blue", "a")]
    tiny = front(units=units).set(**ALWAYS_BREAK).effort("u", "a")
    tiny.state.ground.gave_way[0, tiny.area["a"]] = 1
    seen, share = [], cohesion.gave_way_near

    def watched(*given: Any) -> float:
        seen.append(share(*given))
        return seen[-1]

    monkeypatch.setattr(cohesion, "gave_way_near", watched)
    evening(tiny, day=5)
    assert tiny.state.ground.gave_way[0, tiny.area["a"]] == 5
    assert seen[:2] == [0.5, 0.5]


def test_ground_that_falls_is_held_from_that_day_on() -> None:
    tiny = front()
    tiny.state.forces.area[tiny.unit["r"]] = tiny.area["b"]
    evening(tiny, day=9)
    since = tiny.state.ground.held_since
    assert since[tiny.area["a"]] == 9
    assert since[tiny.area["b"]] == since[tiny.area["c"]] == arrays.LONG_AGO


def test_who_breaks_falls_back_on_own_ground_and_loses_stragglers() -> None:
    tiny = evening(front().set(**ALWAYS_BREAK, rout_loss=0.1).effort("u", "a"))
    forces = tiny.state.forces
    assert forces.area[tiny.unit["r"]] == tiny.area["b"]
    assert forces.strength[tiny.unit["r"]] == 900.0
    assert forces.captured[tiny.unit["r"]] + forces.left[tiny.unit["r"]] == 100.0
    assert forces.rest[tiny.unit["r"]] == cohesion.REST_DAYS
    assert forces.cohesion[tiny.unit["r"]] == cohesion.SHAKEN


def test_who_breaks_without_a_way_back_is_lost() -> None:
    holds = {"a": "red", "b": "blue", "c": "blue"}
    tiny = evening(front(holds).set(**ALWAYS_BREAK, surrender=0.6).effort("u", "a"))
    forces, r = tiny.state.forces, tiny.unit["r"]
    assert forces.strength[r] == 0.0
    assert (forces.captured[r], forces.left[r]) == (600.0, 400.0)
    assert tiny.state.commands.broke[tiny.side["red"]] == 1000.0


def test_the_stock_of_a_lost_formation_is_booked_as_lost() -> None:
    tiny = front({"a": "red", "b": "blue", "c": "blue"}).set(**ALWAYS_BREAK).effort("u", "a")
    tiny.state.forces.stock[tiny.unit["r"]] = 17.0
    tiny.state.forces.ammunition[tiny.unit["r"]] = 5.0
    evening(tiny)
    assert tiny.state.forces.stock[tiny.unit["r"]] == 0.0
    assert tiny.state.forces.ammunition[tiny.unit["r"]] == 0.0
    assert tiny.state.flows.books[arrays.LOST] == 22.0


def test_ground_falls_when_its_holder_is_gone_and_an_enemy_stands_there() -> None:
    tiny = front()
    tiny.state.forces.area[tiny.unit["r"]] = tiny.area["b"]
    evening(tiny)
    assert tiny.state.ground.control.tolist() == [1, 0, 1]
    assert tiny.state.commands.gained.tolist() == [0.0, 1.0]
    assert tiny.state.ground.contested[tiny.area["a"]] == 0
    assert tiny.state.flows.stale.all()


def test_an_empty_own_area_stays_own() -> None:
    tiny = front()
    tiny.state.forces.area[:] = (tiny.area["b"], tiny.area["c"])
    evening(tiny)
    assert tiny.state.ground.control.tolist() == [0, 0, 1]


def test_ground_holds_while_one_of_its_defenders_stands() -> None:
    tiny = evening(front().set(**NEVER_BREAK).effort("u", "a"))
    assert tiny.state.ground.control[tiny.area["a"]] == tiny.side["red"]
    assert tiny.state.ground.contested[tiny.area["a"]] == 1


def test_nobodys_ground_goes_to_the_strongest_who_stands_there() -> None:
    units = [Unit("r", "red", "a", 400.0), Unit("u", "blue", "a", 500.0)]
    tiny = evening(front({"a": "", "b": "red", "c": "blue"}, units).set(**NEVER_BREAK))
    assert tiny.state.ground.control[tiny.area["a"]] == tiny.side["blue"]


@pytest.mark.parametrize("swap", [False, True])
def test_a_tie_for_nobodys_ground_does_not_fall_to_the_order_of_rows(swap: bool) -> None:
    units = [Unit("r", "red", "a"), Unit("u", "blue", "a")]
    sides = ("blue", "red") if swap else ("red", "blue")
    holds = {"a": "", "b": "red", "c": "blue"}
    tiny = evening(front(holds, units[::-1] if swap else units, sides=sides).set(**NEVER_BREAK))
    keys = dict(zip(sides, tiny.world.actors.side_key.tolist(), strict=True))
    winner = sides[tiny.state.ground.control[tiny.area["a"]]]
    assert keys[winner] == min(keys.values())


def test_a_neutral_bystander_takes_no_ground() -> None:
    units = [Unit("r", "red", "b"), Unit("g", "green", "a")]
    tiny = front(units=units, sides=("red", "blue", "green"))
    evening(tiny)
    assert tiny.state.ground.control[tiny.area["a"]] == tiny.side["red"]


def test_fighting_wears_and_rest_restores() -> None:
    tiny = front().set(**NEVER_BREAK, cohesion_loss=1.5, recovery=0.04)
    tiny.survey()
    forces, r = tiny.state.forces, tiny.unit["r"]
    forces.strength[r] = 900.0
    tiny.scratch.loss[r], tiny.scratch.felt[r] = 100.0, 1.0
    cohesion._wear(tiny.world, tiny.state, tiny.scratch, tiny.params)
    assert forces.wear[r] == pytest.approx(0.1)
    assert forces.cohesion[r] == pytest.approx(1.0 - 1.5 * 0.1)
    tiny.scratch.loss[r], tiny.scratch.felt[r] = 0.0, 0.0
    cohesion._wear(tiny.world, tiny.state, tiny.scratch, tiny.params)
    assert forces.wear[r] == pytest.approx(0.09)
    assert forces.cohesion[r] == pytest.approx(0.85 + 0.04 * 0.15)


def test_under_lesser_fighting_rest_has_what_is_left_of_the_day() -> None:
    tiny = front().set(recovery=0.04)
    forces, r = tiny.state.forces, tiny.unit["r"]
    forces.wear[r], forces.cohesion[r] = 0.1, 0.5
    tiny.scratch.loss[r], tiny.scratch.felt[r] = 0.0, 0.25
    cohesion._wear(tiny.world, tiny.state, tiny.scratch, tiny.params)
    assert forces.wear[r] == pytest.approx(0.1 * (1.0 - 0.1 * 0.75))
    assert forces.cohesion[r] == pytest.approx(0.5 + 0.04 * 0.75 * 0.5)


@pytest.mark.parametrize(("effect", "sign"), [(-0.3, -1), (0.0, 0), (0.3, 1)])
def test_strikes_lift_or_sink_the_recovery_of_those_struck(effect: float, sign: int) -> None:
    tiny = front().set(political_effect=effect, usual_strikes=40.0)
    assert cohesion.lifted(tiny.state, tiny.params, 0) == 1.0
    tiny.state.politics.strikes_felt[0] = 80.0
    assert cohesion.lifted(tiny.state, tiny.params, 0) == pytest.approx(math.exp(2.0 * effect))
    assert np.sign(cohesion.lifted(tiny.state, tiny.params, 0) - 1.0) == sign


def test_a_way_back_is_the_nearest_quiet_own_neighbour() -> None:
    way_back = plain("hinge.engine.ways").way_back
    holds = {"a": "red", "near": "red", "far": "red", "theirs": "blue"}
    links = [("a", "far", "road", 9.0), ("a", "near", "road", 4.0), ("a", "theirs", "road", 1.0)]
    tiny = small(holds, links)
    assert way_back(tiny.world, tiny.state, 0, tiny.area["a"]) == tiny.area["near"]
    tiny.fight("near")
    assert way_back(tiny.world, tiny.state, 0, tiny.area["a"]) == tiny.area["far"]
    tiny.fight("far")
    assert way_back(tiny.world, tiny.state, 0, tiny.area["a"]) == NOWHERE


@pytest.mark.parametrize("sign", [-1.0, 1.0])
def test_hunger_of_the_people_around_moves_a_formation_as_its_sign_has_it(sign: float) -> None:
    def at(hunger: float, effect: float) -> float:
        tiny = front().set(break_base=0.01, break_hardship=effect)
        tiny.state.forces.wear[:] = 0.1
        tiny.state.people.hunger[tiny.area["a"]] = hunger
        return hazard(tiny)

    assert at(0.5, 0.8 * sign) == pytest.approx(at(0.0, 0.8 * sign) * math.exp(0.4 * sign))
    assert at(0.5, 0.0) == at(0.0, 0.0)


def test_ground_that_changes_hands_leaves_ways_standing_for_who_passes_neither_sides() -> None:
    stale = np.array([fire.FRESH, fire.FRESH, fire.FRESH, fire.STALE])
    relation = np.full((4, 4), codes.HOSTILE)
    state = SimpleNamespace(
        flows=SimpleNamespace(stale=stale), politics=SimpleNamespace(relation=relation)
    )
    cohesion._notice(state, 0, 1)
    assert stale.tolist() == [fire.STALE, fire.STALE, fire.SLOWER, fire.STALE]
    relation[2, 1] = codes.ALLIED
    cohesion._notice(state, arrays.NOBODY, 1)
    assert stale[2] == fire.STALE
