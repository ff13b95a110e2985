"""What the priors, and what the posterior, let campaigns show of each target, beside its report."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.fit import Target

Floats = NDArray[np.float64]
POINTS = (0.05, 0.5, 0.95)


@dataclass(frozen=True)
class Predictive:
    """A target, its report, and the 5th, 50th and 95th percentile of what campaigns show.

    For a state: the share of campaigns that show it stands three times. ``inside``: the
    report lies between the outer two; for a state, at least one campaign in 20 shows it.
    """

    target: str
    report: float
    prior: tuple[float, float, float]
    prior_inside: bool
    posterior: tuple[float, float, float]
    posterior_inside: bool

    def as_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)


def predictive(
    targets: tuple[Target, ...], prior: Floats, posterior: Floats
) -> tuple[Predictive, ...]:
    """Return a line for each target; ``prior`` (N, R, T) and ``posterior`` (n, R, T) of equal weight."""
    lines = []
    for number, target in enumerate(targets):
        before, after = _three(target, prior[:, :, number]), _three(target, posterior[:, :, number])
        lines.append(
            Predictive(
                target.id,
                target.value,
                before,
                _inside(target, before),
                after,
                _inside(target, after),
            )
        )
    return tuple(lines)


def _three(target: Target, shown: Floats) -> tuple[float, float, float]:
    """Return the three percentiles of what campaigns show; the share of a state."""
    if target.kind == "state":
        share = float((shown == 1.0).mean())
        return (share, share, share)
    low, middle, high = np.quantile(shown, POINTS).tolist()
    return (low, middle, high)


def _inside(target: Target, three: tuple[float, float, float]) -> bool:
    """Return whether campaigns may show what was reported."""
    if target.kind == "state":
        shown = three[0] if target.value == 1.0 else 1.0 - three[0]
        return shown >= POINTS[0]
    return three[0] <= target.value <= three[2]
