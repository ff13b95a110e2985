"""Is the calibration itself right? Planted parameter sets, ranks and coverage, judged.

A calibration is right if, over campaigns whose parameters are known, its ranks are
uniform and its 90 % intervals hold the truth 90 times in 100. Both are judged, with
stated chances of a false alarm, on planted sets that reuse one stored pool
(``analysis.planted_sets``, ``analysis.ranks``).

Where many planted sets have few effective members, the pool is too small for targets
so sharp: intervals taken from it miss, and hardly a member agrees with the reports as
well as the planted one does. That is counted and told. A second check then
repeats the first with all errors wider by one factor, in the planting as in the weighing, so
that it is a check in its own right and not a repair. The factor is the smallest that
leaves few thin sets among some planted for this alone, so that no set
that is judged had a say in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.fit import Target
from hinge.analysis.planted_sets import Planted, Posterior, place, place_in_pool, plant_members
from hinge.calibrating.judged import MOST_THIN, THIN, Judged, Quantiles, judge

Floats = NDArray[np.float64]

SETS = 400
"""Planted sets; coverage of one parameter's 90 % interval is then known to 3 points."""

WIDER = (1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
"""Factors on all standard errors that are tried in turn where it is not."""

TRIED = 100
"""Sets planted to choose the factor."""


@dataclass(frozen=True)
class Checked:
    """The check as errors are stated, and where that leaves too many thin sets, with wider ones."""

    members: int
    replicates: int
    stated: Judged
    widened: Judged | None

    @property
    def passed(self) -> bool:
        """Whether ranks are uniform and coverage within its bar, under the errors that the pool is enough for."""
        judged = self.stated if self.stated.enough else self.widened
        return judged is not None and judged.uniform and judged.covers

    def to_json(self) -> dict[str, Any]:
        """Return everything but the ranks as plain values."""
        return {
            "pool": {"members": self.members, "replicates": self.replicates},
            "passed": self.passed,
            "pool_is_enough": self.stated.enough,
            "as_stated": self.stated.to_json(),
            "widened": None if self.widened is None else self.widened.to_json(),
        }


def check_calibration(
    theta: Floats,
    shown: Floats,
    targets: tuple[Target, ...],
    names: tuple[str, ...],
    *,
    planted: int = SETS,
    seed: int = 1,
) -> Checked:
    """Check the weighing of a pool on planted members of it.

    theta (N, A): drawn from the prior; shown (N, R, T); names (A,). Raises TooFewRuns for
    a pool no larger than ``planted``, InputError for a count of nought without offset.
    """
    scale = Quantiles(theta)
    theta = scale(theta)
    stated = _pool_check(theta, shown, targets, names, planted, seed, 1.0)
    factor = None if stated.enough else wide_enough(theta, shown, targets, seed)
    widened = None
    if factor is not None:
        widened = _pool_check(theta, shown, targets, names, planted, seed, factor)
    return Checked(shown.shape[0], shown.shape[1], stated, widened)


def check_posterior(
    posterior: Posterior, sets: Planted, prior: Floats, names: tuple[str, ...], *, seed: int = 1
) -> Judged:
    """Check any calibration, such as the whole of its generations, on planted sets.

    ``posterior``: called with reports (T,), returns members (n, A) and weights (n,);
    ``prior`` (n, A): draws from it, for the contraction.
    """
    scale = Quantiles(prior)

    def scaled(reports: Floats) -> tuple[Floats, Floats]:
        theta, weights = posterior(reports)
        return scale(theta), weights

    known = replace(sets, truth=scale(sets.truth))
    return judge(place(scaled, known), scale(prior), names, seed=seed)


def wide_enough(
    theta: Floats, shown: Floats, targets: tuple[Target, ...], seed: int
) -> float | None:
    """Return the smallest factor of WIDER that leaves few sets thin, or None."""
    for factor in WIDER:
        wide = tuple(widened(one, factor) for one in targets)
        sets = plant_members(theta, shown, wide, min(TRIED, theta.shape[0] - 1), seed + 2**32)
        effective = place_in_pool(theta, shown, wide, sets).effective[:, 0]
        if (effective < THIN).mean() <= MOST_THIN:
            return factor
    return None


def widened(target: Target, factor: float) -> Target:
    """Return the target with errors wider by a factor; a state's chance to err is at most a half."""
    if target.kind == "state":
        return replace(target, report_sd=min(0.5, factor * target.sd), model_sd=0.0)
    return replace(target, report_sd=factor * target.report_sd, model_sd=factor * target.model_sd)


def _pool_check(
    theta: Floats,
    shown: Floats,
    targets: tuple[Target, ...],
    names: tuple[str, ...],
    planted: int,
    seed: int,
    factor: float,
) -> Judged:
    """Plant members under errors wider by a factor, weigh under the same, and judge."""
    wide = targets if factor == 1.0 else tuple(widened(one, factor) for one in targets)
    sets = plant_members(theta, shown, wide, planted, seed)
    positions = place_in_pool(theta, shown, wide, sets)
    return judge(positions, theta, names, seed=seed, wider=factor)
