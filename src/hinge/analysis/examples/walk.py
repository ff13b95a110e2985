"""A Gaussian walk of T days: a step every day, won by who ends above zero.

x[t] = x[t - 1] + push + z[t], z standard normal, x[0] = ``head``. The outcome
"above" is x[T] > 0, the outcome "margin" is x[T] itself, a payoff. Two actors
can push from some day on, one upwards and one downwards.

Closed forms, where nobody pushes: with P the chance of "above" the part settled
by day t is that of two normals of correlation t / T (``turning.walk``), at
P = 1/2 (2 / pi) asin(t / T); of the margin t / T. The chance at x after day t is
Phi((x + push (T - t)) / sqrt(T - t)).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np

from hinge.analysis.examples.draws import Draws
from hinge.analysis.process import Array, Ints, Noise
from hinge.analysis.turning import walk

STEP = 0  # purpose (takes up two)
UP, DOWN, WAIT = "push up", "push down", "wait"


@dataclass(frozen=True)
class Walk:
    """A walk; states (n,) are where it stands.

    ``days`` T; ``head``: where it starts; ``force``: how far a push moves it in a
    day; ``pushes``: (sign, first day) of what is in force.
    """

    seed: int = 1
    days: int = 60
    head: float = 0.0
    force: float = 0.1
    pushes: tuple[tuple[float, int], ...] = ()
    outcomes: tuple[str, ...] = ("above", "margin")
    shocks: tuple[str, ...] = ("step",)

    @property
    def actors(self) -> dict[str, tuple[str, ...]]:
        """Two actors; each waits unless made to push."""
        return {"upper": (WAIT, UP), "lower": (WAIT, DOWN)}

    def under(self, option: str, day: int) -> Walk:
        """Return the walk in which an option is in force from ``day`` on; ValueError if there is none."""
        if option == WAIT:
            return self
        if option not in {UP, DOWN}:
            raise ValueError(f"No actor of a walk can choose {option!r}.")
        sign = 1.0 if option == UP else -1.0
        return replace(self, pushes=(*self.pushes, (sign, day)))

    def draws(self, paths: Ints) -> Ints:
        """Return one draw for all: nothing is assumed."""
        return np.zeros_like(paths)

    def start(self, paths: Ints) -> Array:
        """Return where the walk starts."""
        return np.full(paths.shape, self.head)

    def copy(self, states: Array, members: Ints) -> Array:
        """Return the states of these members."""
        return states[members]

    def step(self, states: Array, first: int, last: int, noise: Noise) -> Array:
        """Take the steps of days ``first`` to ``last``."""
        draws = Draws(self.seed)
        for day in range(first, last + 1):
            push = self.force * sum(sign for sign, since in self.pushes if day >= since)
            states = states + push + draws.normal(noise, day, STEP, "step")
        return states

    def outcome(self, states: Array) -> Array:
        """Return whether the walk ends above zero, and where."""
        return np.column_stack([(states > 0.0).astype(np.float64), states])

    def chance(self) -> float:
        """Return the exact chance of "above" at the start, where nobody pushes."""
        return NormalDist().cdf(self.head / math.sqrt(self.days))

    def chance_at(self, states: Array, day: int) -> Array:
        """Return the exact chances of "above" (n,) at states after a day before the last."""
        left = self.days - day
        ahead = sum(
            sign * max(0, self.days - max(since, day + 1) + 1) for sign, since in self.pushes
        )
        normal = NormalDist()
        level = (states + self.force * ahead) / math.sqrt(left)
        return np.array([normal.cdf(float(one)) for one in level])

    def settled(self) -> Array:
        """Return which part of the doubt of "above" is settled by the end of days 0 to T, (T + 1,)."""
        return walk(self.chance(), np.arange(self.days + 1) / self.days)
