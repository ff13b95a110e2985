"""A series of daily counts beside predicted bands: which days lie inside, and how it moves as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEVEL = 0.9
WEEK = 7
LOW, MIDDLE, HIGH = (1.0 - LEVEL) / 2.0, 0.5, (1.0 + LEVEL) / 2.0
INSIDE, ABOVE, BELOW = "·", "▲", "▼"


@dataclass(frozen=True)
class Figure:
    """A figure of a series beside its 5 %, median and 95 % over draws."""

    observed: float
    low: float
    middle: float
    high: float

    @property
    def inside(self) -> bool:
        """Whether the band holds what was observed."""
        return self.low <= self.observed <= self.high

    def to_json(self) -> dict[str, Any]:
        """Return the figure as plain values; null for what cannot be computed."""
        fields = {
            "observed": self.observed,
            "p05": self.low,
            "median": self.middle,
            "p95": self.high,
        }
        plain = {k: round(v, 8) if np.isfinite(v) else None for k, v in fields.items()}
        return {**plain, "inside": self.inside}


@dataclass(frozen=True)
class SideAudit:
    """One side: daily counts beside their bands (T,), and figures of the whole series."""

    side: str
    observed: Floats
    low: Floats
    middle: Floats
    high: Floats
    weekly: float  # share of whole weeks inside the band of a week; NaN for less than one
    figures: dict[str, Figure]

    @property
    def marks(self) -> str:
        """One sign a day: inside, above or below the band."""
        return "".join(
            ABOVE if seen > high else BELOW if seen < low else INSIDE
            for seen, low, high in zip(self.observed, self.low, self.high, strict=True)
        )

    @property
    def coverage(self) -> float:
        """Share of days inside the band."""
        return self.marks.count(INSIDE) / len(self.marks)

    def to_json(self) -> dict[str, Any]:
        """Return everything as plain values."""
        marks = self.marks
        return {
            "side": self.side,
            "coverage_of_90": round(self.coverage, 6),
            "weekly_coverage_of_90": round(self.weekly, 6) if np.isfinite(self.weekly) else None,
            "days_above": marks.count(ABOVE),
            "days_below": marks.count(BELOW),
            "observed_total": float(self.observed.sum()),
            **{name: figure.to_json() for name, figure in self.figures.items()},
            "days": [
                {
                    "observed": float(o),
                    "p05": round(float(a), 3),
                    "median": round(float(m), 3),
                    "p95": round(float(b), 3),
                }
                for o, a, m, b in zip(self.observed, self.low, self.middle, self.high, strict=True)
            ],
        }


def judge(side: str, counts: Floats, strength: Floats, shares: Floats, forces: Floats) -> SideAudit:
    """Return one side's bands and figures.

    counts, strength: (T,) as recorded; shares, forces: (R, T) of strength a day, and persons, as simulated.
    """
    low, middle, high = np.quantile(shares * forces, [LOW, MIDDLE, HIGH], axis=0)
    seen = (counts / strength)[None]
    figures = {
        "mean_share": figure(float(seen.mean()), shares.mean(axis=1)),
        "relative_sd": figure(float(relative_spread(seen)[0]), relative_spread(shares)),
        "autocorrelation": figure(float(autocorrelation(seen)[0]), autocorrelation(shares)),
    }
    weekly = weeks_inside(counts, shares * forces)
    return SideAudit(side, counts, low, middle, high, weekly, figures)


def weeks_inside(counts: Floats, told: Floats) -> float:
    """Return the share of whole weeks whose count lies inside its band; counts (T,), told (R, T).

    Reports of several days often stand under one of them, which single days cannot forgive.
    """
    weeks = counts.size // WEEK
    if weeks == 0:
        return float("nan")
    seen = counts[: weeks * WEEK].reshape(weeks, WEEK).sum(axis=1)
    sums = told[:, : weeks * WEEK].reshape(-1, weeks, WEEK).sum(axis=2)
    low, high = np.quantile(sums, [LOW, HIGH], axis=0)
    return float(((seen >= low) & (seen <= high)).mean())


def figure(observed: float, many: Floats) -> Figure:
    """Return a figure beside its quantiles over draws that have one."""
    known = many[np.isfinite(many)]
    if known.size == 0:
        return Figure(observed, float("nan"), float("nan"), float("nan"))
    low, middle, high = np.quantile(known, [LOW, MIDDLE, HIGH])
    return Figure(observed, float(low), float(middle), float(high))


def relative_spread(rows: Floats) -> Floats:
    """Return standard deviation over mean of each row (n,); NaN where the mean is 0."""
    mean = rows.mean(axis=1)
    found: Floats = np.divide(
        rows.std(axis=1), mean, out=np.full(mean.size, np.nan), where=mean > 0.0
    )
    return found


def autocorrelation(rows: Floats) -> Floats:
    """Return the correlation of each day with the next, of each row (n,); NaN without spread."""
    off = rows - rows.mean(axis=1)[:, None]
    spread = (off**2).sum(axis=1)
    found: Floats = np.divide(
        (off[:, 1:] * off[:, :-1]).sum(axis=1),
        spread,
        out=np.full(spread.size, np.nan),
        where=spread > 0.0,
    )
    return found
