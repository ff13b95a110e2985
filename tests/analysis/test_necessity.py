"""Bounds of necessity and sufficiency: by hand, in their limits, and never crossed by paired campaigns."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge.analysis.necessity import necessity_bounds, needed, sufficiency_bounds
from hinge.errors import TooFewRuns

SHARES = st.floats(0.0, 1.0)


def test_the_textbook_case_has_the_textbook_bounds() -> None:
    assert necessity_bounds(0.6, 0.4) == pytest.approx((1 / 3, 1.0))
    assert sufficiency_bounds(0.6, 0.4) == pytest.approx((1 / 3, 1.0))


def test_bounds_by_hand_where_both_ends_bind() -> None:
    # Y in 90 of 100 with X, 60 without: at least 30 of the 90 needed it, at most 40.
    assert necessity_bounds(0.9, 0.6) == pytest.approx((1 / 3, 4 / 9))
    # of the 40 without Y at least 30 would have had it with X, and at most all of them
    assert sufficiency_bounds(0.9, 0.6) == pytest.approx((0.75, 1.0))
    assert sufficiency_bounds(0.2, 0.1) == pytest.approx((1 / 9, 2 / 9))


def test_the_limits_are_what_words_say() -> None:
    assert necessity_bounds(0.7, 0.0) == (1.0, 1.0)  # never without X: X was needed
    assert sufficiency_bounds(1.0, 0.3) == (1.0, 1.0)  # always with X: X is enough
    assert necessity_bounds(0.5, 0.8)[0] == 0.0  # more often without X: perhaps not at all
    assert necessity_bounds(0.5, 1.0) == (0.0, 0.0)  # always without X: not needed
    assert sufficiency_bounds(0.0, 0.4) == (0.0, 0.0)  # never with X: not enough
    assert necessity_bounds(0.0, 0.4) == (0.0, 1.0)  # nothing to explain: anything may be


@given(SHARES, SHARES)
def test_bounds_are_ordered_shares(p1: float, p0: float) -> None:
    for low, high in (necessity_bounds(p1, p0), sufficiency_bounds(p1, p0)):
        assert 0.0 <= low <= high + 1e-12
        assert high <= 1.0


@given(SHARES, SHARES)
def test_sufficiency_is_the_necessity_of_the_absence_for_the_absence(p1: float, p0: float) -> None:
    if p0 < 1.0:
        mirrored = (max(0.0, (p1 - p0) / (1.0 - p0)), min(1.0, p1 / (1.0 - p0)))
        assert sufficiency_bounds(p1, p0) == pytest.approx(mirrored, abs=1e-9)


@given(st.integers(0, 2**32 - 1), SHARES, SHARES, st.floats(-1.0, 1.0))
def test_what_shared_chance_shows_lies_inside_the_bounds_for_any_coupling(
    seed: int, p1: float, p0: float, coupling: float
) -> None:
    random = np.random.default_rng(seed)
    luck = random.random(400)
    other = np.where(random.random(400) < abs(coupling), luck, random.random(400))
    with_, without = luck < p1, (other if coupling > 0 else 1 - other) < p0
    found = needed(with_, without, np.arange(400))
    for shared, bounds in (
        (found.shared_necessity, found.necessity),
        (found.shared_sufficiency, found.sufficiency),
    ):
        if shared is not None:
            assert bounds is not None
            assert bounds.least.value - 1e-12 <= shared.share <= bounds.most.value + 1e-12
            assert bounds.least.low <= bounds.least.value <= bounds.least.high
            assert bounds.most.low <= bounds.most.value <= bounds.most.high


def test_comonotone_twins_give_the_lower_bound_and_opposed_ones_the_upper() -> None:
    rank = np.arange(100)
    with_ = rank < 60
    alike, opposed = needed(with_, rank < 40, rank), needed(with_, rank >= 60, rank)
    assert alike.shared_necessity is not None
    assert opposed.shared_necessity is not None
    assert alike.shared_necessity.share == pytest.approx(1 / 3)
    assert opposed.shared_necessity.share == 1.0
    assert alike.necessity == opposed.necessity


def test_twins_without_shared_luck_give_a_value_between_the_bounds() -> None:
    # Luck with and without X independent: 60 of 100 with it, 40 of 100 without, in every pairing.
    one, other = np.divmod(np.arange(100), 10)
    found = needed(one < 6, other < 4, np.arange(100))
    assert found.shared_necessity is not None
    assert found.shared_sufficiency is not None
    assert found.shared_necessity.share == pytest.approx(0.6)
    assert found.shared_sufficiency.share == pytest.approx(0.6)


def test_intervals_narrow_with_more_draws_and_hold_the_bounds() -> None:
    def width(n: int) -> float:
        rank = np.arange(n)
        found = needed(rank < 0.6 * n, rank < 0.4 * n, rank).necessity
        assert found is not None
        return found.least.high - found.least.low

    assert width(1000) < width(100)


def test_nothing_to_explain_has_no_bounds() -> None:
    never, always = np.zeros(60, dtype=bool), np.ones(60, dtype=bool)
    draw = np.arange(60)
    assert needed(never, always, draw).necessity is None
    assert needed(always, always, draw).sufficiency is None
    both = needed(always, never, draw)
    assert both.necessity is not None
    assert (both.necessity.least.value, both.necessity.most.value) == (1.0, 1.0)
    assert needed(never, never, draw).shared_necessity is None


def test_few_campaigns_with_the_outcome_have_no_shared_value_and_few_in_all_are_refused() -> None:
    rank = np.arange(100)
    assert needed(rank < 49, rank < 10, rank).shared_necessity is None
    assert needed(rank < 50, rank < 10, rank).shared_necessity is not None
    with pytest.raises(TooFewRuns):
        needed(rank[:49] < 9, rank[:49] < 9, rank[:49])


def test_copies_of_few_campaigns_count_as_the_few() -> None:
    # 600 conditioned campaigns come from 60 particles, each of a draw of its own.
    ancestor = np.arange(600) // 10
    never, always = np.zeros(600, bool), np.ones(600, bool)
    found = needed(always, never, np.arange(600), ancestor)
    assert found.with_.n_effective == pytest.approx(60.0)
    assert found.shared_necessity is not None
    assert found.shared_necessity.n_effective == pytest.approx(60.0)
    some = np.arange(600) < 400  # 40 particles: too few to say what was needed there
    assert needed(some, never, np.arange(600), ancestor).shared_necessity is None
