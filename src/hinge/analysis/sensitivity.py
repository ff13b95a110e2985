"""Sensitivity: which assumptions an outcome goes with, from the runs at hand.

Each parameter's ranks over the draws are correlated with the ranks of the
outcome's mean in each draw (Spearman). With a hundred parameters some correlate
by luck, so the yardstick is the *largest* absolute correlation among all
parameters when the outcome is shuffled over the draws (max-statistic
permutation test, Westfall and Young 1993).

A parameter that matters most in the middle of its range, or at both ends, has no
rank correlation. So a second statistic is tested in the same way on the same
shuffles: the part of the variance of the outcome's ranks that goes with the
second to fourth cosine of the parameter's rank (a hump, an S, two humps). The
second test is given a tenth of the error, one chance in 200: that leaves the
first nearly all of its power (its threshold moves by less than 1 %), and a hump
that decides something stands out by far more than that. The chance of
naming any parameter when none matters is at most 5 %, however many there are.

Left out: assumptions that act only together, neither of them by itself; of two
parameters drawn in correlation both may be named when one acts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from hinge.analysis.given_data import Inputs, ranks, standard
from hinge.analysis.intervals import (
    MIN_RUNS,
    OVERALL_LEVEL,
    Mean,
    mean_interval,
    normal_quantile,
)
from hinge.errors import TooFewRuns

Array = npt.NDArray[np.float64]
Where = Literal["high", "low", "middle", "ends"]

FAMILY_ERROR = 0.05
"""Chance of naming any assumption when none matters."""

BY_SHAPE = 0.1
"""Part of that chance that is spent on assumptions that do not rise or fall throughout."""

SHUFFLES = 999
"""Shuffles of the outcome; the smallest attainable p-value is 1 in 900."""

SHUFFLE_KEY = 0x48494E4745
"""Key of the generator that shuffles, so that the same runs name the same hinges."""

MOST_HINGES = 3
"""At most so many assumptions are named as hinges."""


@dataclass(frozen=True)
class Sensitivity:
    """How an outcome goes with one parameter.

    ``correlation`` of ranks with its interval; ``p`` corrected for both tests and
    the number of parameters; ``where`` the outcome is largest: at high or low
    values, or (found by its shape alone) in the middle or at both ends;
    ``lowest``, ``highest``, ``middle``: mean outcome over the draws in which the
    parameter is in its lowest and highest quarter and in the half between;
    ``significant``: p <= 5 %.
    """

    parameter: str
    correlation: float
    low: float
    high: float
    p: float
    lowest: Mean
    highest: Mean
    middle: Mean
    where: Where
    significant: bool


def ranked(
    outcome: npt.ArrayLike,
    parameters: npt.ArrayLike | Inputs,
    ids: tuple[str, ...] = (),
    *,
    shown: npt.ArrayLike | None = None,
    most: int | None = None,
    shuffles: int = SHUFFLES,
    key: int = SHUFFLE_KEY,
) -> tuple[Sensitivity, ...]:
    """Rank the parameters that vary by how strongly an outcome goes with them.

    ``outcome`` (m,) one number a draw; ``parameters`` (m, p) with ``ids`` p names, or
    ``Inputs``; ``shown`` (m,) what the quarters report, the outcome itself if not
    given; ``most``: so many of the strongest are described, all if not given. An
    outcome that never varies has no sensitivity: the answer is empty. Fewer than
    ``MIN_RUNS`` draws raise TooFewRuns.
    """
    y = np.asarray(outcome, dtype=np.float64)
    report = y if shown is None else np.asarray(shown, dtype=np.float64)
    if y.size < MIN_RUNS:
        raise TooFewRuns("A sensitivity (counted in parameter draws)", int(y.size), MIN_RUNS)
    inputs = parameters if isinstance(parameters, Inputs) else Inputs.of(parameters, ids)
    if np.ptp(y) == 0.0 or not inputs.ids:
        return ()
    target = standard(ranks(y)[:, None])[:, 0]
    found = target @ inputs.line  # (p,)
    waves = target @ inputs.waves[1:]  # (WAVES - 1, p)
    bent = (waves * waves).sum(axis=0)
    by_rank, by_shape = _corrected(np.abs(found), bent, inputs, target, shuffles, key)
    p = np.minimum(1.0, np.minimum(by_rank / (1.0 - BY_SHAPE), by_shape / BY_SHAPE))
    only_bent = (by_rank / (1.0 - BY_SHAPE) > FAMILY_ERROR) & (by_shape / BY_SHAPE <= FAMILY_ERROR)
    strength = np.where(only_bent, np.sqrt(bent), np.abs(found))
    order = sorted(range(len(inputs.ids)), key=lambda c: (-strength[c], inputs.ids[c]))
    return tuple(
        _one(
            inputs.ids[c],
            float(found[c]),
            float(p[c]),
            inputs.ranks[:, c],
            report,
            _where(float(found[c]), float(waves[0, c]), bool(only_bent[c])),
        )
        for c in order[:most]
    )


def hinges(found: tuple[Sensitivity, ...], most: int = MOST_HINGES) -> tuple[Sensitivity, ...]:
    """Return the assumptions that stand out, strongest first, at most ``most``."""
    return tuple(s for s in found if s.significant)[:most]


def _where(rho: float, hump: float, only_bent: bool) -> Where:
    """Return where an outcome is largest; ``hump``: its product with the second cosine."""
    if only_bent:
        return "ends" if hump > 0.0 else "middle"
    return "high" if rho > 0.0 else "low"


def _corrected(
    size: Array, bent: Array, inputs: Inputs, target: Array, shuffles: int, key: int
) -> tuple[Array, Array]:
    """Return p-values (p,) of both statistics: where each stands among the maxima of shuffles."""
    generator = np.random.Generator(np.random.Philox(key=key))
    shuffled = generator.permuted(np.tile(target, (shuffles, 1)), axis=1)
    largest = np.abs(shuffled @ inputs.line).max(axis=1)  # (shuffles,)
    each = [(shuffled @ wave) ** 2 for wave in inputs.waves[1:]]
    parts = np.asarray(np.sum(each, axis=0), dtype=np.float64)  # (shuffles, p)
    return _beyond(largest, size), _beyond(parts.max(axis=1), bent)


def _beyond(largest: Array, found: Array) -> Array:
    """Return the share of shuffles whose maximum is at least as large, counting the outcome itself."""
    rounding = 1e-12  # a shuffle that gives the outcome back counts as at least as large
    beyond = largest.size - np.searchsorted(np.sort(largest), found - rounding, side="left")
    return np.asarray((1.0 + beyond) / (1.0 + largest.size), dtype=np.float64)


def _one(
    name: str, rho: float, p: float, column: Array, report: Array, where: Where
) -> Sensitivity:
    """Return one parameter's line: interval by Fisher's z with Bonett and Wright's (2000) error."""
    m = column.size
    inside = min(abs(rho), 1.0 - 1e-12)
    centre = math.copysign(math.atanh(inside), rho)
    half = normal_quantile(OVERALL_LEVEL) * math.sqrt((1.0 + rho * rho / 2.0) / (m - 3.0))
    low_end, high_end = np.quantile(column, (0.25, 0.75))
    between = (column > low_end) & (column < high_end)
    return Sensitivity(
        parameter=name,
        correlation=rho,
        low=math.tanh(centre - half),
        high=math.tanh(centre + half),
        p=p,
        lowest=mean_interval(report[column <= low_end]),
        highest=mean_interval(report[column >= high_end]),
        middle=mean_interval(report[between] if between.sum() > 1 else report),
        where=where,
        significant=p <= FAMILY_ERROR,
    )
