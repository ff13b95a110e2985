"""How well simulated campaigns agree with what was reported, target by target.

    counts    log(report + o) ~ N(log(shown + o) + shift, report^2 + model^2)
    amounts   report ~ N(shown + shift, report^2 + model^2)
    states    the report says what is shown but for 1 - (1 - miss)(1 - m) of the cases

``shift`` is the monitor's undercount (0 without one); the two variances are those of
the report and of the model's discrepancy, added as in history matching (Andrianakis
and others 2015). ABC with this error as its kernel is exact inference under it
(Wilkinson 2013), and it can be drawn from, so that a calibration can be tested on
planted parameters. ``widen`` multiplies the standard errors: the tolerance of
early generations.

Letters: N parameter draws, R replicates of each, T targets.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Kind = Literal["count", "amount", "state"]


@dataclass(frozen=True)
class Target:
    """One report. ``value``: as reported, in its unit (1 or 0 for a state).

    ``report_sd``, ``model_sd``: of the logarithm for counts; chances to err for states.
    ``shift``: added to what is shown, on the same scale, before it is compared.
    """

    id: str
    kind: Kind
    value: float
    report_sd: float
    model_sd: float
    shift: float = 0.0
    offset: float = 0.0

    @property
    def sd(self) -> float:
        """Standard error of report and model together; for a state the chance that either errs."""
        if self.kind == "state":
            return 1.0 - (1.0 - self.report_sd) * (1.0 - self.model_sd)
        return math.hypot(self.report_sd, self.model_sd)

    def scaled(self, shown: Floats) -> Floats:
        """Return what campaigns show (any shape) on the scale on which errors are normal."""
        if self.kind == "count":
            with np.errstate(divide="ignore"):
                logs: Floats = np.log(shown + self.offset)
            return logs + self.shift
        return shown + self.shift

    @property
    def reported(self) -> float:
        """The report on the scale of ``scaled``."""
        return math.log(self.value + self.offset) if self.kind == "count" else self.value


def log_likelihood(target: Target, shown: Floats, widen: float = 1.0) -> Floats:
    """Return the log density of the report given what campaigns show (any shape), up to a constant of it.

    The constant does not depend on what is shown. ``widen`` 1 or more.
    """
    if target.kind == "state":
        err = min(0.5, target.sd * widen)
        same = shown == target.value
        found: Floats = np.where(same, math.log(1.0 - err), math.log(err))
        return found
    z: Floats = (target.reported - target.scaled(shown)) / (widen * target.sd)
    return -0.5 * z * z


def agreement(targets: tuple[Target, ...], shown: Floats, widen: float = 1.0) -> Floats:
    """Return the log of the mean over replicates of the joint likelihood, (N,), of ``shown`` (N, R, T)."""
    joint = np.zeros(shown.shape[:2])
    for number, target in enumerate(targets):
        joint = joint + log_likelihood(target, shown[:, :, number], widen)
    top = joint.max(axis=1)
    safe = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore"):
        logs: Floats = np.log(np.exp(joint - safe[:, None]).mean(axis=1))
    return logs + safe


def planted(target: Target, shown: Floats, generator: np.random.Generator) -> Floats:
    """Return reports drawn from the error about what campaigns show (any shape), in the unit of ``value``."""
    if target.kind == "state":
        errs = generator.random(shown.shape) < target.sd
        return np.where(errs, 1.0 - shown, shown)
    noisy = target.scaled(shown) + target.sd * generator.standard_normal(shown.shape)
    if target.kind == "count":
        counts: Floats = np.exp(noisy) - target.offset
        return counts
    return noisy
