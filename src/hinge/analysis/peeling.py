"""Peeling and pasting: the search for a box of PRIM, for many weightings of the draws at once.

Assumptions come as twentieths of the draws (bins 0 to 19), so that a slice is one
bin at an end of a box. All weightings (the draws themselves, or resamples of
them) are peeled in step; sums over slices are kept, and what is peeled is taken off.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

BINS = 20
"""Slices of an assumption: each holds a twentieth of the draws, the usual patience."""

SUPPORT = 0.05
"""Smallest part of the weight that a box holds."""


@dataclass(frozen=True)
class Boxes:
    """B boxes in c assumptions: first and last bin of each, ``low`` and ``high`` (B, c)."""

    low: Ints
    high: Ints

    @property
    def restricted(self) -> Bools:
        """Which assumptions each box restricts, (B, c)."""
        return np.asarray((self.low > 0) | (self.high < BINS - 1))

    def without(self, column: int) -> Boxes:
        """Return the boxes with no restriction on one assumption."""
        low, high = self.low.copy(), self.high.copy()
        low[:, column], high[:, column] = 0, BINS - 1
        return Boxes(low, high)

    def only(self, columns: Ints) -> Boxes:
        """Return the boxes in these assumptions alone."""
        return Boxes(self.low[:, columns], self.high[:, columns])


def inside(bins: Ints, boxes: Boxes) -> Bools:
    """Return which draws (with ``bins`` (m, c)) lie in which box, (B, m)."""
    wide = bins[None, :, :]
    within = (wide >= boxes.low[:, None, :]) & (wide <= boxes.high[:, None, :])
    return np.asarray(within.all(axis=2))


def best_boxes(bins: Ints, hits: Array, weights: Array) -> Boxes:
    """Return the best box on the way of peeling, for each weighting (B, m).

    ``bins`` (m, c), ``hits`` (m,) from 0 to 1. Best is the greatest mass * (density -
    share); a weighting without any better box than all draws gets one without bounds.
    """
    c, b = bins.shape[1], weights.shape[0]
    row = np.arange(b)
    total = weights.sum(axis=1)
    share = weights @ hits / total
    low = np.zeros((b, c), dtype=np.int64)
    high = np.full((b, c), BINS - 1, dtype=np.int64)
    best_low, best_high, best = low.copy(), high.copy(), np.zeros(b)
    left = weights > 0.0  # (B, m)
    mass, hit = _slices(bins, hits, weights, left)
    while True:
        n, k = mass[:, 0, :].sum(axis=1), hit[:, 0, :].sum(axis=1)
        quality = (k - share * n) / total
        better = quality > best + 1e-9
        best = np.where(better, quality, best)
        best_low[better], best_high[better] = low[better], high[better]
        ends = np.stack([low, high], axis=2)  # (B, c, 2)
        rest = n[:, None, None] - np.take_along_axis(mass, ends, axis=2)
        held = k[:, None, None] - np.take_along_axis(hit, ends, axis=2)
        open_ = (low < high)[:, :, None] & (rest >= SUPPORT * total[:, None, None])
        going = open_.any(axis=(1, 2))
        if not going.any():
            return Boxes(best_low, best_high)
        density = np.where(open_, held / np.maximum(rest, 1e-300), -1.0)
        choice = density.reshape(b, 2 * c).argmax(axis=1)
        j, upper = choice // 2, choice % 2 == 1
        lift, drop = going & ~upper, going & upper
        low[row[lift], j[lift]] += 1
        high[row[drop], j[drop]] -= 1
        own = bins[:, j].T  # (B, m)
        gone = left & ((own < low[row, j][:, None]) | (own > high[row, j][:, None]))
        left &= ~gone
        less, fewer = _slices(bins, hits, weights, gone)
        mass, hit = mass - less, hit - fewer


def _slices(bins: Ints, hits: Array, weights: Array, among: Bools) -> tuple[Array, Array]:
    """Return the weight, and that which holds, in each slice of the draws ``among`` (B, m).

    Both (B, c, BINS).
    """
    c, b = bins.shape[1], weights.shape[0]
    which, draw = np.nonzero(among)
    place = (which[:, None] * c + np.arange(c)) * BINS + bins[draw]
    w = weights[which, draw]
    shape, size = (b, c, BINS), b * c * BINS
    each = (np.repeat(w, c), np.repeat(w * hits[draw], c))
    mass, hit = (np.bincount(place.ravel(), weights=one, minlength=size) for one in each)
    return np.asarray(mass, np.float64).reshape(shape), np.asarray(hit, np.float64).reshape(shape)


def pasted(bins: Ints, hits: Array, weight: Array, box: Boxes) -> Boxes:
    """Return one box with its edges moved outwards by a slice while mass * (density - share) grows."""
    gain = weight * (hits - float(weight @ hits / weight.sum()))
    low, high = box.low.copy(), box.high.copy()
    value = float(gain[inside(bins, Boxes(low, high))[0]].sum())
    while True:
        tries: list[tuple[float, Ints, Ints]] = []
        for j in range(low.shape[1]):
            for edge, step, stop in ((0, -1, 0), (1, 1, BINS - 1)):
                moved = (low.copy(), high.copy())
                if moved[edge][0, j] == stop:
                    continue
                moved[edge][0, j] += step
                tries.append(
                    (float(gain[inside(bins, Boxes(*moved))[0]].sum()), moved[0], moved[1])
                )
        best = max(tries, key=lambda one: one[0], default=None)
        if best is None or best[0] <= value + 1e-9:
            return Boxes(low, high)
        value, low, high = best
