"""Beliefs: late, with an error of mean one, and only of what is in sight."""

import math

import numpy as np
import pytest

from builders import Unit, sampling, small
from plain import plain

beliefs = plain("hinge.engine.beliefs")


def line():
    """Red - blue - blue behind."""
    return small(
        {"a": "red", "b": "blue", "deep": "blue"},
        [("a", "b", "road", 5.0), ("b", "deep", "road", 5.0)],
        units=[
            Unit("r", "red", "a"),
            Unit("u", "blue", "b", 2000.0),
            Unit("v", "blue", "deep", 3000.0),
        ],
    )


def look(tiny, day: int, replication: int = 0) -> float:
    key = sampling.StreamKey(7, 0, replication)
    beliefs.beliefs(tiny.world, tiny.state, tiny.scratch, tiny.params, key, day)
    return float(tiny.state.commands.seen[0, tiny.area["b"]])


def test_what_stands_opposite_is_believed_after_a_lag() -> None:
    tiny = line().set(belief_noise=0.0, belief_lag=4.0)
    assert [look(tiny, day) for day in (1, 2, 3)] == pytest.approx(
        [2.0 * (1 - 0.75**days) for days in (1, 2, 3)]
    )


def test_a_lag_below_a_day_is_a_day() -> None:
    assert look(line().set(belief_noise=0.0, belief_lag=0.5), 1) == pytest.approx(2.0)


def test_errors_have_mean_one() -> None:
    tiny = line().set(belief_noise=0.5, belief_lag=1.0)
    seen = [look(tiny, 7 * week) for week in range(1500)]
    # The factor's standard deviation is sqrt(exp(0.25) - 1) = 0.53; limit: five standard errors.
    assert abs(np.mean(seen) / 2.0 - 1.0) < 5 * 0.53 / math.sqrt(1500)


def test_an_error_lasts_a_week() -> None:
    tiny = line().set(belief_noise=0.5, belief_lag=1.0)
    week = {look(tiny, day) for day in range(7, 14)}
    assert len(week) == 1
    assert look(tiny, 14) not in week


def test_sides_err_on_their_own() -> None:
    tiny = small({"a": "red", "b": "blue", "c": "green"}, [("a", "b", "road", 1.0), ("c", "b", "road", 1.0)],
                 units=[Unit("u", "blue", "b")], sides=("red", "blue", "green"),
                 hostile=[("red", "blue"), ("green", "blue")]).set(belief_lag=1.0)  # fmt: skip
    look(tiny, 1)
    seen = tiny.state.commands.seen[:, tiny.area["b"]]
    assert seen[0] != seen[2]


def test_what_is_out_of_sight_is_believed_as_last_seen() -> None:
    tiny = line().set(belief_noise=0.0)
    tiny.state.commands.seen[0, tiny.area["deep"]] = 0.7
    look(tiny, 1)
    assert tiny.state.commands.seen[0, tiny.area["deep"]] == 0.7


def test_contested_ground_is_in_sight_of_everybody() -> None:
    tiny = line().set(belief_noise=0.0, belief_lag=1.0).fight("deep")
    look(tiny, 1)
    assert tiny.state.commands.seen[0, tiny.area["deep"]] == pytest.approx(3.0)


def test_an_enemy_who_left_is_forgotten_with_the_same_lag() -> None:
    tiny = line().set(belief_noise=0.4, belief_lag=2.0)
    tiny.state.commands.seen[0, tiny.area["b"]] = 4.0
    tiny.state.forces.strength[tiny.unit["u"]] = 0.0
    assert look(tiny, 1) == pytest.approx(2.0)
