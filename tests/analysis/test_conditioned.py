"""Copies of one campaign count as one, and a draw weighs as many times as it has campaigns."""

import math

import numpy as np
import pytest
import xarray as xr

from hinge.analysis.counterfactual import contrast, match, mean_difference
from hinge.analysis.course import Course
from hinge.analysis.intervals import mean_interval, weighted_interval, wilson
from hinge.analysis.odds import distinct, odds
from hinge.ensemble.lineage import effective_number
from hinge.errors import StoreError, TooFewRuns


def arm(name: str, ancestor: np.ndarray | None, draw: np.ndarray) -> Course:
    coords = {"replication": np.arange(draw.size), "draw": ("replication", draw), "day": [0, 1]}
    if ancestor is not None:
        coords["ancestor"] = ("replication", ancestor)
    return Course(xr.Dataset(coords=coords, attrs={"start": "2001-05-01"}), name)


def test_the_effective_number_is_that_of_the_store() -> None:
    groups = np.random.default_rng(1).integers(0, 40, 500)
    assert distinct(groups) == effective_number(groups)
    assert distinct(np.arange(500)) == 500


def test_four_copies_of_each_campaign_widen_the_interval_twofold() -> None:
    ancestor = np.repeat(np.arange(100), 4)
    holds = ancestor % 2 == 0
    found = odds(holds, ancestor, ancestor)
    assert found.n_effective == pytest.approx(100)
    assert (found.low, found.high) == pytest.approx(wilson(0.5, 100))


def test_families_bound_what_unlike_copies_could_carry() -> None:
    # Copies that went different ways after their common beginning: each draw holds half.
    ancestor = np.repeat(np.arange(100), 4)
    found = odds(np.tile([True, False], 200), ancestor, ancestor)
    assert found.n_effective == pytest.approx(100)
    assert odds(np.tile([True, False], 200), ancestor).n_effective == pytest.approx(400)


def test_families_of_one_draw_count_together_where_they_go_alike() -> None:
    draw = np.repeat(np.arange(60), 4)
    ancestor = draw * 64 + np.tile([0, 0, 1, 1], 60)
    alike = odds(draw % 2 == 0, draw, ancestor)
    assert alike.n_effective == pytest.approx(60, rel=0.02)
    same = odds(np.ones(240, dtype=bool), draw, ancestor)
    assert same.n_effective == pytest.approx(60)


def test_fewer_than_fifty_distinct_campaigns_carry_no_share() -> None:
    ancestor = np.repeat(np.arange(20), 30)
    with pytest.raises(TooFewRuns, match="distinct campaigns"):
        odds(ancestor % 2 == 0, ancestor, ancestor)


def test_equal_weights_give_the_plain_interval() -> None:
    values = np.random.default_rng(2).normal(size=80)
    plain, weighted = mean_interval(values), weighted_interval(values, np.full(80, 3.0))
    assert (weighted.value, weighted.low, weighted.high) == pytest.approx(
        (plain.value, plain.low, plain.high)
    )


def test_a_weighted_mean_is_hand_counted() -> None:
    found = weighted_interval(np.array([0.0, 1.0, 2.0]), np.array([2.0, 1.0, 1.0]))
    assert found.value == pytest.approx(0.75)
    with pytest.raises(TooFewRuns):
        weighted_interval(np.array([0.0, 1.0]), np.array([1000.0, 1.0]))


def test_an_effect_weighs_draws_by_their_campaigns() -> None:
    # 50 draws with three campaigns each meet the claim, 50 with one each do not.
    draw = np.repeat(np.arange(100), np.repeat([3, 1], 50))
    one, two = arm("x", draw * 64, draw), arm("y", draw * 64, draw)
    base = np.random.default_rng(3).random(draw.size)
    moved = base + np.where(draw < 50, 2.0, -1.0)
    pairs = match(one, two, moved, base)
    found = contrast(pairs, sign=1, smallest=0.5)
    assert found.share.share == pytest.approx(0.75)
    assert found.share.n_effective == pytest.approx(200**2 / (50 * 9 + 50))
    assert found.mean.value == pytest.approx(0.75 * 2.0 - 0.25)
    assert mean_difference(pairs) == found.mean
    assert found.spread is None
    assert math.isclose(found.opposite.share, 0.25)


def test_a_conditioned_arm_is_paired_with_another_such_arm_only() -> None:
    draw = np.arange(60)
    with pytest.raises(StoreError, match="cannot be paired"):
        match(arm("x", draw, draw), arm("y", None, draw), draw, draw)
