"""Score a run: read outcomes, forecast, compare, and put every number into one plain object."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hinge.ensemble.files import disk_errors_as_words, write_whole
from hinge.ensemble.run import Progress
from hinge.ensemble.store import Run
from hinge.errors import InputError, Place, Problem
from hinge.scenario.load import load
from hinge.scenario.patch import do
from hinge.scenario.scenario import Scenario
from hinge.scoring import controls
from hinge.scoring.baselines import Baselines, baselines
from hinge.scoring.card import scores_html
from hinge.scoring.changes import change_scores
from hinge.scoring.companion import companion, is_calibrated
from hinge.scoring.coverage import coverage
from hinge.scoring.ensemble import Ensemble
from hinge.scoring.facts import CONTROL_WORDS, ControlFact, Holders, Skipped, control_facts
from hinge.scoring.numbers import number_scores
from hinge.scoring.table import Outcomes, read_outcomes
from hinge.scoring.words import sentences

FILE = "scores.json"
OUTCOMES = "outcomes.csv"


@dataclass(frozen=True)
class Scores:
    """A run and its scores, as they stand in ``scores.json`` of its folder."""

    run: Run
    result: dict[str, Any]

    @property
    def file(self) -> Path:
        """Where the scores stand."""
        return self.run.folder / FILE

    def as_json(self) -> dict[str, Any]:
        """Return the scores as one plain object."""
        return self.result

    def _repr_html_(self) -> str:
        """Return the scores beside simple baselines, for a notebook."""
        return scores_html(self.result)


def score(
    run: Run,
    outcomes: Path | str | None = None,
    *,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Scores:
    """Score a finished run against outcomes and write ``scores.json`` into its folder.

    ``outcomes``: a file of either layout; by default the outcomes of the scenario's
    copy in the run. ``progress`` hears of the companion run from the priors alone, where
    one is needed. InputError where nothing in the file can be scored; TooFewRuns for a run of one draw.
    """
    record = run.manifest.scenario
    scenario = do(
        load(run.scenario_folder, vintage=record.vintage, calibrated=False), *record.pulled
    )
    path = Path(outcomes) if outcomes is not None else run.scenario_folder / OUTCOMES
    table = read_outcomes(path)
    model = Ensemble(run, scenario)
    model.require_families()
    rows = [row for row in table.rows if row.observable.casefold() in CONTROL_WORDS]
    facts, skipped = control_facts(rows, scenario, model.course.areas, model.span)
    other = [row for row in table.rows if row.observable.casefold() not in CONTROL_WORDS]
    if not facts:
        raise InputError([_nothing(table, skipped)])
    plain = companion(run, scenario, model.arm, workers=workers, progress=progress)
    prior = model if plain is None else Ensemble(plain, scenario)
    base = baselines(scenario, model)
    numbers, unscored = number_scores(other, scenario, model, prior)
    result: dict[str, Any] = {
        "schema": 1,
        "scenario": scenario.head.id,
        "title": scenario.head.title,
        "run": {
            "digest": run.digest,
            "seed": run.manifest.seed,
            "arm": model.arm,
            "members": model.size,
            "draws": model.families,
            "start": model.span.start.isoformat(),
            "until": model.course.last.isoformat(),
            "pulled": list(record.pulled),
            "vintage": record.vintage,
            "calibrated": is_calibrated(run),
        },
        "outcomes": {
            "file": table.file,
            "sha256": table.sha256,
            "layout": table.layout,
            "rows": len(table.rows),
            "control_facts": len(facts),
            "numbers": len(numbers["facts"]) + len(numbers["dates"]) + len(numbers["states"]),
            "skipped": len(skipped) + len(unscored),
        },
        **_control(facts, scenario, model, prior, base),
        "changes": change_scores(facts, scenario, model, prior, base),
        "numbers": numbers,
        "coverage": coverage(numbers["facts"], facts, model, base),
        "skipped": [one.to_json() for one in (*skipped, *unscored)],
    }
    result["says"] = sentences(result)
    scores = Scores(run, result)
    text = json.dumps(result, indent=1, ensure_ascii=False)
    with disk_errors_as_words(run.folder):
        write_whole(scores.file, text + "\n")
    return scores


def _control(
    facts: tuple[ControlFact, ...],
    scenario: Scenario,
    model: Ensemble,
    prior: Ensemble,
    base: Baselines,
) -> dict[str, Any]:
    """Return all that is said of the facts about control."""
    families = {controls.MODEL: model.control(facts)}
    families[controls.PRIOR_ONLY] = (
        families[controls.MODEL] if prior is model else prior.control(facts)
    )
    chances = {name: found.mean(axis=0) for name, found in families.items()}
    chances[controls.NO_CHANGE] = base.no_change(facts)
    chances[controls.BASE_RATE] = base.base_rate(facts)
    chances["no_change_halved"] = base.no_change_halved(facts)
    scored = controls.Scored(facts, chances, families, model.size, scenario)
    return {
        **controls.mean_scores(scored),
        "intervals": controls.intervals(scored),
        "differences": controls.differences(scored),
        "by_date": sorted(
            controls.breakdown(scored, [fact.row.first.isoformat() for fact in facts]),
            key=lambda row: str(row["key"]),
        ),
        "by_region": controls.breakdown(scored, scored.groups.region),
        "by_change": controls.breakdown(scored, controls.by_change(scored)),
        "worst": controls.worst(scored, Holders(scenario).names),
        "reliability": controls.reliability(scored),
        "base_rates": _rates(base, Holders(scenario).names),
    }


def _rates(base: Baselines, names: tuple[str, ...]) -> dict[str, Any] | None:
    """Return what the chain of the base rate rests on."""
    chain = base.chain
    if chain is None:
        return None
    return {
        "changes": chain.changes,
        "place_days": chain.place_days,
        "changes_per_place_and_day": chain.rate,
        "takers": {
            name: round(float(share), 4) for name, share in zip(names, chain.shares, strict=True)
        },
    }


def _nothing(table: Outcomes, skipped: tuple[Skipped, ...]) -> Problem:
    """Return the problem of a file without a fact about control that can be scored."""
    reasons = list(dict.fromkeys(one.reason for one in skipped))
    said = f" ({'; '.join(reasons[:3])})" if reasons else ""
    return Problem(
        "nothing_to_score",
        f"None of its {len(table.rows)} rows is a fact about control that can be scored{said}.",
        "Without one there is no Brier score.",
        "Give facts about areas of the scenario, after the run's first day and up to its last.",
        Place(table.file),
    )
