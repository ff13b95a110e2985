"""What a Brier score is made of: reliability, resolution, uncertainty, and what lies within bins.

Forecasts p with outcomes y are sorted into bins k of equal width with n_k each.
With bars for means in a bin, y_ for the mean of all:

score = reliability - resolution + uncertainty + spread - skill within bins
reliability = sum_k n_k/n (p_k - y_k)^2      (how far chances are off; 0 is best)
resolution  = sum_k n_k/n (y_k - y_)^2       (how far bins differ; large is best)
uncertainty = mean (y - y_)^2                (what the record alone leaves open)
spread      = sum_k n_k/n var_k(p)
skill       = sum_k n_k/n 2 cov_k(p, y)

The last two make it add up exactly for any bins (Murphy 1973; Stephenson, Coelho and
Jolliffe 2008). It holds for outcomes between 0 and 1 too. With several categories
each is taken apart by itself, and the parts are added and halved, as the score is.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.intervals import wilson

Floats = NDArray[np.float64]

BINS = 10
LEVEL = 0.95


@dataclass(frozen=True)
class Murphy:
    """The parts of a mean Brier score; ``score`` is what they add up to."""

    score: float
    reliability: float
    resolution: float
    uncertainty: float
    spread_within: float
    skill_within: float

    def to_json(self) -> dict[str, float]:
        """Return the parts, rounded to six places."""
        return {name: round(value, 6) for name, value in asdict(self).items()}


@dataclass(frozen=True)
class Bin:
    """One line of a reliability table: chances from ``low`` to ``high``, and what came of them.

    ``low_observed``, ``high_observed``: 95 % interval of the share, as if all n were independent.
    """

    low: float
    high: float
    n: int
    forecast: float
    observed: float
    low_observed: float
    high_observed: float

    def to_json(self) -> dict[str, float]:
        """Return the numbers, rounded to four places."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


def bins_of(chance: Floats, bins: int = BINS) -> NDArray[np.int64]:
    """Return the bin of each chance; the last one holds 1 too."""
    # A chance such as 0.3 stored as 0.29999999999999993 belongs to the bin that begins there.
    return np.minimum((chance * bins + 1e-9).astype(np.int64), bins - 1)


def murphy(chance: Floats, outcome: Floats, bins: int = BINS) -> Murphy:
    """Return the parts of the mean half Brier score; both arrays (n, C) with n > 0.

    For a single event pass its chance and its opposite as two columns.
    """
    parts = np.array(
        [_parts(chance[:, c], outcome[:, c], bins) for c in range(chance.shape[1])]
    ).sum(axis=0)
    reliability, resolution, uncertainty, spread, skill = (0.5 * parts).tolist()
    score = reliability - resolution + uncertainty + spread - skill
    return Murphy(score, reliability, resolution, uncertainty, spread, skill)


def _parts(p: Floats, y: Floats, bins: int) -> Floats:
    """Return the five parts of one category, (5,)."""
    place = bins_of(p, bins)
    n = np.bincount(place, minlength=bins).astype(np.float64)
    filled = np.maximum(n, 1.0)
    mean_p = np.bincount(place, weights=p, minlength=bins) / filled
    mean_y = np.bincount(place, weights=y, minlength=bins) / filled
    off_p, off_y = p - mean_p[place], y - mean_y[place]
    return np.array(
        [
            (n * (mean_p - mean_y) ** 2).sum() / p.size,
            (n * (mean_y - y.mean()) ** 2).sum() / p.size,
            ((y - y.mean()) ** 2).mean(),
            (off_p**2).mean(),
            2.0 * (off_p * off_y).mean(),
        ]
    )


def reliability_table(chance: Floats, outcome: Floats, bins: int = BINS) -> tuple[Bin, ...]:
    """Return the filled bins over all (fact, category) pairs that are forecast or came about."""
    told = (chance > 0.0) | (outcome > 0.0)
    p, y = chance[told], outcome[told]
    place = bins_of(p, bins)
    found = []
    for k in range(bins):
        here = place == k
        n = int(here.sum())
        if n == 0:
            continue
        share = float(y[here].mean())
        low, high = wilson(share, n, LEVEL)
        found.append(Bin(k / bins, (k + 1) / bins, n, float(p[here].mean()), share, low, high))
    return tuple(found)
