"""Planted sets: what is drawn, what is left out, and where a planted value lies in its posterior."""

import numpy as np
import pytest
from scipy.stats import norm

from hinge.analysis.fit import Target, agreement
from hinge.analysis.planted_sets import (
    NONE,
    Planted,
    effective_members,
    place,
    place_in_pool,
    plant,
    plant_members,
    told_of,
)
from hinge.errors import InputError, TooFewRuns
from pools import LINE_TARGETS, TARGETS, line, line_posterior, pool

THETA, SHOWN = pool(300, 1)


def test_members_are_planted_once_each_with_a_campaign_of_their_own() -> None:
    sets = plant_members(THETA, SHOWN, TARGETS, 200, 3)
    assert np.unique(sets.member).size == 200
    assert (sets.truth == THETA[sets.member]).all()
    own = (sets.shown[:, None, :] == SHOWN[sets.member]).all(axis=2)
    assert own.any(axis=1).all()
    assert own[:, 0].mean() == pytest.approx(0.5, abs=0.15)  # either replicate


def test_a_pool_must_be_larger_than_what_is_planted() -> None:
    with pytest.raises(TooFewRuns, match="at least 301"):
        plant_members(THETA, SHOWN, TARGETS, 300, 3)


def test_a_count_of_nought_without_offset_is_refused() -> None:
    bare = (Target("killed", "count", 20.0, 0.3, 0.2),)
    with pytest.raises(InputError, match=r"killed: a campaign shows 0.*offset"):
        plant(np.zeros((2, 1)), np.array([[3.0], [0.0]]), bare, 1)


def test_the_weights_are_the_agreement_of_the_others_with_the_reports() -> None:
    sets = plant_members(THETA, SHOWN, TARGETS, 3, 5)
    found = place_in_pool(THETA, SHOWN, TARGETS, sets)
    for p, member in enumerate(sets.member):
        others = np.arange(300) != member
        told = told_of(TARGETS, sets.reports[p])
        weights = np.exp(agreement(told, SHOWN[others]))
        share = weights / weights.sum()
        assert found.below[p, :3] == pytest.approx(share @ (THETA[others] < THETA[member]))
        assert found.effective[p, 0] == pytest.approx(effective_members(weights))
        mean = share @ THETA[others]
        assert found.variance[p] == pytest.approx(share @ (THETA[others] - mean) ** 2)


def test_by_hand_two_members_of_which_one_agrees_twice_as_well() -> None:
    target = (Target("x", "amount", 0.0, 1.0, 0.0),)
    far = np.sqrt(2.0 * np.log(2.0))  # half the density of 0
    theta, shown = np.array([[1.0], [2.0], [9.0]]), np.array([[[0.0]], [[far]], [[0.0]]])
    sets = Planted(np.array([[1.5]]), np.array([[0.0]]), np.array([[0.0]]), np.array([2]))
    found = place_in_pool(theta, shown, target, sets)
    assert found.below[0, 0] == pytest.approx(2.0 / 3.0)
    assert found.effective[0, 0] == pytest.approx(9.0 / 5.0)
    assert found.variance[0, 0] == pytest.approx(2.0 / 9.0)
    assert found.below[0, 1] == pytest.approx(1.0 / 3.0)  # the second agrees less
    assert found.tied[0, 1] == pytest.approx(2.0 / 3.0)  # the first agrees as well


def test_where_no_member_has_weight_nothing_is_said() -> None:
    sets = Planted(np.zeros((1, 1)), np.zeros((1, 1)), np.zeros((1, 1)), np.array([NONE]))
    found = place(lambda _: (np.ones((4, 1)), np.zeros(4)), sets)
    assert (found.below[0, 0], found.effective[0, 0], found.variance[0, 0]) == (0.0, 0.0, 0.0)


@pytest.mark.statistical
def test_a_pool_finds_the_exact_posterior_of_a_linear_simulator() -> None:
    generator = np.random.default_rng(4)
    theta = generator.normal(size=(60_000, 2))
    shown = line(theta, 1, generator)
    sets = plant(theta[:5], shown[:5, 0], LINE_TARGETS, 6, np.arange(5))
    found = place_in_pool(theta, shown, LINE_TARGETS, sets)
    for p in range(5):
        draws, _ = line_posterior(40_000, generator)(sets.reports[p])
        exact = norm.cdf((sets.truth[p] - draws.mean(axis=0)) / draws.std(axis=0))
        off = (found.below[p, :2] - exact) * np.sqrt(found.effective[p, 0])
        assert np.abs(off).max() < 2.5  # errors of a share are at most half a unit
        assert found.variance[p] == pytest.approx(draws.var(axis=0), rel=0.2)
