"""Bounds from arms and cases together: sharp where nothing is confounded, and never without the truth."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinge.analysis.intervals import wilson
from hinge.analysis.necessity import necessity_bounds, sufficiency_bounds
from hinge.analysis.necessity_observed import (
    Cases,
    _ends,
    both_least,
    both_most,
    combined,
    necessity_least,
    necessity_most,
    shares,
    sufficiency_least,
    sufficiency_most,
)
from hinge.analysis.odds import Odds

WEIGHTS = st.lists(st.integers(0, 20), min_size=8, max_size=8).filter(lambda w: sum(w) > 0)


def odds(share: float, n: int = 1000) -> Odds:
    low, high = wilson(share, n)
    return Odds(share, low, high, n, round(share * n), n, float(n))


def test_the_bounds_by_hand() -> None:
    # Of 100 cases 30 had both, 10 the cause alone, 20 the outcome alone, 40 neither; arms 0.6, 0.4.
    # PN: (0.5 - 0.4) / 0.3 = 1/3 to (0.6 - 0.4) / 0.3 = 2/3. PS: (0.6 - 0.5) / 0.4 to (0.6 - 0.3) / 0.4.
    # PNS: max(0.2, 0.1, 0.1) to min(0.6, 0.6, 0.7, 0.2 + 0.3).
    s = shares(0.6, 0.4, Cases(30, 10, 20, 40))
    assert (necessity_least(s), necessity_most(s)) == pytest.approx((1 / 3, 2 / 3))
    assert (sufficiency_least(s), sufficiency_most(s)) == pytest.approx((0.25, 0.75))
    assert (both_least(s), both_most(s)) == pytest.approx((0.2, 0.5))


@settings(deadline=None)
@given(WEIGHTS)
def test_they_hold_the_truth_of_any_confounded_world(weights: list[int]) -> None:
    # A world: how many cases are of each kind (Y with X, Y without X), among those with X and
    # those without. Who gets X may depend on the kind in any way: that is confounding.
    n = sum(weights)
    world = np.array(weights).reshape(2, 2, 2)  # x, y1, y0
    p1, p0 = world[:, 1, :].sum() / n, world[:, :, 1].sum() / n
    cases = Cases(
        int(world[1, 1, :].sum()),
        int(world[1, 0, :].sum()),
        int(world[0, :, 1].sum()),
        int(world[0, :, 0].sum()),
    )
    s = shares(p1, p0, cases)
    tiny = 1e-9
    pns = world[:, 1, 0].sum() / n
    assert both_least(s) - tiny <= pns <= both_most(s) + tiny
    if cases.both:
        pn = world[1, 1, 0] / cases.both
        assert necessity_least(s) - tiny <= pn <= necessity_most(s) + tiny
    if cases.neither:
        ps = world[0, 1, 0] / cases.neither
        assert sufficiency_least(s) - tiny <= ps <= sufficiency_most(s) + tiny
    # Never wider than what the arms alone say of all cases.
    assert both_least(s) >= max(0.0, p1 - p0) - tiny
    assert both_most(s) <= min(p1, 1.0 - p0) + tiny
    assert not combined(odds(p1), odds(p0), cases).contradiction


@settings(deadline=None)
@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95), st.floats(0.1, 0.9))
def test_without_confounding_cases_add_nothing_to_what_the_arms_say(
    p1: float, p0: float, x: float
) -> None:
    s = (p1, p0, x * p1, (1 - x) * p0, (1 - x) * (1 - p0))
    assert (necessity_least(s), necessity_most(s)) == pytest.approx(
        necessity_bounds(p1, p0), abs=1e-9
    )
    assert (sufficiency_least(s), sufficiency_most(s)) == pytest.approx(
        sufficiency_bounds(p1, p0), abs=1e-9
    )


def test_each_bound_is_reached_by_some_world() -> None:
    # With the cause 30 cases of Y and 10 without; without it 20 and 40. Of the 30, ``needed`` would
    # not have had Y without the cause; 30 of the 60 without it would have had Y with it.
    s = shares(0.6, 0.4, Cases(30, 10, 20, 40))
    for needed, bound in ((10, necessity_least(s)), (20, necessity_most(s))):
        anyway, only_without = (
            30 - needed,
            needed - 10,
        )  # of those with the cause: Y in both; only without
        assert 0 <= only_without <= 10
        assert (anyway + only_without + 20) / 100 == pytest.approx(0.4)  # the arm without the cause
        assert needed / 30 == pytest.approx(bound)


def test_intervals_hold_the_bounds_and_narrow_with_more_cases() -> None:
    few = combined(odds(0.6), odds(0.4), Cases(3, 1, 2, 4)).necessity
    many = combined(odds(0.6), odds(0.4), Cases(300, 100, 200, 400)).necessity
    assert few is not None
    assert many is not None
    for bounds in (few, many):
        assert bounds.least.low <= bounds.least.value <= bounds.least.high
        assert bounds.most.low <= bounds.most.value <= bounds.most.high
        assert bounds.most.value == pytest.approx(2 / 3)
    assert many.most.high - many.most.low < few.most.high - few.most.low


def test_arms_and_cases_that_leave_no_room_for_each_other_are_called_so() -> None:
    # In 900 of 1,000 cases cause and outcome went together; the arm with the cause shows it in 0.2.
    found = combined(odds(0.2), odds(0.1), Cases(900, 20, 30, 50))
    assert found.contradiction
    assert found.necessity is found.sufficiency is found.both is None


def test_nothing_to_explain_has_no_bounds_and_no_cases_are_refused() -> None:
    found = combined(odds(0.5), odds(0.5), Cases(0, 10, 10, 0))
    assert found.necessity is None
    assert found.sufficiency is None
    assert found.both is not None
    with pytest.raises(ValueError, match="no cases"):
        combined(odds(0.5), odds(0.5), Cases(0, 0, 0, 0))


def test_the_ends_of_the_bounds_of_both_hold_every_value_within_the_box() -> None:
    # P(y) - p0 and p1 - P(y) pull P(y) in opposite directions, so that their largest is least inside.
    arms, cases = (odds(0.6), odds(0.45)), Cases(9, 6, 6, 9)
    found = combined(*arms, cases).both
    assert found is not None
    ends = _ends(*arms, cases)
    generator = np.random.default_rng(1)
    for _ in range(2000):
        s = tuple(float(generator.uniform(*end)) for end in ends)
        assert found.least.low <= both_least(s) <= found.least.high
        assert found.most.low <= both_most(s) <= found.most.high
