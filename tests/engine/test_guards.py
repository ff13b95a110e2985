"""Guards: of those beside an objective the weakest stays where another enemy stands beside them, too."""

from typing import Any

import pytest

from builders import KEY, NOWHERE, Unit, small
from plain import plain

answer = plain("hinge.engine.answer")
assign = plain("hinge.engine.assign")
choice = plain("hinge.engine.choice")
codes = plain("hinge.world.codes")
muster = plain("hinge.engine.muster")
probes = plain("hinge.engine.probes")


def corner(*more: Unit, other: float = 400.0) -> Any:
    """Red stands at a, between blue's b, which it may attack, and blue's c."""
    units = [Unit("u", "blue", "b", 500.0), Unit("v", "blue", "c", other), *more]
    links = [("a", "b", "road", 5.0), ("a", "c", "road", 5.0)]
    tiny = small({"a": "red", "b": "blue", "c": "blue"}, links, units=units).survey()
    for area, persons in (("b", 500.0), ("c", other)):
        tiny.state.commands.seen[0, tiny.area[area]] = persons / 1000.0
    return tiny


def attackers(tiny: Any) -> tuple[float, set[str]]:
    """Return what red reckons with beside b, thousands, and who is then sent there."""
    assign.survey_front(tiny.world, tiny.state, tiny.scratch, 0)
    choice.count_forces(tiny.world, tiny.state, tiny.scratch, tiny.params, 0, True)
    assign.in_touch(tiny.world, tiny.state, tiny.scratch, 0)
    assign.assign(tiny.world, tiny.state, tiny.scratch, 0, 0, tiny.area["b"], 0.0)
    sent = {unit for unit, f in tiny.unit.items() if tiny.state.forces.effort[f] == codes.MAIN}
    return float(tiny.scratch.beside[tiny.area["b"]]), sent


def effective(tiny: Any, *units: str) -> float:
    return float(sum(tiny.scratch.effective[tiny.unit[unit]] for unit in units))


def test_of_two_formations_before_two_enemies_the_weakest_stays_and_is_not_reckoned_with() -> None:
    tiny = corner(Unit("large", "red", "a", 900.0), Unit("little", "red", "a", 300.0))
    reckoned, sent = attackers(tiny)
    assert sent == {"large"}
    assert reckoned == pytest.approx(effective(tiny, "large"))


def test_a_lone_formation_before_two_enemies_stays() -> None:
    assert attackers(corner(Unit("r", "red", "a", 900.0))) == (0.0, set())


def test_before_one_enemy_alone_all_attack() -> None:
    tiny = corner(Unit("large", "red", "a", 900.0), Unit("little", "red", "a", 300.0), other=0.0)
    reckoned, sent = attackers(tiny)
    assert sent == {"large", "little"}
    assert reckoned == pytest.approx(effective(tiny, "large", "little"))


def test_who_rests_keeps_watch_and_a_reserve_that_could_leave_does_not() -> None:
    for kept, free in (({"rest": 3.0}, True), ({}, False)):
        tiny = corner(Unit("r", "red", "a", 900.0), Unit("w", "red", "a", 300.0, reserve=not kept))
        tiny.state.forces.rest[tiny.unit["w"]] = kept.get("rest", 0.0)
        assert (attackers(tiny)[1] == {"r"}) is free


def test_equals_are_told_apart_by_their_stable_numbers() -> None:
    for names in (("one", "two"), ("two", "one")):
        tiny = corner(*(Unit(name, "red", "a", 500.0) for name in names))
        keys = {name: int(tiny.world.actors.formation_key[tiny.unit[name]]) for name in names}
        assert attackers(tiny)[1] == {max(names, key=lambda name: keys[name])}


def test_a_probe_leaves_its_guard_behind_as_well() -> None:
    tiny = corner(Unit("large", "red", "a", 3000.0), Unit("little", "red", "a", 300.0))
    tiny.set(rationality=1e4, decision_interval=1.0, loss_weight=0.0)
    tiny.state.people.residents[tiny.area["b"]] = 9000.0
    state = (tiny.world, tiny.state, tiny.scratch, tiny.params)
    muster.muster(
        tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch
    )
    probes.probes(*state, KEY, 0, False, 1)
    assert tiny.state.forces.effort[tiny.unit["large"]] == codes.PROBE
    assert tiny.state.forces.effort[tiny.unit["little"]] == codes.NO_EFFORT


@pytest.mark.parametrize(("day", "goes"), [(3, True), (2, False)])
def test_a_reserve_answers_a_probe_that_presses_after_the_same_lag(day: int, goes: bool) -> None:
    tiny = small(
        {"a": "red", "b": "red", "c": "blue"},
        [("a", "b", "road", 5.0), ("b", "c", "road", 5.0)],
        units=[
            Unit("reserve", "red", "a", 500.0, reserve=True),
            Unit("r", "red", "b"),
            Unit("u", "blue", "b", 900.0),
        ],
    )
    tiny = tiny.set(answer_lag=3.0).fight("b").survey()
    blue = int(tiny.world.actors.formation_faction[tiny.unit["u"]])
    tiny.state.forces.effort[tiny.unit["u"]] = codes.PROBE
    tiny.state.commands.probe[blue] = tiny.area["b"]
    answer.answer(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, 0, day)
    assert bool(tiny.state.forces.goal[tiny.unit["reserve"]] == tiny.area["b"]) is goes


def test_a_probe_of_ground_that_is_not_ours_calls_nobody() -> None:
    tiny = small(
        {"a": "red", "b": "blue"},
        [("a", "b", "road", 5.0)],
        units=[Unit("reserve", "red", "a", 500.0, reserve=True), Unit("u", "blue", "b", 900.0)],
    )
    tiny = tiny.set(answer_lag=0.0).fight("b").survey()
    blue = int(tiny.world.actors.formation_faction[tiny.unit["u"]])
    tiny.state.commands.probe[blue] = tiny.area["b"]
    answer.answer(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, 0, 9)
    assert tiny.state.forces.goal[tiny.unit["reserve"]] == NOWHERE
