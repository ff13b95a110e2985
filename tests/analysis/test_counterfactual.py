"""Paired arms show the intervention and not the dice."""

import numpy as np
import pytest
import xarray as xr

from hinge.analysis.counterfactual import contrast, match, mean_difference
from hinge.analysis.course import Course
from hinge.errors import StoreError, TooFewRuns

DRAWS = 64


def arm(name: str, draws: int = DRAWS, replicates: int = 2) -> Course:
    draw = np.repeat(np.arange(draws), replicates)
    number = draw * 64 + np.tile(np.arange(replicates), draws)
    return Course(
        xr.Dataset(
            coords={
                "replication": number,
                "draw": ("replication", draw),
                "day": np.arange(3),
            },
            attrs={"start": "2001-05-01"},
        ),
        name,
    )


def test_identical_arms_differ_by_exactly_nothing() -> None:
    values = np.random.default_rng(1).random(2 * DRAWS)
    found = contrast(match(arm("x"), arm("y"), values, values.copy()), sign=1, smallest=1e-9)
    assert found.identical
    assert (found.mean.value, found.mean.low, found.mean.high) == (0.0, 0.0, 0.0)
    assert (found.share.hits, found.share.n) == (0, DRAWS)
    assert found.saving is None
    assert found.spread is None


def test_a_hand_counted_effect() -> None:
    # The effect is +3 in the first 48 draws and -1 in the other 16.
    base = np.random.default_rng(2).integers(0, 50, 2 * DRAWS).astype(float)
    moved = base + np.repeat(np.where(np.arange(DRAWS) < 48, 3.0, -1.0), 2)
    pairs = match(arm("x"), arm("y"), moved, base)
    found = contrast(pairs, sign=1, smallest=2.0)
    assert found.mean.value == pytest.approx(2.0)
    assert found.mean.low < 2.0 < found.mean.high
    assert (found.share.share, found.share.hits, found.share.n) == (0.75, 48, 64)
    assert found.pairs == 128
    assert found.saving is not None
    assert found.saving > 5
    assert contrast(pairs, sign=1, smallest=3.0).share.hits == 0  # exceeds, not reaches
    other = contrast(pairs, sign=-1, smallest=0.5)
    assert (other.share.hits, other.opposite.hits) == (16, 48)


def test_replicates_are_averaged_before_they_are_counted() -> None:
    base = np.zeros(2 * DRAWS)
    moved = np.tile([3.0, -1.0], DRAWS)  # mean +1 in every draw
    found = contrast(match(arm("x"), arm("y"), moved, base), sign=1, smallest=0.5)
    assert found.share.share == 1.0
    assert found.spread is not None
    assert found.spread.between == 0.0


def test_exchanging_the_arms_turns_the_sign() -> None:
    rng = np.random.default_rng(3)
    a, b = rng.normal(1, 1, 2 * DRAWS), rng.normal(0, 1, 2 * DRAWS)
    one = contrast(match(arm("x"), arm("y"), a, b), sign=1, smallest=0.5)
    other = contrast(match(arm("y"), arm("x"), b, a), sign=-1, smallest=0.5)
    assert one.mean.value == pytest.approx(-other.mean.value)
    assert one.mean.low == pytest.approx(-other.mean.high)
    assert one.share == other.share


def test_only_replications_of_both_arms_are_paired() -> None:
    big, small = arm("x", DRAWS * 2), arm("y")
    pairs = match(big, small, big.replication, small.replication)
    assert pairs.values.size == 2 * DRAWS
    assert not np.any(pairs.values)


def test_pairs_without_a_number_are_left_out_and_counted() -> None:
    values = np.arange(2.0 * DRAWS)
    holed = values.copy()
    holed[:3] = np.nan
    pairs = match(arm("x"), arm("y"), holed, values)
    assert pairs.left_out == 3
    assert contrast(pairs, sign=1, smallest=1.0).draw.tolist() == list(range(1, DRAWS))


def test_arms_of_different_designs_are_refused() -> None:
    other = arm("y")
    other.draw = other.draw + 1
    with pytest.raises(StoreError, match="x and y"):
        match(arm("x"), other, np.zeros(128), np.zeros(128))


def test_too_few_draws_are_refused_however_many_replicates() -> None:
    few = arm("x", 49, 20)
    pairs = match(few, few, np.zeros(980), np.zeros(980))
    with pytest.raises(TooFewRuns, match="49 runs are too few"):
        contrast(pairs, sign=1, smallest=1.0)
    with pytest.raises(TooFewRuns):
        mean_difference(match(arm("x", 1), arm("y", 1), np.zeros(2), np.zeros(2)))


def test_one_replicate_a_draw_has_no_spread_but_an_interval() -> None:
    one = arm("x", replicates=1)
    rng = np.random.default_rng(9)
    found = contrast(match(one, one, rng.normal(1, 1, DRAWS), np.zeros(DRAWS)), sign=1, smallest=0)
    assert found.spread is None
    assert found.mean.low < found.mean.value < found.mean.high


@pytest.mark.statistical
def test_the_interval_of_a_mean_difference_covers_95_percent() -> None:
    # 2,000 samples: three standard errors are 1.5 points.
    rng = np.random.default_rng(8)
    x, y, zero = arm("x"), arm("y"), np.zeros(2 * DRAWS)
    inside = 0
    for _ in range(2000):
        moved = np.repeat(rng.exponential(1.0, DRAWS), 2) + rng.normal(0, 1, 2 * DRAWS)
        mean = mean_difference(match(x, y, moved, zero), level=0.95)
        inside += mean.low <= 1.0 <= mean.high
    assert inside / 2000 == pytest.approx(0.95, abs=0.015)
