"""The baseline as it was run: its records, and its states every few days, so that changes start late.

A state is one block of memory (``world/snapshot.py``), compressed to about a third. States
are kept on every ``every``-th day, as densely as fits into ``ROOM``; the days between a kept
state and the one asked for are run again, which gives the same bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from numcodecs import Blosc  # type: ignore[import-untyped]

from hinge.ensemble.arrays import Block

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

ROOM = 256 * 2**20
"""Bytes that the kept states of one scenario may take, compressed."""

SHRINKS_TO = 0.33
"""Size of a compressed state, as a share; measured on the shipped scenarios: 0.30 to 0.31."""


def packer() -> Any:
    """Return what compresses states; each thread has its own."""
    return Blosc(cname="lz4", clevel=1, shuffle=Blosc.BITSHUFFLE)


def unpacked(state: bytes) -> Ints:
    """Return a packed state as a block (words,), which cannot be written to."""
    return np.frombuffer(packer().decode(state), dtype=np.int64)


def spacing(words: int, runs: int, days: int) -> int:
    """Return every how many days a state of so many 64-bit words can be kept for each run."""
    one = 8.0 * words * SHRINKS_TO * runs
    return max(1, -(-int(one * (days + 1)) // ROOM))


@dataclass(frozen=True)
class Kept:
    """What R runs of the baseline have left behind.

    ``block``: their records, with the series that are asked for; ``adding`` (R, D + 1, n):
    the rows of series that add to the day before, as exact as they were run; ``begun``: for
    each run its packed state before day 0 was surveyed; ``states``: those at the end of
    days 0, ``every``, 2 * ``every``, ...
    """

    block: Block
    adding: Array
    begun: list[bytes]
    states: list[list[bytes]]
    every: int

    def before(self, row: int, day: int) -> tuple[int, Ints]:
        """Return the last kept state of a run at the end of ``day`` or before, and its day."""
        place = day // self.every
        return place * self.every, unpacked(self.states[row][place])

    @property
    def size(self) -> int:
        """Bytes that the states take."""
        return sum(len(state) for states in self.states for state in states)
