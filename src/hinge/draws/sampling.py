"""Draws keyed by what they are for: (seed, line; replication, day, purpose, sub-index, entity).

Settled: key = (seed, noise line), counter = (replication; tick; purpose 8 bits
and sub-index 24 bits; entity). Line 0 is the main line; branches have their
own, and may share some draws with the path they left. Arms of one ensemble share all of it, so paired differences show the
intervention and not luck (common random numbers).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hinge.draws.compiled import entry, inlined
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
MOST_AT = (0.5, 0.84, 0.977)  # uniforms below which their normal quantile z is at most 0, 1, 2
MOST = (1.000001, 1.65, 7.4)  # a little more than exp(z * z / 2), for these three


DAY_BITS = 20  # of a day, plus 1, in ``StreamKey.left``
DAY = (1 << DAY_BITS) - 1


class StreamKey(NamedTuple):
    """Which random world: ``seed`` and noise ``line`` (32 bits each), and the ``replication`` number.

    A branch has two lines: ``left`` (``leaving``) says which it left and when, 0 for
    what is no branch. Draws of ticks up to that day come from the line that it left:
    what was drawn then and still counts stays as it was (how a battle goes that goes
    on). So do, up to another day, draws for those purposes (below 64) whose bit in
    ``own`` is set. All others come from ``line``.
    """

    seed: int
    line: int
    replication: int
    left: int = 0
    own: int = 0


def leaving(line: int, since: int, until: int = -1) -> int:
    """Return ``left`` of a branch: the line that it left at the end of day ``since``.

    ``until``: up to which day purposes set in ``own`` come from that line, too.
    """
    return (line << 2 * DAY_BITS) | ((until + 1) << DAY_BITS) | (since + 1)


@inlined
def line_of(key: StreamKey, tick: int, purpose: int) -> int:
    """Return the noise line that a draw comes from."""
    if key.left == 0:
        return key.line
    since, until = (key.left & DAY) - 1, ((key.left >> DAY_BITS) & DAY) - 1
    if tick <= since or (tick <= until and ((key.own >> purpose) & 1) == 1):
        return key.left >> 2 * DAY_BITS
    return key.line


@inlined
def belonging_to(key: StreamKey, day: int, purpose: int) -> StreamKey:
    """Return the key of a draw that becomes known on ``day``, though its tick is another number."""
    return StreamKey(key.seed, line_of(key, day, purpose), key.replication, 0, 0)


@inlined
def _drawn(key: StreamKey, line: int, tick: int, purpose: int, sub: int, entity: int) -> float:
    """Return the draw of ``uniform`` from a line; its code stands wherever it is called."""
    word = (np.uint64(purpose) << PURPOSE_SHIFT) | np.uint64(sub)
    w0, w1, _, _ = philox(
        np.uint64(key.replication) & MASK_32,
        np.uint64(tick) & MASK_32,
        word & MASK_32,
        np.uint64(entity) & MASK_32,
        np.uint64(key.seed) & MASK_32,
        np.uint64(line) & MASK_32,
    )
    whole = float(w0 >> SHIFT) * HIGH_SCALE + float(w1 >> SHIFT)
    return whole * TO_UNIT + HALF_STEP


@entry
def uniform(key: StreamKey, tick: int, purpose: int, sub: int, entity: int) -> float:
    """Return a uniform draw in (0, 1), never 0 nor 1, with 52 bits."""
    return _drawn(key, line_of(key, tick, purpose), tick, purpose, sub, entity)


@entry
def uniforms(
    key: StreamKey,
    tick: int,
    purpose: int,
    sub: int,
    entities: NDArray[np.int64],
    number: int,
    out: NDArray[np.float64],
) -> None:
    """Fill the first ``number`` rows of ``out`` with ``uniform`` of each of ``entities``.

    A draw takes a small part of the time of one made alone, since the compiler works on
    several at once: worth it also where half of them are not looked at.
    """
    line = line_of(key, tick, purpose)
    for row in range(number):
        out[row] = _drawn(key, line, tick, purpose, sub, entities[row])


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
    many places where next to nothing happens). With z the normal quantile of
    ``u_size`` and any s > 0, exp(s z - s**2 / 2) is at most exp(z**2 / 2), and at
    most 1 where z < 0: so many a count is seen to be none from the draws alone.
    """
    if mean <= 0.0:
        return 0.0
    if mean < RARE:
        return whole(mean, u_round)
    if u_round > mean * MOST[0]:  # most counts are none, which shows without any logarithm
        if u_size <= MOST_AT[0] or (u_size <= MOST_AT[1] and u_round > mean * MOST[1]):
            return 0.0
        if u_size <= MOST_AT[2] and u_round > mean * MOST[2]:
            return 0.0
    s2 = log(1.0 + 1.0 / mean + 1.0 / dispersion)
    return whole(mean * exp(math.sqrt(s2) * normal_quantile(u_size) - 0.5 * s2), u_round)
