"""Ranks and coverage: the band keeps what it promises, and few draws do not look like wrong ones."""

import numpy as np
import pytest

from hinge.analysis.planted_sets import Positions
from hinge.analysis.ranks import FALSE_ALARM, band, coverage, covered, ranks, uniformity


def positions(below: np.ndarray, effective: float = 1e9, tied: float = 0.0) -> Positions:
    """Positions (P, K) without anything else."""
    return Positions(
        below, np.full(below.shape, tied), np.ones(below.shape), np.full(below.shape, effective)
    )


def test_the_rank_of_many_draws_is_the_share_below() -> None:
    below = np.array([[0.1, 0.7], [0.5, 0.0]])
    assert ranks(positions(below), 1) == pytest.approx(below, abs=1e-8)


def test_ties_are_broken_at_random_and_by_the_seed_alone() -> None:
    tied = positions(np.zeros((1000, 1)), tied=1.0)
    assert ranks(tied, 1).mean() == pytest.approx(0.5, abs=0.03)
    assert (ranks(tied, 1) == ranks(tied, 1)).all()


def test_ranks_among_few_equal_draws_are_uniform_and_raw_shares_are_not() -> None:
    generator = np.random.default_rng(1)
    draws, truth = generator.random((4000, 7)), generator.random((4000, 1))
    found = positions((draws < truth).mean(axis=1, keepdims=True), effective=7.0)
    assert uniformity(ranks(found, 1)[:, 0]).chance > 0.01
    assert uniformity(found.below[:, 0]).chance < 0.001


def test_the_band_is_that_of_the_largest_of_39_correlated_errors() -> None:
    assert 2.5 < band(400, 1) < band(400, 10) < 5.0
    plain = uniformity(np.arange(400) / 400 + 1 / 800)
    assert plain.off < 0.2
    assert plain.lean == pytest.approx(0.0)
    assert plain.chance > 0.99


def test_ranks_that_lean_or_crowd_at_the_ends_are_found() -> None:
    u = np.random.default_rng(2).random(400)
    high, ends = uniformity(u**0.6), uniformity(np.where(u < 0.5, u**1.6, 1.0 - (1.0 - u) ** 1.6))
    assert high.lean > 0.08
    assert max(high.chance, ends.chance) < 0.001
    assert ends.off > band(400, 5)


@pytest.mark.statistical
def test_uniform_ranks_leave_the_band_once_in_100_checks_of_five_quantities() -> None:
    generator = np.random.default_rng(3)
    bound = band(400, 5)
    out = sum(
        max(uniformity(u).off for u in generator.random((5, 400))) > bound for _ in range(400)
    )
    assert out <= 11  # 4 expected; 12 or more in one of 1,000 seeds


def test_coverage_counts_planted_values_inside_central_intervals() -> None:
    found = positions(np.array([[0.04, 0.5], [0.06, 0.5], [0.76, 0.5], [0.95, 0.5]]))
    assert covered(found, 0.9)[:, 0].tolist() == [0.0, 1.0, 1.0, 1.0]
    assert covered(found, 0.5)[:, 0].tolist() == [0.0, 0.0, 0.0, 0.0]
    assert coverage(found, [0, 1], 0.9).share.value == pytest.approx(7 / 8)


def test_values_of_one_planted_set_do_not_count_as_independent() -> None:
    inside = np.random.default_rng(5).random((400, 1)) < 0.9
    once = positions(np.where(inside, 0.5, 0.0))
    thrice = positions(np.repeat(once.below, 3, axis=1))
    one, three = coverage(once, [0], 0.9).share, coverage(thrice, [0, 1, 2], 0.9).share
    assert three.value == pytest.approx(one.value)
    assert three.high - three.low == pytest.approx(one.high - one.low, rel=0.1)


def test_a_false_alarm_is_one_in_a_hundred() -> None:
    assert FALSE_ALARM == 0.01
