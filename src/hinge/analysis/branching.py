r"""Branching: from every grid day, every path goes on k times to the last day, on lines 1 to k.

    x[0] --- x[1] --- x[2] --- ... --- x[T]       the path, line 0
      \        \        \
       1..k     1..k     1..k                      branches, to day T

Line j is the same whatever the day that a branch leaves on. So the branch from
day t on line j and the one from the grid day before differ by what happened on
the path in between against what line j would have brought, and share all later
draws: their difference is the coupled increment, and one continuation for each
(path, day, line) serves both its neighbours.

Source: common random numbers by keyed draws; for nested simulation in general
Gordy and Juneja (2010).
Assumed: what a process returns for a member depends on that member alone, so
that the size of a piece changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from hinge.analysis.process import OWN_LINE, Array, Branches, Ints, Noise, Process

PIECE = 64
"""Paths branched at once: what is held in memory besides the paths is this times k states."""

States = TypeVar("States")


@dataclass
class _Progress:
    """Counts days of members: ``done`` of ``total``; ``tell`` hears of every change."""

    total: int
    tell: Callable[[int, int], None] | None
    done: int = 0

    def add(self, many: int) -> None:
        """Count ``many`` more."""
        self.done += many
        if self.tell is not None and many:
            self.tell(self.done, self.total)


def grid(days: Sequence[int], last: int) -> Ints:
    """Return days from which to branch, ascending, each once, with day 0; ValueError outside 0 to T - 1."""
    found = np.unique(np.asarray([0, *days], dtype=np.int64))
    if found[0] < 0 or found[-1] >= last:
        raise ValueError(f"Branches leave at the end of days 0 to {last - 1}.")
    return found


def gather(
    process: Process[States],
    paths: Ints,
    days: Sequence[int],
    lines: int,
    *,
    piece: int = PIECE,
    known: Mapping[int, Array] | None = None,
    keep: Callable[[int, Array], None] | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> Branches:
    """Return what the branches of paths (m,) from days of a grid end in, on lines 1 to k.

    ``days``: of the grid, day 0 is added; ``piece``: paths branched at once;
    ``known``: days whose ends (m, k, W) were found before and are not run again;
    ``keep``: called with a day and its ends when they have been found; ``tell``:
    called with days of members run, and to be run. The result depends neither on
    ``piece`` nor on ``known``. ValueError for days outside 0 to T - 1, for no
    path, one path twice, or fewer than two lines.
    """
    leaving = grid(days, process.days)
    _checked(paths, lines)
    before = {} if known is None else dict(known)
    m, k, last, w = paths.size, lines, process.days, len(process.outcomes)
    fresh = [int(day) for day in leaving if int(day) not in before]
    progress = _Progress(m * last + m * k * sum(last - day for day in fresh), tell)
    pieces = [paths[at : at + piece] for at in range(0, m, piece)]
    states = [process.start(some) for some in pieces]
    ends = np.empty((m, leaving.size, k, w))
    for d, (day, gone) in enumerate(zip(leaving.tolist(), [0, *leaving.tolist()], strict=False)):
        for n, some in enumerate(pieces):
            states[n] = _walked(process, states[n], some, gone, day, progress)
        if day in before:
            ends[:, d] = _fitting(before[day], day, (m, k, w))
            continue
        at = 0
        for n, some in enumerate(pieces):
            ends[at : at + some.size, d] = _branched(process, states[n], some, day, k, progress)
            at += some.size
        if keep is not None:
            keep(day, ends[:, d])
    own = [
        process.outcome(_walked(process, states[n], some, int(leaving[-1]), last, progress))
        for n, some in enumerate(pieces)
    ]
    return Branches(
        tuple(process.outcomes),
        last,
        leaving,
        paths,
        process.draws(paths),
        np.concatenate(own),
        ends,
    )


def refine(
    process: Process[States],
    coarse: Branches,
    days: Sequence[int],
    *,
    piece: int = PIECE,
    known: Mapping[int, Array] | None = None,
    keep: Callable[[int, Array], None] | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> Branches:
    """Return ``coarse`` with branches from further days; only these are run, and the paths again.

    ``known``: ends of some of these days that were found before; the rest as in ``gather``.
    """
    there = {int(day): coarse.ends[:, d] for d, day in enumerate(coarse.days)}
    every = [*coarse.days.tolist(), *days]
    lines = int(coarse.ends.shape[2])
    return gather(
        process,
        coarse.path,
        every,
        lines,
        piece=piece,
        known={**(known or {}), **there},
        keep=keep,
        tell=tell,
    )


def _checked(paths: Ints, lines: int) -> None:
    """Raise ValueError where nothing can be gathered."""
    if paths.size == 0 or np.unique(paths).size < paths.size:
        raise ValueError("Branching takes at least one path, and each once.")
    if lines < 2:
        raise ValueError("Products of two branches need at least two lines.")


def _fitting(ends: Array, day: int, shape: tuple[int, int, int]) -> Array:
    """Return ends found before; ValueError where they are of other paths, lines or outcomes."""
    if ends.shape != shape:
        raise ValueError(f"The ends known of day {day} are {ends.shape}, not {shape}.")
    return ends


def _walked(
    process: Process[States], states: States, paths: Ints, gone: int, day: int, progress: _Progress
) -> States:
    """Return the states of the paths themselves after the days ``gone`` + 1 to ``day``."""
    if day == gone:
        return states
    moved = process.step(states, gone + 1, day, Noise(paths, np.full_like(paths, OWN_LINE)))
    progress.add(paths.size * (day - gone))
    return moved


def _branched(
    process: Process[States], states: States, paths: Ints, day: int, k: int, progress: _Progress
) -> Array:
    """Return what k branches of each path, leaving after ``day``, end in, (n, k, W)."""
    n, last = paths.size, process.days
    members = np.repeat(np.arange(n, dtype=np.int64), k)
    line = np.tile(np.arange(1, k + 1, dtype=np.int64), n)
    copies = process.copy(states, members)
    ended = process.step(copies, day + 1, last, Noise(paths[members], line))
    progress.add(n * k * (last - day))
    return process.outcome(ended).reshape(n, k, len(process.outcomes))
