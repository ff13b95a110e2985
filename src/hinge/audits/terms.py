"""What a fitted forecast may know beside its one signal: ground, arms, armies, era.

All of it stands before the battle: posture and terrain as the table codes them,
numbers of horse, tanks, guns and sorties, which armies meet, and the year.

ground  1 for fortified, prepared, rugged, each less its mean in the fitted battles
arms    ln((a + 1) / (d + 1)) of each arm known for both sides, in units of its spread
armies  +1 for the army that attacks, -1 for the one that defends, split among allies:
        an army's coefficient is its quality beside the average army, learned from
        its other battles, and 0 for an army that was not met
era     centuries since 1900, and 1 from 1939 on

The engine has a parameter for the quality of each side, and no table of battles
says what it was without judging by the result. So the fitted battles say it.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hinge.audits.battle_file import ARMS as ARMS_READ
from hinge.audits.battle_file import Battle

Floats = NDArray[np.float64]

GROUND, ARMS, ARMIES, ERA = "ground", "arms", "armies", "era"
MODERN = 1939  # from this year on losses are shown apart
CENTURY, MIDDLE = 100.0, 1900.0
FOLDS, ROUNDS = 10, 3


@dataclass(frozen=True)
class Recipe:
    """Which terms a fit uses, and the weight of the prior that holds each of their coefficients at 0."""

    terms: tuple[tuple[str, float], ...]  # (term, weight)

    @property
    def names(self) -> tuple[str, ...]:
        """The terms by name."""
        return tuple(name for name, _ in self.terms)


@dataclass(frozen=True)
class Columns:
    """How the terms of a recipe become columns, as the fitted battles settle it."""

    recipe: Recipe
    means: Floats  # (3,) of the ground's indicators
    units: Floats  # (4,) spread of each arm's log ratio
    armies: tuple[str, ...]

    def of(self, battles: Sequence[Battle]) -> Floats:
        """Return the columns of battles, (n, number of columns)."""
        parts = [self._term(name, battles) for name in self.recipe.names]
        return np.column_stack([np.empty((len(battles), 0)), *parts])

    def _term(self, name: str, battles: Sequence[Battle]) -> Floats:
        """Return the columns of one term."""
        if name == GROUND:
            return ground(battles) - self.means
        if name == ARMS:
            return arms(battles) / self.units
        if name == ARMIES:
            return armies(battles, self.armies)
        return era(battles)

    def weights(self) -> Floats:
        """Return the prior's weight of each column."""
        size = {GROUND: 3, ARMS: 4, ARMIES: len(self.armies), ERA: 2}
        return np.concatenate(
            [np.empty(0), *(np.full(size[name], weight) for name, weight in self.recipe.terms)]
        )


def settle(recipe: Recipe, battles: Sequence[Battle]) -> Columns:
    """Return the columns of a recipe as fitted battles settle them."""
    spread = arms(battles).std(axis=0) if ARMS in recipe.names else np.ones(len(ARMS_READ))
    return Columns(
        recipe=recipe,
        means=ground(battles).mean(axis=0),
        units=np.where(spread > 0.0, spread, 1.0),
        armies=tuple(sorted({name for b in battles for side in b.armies for name in side})),
    )


def ground(battles: Sequence[Battle]) -> Floats:
    """Return indicators of posture and relief, (n, 3)."""
    rows = [
        (b.posture == "fortified", b.posture == "prepared", b.relief == "rugged") for b in battles
    ]
    return np.array(rows, dtype=np.float64).reshape(len(battles), 3)


def arms(battles: Sequence[Battle]) -> Floats:
    """Return log ratios of the four arms, 0 where one side's number is not known, (n, 4)."""
    rows = [
        [
            math.log((a + 1.0) / (d + 1.0)) if not (math.isnan(a) or math.isnan(d)) else 0.0
            for a, d in battle.arms
        ]
        for battle in battles
    ]
    return np.array(rows, dtype=np.float64).reshape(len(battles), 4)


def armies(battles: Sequence[Battle], names: Sequence[str]) -> Floats:
    """Return who attacks (+) and who defends (-), (n, len(names)); armies not named stay out."""
    column = {name: number for number, name in enumerate(names)}
    out = np.zeros((len(battles), len(names)))
    for row, battle in enumerate(battles):
        for side, sign in zip(battle.armies, (1.0, -1.0), strict=True):
            for name in side:
                if name in column:
                    out[row, column[name]] += sign / len(side)
    return out


def era(battles: Sequence[Battle]) -> Floats:
    """Return centuries since 1900, and 1 from ``MODERN`` on, (n, 2)."""
    rows = [((b.year - MIDDLE) / CENTURY, float(b.year >= MODERN)) for b in battles]
    return np.array(rows, dtype=np.float64).reshape(len(battles), 2)


def ratios(battles: Sequence[Battle]) -> Floats:
    """Return ln(attackers / defenders), (n,)."""
    return np.array([math.log(b.strength[0] / b.strength[1]) for b in battles], dtype=np.float64)


Losses = Callable[[Recipe, NDArray[np.int64], NDArray[np.int64]], Floats]


def choose(recipes: Sequence[Recipe], battles: Sequence[Battle], losses: Losses) -> Recipe:
    """Return the recipe with the least cross-validated loss; the simpler one where they tie.

    ``losses(recipe, train, test)`` returns the losses of the tested battles. Folds keep campaigns
    together and follow from their names, so that the order of battles leaves no trace.
    """
    totals = [0.0] * len(recipes)
    for turn in range(ROUNDS):
        fold = np.array([_fold(battle.campaign, turn) for battle in battles])
        for number in range(FOLDS):
            test, train = np.flatnonzero(fold == number), np.flatnonzero(fold != number)
            if test.size == 0 or train.size == 0:
                continue
            for place, recipe in enumerate(recipes):
                totals[place] += float(losses(recipe, train, test).sum())
    return recipes[int(np.argmin(totals))]


def _fold(campaign: str, turn: int) -> int:
    """Return the fold of a campaign in one round, by a hash."""
    return hashlib.sha256(f"{turn}/{campaign}".encode()).digest()[0] % FOLDS
