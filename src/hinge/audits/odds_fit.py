"""Chances that the attacker wins: the engine's, recalibrated on fitted battles, and the rules beside it.

model      logit p = a + b logit(p_engine) + terms     b starts at 1, give or take a half
rule       logit p = a + b ln(attackers / defenders)   fitted freely
base rate  the share of wins among the fitted battles
step rule  3 to 1 in attackers wins for certain, less never does

Terms are few and held by a prior (``terms.py``); which of them are used is
chosen by cross-validation within the fitted battles, campaigns kept together.
The rule is also given the same terms, so that what the engine adds can be told
from what the terms add.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hinge.analysis import scores
from hinge.audits import logistic
from hinge.audits.battle_file import Battle
from hinge.audits.terms import ARMIES, ARMS, GROUND, Columns, Recipe, choose, ratios, settle

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FREE = 1e-3  # weight that holds nothing; keeps a fit finite where all outcomes are alike
AS_SIMULATED, SLOPE_WEIGHT = 1.0, 4.0  # the engine's log odds count as they are, sd 0.5
TERM_WEIGHT = 10.0  # sd 0.3 in log odds for a standard step of ground or arms
ARMY_WEIGHTS = (1.0, 2.0, 4.0)  # sd 1, 0.7, 0.5 in log odds for an army's quality
STEP = 3.0
RECIPES = tuple(
    Recipe((*common, *own))
    for common in (
        (),
        ((GROUND, TERM_WEIGHT),),
        ((ARMS, TERM_WEIGHT),),
        ((GROUND, TERM_WEIGHT), (ARMS, TERM_WEIGHT)),
    )
    for own in ((), *(((ARMIES, weight),) for weight in ARMY_WEIGHTS))
)


@dataclass(frozen=True)
class OddsFit:
    """A fitted forecast: coefficients of level, signal and columns of terms."""

    columns: Columns
    b: Floats
    weights: Floats  # of the prior, likewise

    def chances(self, signal: Floats, battles: Sequence[Battle]) -> Floats:
        """Return the chance of each battle (n,) from its signal (n,) and terms."""
        return logistic.chances(_design(self.columns, signal, battles) @ self.b)

    def free_parameters(self, signal: Floats, battles: Sequence[Battle]) -> float:
        """Return the effective number of parameters, given the battles of the fit."""
        x = _design(self.columns, signal, battles)
        return logistic.free_parameters(x, self.b, self.weights)

    @property
    def slope(self) -> float:
        """What one unit of the signal is worth in log odds."""
        return float(self.b[1])


def fit_model(signal: Floats, won: Floats, battles: Sequence[Battle]) -> OddsFit:
    """Fit the engine's log odds ``signal`` (n,) and terms chosen by cross-validation to results (n,)."""

    def losses(recipe: Recipe, train: Ints, test: Ints) -> Floats:
        known, asked = [battles[n] for n in train], [battles[n] for n in test]
        fitted = fit_with(recipe, signal[train], won[train], known, AS_SIMULATED, SLOPE_WEIGHT)
        return scores.brier(fitted.chances(signal[test], asked), won[test])

    best = choose(RECIPES, battles, losses)
    return fit_with(best, signal, won, battles, AS_SIMULATED, SLOPE_WEIGHT)


def fit_rule(won: Floats, battles: Sequence[Battle], recipe: Recipe = Recipe(())) -> OddsFit:  # noqa: B008  # frozen
    """Fit ln(force ratio), and the terms of ``recipe`` if given, to results (n,)."""
    return fit_with(recipe, ratios(battles), won, battles, 0.0, FREE)


def fit_with(
    recipe: Recipe,
    signal: Floats,
    won: Floats,
    battles: Sequence[Battle],
    centre: float,
    weight: float,
) -> OddsFit:
    """Fit one recipe; the slope of the signal starts from ``centre`` and is held by ``weight``."""
    columns = settle(recipe, battles)
    x = _design(columns, signal, battles)
    weights = np.concatenate([[FREE, weight], columns.weights()])
    start = np.zeros(weights.size)
    start[1] = centre
    return OddsFit(columns, logistic.fit(x, won, start, weights), weights)


def step_rule(battles: Sequence[Battle]) -> Floats:
    """Return 1 where attackers are at least three to one, else 0, (n,)."""
    wins: Floats = (ratios(battles) >= np.log(STEP)).astype(np.float64)
    return wins


def _design(columns: Columns, signal: Floats, battles: Sequence[Battle]) -> Floats:
    """Return level, signal and terms, (n, P)."""
    return np.column_stack([np.ones(signal.size), signal, columns.of(battles)])
