"""The fact that would move a verdict most is found, with its worth; luck alone has none."""

import numpy as np
import pytest

from hinge.analysis.given_data import Inputs
from hinge.analysis.information import best_fact, worth

DRAWS, PARAMETERS = 512, 60
IDS = tuple(f"p{i:02d}.x" for i in range(PARAMETERS))


def planted(seed: int, slope: float = 0.8) -> tuple[np.ndarray, np.ndarray]:
    """Parameters, and shares of two runs with a chance of 0.5 + slope * (p07 - 0.5)."""
    rng = np.random.default_rng(seed)
    x = rng.random((DRAWS, PARAMETERS))
    chance = 0.5 + slope * (x[:, 7] - 0.5)
    return x, (rng.random((DRAWS, 2)) < chance[:, None]).mean(axis=1)


def test_the_planted_fact_is_named_with_its_expected_movement() -> None:
    x, y = planted(1)
    fact = best_fact(y, Inputs.of(x, IDS))
    assert fact is not None
    assert fact.parameter == "p07.x"
    assert fact.movement.low < 0.2 < fact.movement.high  # the mean of |0.8 * (u - 0.5)|
    assert fact.movement.value == pytest.approx(0.2, abs=0.04)
    assert fact.p == pytest.approx(1 / 200)
    # The step is left where |0.8 * (u - 0.5)| > 0.165: with a chance of 0.5875.
    assert fact.word_changes == pytest.approx(0.5875, abs=0.15)


def test_without_luck_the_movement_is_exact() -> None:
    u = (np.arange(2000) + 0.5) / 2000
    x = np.stack([u, np.random.default_rng(2).permutation(u)], axis=1)
    fact = best_fact(0.5 + 0.4 * np.cos(np.pi * u), Inputs.of(x, ("p.key", "p.idle")))
    assert fact is not None
    assert fact.movement.value == pytest.approx(0.4 * 2 / np.pi, abs=0.005)
    # |0.4 cos(pi u)| > 0.165 for u below 0.3645 and above 0.6355.
    assert fact.word_changes == pytest.approx(0.729, abs=0.06)


def test_a_fact_that_matters_in_the_middle_is_found_too() -> None:
    x, _ = planted(3)
    rng = np.random.default_rng(4)
    chance = np.where(np.abs(x[:, 9] - 0.5) < 0.2, 0.9, 0.3)
    y = (rng.random((DRAWS, 2)) < chance[:, None]).mean(axis=1)
    fact = best_fact(y, Inputs.of(x, IDS))
    assert fact is not None
    assert fact.parameter == "p09.x"


def test_luck_is_taken_off_the_movement_of_what_does_not_matter() -> None:
    x, y = planted(5)
    moved, changes, p = worth(y, Inputs.of(x, IDS))
    idle = np.delete(moved, 7)
    assert np.median(idle) < 0.01
    assert np.all(moved >= 0.0)
    assert np.median(np.delete(changes, 7)) == 0.0
    assert p.argmin() == 7


def test_no_fact_is_named_where_nothing_matters_or_varies() -> None:
    rng = np.random.default_rng(6)
    inputs = Inputs.of(rng.random((DRAWS, PARAMETERS)), IDS)
    assert best_fact(rng.integers(0, 3, DRAWS) / 2, inputs) is None
    assert best_fact(np.ones(DRAWS), inputs) is None


def test_the_opposite_claim_has_the_same_fact() -> None:
    x, y = planted(7)
    one, other = best_fact(y, Inputs.of(x, IDS)), best_fact(1.0 - y, Inputs.of(x, IDS))
    assert one is not None
    assert other is not None
    assert one.parameter == other.parameter
    assert one.movement.value == pytest.approx(other.movement.value)


def test_equal_weights_change_nothing() -> None:
    x, y = planted(8)
    inputs = Inputs.of(x, IDS)
    assert best_fact(y, inputs) == best_fact(y, inputs, weight=np.full(DRAWS, 2.0))


@pytest.mark.statistical
def test_a_fact_is_named_where_nothing_matters_in_5_of_100_seeds() -> None:
    # 200 trials at 5 %: three standard errors are 4.6 points.
    rng = np.random.default_rng(9)
    named = sum(
        best_fact(
            rng.integers(0, 3, DRAWS) / 2, Inputs.of(rng.random((DRAWS, 20)), IDS[:20]), resamples=2
        )
        is not None
        for _ in range(200)
    )
    assert named / 200 <= 0.05 + 0.046


@pytest.mark.statistical
def test_the_interval_of_the_movement_holds_the_truth_in_90_of_100_seeds() -> None:
    # Named after it was found the largest, and with its luck taken off only on average.
    held = 0
    for seed in range(100):
        x, y = planted(300 + seed)
        fact = best_fact(y, Inputs.of(x, IDS))
        held += fact is not None and fact.movement.low <= 0.2 <= fact.movement.high
    assert held >= 90
