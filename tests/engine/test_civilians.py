"""Civilians: persons are conserved, the fed do not starve, and barred ways slow flight."""

import numpy as np
import pytest

from builders import Unit, sampling, small
from plain import plain

civilians = plain("hinge.engine.civilians")
codes = plain("hinge.world.codes")
bury = plain("hinge.engine.strikes").bury


def land(holds: str = "red red red", people: tuple[float, ...] = (10_000.0, 5000.0, 0.0)):
    """Three areas in a row."""
    names = ("a", "b", "c")
    return small(
        dict(zip(names, holds.split(), strict=True)),
        [("a", "b", "road", 5.0), ("b", "c", "road", 5.0)],
        units=[Unit("r", "red", "a")],
        areas={name: {"population": number} for name, number in zip(names, people, strict=True)},
    )


def live(tiny, days: int = 1, first: int = 1, replication: int = 0):
    key = sampling.StreamKey(7, 0, replication)
    for day in range(first, first + days):
        civilians.count_dead(tiny.state, tiny.scratch)
        civilians.civilians(tiny.world, tiny.state, tiny.scratch, tiny.params, key, day)
    return tiny


def living(tiny) -> float:
    return float(tiny.state.people.residents.sum() + tiny.state.people.displaced.sum())


def test_persons_are_conserved_in_hunger_and_flight() -> None:
    tiny = land().set(starvation_base=0.001, leave_base=0.05, hunger_lag=5.0)
    tiny.state.people.ration[:] = 0.1
    for day in range(1, 60):
        live(tiny, 1, day)
        assert living(tiny) + tiny.state.people.dead.sum() == 15_000.0
        assert tiny.state.people.dead.sum() == tiny.state.people.dead_here.sum()
        assert min(tiny.state.people.residents.min(), tiny.state.people.displaced.min()) >= 0.0
    assert tiny.state.people.dead.sum() > 0.0
    assert tiny.state.people.displaced.sum() > 0.0


def test_on_full_rations_nobody_dies_of_want() -> None:
    tiny = live(land().set(starvation_base=0.1), 40)
    assert tiny.state.people.dead.sum() == 0.0
    assert tiny.state.people.hunger.max() == 0.0


def test_hunger_follows_want_with_its_lag() -> None:
    tiny = land().set(hunger_lag=20.0, starvation_base=0.0)
    tiny.state.people.ration[:] = 0.4
    live(tiny, 3)
    assert tiny.state.people.hunger.tolist() == pytest.approx([0.6 * (1 - 0.95**3)] * 3)


def test_deaths_from_want_are_as_expected_and_carry_no_author() -> None:
    # 10,000 * 1e-4 * (exp(4 * 0.5) - 1) = 6.39 a day where hunger has settled at a half.
    tiny = land().set(starvation_base=1e-4, starvation_rise=4.0, leave_base=0.0, leave_hunger=0.0,
                      dispersion=4.0, leave_violence=0.0)  # fmt: skip
    days = 300
    for day in range(days):
        tiny.state.people.residents[:] = (10_000.0, 0.0, 0.0)
        tiny.state.people.hunger[:] = 0.5
        tiny.state.people.ration[:] = 0.5
        live(tiny, 1, day)
    mean = 10_000 * 1e-4 * (np.exp(2.0) - 1.0)
    dead = tiny.state.people.dead
    assert dead.sum() == dead[codes.DEPRIVATION, -1]
    assert abs(dead.sum() / days - mean) < 5 * np.sqrt((mean + mean**2 / 4.0) / days)


@pytest.mark.parametrize("shape", [0.0, 0.5, 1.0])
def test_more_hunger_never_kills_fewer_with_the_same_luck(shape: float) -> None:
    deaths = []
    for hunger in (0.1, 0.3, 0.6, 0.9):
        tiny = land().set(starvation_base=1e-4, hunger_lag=1e9)
        tiny.state.people.hunger[:] = hunger
        deaths.append(live(tiny, 1, 5 + int(10 * shape)).state.people.dead.sum())
    assert deaths == sorted(deaths)


def leavers(tiny) -> float:
    tiny.set(leave_base=0.02, leave_hunger=0.0, cross_front=0.05)
    return 10_000.0 - live(tiny).state.people.residents[tiny.area["a"]]


def test_people_go_to_quiet_ground_of_the_same_side() -> None:
    tiny = land(people=(10_000.0, 0.0, 0.0))
    assert leavers(tiny) == 200.0
    assert tiny.state.people.displaced.tolist() == [0.0, 200.0, 0.0]


def test_barred_ways_slow_flight() -> None:
    assert leavers(land("red blue blue", (10_000.0, 0.0, 0.0))) == pytest.approx(10.0)
    tiny = land(people=(10_000.0, 0.0, 0.0))
    assert leavers(tiny.fight("b")) == pytest.approx(10.0)


def test_without_any_way_out_everybody_stays() -> None:
    tiny = land(people=(10_000.0, 0.0, 0.0)).throughput(road=0.0)
    assert leavers(tiny) == 0.0


def test_danger_on_the_other_side_turns_people_elsewhere() -> None:
    tiny = land(people=(0.0, 10_000.0, 0.0)).set(
        leave_base=0.1, leave_hunger=0.0, leave_violence=0.0
    )
    tiny.state.people.violence[tiny.area["c"]] = 5.0
    live(tiny)
    assert (
        tiny.state.people.displaced[tiny.area["a"]]
        > 50 * tiny.state.people.displaced[tiny.area["c"]]
    )


def test_violence_is_felt_for_about_a_week() -> None:
    tiny = land().set(leave_base=0.0, leave_violence=0.0, starvation_base=0.0)
    civilians.count_dead(tiny.state, tiny.scratch)
    bury(tiny.state, tiny.area["a"], 100.0, codes.INDIRECT_FIRE, 0)
    key = sampling.StreamKey(7, 0, 0)
    civilians.civilians(tiny.world, tiny.state, tiny.scratch, tiny.params, key, 1)
    felt = tiny.state.people.violence[tiny.area["a"]]
    assert felt == pytest.approx(1000.0 * 100.0 / 9900.0)
    live(tiny, 7, 2)
    assert tiny.state.people.violence[tiny.area["a"]] == pytest.approx(felt * (6.0 / 7.0) ** 7)


def test_guests_and_residents_die_in_proportion() -> None:
    tiny = land()
    tiny.state.people.displaced[tiny.area["a"]] = 2500.0
    bury(tiny.state, tiny.area["a"], 100.0, codes.INDIRECT_FIRE, 0)
    assert tiny.state.people.displaced[tiny.area["a"]] == 2480.0
    assert tiny.state.people.residents[tiny.area["a"]] == 9920.0


def test_the_displaced_move_on_with_the_residents() -> None:
    tiny = land(people=(0.0, 0.0, 0.0)).set(leave_base=0.5)
    tiny.state.people.displaced[tiny.area["a"]] = 100.0
    live(tiny)
    assert living(tiny) == 100.0
    assert tiny.state.people.displaced[tiny.area["b"]] == 50.0
