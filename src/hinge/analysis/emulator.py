"""A quadratic emulator: what a campaign shows, predicted from the parameters, with an honest error.

    E f(z) = b0 + sum_j b_j z_j + sum_j c_j (z_j^2 - 1) / sqrt(2) + sum_{j<k} d_jk z_j z_k

fitted by least squares with a ridge on all but b0, which is chosen among a few
by cross-validation. ``z`` (N, A) are parameters on the scale on which their
priors are standard normal, so the terms have one size and do not overlap under
the prior.

The error is that of predicting one campaign that took no part in the fit (K-fold
cross-validation over draws). It holds what the emulator misses, what parameters
outside ``z`` do, and luck: the campaign that was reported had luck of its own and
one value of each parameter, so all of it belongs to the difference between a
report and E f (the ensemble variability of Andrianakis and others 2015).

Assumption 1: that error has the same size everywhere in the space of parameters.
Left out: bends beyond the quadratic; they enlarge the error, so that less is ruled out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

RIDGES = (1e-2, 1.0, 10.0, 100.0, 1000.0)
"""Penalties tried, in draws: with 100 a term is trusted by half where 100 draws speak for it."""

FOLDS = 8
"""Parts of the draws, each predicted once from the others."""


@dataclass(frozen=True)
class Emulator:
    """One emulator for each of T outputs: ``b`` (terms, T); ``variance`` (T,) of predicting one campaign."""

    b: Array
    variance: Array

    def mean(self, z: Array) -> Array:
        """Return predictions (n, T) for parameters (n, A)."""
        found: Array = terms(z) @ self.b
        return found


def terms(z: Array) -> Array:
    """Return the terms (n, 1 + 2 A + A (A - 1) / 2) of parameters (n, A)."""
    first, second = np.triu_indices(z.shape[1], 1)
    squares = (z * z - 1.0) / np.sqrt(2.0)
    return np.hstack([np.ones((z.shape[0], 1)), z, squares, z[:, first] * z[:, second]])


def fitted(z: Array, shown: Array) -> Emulator:
    """Fit an emulator to what draws (N, A) showed in their replicates, (N, R, T), all finite.

    ValueError with fewer draws than folds.
    """
    if z.shape[0] < 2 * FOLDS:
        raise ValueError(f"{z.shape[0]} draws are too few for {FOLDS} folds.")
    x = terms(z)
    y = shown.mean(axis=1)  # (N, T)
    luck = shown.var(axis=1).mean(axis=0)  # about each draw's own mean, (T,)
    errors = np.array([_predicted(x, y, ridge) for ridge in RIDGES])  # (ridges, T)
    best = errors.argmin(axis=0)
    b = np.empty((x.shape[1], y.shape[1]))
    for number in np.unique(best):
        chosen = best == number
        b[:, chosen] = _solve(x, y[:, chosen], RIDGES[number])
    return Emulator(b, errors.min(axis=0) + luck)


def _predicted(x: Array, y: Array, ridge: float) -> Array:
    """Return the mean squared error (T,) of predicting each draw's mean from the other folds."""
    fold = np.arange(x.shape[0]) % FOLDS
    off: Array = np.zeros(y.shape[1])
    for one in range(FOLDS):
        out = fold == one
        missed: Array = y[out] - x[out] @ _solve(x[~out], y[~out], ridge)
        off += (missed * missed).sum(axis=0)
    return np.asarray(off / x.shape[0], dtype=np.float64)


def _solve(x: Array, y: Array, ridge: float) -> Array:
    """Return the coefficients (terms, T) of y (n, T) on x (n, terms), the first of which is 1."""
    penalty = np.full(x.shape[1], ridge)
    penalty[0] = 0.0
    return np.asarray(np.linalg.solve(x.T @ x + np.diag(penalty), x.T @ y), dtype=np.float64)
