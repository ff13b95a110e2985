"""Options are compared over weights, beliefs and draws; the interval counts draws."""

import numpy as np
import pytest

from hinge.analysis.regret import (
    WEIGHTINGS,
    beliefs,
    pareto,
    regrets,
    under_ceiling,
    weightings,
)
from hinge.errors import TooFewRuns

M = 64
UP = (1, -1)
LIVES = (False, True)


def options(*goals: tuple[float, float], noise: float = 0.0, seed: int = 1) -> np.ndarray:
    """64 draws; each option has these means of its two goals; ``noise`` varies with the draw alone."""
    x = np.tile(np.array(goals, dtype=float), (M, 1, 1))
    return x + noise * np.random.default_rng(seed).normal(size=(M, 1, 2))


def test_an_option_better_in_every_goal_and_draw_is_always_best() -> None:
    found = regrets(options((2.0, 1.0), (1.0, 2.0), noise=0.5), UP, LIVES)
    assert [best.value for best in found.best] == [1.0, 0.0]
    assert (found.median[0], found.ninety[0]) == (0.0, 0.0)
    assert found.median[1] > 0.0
    assert found.pareto == (True, False)
    assert found.triples == M * WEIGHTINGS
    # All agree, and still 64 draws cannot vouch for every one to come.
    assert 0.85 < found.best[0].low < found.best[0].high == 1.0


def test_two_goals_that_pull_apart_are_decided_by_the_weights_alone() -> None:
    # Apart by the same in both goals, so that whoever has the heavier goal wins.
    found = regrets(options((1.0, 1.0), (0.0, 0.0)), UP, LIVES)
    heavier = (weightings(2)[0] > 0.5).mean()
    assert found.best[0].value == pytest.approx(heavier)
    assert found.by_weights == pytest.approx(1.0)
    assert found.civilians[0] == 0.0
    assert [band.best[0] for band in found.bands][::2] == [1.0, 0.0]
    assert found.pareto == (True, True)


def test_regret_is_the_difference_to_the_best_in_standard_deviations() -> None:
    # One goal varies: 1 against 0 has standard deviation one half, so a difference of 2.
    found = regrets(options((1.0, 0.0), (0.0, 0.0)), UP, LIVES)
    assert found.median[1] == pytest.approx(2.0 * np.median(np.repeat(weightings(2)[0], M)))
    assert found.idle == (1,)


def test_identical_options_share_the_first_place() -> None:
    x = options((1.0, 0.0), (1.0, 0.0), (1.0, 0.0), noise=1.0)
    assert [best.value for best in regrets(x, UP, LIVES).best] == pytest.approx([1 / 3] * 3)


def test_goals_that_nothing_moves_leave_every_option_best() -> None:
    found = regrets(options((1.0, 3.0), (1.0, 3.0)), UP, LIVES)
    assert [best.value for best in found.best] == [0.5, 0.5]
    assert found.idle == (0, 1)
    assert found.ninety == (0.0, 0.0)
    assert found.by_weights == 0.0


def test_a_goal_in_other_units_counts_the_same() -> None:
    x = np.random.default_rng(2).normal(size=(M, 3, 2))
    one, other = regrets(x, UP, LIVES), regrets(x * [1.0, 1000.0] + [5.0, -7.0], UP, LIVES)
    assert [b.value for b in one.best] == pytest.approx([b.value for b in other.best])
    assert one.ninety == pytest.approx(other.ninety)


def test_turning_sign_and_values_of_a_goal_changes_nothing() -> None:
    x = np.random.default_rng(3).normal(size=(M, 3, 2))
    one, other = regrets(x, UP, LIVES), regrets(x * [1.0, -1.0], (1, 1), LIVES)
    assert one.best == other.best


def test_what_is_better_on_average_wins_where_little_is_known() -> None:
    # Option 0 is +3 in half of the draws and -1 in the others, option 1 always 0; the second goal
    # agrees. On average option 0 is better by 1: it always wins in the good draws; in the bad
    # ones b * -1 + (1 - b) * 1 > 0 where the belief is below one half.
    gain = np.where(np.arange(M) % 2 == 0, 3.0, -1.0)
    x = np.zeros((M, 2, 2))
    x[:, 0, 0], x[:, 0, 1] = gain, -gain
    found = regrets(x, UP, LIVES)
    doubtful = (beliefs(M)[1::2] < 0.5).mean()
    assert found.best[0].value == pytest.approx(0.5 + 0.5 * doubtful)
    assert found.per_draw[::2, 0].tolist() == [1.0] * (M // 2)


def test_a_small_edge_gives_shares_that_add_up_and_lie_in_their_intervals() -> None:
    x = np.random.default_rng(4).normal(size=(M, 4, 2))
    found = regrets(x, UP, LIVES)
    assert sum(best.value for best in found.best) == pytest.approx(1.0)
    for best in found.best:
        assert 0.0 <= best.low <= best.value <= best.high <= 1.0
        assert best.high - best.low > 0.05  # thousands of triples, and 64 draws
    assert found.per_draw.mean(axis=0) == pytest.approx([b.value for b in found.best])


def test_every_weighting_has_some_weight_on_each_goal_and_corners_are_visited() -> None:
    for goals in (2, 3, 4, 5):
        weights = weightings(goals)
        assert weights.sum(axis=0) == pytest.approx(np.ones(WEIGHTINGS))
        assert weights.min() > 0.0
        assert (weights > 0.5).sum(axis=1).min() >= 8
        assert weights.mean(axis=1) == pytest.approx(np.full(goals, 1.0 / goals), abs=0.02)


def test_beliefs_of_the_first_draws_stay_when_draws_are_added() -> None:
    assert beliefs(50).tolist() == beliefs(80)[:50].tolist()


def test_the_ceiling_leaves_out_what_costs_too_many_lives() -> None:
    assert under_ceiling([100.0, 150.0, 151.0], 1.5).tolist() == [True, True, False]
    assert under_ceiling([0.0, 1.0], 1.5).tolist() == [True, False]


def test_without_an_option_that_does_very_badly_the_others_differ_more() -> None:
    # 1 against 0 in one goal, 0 against 1 in the other; the third option is far off in the first.
    x = options((1.0, 1.0), (0.0, 0.0), (-50.0, 0.0))
    whole, without = regrets(x, UP, LIVES), regrets(x[:, :2], UP, LIVES)
    assert whole.best[0].value < 0.1
    assert without.best[0].value == pytest.approx((weightings(2)[0] > 0.5).mean())


def test_pareto_keeps_what_no_other_beats_in_every_goal() -> None:
    assert pareto([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0], [1.0, 0.0]]) == (True, True, False, True)


def test_goals_without_civilians_and_too_few_draws_are_refused() -> None:
    x = options((1.0, 0.0), (0.0, 1.0))
    with pytest.raises(ValueError, match="civilians"):
        regrets(x, UP, (False, False))
    with pytest.raises(TooFewRuns, match="49 runs are too few"):
        regrets(x[:49], UP, LIVES)


@pytest.mark.statistical
def test_the_interval_covers_the_share_of_many_draws() -> None:
    # 200 samples of 64 draws; the truth from 20,000 draws. Three standard errors are 4.6 points.
    rng = np.random.default_rng(5)

    def sample(m: int) -> np.ndarray:
        return rng.normal(size=(m, 1, 2)) + rng.normal(size=(m, 2, 2)) + [[[0.3, 0.0], [0.0, 0.0]]]

    truth = np.mean([regrets(sample(4000), UP, LIVES, resamples=1).best[0].value for _ in range(5)])
    inside = 0
    for _ in range(200):
        best = regrets(sample(M), UP, LIVES, resamples=200, level=0.95).best[0]
        inside += best.low <= truth <= best.high
    assert inside / 200 == pytest.approx(0.95, abs=0.05)
