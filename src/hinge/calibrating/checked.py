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
from hinge.analysis.planted_sets import (
    Planted,
    Positions,
    Posterior,
    place,
    place_in_pool,
    plant_members,
)
from hinge.analysis.ranks import (
    BAR,
    FALSE_ALARM,
    LEVELS,
    Coverage,
    Uniformity,
    band,
    coverage,
    ranks,
    uniformity,
)

Floats = NDArray[np.float64]

SETS = 400
"""Planted sets; coverage of one parameter's 90 % interval is then known to 3 points."""

AGREEMENT = "agreement with the reports"
"""The further quantity that is placed: see ``analysis.planted_sets``."""

THIN = 50.0
"""Effective members under which a planted set is called thin: 5 % tails then hold two or three."""

MOST_THIN = 0.1
"""Share of thin sets up to which the pool is called large enough."""

WIDER = (1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
"""Factors on all standard errors that are tried in turn where it is not."""

TRIED = 100
"""Sets planted to choose the factor."""

LEARNT = 0.05
"""Share of its prior variance that a parameter must lose, on average, to count as one that reports say something of."""


@dataclass(frozen=True)
class Row:
    """One quantity: ``contraction`` is the share of prior variance that reports remove on average.

    That of the agreement has no prior, and is None.
    """

    name: str
    contraction: float | None
    coverage: tuple[Coverage, ...]
    uniformity: Uniformity

    def to_json(self) -> dict[str, Any]:
        """Return everything as plain values."""
        found = self.uniformity
        return {
            "name": self.name,
            "contraction": None if self.contraction is None else round(self.contraction, 4),
            "coverage": [_covered(one) for one in self.coverage],
            "ranks": {
                "off": round(found.off, 3),
                "at_level": found.level,
                "chance": round(found.chance, 5),
                "lean": round(found.lean, 4),
            },
        }


@dataclass(frozen=True)
class Judged:
    """What the planted sets say under errors ``wider`` times as wide.

    ``band``: the D that ranks may reach; ``effective``: 5, 50 and 95 % of the planted sets' effective
    members; ``thin``: planted sets with fewer than THIN; ``pooled``: coverage over all
    parameters, ``learnt``: over those that reports say something of, none if there are none.
    """

    wider: float
    sets: int
    band: float
    effective: tuple[float, float, float]
    thin: int
    rows: tuple[Row, ...]
    pooled: tuple[Coverage, ...]
    learnt: tuple[Coverage, ...]
    ranks: Floats

    @property
    def uniform(self) -> bool:
        """Whether all ranks lie within the band. A right calibration fails this once in 100 checks."""
        return all(row.uniformity.off <= self.band for row in self.rows)

    @property
    def covers(self) -> bool:
        """Whether pooled 90 % intervals cover 90 % within BAR, over all parameters and over those learnt.

        With 400 sets and two informed parameters or more, a right calibration with a large pool
        fails this less than once in 50 checks; with one, about once in 20.
        """
        found = (one for one in (*self.pooled, *self.learnt) if one.level == LEVELS[-1])
        return all(abs(one.share.value - one.level) <= BAR for one in found)

    @property
    def enough(self) -> bool:
        """Whether few enough sets are thin for intervals to be taken from the pool."""
        return self.thin <= MOST_THIN * self.sets

    def to_json(self) -> dict[str, Any]:
        """Return everything but the ranks as plain values."""
        low, middle, high = self.effective
        return {
            "errors_wider_by": self.wider,
            "planted_sets": self.sets,
            "ranks_uniform": self.uniform,
            "false_alarm": FALSE_ALARM,
            "band": round(self.band, 3),
            "coverage_within_bar": self.covers,
            "bar": BAR,
            "coverage": [_covered(one) for one in self.pooled],
            "coverage_of_learnt": [_covered(one) for one in self.learnt],
            "effective": {"p05": round(low, 1), "median": round(middle, 1), "p95": round(high, 1)},
            "thin_below": THIN,
            "thin_sets": self.thin,
            "rows": [row.to_json() for row in self.rows],
        }


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
    return judge(place(posterior, sets), prior, names, seed=seed)


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


def judge(
    positions: Positions,
    prior: Floats,
    names: tuple[str, ...],
    *,
    seed: int,
    wider: float = 1.0,
) -> Judged:
    """Turn positions of planted sets into coverage, ranks and a judgement.

    A parameter that has one value in the whole prior is left out.
    """
    variance = prior.var(axis=0)
    free = [n for n in range(len(names)) if variance[n] > 0.0]
    kept = free + list(range(len(names), positions.below.shape[1]))
    u = ranks(positions, seed)
    left = 1.0 - positions.variance[:, free].mean(axis=0) / variance[free]
    contraction = dict(zip(free, left.tolist(), strict=True))
    informed = [n for n in free if contraction[n] >= LEARNT]
    rows = tuple(
        Row(
            names[n] if n < len(names) else AGREEMENT,
            contraction.get(n),
            tuple(coverage(positions, [n], level) for level in LEVELS),
            uniformity(u[:, n]),
        )
        for n in kept
    )
    low, middle, high = np.quantile(positions.effective[:, 0], [0.05, 0.5, 0.95]).tolist()
    return Judged(
        wider=wider,
        sets=u.shape[0],
        band=band(u.shape[0], len(kept)),
        effective=(low, middle, high),
        thin=int((positions.effective[:, 0] < THIN).sum()),
        rows=rows,
        pooled=tuple(coverage(positions, free, level) for level in LEVELS),
        learnt=tuple(coverage(positions, informed, level) for level in LEVELS if informed),
        ranks=u[:, kept],
    )


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


def _covered(one: Coverage) -> dict[str, float]:
    """Return a coverage as plain values."""
    return {
        "level": one.level,
        "share": round(one.share.value, 4),
        "low": round(one.share.low, 4),
        "high": round(one.share.high, 4),
    }
