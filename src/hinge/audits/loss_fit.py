"""Logarithms of loss per day and of duration: the engine's ensembles, moved and stretched to fitted battles.

model      x'_ij = c + b m_i + terms + s (x_ij - m_i)      m_i: mean of the ensemble of battle i
rule       c + b ln(attackers / defenders) + its residuals in the fitted battles
base rate  what was observed in the fitted battles, for every battle alike

c, b and terms by least squares around the engine's own (b = 1, terms 0), s by
the least CRPS. Terms are chosen by cross-validation, as for the odds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hinge.analysis import scores
from hinge.audits.battle_file import Battle
from hinge.audits.terms import ARMS, ERA, GROUND, Columns, Recipe, choose, ratios, settle

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FREE = 1e-3
SLOPE_WEIGHT = 4.0
TERM_WEIGHT = 4.0
STRETCHES = np.exp(np.linspace(np.log(0.2), np.log(3.0), 28))
RECIPES = tuple(
    Recipe(tuple((name, TERM_WEIGHT) for name in names))
    for names in ((), (GROUND,), (ERA,), (GROUND, ERA), (GROUND, ERA, ARMS))
)


@dataclass(frozen=True)
class LossFit:
    """A moved and stretched ensemble: coefficients of level, mean and terms, and the stretch."""

    columns: Columns
    b: Floats
    stretch: float

    def ensemble(self, simulated: Floats, battles: Sequence[Battle]) -> Floats:
        """Return the ensemble (R, n) of each battle after the fit."""
        middle = simulated.mean(axis=0)
        moved = _design(self.columns, middle, battles) @ self.b
        return np.asarray(moved + self.stretch * (simulated - middle))


@dataclass(frozen=True)
class RuleFit:
    """A straight line on ln(force ratio) with its residuals."""

    level: float
    slope: float
    residuals: Floats  # (n,)

    def ensemble(self, battles: Sequence[Battle]) -> Floats:
        """Return the ensemble (fitted battles, n) of each battle."""
        middle = self.level + self.slope * ratios(battles)
        return np.asarray(middle + self.residuals[:, None])


def fit_model(simulated: Floats, observed: Floats, battles: Sequence[Battle]) -> LossFit:
    """Fit an ensemble (R, n) to what was observed (n,), all in logarithms."""
    middle = simulated.mean(axis=0)

    def losses(recipe: Recipe, train: Ints, test: Ints) -> Floats:
        columns, b = _least_squares(
            recipe, middle[train], observed[train], [battles[n] for n in train]
        )
        told = _design(columns, middle[test], [battles[n] for n in test]) @ b
        return np.asarray((told - observed[test]) ** 2)

    columns, b = _least_squares(choose(RECIPES, battles, losses), middle, observed, battles)
    fits = [LossFit(columns, b, float(stretch)) for stretch in STRETCHES]
    told = [scores.crps(fit.ensemble(simulated, battles), observed).mean() for fit in fits]
    return fits[int(np.argmin(told))]


def fit_rule(observed: Floats, battles: Sequence[Battle]) -> RuleFit:
    """Fit the straight line by least squares."""
    x = ratios(battles)
    slope = float(np.cov(x, observed)[0, 1] / max(x.var(ddof=1), FREE))
    level = float(observed.mean() - slope * x.mean())
    return RuleFit(level, slope, observed - level - slope * x)


def _least_squares(
    recipe: Recipe, middle: Floats, observed: Floats, battles: Sequence[Battle]
) -> tuple[Columns, Floats]:
    """Return the columns and coefficients that fit best around the engine's own forecast."""
    columns = settle(recipe, battles)
    x = _design(columns, middle, battles)
    weights = np.concatenate([[FREE, SLOPE_WEIGHT], columns.weights()])
    centre = np.zeros(weights.size)
    centre[1] = 1.0
    noise = max(float(np.var(observed - middle)), FREE)
    bend = x.T @ x / noise + np.diag(weights)
    b = np.linalg.solve(bend, x.T @ observed / noise + weights * centre)
    return columns, np.asarray(b, dtype=np.float64)


def _design(columns: Columns, middle: Floats, battles: Sequence[Battle]) -> Floats:
    """Return level, mean of the ensemble and terms, (n, P)."""
    return np.column_stack([np.ones(middle.size), middle, columns.of(battles)])
