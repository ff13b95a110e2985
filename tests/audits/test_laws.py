"""The audit of laws: folds by campaign, scores of what was not fitted, differences with intervals."""

from functools import cache

import numpy as np
import pytest

from hinge.analysis.scores import Span
from hinge.audits.battle_file import shipped_battles
from hinge.audits.laws import (
    FOLDS,
    MEASURES,
    LawAudit,
    LawRow,
    fold_of,
    law_audit,
    score,
    settings,
)
from hinge.audits.static import Simulated, simulate
from hinge.scenario.laws import LAWS, MIXTURE

BATTLES = shipped_battles().battles
FEW = BATTLES[:3]


def test_battles_of_one_campaign_are_in_one_fold_and_all_folds_are_used() -> None:
    folds = {battle.campaign: {fold_of(b) for b in BATTLES if b.campaign == battle.campaign} for battle in BATTLES}  # fmt: skip
    assert all(len(found) == 1 for found in folds.values())
    sizes = np.bincount([fold_of(battle) for battle in BATTLES])
    assert sizes.size == FOLDS
    assert sizes.min() > 50


def test_a_law_changes_how_a_battle_goes_and_the_mixture_is_the_audit_as_it_was() -> None:
    plain = simulate(FEW, draws=50)
    mixed = simulate(FEW, draws=50, settings=settings(MIXTURE))
    assert (plain.share == mixed.share).all()
    means = {law.id: simulate(FEW, draws=50, settings=settings(law)).share.mean() for law in LAWS}
    assert len(set(means.values())) == len(LAWS)


@cache
def simulated() -> Simulated:
    """All battles in few draws."""
    return simulate(BATTLES, draws=50)


def test_a_battle_is_not_scored_by_what_it_was_fitted_to(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[set[str], set[str]]] = []
    plain = __import__("hinge.audits.odds_fit", fromlist=["fit_model"]).fit_model

    class Watched:
        def __init__(self, battles: list[object], fitted: object) -> None:
            self.known, self.fitted = {b.campaign for b in battles}, fitted

        def chances(self, signal: np.ndarray, battles: list[object]) -> np.ndarray:
            seen.append((self.known, {b.campaign for b in battles}))
            return self.fitted.chances(signal, battles)

    def watched(signal: np.ndarray, won: np.ndarray, battles: list[object]) -> Watched:
        return Watched(battles, plain(signal, won, battles))

    monkeypatch.setattr("hinge.audits.laws.odds_fit.fit_model", watched)
    fitted, shipped = score(BATTLES, simulated())
    assert len(seen) == FOLDS
    assert all(not known & asked for known, asked in seen)
    assert np.isfinite(fitted["who_wins"]).all()
    assert np.isfinite(fitted["losses"]).sum() == np.isfinite(shipped["losses"]).sum() == 432
    for name in MEASURES:
        assert np.nanmean(fitted[name]) < np.nanmean(shipped[name])


def row(law: str, **gaps: tuple[float, float, float]) -> LawRow:
    """A row with these differences."""
    return LawRow(law, {}, {}, {name: Span(*gap) for name, gap in gaps.items()})


def found(*rows: LawRow) -> LawAudit:
    """An audit that came to these rows."""
    return LawAudit("f", "s", 1, 50, {}, 1, (*rows, LawRow(MIXTURE.id, {}, {}, {})))


def test_a_law_is_preferred_only_where_it_is_ahead_and_nowhere_behind() -> None:
    ahead, open_, behind = (-0.2, -0.3, -0.1), (-0.1, -0.3, 0.1), (0.2, 0.1, 0.3)
    assert found(row("a", losses=ahead, days=open_)).preferred == "a"
    assert found(row("a", losses=ahead, days=behind)).preferred == ""
    assert found(row("a", losses=open_), row("b", losses=behind)).preferred == ""
    assert found(row("a", losses=ahead), row("b", losses=ahead)).preferred == ""


@pytest.mark.slow
def test_no_law_is_told_from_the_mixture_by_the_shipped_battles() -> None:
    told = law_audit(draws=100)
    assert told.preferred == ""  # as recorded in docs/calibration_checks.md
    assert told.scored == {"who_wins": 436, "losses": 432, "days": 436}
    by_law = {row["law"]: row for row in told.to_json()["laws"]}
    worst = max(by_law, key=lambda law: by_law[law]["fitted"]["who_wins"])
    assert worst == "logarithmic"
