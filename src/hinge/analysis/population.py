"""Population Monte Carlo: draws that move towards the parameters under which reports were likely.

Draws come in layers g: the waves of history matching, drawn from what was left of the
prior, and generations, drawn from densities around the best of all draws before,

    q_g = sum_j N(z; m + a (z_j - m), h^2 S) / J,   a^2 + h^2 = 1

with J centres resampled by weight, their mean m and covariance S. All layers together
are one sample, weighed as drawn from their mixture (Veach and Guibas 1995; Cornuet and
others 2012 for adaptive layers):

    w(z) ~ prior(z) / sum_g (n_g / n) q_g(z) * mean over replicates of the likelihood

The mean over replicates is an unbiased estimate of the likelihood, so the weights are
exact however few replicates there are (Andrieu and Roberts 2009). The likelihood is the
stated error of reports and model. While few draws are effective it is widened by a
tolerance to find the next q; the tolerance falls to 1, and under the last weights the
error itself is the kernel, so that they are exact under it (Wilkinson 2013).

Departure: Beaumont and others (2009) weigh each generation by itself and move particles
by a kernel of covariance 2 S. In twenty dimensions that leaves one particle in hundreds
effective. Centres drawn in towards their mean, so that q has their own covariance, do
not (West 1993); h is the rule of thumb for their number. The waves in the mixture
bound every weight.
Assumption 1: the prior of the active parameters on their own scale is normal with
mean 0 and the covariance given (1 on the diagonal).
Assumption 2: parts of the prior that are left out as implausible have no weight.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

WIDEST = 64.0
"""Tolerance beyond which no kernel is sought: all draws weigh alike by then."""

ROWS = 512
"""Points whose distances from all centres are held at once."""

HALVINGS = 40
"""Steps in which the tolerance is found, to a part in a million."""

FLAT = 1e-6
"""Variance added to every parameter, should all centres agree in one."""


@dataclass(frozen=True)
class Kernel:
    """Centres (J, A) of equal share, and the Cholesky factor (A, A) of moves."""

    centre: Array
    factor: Array


@dataclass(frozen=True)
class Layer:
    """How ``size`` draws were made: around centres, or from the prior (``kernel`` None).

    ``mass``: share of that density where draws were allowed, 1 where they were everywhere.
    """

    size: int
    kernel: Kernel | None = None
    mass: float = 1.0


def kernel(z: Array, effective_size: float) -> Kernel:
    """Return q around equally weighted centres (J, A) that count for ``effective_size`` draws."""
    dimensions = z.shape[1]
    h = (4.0 / ((dimensions + 2.0) * max(effective_size, 1.0))) ** (1.0 / (dimensions + 4.0))
    h = min(1.0, h)
    mean = z.mean(axis=0)
    off = z - mean
    spread = off.T @ off / z.shape[0] + FLAT * np.eye(dimensions)
    centre: Array = mean + math.sqrt(1.0 - h * h) * off
    return Kernel(centre, h * np.linalg.cholesky(spread))


def moved(around: Kernel, number: int, generator: np.random.Generator) -> Array:
    """Return points (number, A) drawn from q."""
    size, dimensions = around.centre.shape
    parent = generator.integers(0, size, number)
    steps = generator.standard_normal((number, dimensions))
    found: Array = around.centre[parent] + steps @ around.factor.T
    return found


def log_density(around: Kernel, z: Array) -> Array:
    """Return the log of q at points (n, A), less that of (2 pi)^(-A / 2)."""
    inverse = np.linalg.inv(around.factor)
    here, there = z @ inverse.T, around.centre @ inverse.T
    found = np.empty(z.shape[0])
    for first in range(0, z.shape[0], ROWS):
        part = slice(first, first + ROWS)
        square = (here[part] ** 2).sum(axis=1)[:, None] + (there**2).sum(axis=1)
        apart = np.maximum(square - 2.0 * here[part] @ there.T, 0.0)
        nearest = apart.min(axis=1)
        near = np.exp(-0.5 * (apart - nearest[:, None])).mean(axis=1)
        found[part] = np.log(near) - 0.5 * nearest
    return np.asarray(found - np.log(np.diag(around.factor)).sum(), dtype=np.float64)


def log_prior(z: Array, covariance: Array) -> Array:
    """Return the log density of points (n, A) under the normal prior, less that of (2 pi)^(-A / 2)."""
    factor = np.linalg.cholesky(covariance)
    white = np.linalg.solve(factor, z.T)
    found: Array = -0.5 * (white * white).sum(axis=0) - np.log(np.diag(factor)).sum()
    return found


def from_prior(number: int, covariance: Array, generator: np.random.Generator) -> Array:
    """Return points (number, A) drawn from the normal prior."""
    factor = np.linalg.cholesky(covariance)
    found: Array = generator.standard_normal((number, covariance.shape[0])) @ factor.T
    return found


def log_ratio(layers: tuple[Layer, ...], z: Array, covariance: Array) -> Array:
    """Return the log of prior over mixture at points (n, A) that every layer could have drawn."""
    prior = log_prior(z, covariance)
    total = sum(layer.size for layer in layers)
    mixture = np.full(z.shape[0], -np.inf)
    for layer in layers:
        own = prior if layer.kernel is None else log_density(layer.kernel, z)
        mixture = np.logaddexp(mixture, own + math.log(layer.size / (total * layer.mass)))
    ratio: Array = prior - mixture
    return ratio


def weights_of(logs: Array) -> Array:
    """Return weights (N,) with sum 1 from their logs; equal where none is finite."""
    top = logs.max()
    if not math.isfinite(top):
        return np.full(logs.size, 1.0 / logs.size)
    found = np.exp(logs - top)
    shares: Array = found / found.sum()
    return shares


def effective(weights: Array) -> float:
    """Return the effective sample size of weights (N,) (Kish 1965)."""
    return float(weights.sum() ** 2 / (weights * weights).sum())


def tolerance(logs_at: Callable[[float], Array], wanted: float, widest: float = WIDEST) -> float:
    """Return the smallest tolerance of 1 or more at which ``wanted`` draws are effective.

    ``logs_at`` gives the log weights (N,) at a tolerance. No more than ``widest`` is
    returned, so that the tolerance never rises from one generation to the next.
    """

    def enough(widen: float) -> bool:
        logs = logs_at(widen)
        return bool(np.isfinite(logs.max())) and effective(weights_of(logs)) >= wanted

    if enough(1.0):
        return 1.0
    low, high = 1.0, widest
    if not enough(high):
        return high
    for _ in range(HALVINGS):
        middle = math.sqrt(low * high)
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high
