"""The analyst's shares: what each day tells somebody who has to learn the parameters too.

Hinge shares take the parameters as known from day 0, so that under wide priors
what they settle (H_0) swallows most of the doubt. An analyst who only sees what
is recorded learns of the parameters from the days: the same news, counted where
it arrives. So the two answer different questions, and no table holds both.

    A[t] >= E[2 g[t] Y - g[t]^2]

for any guess g[t] from what is recorded of day t, with equality for the best one.
g is a logistic ridge regression on the features of the day, learned on four
fifths of the draws and used on the rest. Unlike ``turning`` there is no floor at
what the parameters settle, and values are neither cut nor pooled.

Assumed: what the features do not show is not known to the analyst, so shares add
up to ``shown``, not to 1; errors leave out that g would be learned anew.
Sources: Ely, Frankel and Kamenica (2015); Brill, Yurko and Wyner (2025) for fitting
by whole runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.analysis.assisted import guesses
from hinge.analysis.bands import Band, band
from hinge.analysis.clusters import left_out, squared_mean, sums
from hinge.analysis.hinge_shares import Shares
from hinge.analysis.intervals import MIN_RUNS, OVERALL_LEVEL
from hinge.analysis.process import Ints
from hinge.analysis.streams import SETTLED, stands_for
from hinge.errors import InputError, Place, Problem, TooFewRuns


@dataclass(frozen=True)
class AnalystShares:
    """Shares of the doubt by what is recorded, the parameters being learned on the way.

    ``days`` (D + 1,): of the features; ``steps``: shares (D,) between them with
    intervals and band; ``at_start``: known from the first of these days; ``shown``:
    at_start and all steps; ``filtration`` says whose knowledge it is.
    """

    outcome: str
    chance: float
    days: Ints
    at_start: float
    steps: Band
    shown: float
    filtration: str = "analyst: parameters are learned, and learning them is part of the news"


def analyst_shares(
    features: npt.ArrayLike,
    holds: npt.ArrayLike,
    draw: Ints,
    replication: Ints,
    days: Ints,
    *,
    outcome: str = "W",
    level: float = OVERALL_LEVEL,
) -> AnalystShares:
    """Return the analyst's shares of an outcome, ``holds`` (R,), 0 or 1.

    ``features`` (R, D + 1, F) at the end of ``days`` (D + 1,); ``draw`` and
    ``replication`` (R,) numbers. ValueError where W always or never holds;
    TooFewRuns below ``MIN_RUNS`` draws.
    """
    x, y = np.asarray(features, dtype=np.float64), np.asarray(holds, dtype=np.float64)
    row = np.unique(stands_for(draw, replication), return_inverse=True)[1]
    size = int(row.max()) + 1
    if size < MIN_RUNS:
        raise TooFewRuns("The analyst's shares (counted in parameter draws)", size, MIN_RUNS)
    centred = y - y.mean()
    if float(centred @ centred) <= SETTLED * y.size:
        raise ValueError("The outcome always or never happens.")
    guess = np.stack([guesses(x[:, t], y, row) for t in range(x.shape[1])], axis=1)
    guess = guess - y.mean()
    known = guess * (2.0 * centred[:, None] - guess)  # (R, D + 1)
    total, count = sums(np.column_stack([known, centred, centred**2]), row, size)
    means = left_out(total, count)
    squared = squared_mean(total[:, -2], count[:, -2])
    doubt = means[:, -1] - squared
    settled = (means[:, :-2] - squared[:, None]) / doubt[:, None]  # (1 + C, D + 1)
    rises = np.diff(settled, axis=1)
    pull = (size - 1.0) * (rises[0] - rises[1:])
    return AnalystShares(
        outcome=outcome,
        chance=float(y.mean()),
        days=days,
        at_start=float(settled[0, 0]),
        steps=band(rises[0], pull - pull.mean(axis=0), level),
        shown=float(settled[0, -1]),
    )


def one_filtration(columns: Sequence[AnalystShares | Shares]) -> None:
    """Raise InputError unless all columns of a table have the parameters known, or all learned."""
    if len({isinstance(column, AnalystShares) for column in columns}) > 1:
        raise InputError(
            [
                Problem(
                    "one-filtration",
                    "Shares with parameters known and with parameters learned stand in one table.",
                    "The first count what parameters settle at the start, the second on the days "
                    "that tell of them: their columns cannot be compared.",
                    "Make a table of each.",
                    Place("hinge shares"),
                )
            ]
        )
