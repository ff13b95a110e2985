"""Chances are learned from features, and relearned for resamples in one step."""

import numpy as np
import pytest
from scipy import optimize

from hinge.analysis.ridge import RIDGE, RIDGE_OF_LEVEL, chances, design, fit, refit

RNG = np.random.default_rng(7)
X = design(RNG.normal(size=(400, 3)) * [1.0, 50.0, 0.01] + [0.0, 9.0, 0.0])
Y = (RNG.random(400) < chances(X @ np.array([0.3, 1.0, -0.5, 0.0]))).astype(float)


def test_features_have_one_unit_and_constant_ones_are_dropped() -> None:
    columns = design(np.column_stack([np.arange(10.0), np.full(10, 7.0), np.zeros(10)]))
    assert columns.shape == (10, 2)
    assert columns[:, 0].tolist() == [1.0] * 10
    assert columns.mean(axis=0) == pytest.approx([1.0, 0.0])
    assert columns[:, 1].std() == pytest.approx(1.0)


def test_the_fit_agrees_with_a_second_opinion() -> None:
    ridge = np.array([RIDGE_OF_LEVEL, RIDGE, RIDGE, RIDGE])

    def loss(b: np.ndarray) -> float:
        odds = X @ b
        return float((np.logaddexp(0.0, odds) - Y * odds).sum() + 0.5 * (ridge * b * b).sum())

    assert fit(X, Y).b == pytest.approx(optimize.minimize(loss, np.zeros(4)).x, abs=1e-3)


def test_without_features_the_chance_is_the_share() -> None:
    found = fit(np.ones((8, 1)), np.array([1.0, 0, 0, 0, 0, 0, 0, 1.0]))
    assert found.p == pytest.approx(np.full(8, 0.25), abs=1e-3)


def test_outcomes_that_a_feature_separates_stay_finite() -> None:
    side = np.repeat([-1.0, 1.0], 100)
    found = fit(design(side[:, None]), (side > 0).astype(float))
    assert np.all(np.isfinite(found.b))
    assert found.p[0] < 0.05
    assert found.p[-1] > 0.95


def test_the_sample_itself_is_relearned_as_it_was() -> None:
    whole = fit(X, Y)
    assert refit(whole, np.ones((2, 400)), X[:5]) == pytest.approx(np.tile(whole.p[:5], (2, 1)))


def test_one_step_goes_most_of_the_way_to_a_resample() -> None:
    whole = fit(X, Y)
    picked = np.random.default_rng(8).integers(0, 400, 400)
    step = refit(whole, np.bincount(picked, minlength=400)[None].astype(float), X)[0]
    full = chances(X @ fit(X[picked], Y[picked]).b)
    assert np.abs(step - full).max() < 0.15 * np.abs(whole.p - full).max()


def test_a_rare_outcome_that_few_far_rows_give_away_is_fitted_all_the_same() -> None:
    far = np.zeros(1000)
    far[:60] = np.linspace(5.0, 40.0, 60)
    won = (far > 8.0).astype(float)
    columns = design(np.column_stack([far, far**2, np.sqrt(far)]))
    ridge = np.array([RIDGE_OF_LEVEL, RIDGE, RIDGE, RIDGE])
    found = fit(columns, won)
    assert columns.T @ (won - found.p) - ridge * found.b == pytest.approx(np.zeros(4), abs=1e-4)
    assert found.p.mean() == pytest.approx(won.mean(), abs=1e-3)
