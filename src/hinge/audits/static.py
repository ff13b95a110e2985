"""Battles of a table through the engine: what goes in, and the ensemble of what comes out.

Into the engine go the numbers of both sides (scaled to a sector, see
``duel_world``), the ground, how long the defender stood on it, and each side's
share of guns and sorties. The words of the table become those of the engine:

fortified posture  terrain ``fortified``, held for long
prepared           held for long (works finished)
hasty              held for a day
delay, withdrawal, not given: held for no time
urban              terrain ``dense_urban``, 1.4
rugged             terrain ``old_quarter``: its 1.5 is the value quoted for rough ground
wooded or marsh    terrain ``town``, 1.2
rolling or mixed   terrain ``rural``
anything else      terrain ``open``

The mapping is a judgement, made before any result was looked at. Where a word
for built-up ground stands in for woods or hills, fights last as long as elsewhere
(``combat.urban_pace`` is 1). Supporting
fire: the mean of the shares of guns and of sorties, as far as both sides'
numbers are known and not both 0. Not used, since the engine has no place for
them: horse and tanks, season, plan of attack, width of front.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hinge.audits.battle_file import ARMS, Battle
from hinge.audits.duel import ATTACKER, DEFENDER, fight
from hinge.audits.duel_world import arena, sector
from hinge.draws.sampling import StreamKey
from hinge.engine.supply import survey
from hinge.world.arrays import LONG_AGO
from hinge.world.codes import TERRAINS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Report = Callable[[int, int], None]

DRAWS = 400
LAST = 60  # days; hardly a battle of the table lasts longer
FINISHED = 1 - LONG_AGO  # days held that count as long
HASTY = 1  # days; a hasty defence is taken up in contact or hours before
SUPPORT = ("arty", "fly")
HALF = 0.5
LEAST_SHARE = 1e-4  # of strength; a loss of nobody has no logarithm
AT_PACE = {
    "urban_pace": 1.0
}  # where a word for a town only stands in for cover, nothing goes slower


@dataclass(frozen=True)
class Simulated:
    """What n battles came to in R draws."""

    score: Floats  # (R, n) 1 attacker won, 0 it did not, 0.5 both broke on one day
    share: Floats  # (R, n, 2) share of strength lost per day, attacker and defender
    days: Floats  # (R, n)
    undecided: Floats  # (n,) share of draws in which both broke on one day, or nobody by the last

    @property
    def chance(self) -> Floats:
        """Chance (n,) that the attacker wins, kept off 0 and 1 by half a draw."""
        draws = self.score.shape[0]
        shares: Floats = (self.score.sum(axis=0) + HALF) / (draws + 1.0)
        return shares


def terrain_of(battle: Battle) -> str:
    """Return the engine's word for the ground of a battle."""
    if battle.posture == "fortified":
        return "fortified"
    if battle.special == "urban":
        return "dense_urban"
    if battle.relief == "rugged":
        return "old_quarter"
    if battle.cover == "wooded" or battle.special == "marsh":
        return "town"
    if battle.relief == "rolling" or battle.cover == "mixed":
        return "rural"
    return "open"


def covers_otherwise(battle: Battle) -> bool:
    """Say whether a word for built-up ground only stands in for the cover of a battle's own ground."""
    return terrain_of(battle) in {"town", "old_quarter"}


def days_held(battle: Battle) -> int:
    """Return for how long the defender has held the ground."""
    if battle.posture in {"prepared", "fortified"}:
        return FINISHED
    return HASTY if battle.posture == "hasty" else 0


def support_of(battle: Battle) -> tuple[float, float]:
    """Return each side's share of supporting fire; 0 for both where nothing is known."""
    shares = []
    for arm, (attacker, defender) in zip(ARMS, battle.arms, strict=True):
        total = attacker + defender
        if arm in SUPPORT and not math.isnan(total) and total > 0.0:
            shares.append(attacker / total)
    if not shares:
        return 0.0, 0.0
    mean = sum(shares) / len(shares)
    return mean, 1.0 - mean


def simulate(
    battles: Sequence[Battle],
    *,
    draws: int = DRAWS,
    seed: int = 1,
    report: Report | None = None,
    settings: dict[str, float] | None = None,
) -> Simulated:
    """Fight every battle in every draw; ``settings``: fields of ``Params`` given another value."""
    field = arena(draws, seed)
    n = len(battles)
    given = np.array([battle.strength for battle in battles], dtype=np.float64).reshape(n, 2)
    persons = np.column_stack(sector(given[:, ATTACKER], given[:, DEFENDER]))
    support = np.array([support_of(battle) for battle in battles], dtype=np.float64).reshape(n, 2)
    terrain = np.array([TERRAINS.index(terrain_of(b)) for b in battles], dtype=np.int64)
    held = np.array([days_held(battle) for battle in battles], dtype=np.int64)
    score, days = np.empty((draws, n)), np.empty((draws, n))
    share, undecided = np.empty((draws, n, 2)), np.zeros(n)
    broke, lasted, lost = np.zeros((n, 2), np.int64), np.zeros(n, np.int64), np.zeros((n, 2))
    stands_in = np.array([covers_otherwise(battle) for battle in battles], dtype=bool)
    kinds = [np.flatnonzero(~stands_in), np.flatnonzero(stands_in)]
    for draw in range(draws):
        for rows, changed in zip(
            kinds, (settings or {}, {**(settings or {}), **AT_PACE}), strict=True
        ):
            ready = field.ready(draw, changed)
            survey(ready.world, ready.state, ready.scratch, ready.params)
            broken, took, gave = broke[rows], lasted[rows], lost[rows]
            fight(
                ready.world,
                ready.state,
                ready.scratch,
                ready.params,
                StreamKey(seed, 0, draw),
                persons[rows],
                field.quality(draw),
                field.drawn(draw, "forces.cohesion_start"),
                support[rows],
                terrain[rows],
                held[rows],
                LAST,
                broken,
                took,
                gave,
            )
            broke[rows], lasted[rows], lost[rows] = broken, took, gave
        gone = broke == 1
        both = gone[:, ATTACKER] == gone[:, DEFENDER]
        score[draw] = np.where(
            gone.all(axis=1), HALF, (gone[:, DEFENDER] & ~gone[:, ATTACKER]).astype(np.float64)
        )
        undecided += both
        days[draw] = lasted
        share[draw] = np.maximum(lost / lasted[:, None], LEAST_SHARE)
        if report is not None:
            report(draw + 1, draws)
    return Simulated(score, share, days, undecided / draws)
