"""What shook a day is told apart by groups of shocks, and adds up to the news of the day."""

from dataclasses import replace
from math import isnan

import numpy as np
import pytest

from hinge.analysis.branching import gather
from hinge.analysis.examples.coin import Coin
from hinge.analysis.examples.switch import Switch
from hinge.analysis.examples.two_coins import TwoCoins
from hinge.analysis.examples.walk import Walk
from hinge.analysis.hinge_shares import rises_coupled
from hinge.analysis.shaken import _shapley, shaken

PATHS = np.arange(600)


def test_weights_of_two_groups_by_hand() -> None:
    # Orders ab and ba: a brings C(a) - C() in one and C(ab) - C(b) in the other.
    weights = _shapley([(), (0,), (1,), (0, 1)], 2)
    assert weights.tolist() == [[-0.5, 0.5, -0.5, 0.5], [-0.5, -0.5, 0.5, 0.5]]


def test_weights_of_three_groups_by_hand() -> None:
    subsets = [(), (0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2)]
    first = _shapley(subsets, 3)[0] * 6
    assert first == pytest.approx([-2, 2, -1, -1, 1, 1, -2, 2])


def test_two_coins_added_up_share_by_their_weights() -> None:
    found = shaken(TwoCoins(), PATHS, 4, 4, 8, outcome=1)  # 2 a + b: variances 4 and 1
    assert abs(found.value - [4.0, 1.0]).max() < 3.0 * found.error.max()
    assert found.value.sum() == pytest.approx(found.total)
    assert found.part == pytest.approx([0.8, 0.2], abs=0.05)


def test_two_coins_that_must_agree_share_evenly_though_neither_tells_anything_alone() -> None:
    found = shaken(TwoCoins(), PATHS, 4, 4, 8, outcome=2)
    told = dict(zip(found.subsets, found.told, strict=True))
    errors = dict(zip(found.subsets, found.told_error, strict=True))
    for alone in (("first coin",), ("second coin",)):
        assert abs(told[alone]) < 3.0 * errors[alone]
    assert told["first coin", "second coin"] == pytest.approx(0.25, abs=0.03)
    assert found.value == pytest.approx([0.125, 0.125], abs=0.02)


def test_a_coin_that_does_not_count_shakes_nothing() -> None:
    found = shaken(TwoCoins(), PATHS, 4, 4, 8, outcome=0)
    assert (found.value[1], found.error[1]) == (0.0, 0.0)
    assert found.value[0] == pytest.approx(found.total)


def test_shapley_values_add_up_to_the_news_of_the_day_on_the_same_branches() -> None:
    process = Switch(seed=3, days=12, day=5, size=6.0)
    found = shaken(process, PATHS, 5, 5, 6)
    rises = rises_coupled(gather(process, PATHS, [4, 5], 6).table(0))
    assert found.total == pytest.approx(rises[:, 1].mean())
    assert found.value.sum() == pytest.approx(found.total)
    assert found.value[1] > 20.0 * abs(found.value[0])


def test_days_that_belong_together_are_shaken_together() -> None:
    process = Switch(seed=3, days=12, day=5, size=6.0)
    found = shaken(process, PATHS, 4, 6, 6)
    rises = rises_coupled(gather(process, PATHS, [3, 6], 6).table(0))
    assert found.total == pytest.approx(rises[:, 1].mean())
    last = shaken(process, PATHS, 11, 12, 6)
    assert last.total == pytest.approx(
        rises_coupled(gather(process, PATHS, [10], 6).table(0))[:, 1].mean()
    )


def test_its_cost_is_told() -> None:
    found = shaken(TwoCoins(), np.arange(30), 4, 5, 3)
    assert found.days_run == 30 * (3 + 4 * 3 * 7)
    assert (found.paths, found.lines, found.first, found.last) == (30, 3, 4, 5)


def test_parts_of_nothing_are_not_given() -> None:
    found = shaken(TwoCoins(), PATHS, 2, 2, 4)
    assert found.total == 0.0
    assert all(isnan(part) for part in found.part)


def test_shocks_that_cannot_be_told_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be told apart"):
        shaken(replace(Walk(), shocks=()), PATHS, 4, 4, 4)
    with pytest.raises(ValueError, match="At most 5"):
        shaken(replace(Coin(), shocks=tuple("abcdef")), PATHS, 4, 4, 4)
    with pytest.raises(ValueError, match="two lines"):
        shaken(Coin(), PATHS, 4, 4, 1)
    with pytest.raises(ValueError, match="within the process"):
        shaken(Coin(), PATHS, 40, 41, 4)
