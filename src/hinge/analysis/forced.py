"""Was a choice forced: conditions on what a command believed and weighed, campaign by campaign.

An attack now is a gamble that waiting may make better or, if the chance closes
first, much worse. With p1 the odds now, p2 later if the chance stays, p0 if it is
gone, and c' the cost of waiting, attacking is best from the hazard a day
h* = (p2 - p1 - c') / (p2 - p0) on. The gamble was forced only if

    (i)   it was best with the hazard the command believed in:  believed >= h*
    (ii)  it was not best anyway, with no hazard at all:         h* > 0
    (iii) every real alternative was worse by a margin:          margin >= smallest

Asked on the day of the largest commitment of elite reserves in the window, the
first such day where several are equal. Where none is committed there is nothing
that could have been forced, and no condition holds. Missing values are -1 in the
recorded series; a condition on a missing value does not hold.
A parameter draw meets a condition where more than half of its replications do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.analysis.course import Bools, Floats, Ints
from hinge.analysis.odds import per_draw

Array = npt.NDArray[np.float64]

HALF = 0.5


@dataclass(frozen=True)
class Choices:
    """The choice of a command in each replication, (R,) each.

    ``committed``: reserves were committed in the window; the three conditions;
    ``threshold`` h*, ``believed`` hazard, both a day, ``ratio`` of the two, and the
    ``margin`` over every alternative, not a number where they are missing or
    nothing was committed (ratio: or where the believed hazard is zero).
    """

    committed: Bools
    best_with_belief: Bools
    not_best_without: Bools
    by_margin: Bools
    threshold: Array
    believed: Array
    ratio: Array
    margin: Array

    @property
    def forced(self) -> Bools:
        """Where all three conditions hold, (R,)."""
        return self.best_with_belief & self.not_best_without & self.by_margin


def choices(
    committed: Floats, believed: Floats, threshold: Floats, margin: Floats, smallest: float
) -> Choices:
    """Return the choices from recorded series over the days of a window, (R, days) each.

    Series are compared as recorded (float32), so that equal values are equal.
    """
    day = committed.argmax(axis=1)[:, None]
    share, hazard, star, worth = (
        np.take_along_axis(series, day, axis=1)[:, 0]
        for series in (committed, believed, threshold, margin)
    )
    some = np.asarray(share > 0.0)
    known = some & (star >= 0.0)
    kept = _where(known, star)
    seen = _where(some & (hazard >= 0.0), hazard)
    ratio: Array = np.full(kept.shape, np.nan)
    np.divide(kept, seen, out=ratio, where=np.isfinite(kept) & (seen > 0.0))
    return Choices(
        committed=some,
        best_with_belief=np.asarray(known & (hazard >= star)),
        not_best_without=np.asarray(known & (star > 0.0)),
        by_margin=np.asarray(some & (worth >= 0.0) & (worth >= np.float32(smallest))),
        threshold=kept,
        believed=seen,
        ratio=ratio,
        margin=_where(some & (worth >= 0.0), worth),
    )


def most_of_each(holds: Bools, draw: Ints) -> tuple[Ints, Bools]:
    """Return the draws (m,) and whether more than half of the replications of each hold, (m,)."""
    ids, share = per_draw(holds, draw)
    return ids, np.asarray(share > HALF)


def _where(known: Bools, values: Floats) -> Array:
    """Return values as float64, not a number where they are not known."""
    return np.where(known, values.astype(np.float64), np.nan)
