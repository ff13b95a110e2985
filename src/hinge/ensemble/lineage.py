"""Lineages: through which particles of the filter each stored replication came.

A campaign is cut into segments at the days on which observations were scored.
A replication's path is a row of particle numbers, one for each segment: the
number whose noise the segment runs with. The parameter draw is that of the
first number. From its row alone a replication is simulated anew from day 0,
on its own and in any order, and every arm of a run uses the same rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hinge.ensemble.design import REPLICATES_MAX

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Lineage:
    """Paths of R replications: ``numbers`` (R, stages + 1), and ``ends`` (stages,), the last day of each stage.

    The last column runs on from the last stage's end to that of the arm.
    """

    numbers: Ints
    ends: tuple[int, ...]

    @property
    def ancestor(self) -> Ints:
        """Particle with which each path begins, (R,)."""
        return np.ascontiguousarray(self.numbers[:, 0])

    @property
    def draw(self) -> Ints:
        """Parameter draw of each path, (R,)."""
        return self.ancestor // REPLICATES_MAX

    @property
    def n_effective(self) -> float:
        """Effective number of campaigns: those with one first particle count as one."""
        return effective_number(self.ancestor)

    @property
    def n_effective_draws(self) -> float:
        """Effective number of parameter draws."""
        return effective_number(self.draw)

    def rows(self, positions: Ints) -> Lineage:
        """Return the paths at these positions, in their order."""
        return Lineage(self.numbers[positions], self.ends)

    def segments(self, row: int, days: int) -> Iterator[tuple[int, int, int]]:
        """Yield number, first and last day of each segment of a path, up to day ``days``."""
        first = 0
        for number, end in zip(self.numbers[row].tolist(), (*self.ends, days), strict=True):
            last = min(end, days)
            if first <= last:
                yield number, first, last
            first = max(first, last + 1)


@dataclass(frozen=True)
class Stage:
    """One stage: its last day, ``evidence`` of each observation (log of its mean likelihood).

    ``effective``: size of the weights after it; ``distinct``: the same with the
    weights of one first particle added up; ``resampled``; ``ancestors``: first
    particles that are still there afterwards.
    """

    date: dt.date
    evidence: dict[str, float]
    effective: float
    distinct: float
    resampled: bool
    ancestors: int


@dataclass(frozen=True)
class Filtered:
    """What the filter found: lineages of the replications to store, and how it went.

    ``shown``: for each observation the share of them that agree with it within one error.
    """

    lineage: Lineage
    particles: int
    stages: tuple[Stage, ...]
    shown: dict[str, float]


def effective_number(groups: Ints) -> float:
    """Return the effective number of groups (R,) of equal members: 1 over the sum of squared shares.

    >>> effective_number(np.array([1, 1, 2, 2])), effective_number(np.array([1, 1, 1, 2]))
    (2.0, 1.6)
    """
    _, sizes = np.unique(groups, return_counts=True)
    return float(groups.size) ** 2 / float((sizes.astype(np.int64) ** 2).sum())
