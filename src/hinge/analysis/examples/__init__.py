"""Processes whose turning points are known exactly: to learn from, and to test the estimators on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from hinge.analysis.examples.best_of_seven import BestOfSeven
from hinge.analysis.examples.certain import Certain
from hinge.analysis.examples.coin import Coin
from hinge.analysis.examples.switch import Switch
from hinge.analysis.examples.two_coins import TwoCoins
from hinge.analysis.examples.walk import Walk
from hinge.analysis.process import Array, Process


class Example(Process[Array], Protocol):
    """A process with its closed form, which is that of its first outcome."""

    def chance(self) -> float:
        """Return the exact chance at the start."""
        ...

    def settled(self) -> Array | None:
        """Return which part of the doubt is settled by the end of days 0 to T; None without doubt."""
        ...


EXAMPLES: dict[str, Callable[[int], Example]] = {
    "best-of-seven": BestOfSeven,
    "best-of-seven-unknown": lambda seed: BestOfSeven(seed, low=0.3, high=0.7),
    "walk": Walk,
    "coin": Coin,
    "certain": lambda _: Certain(),
    "switch": Switch,
    "no-switch": lambda seed: Switch(seed, size=0.0),
    "two-coins": TwoCoins,
}
"""The examples by name, each made from a seed."""
