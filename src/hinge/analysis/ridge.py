"""Logistic regression with a ridge: chances learned from features, and relearned for resamples.

P(y = 1) = 1 / (1 + exp(-x b)), where b maximises the log likelihood minus
(ridge / 2) |b|^2. Newton's method (iteratively reweighted least squares) finds
it, each step halved until it gains: where outcomes are rare and features nearly
tell them apart, whole steps overshoot for ever. A resample takes one more Newton
step from there, with its own counts.

Assumed: features have one unit (mean 0, variance 1 over the sample), so that one
ridge fits all; it stands for a prior of normal coefficients of variance 1.
Sources: le Cessie and van Houwelingen (1992) for the ridge; Schucany and Wang
(1991) for the one-step bootstrap.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

RIDGE = 1.0
"""Ridge of the coefficients: a standardised feature rarely multiplies odds by more than seven."""

RIDGE_OF_LEVEL = 1e-3
"""Ridge of the intercept, which keeps it finite and moves it by nothing that counts."""

STEPS = 40
"""Most Newton steps; five or six do in most cases, and more where steps had to be halved."""

HALVINGS = 12
"""How often a step is halved at most; after so many it is too small to gain anything."""

LARGEST_STEP = 3.0
"""Most that one coefficient moves in a step, so that steps from far off do not overshoot."""

CLOSE = 1e-8
"""Coefficients that move less than this have arrived."""


@dataclass(frozen=True)
class Fit:
    """A fit to n rows: coefficients ``b`` (P,), the rows' features ``x`` (n, P), outcomes ``y``, chances ``p``."""

    b: Array
    x: Array
    y: Array
    p: Array


def design(features: Array) -> Array:
    """Return features (n, F) with one unit each and a leading 1, (n, 1 + those that vary)."""
    off = features - features.mean(axis=0)
    spread = features.std(axis=0)
    varies = spread > 1e-9 * np.maximum(np.abs(features).max(axis=0), np.finfo(np.float64).tiny)
    return np.column_stack([np.ones(features.shape[0]), off[:, varies] / spread[varies]])


def fit(x: Array, y: Array) -> Fit:
    """Fit outcomes ``y`` (n,), 0 or 1, to features ``x`` (n, P) with a leading 1."""
    ridge = _ridge(x.shape[1])
    level = np.clip(y.mean(), 1e-3, 1.0 - 1e-3)
    b = np.zeros(x.shape[1])
    b[0] = np.log(level / (1.0 - level))
    for _ in range(STEPS):
        p = chances(x @ b)
        slope = x.T @ (y - p) - ridge * b
        bend = (x * (p * (1.0 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.clip(np.linalg.solve(bend, slope), -LARGEST_STEP, LARGEST_STEP)
        step = _shortened(x, y, ridge, b, step)
        b = b + step
        if np.abs(step).max() < CLOSE:
            break
    return Fit(b, x, y, chances(x @ b))


def _shortened(x: Array, y: Array, ridge: Array, b: Array, step: Array) -> Array:
    """Return a step halved until the penalised likelihood does not fall; none where it never gains."""
    before = _fits(x, y, ridge, b)
    for _ in range(HALVINGS):
        if _fits(x, y, ridge, b + step) >= before:
            return step
        step = 0.5 * step
    return np.zeros_like(step)


def _fits(x: Array, y: Array, ridge: Array, b: Array) -> float:
    """Return the log likelihood of coefficients less their penalty."""
    odds = x @ b
    return float(y @ odds - np.logaddexp(0.0, odds).sum() - 0.5 * (ridge * b) @ b)


def refit(whole: Fit, counts: Array, new: Array) -> Array:
    """Return chances of new rows (k, P), (C, k), as learned when rows count ``counts`` (C, n) times."""
    size = whole.x.shape[1]
    ridge = _ridge(size)
    slope = counts @ (whole.x * (whole.y - whole.p)[:, None]) - ridge * whole.b  # (C, P)
    upper = np.triu_indices(size)
    weight = whole.p * (1.0 - whole.p)
    products = whole.x[:, upper[0]] * whole.x[:, upper[1]] * weight[:, None]  # (n, P(P+1)/2)
    bend = np.empty((counts.shape[0], size, size))
    bend[:, upper[0], upper[1]] = bend[:, upper[1], upper[0]] = counts @ products
    bend += np.diag(ridge)
    step = np.linalg.solve(bend, slope[:, :, None])[:, :, 0]
    b = whole.b + np.clip(step, -LARGEST_STEP, LARGEST_STEP)
    return chances(b @ new.T)


def chances(odds: Array) -> Array:
    """Return 1 / (1 + exp(-odds)), for log odds cut to where it differs from 0 and 1."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))))


def _ridge(size: int) -> Array:
    """Return the ridge of each coefficient, (P,), the intercept's first."""
    ridge = np.full(size, RIDGE)
    ridge[0] = RIDGE_OF_LEVEL
    return ridge
