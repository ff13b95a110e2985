"""A day that decides is found, and an ordinary campaign has no turning point."""

import math

import numpy as np
import pytest

from hinge.analysis.turning import (
    _learned,
    folds,
    has_rivals,
    nearly_settled,
    pooled,
    turning,
    walk,
)
from hinge.errors import TooFewRuns

M, T = 128, 40
DRAW = np.repeat(np.arange(M), 2)
NUMBER = DRAW * 64 + np.tile([0, 1], M)
Campaign = tuple[np.ndarray, np.ndarray]


def coin(day: int, seed: int = 1) -> Campaign:
    """A coin of that day decides W; a walk that has nothing to do with it is recorded too."""
    rng = np.random.default_rng(seed)
    won = rng.random(2 * M) < 0.5
    shown = np.where(np.arange(T + 1) >= day, np.where(won, 1.0, -1.0)[:, None], 0.0)
    idle = rng.normal(size=(2 * M, T + 1)).cumsum(axis=1)
    return np.stack([shown, idle], axis=2), won


def gaussian(seed: int = 1) -> Campaign:
    """W: a driftless walk, which is recorded, ends above where it began."""
    steps = np.random.default_rng(seed).normal(size=(2 * M, T))
    place = np.concatenate([np.zeros((2 * M, 1)), steps.cumsum(axis=1)], axis=1)
    return place[:, :, None], place[:, -1] > 0.0


def test_the_day_of_a_coin_is_found() -> None:
    found = turning(*coin(20), DRAW, NUMBER, (19, 21))
    assert found.share >= 0.8
    assert (found.top, found.top_share) == (20, 1.0)
    assert found.window.value > 0.95
    assert found.excess.low > 0.5
    assert found.days[19] > 0.95
    assert found.days.sum() == pytest.approx(found.shown - found.at_start)


@pytest.mark.parametrize("window", [(15, 19), (21, 25)])
def test_a_window_beside_the_day_of_the_coin_is_not_named(window: tuple[int, int]) -> None:
    found = turning(*coin(20), DRAW, NUMBER, window)
    assert found.share == 0.0
    assert found.excess.value < 0.0


@pytest.mark.parametrize("window", [(1, 4), (10, 13), (37, 40)])
def test_a_walk_names_neither_an_early_window_nor_the_last(window: tuple[int, int]) -> None:
    found = turning(*gaussian(), DRAW, NUMBER, window)
    assert found.share < 0.5
    assert found.null.low <= found.null.value <= found.null.high


def test_the_last_days_of_a_walk_are_the_largest_and_no_more_than_arithmetic() -> None:
    found = turning(*gaussian(), DRAW, NUMBER, (36, 40))
    assert found.largest > 0.5
    assert found.beyond < 0.5


def test_what_does_not_happen_turns_on_the_same_days() -> None:
    x, won = coin(20)
    one = turning(x, won, DRAW, NUMBER, (19, 21))
    other = turning(x, ~won, DRAW, NUMBER, (19, 21))
    assert other.days == pytest.approx(one.days)
    assert (other.share, other.top) == (one.share, one.top)
    assert other.chance == pytest.approx(1.0 - one.chance)
    assert other.excess.value == pytest.approx(one.excess.value)


def test_rows_in_another_order_give_the_same_result() -> None:
    x, won = gaussian()
    order = np.random.default_rng(2).permutation(2 * M)
    one = turning(x, won, DRAW, NUMBER, (19, 21), refits=100)
    other = turning(x[order], won[order], DRAW[order], NUMBER[order], (19, 21), refits=100)
    assert one == other
    assert one.days.tolist() == other.days.tolist()


def test_what_is_known_on_the_first_day_belongs_to_no_window() -> None:
    x, won = coin(0)
    found = turning(x, won, DRAW, NUMBER, (1, 3))
    assert found.at_start > 0.95
    assert found.window.value < 0.05
    assert found.share == 0.0


def test_features_that_show_nothing_settle_nothing() -> None:
    found = turning(np.full((2 * M, T + 1, 2), 3.0), coin(20)[1], DRAW, NUMBER, (19, 21))
    assert found.shown == pytest.approx(0.0, abs=1e-9)
    assert (found.share, found.window.value) == (0.0, 0.0)


def test_a_pattern_of_single_draws_is_not_learned() -> None:
    # The features name the draw, and all luck lies between draws: only rows of the same draw
    # could tell, and they are predicted from other draws.
    won = np.repeat(np.random.default_rng(3).random(M) < 0.5, 2).astype(float)
    x = np.repeat(np.random.default_rng(4).random((M, 1, 30)), 2, axis=0)
    chance, learned = _learned(x, won, folds(M)[DRAW], np.ones((1, 2 * M)))
    assert learned[0, 0] - chance[0] ** 2 < 0.01


def test_what_the_parameters_settle_belongs_to_no_window() -> None:
    # The coin of day 20 falls alike in both replications of a draw.
    x, won = coin(20)
    x, won = np.repeat(x[::2], 2, axis=0), np.repeat(won[::2], 2)
    found = turning(x, won, DRAW, NUMBER, (19, 21))
    assert found.at_start > 0.95
    assert found.window.value < 0.05
    assert found.share == 0.0


def test_learning_the_drift_of_a_walk_is_no_early_turning_point() -> None:
    # Half of the draws drift up, half down: the first days teach which.
    x, _ = gaussian()
    x = x + np.where(DRAW % 2 == 0, 0.4, -0.4)[:, None, None] * np.arange(T + 1)[None, :, None]
    won = x[:, -1, 0] > 0.0
    found = turning(x, won, DRAW, NUMBER, (1, 8))
    alone = turning(x[::2], won[::2], DRAW[::2], NUMBER[::2], (1, 8))
    assert found.at_start > 0.8
    assert found.share == 0.0
    assert alone.share > 0.8  # without replicates nothing tells the two apart


def test_an_outcome_that_is_nearly_certain_has_no_hinge() -> None:
    won = np.zeros(2 * M, dtype=bool)
    assert nearly_settled(won)
    assert nearly_settled(~won)
    assert not nearly_settled(coin(20)[1])
    with pytest.raises(ValueError, match="nearly settled"):
        turning(coin(20)[0], won, DRAW, NUMBER, (19, 21))


def test_a_rare_outcome_in_few_draws_has_finite_numbers() -> None:
    # Three of 50 runs: some resamples hold none of them.
    won = np.arange(50) < 3
    x = np.where(np.arange(T + 1) >= 20, np.where(won, 1.0, -1.0)[:, None], 0.0)[:, :, None]
    found = turning(x, won, np.arange(50), np.arange(50) * 64, (19, 21))
    numbers = [found.window.low, found.window.high, found.excess.low, found.share, found.null.high]
    assert np.all(np.isfinite(numbers))


def test_a_window_needs_another_of_its_length_beside_it() -> None:
    assert has_rivals((1, 20), 40)
    assert has_rivals((21, 40), 40)
    assert not has_rivals((11, 30), 40)
    assert not has_rivals((0, 3), 40)
    with pytest.raises(ValueError, match="same length"):
        turning(*coin(20), DRAW, NUMBER, (5, 35))


def test_too_few_draws_are_refused() -> None:
    x, won = coin(20)
    with pytest.raises(TooFewRuns, match="49 runs are too few"):
        turning(x[:98], won[:98], DRAW[:98], NUMBER[:98], (19, 21))


def test_the_walk_settles_by_the_arcsine_and_late() -> None:
    days = np.diff(walk(0.5, np.arange(61) / 60))
    hand = [(2 / math.pi) * (math.asin(t / 60) - math.asin((t - 1) / 60)) for t in range(1, 61)]
    assert days == pytest.approx(hand)
    assert days[-1] == pytest.approx(0.116, abs=5e-4)
    assert days[-10:].sum() == pytest.approx(0.37, abs=3e-3)


def test_the_walk_of_an_unlikely_outcome_settles_all_and_later() -> None:
    assert walk(0.1, [0.0, 1.0]) == pytest.approx([0.0, 1.0], abs=1e-6)
    assert walk(0.1, [0.5])[0] < walk(0.5, [0.5])[0]
    assert walk(0.1, [0.3, 0.7]) == pytest.approx(walk(0.9, [0.3, 0.7]))


def test_violators_are_pooled_with_their_mean() -> None:
    assert pooled([1.0, 3.0, 2.0, 4.0, 0.0]).tolist() == [1.0, 2.25, 2.25, 2.25, 2.25]
    assert pooled([1.0, 2.0, 3.0]).tolist() == [1.0, 2.0, 3.0]


@pytest.mark.statistical
def test_the_rule_finds_the_coin_and_leaves_the_walk_alone() -> None:
    right = [turning(*coin(20, seed), DRAW, NUMBER, (19, 21)).share >= 0.8 for seed in range(12)]
    assert np.mean(right) >= 0.8
    wrong = [
        turning(*gaussian(seed), DRAW, NUMBER, window).share >= 0.8
        for seed in range(12)
        for window in ((1, 3), (19, 21), (38, 40))
    ]
    assert np.mean(wrong) <= 0.05
