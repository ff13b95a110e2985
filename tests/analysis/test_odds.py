"""A share carries an interval that knows how few independent runs stand behind it."""

import numpy as np
import pytest
from scipy import stats

from hinge.analysis.intervals import (
    LOOK_LEVEL,
    LOOKS,
    MIN_RUNS,
    OVERALL_LEVEL,
    mean_interval,
    normal_quantile,
    student_quantile,
    wilson,
)
from hinge.analysis.odds import odds, per_draw
from hinge.errors import TooFewRuns

DRAWS = np.repeat(np.arange(256), 2)


def two_alike(hits: int) -> np.ndarray:
    """512 runs in which both replicates of a draw agree, in the first draws."""
    return hits // 2 > DRAWS


def test_wilson_agrees_with_a_second_opinion() -> None:
    for hits in (0, 3, 200, 512):
        known = stats.binomtest(hits, 512).proportion_ci(0.95, method="wilson")
        low, high = wilson(hits / 512, 512, 0.95)
        assert (low, high) == pytest.approx((known.low, known.high), abs=1e-12)


def test_quantiles_agree_with_a_second_opinion() -> None:
    for level in (0.9, 0.95, LOOK_LEVEL):
        assert normal_quantile(level) == pytest.approx(stats.norm.ppf(0.5 + level / 2))
        for df in (10, 49, 255):
            known = stats.t.ppf(0.5 + level / 2, df)
            assert student_quantile(level, df) == pytest.approx(known, rel=2e-3)


def test_the_error_is_split_over_the_looks() -> None:
    assert len(LOOKS) * (1 - LOOK_LEVEL) == pytest.approx(1 - OVERALL_LEVEL)


def test_a_hand_count_of_unlike_replicates() -> None:
    # One of two replicates holds in every draw: 256 of 512, and no draw differs from another.
    found = odds(np.arange(512) % 2 == 0, DRAWS)
    assert (found.share, found.hits, found.n, found.draws) == (0.5, 256, 512, 256)
    assert found.n_effective == 512


def test_replicates_that_always_agree_count_once() -> None:
    found = odds(two_alike(256), DRAWS)
    assert found.n_effective == pytest.approx(256, rel=0.01)
    assert (found.low, found.high) == pytest.approx(wilson(0.5, 256), abs=1e-3)


def test_one_replicate_a_draw_is_a_plain_wilson_interval() -> None:
    holds = np.arange(100) < 30
    found = odds(holds, np.arange(100))
    assert (found.low, found.high) == wilson(0.3, 100)
    assert found.n_effective == 100


@pytest.mark.parametrize(("holds", "share"), [(False, 0.0), (True, 1.0)])
def test_none_or_all_keep_an_open_end_and_count_draws(holds: bool, share: float) -> None:
    found = odds(np.full(512, holds), DRAWS)
    assert found.share == share
    assert found.n_effective == 256
    assert (found.low == 0.0) == (share == 0.0)
    assert (found.high == 1.0) == (share == 1.0)
    assert found.high - found.low > 0.01


def test_what_holds_and_what_does_not_mirror_each_other() -> None:
    holds = np.random.default_rng(3).random(512) < 0.2
    one, other = odds(holds, DRAWS), odds(~holds, DRAWS)
    assert (one.low, one.high) == pytest.approx((1 - other.high, 1 - other.low))


def test_order_of_replications_does_not_matter() -> None:
    rng = np.random.default_rng(4)
    holds, order = rng.random(512) < 0.4, rng.permutation(512)
    assert odds(holds, DRAWS) == odds(holds[order], DRAWS[order])


def test_too_few_runs_are_refused_with_both_numbers() -> None:
    with pytest.raises(TooFewRuns, match="49 runs are too few, at least 50") as caught:
        odds(np.ones(49, bool), np.arange(49))
    assert (caught.value.have, caught.value.need) == (49, MIN_RUNS)


def test_means_by_draw_come_in_order_of_draws() -> None:
    ids, means = per_draw([1.0, 3.0, 5.0, 5.0], np.array([7, 7, 2, 2]))
    assert ids.tolist() == [2, 7]
    assert means.tolist() == [5.0, 2.0]


def test_a_mean_of_equal_values_has_no_width() -> None:
    found = mean_interval(np.full(60, 0.1))
    assert (found.value, found.low, found.high) == (0.1, 0.1, 0.1)


def coverage(spread_of_worlds: float, seeds: int, *, clustered: bool) -> float:
    """Share of samples whose 95 % interval holds the known share 0.3, for likeness within draws."""
    rng = np.random.default_rng(20160808)
    a = 0.3 / spread_of_worlds - 0.3
    b = 0.7 / spread_of_worlds - 0.7
    inside = 0
    for _ in range(seeds):
        holds = rng.random(512) < np.repeat(rng.beta(a, b, 256), 2)
        if clustered:
            found = odds(holds, DRAWS, level=0.95)
            low, high = found.low, found.high
        else:
            low, high = wilson(holds.mean(), 512, 0.95)
        inside += low <= 0.3 <= high
    return inside / seeds


@pytest.mark.statistical
@pytest.mark.parametrize("likeness", [0.05, 0.5, 0.95])
def test_a_95_percent_interval_covers_95_percent(likeness: float) -> None:
    # 2,000 samples: the standard error is 0.5 points, so three of them are 1.5.
    assert coverage(likeness, 2000, clustered=True) == pytest.approx(0.95, abs=0.015)


@pytest.mark.statistical
def test_an_interval_that_ignores_the_draws_covers_too_little() -> None:
    assert coverage(0.95, 2000, clustered=False) < 0.90


def test_the_interval_covers_in_a_quick_trial() -> None:
    # 200 samples: the standard error is 1.5 points, so three of them are 4.6.
    assert coverage(0.5, 200, clustered=True) > 0.90
