"""How often a window is the one in which the chance of W swings most, on the paths themselves.

A path's swing in a window, |D|, is known from k branches only, and the largest of
many noisy swings is large by noise: the winner's curse. So windows are not ranked
by the swings that the branches show but by the pair estimate of D^2, from which
the noise is taken away (``pairs`` in ``hinge_shares``): a window on which nothing
swings and much is noisy then wins on less than half of the paths, where the
naive ranking gives it nearly all.

What noise is left makes the probability too low, not too high: some rival is
lucky more easily than the one window asked about. On a walk with a switch, 30
days, 8 lines that share their later draws: .82 for a true .96; 16 lines .90, 32
lines .93; without shared draws .47, .71 and .88. (Two halves
of the lines that must each name the window, the other way to keep noise out, give
.54, .76 and .87 with shared draws.)

A window's rivals are, from each day of the grid on, the shortest window of at
least as many days that shares no day with it; on an even grid these are all
windows of its length. (On a grid that is finer in places a fine step so has
coarse rivals, which is hard on it, and a coarse step has none that are finer.)
Equal swings share the honour; a path on which W does not swing has no largest
window.

Assumed: lines are independent given the path.
"""

from __future__ import annotations

import numpy as np

from hinge.analysis.hinge_shares import pairs
from hinge.analysis.process import Array, Ints


def rivals(days: Ints, start: int, end: int) -> tuple[Ints, Ints]:
    """Return where the rivals of a window begin and end (N,), as rows of the grid ``days`` (D + 1,)."""
    first = np.arange(days.size)
    last = np.searchsorted(days, days + (days[end] - days[start]))
    apart = (last < days.size) & ((last <= start) | (first >= end))
    return first[apart], last[apart]


def largest(table: Array, days: Ints, start: int, end: int) -> float | None:
    """Return how often the window between two rows of the grid is a path's largest swing.

    ``table`` (m, D + 1, k) ends of branches from ``days`` (D + 1,), k > 1. None
    where the window has no rival.
    """
    first, last = rivals(days, start, end)
    if first.size == 0:
        return None
    own = pairs(table[:, end] - table[:, start])  # whole numbers over one number: equal is equal
    rival = pairs(table[:, last] - table[:, first]).max(axis=1)
    top = np.where(own > rival, 1.0, np.where(own == rival, 0.5, 0.0))
    return float(np.where(own > 0.0, top, 0.0).mean())
