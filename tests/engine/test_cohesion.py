"""Cohesion: what raises the hazard of breaking, what breaking means, and when ground changes hands."""

import math
from typing import Any

import pytest

from builders import KEY, NOWHERE, Unit, small
from plain import plain

cohesion = plain("hinge.engine.cohesion")
combat = plain("hinge.engine.combat")
muster = plain("hinge.engine.muster")
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
    """Line up as combat does, lose nobody, then let cohesion have its evening."""
    tiny.survey()
    muster.muster(
        tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch
    )
    tiny.scratch.place[:] = tiny.state.forces.area
    combat._line_up(tiny.world, tiny.state, tiny.scratch, day)
    cohesion.cohesion(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, day)
    return tiny


def hazard(tiny, unit: str = "r") -> float:
    tiny.scratch.place[:] = tiny.state.forces.area
    return cohesion.hazard(tiny.world, tiny.state, tiny.scratch, tiny.params, tiny.unit[unit])


def test_the_hazard_in_a_case_by_hand() -> None:
    tiny = front().set(
        break_base=0.004, break_loss=12.0, break_rate=15.0, break_cut=0.5, break_deficit=1.5
    )
    tiny.state.forces.wear[0], tiny.state.forces.deficit[0] = 0.1, 0.2
    tiny.state.forces.cohesion[0] = 0.7
    tiny.scratch.loss[0] = 50.0  # of 1050 this morning
    tiny.scratch.cut[0, tiny.area["a"]] = 1
    grows = 12.0 * 0.1 + 15.0 * 50.0 / 1050.0 + 0.5 + 1.5 * 0.2
    assert hazard(tiny) == pytest.approx(0.004 * math.exp(grows) * 1.3)


@pytest.mark.parametrize("what", ["wear", "deficit"])
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


def test_nobody_breaks_without_an_attack() -> None:
    tiny = evening(front().set(**ALWAYS_BREAK))
    assert tiny.state.commands.broke.tolist() == [0.0, 0.0]


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
    arrays = plain("hinge.world.arrays")
    tiny = front({"a": "red", "b": "blue", "c": "blue"}).set(**ALWAYS_BREAK).effort("u", "a")
    tiny.state.forces.stock[tiny.unit["r"]] = 17.0
    evening(tiny)
    assert tiny.state.forces.stock[tiny.unit["r"]] == 0.0
    assert tiny.state.flows.books[arrays.LOST] == 17.0


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
    tiny.scratch.loss[r] = 100.0
    cohesion._wear(tiny.state, tiny.scratch, tiny.params, r, True)
    assert forces.wear[r] == pytest.approx(0.1)
    assert forces.cohesion[r] == pytest.approx(1.0 - 1.5 * 0.1)
    tiny.scratch.loss[r] = 0.0
    cohesion._wear(tiny.state, tiny.scratch, tiny.params, r, False)
    assert forces.wear[r] == pytest.approx(0.09)
    assert forces.cohesion[r] == pytest.approx(0.85 + 0.04 * 0.15)


def test_a_way_back_is_the_nearest_quiet_own_neighbour() -> None:
    way_back = plain("hinge.engine.orders").way_back
    holds = {"a": "red", "near": "red", "far": "red", "theirs": "blue"}
    links = [("a", "far", "road", 9.0), ("a", "near", "road", 4.0), ("a", "theirs", "road", 1.0)]
    tiny = small(holds, links)
    assert way_back(tiny.world, tiny.state, 0, tiny.area["a"]) == tiny.area["near"]
    tiny.fight("near")
    assert way_back(tiny.world, tiny.state, 0, tiny.area["a"]) == tiny.area["far"]
    tiny.fight("far")
    assert way_back(tiny.world, tiny.state, 0, tiny.area["a"]) == NOWHERE
