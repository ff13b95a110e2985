"""What snapshots alone say of how often places change hands: a Markov chain in continuous time.

Every place changes hands at one pooled rate; who takes it is drawn by shares:

rate = (changes + PRIOR_CHANGES) / place-days
share of b = (places that b took + PRIOR_TAKEN / holders) / (places taken + PRIOR_TAKEN)
from a to b, a and b different: rate * share of b / (1 - share of a)

``holders``: who held anything on any snapshot. The first prior is Jeffreys' for a
rate (half a change before anything was seen), the second lets all who hold
something share one imagined capture. Chances after t days are rows of exp(t Q),
by scaling and squaring (Moler and Van Loan 2003).

Assumption 1: one change at most between two snapshots of a place. Assumption 2: places
are alike and independent. Assumption 3: the tempo of the campaign so far goes on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PRIOR_CHANGES = 0.5
PRIOR_TAKEN = 1.0
TERMS = 18  # of the series, at a norm of a half: the rest is below 1e-21


@dataclass(frozen=True)
class ChangeRates:
    """A chain over C holders: ``rates`` (C, C) per day, rows add up to 0.

    ``changes`` seen in ``place_days``; ``rate`` a day of any change; ``shares`` (C,) of takers.
    """

    changes: int
    place_days: float
    rate: float
    shares: Floats
    rates: Floats

    def after(self, now: Floats, days: float) -> Floats:
        """Return the chances of each holder after some days, for chances ``now`` (..., C)."""
        found: Floats = now @ exponential(self.rates * days)
        return found

    def taken_by(self, now: Floats, taker: int, days: int) -> Floats:
        """Return the chance that ``taker`` has held the place by day 1 to ``days``, (days,)."""
        absorbing = self.rates.copy()
        absorbing[taker] = 0.0
        step = exponential(absorbing)
        found = np.empty(days)
        chances = now
        for day in range(days):
            chances = chances @ step
            found[day] = chances[taker]
        return found


def change_rates(holders: Ints, days: Floats, categories: int) -> ChangeRates:
    """Return the chain that snapshots show: ``holders`` (k, A) on ``days`` (k,), k of two or more.

    ValueError for fewer snapshots, or for days that do not rise.
    """
    gaps = np.diff(days)
    if gaps.size == 0 or bool((gaps <= 0).any()):
        message = "Rates of change need two snapshots or more, in order of their days."
        raise ValueError(message)
    before, after = holders[:-1], holders[1:]
    moved = before != after
    place_days = float(gaps.sum() * holders.shape[1])
    present = np.unique(holders)
    taken = np.bincount(after[moved], minlength=categories).astype(np.float64)
    taken[present] += PRIOR_TAKEN / present.size
    shares = taken / taken.sum()
    rate = (float(moved.sum()) + PRIOR_CHANGES) / place_days
    rates = np.zeros((categories, categories))
    for a in range(categories):
        others = 1.0 - shares[a]
        if others > 1e-12:  # else nobody is left to take it
            rates[a] = rate * shares / others
            rates[a, a] = -rate
    return ChangeRates(int(moved.sum()), place_days, rate, shares, rates)


def exponential(matrix: Floats) -> Floats:
    """Return the exponential of a small square matrix."""
    norm = float(np.abs(matrix).sum(axis=1).max())
    halvings = max(0, int(np.ceil(np.log2(2.0 * norm)))) if norm > 0.0 else 0
    small = matrix / 2.0**halvings
    term: Floats = np.eye(matrix.shape[0])
    total = term.copy()
    for n in range(1, TERMS + 1):
        term = term @ small / n
        total += term
    for _ in range(halvings):
        total = total @ total
    return total
