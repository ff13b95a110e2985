"""Necessity and sufficiency: what two arms allow the chance to be that X was needed for Y.

With p1 = P(Y) in the arm with X and p0 = P(Y) in the arm without it, and Y_1, Y_0
what Y would be in each (Tian and Pearl 2000, X set from outside in both arms):

    necessity    PN = P(Y_0 absent | X, Y)         = P(Y_1, not Y_0) / p1
    sufficiency  PS = P(Y_1 | X absent, Y absent)  = P(Y_1, not Y_0) / (1 - p0)

The joint chance is not fixed by p1 and p0. By Frechet's inequalities it lies from
max(0, p1 - p0) to min(p1, 1 - p0), so

    max(0, 1 - p0 / p1)         <= PN <= min(1, (1 - p0) / p1)
    max(0, (p1 - p0) / (1 - p0)) <= PS <= min(1, p1 / (1 - p0))

Paired campaigns share draws and luck; what they show of the joint chance is one
value inside the bounds, which holds if the same chance would have struck with and
without X. That is a convention of the model and is labelled so.

Intervals of the bounds: each bound rises or falls with p1 and with p0, so its ends
are its values at the ends of the two Wilson intervals. These are drawn at a level
that splits the error over both, so the box keeps the level; it is wide, since the
pairing is not used.
Assumed: (1) both arms hold the same replications; (2) X is what the arms differ in.
Left out: other routes to Y. Where each of two causes is enough, PN of each is low.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hinge.analysis.course import Bools, Ints
from hinge.analysis.intervals import LOOK_LEVEL, MIN_RUNS, Mean
from hinge.analysis.odds import Odds, distinct, odds

BOX_LEVEL = 1.0 - (1.0 - LOOK_LEVEL) / 2.0
"""Level of each of two intervals that together keep the level of one look (Bonferroni)."""


@dataclass(frozen=True)
class Bounds:
    """What two arms allow a chance to be: ``least`` and ``most``, each with its interval."""

    least: Mean
    most: Mean


@dataclass(frozen=True)
class Needed:
    """How far Y needed X, from paired arms.

    ``with_``, ``without``: share with Y in each arm; bounds are None where nothing
    is to be explained (no Y with X; no campaign lacks Y without X). ``shared_*``:
    with chance shared between the arms, None where fewer than 50 campaigns count.
    """

    with_: Odds
    without: Odds
    necessity: Bounds | None
    sufficiency: Bounds | None
    shared_necessity: Odds | None
    shared_sufficiency: Odds | None


def needed(with_: Bools, without: Bools, draw: Ints, ancestor: Ints | None = None) -> Needed:
    """Return bounds and shared-chance values from Y in matched replications, (n,) each.

    ``ancestor`` (n,): first particle of each, in conditioned arms. Fewer than 50
    replications, or distinct ones, raise TooFewRuns.
    """
    one = odds(with_, draw, ancestor, what="A share of paired campaigns")
    two = odds(without, draw, ancestor)
    p1 = odds(with_, draw, ancestor, level=BOX_LEVEL)
    p0 = odds(without, draw, ancestor, level=BOX_LEVEL)
    return Needed(
        with_=one,
        without=two,
        necessity=_bounds(p1, p0, necessity_bounds) if one.hits else None,
        sufficiency=_bounds(p1, p0, sufficiency_bounds) if two.hits < two.n else None,
        shared_necessity=_among(~without, with_, draw, ancestor),
        shared_sufficiency=_among(with_, ~without, draw, ancestor),
    )


def necessity_bounds(p1: float, p0: float) -> tuple[float, float]:
    """Return the least and the most that PN can be; the whole range for p1 = 0."""
    if p1 <= 0.0:
        return 0.0, 1.0
    return max(0.0, 1.0 - p0 / p1), min(1.0, (1.0 - p0) / p1)


def sufficiency_bounds(p1: float, p0: float) -> tuple[float, float]:
    """Return the least and the most that PS can be; the whole range for p0 = 1.

    PS of X for Y is PN of the absence of X for the absence of Y.
    """
    return necessity_bounds(1.0 - p0, 1.0 - p1)


def _bounds(p1: Odds, p0: Odds, bounds: Callable[[float, float], tuple[float, float]]) -> Bounds:
    """Return bounds with the ends that the box of both intervals gives them."""
    least, most = bounds(p1.share, p0.share)
    corners = [bounds(a, b) for a in (p1.low, p1.high) for b in (p0.low, p0.high)]
    leasts, mosts = zip(*corners, strict=True)
    return Bounds(
        Mean(least, min(least, *leasts), max(least, *leasts)),
        Mean(most, min(most, *mosts), max(most, *mosts)),
    )


def _among(holds: Bools, where: Bools, draw: Ints, ancestor: Ints | None) -> Odds | None:
    """Return the share that holds among those replications; None where they are too few."""
    if int(where.sum()) < MIN_RUNS:
        return None
    if ancestor is not None and distinct(ancestor[where]) < MIN_RUNS:
        return None
    return odds(holds[where], draw[where], None if ancestor is None else ancestor[where])
