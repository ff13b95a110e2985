"""Keyed systematic resampling: which particles go on, and in which place.

Source: systematic resampling after Kitagawa (1996); one uniform for a stage,
from Philox, keyed by (seed, stage), so that the choice depends on weights and
key alone. Sums are exact (``math.fsum``) or run in order, for the same choice on
every machine.
Departure: a particle that goes on keeps its own place, and further copies of it
take the places of those that do not. The places are exchangeable, so this is
the same lottery; and what keeps its place keeps its noise and its course.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def effective_size(weights: Floats) -> float:
    """Return the effective sample size of weights (N,): squared sum over sum of squares (Kish 1965)."""
    return math.fsum(weights.tolist()) ** 2 / math.fsum((weights * weights).tolist())


def systematic(weights: Floats, number: int, u: float) -> Ints:
    """Return ``number`` positions of weights (N,), ascending: those under evenly spaced points.

    ``u`` in (0, 1) shifts the points. Each position is taken as often as its
    share of the weight asks, rounded up or down.
    """
    edges = np.cumsum(weights)
    points = (u + np.arange(number, dtype=np.float64)) * (edges[-1] / number)
    found = np.searchsorted(edges, points, side="right").astype(np.int64)
    last: Ints = np.minimum(found, weights.size - 1)  # rounding may reach past the last edge
    return last


def placed(taken: Ints, size: int) -> tuple[Ints, Ints]:
    """Return where ``taken`` positions (n,) of ``size`` particles go on: (n,) places, (n,) parents.

    The first copy of a parent stays in its place; further copies take the free
    places in order. Places ascend. ``n`` is at most ``size``.
    """
    copies = np.bincount(taken, minlength=size)
    parent = np.where(copies > 0, np.arange(size), -1)
    extra = np.repeat(np.arange(size), np.maximum(copies - 1, 0))
    free = np.flatnonzero(parent < 0)[: extra.size]
    parent[free] = extra
    places = np.flatnonzero(parent >= 0)
    return places.astype(np.int64), parent[places].astype(np.int64)
