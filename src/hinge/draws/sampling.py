"""Draws keyed by what they are for: (seed, line; replication, day, purpose, sub-index, entity).

Settled: key = (seed, noise line), counter = (replication; tick; purpose 8 bits
and sub-index 24 bits; entity). Line 0 is the main line; branches have their
own. Arms of one ensemble share all of it, so paired differences show the
intervention and not luck (common random numbers).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from hinge.draws.compiled import entry
from hinge.draws.elementary import exp, log, normal_quantile
from hinge.draws.philox import philox

TO_UNIT = 2.0**-52
HALF_STEP = 2.0**-53
SHIFT = np.uint64(6)
HIGH_SCALE = 67108864.0  # 2**26
MASK_32 = np.uint64(0xFFFFFFFF)
PURPOSE_SHIFT = np.uint64(24)
RARE = 0.01  # mean below which a count is 0 or 1, and does not look at ``u_size``
UNUSED = 0.5  # given for a draw that is not looked at


class StreamKey(NamedTuple):
    """Which random world: ``seed`` and noise ``line`` (32 bits each), and the ``replication`` number."""

    seed: int
    line: int
    replication: int


@entry
def uniform(key: StreamKey, tick: int, purpose: int, sub: int, entity: int) -> float:
    """Return a uniform draw in (0, 1), never 0 nor 1, with 52 bits."""
    word = (np.uint64(purpose) << PURPOSE_SHIFT) | np.uint64(sub)
    w0, w1, _, _ = philox(
        np.uint64(key.replication) & MASK_32,
        np.uint64(tick) & MASK_32,
        word & MASK_32,
        np.uint64(entity) & MASK_32,
        np.uint64(key.seed) & MASK_32,
        np.uint64(key.line) & MASK_32,
    )
    whole = float(w0 >> SHIFT) * HIGH_SCALE + float(w1 >> SHIFT)
    return whole * TO_UNIT + HALF_STEP


@entry
def normal(key: StreamKey, tick: int, purpose: int, sub: int, entity: int) -> float:
    """Return a standard normal draw: the quantile of one uniform, so it moves with it."""
    return normal_quantile(uniform(key, tick, purpose, sub, entity))


@entry
def whole(value: float, u: float) -> float:
    """Round ``value`` >= 0 to a whole number, up with the probability of its fraction (mean kept)."""
    low = math.floor(value)
    if u < value - low:
        return low + 1.0
    return low


@entry
def count(mean: float, dispersion: float, u_size: float, u_round: float) -> float:
    """Return a whole number with the mean and, nearly, the variance of a negative binomial.

    ``dispersion`` is the size parameter k: variance = mean + mean**2 / k. The
    shape is a lognormal of that variance, rounded by a keyed draw: it is heavy
    in the tail as harm and losses are, rises with ``u_size`` and with ``mean``,
    and needs two uniforms whatever the mean. Departure from the negative
    binomial: the chance of exactly zero differs where the mean is small, and
    below a mean of 0.01 the count is 0 or 1 (which spares the logarithm for the
    many places where next to nothing happens).
    """
    if mean <= 0.0:
        return 0.0
    if mean < RARE:
        return whole(mean, u_round)
    s2 = log(1.0 + 1.0 / mean + 1.0 / dispersion)
    return whole(mean * exp(math.sqrt(s2) * normal_quantile(u_size) - 0.5 * s2), u_round)
