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

A window's rivals are all windows of its length that share no day with it. Equal
swings share the honour; a path on which W does not swing has no largest window.

Assumed: lines are independent given the path.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hinge.analysis.hinge_shares import pairs
from hinge.analysis.process import Array


@dataclass(frozen=True)
class Largest:
    """By windows (N,) that start with step 0, 1, ...: chances of being a path's largest swing.

    ``rivals``: whether a window has any; one without has ``share`` 0.
    """

    share: Array
    rivals: Array


def largest(table: Array, length: int) -> Largest:
    """Return how often windows of so many steps swing most; ``table`` (m, D + 1, k) ends, k > 1.

    ValueError where the grid has fewer steps.
    """
    if not 1 <= length < table.shape[1]:
        raise ValueError("The window is longer than the grid.")
    change = table[:, length:] - table[:, :-length]  # (m, N, k)
    n = change.shape[1]
    start = np.arange(n)
    return Largest(
        share=_tops(change, length).mean(axis=0),
        rivals=(start >= length) | (start + length < n),
    )


def _tops(change: Array, length: int) -> Array:
    """Return 1 where a window swings more than all rivals, 1/2 where as much, else 0; (m, N)."""
    swing = pairs(change)  # whole numbers over one number, so that equal is equal
    m, n = swing.shape
    before = np.full((m, n), -np.inf)
    after = np.full((m, n), -np.inf)
    if n > length:
        before[:, length:] = np.maximum.accumulate(swing, axis=1)[:, :-length]
        after[:, :-length] = np.maximum.accumulate(swing[:, ::-1], axis=1)[:, ::-1][:, length:]
    rival = np.maximum(before, after)
    top = np.where(swing > rival, 1.0, np.where(swing == rival, 0.5, 0.0))
    return np.where((swing > 0.0) & (rival > -np.inf), top, 0.0)
