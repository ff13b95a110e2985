"""Loss per day of each side, and duration: what the engine says of them, scored beside two rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.scores import Span, crps, span
from hinge.audits import loss_fit
from hinge.audits.battle_file import Battle
from hinge.audits.static import LEAST_SHARE, Simulated
from hinge.audits.terms import MODERN

Floats = NDArray[np.float64]

MODEL, UNFITTED, RULE, BASE = "model", "model_unfitted", "force_ratio_rule", "base_rate"
LEVEL = 0.9
FEWEST = 10  # battles with a value, to fit and to score


@dataclass(frozen=True)
class Quantity:
    """One observed quantity in logarithms, scored; ``modern``: battles since 1939 alone."""

    name: str
    scored: int
    crps: dict[str, float]
    differences: dict[str, Span]
    modern_scored: int
    modern: dict[str, float]
    coverage: dict[str, float]  # share of observations inside the 90 % band
    bias: float  # mean of ln(observed) - ln(median of the unfitted model); above 0: too little
    terms: tuple[str, ...]

    @property
    def is_loss(self) -> bool:
        """Whether this is a loss per day."""
        return self.name.endswith("loss_per_day")

    def to_json(self) -> dict[str, Any]:
        """Return everything as plain values."""
        return {
            "scored": self.scored,
            **_rounded(self.crps),
            "difference": {name: gap.to_json() for name, gap in self.differences.items()},
            "since_1939": {"scored": self.modern_scored, **_rounded(self.modern)},
            "coverage_of_90": _rounded(self.coverage),
            "log_bias_unfitted": round(self.bias, 6),
            "terms": list(self.terms),
        }


def loss_per_day(side: int) -> Callable[[Battle], float]:
    """Return what reads the share of strength that a side lost per day of battle; NaN if unknown."""

    def share(battle: Battle) -> float:
        return max(LEAST_SHARE, battle.losses[side] / battle.strength[side] / battle.days)

    def read(battle: Battle) -> float:
        return battle.losses[side] if np.isnan(battle.losses[side]) else share(battle)

    return read


def observed_days(battle: Battle) -> float:
    """Return the days of a battle, first and last included."""
    return float(battle.days)


READERS: tuple[tuple[str, Callable[[Battle], float], Callable[[Simulated], Floats]], ...] = (
    ("attacker_loss_per_day", loss_per_day(0), lambda s: s.share[:, :, 0]),
    ("defender_loss_per_day", loss_per_day(1), lambda s: s.share[:, :, 1]),
    ("duration", observed_days, lambda s: s.days),
)


def compare(
    fit: Sequence[Battle], score: Sequence[Battle], known: Simulated, asked: Simulated
) -> tuple[Quantity, ...]:
    """Return the scores of every quantity that enough battles give."""
    found = []
    for name, read, simulated in READERS:
        here, there = _given(read, fit), _given(read, score)
        if min(here.size, there.size) < FEWEST:
            continue
        found.append(
            _quantity(
                name,
                [fit[n] for n in here],
                [score[n] for n in there],
                read,
                np.log(simulated(known)[:, here]),
                np.log(simulated(asked)[:, there]),
            )
        )
    return tuple(found)


def _given(read: Callable[[Battle], float], battles: Sequence[Battle]) -> NDArray[np.int64]:
    """Return the numbers of the battles that give the quantity."""
    return np.flatnonzero([not np.isnan(read(battle)) for battle in battles])


def _quantity(
    name: str,
    fit: Sequence[Battle],
    score: Sequence[Battle],
    read: Callable[[Battle], float],
    known: Floats,
    asked: Floats,
) -> Quantity:
    """Fit and score one quantity; known (R, fitted), asked (R, scored) in logarithms."""
    seen = np.log([read(battle) for battle in fit])
    observed = np.log([read(battle) for battle in score])
    model = loss_fit.fit_model(known, seen, fit)
    forecasts = {
        MODEL: model.ensemble(asked, score),
        UNFITTED: asked,
        RULE: loss_fit.fit_rule(seen, fit).ensemble(score),
        BASE: np.repeat(seen[:, None], len(score), axis=1),
    }
    errors = {kind: crps(ensemble, observed) for kind, ensemble in forecasts.items()}
    modern = np.array([battle.year >= MODERN for battle in score])
    campaigns = [battle.campaign for battle in score]
    return Quantity(
        name=name,
        scored=len(score),
        crps={kind: float(error.mean()) for kind, error in errors.items()},
        differences={
            f"{MODEL}_minus_{other}": span(errors[MODEL] - errors[other], campaigns)
            for other in (RULE, BASE)
        },
        modern_scored=int(modern.sum()),
        modern={k: float(e[modern].mean()) for k, e in errors.items()} if modern.any() else {},
        coverage={kind: _inside(ensemble, observed) for kind, ensemble in forecasts.items()},
        bias=float((observed - np.median(asked, axis=0)).mean()),
        terms=model.columns.recipe.names,
    )


def _inside(ensemble: Floats, observed: Floats) -> float:
    """Return the share of observations within the 90 % band of their ensemble."""
    low, high = np.quantile(ensemble, [(1.0 - LEVEL) / 2.0, (1.0 + LEVEL) / 2.0], axis=0)
    return float(((observed >= low) & (observed <= high)).mean())


def _rounded(values: dict[str, float]) -> dict[str, float]:
    """Return values to six places."""
    return {name: round(value, 6) for name, value in values.items()}
