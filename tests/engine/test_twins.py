"""Arms share their luck: what an intervention does not touch stays bit for bit the same."""

import datetime as dt
from typing import Any

import numpy as np
import pytest

from builders import Unit, small
from hinge.scenario.interventions import ScaleAsset, ScaleEntry, SetParameter, Truce
from hinge.scenario.load import load
from hinge.scenario.patch import do
from replays import Replay, pull

DAYS = 30


@pytest.fixture(scope="module")
def baseline():
    return Replay("ring")


def silence(day: int):
    """Cobalt's port is closed and all guns are silent from a day on."""
    scenario = load("ring")
    start = {"from": scenario.head.assessment_date + dt.timedelta(days=day)}
    levers = [ScaleEntry(lever="scale_entry", entry="cobalt_source", factor=0.0, **start)]
    levers += [
        ScaleAsset(lever="scale_asset", asset=asset.id, factor=0.0, **start)
        for asset in scenario.strike_assets
    ]
    return Replay(pull(scenario, *levers))


@pytest.mark.parametrize("day", [1, 7, 20])
def test_the_days_before_an_intervention_are_the_same_bits(baseline, day: int) -> None:
    what_if = silence(day)
    for draw in range(3):
        one, two = baseline.run(DAYS, draw), what_if.run(DAYS, draw)
        for left, right in zip(one, two, strict=True):
            np.testing.assert_array_equal(left[:day], right[:day])
        assert (one.series[day:] != two.series[day:]).any()


def test_an_intervention_that_changes_nothing_gives_exactly_no_difference(baseline) -> None:
    idle = Replay(do(load("ring"), "nothing_changes"))
    for draw in range(4):
        for left, right in zip(baseline.run(DAYS, draw), idle.run(DAYS, draw), strict=True):
            np.testing.assert_array_equal(left, right)


def test_a_truce_of_no_share_and_a_parameter_set_to_its_value_change_nothing(baseline) -> None:
    still = Truce(lever="truce", a="amber", b="cobalt", share=0.0)
    fixed = SetParameter(lever="set_parameter", parameter="supply.fire_seen", value=0.3)
    idle = Replay(pull(load("ring"), still, fixed))
    for left, right in zip(baseline.run(DAYS), idle.run(DAYS), strict=True):
        np.testing.assert_array_equal(left, right)


def test_a_copied_state_runs_on_as_if_it_had_never_stopped(baseline) -> None:
    copied = baseline.module("hinge.world.snapshot").copied
    whole = baseline.run(DAYS, 1)
    state = baseline.state(1)
    first = baseline.run(11, 1, state=state)
    kept = copied(state)
    second = baseline.run(DAYS, 1, state=kept, first=12)
    for name in ("control", "contested", "siege", "series"):
        np.testing.assert_array_equal(getattr(first, name), getattr(whole, name)[:12])
        column = slice(None)
        if name == "series":  # person-days add up in the record, which begins anew
            column = np.arange(whole.series.shape[1]) != whole_row(baseline, "deprived")
        left, right = getattr(second, name)[12:], getattr(whole, name)[12:]
        np.testing.assert_array_equal(left[:, column], right[:, column])


def whole_row(replay: Replay, name: str) -> int:
    from hinge.scenario.series import series_names

    return series_names(replay.scenario).index(name)


def test_a_copy_shares_nothing_with_its_original(baseline) -> None:
    copied = baseline.module("hinge.world.snapshot").copied
    state = baseline.state(0)
    kept = copied(state)
    before = kept.forces.strength.copy()
    baseline.run(DAYS, 0, state=state)
    np.testing.assert_array_equal(kept.forces.strength, before)


def test_what_scratch_was_left_behind_does_not_matter(baseline) -> None:
    one = baseline.run(DAYS, 2)
    baseline.run(DAYS, 0)
    for left, right in zip(one, baseline.run(DAYS, 2), strict=True):
        np.testing.assert_array_equal(left, right)


def mirrored(left: str, right: str):
    """Two sides face each other in mirrored places; ``left`` and ``right`` are their names."""
    holds = {"l_rear": left, "l": left, "r": right, "r_rear": right}
    links = [("l_rear", "l", "road", 9.0), ("l", "r", "road", 5.0), ("r", "r_rear", "road", 9.0)]
    units = [
        Unit(f"{left}_line", left, "l", 1500.0),
        Unit(f"{left}_reserve", left, "l_rear", 700.0, reserve=True),
        Unit(f"{right}_line", right, "r", 1500.0),
        Unit(f"{right}_reserve", right, "r_rear", 700.0, reserve=True),
    ]
    return small(
        holds, links, units=units, sides=(left, right), hostile=[(left, right)],
        areas={name: {"population": 5000} for name in holds},
        entries={"l_rear": 50.0, "r_rear": 50.0}, regions={"l": ("l", left), "r": ("r", right)},
    )  # fmt: skip


def outcome(left: str, right: str, replication: int) -> dict[str, float]:
    tiny = mirrored(left, right)
    tiny.state.forces.stock[:] = 60.0
    out = tiny.run(40, replication=replication)
    killed = {side: out.series[-1, tiny.series[f"killed.{side}"]] for side in (left, right)}
    return {"left": killed[left], "right": killed[right]}


@pytest.mark.statistical
def test_neither_side_of_a_mirrored_war_is_favoured_by_its_name_or_row() -> None:
    # Losses of left and right over paired replications; limit: five standard errors of the mean
    # difference, so a fair engine would fail here about once in a million seeds.
    for names in (("red", "blue"), ("blue", "red")):
        pairs = [outcome(*names, replication) for replication in range(150)]
        difference = np.array([pair["left"] - pair["right"] for pair in pairs])
        assert difference.std() > 0.0
        assert abs(difference.mean()) < 5 * difference.std() / np.sqrt(difference.size)


def test_the_names_of_areas_alone_change_luck_and_not_what_is_expected() -> None:
    # On the first day nothing has happened yet: supply of both halves is the same number.
    tiny = mirrored("red", "blue").survey()
    assert tiny.state.flows.into[0] == tiny.state.flows.into[1]
    assert tiny.state.flows.need[0] == tiny.state.flows.need[1]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 1, 0, 2), (2, 3, 1, 0)])
def test_the_order_of_formations_in_their_table_changes_nothing(order: tuple[int, ...]) -> None:
    def run(rows: tuple[int, ...]) -> tuple[Any, dict[str, float]]:
        holds = {"l": "red", "r": "blue"}
        units = [
            Unit("a", "red", "l", 900.0), Unit("b", "red", "l", 600.0, reserve=True),
            Unit("c", "blue", "r", 1100.0), Unit("d", "blue", "r", 400.0, reserve=True),
        ]  # fmt: skip
        tiny = small(holds, [("l", "r", "road", 5.0)], units=[units[n] for n in rows],
                     areas={"l": {"population": 100}, "r": {"population": 100}},
                     entries={"l": 20.0, "r": 20.0})  # fmt: skip
        tiny.state.forces.stock[:] = 30.0
        return tiny.run(40), {u: tiny.state.forces.strength[n] for u, n in tiny.unit.items()}

    (one, left), (two, right) = run((0, 1, 2, 3)), run(order)
    assert left == right
    np.testing.assert_array_equal(one.control, two.control)
    np.testing.assert_allclose(one.series, two.series, rtol=1e-12)
