"""Logistic regression around a prior: each coefficient starts from a stated value with a stated weight.

b maximises log likelihood - sum_j weight_j (b_j - centre_j)^2 / 2, found by
Newton's method. A weight is one over the variance of a normal prior.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STEPS = 40
CLOSE = 1e-10
LARGEST_STEP = 3.0
FURTHEST = 30.0  # log odds beyond which chances no longer differ


def chances(odds: Floats) -> Floats:
    """Return 1 / (1 + exp(-odds))."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -FURTHEST, FURTHEST))))


def log_odds(chance: Floats) -> Floats:
    """Return ln(p / (1 - p)) for chances off 0 and 1."""
    return np.asarray(np.log(chance / (1.0 - chance)))


def fit(x: Floats, y: Floats, centre: Floats, weight: Floats) -> Floats:
    """Return the coefficients (P,) for features ``x`` (n, P) and outcomes ``y`` (n,), 0 or 1."""
    b = centre.copy()
    for _ in range(STEPS):
        p = chances(x @ b)
        slope = x.T @ (y - p) - weight * (b - centre)
        bend = (x * (p * (1.0 - p))[:, None]).T @ x + np.diag(weight)
        step = np.clip(np.linalg.solve(bend, slope), -LARGEST_STEP, LARGEST_STEP)
        b = b + step
        if np.abs(step).max() < CLOSE:
            break
    return b


def free_parameters(x: Floats, b: Floats, weight: Floats) -> float:
    """Return the effective number of parameters: what the data decide, not the prior."""
    p = chances(x @ b)
    seen = (x * (p * (1.0 - p))[:, None]).T @ x
    return float(np.trace(np.linalg.solve(seen + np.diag(weight), seen)))
