"""Scores by hand, against an integral, and under resampling."""

import numpy as np
import pytest
import scoringrules as oracle

from hinge.analysis import scores
from hinge.audits import logistic


def test_the_brier_score_of_three_forecasts_by_hand() -> None:
    # Off by 0.2, by 0.3 and by 0.5.
    found = scores.brier(np.array([0.8, 0.3, 0.5]), np.array([1.0, 0.0, 1.0]))
    assert found == pytest.approx([0.04, 0.09, 0.25])


def test_the_fair_crps_of_three_members_by_hand() -> None:
    # |x - y|: 1, 0, 3, mean 4/3. Pairs: 1, 4, 3, each twice; over 2 m (m - 1) = 12: 16 / 12.
    found = scores.crps(np.array([[1.0], [2.0], [5.0]]), np.array([2.0]))
    assert found == pytest.approx([4.0 / 3.0 - 16.0 / 12.0])


def test_the_crps_of_many_members_is_the_integral_of_the_squared_distance() -> None:
    rng = np.random.default_rng(3)
    members = rng.normal(0.4, 1.3, 400)
    observed = 1.1
    grid = np.linspace(-12.0, 12.0, 200_001)
    below = np.searchsorted(np.sort(members), grid, side="right") / members.size
    integral = ((below - (grid >= observed)) ** 2).sum() * (grid[1] - grid[0])
    plain = scores.crps(members[:, None], np.array([observed]))[0]
    pairs = np.abs(members[:, None] - members).sum()
    unfair = plain + pairs / (2 * 400 * 399) - pairs / (2 * 400 * 400)
    assert unfair == pytest.approx(integral, abs=1e-3)


def test_an_ensemble_at_the_observation_scores_better_than_one_beside_it() -> None:
    near = np.random.default_rng(1).normal(0.0, 1.0, (200, 1))
    assert scores.crps(near, np.zeros(1))[0] < scores.crps(near + 1.0, np.zeros(1))[0]


def test_campaigns_that_hold_together_widen_the_interval() -> None:
    values = np.repeat([0.0, 1.0, 0.0, 1.0, 0.2, 0.8], 20)
    apart = scores.span(values, [str(n) for n in range(values.size)])
    together = scores.span(values, [str(n // 20) for n in range(values.size)])
    assert apart.value == together.value == pytest.approx(0.5)
    assert together.high - together.low > 2 * (apart.high - apart.low)


def test_a_difference_of_nothing_has_an_interval_of_no_width() -> None:
    found = scores.span(np.zeros(30), [str(n // 3) for n in range(30)])
    assert (found.value, found.low, found.high) == (0.0, 0.0, 0.0)


def test_logistic_regression_finds_the_odds_of_two_groups() -> None:
    # 3 of 4 in one group, 1 of 4 in the other: coefficients ln 3 and -2 ln 3.
    x = np.column_stack([np.ones(8), np.repeat([0.0, 1.0], 4)])
    y = np.array([1, 1, 1, 0, 1, 0, 0, 0], dtype=float)
    b = logistic.fit(x, y, np.zeros(2), np.full(2, 1e-9))
    assert b == pytest.approx([np.log(3.0), -2.0 * np.log(3.0)], abs=1e-6)


def test_a_heavy_prior_keeps_a_coefficient_at_its_centre() -> None:
    x = np.column_stack([np.ones(8), np.repeat([0.0, 1.0], 4)])
    y = np.array([1, 1, 1, 0, 1, 0, 0, 0], dtype=float)
    centre, weight = np.array([0.0, 1.0]), np.array([1e-9, 1e9])
    b = logistic.fit(x, y, centre, weight)
    assert b[1] == pytest.approx(1.0, abs=1e-6)
    assert logistic.free_parameters(x, b, weight) == pytest.approx(1.0, abs=1e-6)


def test_half_the_squared_error_over_two_categories_is_the_ordinary_score() -> None:
    chance, outcome = np.array([0.8, 0.3]), np.array([1.0, 1.0])
    pairs = np.stack([chance, 1.0 - chance], axis=1), np.stack([outcome, 1.0 - outcome], axis=1)
    assert scores.half_brier(*pairs) == pytest.approx(scores.brier(chance, outcome))


def test_the_score_of_three_categories_and_of_a_divided_outcome_by_hand() -> None:
    chance = np.array([[0.6, 0.3, 0.1], [0.6, 0.3, 0.1]])
    outcome = np.array([[1.0, 0.0, 0.0], [0.5, 0.5, 0.0]])
    # Half of 0.16 and 0.09 and 0.01; half of 0.01 and 0.04 and 0.01.
    assert scores.half_brier(chance, outcome) == pytest.approx([0.13, 0.03])


def test_a_perfect_forecast_scores_nothing_and_a_certain_wrong_one_scores_one() -> None:
    outcome = np.eye(3)
    assert scores.half_brier(outcome, outcome).tolist() == [0.0, 0.0, 0.0]
    assert scores.half_brier(np.roll(outcome, 1, axis=1), outcome).tolist() == [1.0, 1.0, 1.0]


def test_the_fair_score_of_ten_single_members_is_the_published_correction() -> None:
    # Ferro (2014): (p - y)^2 - p (1 - p) / (M - 1), here p = 0.3 of 10, y = 1.
    members = np.zeros((10, 1, 2))
    members[:3, 0, 0], members[3:, 0, 1] = 1.0, 1.0
    fair = scores.fair_half_brier(members, np.array([[1.0, 0.0]]))
    assert fair == pytest.approx([0.49 - 0.21 / 9.0])


@pytest.mark.statistical
def test_small_ensembles_score_on_average_like_large_ones_in_the_fair_form_alone() -> None:
    # 4,000 ensembles of 5 from the truth: standard error of the mean about 0.002.
    rng = np.random.default_rng(1)
    chance = 0.3
    came = (rng.random((4000, 1)) < chance).astype(float)
    members = (rng.random((5, 4000, 1)) < chance).astype(float)
    both = np.concatenate([members, 1.0 - members], axis=2)
    outcome = np.concatenate([came, 1.0 - came], axis=1)
    fair = scores.fair_half_brier(both, outcome).mean()
    plain = scores.half_brier(both.mean(axis=0), outcome).mean()
    assert fair == pytest.approx(chance * (1 - chance), abs=0.01)
    assert plain > fair + 0.03


def test_the_log_score_of_smoothed_chances_by_hand() -> None:
    # None of 9 runs: (0 + 1/2) / (9 + 1) = 1/20; all of them: 19/20.
    found = scores.log_score(np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([[1.0, 0.0]] * 2), 9)
    assert found == pytest.approx([np.log(20.0), np.log(20.0 / 19.0)])
    assert np.isfinite(found).all()


@pytest.mark.parametrize("told", [0.1, 0.35, 0.6, 0.9])
def test_nobody_gains_by_telling_another_chance_than_the_one_believed(told: float) -> None:
    # Expected scores over the two outcomes: exact, no error rate.
    believed = 0.45
    for score in (
        lambda p: scores.half_brier(p, np.eye(2)),
        lambda p: scores.log_score(p, np.eye(2), 10**9),
    ):
        expected = [
            float(np.array([believed, 1 - believed]) @ score(np.array([[p, 1 - p]] * 2)))
            for p in (believed, told)
        ]
        assert expected[0] < expected[1]


@pytest.mark.statistical
def test_the_crps_is_best_on_average_for_the_distribution_that_the_truth_comes_from() -> None:
    # 2,000 truths; differences of means of about 0.03 with standard errors below 0.006.
    rng = np.random.default_rng(5)
    truth = rng.normal(0.0, 1.0, 2000)
    means = {
        (shift, width): scores.crps(rng.normal(shift, width, (40, 2000)), truth).mean()
        for shift, width in ((0.0, 1.0), (0.4, 1.0), (0.0, 1.6), (0.0, 0.5))
    }
    assert min(means, key=lambda key: means[key]) == (0.0, 1.0)


def test_without_families_the_fair_crps_is_the_ordinary_fair_one() -> None:
    members = np.array([3.0, 1.0, 4.0, 1.0, 5.0])
    alone = scores.family_crps(members, 2.5, np.arange(5))
    assert alone == pytest.approx(scores.crps(members[:, None], np.array([2.5]))[0])


def test_pairs_within_a_family_do_not_count_for_the_spread() -> None:
    # Families {0, 0} and {2, 2}, y = 1: mean |x - y| = 1; pairs between families differ by 2,
    # so that half their mean is 1.
    found = scores.family_crps(np.array([0.0, 0.0, 2.0, 2.0]), 1.0, np.array([7, 7, 9, 9]))
    assert found == pytest.approx(0.0)
    with pytest.raises(ValueError, match="two families"):
        scores.family_crps(np.array([0.0, 1.0]), 1.0, np.array([7, 7]))


def test_the_library_of_scoring_rules_agrees() -> None:
    rng = np.random.default_rng(8)
    members, truth = rng.normal(size=(30, 20)), rng.normal(size=20)
    fair = oracle.crps_ensemble(truth, members.T, estimator="fair")
    assert scores.crps(members, truth) == pytest.approx(fair)
    chance, came = rng.random(20), (rng.random(20) < 0.5).astype(float)
    assert scores.brier(chance, came) == pytest.approx(oracle.brier_score(came, chance))
    told = scores.smoothed(np.stack([chance, 1.0 - chance], axis=1), 50)[:, 0]
    pairs = np.stack([chance, 1 - chance], axis=1), np.stack([came, 1 - came], axis=1)
    assert scores.log_score(*pairs, 50) == pytest.approx(oracle.log_score(came, told))


def test_the_rank_of_an_observation_counts_half_of_its_equals() -> None:
    assert scores.pit(np.array([1.0, 2.0, 2.0, 9.0]), 2.0) == pytest.approx(0.5)
    assert scores.central(np.arange(101.0), 0.9) == pytest.approx((5.0, 95.0))


def test_values_that_repeat_within_groups_count_once() -> None:
    rng = np.random.default_rng(2)
    single = rng.normal(size=50)
    groups = [str(number) for number in range(50) for _ in range(4)]
    assert scores.effective_number(np.repeat(single, 4), groups) == pytest.approx(50.0)
    assert scores.effective_number(single, [str(n) for n in range(50)]) == pytest.approx(50.0)


@pytest.mark.statistical
def test_the_interval_of_groups_holds_the_mean_about_as_often_as_it_says() -> None:
    # 400 samples of 40 groups of 3: nominal 95 %; by chance alone 92 to 98 % (3 standard
    # errors), and a bootstrap of 40 groups is a little too narrow.
    rng = np.random.default_rng(3)
    groups = [str(number) for number in range(40) for _ in range(3)]
    held = 0
    for _ in range(400):
        values = np.repeat(rng.normal(size=40), 3) + 0.5 * rng.normal(size=120)
        found = scores.span(values, groups)
        held += found.low <= 0.0 <= found.high
    assert 0.90 <= held / 400 <= 0.98
