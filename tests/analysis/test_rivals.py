"""Rivals on the same by-products: kernels by hand and as the filter has them, ratios, and too few campaigns."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinge.analysis.intervals import MIN_RUNS
from hinge.analysis.rivals import (
    NEVER,
    SHOWN,
    effective,
    joint,
    of_amount,
    of_days,
    of_factor,
    of_report,
    ratio,
)
from hinge.ensemble.likelihood import likelihood
from hinge.scenario.conditioning import Conditioned

START = dt.date(2001, 5, 1)
M = 200
DRAW = np.arange(M)


def seen(statistic: dict[str, object], error: dict[str, object]) -> Conditioned:
    return Conditioned.model_validate(
        {
            "id": "one",
            "observation": "ob1",
            "statistic": statistic,
            "error": error,
            "floor": 1e-6,
            "says": "so",
            "source": "a diary",
        }
    )


def test_within_the_range_all_fit_alike_and_one_error_beyond_it_is_still_shown() -> None:
    found = of_amount(np.array([2.0, 3.0, 5.0, 5.0 + 5.0]), 2.0, 5.0, 3.0, 4.0)  # error 5
    assert found.tolist() == pytest.approx([1.0, 1.0, 1.0, SHOWN])
    assert of_report(np.array([True, False]), 0.1, 0.5).tolist() == pytest.approx([1.0, 0.55])
    assert of_factor(np.array([20.0, 10.0, 0.0, np.nan]), 20.0, 60.0, 0.6, 0.8).tolist() == (
        pytest.approx([1.0, np.exp(-0.5 * np.log(2.0) ** 2), 0.0, 0.0])
    )


@settings(deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=30))
def test_days_weigh_as_they_do_where_runs_are_conditioned(days: list[int]) -> None:
    values = np.array([NEVER, *map(float, days)])
    window = {"from": "2001-05-01", "by": "2001-06-20"}
    statistic = {"kind": "first_day", "of": "a", "side": "b", "is": ["closed"], **window}
    error = {"kind": "days", "low": "2001-05-11", "high": "2001-05-15", "sd": 2, "discrepancy": 3}
    expected = likelihood(seen(statistic, {**error, "never": 0.2}), values, START)
    assert of_days(values, 10.0, 14.0, 2.0, 3.0, 0.2) == pytest.approx(
        np.maximum(expected, 1e-6), abs=1e-6
    )


@settings(deadline=None)
@given(st.lists(st.floats(0.1, 1e4), min_size=1, max_size=30))
def test_numbers_weigh_as_they_do_where_runs_are_conditioned(numbers: list[float]) -> None:
    statistic = {"kind": "series_change", "series": "x", "from": "2001-05-01", "to": "2001-05-11"}
    error = {"kind": "factor", "low": 107, "high": 130, "log_sd": 0.5, "discrepancy": 0.7}
    expected = likelihood(seen(statistic, error), np.array(numbers), START)
    assert of_factor(np.array(numbers), 107, 130, 0.5, 0.7) == pytest.approx(expected, abs=1e-6)


def test_all_byproducts_together_are_the_product_campaign_by_campaign() -> None:
    kernels = np.array([[1.0, 0.5], [0.2, 0.5], [1.0, 1.0]])
    draws, weights = joint(kernels, np.array([0, 0, 1]))
    assert draws.tolist() == [0, 1]
    assert weights.tolist() == pytest.approx([0.3, 1.0])


def test_a_reading_against_itself_has_a_ratio_of_exactly_one() -> None:
    weights = np.random.default_rng(1).random(M)
    found = ratio((DRAW, weights), (DRAW, weights))
    assert (found.value, found.low, found.high) == (1.0, 1.0, 1.0)


def test_ratios_turn_round_with_their_intervals() -> None:
    rng = np.random.default_rng(2)
    a, b = rng.random(M), 3.0 * rng.random(M)
    one, other = ratio((DRAW, a), (DRAW, b)), ratio((DRAW, b), (DRAW, a))
    assert one.value is not None
    assert other.value == pytest.approx(1.0 / one.value)
    assert one.low == pytest.approx(1.0 / other.high, rel=0.02)  # type: ignore[operator]


def test_draws_that_only_one_arm_has_do_not_count() -> None:
    a = np.ones(M)
    b = np.where(DRAW < 100, 0.5, 9.0)
    found = ratio((DRAW[:100], a[:100]), (DRAW, b))
    assert (found.value, found.draws) == (2.0, 100)


def test_too_few_campaigns_near_what_was_seen_is_an_answer() -> None:
    few = np.where(DRAW < MIN_RUNS - 1, 1.0, 0.0)
    found = ratio((DRAW, np.ones(M)), (DRAW, few))
    assert (found.value, found.low, found.high) == (None, None, None)
    assert found.effective == pytest.approx(MIN_RUNS - 1)
    assert ratio((DRAW, np.ones(M)), (DRAW, np.zeros(M))).value is None
    assert effective(np.zeros(3)) == 0.0


@pytest.mark.statistical
def test_the_interval_covers_the_ratio_of_many_draws() -> None:
    # 200 samples of 200 draws with a known ratio of means 2; nominal 95 %, four standard errors are 6.2 points.
    rng = np.random.default_rng(3)
    inside = 0
    for _ in range(200):
        luck = rng.gamma(2.0, 1.0, M)
        found = ratio((DRAW, 2.0 * luck * rng.random(M)), (DRAW, luck * rng.random(M)))
        assert found.low is not None
        assert found.high is not None
        inside += found.low <= 2.0 <= found.high
    assert inside / 200 == pytest.approx(0.95, abs=0.062)
