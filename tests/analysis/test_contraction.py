"""Contraction: the spread of what was learned against that of the prior."""

from __future__ import annotations

import numpy as np
import pytest

from hinge.analysis.contraction import contractions


def test_a_parameter_halved_in_spread_has_a_quarter_of_the_variance_and_half_the_width() -> None:
    rng = np.random.default_rng(1)
    z = rng.standard_normal((4000, 2)) * np.array([0.5, 1.0]) + np.array([1.0, 0.0])
    half, none = contractions(("half", "none"), z, np.ones(4000), rng)
    assert half.variance.value == pytest.approx(0.25, rel=0.08)
    assert half.width.value == pytest.approx(0.5, rel=0.05)
    assert half.shift.value == pytest.approx(1.0, abs=0.04)
    assert half.variance.low < 0.25 < half.variance.high
    assert half.learned
    assert none.variance.low < 1.0 < none.variance.high
    assert not none.learned


def test_weights_do_what_draws_in_that_number_would() -> None:
    rng = np.random.default_rng(2)
    z = rng.standard_normal((8000, 1))
    weights = np.exp(-0.5 * 3.0 * z[:, 0] ** 2)  # a report of error 1 / sqrt(3): variance 1/4
    (found,) = contractions(("one",), z, weights, rng)
    assert found.variance.value == pytest.approx(0.25, rel=0.08)
    assert found.width.value == pytest.approx(0.5, rel=0.05)


def test_weights_of_nought_change_nothing() -> None:
    rng = np.random.default_rng(3)
    z = rng.standard_normal((500, 1))
    more = np.concatenate([z, 50.0 + z])
    weights = np.concatenate([np.ones(500), np.zeros(500)])
    (alone,) = contractions(("one",), z, np.ones(500), np.random.default_rng(4))
    (beside,) = contractions(("one",), more, weights, np.random.default_rng(4))
    assert beside.variance.value == pytest.approx(alone.variance.value)
    assert beside.width.value == pytest.approx(alone.width.value)


@pytest.mark.statistical
def test_nothing_learned_is_called_learned_at_most_once_in_twenty_sets_of_parameters() -> None:
    names = tuple(f"p{number}" for number in range(10))
    called = 0
    for seed in range(100):
        rng = np.random.default_rng(100 + seed)
        found = contractions(names, rng.standard_normal((400, 10)), np.ones(400), rng)
        called += any(one.learned for one in found)
    assert called <= 14  # 5 expected at most; 14 is 4 errors above
