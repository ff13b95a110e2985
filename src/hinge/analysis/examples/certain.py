"""Nothing is left to chance: the outcome is the same on every path, so that no day is a hinge."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hinge.analysis.process import Array, Ints, Noise


@dataclass(frozen=True)
class Certain:
    """A march of one step a day to a goal; states (n,) are steps taken.

    ``goal``: steps that bring it about; more than ``days`` and it never comes about.
    """

    days: int = 30
    goal: int = 30
    outcomes: tuple[str, ...] = ("arrival",)
    shocks: tuple[str, ...] = ()

    def draws(self, paths: Ints) -> Ints:
        """Return one draw for all: nothing is assumed."""
        return np.zeros_like(paths)

    def start(self, paths: Ints) -> Array:
        """Return no steps taken."""
        return np.zeros(paths.shape)

    def copy(self, states: Array, members: Ints) -> Array:
        """Return the states of these members."""
        return states[members]

    def step(self, states: Array, first: int, last: int, noise: Noise) -> Array:
        """Take a step on each of the days ``first`` to ``last``; ``noise`` moves nothing."""
        del noise
        return states + (last - first + 1)

    def outcome(self, states: Array) -> Array:
        """Return whether the goal is reached."""
        return (states[:, None] >= self.goal).astype(np.float64)

    def chance(self) -> float:
        """Return the exact chance of arrival, 0 or 1."""
        return float(self.days >= self.goal)

    def settled(self) -> None:
        """Return None: there is no doubt to settle."""
        return
