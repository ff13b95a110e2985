"""Tenure and culmination: works grow with days held, attackers tire, and rest brings them back."""

import math

import pytest

from builders import Unit, small
from plain import plain

tenure = plain("hinge.engine.tenure")
codes = plain("hinge.world.codes")
muster = plain("hinge.engine.muster")
OPEN = codes.TERRAINS.index("open")
TOWN = codes.TERRAINS.index("town")
LONG_AGO = plain("hinge.world.arrays").LONG_AGO


def attack(effort: int = 1):
    """Red attacks in a; its formation and blue's are a thousand each."""
    tiny = small(
        {"a": "blue", "b": "red"},
        [("a", "b", "road", 5.0)],
        units=[Unit("r", "red", "a"), Unit("u", "blue", "a")],
    )
    tiny.fight("a").effort("r", "a")
    tiny.state.forces.effort[0] = effort
    tiny.scratch.place[:] = tiny.state.forces.area
    tiny.scratch.felt[:] = 1.0
    return tiny.set(culmination=0.1, fatigue_rest=0.2, probe_intensity=0.4)


def effective(tiny) -> list[float]:
    muster.muster(
        tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch
    )
    return tiny.scratch.effective.tolist()


def test_the_defence_in_a_case_by_hand() -> None:
    tiny = attack().set(tenure_gain=1.5, tenure_days=10.0)
    tiny.params.terrain[TOWN] = 1.2
    for days in (0, 7, 40):
        grown = 1.0 + 0.5 * (1.0 - math.exp(-days / 10.0))
        assert tenure.defence(tiny.params, 50 + days, 50, TOWN) == pytest.approx(1.2 * grown)


def test_defence_grows_with_days_held_up_to_the_gain() -> None:
    tiny = attack().set(tenure_gain=1.5, tenure_days=10.0)
    values = [tenure.defence(tiny.params, day, 0, OPEN) for day in range(60)]
    assert values == sorted(values)
    assert values[0] == 1.0 < values[1]
    assert tenure.defence(tiny.params, 1, LONG_AGO, OPEN) == pytest.approx(1.5)


def test_terrain_and_tenure_together_are_at_most_three() -> None:
    tiny = attack().set(tenure_gain=2.0)
    tiny.params.terrain[TOWN] = 2.5
    assert tenure.defence(tiny.params, 1, LONG_AGO, TOWN) == 3.0


def test_without_a_gain_tenure_does_exactly_nothing() -> None:
    tiny = attack().set(tenure_gain=1.0)
    for day in (0, 5, 100):
        assert tenure.defence(tiny.params, day, 0, TOWN) == tiny.params.terrain[TOWN]


def test_ground_taken_is_no_longer_dug_in() -> None:
    # Blue has held a for long; red, who takes it on day 9, begins anew.
    tiny = attack().set(break_base=0.0)
    tiny.state.forces.area[tiny.unit["u"]] = tiny.area["b"]
    before = tenure.defence(tiny.params, 9, tiny.state.ground.held_since[0], OPEN)
    muster.muster(
        tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch
    )
    plain("hinge.engine.cohesion")._control(tiny.world, tiny.state, tiny.scratch, 9)
    assert tiny.state.ground.control[0] == tiny.side["red"]
    assert tenure.defence(tiny.params, 9, tiny.state.ground.held_since[0], OPEN) == 1.0 < before


def test_attackers_tire_by_the_day_and_defenders_do_not() -> None:
    tiny = attack()
    for _ in range(3):
        tenure.tire(tiny.state, tiny.scratch, tiny.params)
    assert tiny.state.forces.fatigue.tolist() == [3.0, 0.0]
    assert effective(tiny) == pytest.approx([math.exp(-0.3), 1.0])


def test_a_probe_tires_by_its_intensity() -> None:
    tiny = attack(codes.PROBE)
    tenure.tire(tiny.state, tiny.scratch, tiny.params)
    assert tiny.state.forces.fatigue.tolist() == [0.4, 0.0]


def test_rest_brings_vigour_back() -> None:
    tiny = attack()
    tiny.state.forces.fatigue[0] = 5.0
    tiny.state.ground.battle_since[:] = -1
    shares = []
    for _ in range(20):
        shares.append(effective(tiny)[0])
        tenure.tire(tiny.state, tiny.scratch, tiny.params)
    assert shares == sorted(shares)
    assert tiny.state.forces.fatigue[0] == pytest.approx(5.0 * 0.8**20)


def test_a_tired_formation_defends_with_all_its_strength() -> None:
    tiny = attack(codes.NO_EFFORT)
    tiny.state.forces.fatigue[0] = 5.0
    assert effective(tiny) == [1.0, 1.0]


def test_without_culmination_fatigue_does_exactly_nothing() -> None:
    tiny = attack().set(culmination=0.0)
    tiny.state.forces.fatigue[0] = 30.0
    assert effective(tiny) == [1.0, 1.0]


@pytest.mark.parametrize("days", [1.0, 4.0, 12.0])
def test_the_longer_the_attack_the_less_vigour(days: float) -> None:
    params = attack().params
    assert tenure.vigour(params, days) < tenure.vigour(params, days - 1.0) <= 1.0
