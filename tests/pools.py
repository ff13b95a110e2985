"""Simulators that take no time, and pools made with them, for tests of calibrations."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.fit import Target

Floats = NDArray[np.float64]

NAMES = ("rate", "share", "idle")
TARGETS = (
    Target("killed", "count", 20.0, 0.3, 0.2, shift=-0.1, offset=1.0),
    Target("gained", "amount", 0.5, 0.15, 0.1),
    Target("besieged", "state", 1.0, 0.1, 0.05),
)


def prior(size: int, generator: np.random.Generator, narrow: float = 1.0) -> Floats:
    """Return rate, share and a parameter that moves nothing, (size, 3); ``narrow`` shrinks their ranges."""
    return 0.5 + narrow * (generator.random((size, 3)) - 0.5)


def simulate(theta: Floats, replicates: int, generator: np.random.Generator) -> Floats:
    """Return what campaigns show, (N, R, 3): a count, an amount and a state, none of them linear."""
    size = theta.shape[0]
    luck = generator.normal(size=(3, size, replicates))
    rate, share = theta[:, 0, None], theta[:, 1, None]
    killed = np.floor(np.exp(1.5 + 2.5 * rate + 0.2 * luck[0]))
    gained = np.sin(2.5 * share) * (0.3 + rate) + 0.1 * luck[1]
    besieged = (rate + share + 0.3 * luck[2] > 1.0).astype(float)
    return np.stack([killed, gained, besieged], axis=2)


def pool(
    size: int, seed: int, *, replicates: int = 2, narrow: float = 1.0
) -> tuple[Floats, Floats]:
    """Return theta (N, 3) and shown (N, R, 3)."""
    generator = np.random.default_rng(seed)
    theta = prior(size, generator, narrow)
    return theta, simulate(theta, replicates, generator)


LINE = np.array([[1.0, 0.5], [0.0, 1.0], [1.0, -1.0]])
LINE_TARGETS = tuple(Target(f"sum-{n}", "amount", 0.0, 0.6, 0.3) for n in range(3))


def line(theta: Floats, replicates: int, generator: np.random.Generator) -> Floats:
    """Return what a linear simulator with normal luck shows, (N, R, 3), of two normal parameters."""
    middle = theta @ LINE.T
    return middle[:, None, :] + 0.4 * generator.normal(size=(theta.shape[0], replicates, 3))


def line_posterior(
    size: int, generator: np.random.Generator
) -> Callable[[Floats], tuple[Floats, Floats]]:
    """Return the exact posterior of ``line`` under a standard normal prior, as draws with equal weights."""
    noise = np.diag([one.sd**2 + 0.4**2 for one in LINE_TARGETS])
    covariance = np.linalg.inv(np.eye(2) + LINE.T @ np.linalg.inv(noise) @ LINE)

    def posterior(reports: Floats) -> tuple[Floats, Floats]:
        middle = covariance @ LINE.T @ np.linalg.inv(noise) @ reports
        return generator.multivariate_normal(middle, covariance, size=size), np.ones(size)

    return posterior
