"""Laws of attrition on a table of battles: each law fights all of them, and is scored on campaigns it was not fitted to.

Under every law the battles are fought with the shipped priors of all else, the same
draws and the same luck (``static``). Then level, slope and terms are fitted as in
``hinge audit battles``, so that a law is not judged by the prior of its rate of
loss, whose unit it does not share. Fitting and scoring keep campaigns apart: a hash puts each into
one of five folds, and a fold is scored by what was fitted on the other four.

Scores, lower is better: minus the log of the chance given to what happened (who
wins); fair CRPS of the logarithm of loss per day, mean of both sides; the same of days.
A difference counts where its interval over campaigns does not hold 0, at a level that
keeps 95 % for all laws and scores together.

Left out: how losses follow size as such. The larger side is scaled to one sector
(``duel_world``), so battles speak of how losses follow the ratio of forces.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.scores import Span, crps, resampled_means
from hinge.audits import logistic, loss_fit, odds_fit
from hinge.audits.battle_file import Battle, Battles, shipped_battles
from hinge.audits.battles import results
from hinge.audits.quantities import READERS
from hinge.audits.static import DRAWS, Simulated, simulate
from hinge.scenario.laws import LAWS, MIXTURE, Law

Floats = NDArray[np.float64]
Report = Callable[[int, int], None]

FOLDS = 5
WINS, LOSSES, DAYS = "who_wins", "losses", "days"
MEASURES = (WINS, LOSSES, DAYS)
TOGETHER = 0.95
SHARES = len(MEASURES) * (len(LAWS) - 1)  # among which the error of the intervals is split


@dataclass(frozen=True)
class LawRow:
    """One law: mean scores fitted and as shipped, and fitted less the mixture's, with intervals."""

    law: str
    fitted: dict[str, float]
    shipped: dict[str, float]
    differences: dict[str, Span]

    @property
    def better(self) -> tuple[str, ...]:
        """Scores on which the law is ahead of the mixture by more than chance."""
        return tuple(name for name, gap in self.differences.items() if gap.high < 0.0)

    @property
    def worse(self) -> tuple[str, ...]:
        """Scores on which it is behind by more than chance."""
        return tuple(name for name, gap in self.differences.items() if gap.low > 0.0)

    def to_json(self) -> dict[str, Any]:
        """Return everything as plain values."""
        return {
            "law": self.law,
            "fitted": {name: round(value, 6) for name, value in self.fitted.items()},
            "as_shipped": {name: round(value, 6) for name, value in self.shipped.items()},
            "fitted_minus_mixture": {name: gap.to_json() for name, gap in self.differences.items()},
            "better_than_mixture": list(self.better),
            "worse_than_mixture": list(self.worse),
        }


@dataclass(frozen=True)
class LawAudit:
    """All laws on one table."""

    file: str
    sha256: str
    seed: int
    draws: int
    scored: dict[str, int]
    campaigns: int
    rows: tuple[LawRow, ...]

    @property
    def preferred(self) -> str:
        """The one law that is ahead of the mixture on some score and behind on none; '' if there is not one."""
        ahead = [row.law for row in self.rows if row.better and not row.worse]
        return ahead[0] if len(ahead) == 1 else ""

    def to_json(self) -> dict[str, Any]:
        """Return everything as plain values; see docs/calibration_checks.md."""
        return {
            "audit": "laws",
            "file": self.file,
            "sha256": self.sha256,
            "seed": self.seed,
            "draws": self.draws,
            "folds": FOLDS,
            "scored": self.scored,
            "campaigns": self.campaigns,
            "preferred": self.preferred or None,
            "laws": [row.to_json() for row in self.rows],
        }


def law_audit(
    given: Battles | None = None,
    *,
    draws: int = DRAWS,
    seed: int = 1,
    report: Report | None = None,
) -> LawAudit:
    """Fight and score the battles given, or the shipped ones, under every law."""
    table = shipped_battles() if given is None else given
    battles = table.battles
    scores: dict[str, tuple[dict[str, Floats], dict[str, Floats]]] = {}
    for number, law in enumerate(LAWS):

        def told(done: int, _: int, before: int = number * draws) -> None:
            if report is not None:
                report(before + done, len(LAWS) * draws)

        simulated = simulate(battles, draws=draws, seed=seed, report=told, settings=settings(law))
        scores[law.id] = score(battles, simulated)
    mixture = scores[MIXTURE.id][0]
    campaigns = np.array([battle.campaign for battle in battles])
    return LawAudit(
        file=table.file,
        sha256=table.sha256,
        seed=seed,
        draws=draws,
        scored={name: int(np.isfinite(values).sum()) for name, values in mixture.items()},
        campaigns=int(np.unique(campaigns).size),
        rows=tuple(
            LawRow(law, _means(fit), _means(raw), _less(fit, mixture, campaigns, law))
            for law, (fit, raw) in scores.items()
        ),
    )


def settings(law: Law) -> dict[str, float] | None:
    """Return the fields of ``Params`` that a law sets; none for the mixture."""
    if law.hostile is None or law.own is None:
        return None
    return {"enemy_power": law.hostile, "own_power": law.own}


def score(
    battles: Sequence[Battle], simulated: Simulated
) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Return the scores (n,) of each battle by measure, fitted and as shipped; NaN where unknown."""
    fold = np.array([fold_of(battle) for battle in battles])
    won, odds = results(battles), logistic.log_odds(simulated.chance)
    chance = np.empty(len(battles))
    for number in range(FOLDS):
        train, test = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        model = odds_fit.fit_model(odds[train], won[train], _these(battles, train))
        chance[test] = model.chances(odds[test], _these(battles, test))
    fitted, raw = {WINS: _surprise(chance, won)}, {WINS: _surprise(simulated.chance, won)}
    found = []
    for _, read, ensemble in READERS:
        seen = np.array([read(battle) for battle in battles])
        found.append(_crps_of(battles, fold, np.log(ensemble(simulated)), np.log(seen)))
    for place, one in enumerate((fitted, raw)):
        one[LOSSES] = 0.5 * (found[0][place] + found[1][place])
        one[DAYS] = found[2][place]
    return fitted, raw


def fold_of(battle: Battle) -> int:
    """Return the fold of a battle: that of its campaign, by a hash of the name, so for good."""
    return hashlib.sha256(f"laws/{battle.campaign}".encode()).digest()[0] % FOLDS


def _crps_of(
    battles: Sequence[Battle], fold: NDArray[np.int64], simulated: Floats, seen: Floats
) -> tuple[Floats, Floats]:
    """Return the CRPS (n,) of one quantity, fitted in the other folds and as shipped."""
    known = np.isfinite(seen)
    fitted, raw = np.full(seen.size, np.nan), np.full(seen.size, np.nan)
    raw[known] = crps(simulated[:, known], seen[known])
    for number in range(FOLDS):
        train = np.flatnonzero(known & (fold != number))
        test = np.flatnonzero(known & (fold == number))
        model = loss_fit.fit_model(simulated[:, train], seen[train], _these(battles, train))
        fitted[test] = crps(model.ensemble(simulated[:, test], _these(battles, test)), seen[test])
    return fitted, raw


def _means(scores: dict[str, Floats]) -> dict[str, float]:
    """Return the mean of each score over the battles that have it."""
    return {name: float(np.nanmean(values)) for name, values in scores.items()}


def _less(
    scores: dict[str, Floats], mixture: dict[str, Floats], campaigns: NDArray[np.str_], law: str
) -> dict[str, Span]:
    """Return a law's scores less the mixture's; nothing for the mixture itself."""
    if law == MIXTURE.id:
        return {}
    return {name: _span(scores[name] - mixture[name], campaigns) for name in MEASURES}


def _these(battles: Sequence[Battle], rows: NDArray[np.int64]) -> list[Battle]:
    """Return the battles in these rows."""
    return [battles[n] for n in rows]


def _surprise(chance: Floats, won: Floats) -> Floats:
    """Return minus the log of the chance given to what happened, (n,)."""
    return np.asarray(-np.log(np.where(won == 1.0, chance, 1.0 - chance)))


def _span(values: Floats, campaigns: NDArray[np.str_]) -> Span:
    """Return the mean of the known values with its interval over campaigns, at a share of the error."""
    known = np.isfinite(values)
    means = resampled_means(values[known], campaigns[known].tolist())
    tail = 0.5 * (1.0 - TOGETHER) / SHARES
    low, high = np.quantile(means, [tail, 1.0 - tail]).tolist()
    return Span(float(values[known].mean()), low, high)
