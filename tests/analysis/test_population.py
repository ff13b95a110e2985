"""Population Monte Carlo finds the posterior that can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from calibrating.straight_line import TARGETS, posterior, shown
from hinge.analysis.fit import agreement
from hinge.analysis.population import (
    Layer,
    effective,
    from_prior,
    kernel,
    log_density,
    log_prior,
    log_ratio,
    moved,
    tolerance,
    weights_of,
)


def test_the_density_of_one_centre_is_the_normal_density() -> None:
    around = kernel(np.array([[1.0], [1.0]]), 1.0)
    at = np.array([[1.0], [1.001]])
    log_normal = -0.5 * ((at - 1.0) / around.factor[0, 0]) ** 2 - np.log(around.factor[0, 0])
    assert np.allclose(log_density(around, at), log_normal[:, 0])


def test_what_is_drawn_around_centres_has_their_mean_and_covariance() -> None:
    rng = np.random.default_rng(1)
    z = rng.standard_normal((4000, 2)) @ np.array([[1.0, 0.6], [0.0, 0.8]]) + 2.0
    found = moved(kernel(z, 400.0), 40_000, rng)
    assert np.allclose(found.mean(axis=0), z.mean(axis=0), atol=0.03)
    assert np.allclose(np.cov(found.T), np.cov(z.T), atol=0.05)


def test_draws_of_the_prior_alone_all_weigh_one() -> None:
    prior = np.array([[1.0, 0.4], [0.4, 1.0]])
    z = from_prior(100, prior, np.random.default_rng(2))
    assert np.allclose(log_ratio((Layer(100),), z, prior), 0.0)
    halved = log_ratio((Layer(100, None, 0.5),), z, prior)
    assert np.allclose(halved, np.log(0.5))  # all of the density on half of the space


def test_no_weight_exceeds_what_the_draws_from_the_prior_leave_room_for() -> None:
    rng = np.random.default_rng(3)
    prior = np.eye(2)
    around = kernel(rng.standard_normal((50, 2)) * 0.1, 50.0)
    z = rng.standard_normal((1000, 2))
    ratio = log_ratio((Layer(100), Layer(300, around)), z, prior)
    assert ratio.max() <= np.log(4.0) + 1e-12


def test_the_prior_of_independent_parameters_is_the_product_of_normals() -> None:
    z = np.array([[0.3, -1.2]])
    assert log_prior(z, np.eye(2))[0] == pytest.approx(-0.5 * (0.09 + 1.44))


def test_equal_weights_are_all_effective_and_one_alone_is_one() -> None:
    assert effective(np.full(7, 0.2)) == pytest.approx(7.0)
    assert effective(np.array([0.0, 3.0, 0.0])) == pytest.approx(1.0)
    assert weights_of(np.array([0.0, -np.inf])) == pytest.approx([1.0, 0.0])


def test_the_tolerance_is_one_where_enough_draws_are_effective_and_never_rises() -> None:
    logs = -0.5 * np.linspace(-5.0, 5.0, 101) ** 2

    def at(widen: float) -> np.ndarray:
        return logs / widen**2

    assert tolerance(at, 10.0) == 1.0
    found = tolerance(at, 60.0)
    assert effective(weights_of(at(found))) == pytest.approx(60.0, rel=1e-4)
    assert tolerance(at, 60.0, 1.2) == 1.2
    assert found < tolerance(at, 80.0)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_layers_together_recover_mean_and_spread_of_a_known_posterior(seed: int) -> None:
    rng = np.random.default_rng(seed)
    prior = np.eye(3)
    z = from_prior(2000, prior, rng)
    seen = shown(z, 4, rng)
    layers: tuple[Layer, ...] = (Layer(2000),)
    for _ in range(2):
        weights = weights_of(log_ratio(layers, z, prior) + agreement(TARGETS, seen))
        taken = rng.choice(z.shape[0], 512, p=weights)
        around = kernel(z[taken], effective(weights))
        more = moved(around, 2000, rng)
        z, seen = np.concatenate([z, more]), np.concatenate([seen, shown(more, 4, rng)])
        layers = (*layers, Layer(2000, around))
    weights = weights_of(log_ratio(layers, z, prior) + agreement(TARGETS, seen))
    mean, covariance = posterior()
    size = effective(weights)
    assert size > 1500.0
    sds = np.sqrt(np.diag(covariance))
    off = weights @ z - mean
    assert np.all(np.abs(off) < 4.0 * sds / np.sqrt(size))  # 4 errors: 1 seed in 5000 may fail
    spread = (weights * (z - weights @ z).T) @ (z - weights @ z)
    assert np.allclose(np.diag(spread), np.diag(covariance), rtol=4.0 * np.sqrt(2.0 / size))


def test_a_posterior_weighed_as_if_all_came_from_the_prior_is_too_narrow() -> None:
    rng = np.random.default_rng(4)
    around = kernel(rng.standard_normal((512, 3)) * 0.5, 512.0)
    z = moved(around, 4000, rng)
    right = weights_of(log_ratio((Layer(4000, around),), z, np.eye(3)))
    wrong = np.full(4000, 1.0 / 4000)
    assert right @ (z[:, 0] ** 2) > 1.3 * (wrong @ (z[:, 0] ** 2))
