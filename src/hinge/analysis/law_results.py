"""What comes of scoring rival laws (``analysis.laws``): scores, leads, and which law is preferred."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAD = 4.0
"""Difference in log score that a handful of reports can tell from none."""

NO_SCORE = "no campaign that agrees with the earlier reports comes near the later ones"
"""Said of a law whose log score is minus infinity."""


@dataclass(frozen=True)
class Foretold:
    """A law's scores of the held-out reports; lower CRPS is better, higher log score is.

    ``each``: log score of each report by itself (H,); ``crps`` (H,); ``effective``: members
    behind the weights; ``rate``: weighted median of its own rate of loss.
    """

    law: str
    log_score: float
    each: Floats
    crps: Floats
    effective: float
    rate: float

    @property
    def says(self) -> str:
        """Why there is no log score; empty where there is one."""
        return "" if math.isfinite(self.log_score) else NO_SCORE


@dataclass(frozen=True)
class Lead:
    """By how much one law leads another: log score (higher is better), CRPS (mean over reports, lower is).

    Each with the interval that holds 95 of 100 pools drawn again.
    """

    law: str
    over: str
    log_score: tuple[float, float, float]
    crps: tuple[float, float, float]


@dataclass(frozen=True)
class LawScores:
    """All laws, best log score first; ``leads`` of the first over the others; ``preferred`` or ''."""

    held: tuple[str, ...]
    kept: tuple[str, ...]
    laws: tuple[Foretold, ...]
    leads: tuple[Lead, ...]

    @property
    def preferred(self) -> str:
        """The law that leads every other by more than LEAD with its whole interval; '' where none does."""
        clear = all(lead.log_score[1] > LEAD for lead in self.leads)
        return self.laws[0].law if clear else ""

    def to_json(self) -> dict[str, Any]:
        """Return everything as plain values."""
        return {
            "kept": list(self.kept),
            "held_out": list(self.held),
            "preferred": self.preferred or None,
            "least_lead": LEAD,
            "laws": [
                {
                    "law": one.law,
                    "log_score": _finite(one.log_score),
                    "log_score_each": dict(
                        zip(self.held, map(_finite, one.each.tolist()), strict=True)
                    ),
                    "says": one.says,
                    "crps_each": dict(zip(self.held, one.crps.tolist(), strict=True)),
                    "effective": one.effective,
                    "median_loss_rate": one.rate,
                }
                for one in self.laws
            ],
            "leads": [
                {
                    "law": lead.law,
                    "over": lead.over,
                    "log_score": dict(
                        zip(("value", "low", "high"), map(_finite, lead.log_score), strict=True)
                    ),
                    "crps": dict(zip(("value", "low", "high"), lead.crps, strict=True)),
                }
                for lead in self.leads
            ],
        }


def _finite(value: float) -> float | None:
    """Return a number, None for one without end or none at all: JSON has neither."""
    return value if math.isfinite(value) else None
