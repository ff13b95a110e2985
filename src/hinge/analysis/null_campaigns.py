"""Ordinary campaigns: walks that match a campaign and have no turning point.

A walk X runs on the campaign's clock u from 0 to 1, after a first stretch that
stands for the parameters (``profile``); W holds if it ends above a level set by
the base chance. A branch from a day goes on from X of that day with the steps of
its own line; branches of one path on one line share their later steps. So paths,
branches and lines are those of the campaign, and nothing but their law differs.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from hinge.analysis.process import Array, Branches, Ints
from hinge.analysis.profile import first_stretch

WALK_KEY = 0x57414C4B
"""Key of the generators of walks."""


def ordinary(
    chance: float,
    at_start: float,
    time: Array,
    days: Ints,
    *,
    path: Ints,
    draw: Ints,
    lines: int,
    number: int,
) -> Branches:
    """Return ordinary campaign ``number``: branches of a walk of this base chance.

    ``time`` (D + 1,) is the clock at the end of ``days`` (D + 1,), the last one T;
    ``path`` and ``draw`` (m,) as in the campaign; ``lines`` k.
    """
    generator = np.random.Generator(np.random.Philox(key=WALK_KEY + number))
    before = first_stretch(chance, at_start)
    drawn, row = np.unique(draw, return_inverse=True)
    begin = np.sqrt(before) * generator.standard_normal(drawn.size)[row]  # (m,)
    size = np.sqrt((1.0 - before) * np.diff(time))  # (D,)
    own = size * generator.standard_normal((path.size, size.size))
    place = begin[:, None] + np.concatenate(
        [np.zeros((path.size, 1)), np.cumsum(own, axis=1)], axis=1
    )
    later = size[:, None] * generator.standard_normal((path.size, size.size, lines))
    rest = np.cumsum(later[:, ::-1], axis=1)[:, ::-1]  # (m, D, k): from each day on
    level = -NormalDist().inv_cdf(chance)
    ends = (place[:, :-1, None] + rest > level).astype(np.float64)
    won = (place[:, -1] > level).astype(np.float64)
    return Branches(("W",), int(days[-1]), days[:-1], path, draw, won[:, None], ends[:, :, :, None])
