"""Errors by clusters: everything that shares a parameter draw goes in or out together.

An estimate is a function of means of per-path quantities. The delete-one
jackknife leaves each cluster out in turn; the spread of what is then found gives
the error of means, of ratios of means and of differences alike, with all that
they have in common.

The square of a mean is not the mean of squares: products of values of
*different* clusters estimate it without bias (Miller 1974 for the jackknife;
the pair estimator of nested designs for the square).
"""

from __future__ import annotations

import numpy as np

from hinge.analysis.process import Array, Ints
from hinge.errors import TooFewRuns

MIN_CLUSTERS = 20
"""Fewest clusters: an error found from n of them is itself known to within 1 / sqrt(2 (n - 1)), here 16 %."""


def clusters(draw: Ints, path: Ints) -> Ints:
    """Return the cluster (n,), 0 to c - 1, of each path: its draw, or the path where there is but one draw.

    TooFewRuns below ``MIN_CLUSTERS``.
    """
    key = draw if np.unique(draw).size > 1 else path
    row = np.asarray(np.unique(key, return_inverse=True)[1], dtype=np.int64)
    found = int(row.max()) + 1
    if found < MIN_CLUSTERS:
        raise TooFewRuns(
            "An error of a hinge share (counted in parameter draws, or in paths of a single draw)",
            found,
            MIN_CLUSTERS,
        )
    return row


def sums(values: Array, row: Ints, size: int) -> tuple[Array, Array]:
    """Return sums and numbers, (c, Q) each, of values (n, Q) by cluster (n,)."""
    total = np.zeros((size, values.shape[1]))
    np.add.at(total, row, values)
    count = np.bincount(row, minlength=size).astype(np.float64)
    return total, np.repeat(count[:, None], values.shape[1], axis=1)


def left_out(total: Array, count: Array) -> Array:
    """Return means (1 + c, Q) of sums and numbers (c, Q): of all, then with each cluster left out."""
    means = total.sum(axis=0) / count.sum(axis=0)
    without = (total.sum(axis=0) - total) / (count.sum(axis=0) - count)
    return np.concatenate([means[None], without])


def squared_mean(total: Array, count: Array) -> Array:
    """Return the squared mean (1 + c,), by products of different clusters, of sums and numbers (c,)."""
    all_products = np.concatenate([[total.sum()], total.sum() - total]) ** 2
    own_products = np.concatenate([[total @ total], total @ total - total**2])
    all_pairs = np.concatenate([[count.sum()], count.sum() - count]) ** 2
    own_pairs = np.concatenate([[count @ count], count @ count - count**2])
    return np.asarray((all_products - own_products) / (all_pairs - own_pairs))


def error(values: Array) -> Array:
    """Return the standard error (...,) of estimates (1 + c, ...), the first of all clusters."""
    without = values[1:]
    c = without.shape[0]
    off = without - without.mean(axis=0)
    return np.asarray(np.sqrt((c - 1.0) / c * (off * off).sum(axis=0)))
