"""History matching: which parameters are so far from the reports that they can be left out.

    I(z) = |report - E f(z)| / sqrt(V_em + V_obs + V_disc)

for each target, with the emulator's mean and variance (``emulator``), the variance
of the report and that of the model's discrepancy. For a state, E f is the chance
p that it is shown and the report's chance is p (1 - e) + (1 - p) e; the variance of
one report is that of a coin with this chance.

Where there are ``SECOND`` targets or more the second largest I counts, so that one
target about which the emulator errs rules out nothing by itself (Vernon, Goldstein
and Bower 2010); with fewer, the largest. Points with I > 3 are left out: for any
error with one peak that happens at most once in 20 times (Pukelsheim 1994).

Assumption 1: targets err independently of one another.
Sources: Craig and others (1997); Andrianakis and others (2015).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hinge.analysis.emulator import Emulator
from hinge.analysis.fit import Target

Array = npt.NDArray[np.float64]

LIMIT = 3.0
"""Implausibility beyond which a point is left out."""

SECOND = 4
"""Targets from which on the second largest implausibility counts."""

HALF = 0.5
"""Counts below half a unit are taken as half, so that none at all has a logarithm."""


def emulated(targets: tuple[Target, ...], shown: Array) -> Array:
    """Return what campaigns show (N, R, T) on the scales on which it is emulated: finite, 0 or 1 for states."""
    columns = []
    for number, target in enumerate(targets):
        values = shown[:, :, number]
        if target.kind == "count":
            columns.append(np.log(np.maximum(values + target.offset, HALF)) + target.shift)
        elif target.kind == "amount":
            columns.append(target.scaled(values))
        else:
            columns.append(values)
    return np.stack(columns, axis=2)


def implausibility(targets: tuple[Target, ...], emulator: Emulator, z: Array) -> Array:
    """Return I for each point and target, (n, T), of parameters (n, A)."""
    mean = emulator.mean(z)
    found = np.empty_like(mean)
    for number, target in enumerate(targets):
        if target.kind == "state":
            shown = np.clip(mean[:, number], 0.0, 1.0)
            says = shown * (1.0 - target.sd) + (1.0 - shown) * target.sd
            missed = max(0.0, emulator.variance[number] - float((shown * (1.0 - shown)).mean()))
            variance = says * (1.0 - says) + missed
            off = target.value - says
        else:
            variance = np.full(mean.shape[0], emulator.variance[number] + target.sd**2)
            off = target.reported - mean[:, number]
        found[:, number] = np.abs(off) / np.sqrt(variance)
    return found


def decisive(each: Array) -> Array:
    """Return the implausibility that counts, (n,): the largest of (n, T), or the second of ``SECOND`` or more."""
    if each.shape[1] >= SECOND:
        second: Array = np.sort(each, axis=1)[:, -2]
        return second
    largest: Array = each.max(axis=1)
    return largest


def plausible(
    targets: tuple[Target, ...], emulators: tuple[Emulator, ...], z: Array
) -> npt.NDArray[np.bool_]:
    """Return which points (n, A) no wave's emulator leaves out, (n,)."""
    kept = np.ones(z.shape[0], dtype=np.bool_)
    for emulator in emulators:
        kept &= decisive(implausibility(targets, emulator, z)) <= LIMIT
    return kept
