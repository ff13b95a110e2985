"""What a process must offer so that its turning points can be found: start, copy, step, outcome.

Nothing here knows of campaigns. A process is a thing that begins, goes on day by
day with keyed draws, and ends in outcomes: a best-of-seven series is one, and so
is a campaign. All methods take many members at once, so that a process may be
written with arrays or may spread its members over threads.

A **path** is one course of the process from day 0 on, with a number of its own.
Its draws come from noise **line** 0. A **branch** leaves a path at the end of some
day and goes on with another line. Two branches of one path on the same line
share every later draw, whatever their states are: that is what the coupled
estimator lives on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

OWN_LINE = 0
"""The noise line of the paths themselves; branches have lines 1, 2, ..."""

States = TypeVar("States")
"""Whatever a process keeps of its members between two days."""


@dataclass(frozen=True)
class Noise:
    """Which draws members (n,) go on with: ``path`` and ``line`` of each.

    A draw depends on (path, line, day, what it is for) and on nothing else.
    ``own``: groups of shocks (names among ``Process.shocks``) that are drawn
    from ``OWN_LINE`` all the same, as the path itself had them.
    """

    path: Ints
    line: Ints
    own: frozenset[str] = frozenset()


class Process(Protocol[States]):
    """A process of days 1 to ``days``, whose outcomes are known at the end of the last.

    ``outcomes``: W names of what may come about. ``shocks``: names of groups of
    draws that together make up all of a day's chance, none if they cannot be told
    apart.
    """

    @property
    def days(self) -> int:
        """The last day, T."""
        ...

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Names of the W outcomes."""
        ...

    @property
    def shocks(self) -> tuple[str, ...]:
        """Names of the groups of a day's draws; empty if they cannot be told apart."""
        ...

    def draws(self, paths: Ints, /) -> Ints:
        """Return the parameter draw of each path (n,); paths of one draw share all assumptions."""
        ...

    def start(self, paths: Ints, /) -> States:
        """Return the states of paths (n,) at the end of day 0."""
        ...

    def copy(self, states: States, members: Ints, /) -> States:
        """Return the states of these members (k,), which may repeat, sharing nothing with ``states``."""
        ...

    def step(self, states: States, first: int, last: int, noise: Noise, /) -> States:
        """Return the states after the days ``first`` to ``last``; those given may be used up."""
        ...

    def outcome(self, states: States, /) -> Array:
        """Return each outcome (n, W), 0 or 1 or a payoff, of states at the end of day T."""
        ...


@dataclass(frozen=True)
class Branches:
    """What branches of m paths ended in.

    ``days`` (D,) after the end of which branches leave, ascending, the first is 0
    and all are before ``last`` (T); ``path``, ``draw`` (m,); ``own`` (m, W) what
    the paths ended in; ``ends`` (m, D, k, W) what the branch from ``days[d]`` on
    line j + 1 ended in.
    """

    outcomes: tuple[str, ...]
    last: int
    days: Ints
    path: Ints
    draw: Ints
    own: Array
    ends: Array

    def table(self, outcome: int) -> Array:
        """Return the ends of one outcome on every line, (m, D + 1, k), the paths' own last."""
        k = self.ends.shape[2]
        own = np.repeat(self.own[:, None, None, outcome], k, axis=2)
        return np.concatenate([self.ends[:, :, :, outcome], own], axis=1)

    def of(self, rows: Ints) -> Branches:
        """Return the branches of these paths alone, in their order."""
        return Branches(
            self.outcomes,
            self.last,
            self.days,
            self.path[rows],
            self.draw[rows],
            self.own[rows],
            self.ends[rows],
        )

    def at(self, days: Sequence[int]) -> Branches:
        """Return the branches from these days alone (day 0 always stays)."""
        kept = np.flatnonzero(np.isin(self.days, [0, *days]))
        return Branches(
            self.outcomes,
            self.last,
            self.days[kept],
            self.path,
            self.draw,
            self.own,
            self.ends[:, kept],
        )


class Steerable(Process[States], Protocol):
    """A process in which somebody can be made to choose otherwise from some day on."""

    @property
    def actors(self) -> dict[str, tuple[str, ...]]:
        """Options of each actor, by name; the first is what the actor would do anyway."""
        ...

    def under(self, option: str, day: int, /) -> Process[States]:
        """Return the process in which an option is in force from ``day`` on, with the same states."""
        ...
