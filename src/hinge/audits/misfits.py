"""Where model and battles disagree: the win curve by force ratio, losses by posture, ground and era."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.intervals import wilson
from hinge.audits.battle_file import Battle
from hinge.audits.quantities import loss_per_day
from hinge.audits.static import Simulated
from hinge.audits.terms import MODERN, ratios

Floats = NDArray[np.float64]

EDGES = (0.0, 0.67, 1.0, 1.5, 2.0, 3.0, np.inf)
TENTH, MIDDLE, NINTH = 0.1, 0.5, 0.9
LEVEL = 0.95


@dataclass(frozen=True)
class Bin:
    """Battles of like force ratio: share won, with its interval, beside the mean chances given."""

    low: float
    high: float
    n: int
    observed: float
    observed_low: float
    observed_high: float
    model: float
    unfitted: float


@dataclass(frozen=True)
class Group:
    """Battles of one kind: medians and tenths of loss per day, as observed and as the model has them."""

    what: str
    kind: str
    n: int
    won: float
    chance: float  # mean of the unfitted model
    attacker: tuple[float, float, float]  # observed: 10 %, median, 90 %
    attacker_model: tuple[float, float, float]  # unfitted, over draws and battles
    defender: tuple[float, float, float]
    defender_model: tuple[float, float, float]
    days: tuple[float, float, float]
    days_model: tuple[float, float, float]


@dataclass(frozen=True)
class Misfits:
    """The curve and the groups."""

    curve: tuple[Bin, ...]
    groups: tuple[Group, ...]

    def to_json(self) -> dict[str, Any]:
        """Return both as plain values."""
        return {
            "curve": [_plain(vars(row)) for row in self.curve],
            "groups": [_plain(vars(row)) for row in self.groups],
        }


def misfits(battles: Sequence[Battle], simulated: Simulated, fitted: Floats) -> Misfits:
    """Return where the scored battles and the model disagree; ``fitted`` (n,) chances after the fit."""
    return Misfits(_curve(battles, simulated, fitted), _groups(battles, simulated))


def _curve(battles: Sequence[Battle], simulated: Simulated, fitted: Floats) -> tuple[Bin, ...]:
    """Return shares won by force ratio."""
    ratio = np.exp(ratios(battles))
    won = np.array([battle.won for battle in battles], dtype=np.float64)
    rows = []
    for low, high in pairwise(EDGES):
        here = (ratio >= low) & (ratio < high)
        if not here.any():
            continue
        n, wins = int(here.sum()), int(won[here].sum())
        share = wilson(wins / n, n, LEVEL)
        rows.append(
            Bin(
                low,
                high,
                n,
                wins / n,
                share[0],
                share[1],
                float(fitted[here].mean()),
                float(simulated.chance[here].mean()),
            )
        )
    return tuple(rows)


def _groups(battles: Sequence[Battle], simulated: Simulated) -> tuple[Group, ...]:
    """Return all battles, and those of each posture, relief and era."""
    kinds: tuple[tuple[str, Callable[[Battle], str]], ...] = (
        ("all", lambda _: "all"),
        ("posture", lambda b: b.posture),
        ("relief", lambda b: b.relief),
        ("era", lambda b: f"since {MODERN}" if b.year >= MODERN else f"before {MODERN}"),
    )
    rows = []
    for what, kind_of in kinds:
        named = [kind_of(battle) for battle in battles]
        rows += [
            _group(
                what, kind, [n for n, name in enumerate(named) if name == kind], battles, simulated
            )
            for kind in sorted(set(named))
        ]
    return tuple(rows)


def _group(
    what: str, kind: str, members: list[int], battles: Sequence[Battle], simulated: Simulated
) -> Group:
    """Return one group."""
    chosen = [battles[n] for n in members]
    seen = [np.array([loss_per_day(side)(battle) for battle in chosen]) for side in (0, 1)]
    return Group(
        what=what,
        kind=kind,
        n=len(chosen),
        won=sum(battle.won for battle in chosen) / len(chosen),
        chance=float(simulated.chance[members].mean()),
        attacker=_tenths(seen[0]),
        attacker_model=_tenths(simulated.share[:, members, 0]),
        defender=_tenths(seen[1]),
        defender_model=_tenths(simulated.share[:, members, 1]),
        days=_tenths(np.array([battle.days for battle in chosen], dtype=np.float64)),
        days_model=_tenths(simulated.days[:, members]),
    )


def _tenths(values: Floats) -> tuple[float, float, float]:
    """Return 10 %, median and 90 % of those that are known; NaN if none is."""
    known = values[~np.isnan(values)]
    if known.size == 0:
        return float("nan"), float("nan"), float("nan")
    low, middle, high = np.quantile(known, [TENTH, MIDDLE, NINTH])
    return float(low), float(middle), float(high)


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields with numbers rounded, and null for what is not known or has no end."""
    return {name: _number(value) for name, value in fields.items()}


def _number(value: Any) -> Any:
    """Return one value for JSON."""
    if isinstance(value, tuple):
        return [_number(part) for part in value]
    if isinstance(value, float):
        return round(value, 6) if np.isfinite(value) else None
    return value
