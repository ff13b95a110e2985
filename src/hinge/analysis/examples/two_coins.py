"""Two coins fall on one day, and outcomes need one, both added up, or both together.

a and b are +1 or -1 with equal chance. Outcomes: "first" is a > 0; "sum" is the
payoff weight a + b; "agree" is a b > 0, which neither coin alone says anything
about.

Closed form of what shook the day, by Shapley values over the two coins, as parts
of its hinge share (1): "first" (1, 0); "sum" (weight^2, 1) / (1 + weight^2);
"agree" (1/2, 1/2), all of it interaction: each coin alone explains nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hinge.analysis.examples.draws import Draws
from hinge.analysis.process import Array, Ints, Noise

FIRST, SECOND = 0, 1  # purposes


@dataclass(frozen=True)
class TwoCoins:
    """Two coins; states (n, 2) are 0 before they fall, then +1 or -1.

    ``day`` on which they fall, of ``days``; ``weight`` of the first in the sum.
    """

    seed: int = 1
    days: int = 10
    day: int = 4
    weight: float = 2.0
    outcomes: tuple[str, ...] = ("first", "sum", "agree")
    shocks: tuple[str, ...] = ("first coin", "second coin")

    def draws(self, paths: Ints) -> Ints:
        """Return one draw for all: nothing is assumed."""
        return np.zeros_like(paths)

    def start(self, paths: Ints) -> Array:
        """Return coins not yet thrown."""
        return np.zeros((paths.size, 2))

    def copy(self, states: Array, members: Ints) -> Array:
        """Return the states of these members."""
        return states[members]

    def step(self, states: Array, first: int, last: int, noise: Noise) -> Array:
        """Throw the coins if their day is among ``first`` to ``last``."""
        if not first <= self.day <= last:
            return states
        draws = Draws(self.seed)
        fell = [
            draws.uniform(noise, self.day, purpose, name)
            for purpose, name in zip((FIRST, SECOND), self.shocks, strict=True)
        ]
        return np.where(np.column_stack(fell) < 0.5, 1.0, -1.0)

    def outcome(self, states: Array) -> Array:
        """Return "first", "sum" and "agree"."""
        a, b = states.T
        return np.column_stack([a > 0.0, self.weight * a + b, a * b > 0.0]).astype(np.float64)

    def chance(self) -> float:
        """Return the exact chance of "first"."""
        return 0.5

    def settled(self) -> Array:
        """Return which part of the doubt is settled by the end of days 0 to T, (T + 1,)."""
        return (np.arange(self.days + 1) >= self.day).astype(np.float64)

    def shapley(self) -> Array:
        """Return each coin's part of what shook the day, (W, 2)."""
        squared = self.weight**2
        total = squared + 1.0
        return np.array([[1.0, 0.0], [squared / total, 1.0 / total], [0.5, 0.5]])
