"""One coin, thrown on one day, decides all; before and after it nothing happens that counts.

Closed form: that day's hinge share is 1, every other is 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hinge.analysis.examples.draws import Draws
from hinge.analysis.process import Array, Ints, Noise

COIN = 0  # purpose


@dataclass(frozen=True)
class Coin:
    """A coin; states (n,) are 0 before it falls, then 1 for heads and -1 for tails.

    ``day`` on which it falls, of ``days``; ``heads``: its chance.
    """

    seed: int = 1
    days: int = 40
    day: int = 20
    heads: float = 0.5
    outcomes: tuple[str, ...] = ("heads",)
    shocks: tuple[str, ...] = ("coin",)

    def draws(self, paths: Ints) -> Ints:
        """Return one draw for all: nothing is assumed."""
        return np.zeros_like(paths)

    def start(self, paths: Ints) -> Array:
        """Return coins not yet thrown."""
        return np.zeros(paths.shape)

    def copy(self, states: Array, members: Ints) -> Array:
        """Return the states of these members."""
        return states[members]

    def step(self, states: Array, first: int, last: int, noise: Noise) -> Array:
        """Throw the coin if its day is among ``first`` to ``last``."""
        if first <= self.day <= last:
            fell = Draws(self.seed).uniform(noise, self.day, COIN, "coin")
            return np.where(fell < self.heads, 1.0, -1.0)
        return states

    def outcome(self, states: Array) -> Array:
        """Return whether it fell heads."""
        return (states[:, None] > 0.0).astype(np.float64)

    def chance(self) -> float:
        """Return the exact chance of heads."""
        return self.heads

    def settled(self) -> Array:
        """Return which part of the doubt is settled by the end of days 0 to T, (T + 1,)."""
        return (np.arange(self.days + 1) >= self.day).astype(np.float64)
