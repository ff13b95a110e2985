"""History matching keeps the parameters that were planted, as often as it says, and drops what is far off."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from calibrating.straight_line import LUCK, SLOPES, TARGETS, shown
from hinge.analysis.emulator import fitted, terms
from hinge.analysis.fit import Target, planted
from hinge.analysis.implausibility import (
    LIMIT,
    decisive,
    emulated,
    implausibility,
    plausible,
)


def emulator(seed: int = 1):
    rng = np.random.default_rng(seed)
    z = rng.standard_normal((1500, 3))
    return fitted(z, emulated(TARGETS, shown(z, 3, rng)))


def test_a_quadratic_has_one_term_for_each_square_and_each_pair() -> None:
    assert terms(np.zeros((4, 5))).shape == (4, 1 + 5 + 5 + 10)


def test_the_emulator_finds_a_plane_and_its_error_is_the_luck_of_one_campaign() -> None:
    found = emulator()
    z = np.random.default_rng(2).standard_normal((50, 3))
    assert np.allclose(found.mean(z), z @ SLOPES.T, atol=0.15)
    assert np.allclose(found.variance, LUCK**2, rtol=0.15)


def test_the_error_of_an_emulator_holds_what_it_cannot_see() -> None:
    rng = np.random.default_rng(3)
    z = rng.standard_normal((1500, 2))
    hidden = rng.standard_normal((1500, 1, 1))  # a parameter that is not among z
    seen = z[:, None, :1] + hidden + np.zeros((1500, 4, 1))
    assert fitted(z, seen).variance[0] == pytest.approx(1.0, rel=0.15)


def test_too_few_draws_for_an_emulator_are_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        fitted(np.zeros((4, 2)), np.zeros((4, 2, 1)))


def test_the_true_parameters_are_left_out_no_more_often_than_an_error_beyond_three_allows() -> None:
    rng = np.random.default_rng(5)
    found = emulator()
    truth = rng.standard_normal((3000, 3))
    campaign = shown(truth, 1, rng)[:, 0]
    dropped = 0
    for row in range(truth.shape[0]):
        reports = [
            replace(target, value=float(planted(target, campaign[row : row + 1, t], rng)[0]))
            for t, target in enumerate(TARGETS)
        ]
        dropped += not plausible(tuple(reports), (found,), truth[row : row + 1])[0]
    expected = 2 * 0.0027 * 3000  # two targets, normal errors: 16
    assert dropped < expected + 4.0 * np.sqrt(expected)  # 4 errors


def test_what_lies_far_from_the_report_is_left_out_and_what_agrees_is_kept() -> None:
    found = emulator()
    near = np.array([[1.0, -0.2, 0.0]])
    far = np.array([[9.0, 9.0, 0.0]])
    assert plausible(TARGETS, (found,), near)[0]
    assert not plausible(TARGETS, (found,), far)[0]
    assert not plausible(TARGETS, (found, found), far)[0]


def test_a_wider_error_never_makes_a_point_less_plausible() -> None:
    found = emulator()
    z = np.random.default_rng(6).standard_normal((200, 3)) * 3.0
    wider = tuple(replace(target, model_sd=2.0 * target.model_sd) for target in TARGETS)
    assert np.all(implausibility(wider, found, z) <= implausibility(TARGETS, found, z))


def test_of_many_targets_the_second_largest_counts_and_of_few_the_largest() -> None:
    assert decisive(np.array([[9.0, 1.0, 2.0]])).tolist() == [9.0]
    assert decisive(np.array([[9.0, 1.0, 2.0, 0.0]])).tolist() == [2.0]


def test_counts_of_nought_have_a_finite_logarithm_and_shift_counts() -> None:
    target = Target("dead", "count", 40.0, 0.5, 0.5, shift=-0.3)
    found = emulated((target,), np.zeros((1, 2, 1)))
    assert found[0, 0, 0] == pytest.approx(np.log(0.5) - 0.3)


def test_one_report_of_a_state_rules_nothing_out() -> None:
    rng = np.random.default_rng(7)
    z = rng.standard_normal((1000, 2))
    seen = (rng.random((1000, 4, 1)) < 0.3 + 0.2 * (z[:, None, :1] > 0.0)).astype(float)
    target = Target("closed", "state", 1.0, 0.05, 0.1)
    found = fitted(z, emulated((target,), seen))
    assert implausibility((target,), found, z).max() < LIMIT
