"""Paired counterfactuals: the same draw and the same luck, with and without an intervention.

Replication numbers name (parameter draw, replicate), and the keyed draws give
both arms the same luck, so the difference of one replication shows the
intervention and not the dice. Replicates of a draw are averaged first; the
interval and the share run over parameter draws, which are independent. In arms
conditioned on observations a draw weighs as many times as it has campaigns, and
the effective number of draws takes the place of their number.

The share counts draws whose *observed* mean difference has the claimed sign and
exceeds the smallest relevant size. With few replicates that mean is noisy, and
some draws meet the claim by chance; ``opposite``, the share of draws that differ
as much the other way, shows how many that may be, and ``spread`` says how much
of the variance is such noise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from hinge.analysis.course import Course, Ints
from hinge.analysis.intervals import (
    LOOK_LEVEL,
    MIN_RUNS,
    Mean,
    mean_interval,
    weighted_interval,
)
from hinge.analysis.odds import Odds, distinct, odds_of_draws, per_draw
from hinge.analysis.spread import Spread, spread
from hinge.errors import StoreError, TooFewRuns

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pairs:
    """Differences of matched replications: ``values`` (n,) and the ``draw`` of each (n,).

    ``left_out``: matched replications without a number in one of the arms;
    ``conditioned``: draws weigh by their number of replications.
    ``with_`` and ``without`` (n,) are the two values behind each difference.
    """

    with_: Array
    without: Array
    draw: Ints
    left_out: int
    conditioned: bool = False

    @property
    def values(self) -> Array:
        """Value with the intervention minus value without it, (n,)."""
        return self.with_ - self.without


@dataclass(frozen=True)
class Contrast:
    """What an intervention changes.

    ``mean``: mean paired difference over draws with its interval; ``share``: draws
    that meet the claim (``n`` and ``draws`` count draws), ``opposite`` those that
    exceed the size with the other sign; ``identical``: no pair differs at all; ``saving``: how many times as many runs unpaired arms would
    need for the same standard error, None where no pair differs; ``spread`` of
    the differences; ``draw`` and ``per_draw`` (m,) mean difference in each draw.
    """

    mean: Mean
    share: Odds
    opposite: Odds
    pairs: int
    left_out: int
    identical: bool
    saving: float | None
    spread: Spread | None
    draw: Ints = field(repr=False, compare=False)
    per_draw: Array = field(repr=False, compare=False)
    meets: npt.NDArray[np.bool_] = field(repr=False, compare=False)


def match(with_: Course, without: Course, a: npt.ArrayLike, b: npt.ArrayLike) -> Pairs:
    """Match values (R,) of two arms by replication number; those in one arm only are dropped.

    A number that stands for different parameter draws in the two arms raises
    StoreError, since such arms were not drawn from one design.
    """
    _, i, j = np.intersect1d(
        with_.replication, without.replication, assume_unique=True, return_indices=True
    )
    if np.any(with_.draw[i] != without.draw[j]):
        raise StoreError(
            f"Arms {with_.arm} and {without.arm} give one replication different parameter draws."
        )
    first = np.asarray(a, dtype=np.float64)[i]
    second = np.asarray(b, dtype=np.float64)[j]
    good = np.isfinite(first) & np.isfinite(second)
    return Pairs(
        first[good],
        second[good],
        with_.draw[i][good],
        int(good.size - good.sum()),
        _both_conditioned(with_, without),
    )


def _both_conditioned(with_: Course, without: Course) -> bool:
    """Return whether two arms are conditioned; StoreError where only one is."""
    if (with_.ancestor is None) != (without.ancestor is None):
        raise StoreError(
            f"Of the arms {with_.arm} and {without.arm} one is conditioned on observations and one "
            "is not; they cannot be paired."
        )
    return with_.ancestor is not None


def mean_difference(pairs: Pairs, *, level: float = LOOK_LEVEL) -> Mean:
    """Return the mean paired difference over draws; exactly zero where no pair differs."""
    _, means = per_draw(pairs.values, pairs.draw)
    if means.size < 2:
        raise TooFewRuns("A mean difference", int(means.size), 2)
    return _mean(means, _weights(pairs), level)


def _weights(pairs: Pairs) -> Array | None:
    """Return how much each draw (m,) weighs in conditioned arms; None where all weigh alike."""
    if not pairs.conditioned:
        return None
    _, sizes = np.unique(pairs.draw, return_counts=True)
    return sizes.astype(np.float64)


def _mean(means: Array, weights: Array | None, level: float) -> Mean:
    """Return the mean over draws (m,) with its interval."""
    if weights is None:
        return mean_interval(means, level)
    return weighted_interval(means, weights, level)


def contrast(
    pairs: Pairs, *, sign: int, smallest: float, what: str = "An effect", level: float = LOOK_LEVEL
) -> Contrast:
    """Return mean and share of an effect of claimed ``sign`` (+1 or -1) above ``smallest``.

    Fewer than ``MIN_RUNS`` draws, or effective ones, raise TooFewRuns. Conditioned
    arms have no ``spread``: copies of one campaign are no replicates of a draw.
    """
    draw, means = per_draw(pairs.values, pairs.draw)
    weights = _weights(pairs)
    effective = float(draw.size) if weights is None else distinct(pairs.draw)
    if effective < MIN_RUNS:
        raise TooFewRuns(f"{what} (counted in parameter draws)", math.floor(effective), MIN_RUNS)
    meets = sign * means > smallest
    identical = not np.any(pairs.values)
    return Contrast(
        mean=_mean(means, weights, level),
        share=odds_of_draws(meets, weights=weights, level=level),
        opposite=odds_of_draws(-sign * means > smallest, weights=weights, level=level),
        pairs=int(pairs.values.size),
        left_out=pairs.left_out,
        identical=identical,
        saving=_saving(pairs, means),
        spread=None if pairs.conditioned else spread(pairs.values, pairs.draw, level=level),
        draw=draw,
        per_draw=means,
        meets=meets,
    )


def _saving(pairs: Pairs, means: Array) -> float | None:
    """Return the variance of unpaired arms over that of paired ones, both of draw means."""
    paired = float(means.var(ddof=1))
    if paired == 0.0:
        return None
    apart = sum(
        float(per_draw(values, pairs.draw)[1].var(ddof=1))
        for values in (pairs.with_, pairs.without)
    )
    return apart / paired
