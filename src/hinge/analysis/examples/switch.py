"""A planted switch: a walk with small steps and one large shock on one day.

x[t] = x[t - 1] + quiet z[t], and on the switch day size z' more (z, z' standard
normal); the outcome is x[T] > 0. With ``size`` 0 the switch is not there: the
null, in which every day is like every other.

Closed form: the part settled by day t is (2 / pi) asin(v[t] / v[T]) with v[t]
the variance of x[t].
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hinge.analysis.examples.draws import Draws
from hinge.analysis.process import Array, Ints, Noise

NOISE, SWITCH = 0, 2  # purposes (each takes up two)


@dataclass(frozen=True)
class Switch:
    """A walk with a switch; states (n,) are where it stands.

    ``day`` of the switch, of ``days``; ``size``: standard deviation of its shock;
    ``quiet``: that of every day's step.
    """

    seed: int = 1
    days: int = 40
    day: int = 17
    size: float = 8.0
    quiet: float = 1.0
    outcomes: tuple[str, ...] = ("above",)
    shocks: tuple[str, ...] = ("noise", "switch")

    def draws(self, paths: Ints) -> Ints:
        """Return one draw for all: nothing is assumed."""
        return np.zeros_like(paths)

    def start(self, paths: Ints) -> Array:
        """Return where the walk starts."""
        return np.zeros(paths.shape)

    def copy(self, states: Array, members: Ints) -> Array:
        """Return the states of these members."""
        return states[members]

    def step(self, states: Array, first: int, last: int, noise: Noise) -> Array:
        """Take the steps of days ``first`` to ``last``."""
        draws = Draws(self.seed)
        for day in range(first, last + 1):
            states = states + self.quiet * draws.normal(noise, day, NOISE, "noise")
            if day == self.day and self.size > 0.0:
                states = states + self.size * draws.normal(noise, day, SWITCH, "switch")
        return states

    def outcome(self, states: Array) -> Array:
        """Return whether the walk ends above zero."""
        return (states[:, None] > 0.0).astype(np.float64)

    def chance(self) -> float:
        """Return the exact chance of ending above zero."""
        return 0.5

    def settled(self) -> Array:
        """Return which part of the doubt is settled by the end of days 0 to T, (T + 1,)."""
        day = np.arange(self.days + 1)
        variance = self.quiet**2 * day + self.size**2 * (day >= self.day)
        return np.asarray(2.0 / np.pi * np.arcsin(variance / variance[-1]))
