"""Scores of days: when something came about, told by a cumulative chance for every day.

Score of chances F(t) that it came about by day t, 1 to H, where the record says that it did
after day ``after`` and by day ``by``:

sum over t <= after of F(t)^2 + sum over t >= by of (F(t) - 1)^2        (days)

It is the CRPS weighted 0 on the days between, on which the record does not tell, and beyond
day H, where all that never came about is one case (threshold-weighted CRPS: Gneiting and
Ranjan 2011; Allen, Ginsbourger and Ziegel 2023). Of an ensemble of M families the sum of
the variances of F(t) over M is taken off (Ferro 2014).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Told:
    """What the record tells of a day: it came about after day ``after`` and by day ``by``."""

    after: int
    by: int

    def score(self, chance: Floats) -> float:
        """Return the score of cumulative chances (H,), in days."""
        return float((self._gap(chance) ** 2 * self._weight(chance.size)).sum())

    def fair_score(self, families: Floats) -> float:
        """Return the fair score of the cumulative chances of M families, (M, H)."""
        mean = families.mean(axis=0)
        if families.shape[0] < 2:
            return self.score(mean)
        too_large = families.var(axis=0, ddof=1) / families.shape[0]
        return self.score(mean) - float((too_large * self._weight(mean.size)).sum())

    def off(self, day: int) -> int:
        """Return how many days a day lies before the told ones (negative) or after them.

        >>> [Told(3, 5).off(day) for day in (3, 4, 5, 7)]
        [-1, 0, 0, 2]
        """
        return min(0, day - self.after - 1) + max(0, day - self.by)

    def _gap(self, chance: Floats) -> Floats:
        """Return chances less what came about."""
        day = np.arange(1, chance.size + 1)
        return chance - (day >= self.by)

    def _weight(self, days: int) -> Floats:
        """Return 1 for days of which the record tells, else 0, (H,)."""
        day = np.arange(1, days + 1)
        return ((day <= self.after) | (day >= self.by)).astype(np.float64)


def by_family(first: Ints, family: Ints, days: int) -> Floats:
    """Return the share of each family's members that have come about by day 1 to H, (M, H).

    ``first`` (R,): first day of each member, H + 1 for never; ``family`` (R,).
    """
    _, member = np.unique(family, return_inverse=True)
    came = np.zeros((int(member.max()) + 1, days + 2))
    np.add.at(came, (member, first), 1.0)
    sizes = np.bincount(member).astype(np.float64)
    found: Floats = np.cumsum(came, axis=1)[:, 1 : days + 1] / sizes[:, None]
    return found
