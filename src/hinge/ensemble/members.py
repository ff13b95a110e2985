"""Campaigns between two days: what is kept of them, with whose luck they go on, and what is asked of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from hinge.engine.purposes import SHOCKS
from hinge.ensemble.arrays import Block

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


ADDING = frozenset({"deprived"})  # series whose row is the day before's and something more


class Luck(Protocol):
    """Which draws members (n,) go on with, as ``analysis.process`` says it (``Noise``)."""

    @property
    def path(self) -> Ints:
        """Numbers of the paths whose noise it is."""
        ...

    @property
    def line(self) -> Ints:
        """Noise lines; ``OWN_LINE`` is that of the paths."""
        ...

    @property
    def own(self) -> frozenset[str]:
        """Groups of shocks that stay as the path had them."""
        ...


@dataclass(frozen=True)
class Plain:
    """Luck by its fields alone."""

    path: Ints
    line: Ints
    own: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Asked:
    """What is asked of finished campaigns: ``names`` of W outcomes, and who judges them.

    ``series``: the recorded series that ``judge`` reads; its block has only these
    columns of values. ``judge`` returns (n, W), 0 or 1 or a payoff. ``since``: the
    first day that it looks at; branches record no day before, which saves a twelfth
    of their time. It must be 0 for series that add to the day before (``ADDING``).
    """

    names: tuple[str, ...]
    series: tuple[str, ...]
    judge: Callable[[Block], Array]
    since: int = 0


@dataclass(frozen=True)
class Members:
    """Campaigns (n,) at the end of ``day``.

    ``path``; ``since``: last day drawn from the path's own line; ``until`` and
    ``own``: up to which day which purposes are, all the same (see ``StreamKey``);
    ``state`` (n, words) and ``last`` (n, series): state and last row of all series;
    the others (n, T + 1, .) what is recorded so far.
    """

    day: int
    path: Ints
    since: Ints
    until: Ints
    own: Ints
    state: Ints
    last: Array
    control: npt.NDArray[np.int8]
    contested: npt.NDArray[np.int8]
    siege: npt.NDArray[np.int8]
    value: npt.NDArray[np.float32]

    def block(self) -> Block:
        """Return what is recorded of the members, as of a run."""
        return Block(self.control, self.contested, self.siege, self.value)


def mask(groups: frozenset[str]) -> int:
    """Return the bits of all purposes in these groups, as ``StreamKey.own`` takes them.

    ValueError for a group that there is not.
    """
    unknown = groups.difference(SHOCKS)
    if unknown:
        raise ValueError(f"{', '.join(sorted(unknown))} is none of {', '.join(SHOCKS)}")
    return sum(1 << purpose for group in groups for purpose in SHOCKS[group])
