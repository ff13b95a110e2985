"""Best of seven: two sides play games; who first wins four has won. A day is a game.

The chance to win a game is that of the draw, and the same in all of its games.
If a range of chances is given, draws spread evenly over it and the parameter
share is above zero. Games after the fourth win are played and count for nothing.

Closed form: the chance of the series at each score, by going back from the end
(dynamic programming), averaged over the scores and over the chances of a game.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np

from hinge.analysis.examples.draws import Draws
from hinge.analysis.process import Array, Ints, Noise

GAMES = 7
WINS = 4
GAME, CHANCE = 0, 1  # purposes
NODES = 32  # of the quadrature over chances of a game; the integrand is a polynomial of degree 14


@dataclass(frozen=True)
class BestOfSeven:
    """A series; states (n, 3) are wins of the first side, of the second, and the chance of a game.

    ``low``, ``high``: chances to win a game lie between; ``share``: paths of one draw.
    """

    seed: int = 1
    low: float = 0.5
    high: float = 0.5
    share: int = 1
    days: int = GAMES
    outcomes: tuple[str, ...] = ("series",)
    shocks: tuple[str, ...] = ()

    def draws(self, paths: Ints) -> Ints:
        """Return the draw of each path: one for all where the chance of a game is known."""
        return paths // self.share if self.high > self.low else np.zeros_like(paths)

    def start(self, paths: Ints) -> Array:
        """Return scores of nil to nil, and each path's chance of a game."""
        spread = Draws(self.seed).of_draw(self.draws(paths), CHANCE)
        chance = self.low + (self.high - self.low) * spread
        return np.column_stack([np.zeros((paths.size, 2)), chance])

    def copy(self, states: Array, members: Ints) -> Array:
        """Return the states of these members."""
        return states[members]

    def step(self, states: Array, first: int, last: int, noise: Noise) -> Array:
        """Play games ``first`` to ``last``."""
        draws = Draws(self.seed)
        for day in range(first, last + 1):
            open_still = states[:, :2].max(axis=1) < WINS
            won = draws.uniform(noise, day, GAME) < states[:, 2]
            states[:, 0] += won & open_still
            states[:, 1] += ~won & open_still
        return states

    def outcome(self, states: Array) -> Array:
        """Return whether the first side has won the series."""
        return (states[:, :1] >= WINS).astype(np.float64)

    def chance(self) -> float:
        """Return the exact chance that the first side wins the series."""
        return float(self._moments()[0])

    def settled(self) -> Array:
        """Return which part of the doubt is settled by the end of days 0 to 7, exactly, (8,)."""
        mean, squares = self._moments()
        return np.asarray((squares - mean**2) / (mean * (1.0 - mean)))

    def _moments(self) -> tuple[float, Array]:
        """Return the mean chance of the series and the mean of its square after each day, (8,)."""
        at, weight = np.polynomial.legendre.leggauss(NODES)
        games = self.low + (self.high - self.low) * 0.5 * (at + 1.0)
        squares = np.zeros(GAMES + 1)
        mean = 0.0
        for game, much in zip(games.tolist(), (0.5 * weight).tolist(), strict=True):
            table = chances(game)
            mean += much * table[0, 0]
            squares += much * _squares(table, game)
        return mean, squares


def chances(game: float) -> Array:
    """Return the chance of the series at every score, (8, 8): wins of the first side, of the second.

    All seven games are counted as if played: then who has four of seven has won.
    """
    table = np.zeros((GAMES + 1, GAMES + 1))
    for played in range(GAMES, -1, -1):
        for first in range(played + 1):
            second = played - first
            if played == GAMES:
                table[first, second] = float(first >= WINS)
            else:
                further = table[first + 1, second], table[first, second + 1]
                table[first, second] = game * further[0] + (1.0 - game) * further[1]
    return table


def _squares(table: Array, game: float) -> Array:
    """Return the mean square of the chance after each game, (8,)."""
    found = np.zeros(GAMES + 1)
    for played in range(GAMES + 1):
        for first in range(played + 1):
            second = played - first
            often = comb(played, first) * game**first * (1.0 - game) ** second
            found[played] += often * table[first, second] ** 2
    return found
