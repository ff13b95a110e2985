"""A window of days weighed: what it settles, how far beyond the walk, how often it swings most.

``turning_rule`` decides with these weights; the conditions that a window fails are
found here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from hinge.analysis.bands import interval
from hinge.analysis.intervals import Mean, wilson
from hinge.analysis.largest import largest
from hinge.analysis.process import Array, Branches, Ints
from hinge.analysis.profile import Excess, clock, excess
from hinge.analysis.streams import News, grid, news

Failure = Literal[
    "not the largest swing", "no excess", "no rivals", "too few paths", "too long", "scripted"
]

TOP = 0.8
"""Probability from which on a window counts as the largest swing."""


@dataclass(frozen=True)
class Version:
    """One way to look at the same campaigns; ``activity`` (T,) of its days, None: the same on all.

    ``outcome`` is the number of W among the outcomes of the branches.
    """

    name: str
    branches: Branches
    outcome: int = 0
    activity: npt.NDArray[np.float64] | None = None


@dataclass(frozen=True)
class Weighed:
    """A window, first and last day, weighed in one version.

    ``share`` of the doubt it settles, ``null`` the walk's, ``excess`` the first
    over the second; ``swing`` the root mean square of the change of W's chance;
    ``largest`` the probability of being a path's largest swing, with Wilson's
    interval; ``failed``: which conditions do not hold.
    """

    version: str
    window: tuple[int, int]
    share: Mean
    null: float
    excess: Mean
    swing: float
    largest: Mean
    paths: int
    failed: tuple[Failure, ...]


class Look:
    """A version with all that its windows are weighed by."""

    def __init__(self, version: Version) -> None:
        """Compute shares and excess of all steps."""
        self.version = version
        self.days: Ints = grid(version.branches)
        self.table = version.branches.table(version.outcome)
        self.steps = self.days.size - 1
        self.news: News = news(version.branches, version.outcome)
        self.excess: Excess = excess(self.news, clock(version.activity, self.days))

    def most_excess(self, length: int, scripted: Sequence[int]) -> int:
        """Return the step with which the window of most excess starts, -1 where none may be chosen."""
        return self._most(np.convolve(self.excess.value, np.ones(length), mode="valid"), scripted)

    def most_share(self, scripted: Sequence[int]) -> int:
        """Return the step that settles most, -1 where none may be chosen."""
        return self._most(self.news.steps, scripted)

    def _most(self, sums: Array, scripted: Sequence[int]) -> int:
        """Return where sums (N,) of windows are largest, no step of which is all scripted."""
        length = self.steps - sums.size + 1
        closed = [
            all(day in scripted for day in range(self.days[d] + 1, self.days[d + 1] + 1))
            for d in range(self.steps)
        ]
        allowed = np.array([not any(closed[s : s + length]) for s in range(sums.size)])
        return int(np.where(allowed, sums, -np.inf).argmax()) if allowed.any() else -1

    def cover(self, window: tuple[int, int]) -> tuple[int, int]:
        """Return the steps, first and one past the last, that cover days of a window."""
        start = int(np.searchsorted(self.days, window[0] - 1, side="right")) - 1
        return start, int(np.searchsorted(self.days, window[1], side="left"))

    def weigh(self, start: int, end: int, level: float) -> Weighed:
        """Return the window of steps ``start`` to ``end - 1``, weighed."""
        share = float(self.news.steps[start:end].sum())
        beyond = float(self.excess.value[start:end].sum())
        often = largest(self.table, self.days, start, end)
        top = 0.0 if often is None else often
        streams = self.news.influence.shape[0]
        over = interval(beyond, self.excess.influence[:, start:end].sum(axis=1), level)
        failed: list[Failure] = []
        if often is None:
            failed.append("no rivals")
        elif top < TOP:
            failed.append("not the largest swing")
        if over.low <= 0.0:
            failed.append("no excess")
        return Weighed(
            version=self.version.name,
            window=(int(self.days[start]) + 1, int(self.days[end])),
            share=interval(share, self.news.pulls[2][:, start:end].sum(axis=1), level),
            null=float(self.excess.null[start:end].sum()),
            excess=over,
            swing=float(np.sqrt(max(0.0, share) * self.news.doubt)),
            largest=Mean(top, *wilson(top, streams, level)),
            paths=self.news.paths,
            failed=tuple(failed),
        )


def unknown(found: Weighed, version: Version) -> Weighed:
    """Return a version that has too few paths to say anything of a window."""
    nan = float("nan")
    none = Mean(nan, nan, nan)
    paths = version.branches.path.size
    return Weighed(
        version.name, found.window, none, nan, none, nan, none, paths, ("too few paths",)
    )
