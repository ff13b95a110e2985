"""Scores of days by hand, and that they are best for the truth."""

import numpy as np
import pytest

from hinge.scoring.days import Told, by_family


def test_a_certain_forecast_is_off_by_its_days() -> None:
    told = Told(after=5, by=6)
    for day, off in ((6, 0.0), (9, 3.0), (2, 4.0)):
        came = (np.arange(1, 21) >= day).astype(float)
        assert told.score(came) == pytest.approx(off)


def test_days_on_which_the_record_does_not_tell_cost_nothing() -> None:
    told = Told(after=5, by=12)
    for day in (6, 9, 12):
        assert told.score((np.arange(1, 21) >= day).astype(float)) == 0.0
        assert told.off(day) == 0
    assert told.off(4) == -2
    assert told.off(15) == 3


def test_what_never_came_costs_the_days_to_the_last() -> None:
    assert Told(after=5, by=6).score(np.zeros(20)) == pytest.approx(15.0)


def test_two_families_by_hand() -> None:
    first, family = np.array([2, 4, 4, 5]), np.array([0, 0, 1, 1])
    by_day = by_family(first, family, 4)
    assert by_day.tolist() == [[0.0, 0.5, 0.5, 1.0], [0.0, 0.0, 0.0, 0.5]]
    told = Told(after=2, by=3)
    # Means 0, 0.25, 0.25, 0.75: 0.0625 + 0.5625 + 0.0625; variances of the means 0.0625 thrice.
    assert told.score(by_day.mean(axis=0)) == pytest.approx(0.6875)
    assert told.fair_score(by_day) == pytest.approx(0.6875 - 3 * 0.0625)


def test_no_other_chances_do_better_on_average_than_the_true_ones() -> None:
    # Exact expectation over the day of the truth, seen up to day 10 and known within 2 days.
    chance = np.array([0.05] * 10)  # a day each; half of the time never within the run
    true = np.cumsum(chance)

    def expected(told_by: np.ndarray) -> float:
        came = sum(p * Told(max(0, d - 2), d).score(told_by) for d, p in enumerate(chance, 1))
        return float(came + 0.5 * Told(10, 11).score(told_by))

    def expected_exact(told_by: np.ndarray) -> float:
        came = sum(p * Told(d - 1, d).score(told_by) for d, p in enumerate(chance, 1))
        return float(came + 0.5 * Told(10, 11).score(told_by))

    for other in (true * 0.6, np.minimum(1.0, true * 1.5), np.zeros(10), np.sqrt(true)):
        assert expected_exact(true) < expected_exact(other)
    assert expected(true) < expected(np.zeros(10))
