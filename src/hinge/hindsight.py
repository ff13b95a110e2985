"""Scores with and without each mechanism that was listed by people who knew the outcome.

The mechanisms M1 to M10 (docs/mechanisms/index.md) are general, and none knows of a
place. But whoever listed them knew how one campaign went: *hindsight-motivated
structure*. So a forecast is made again without each, from the same draws and the same
chance, and scored alike:

gain = score without the mechanism - score with all of them

of three things: the Brier score of who held what; the CRPS of counts of civilians
killed, on the scale log(1 + x); the CRPS of shares of ground. Above 0 the mechanism
makes this forecast better. Intervals hold 95 of 100 resamples of whole groups of facts
(regions; who counted), drawn with replacement; ``noise`` is the standard error that
the number of draws leaves, from leaving out each sixteenth of them (jackknife).

Assumption 1: a switch takes a mechanism away, and no other is set anew to make good for it.
Assumption 2: facts of one campaign hang together. An interval says how much rests on one
corner of the map or one counter, not how another campaign would go.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.scores import family_crps, half_brier, span
from hinge.assess import default_folder, simulate
from hinge.ensemble.design import BASELINE, Arm, Design, design_of
from hinge.ensemble.files import disk_errors_as_words, write_whole
from hinge.ensemble.run import Progress
from hinge.ensemble.store import Run
from hinge.errors import InputError, Place, Problem
from hinge.scenario.patch import TOGETHER
from hinge.scenario.scenario import Scenario
from hinge.scenario.switches import EVERY, MECHANISMS, Mechanism
from hinge.scoring.controls import FEW_GROUPS, groups_of
from hinge.scoring.ensemble import Ensemble
from hinge.scoring.facts import CONTROL_WORDS, ControlFact, control_facts
from hinge.scoring.observables import Counterpart, counterpart
from hinge.scoring.reports import sayer, values
from hinge.scoring.result import OUTCOMES
from hinge.scoring.table import Row, read_outcomes

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

FILE = "hindsight.json"
DRAWS = 256
PARTS = 16
"""Parts of the draws that are left out in turn."""
SURE = 1.96
"""Standard errors beyond which a gap is not laid to the number of draws."""
HARM = "civilians_killed"
GROUND = "held_share"


def design_for(scenario: Scenario, *, draws: int, replicates: int, seed: int) -> Design:
    """Return the baseline from the assessment date, and one arm of the same draws without each mechanism."""
    head = scenario.head
    arms = [
        Arm(name, done, head.assessment_date, head.horizon, draws, replicates)
        for name, done in (
            (BASELINE, ""),
            *((_arm(one), TOGETHER.join(one.switches)) for one in (*MECHANISMS, EVERY)),
        )
    ]
    return design_of(scenario, arms, seed)


def hindsight(
    scenario: Scenario,
    *,
    outcomes: Path | str | None = None,
    draws: int = DRAWS,
    replicates: int = 2,
    seed: int = 1,
    workers: int | None = None,
    out: Path | None = None,
    progress: Callable[[Progress], None] | None = None,
    command: Sequence[str] = (),
) -> tuple[Run, dict[str, Any]]:
    """Run what is missing, score every arm, and write ``hindsight.json`` into the run's folder.

    ``outcomes``: a file of either layout of ``hinge score``, by default the scenario's own.
    InputError where it holds nothing that can be scored.
    """
    path = Path(outcomes) if outcomes is not None else Path(scenario.folder) / OUTCOMES
    table = read_outcomes(path)
    design = design_for(scenario, draws=draws, replicates=replicates, seed=seed)
    folder = out or default_folder(scenario, design)
    run = simulate(scenario, design, folder, workers=workers, progress=progress, command=command)
    found = {
        "schema": 1,
        "scenario": scenario.head.id,
        "title": scenario.head.title,
        "digest": run.digest,
        "seed": seed,
        "draws": draws,
        "replicates": replicates,
        "calibrated": scenario.posterior is not None,
        "outcomes": {"file": table.file, "sha256": table.sha256},
        **compared(run, scenario, table.rows),
    }
    with disk_errors_as_words(run.folder):
        text = json.dumps(found, indent=1, ensure_ascii=False)
        write_whole(run.folder / FILE, text + "\n")
    return run, found


def compared(run: Run, scenario: Scenario, rows: Sequence[Row]) -> dict[str, Any]:
    """Return the scores of the whole model and the gain by each mechanism; InputError without facts."""
    measures = [m for m in _measures(run, scenario, rows) if m.groups]
    if not measures:
        raise InputError([_nothing(run.folder)])
    whole = Ensemble(run, scenario, BASELINE)
    whole.require_families()
    before = [measure.scores(whole) for measure in measures]
    mechanisms = []
    for one in (*MECHANISMS, EVERY):
        without = Ensemble(run, scenario, _arm(one))
        gains = {
            measure.id: gain(
                measure.scores(without) - base, measure.groups, _noise(measure, without, whole)
            )
            for measure, base in zip(measures, before, strict=True)
        }
        row = {"id": one.id, "says": one.says, "switches": list(one.switches)}
        mechanisms.append(row | {"gain": gains})
    return {
        "measures": [
            {
                "id": measure.id,
                "says": measure.says,
                "facts": len(measure.groups),
                "groups": len(set(measure.groups)),
                "whole": _six(float(base.mean())),
            }
            for measure, base in zip(measures, before, strict=True)
        ],
        "mechanisms": mechanisms,
    }


@dataclass(frozen=True)
class Measure:
    """One thing that is scored: the ``groups`` (n,) of its facts, and their scores under an ensemble.

    ``score``: takes an ensemble and which of its members count (R,), and returns (n,).
    """

    id: str
    says: str
    groups: tuple[str, ...]
    score: Callable[[Ensemble, Bools], Floats]

    def scores(self, ensemble: Ensemble) -> Floats:
        """Return the score of every fact under all members, (n,)."""
        return self.score(ensemble, np.ones(ensemble.size, dtype=np.bool_))


def gain(gaps: Floats, groups: Sequence[str], noise: float | None) -> dict[str, Any]:
    """Return the mean gap (n,) with its interval over groups, its noise and a word.

    No interval below five groups. It helps or hurts where the interval lies on one
    side of 0 and the gap is larger than the noise explains.
    """
    value = float(gaps.mean())
    found: dict[str, Any] = {"value": _six(value), "low": None, "high": None, "noise": noise}
    if not gaps.any():
        return found | {"word": "alike"}
    if len(set(groups)) < FEW_GROUPS:
        return found | {"word": "too few groups"}
    over = span(gaps, groups)
    sure = noise is not None and abs(value) > SURE * noise and not over.low <= 0.0 <= over.high
    word = ("helps" if value > 0.0 else "hurts") if sure else "too close to tell"
    return found | {"low": _six(over.low), "high": _six(over.high), "word": word}


def _measures(run: Run, scenario: Scenario, rows: Sequence[Row]) -> tuple[Measure, ...]:
    """Return what can be scored of the rows; a measure without facts has no groups."""
    whole = Ensemble(run, scenario, BASELINE)
    held = [row for row in rows if row.observable.casefold() in CONTROL_WORDS]
    facts, _ = control_facts(held, scenario, whole.course.areas, whole.span)
    harm, ground = _numbers(rows, whole, HARM), _numbers(rows, whole, GROUND)
    return (
        Measure(
            "control",
            "Brier score of who held what",
            groups_of(facts, scenario).region,
            lambda ensemble, kept: _brier(ensemble, kept, facts),
        ),
        Measure(
            "harm",
            "CRPS of civilians killed, of log(1 + x)",
            tuple(row.who_says or row.id for row, _ in harm),
            lambda ensemble, kept: _crps(ensemble, kept, harm, scenario, logs=True),
        ),
        Measure(
            "ground",
            "CRPS of shares of ground",
            tuple(row.area or row.id for row, _ in ground),
            lambda ensemble, kept: _crps(ensemble, kept, ground, scenario, logs=False),
        ),
    )


def _numbers(rows: Sequence[Row], whole: Ensemble, of: str) -> list[tuple[Row, Counterpart]]:
    """Return the rows whose counterpart is a series of this name, not divided by another."""
    found = []
    for row in rows:
        line = counterpart(row, whole.course.series_names, whole.course.watches)
        if not isinstance(line, Counterpart) or line.of or line.kind not in {"total", "level"}:
            continue
        named = all(name.startswith(of) for name in line.names(row))
        if named and not whole.span.outside(row) and _is_amount(row.value):
            found.append((row, line))
    return found


def _brier(ensemble: Ensemble, kept: Bools, facts: Sequence[ControlFact]) -> Floats:
    """Return the Brier score of each fact (n,) under the members that count."""
    families = ensemble.control(facts)  # (M, n, C), by draw
    chosen = np.unique(ensemble.family[kept])
    place = np.searchsorted(np.unique(ensemble.family), chosen)
    return half_brier(families[place].mean(axis=0), np.array([fact.outcome for fact in facts]))


def _crps(
    ensemble: Ensemble,
    kept: Bools,
    lines: Sequence[tuple[Row, Counterpart]],
    scenario: Scenario,
    *,
    logs: bool,
) -> Floats:
    """Return the fair CRPS of each number (n,) in units of the series, or of log(1 + x).

    Where the row names a monitor, of what it would have reported.
    """
    found = []
    for row, line in lines:
        told = values(row, line, ensemble, scenario, sayer(row, line, scenario))
        members, observed = told[kept], float(row.value)
        scale = 1.0 / abs(line.factor)
        members, observed = scale * members, scale * observed
        if logs:
            members, observed = np.log1p(np.maximum(members, 0.0)), float(np.log1p(observed))
        found.append(family_crps(members, observed, ensemble.family[kept]))
    return np.array(found)


def _noise(measure: Measure, without: Ensemble, whole: Ensemble) -> float | None:
    """Return the standard error of a mean gain from the number of draws; None from too few draws."""
    parts = whole.family % PARTS
    shown = np.unique(parts)
    if shown.size < 2 or np.unique(whole.family).size < 2 * PARTS:
        return None
    left = np.array(
        [
            float((measure.score(without, parts != p) - measure.score(whole, parts != p)).mean())
            for p in shown
        ]
    )
    return _six(float(np.sqrt((shown.size - 1.0) / shown.size * ((left - left.mean()) ** 2).sum())))


def _arm(one: Mechanism) -> str:
    """Return the name of the arm without a mechanism."""
    return f"without_{one.id.lower()}"


def _is_amount(text: str) -> bool:
    """Return whether a cell is a finite number that is not negative."""
    try:
        return 0.0 <= float(text) < np.inf
    except ValueError:
        return False


def _six(value: float) -> float:
    """Return a number rounded to six places."""
    return round(value, 6)


def _nothing(folder: Path) -> Problem:
    """Return the problem of outcomes of which nothing can be scored."""
    return Problem(
        "nothing_to_score",
        "None of the outcomes is about control, civilians killed or shares of ground after the first day.",
        "Without one there is nothing to score.",
        "Give outcomes with these columns (docs/scores.md).",
        Place(str(folder)),
    )
