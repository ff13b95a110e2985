"""Population Monte Carlo: particles that move towards the parameters under which reports were likely.

Weights are importance weights. A particle z of the first generation comes from the
prior; one of a later generation from a density q around the particles of the last:

    w(z) ~ prior(z) / q(z) * mean over replicates of the likelihood
    q = (1 - d) sum_j W_j N(z; m + a (z_j - m), h^2 S) + d prior,   a^2 + h^2 = 1

with the particles' shares W, their mean m and covariance S. The mean over replicates is
an unbiased estimate of the likelihood, so the weights are exact however few
replicates there are (Andrieu and Roberts 2009); few make them uneven. The likelihood
is the stated error of reports and model, widened by a tolerance that falls to 1: in
the last generation the error itself is the kernel, and the particles are exact draws
under it (Wilkinson 2013), up to their number.

Departure: Beaumont and others (2009) move particles by a kernel of covariance 2 S. In
twenty dimensions that leaves one particle in hundreds effective. Centres that are
drawn in towards the mean, so that q has the particles' own covariance, do not (West
1993); h is the rule of thumb for their effective number. The part d from the prior
bounds the weights (Hesterberg 1995).
Assumption 1: the prior of the active parameters on their own scale is normal with
mean 0 and the covariance given (1 on the diagonal).
Assumption 2: parts of the prior that are left out as implausible have no weight.
Redrawing a proposal that falls there divides q by one number everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

WIDEST = 64.0
"""Tolerance beyond which no kernel is sought: all particles weigh alike by then."""

ROWS = 256
"""Points whose distances from all centres are held at once."""

HALVINGS = 40
"""Steps in which the tolerance is found, to a part in a million."""


DEFENSIVE = 0.1
"""Share of proposals from the prior itself: no weight exceeds ten times that of a prior draw."""


@dataclass(frozen=True)
class Kernel:
    """Centres (N, A) with shares W (N,), and the Cholesky factors (A, A) of moves and of the prior."""

    centre: Array
    share: Array
    factor: Array
    prior: Array


def kernel(z: Array, weights: Array, covariance: Array) -> Kernel:
    """Return q around particles (N, A) with weights (N,); ``covariance`` (A, A) of the prior."""
    share = weights / weights.sum()
    size, dimensions = effective(share), z.shape[1]
    h = min(1.0, (4.0 / ((dimensions + 2.0) * size)) ** (1.0 / (dimensions + 4.0)))
    mean = share @ z
    off = z - mean
    spread = (off * share[:, None]).T @ off
    spread += 1e-6 * np.eye(dimensions)  # particles that all agree in one parameter
    centre = mean + math.sqrt(1.0 - h * h) * off
    return Kernel(
        centre, share, h * np.linalg.cholesky(spread), np.linalg.cholesky(covariance)
    )


def moved(around: Kernel, number: int, generator: np.random.Generator) -> Array:
    """Return proposals (number, A) drawn from q."""
    size, dimensions = around.centre.shape
    parent = generator.choice(size, size=number, p=around.share)
    steps = generator.standard_normal((number, dimensions))
    fresh = generator.random(number) < DEFENSIVE
    near = around.centre[parent] + steps @ around.factor.T
    return np.where(fresh[:, None], steps @ around.prior.T, near)


def log_density(around: Kernel, z: Array) -> Array:
    """Return the log of q at points (n, A), up to the constant that ``log_prior`` leaves out too."""
    inverse = np.linalg.inv(around.factor)
    here, there = z @ inverse.T, around.centre @ inverse.T
    with np.errstate(divide="ignore"):
        share = np.log(around.share) - np.log(np.diag(around.factor)).sum()
    near = np.empty(z.shape[0])
    for first in range(0, z.shape[0], ROWS):
        part = slice(first, first + ROWS)
        square = (here[part] ** 2).sum(axis=1)[:, None] + (there**2).sum(axis=1)
        apart = np.maximum(square - 2.0 * here[part] @ there.T, 0.0)
        near[part] = _log_sum(share - 0.5 * apart)
    white = np.linalg.solve(around.prior, z.T)
    fresh = -0.5 * (white * white).sum(axis=0) - np.log(np.diag(around.prior)).sum()
    found: Array = np.logaddexp(
        math.log(1.0 - DEFENSIVE) + near, math.log(DEFENSIVE) + fresh
    )
    return found


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


def tolerance(logs_at: Callable[[float], Array], share: float, widest: float) -> float:
    """Return the smallest tolerance of 1 or more at which ``share`` of the particles are effective.

    ``logs_at``: gives the log weights (N,) at a tolerance; not more than ``widest`` is
    returned, so that the tolerance never rises from one generation to the next.
    """
    def enough(widen: float) -> bool:
        logs: Array = logs_at(widen)
        if not np.isfinite(logs.max()):
            return False
        return effective(weights_of(logs)) >= share * logs.size

    if enough(1.0):
        return 1.0
    low, high = 1.0, min(widest, WIDEST)
    if not enough(high):
        return high
    for _ in range(HALVINGS):
        middle = math.sqrt(low * high)
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _log_sum(logs: Array) -> Array:
    """Return the log of the sum of exponentials over the last axis."""
    top = logs.max(axis=1)
    found: Array = top + np.log(np.exp(logs - top[:, None]).sum(axis=1))
    return found
