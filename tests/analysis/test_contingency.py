"""Causes that are enough each, needed both, at odds, or idle: counted by hand."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge.analysis.contingency import shares_of_causes, taken_together
from hinge.errors import TooFewRuns

DRAWS = 64


def world(rule: Callable[..., object], n: int, draws: int = DRAWS):
    """Every subset of n causes taken away from the same draws; ``rule`` of who is still there."""
    rows = [[bool(rule(*(not w >> j & 1 for j in range(n))))] * draws for w in range(1 << n)]
    return np.array(rows), np.arange(draws)


def shapley(rule: Callable[..., object], n: int) -> list[float]:
    ends, draw = world(rule, n)
    values, whole = shares_of_causes(ends.astype(float), draw)
    assert sum(value.value for value in values) == pytest.approx(whole.value)
    return [value.value for value in values]


def by_others(found) -> dict[tuple[int, ...], float]:
    return {one.others: one.share.share for one in found}


def test_two_causes_each_enough_are_needed_by_nobody_and_share_the_credit() -> None:
    ends, draw = world(lambda a, b: a or b, 2)
    found = taken_together(ends, draw)
    for j, other in ((0, 1), (1, 0)):
        cause = found.causes[j]
        assert cause.alone.shared_necessity.share == 0.0
        assert cause.alone.necessity.most.value == 0.0
        assert cause.some.share == 1.0
        assert by_others(cause.contingencies) == {(): 0.0, (other,): 1.0}
    assert by_others(found.least) == {(0, 1): 1.0}
    assert shapley(lambda a, b: a or b, 2) == [0.5, 0.5]


def test_two_causes_needed_both_are_each_needed_alone() -> None:
    ends, draw = world(lambda a, b: a and b, 2)
    found = taken_together(ends, draw)
    for cause in found.causes:
        assert cause.alone.shared_necessity.share == 1.0
        # With the other gone there is nothing left to lose.
        assert sorted(by_others(cause.contingencies).values()) == [0.0, 1.0]
    assert by_others(found.least) == {(0,): 1.0, (1,): 1.0}
    assert shapley(lambda a, b: a and b, 2) == [0.5, 0.5]


def test_causes_that_undo_each_other_are_each_needed_and_come_to_nothing() -> None:
    ends, draw = world(lambda a, b: a == b, 2)  # as things are: both there
    found = taken_together(ends, draw)
    assert [cause.alone.shared_necessity.share for cause in found.causes] == [1.0, 1.0]
    assert by_others(found.least) == {(0,): 1.0, (1,): 1.0}
    assert shapley(lambda a, b: a == b, 2) == [0.0, 0.0]


def test_an_outcome_that_did_not_come_about_has_no_causes_to_name() -> None:
    ends, draw = world(lambda a, b: a != b, 2)
    found = taken_together(ends, draw)
    assert [cause.some for cause in found.causes] == [None, None]
    assert [cause.instead.share for cause in found.causes] == [1.0, 1.0]  # but each kept it away
    assert found.least == ()
    assert shapley(lambda a, b: a != b, 2) == [0.0, 0.0]


def test_an_idle_cause_gets_nothing_and_has_no_contingency() -> None:
    ends, draw = world(lambda a, b, _idle: a or b, 3)
    found = taken_together(ends, draw)
    assert [cause.some.share for cause in found.causes] == [1.0, 1.0, 0.0]
    assert set(by_others(found.causes[2].contingencies).values()) == {0.0}
    assert shapley(lambda a, b, _idle: a or b, 3) == pytest.approx([0.5, 0.5, 0.0])


def test_two_of_three_are_enough() -> None:
    # Taking one away changes nothing, any two are a least set, and the thirds are equal.
    ends, draw = world(lambda *there: sum(there) >= 2, 3)
    found = taken_together(ends, draw)
    assert by_others(found.least) == {(0, 1): 1.0, (0, 2): 1.0, (1, 2): 1.0}
    assert by_others(found.causes[0].contingencies) == {(): 0, (1,): 1, (2,): 1, (1, 2): 0}
    assert shapley(lambda *there: sum(there) >= 2, 3) == pytest.approx([1 / 3] * 3)


def test_one_veto_and_two_helpers_as_in_the_textbook() -> None:
    # a with b or c: Shapley values 2/3, 1/6, 1/6.
    assert shapley(lambda a, b, c: a and (b or c), 3) == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    ends, draw = world(lambda a, b, c: a and (b or c), 3)
    assert by_others(taken_together(ends, draw).least) == {(0,): 1.0, (1, 2): 1.0}


def test_what_comes_back_when_more_is_taken_away_does_not_count_as_unmoved() -> None:
    # Without b it goes, without b and a it is back, without all three it is gone: {b} explains it.
    gone = [{1}, {0, 1, 2}]
    ends, draw = world(lambda *there: {j for j in range(3) if not there[j]} not in gone, 3)
    found = taken_together(ends, draw)
    assert by_others(found.least) == {(1,): 1.0}
    assert [cause.some.share for cause in found.causes] == [0.0, 1.0, 0.0]


def test_replications_of_different_kinds_are_counted_apart() -> None:
    # In 32 draws either is enough, in 32 only the first counts.
    either, draw = world(lambda a, b: a or b, 2)
    first, _ = world(lambda a, _b: a, 2)
    ends = np.where(draw < 32, either, first)
    found = taken_together(ends, draw)
    assert by_others(found.least) == {(0,): 0.5, (0, 1): 0.5}
    assert [cause.alone.shared_necessity.share for cause in found.causes] == [0.5, 0.0]
    assert [cause.some.share for cause in found.causes] == [1.0, 0.5]
    values, whole = shares_of_causes(ends.astype(float), draw)
    assert [value.value for value in values] == pytest.approx([0.75, 0.25])
    assert values[0].low < 0.75 < values[0].high
    assert whole == type(whole)(1.0, 1.0, 1.0)


def test_luck_that_falls_otherwise_turns_as_many_one_way_as_the_other() -> None:
    # Y is a coin of its own in each arm: nothing is shared, and nothing is a cause.
    rng = np.random.default_rng(5)
    draw = np.repeat(np.arange(1000), 4)
    found = taken_together(rng.random((4, draw.size)) < 0.5, draw).causes[0]
    assert found.alone.shared_necessity.share == pytest.approx(0.5, abs=0.04)
    assert found.instead.share == pytest.approx(0.5, abs=0.04)
    assert found.alone.necessity.least.value < 0.08


def test_a_number_is_shared_out_too() -> None:
    # 10 from the first, 4 from the second, 6 only from both: the joint part is halved.
    amounts = np.array([20.0, 4.0, 10.0, 0.0])[:, None] + np.zeros((4, DRAWS))
    values, whole = shares_of_causes(amounts, np.arange(DRAWS))
    assert [value.value for value in values] == [13.0, 7.0]
    assert whole.value == 20.0


@given(st.lists(st.booleans(), min_size=16, max_size=16))
def test_a_cause_has_a_contingency_exactly_where_it_is_in_a_least_set(table) -> None:
    ends = np.repeat(np.array([[True], *[[y] for y in table[1:]]]), DRAWS, axis=1)
    found = taken_together(ends, np.arange(DRAWS))
    inside = {j for one in found.least for j in one.others}
    assert [cause.some.share for cause in found.causes] == [float(j in inside) for j in range(4)]
    values, whole = shares_of_causes(ends.astype(float), np.arange(DRAWS))
    assert sum(value.value for value in values) == pytest.approx(whole.value)


def test_in_conditioned_arms_a_draw_weighs_as_many_times_as_it_has_campaigns() -> None:
    # Draw 0 has 10 campaigns, with 4 unless a cause is taken away; 100 draws have one, with nothing.
    draw = np.concatenate([np.zeros(10, int), np.arange(1, 101)])
    ends = np.zeros((4, draw.size))
    ends[0, draw == 0] = 4.0
    weighted, _ = shares_of_causes(ends, draw, conditioned=True)
    plain, _ = shares_of_causes(ends, draw)
    assert weighted[0].value == pytest.approx(2.0 * 10 / 110)
    assert plain[0].value == pytest.approx(2.0 / 101)
    with pytest.raises(TooFewRuns, match="too few"):
        shares_of_causes(ends[:, :30], draw[:30], conditioned=True)


def test_arms_that_are_not_all_subsets_and_too_few_draws_are_refused() -> None:
    with pytest.raises(ValueError, match="not all subsets"):
        taken_together(np.ones((3, DRAWS), bool), np.arange(DRAWS))
    with pytest.raises(ValueError, match="32 arms"):
        taken_together(np.ones((32, DRAWS), bool), np.arange(DRAWS))
    with pytest.raises(TooFewRuns, match="49 runs are too few"):
        shares_of_causes(np.ones((4, 49)), np.arange(49))
