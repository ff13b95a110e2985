"""What planted sets say of a calibration: coverage, ranks, and whether it passes.

The numbers come from ``analysis.ranks``; here they are set side by side for each
parameter and held to what a right calibration would give.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.planted_sets import Positions
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
from hinge.errors import TooFewRuns

Floats = NDArray[np.float64]

AGREEMENT = "agreement with the reports"
"""The further quantity that is placed: see ``analysis.planted_sets``."""

THIN = 50.0
"""Effective members under which a planted set is called thin: 5 % tails then hold two or three."""

MOST_THIN = 0.1
"""Share of thin sets up to which the pool is called large enough."""

LEARNT = 0.05
"""Share of its prior variance that a parameter must lose, on average, to count as one that reports say something of."""


@dataclass(frozen=True)
class Quantiles:
    """Turns parameters into shares of the prior below them, so that no tail rules a variance.

    ``prior`` (n, A): draws from it. Ranks and coverage are the same on any scale.
    """

    prior: Floats

    def __call__(self, theta: Floats) -> Floats:
        """Return the shares, (m, A), of parameters (m, A); between draws along a straight line."""
        level = np.linspace(0.0, 1.0, self.prior.shape[0])
        columns = [
            np.interp(theta[:, n], np.sort(self.prior[:, n]), level) for n in range(theta.shape[1])
        ]
        return np.stack(columns, axis=1)


@dataclass(frozen=True)
class Row:
    """One quantity: ``contraction`` is the share of prior variance that reports remove on average.

    Variances are those of the share of the prior below a value. That of the agreement has no prior, and is None.
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


def judge(
    positions: Positions,
    prior: Floats,
    names: tuple[str, ...],
    *,
    seed: int,
    wider: float = 1.0,
) -> Judged:
    """Turn positions of planted sets into coverage, ranks and a judgement.

    ``prior`` (n, A): draws on the scale of the positions' variances. A parameter that has
    one value in all of them is left out. Raises TooFewRuns if no planted set has two
    effective members.
    """
    variance = prior.var(axis=0)
    free = [n for n in range(len(names)) if variance[n] > 0.0]
    kept = free + list(range(len(names), positions.below.shape[1]))
    u = ranks(positions, seed)
    n = np.maximum(
        positions.effective[:, free], 1.0
    )  # few members look closer together than they are
    if n.max(initial=0.0) <= 1.0:
        raise TooFewRuns("A check on planted sets (effective members of each)", 1, 2)
    inside = positions.variance[:, free].mean(axis=0) / (1.0 - 1.0 / n).mean(axis=0)
    left = 1.0 - inside / variance[free]
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


def _covered(one: Coverage) -> dict[str, float]:
    """Return a coverage as plain values."""
    return {
        "level": one.level,
        "share": round(one.share.value, 4),
        "low": round(one.share.low, 4),
        "high": round(one.share.high, 4),
    }
