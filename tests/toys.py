"""Campaigns that take no time to make, for tests of what is done with hinge shares."""

import numpy as np

from hinge.analysis.null_campaigns import ordinary
from hinge.analysis.process import Branches
from hinge.analysis.profile import clock


def switched(
    seed: int, *, m: int = 200, days: int = 20, lines: int = 8, day: int = 9, size: float = 2.5
) -> Branches:
    """Return a walk of variance 1 in all, with a shock of plus or minus ``size`` on one day."""
    rng = np.random.default_rng(seed)
    step = 1.0 / np.sqrt(days)
    own = step * rng.standard_normal((m, days))
    later = step * rng.standard_normal((m, days, lines))
    own[:, day - 1] += size * rng.choice([-1, 1], m)
    later[:, day - 1] += size * rng.choice([-1, 1], (m, lines))
    place = np.concatenate([np.zeros((m, 1)), own.cumsum(axis=1)], axis=1)
    rest = later[:, ::-1].cumsum(axis=1)[:, ::-1]
    ends = (place[:, :-1, None] + rest > 0.0).astype(float)
    path = np.arange(m)
    won = (place[:, -1:] > 0.0).astype(float)
    return Branches(("W",), days, np.arange(days), path, path, won, ends[..., None])


def plain(
    number: int,
    *,
    m: int = 200,
    days: int = 20,
    lines: int = 8,
    chance: float = 0.5,
    at_start: float = 0.0,
    replications: int = 1,
    activity: np.ndarray | None = None,
) -> Branches:
    """Return a walk without a turning point."""
    grid = np.arange(days + 1)
    path = np.arange(m)
    return ordinary(
        chance,
        at_start,
        clock(activity, grid),
        grid,
        path=path,
        draw=path // replications,
        lines=lines,
        number=number,
    )


def opposite(branches: Branches) -> Branches:
    """Return the branches of what does not happen."""
    return Branches(
        ("not W",),
        branches.last,
        branches.days,
        branches.path,
        branches.draw,
        1.0 - branches.own,
        1.0 - branches.ends,
    )


def bunched(days: int = 20) -> np.ndarray:
    """Return activity that is eight times as high on three days in the middle."""
    day = np.arange(1, days + 1)
    return np.where((day >= 9) & (day <= 11), 8.0, 1.0)
