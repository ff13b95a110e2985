"""Chance within a world and difference between worlds are told apart."""

import numpy as np
import pytest

from hinge.analysis.spread import spread

DRAWS = np.repeat(np.arange(512), 2)


def test_certainty_in_half_of_the_worlds_is_all_between_draws() -> None:
    found = spread(DRAWS < 256, DRAWS)
    assert found is not None
    assert found.between == pytest.approx(1.0)
    assert found.within == pytest.approx(0.0)


def test_a_coin_in_every_world_is_nearly_all_within_draws() -> None:
    holds = np.random.default_rng(1).random(1024) < 0.5
    found = spread(holds, DRAWS)
    assert found is not None
    assert found.between < 0.12
    assert found.low == 0.0


def test_replicates_that_always_differ_leave_nothing_between_draws() -> None:
    found = spread(np.arange(1024) % 2, DRAWS)
    assert found is not None
    assert (found.between, found.within) == (0.0, 1.0)


def test_a_hand_computed_case() -> None:
    # 60 draws of two: a third always hold, a third never, a third once. The pair products average
    # 1/3; different draws average (30**2 - 25) / (60 * 59) = 875/3540; runs average 1/2.
    holds = np.concatenate([np.tile([1, 1], 20), np.tile([0, 0], 20), np.tile([1, 0], 20)])
    found = spread(holds, np.repeat(np.arange(60), 2))
    crossed = 875 / 3540
    assert found is not None
    assert found.between == pytest.approx((1 / 3 - crossed) / (1 / 2 - crossed))


def test_what_holds_and_what_does_not_have_the_same_spread() -> None:
    holds = np.random.default_rng(2).random(1024) < np.repeat(np.linspace(0, 1, 512), 2)
    one, other = spread(holds, DRAWS), spread(~holds, DRAWS)
    assert one is not None
    assert other is not None
    assert one.between == pytest.approx(other.between)


def test_a_larger_unit_changes_nothing() -> None:
    values = np.random.default_rng(5).normal(size=1024) + np.repeat(np.linspace(0, 3, 512), 2)
    one, other = spread(values, DRAWS), spread(1000 * values + 7, DRAWS)
    assert one is not None
    assert other is not None
    assert one.between == pytest.approx(other.between)


@pytest.mark.parametrize(
    ("values", "draws"),
    [
        (np.zeros(1024), DRAWS),  # nothing varies
        (np.full(1024, 0.1), DRAWS),  # nothing varies, and 0.1 is no binary fraction
        (np.arange(100) % 2, np.arange(100)),  # one replicate a draw
        (np.arange(40) % 2, np.repeat(np.arange(20), 2)),  # too few draws
    ],
)
def test_where_the_two_cannot_be_told_apart_there_is_no_answer(
    values: np.ndarray, draws: np.ndarray
) -> None:
    assert spread(values, draws) is None


def test_a_known_share_between_worlds_is_recovered() -> None:
    # A beta with a + b = 1 has half of the variance of a run between the worlds.
    rng = np.random.default_rng(11)
    found = [
        spread(rng.random(1024) < np.repeat(rng.beta(0.4, 0.6, 512), 2), DRAWS) for _ in range(40)
    ]
    means = [one.between for one in found if one is not None]
    assert np.mean(means) == pytest.approx(0.5, abs=0.02)
    # At 98.75 % a miss comes up once in two such tests; five of 40, once in 10,000.
    assert sum(one.low < 0.5 < one.high for one in found if one is not None) >= 36
