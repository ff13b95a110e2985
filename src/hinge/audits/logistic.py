"""Logistic regression around a prior: each coefficient starts from a stated value with a stated weight.

b maximises log likelihood - sum_j weight_j (b_j - centre_j)^2 / 2. A weight is one
over the variance of a normal prior. The steps use a bound on the curvature, x'x / 4,
instead of the curvature itself: each is cheap and none overshoots (Boehning and
Lindsay 1988).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

STEPS = 5000
CLOSE = 1e-9
MOST_BEND = 0.25  # of p (1 - p)
FURTHEST = 30.0  # log odds beyond which chances no longer differ


def chances(odds: Floats) -> Floats:
    """Return 1 / (1 + exp(-odds))."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -FURTHEST, FURTHEST))))


def log_odds(chance: Floats) -> Floats:
    """Return ln(p / (1 - p)) for chances off 0 and 1."""
    return np.asarray(np.log(chance / (1.0 - chance)))


def fit(x: Floats, y: Floats, centre: Floats, weight: Floats) -> Floats:
    """Return the coefficients (P,) for features ``x`` (n, P) and outcomes ``y`` (n,), 0 or 1."""
    inverse = np.linalg.inv(x.T @ x * MOST_BEND + np.diag(weight))
    b = centre.copy()
    for _ in range(STEPS):
        step = inverse @ (x.T @ (y - chances(x @ b)) - weight * (b - centre))
        b = b + step
        if np.abs(step).max() < CLOSE:
            break
    return b


def free_parameters(x: Floats, b: Floats, weight: Floats) -> float:
    """Return the effective number of parameters: what the data decide, not the prior."""
    p = chances(x @ b)
    seen = (x * (p * (1.0 - p))[:, None]).T @ x
    return float(np.trace(np.linalg.solve(seen + np.diag(weight), seen)))
