"""The engine's combat against a table of battles: who wins, what it costs a day, how long it lasts.

Every battle is fought in every parameter draw by the engine's own phases
(``duel``), with the shipped priors. The result is scored as it is, and once
more after a recalibration with few parameters on battles that are not scored.

What is fitted and what is scored. A table whose battles are all among the
shipped ones is scored on its fixed half, with the shipped battles of the other
half for the fit; the half of a battle is a hash of its id. Any other table is
scored whole, with all shipped battles for the fit but those that occur in it.

The event is that the attacker wins. A draw is no win.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.scores import Span, brier, span
from hinge.audits import logistic, odds_fit
from hinge.audits.battle_file import Battle, Battles, in_fit_half, read_battles, shipped_battles
from hinge.audits.misfits import Misfits, misfits
from hinge.audits.quantities import Quantity, compare
from hinge.audits.static import DRAWS, Simulated, simulate
from hinge.audits.table_file import file_bytes, refusal
from hinge.audits.terms import ratios

Floats = NDArray[np.float64]
Report = Callable[[int, int], None]

FEWEST = 30  # battles to fit, and campaigns apart, below which no fit is tried
MODEL, UNFITTED, RULE, RULE_TERMS, STEP, BASE = (
    "model",
    "model_unfitted",
    "force_ratio_rule",
    "force_ratio_with_terms",
    "three_to_one",
    "base_rate",
)
DIFFERENCES = (
    (MODEL, RULE),
    (MODEL, BASE),
    (MODEL, RULE_TERMS),
    (UNFITTED, RULE),
    (UNFITTED, BASE),
)


@dataclass(frozen=True)
class BattleAudit:
    """What came of the audit; scores are means over the scored battles, lower is better."""

    file: str
    sha256: str
    seed: int
    draws: int
    rows: int
    duplicates: int
    unusable: int
    notes: tuple[str, ...]  # what was odd in single rows of the file
    fitted_on: str
    fitted: int
    dropped: int  # shipped battles that the file holds too, and that were not fitted
    scored: int
    wins: int
    brier: dict[str, float]
    differences: dict[str, Span]
    quantities: tuple[Quantity, ...]
    slope: float  # of the simulated log odds on ln(force ratio), before any fit
    fitted_slope: float  # of the fitted model on the simulated log odds
    terms: tuple[str, ...]
    parameters: float
    undecided: float
    where: Misfits

    def to_json(self) -> dict[str, Any]:
        """Return everything as plain values; see docs/audits.md for what each is."""
        return {
            "audit": "battles",
            "file": self.file,
            "sha256": self.sha256,
            "seed": self.seed,
            "draws": self.draws,
            "rows": self.rows,
            "duplicates_left_out": self.duplicates,
            "rows_left_out": self.unusable,
            "notes": list(self.notes),
            "fitted_on": self.fitted_on,
            "fitted_battles": self.fitted,
            "shipped_battles_dropped": self.dropped,
            "scored_battles": self.scored,
            "attacker_wins": self.wins,
            "brier": {name: round(value, 6) for name, value in self.brier.items()},
            "brier_difference": {name: gap.to_json() for name, gap in self.differences.items()},
            "crps": self._crps() | {q.name: q.to_json() for q in self.quantities},
            "slope_on_log_force_ratio": round(self.slope, 6),
            "slope_on_simulated_log_odds": round(self.fitted_slope, 6),
            "terms": list(self.terms),
            "effective_parameters": round(self.parameters, 3),
            "undecided_share": round(self.undecided, 6),
            **self.where.to_json(),
        }

    def _crps(self) -> dict[str, float]:
        """Return the mean CRPS of both sides' losses per day, for each forecast."""
        losses = [q for q in self.quantities if q.is_loss]
        return {
            name: round(sum(q.crps[name] for q in losses) / len(losses), 6)
            for name in (losses[0].crps if losses else ())
        }


@dataclass(frozen=True)
class _Plan:
    """Which battles are fitted and which are scored."""

    fit: tuple[Battle, ...]
    score: tuple[Battle, ...]
    words: str
    dropped: int


def check(data: str | Path | bytes | None = None) -> None:
    """Read a table and settle what is fitted and scored, without a run; InputError as for ``audit``."""
    _plan(_given(data))


def audit(
    data: str | Path | bytes | None = None,
    *,
    draws: int = DRAWS,
    seed: int = 1,
    report: Report | None = None,
) -> BattleAudit:
    """Score the engine's combat on a table of battles: a path, the bytes of a file, or the shipped one.

    Raises InputError if the table is wrong or no battle of it can be scored.
    """
    given = _given(data)
    plan = _plan(given)
    everything = (*plan.fit, *plan.score)
    simulated = simulate(everything, draws=draws, seed=seed, report=report)
    cut = len(plan.fit)
    return _judge(given, plan, _part(simulated, 0, cut), _part(simulated, cut, None), draws, seed)


def _given(data: str | Path | bytes | None) -> Battles:
    """Return the battles of the file that was named."""
    if data is None:
        return shipped_battles()
    if isinstance(data, bytes):
        return read_battles(data, "the table")
    return read_battles(file_bytes(Path(data)), str(data))


def _plan(given: Battles) -> _Plan:
    """Return what is fitted and what is scored; InputError if nothing is left for either."""
    shipped = shipped_battles().battles
    known = {battle.id for battle in shipped}
    named = {battle.id for battle in given.battles}
    if named <= known:
        fit = tuple(battle for battle in shipped if in_fit_half(battle))
        score = tuple(battle for battle in given.battles if not in_fit_half(battle))
        plan = _Plan(
            fit, score, "the fixed half of the shipped battles; the other half is scored", 0
        )
    else:
        fit = tuple(battle for battle in shipped if battle.id not in named)
        dropped = len(shipped) - len(fit)
        words = "all shipped battles" + (" but those that the file holds too" if dropped else "")
        plan = _Plan(fit, given.battles, words, dropped)
    if not plan.score:
        raise refusal(
            given.file,
            "All battles of the table belong to the half that is fitted.",
            "What a fit has seen cannot be scored.",
            "Give more battles, or others.",
        )
    if len(plan.fit) < FEWEST:
        raise refusal(
            given.file,
            f"Only {len(plan.fit)} shipped battles do not occur in the table.",
            f"A fit on fewer than {FEWEST} says nothing.",
            "Leave shipped battles out of the table.",
        )
    return plan


def _part(whole: Simulated, first: int, last: int | None) -> Simulated:
    """Return the simulated battles from ``first`` up to ``last``."""
    cut = slice(first, last)
    return Simulated(
        whole.score[:, cut], whole.share[:, cut], whole.days[:, cut], whole.undecided[cut]
    )


def _judge(
    given: Battles, plan: _Plan, known: Simulated, asked: Simulated, draws: int, seed: int
) -> BattleAudit:
    """Fit on the known battles, score those asked, and see where they disagree."""
    fit, score = plan.fit, plan.score
    known_won, won = results(fit), results(score)
    model = odds_fit.fit_model(logistic.log_odds(known.chance), known_won, fit)
    rule = odds_fit.fit_rule(known_won, fit)
    with_terms = odds_fit.fit_rule(known_won, fit, model.columns.recipe)
    forecasts = {
        MODEL: model.chances(logistic.log_odds(asked.chance), score),
        UNFITTED: asked.chance,
        RULE: rule.chances(ratios(score), score),
        RULE_TERMS: with_terms.chances(ratios(score), score),
        STEP: odds_fit.step_rule(score),
        BASE: np.full(len(score), known_won.mean()),
    }
    errors = {name: brier(chance, won) for name, chance in forecasts.items()}
    campaigns = [battle.campaign for battle in score]
    return BattleAudit(
        file=given.file,
        sha256=given.sha256,
        seed=seed,
        draws=draws,
        rows=given.rows,
        duplicates=given.duplicates,
        unusable=given.unusable,
        notes=given.notes,
        fitted_on=plan.words,
        fitted=len(fit),
        dropped=plan.dropped,
        scored=len(score),
        wins=int(won.sum()),
        brier={name: float(error.mean()) for name, error in errors.items()},
        differences={
            f"{a}_minus_{b}": span(errors[a] - errors[b], campaigns) for a, b in DIFFERENCES
        },
        quantities=compare(fit, score, known, asked),
        slope=_slope(logistic.log_odds(asked.chance), ratios(score)),
        fitted_slope=model.slope,
        terms=model.columns.recipe.names,
        parameters=model.free_parameters(logistic.log_odds(known.chance), fit),
        undecided=float(asked.undecided.mean()),
        where=misfits(score, asked, forecasts[MODEL]),
    )


def results(battles: Sequence[Battle]) -> Floats:
    """Return 1 for each battle that its attacker won, else 0, (n,)."""
    return np.array([battle.won for battle in battles], dtype=np.float64)


def _slope(odds: Floats, ratio: Floats) -> float:
    """Return the least-squares slope; 0 where all ratios are equal."""
    spread = float(ratio.var())
    return float(((ratio - ratio.mean()) * odds).mean() / spread) if spread > 0.0 else 0.0
