"""Laws are scored on what they foretell, with errors of the pool, and few reports prefer none."""

import math

import numpy as np
import pytest
from scipy.stats import norm

from hinge.analysis.fit import Target
from hinge.analysis.law_results import LEAD
from hinge.analysis.laws import LawPool, law_scores

EARLY, LATE = (Target(name, "amount", value, 0.6, 0.8) for name, value in (("e", 1.0), ("l", 2.0)))
TWO = (EARLY, LATE)
HELD = np.array([False, True])


def made(law: str, slope: float, size: int = 4000, seed: int = 1) -> LawPool:
    """Campaigns whose later amount is ``slope`` times the earlier one, a standard normal."""
    early = np.random.default_rng(seed).normal(size=(size, 1))
    return LawPool(law, np.stack([early, slope * early], axis=2), 1.0 + early[:, 0])


def test_by_hand_the_log_score_is_that_of_the_weighted_mixture() -> None:
    shown = np.array([[[1.0, 2.0]], [[3.0, 0.0]]])
    found = law_scores([LawPool("a", shown, np.array([1.0, 2.0]))], TWO, HELD).laws[0]
    near, far = math.exp(0.0), math.exp(-2.0)  # the report 1 about 1 and 3, error 1
    told = (near * norm.pdf(0.0) + far * norm.pdf(2.0)) / (near + far)
    assert found.log_score == pytest.approx(math.log(told))
    assert found.each == pytest.approx([math.log(told)])
    assert found.effective == pytest.approx((near + far) ** 2 / (near**2 + far**2))
    assert found.rate == 1.0


def test_the_score_of_normal_campaigns_is_the_exact_one() -> None:
    found = law_scores([made("a", 2.0, 20_000)], TWO, HELD).laws[0]
    middle, spread = 0.5, 0.5  # posterior of a standard normal after a report of 1, error 1
    exact = norm(2.0 * middle, math.sqrt(4.0 * spread + 1.0))
    assert found.log_score == pytest.approx(exact.logpdf(2.0), abs=0.03)
    z = (2.0 - exact.mean()) / exact.std()
    crps = exact.std() * (z * (2.0 * norm.cdf(z) - 1.0) + 2.0 * norm.pdf(z) - 1 / math.sqrt(np.pi))
    assert found.crps[0] == pytest.approx(crps, abs=0.03)
    assert found.rate == pytest.approx(1.0 + middle, abs=0.02)


def test_campaigns_carry_what_they_showed_earlier_into_what_they_show_later() -> None:
    # With replicates of one member that differ, the one that fitted has to foretell.
    shown = np.array([[[1.0, 2.0], [9.0, 9.0]]])
    told = law_scores([LawPool("a", shown, np.ones(1))], TWO, HELD).laws[0]
    assert told.log_score == pytest.approx(norm.logpdf(0.0), abs=1e-9)


def test_a_law_that_foretells_far_better_is_preferred() -> None:
    sharp = (EARLY, Target("l", "amount", 8.0, 0.6, 0.8))
    found = law_scores([made("flat", 0.0), made("steep", 3.0)], sharp, HELD)
    assert found.laws[0].law == "steep"
    assert found.leads[0].log_score[1] > LEAD
    assert found.leads[0].crps[0] < 0.0
    assert found.preferred == "steep"


def test_a_difference_within_reach_of_a_handful_of_reports_prefers_none() -> None:
    found = law_scores([made("flat", 0.5), made("steep", 1.5)], TWO, HELD)
    value, low, high = found.leads[0].log_score
    assert 0.0 < low <= value <= high < LEAD
    assert found.preferred == ""


def test_a_law_leads_its_own_double_by_nothing() -> None:
    found = law_scores([made("a", 1.0), made("b", 1.0)], TWO, HELD)
    assert found.leads[0].log_score == (0.0, 0.0, 0.0)
    assert found.preferred == ""


def test_a_small_pool_has_a_wide_interval() -> None:
    wide, narrow = (
        law_scores([made("a", 0.5, size), made("b", 1.5, size)], TWO, HELD).leads[0].log_score
        for size in (100, 10_000)
    )
    assert wide[2] - wide[1] > 4.0 * (narrow[2] - narrow[1])


def test_of_a_state_the_squared_error_is_the_score() -> None:
    state = Target("s", "state", 1.0, 0.1, 0.0)
    shown = np.array([[[1.0, 1.0]], [[1.0, 0.0]]])
    found = law_scores([LawPool("a", shown, np.ones(2))], (EARLY, state), HELD).laws[0]
    assert found.crps[0] == pytest.approx(0.25)  # a chance of (0.9 + 0.1) / 2
    assert found.log_score == pytest.approx(math.log(0.5))


def test_something_must_be_kept_and_something_held_out() -> None:
    for held in (np.array([True, True]), np.array([False, False])):
        with pytest.raises(ValueError, match="held out"):
            law_scores([made("a", 1.0, 10)], TWO, held)
    with pytest.raises(ValueError, match="one size"):
        law_scores([made("a", 1.0, 10), made("b", 1.0, 20)], TWO, HELD)


def test_reports_far_from_all_campaigns_still_tell_which_is_nearest() -> None:
    shown = np.array([[[60.0, 2.0]], [[61.0, 9.0]]])  # exp(-59^2 / 2) alone would be 0
    told = law_scores([LawPool("a", shown, np.ones(2))], TWO, HELD).laws[0]
    assert told.log_score == pytest.approx(norm.logpdf(0.0), abs=1e-9)
    assert told.effective == pytest.approx(1.0)
