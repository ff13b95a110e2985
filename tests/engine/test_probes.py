"""Probes: who takes part, how they end, and that they can be forbidden and switched off."""

from typing import Any

from builders import KEY, NOWHERE, Unit, small
from plain import plain

codes = plain("hinge.world.codes")
muster = plain("hinge.engine.muster")
probes = plain("hinge.engine.probes")


def front(**more: Any):
    """Two red formations at a, one of them the reserve, before a weak blue one at b."""
    return small(
        {"a": "red", "b": "blue"},
        [("a", "b", "road", 5.0)],
        units=[
            Unit("r", "red", "a"),
            Unit("e", "red", "a", reserve=True),
            Unit("u", "blue", "b", 50.0),
        ],
        areas={"b": {"population": 9000}},
        **more,
    ).set(rationality=1e4, decision_interval=1.0)


def one_day(tiny: Any, day: int) -> None:
    """Let factions think of probes."""
    muster.muster(
        tiny.world.actors, tiny.state.forces, tiny.state.politics, tiny.params, tiny.scratch
    )
    for s in range(2):
        probes.probes(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, s, False, day)


def test_those_in_touch_probe_and_the_reserve_stays() -> None:
    tiny = front()
    one_day(tiny, 1)
    assert tiny.state.commands.probe[0] == tiny.area["b"]
    assert tiny.state.forces.effort[0] == codes.PROBE
    assert tiny.state.forces.effort[1] == codes.NO_EFFORT


def test_a_barred_or_switched_off_probe_does_not_happen() -> None:
    barred = front()
    barred.state.politics.barred[0, codes.PROBING] = 1
    off = front().set(probe_intensity=0.0)
    for tiny in (barred, off):
        one_day(tiny, 1)
        assert tiny.state.commands.probe[0] == NOWHERE


def test_a_probe_ends_when_its_ground_is_taken() -> None:
    tiny = front()
    one_day(tiny, 1)
    tiny.state.ground.control[tiny.area["b"]] = 0
    one_day(tiny, 2)
    assert tiny.state.commands.probe[0] == NOWHERE
    assert tiny.state.forces.effort[0] == codes.NO_EFFORT


def test_a_probe_ends_after_its_patience() -> None:
    tiny = front().set(probe_patience=3.0, rationality=1e4)
    one_day(tiny, 1)
    for day in (2, 3, 4):
        one_day(tiny, day)
        assert tiny.state.commands.probe[0] == tiny.area["b"]
    one_day(tiny, 5)
    assert tiny.state.commands.probe[0] == NOWHERE


def test_a_probe_that_has_cost_too_much_is_given_up() -> None:
    tiny = front().set(tolerance=0.1)
    one_day(tiny, 1)
    tiny.state.forces.wear[0] = 0.2
    one_day(tiny, 2)
    assert tiny.state.commands.probe[0] == NOWHERE


def test_a_truce_of_the_whole_day_ends_a_probe() -> None:
    tiny = front()
    one_day(tiny, 1)
    tiny.state.politics.calm[:] = 1.0
    one_day(tiny, 2)
    assert tiny.state.commands.probe[0] == NOWHERE
