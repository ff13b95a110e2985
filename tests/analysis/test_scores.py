"""Scores by hand, against an integral, and under resampling."""

import numpy as np
import pytest

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
