"""How likely a report would have been, had the campaign gone as a simulated one did.

Statistics are read from recorded days; likelihoods are relative to the campaign
that fits best, and never below the observation's floor:

    state on a day   1 in one of the states, else 1 - (1 - miss)(1 - m)
    first day        1 from low to high, else exp(-d**2 / 2 (sd**2 + m**2)), d days beyond; never: ``never``
    change           1 from low to high, else exp(-g**2 / 2 (log_sd**2 + m**2)), g = log of the factor beyond

m is the model's discrepancy: how far a campaign that goes as the real one went
may lie from it, since the model is coarse. Its variance is added to that of the
report, as in history matching (Andrianakis and others 2015).
Assumption 1: reports and the model err independently from one observation to the next.
Assumption 2: within a stated range no value is likelier than another.
"""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
from numpy.typing import NDArray

from hinge.draws.elementary import exp, log
from hinge.ensemble.arrays import Block, Layout
from hinge.scenario.conditioning import (
    Conditioned,
    Days,
    Factor,
    FirstDay,
    Report,
    SeriesChange,
    SiegeOn,
    days_read,
)
from hinge.world.codes import SIEGE_STATES

Floats = NDArray[np.float64]
NEVER = -1.0  # first day of what does not come about


def statistic(seen: Conditioned, block: Block, layout: Layout, start: dt.date) -> Floats:
    """Return what each replication of a block shows of an observation, (R,)."""
    return shown(seen.statistic, block, layout, start)


def shown(
    read: SiegeOn | FirstDay | SeriesChange, block: Block, layout: Layout, start: dt.date
) -> Floats:
    """Return a statistic of each replication of a block, (R,).

    1 or 0 for a state on a day, days since ``start`` for a first day (``NEVER``:
    not at all), the difference for a change.
    """
    days = [(day - start).days for day in days_read(read)]
    if isinstance(read, SiegeOn | FirstDay):
        states = [SIEGE_STATES.index(state) for state in read.is_]
        watch = layout.watches.index(f"{read.of}.{read.side}")
        here = np.isin(block.siege[:, : days[-1] + 1, watch], states)  # (R, days up to the last)
        there = here[:, days[0] :]
        if isinstance(read, SiegeOn):
            return there[:, 0].astype(np.float64)
        if read.anew:
            eve = np.roll(here, 1, axis=1)
            eve[:, 0] = True  # nothing is new on day 0
            there = there & ~eve[:, days[0] :]
        return np.where(there.any(axis=1), days[0] + there.argmax(axis=1), NEVER)
    value = block.value[:, days, layout.series.index(read.series)].astype(np.float64)
    change: Floats = value[:, 1] - value[:, 0]
    return change


def likelihood(seen: Conditioned, values: Floats, start: dt.date) -> Floats:
    """Return the relative likelihood of each statistic (N,), from the observation's floor to 1."""
    return np.array([max(seen.floor, _one(seen, value, start)) for value in values.tolist()])


def _one(seen: Conditioned, value: float, start: dt.date) -> float:
    """Return the relative likelihood of one statistic, before the floor."""
    error = seen.error
    if isinstance(error, Report):
        return 1.0 if value > 0.0 else 1.0 - (1.0 - error.miss) * (1.0 - error.discrepancy)
    if isinstance(error, Days):
        if value == NEVER:
            return error.never
        low, high = float((error.low - start).days), float((error.high - start).days)
        return _bell(max(low - value, value - high, 0.0) / _both(error.sd, error.discrepancy))
    return _factor(error, value)


def _factor(error: Factor, value: float) -> float:
    """Return the relative likelihood of a change."""
    if value <= 0.0:
        return 0.0
    beyond = max(log(error.low) - log(value), log(value) - log(error.high), 0.0)
    return _bell(beyond / _both(error.log_sd, error.discrepancy))


def _both(sd: float, discrepancy: float) -> float:
    """Return the standard error of report and model together."""
    return math.sqrt(sd * sd + discrepancy * discrepancy)


def _bell(z: float) -> float:
    """Return the normal density at ``z`` over that at 0."""
    return exp(-0.5 * z * z)
