"""Keyed draws in plain NumPy: the same key gives the same number, in whatever order it is asked for.

A draw is named by (seed, purpose, day, line, path). Each number is mixed into
what came before by the step of SplitMix64; the top 53 bits make a uniform.

Sources: Steele, Lea and Flood (2014) for SplitMix64 and its constants; Box and
Muller (1958) for normals.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.analysis.process import OWN_LINE, Array, Ints, Noise

Words = npt.NDArray[np.uint64]

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST_FACTOR = np.uint64(0xBF58476D1CE4E5B9)
SECOND_FACTOR = np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True)
class Draws:
    """The draws of one seed; a purpose is a small number, one for each use."""

    seed: int

    def uniform(self, noise: Noise, day: int, purpose: int, shock: str = "") -> Array:
        """Return one number between 0 and 1 for each member (n,), of a day and a purpose.

        ``shock``: the group it belongs to; where that is the path's own, line 0 is used.
        """
        line = np.full_like(noise.line, OWN_LINE) if shock in noise.own else noise.line
        word = np.array([self.seed], dtype=np.uint64)
        for part in (purpose, day):
            word = _stirred(word) ^ np.uint64(part)
        word = _stirred(_stirred(word) ^ line.astype(np.uint64)) ^ noise.path.astype(np.uint64)
        return np.asarray(((_stirred(word) >> np.uint64(11)) + 0.5) * 2.0**-53)

    def normal(self, noise: Noise, day: int, purpose: int, shock: str = "") -> Array:
        """Return a standard normal for each member (n,); takes up two purposes, this and the next."""
        first = self.uniform(noise, day, purpose, shock)
        second = self.uniform(noise, day, purpose + 1, shock)
        return np.asarray(np.sqrt(-2.0 * np.log(first)) * np.cos(2.0 * np.pi * second))

    def of_draw(self, draw: Ints, purpose: int) -> Array:
        """Return one number between 0 and 1 for each parameter draw (n,): what its paths share."""
        return self.uniform(Noise(draw, np.full_like(draw, OWN_LINE)), 0, purpose)


def _stirred(word: Words) -> Words:
    """Return words (n,) whose bits depend on all bits of those given."""
    word = word + GOLDEN
    word = (word ^ (word >> np.uint64(30))) * FIRST_FACTOR
    word = (word ^ (word >> np.uint64(27))) * SECOND_FACTOR
    return np.asarray(word ^ (word >> np.uint64(31)))
