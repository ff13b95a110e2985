"""The breaking point is that of a grid search where the share is known, and none where none is near."""

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
import pytest

from hinge.analysis.breaking_point import (
    FARTHEST,
    STEP,
    Breaking,
    breaking_point,
    curve,
    first_beyond,
    points,
)
from hinge.analysis.given_data import Inputs
from hinge.analysis.steps import step_of

IDS = ("p.key", "p.idle")
NORMAL = NormalDist()


def share_at(z: float) -> float:
    """The known share: it falls with the assumption, and is about a half at its median."""
    return 1.0 / (1.0 + math.exp(0.2 + 1.1 * z))


def searched(known: Callable[[float], float], share: float) -> float | None:
    """The nearest point of a grid at which a known share lies in another step."""
    grid = np.arange(-1645, 1646) / 1000
    far = [z for z in grid if step_of(known(float(z))) != step_of(share)]
    return min(far, key=abs, default=None)


def found_in(y: np.ndarray, x: np.ndarray, names: tuple[str, ...]) -> Breaking | None:
    return breaking_point(y, Inputs.of(x, IDS), names, float(y.mean()))


def drawn(draws: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Values of both assumptions, lognormal, and the normal score of the first."""
    z = np.random.default_rng(seed).standard_normal((draws, 2))
    return np.exp(0.5 * z), z[:, 0]


def test_it_is_the_point_of_a_grid_search_where_the_share_is_known() -> None:
    x, z = drawn(8192, 1)
    y = np.array([share_at(one) for one in z])
    found = found_in(y, x, IDS[:1])
    wanted = searched(share_at, float(y.mean()))
    assert found is not None
    assert wanted is not None
    assert (found.direction == "falls") == (wanted < 0)
    assert found.distance == pytest.approx(abs(wanted), abs=STEP)
    assert found.step == step_of(share_at(wanted))
    assert found.value == pytest.approx(math.exp(0.5 * wanted), rel=0.05)
    assert found.median == pytest.approx(1.0, abs=0.05)
    assert found.quantile == pytest.approx(NORMAL.cdf(wanted), abs=0.03)


def test_with_luck_it_lies_beyond_that_of_the_grid_and_not_far() -> None:
    x, z = drawn(512, 2)
    chance = np.array([share_at(one) for one in z])
    y = (np.random.default_rng(3).random((512, 2)) < chance[:, None]).mean(axis=1)
    found = found_in(y, x, IDS[:1])
    wanted = searched(share_at, 0.45)
    assert found is not None
    assert wanted is not None
    assert -2 * STEP <= found.distance - abs(wanted) <= 0.8
    assert step_of(found.low) == step_of(found.high) or found.low > 0.335 or found.high < 0.665


def test_there_is_none_where_no_credible_change_moves_a_step() -> None:
    x, z = drawn(2048, 4)
    assert found_in(0.5 + 0.02 * np.tanh(z), x, IDS[:1]) is None
    assert found_in(np.full(2048, 0.5), x, IDS) is None


def test_the_nearest_of_several_is_taken() -> None:
    x, z = drawn(4096, 5)
    both = 0.5 + 0.24 * np.tanh(3 * z) + 0.2 * np.tanh(2 * np.log(x[:, 1]) / 0.5)
    one, other = (found_in(both, x, (name,)) for name in IDS)
    first = found_in(both, x, IDS)
    assert one is not None
    assert other is not None
    assert first == one
    assert one.distance < other.distance


def test_the_opposite_claim_breaks_at_the_same_point() -> None:
    x, z = drawn(1024, 6)
    y = np.array([share_at(one) for one in z])
    one, other = found_in(y, x, IDS[:1]), found_in(1.0 - y, x, IDS[:1])
    assert one is not None
    assert other is not None
    assert (one.direction, one.distance) == (other.direction, other.distance)


def test_points_lie_between_the_5th_and_the_95th_percentile() -> None:
    z = points()
    assert 0.0 in z
    assert np.diff(z) == pytest.approx(STEP)
    assert FARTHEST - STEP < z[-1] <= FARTHEST
    assert z[0] == -z[-1]


def test_a_straight_share_is_drawn_without_error_at_both_ends_too() -> None:
    u = (np.arange(400) + 0.5) / 400
    value, half = curve(u, 0.2 + 0.6 * u, np.ones(400), np.array([0.05, 0.5, 0.95]), 0.95)
    assert value == pytest.approx([0.23, 0.5, 0.77], abs=1e-9)
    assert half == pytest.approx(0.0, abs=1e-3)


def test_the_first_point_beyond_is_the_one_nearest_to_the_median() -> None:
    z = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])
    low = np.array([0.7, 0.6, 0.4, 0.4, 0.2])
    assert first_beyond(z, low, low + 0.05, 2) == 0
    assert first_beyond(z, low, low + 0.3, 2) == 0
    assert first_beyond(z, low, np.array([0.9, 0.9, 0.9, 0.3, 0.3]), 2) == 3
    assert first_beyond(z, np.full(5, 0.4), np.full(5, 0.5), 2) is None


@pytest.mark.statistical
def test_intervals_of_the_curve_hold_the_share_in_93_of_100_seeds() -> None:
    # Drawn at 98.75 %; near the ends a few are lost to the bend of the curve. 200 seeds.
    held = np.zeros(3)
    at = np.array([0.1, 0.5, 0.9])
    true = np.array([share_at(NORMAL.inv_cdf(q)) for q in at])
    for seed in range(200):
        _, z = drawn(512, 100 + seed)
        chance = np.array([share_at(one) for one in z])
        y = (np.random.default_rng(seed).random((512, 2)) < chance[:, None]).mean(axis=1)
        u = (np.argsort(np.argsort(z)) + 0.5) / 512
        value, half = curve(u, y, np.ones(512), at, 0.9875)
        held += np.abs(value - true) <= half
    assert np.all(held >= 186)
