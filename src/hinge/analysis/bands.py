"""Intervals of one day and bands over all days: whole streams are drawn again.

An estimate's error is that of a mean of influences (C,), one for each
independent stream. Streams are resampled whole, so that days stay as they hang
together; in each resample t = its mean / its own standard error on every day. The interval of a day takes the 95 % point of |t| on that day, the band that
of the largest |t| over all days: it holds on all days at once.

Dividing by the resample's own error (bootstrap-t) matters here, because squared
changes are skewed: most paths change by nothing, few by much.

Error rates: over 200 seeds of the Gaussian walk the nominal 95 % bands of shares,
of excess and of a chance curve cover all days in 90 to 99 of 100 (tests).

Assumed: streams are independent, at least ``MIN_RUNS`` of them.
Sources: Efron (1982), bootstrap-t; Chernozhukov, Chetverikov and Kato (2013) for
the largest |t|; Wilson (1927).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from hinge.analysis.intervals import MIN_RUNS, OVERALL_LEVEL, Mean, wilson
from hinge.analysis.process import Array
from hinge.errors import TooFewRuns

RESAMPLES = 999
"""Resamples: the 95 % point of |t| is then known to within a point of the level."""

BAND_KEY = 0x42414E44
"""Key of the generator of resamples, so that the same streams say the same."""

LEAST_ERROR = 0.25
"""Smallest part of the whole error that a resample's own error is taken for.

A resample may hold none of the few paths that changed; its error is then 0 and
its t without limit.
"""


@dataclass(frozen=True)
class Band:
    """Estimates (D,) with standard errors, intervals of single days, and the band over all days."""

    value: Array
    error: Array
    low: Array
    high: Array
    band_low: Array
    band_high: Array
    level: float


def band(value: Array, influence: Array, level: float = OVERALL_LEVEL) -> Band:
    """Return intervals and band of estimates (D,) with influences (C, D) of mean 0.

    Where nothing varies the interval has no width. TooFewRuns below ``MIN_RUNS``
    streams.
    """
    streams = influence.shape[0]
    if streams < MIN_RUNS:
        raise TooFewRuns("A band (counted in independent streams)", streams, MIN_RUNS)
    error, t = _studentised(influence)
    one = np.quantile(t, level, axis=0) * error
    all_days = np.quantile(t.max(axis=1, initial=0.0), level) * error
    return Band(value, error, value - one, value + one, value - all_days, value + all_days, level)


def interval(value: float, influence: Array, level: float = OVERALL_LEVEL) -> Mean:
    """Return one estimate with its interval; ``influence`` (C,) of mean 0."""
    found = band(np.array([value]), influence[:, None], level)
    return Mean(value, float(found.low[0]), float(found.high[0]))


def chance_band(ends: Array, level: float = OVERALL_LEVEL) -> Band:
    """Return the chance of W on each day with intervals and band; ``ends`` (n, D), 0 or 1.

    A row is a stream: one line, or one path, followed through all days. Intervals
    are Wilson's, with the band's own number of errors in place of 1.96, so that
    they keep a width at 0 and 1.
    """
    n = ends.shape[0]
    if n < MIN_RUNS:
        raise TooFewRuns("A band (counted in independent streams)", n, MIN_RUNS)
    value = ends.mean(axis=0)
    error, t = _studentised(ends - value)
    largest = float(np.quantile(t.max(axis=1, initial=0.0), level))
    wide = max(level, 2.0 * NormalDist().cdf(largest) - 1.0)
    one = np.array([wilson(float(p), n, level) for p in value])
    all_days = np.array([wilson(float(p), n, min(wide, 1.0 - 1e-12)) for p in value])
    return Band(value, error, one[:, 0], one[:, 1], all_days[:, 0], all_days[:, 1], level)


def _studentised(influence: Array) -> tuple[Array, Array]:
    """Return standard errors (D,) and |t| of each resample and day, (B, D)."""
    streams = influence.shape[0]
    centred = influence - influence.mean(axis=0)
    error = centred.std(axis=0, ddof=1) / np.sqrt(streams)
    counts = _counts(streams)
    mean = counts @ centred / streams
    square = counts @ (centred * centred) / streams
    own = np.sqrt(np.maximum(square - mean * mean, 0.0) / (streams - 1.0))
    own = np.maximum(own, LEAST_ERROR * error)
    return error, np.abs(np.divide(mean, own, out=np.zeros_like(mean), where=own > 0.0))


@functools.lru_cache(maxsize=8)
def _counts(streams: int) -> Array:
    """Return how often each stream counts in each resample, (B, C)."""
    generator = np.random.Generator(np.random.Philox(key=BAND_KEY))
    picked = generator.integers(0, streams, (RESAMPLES, streams))
    return np.stack([np.bincount(one, minlength=streams) for one in picked]).astype(np.float64)
