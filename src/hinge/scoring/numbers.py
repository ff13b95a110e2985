"""Numbers, dates and siege states of the record against what the runs say of them.

Of numbers: the fair CRPS, of counts of persons also on the scale log(1 + x), on which an
error of half is as large in a quiet month as in a bad one; the share of members below the
record (PIT); whether the middle 50 and 90 of 100 members hold it. Of dates: the score of
``days``. Of siege states: half the squared error over the four states, of the shares of the
days. Only what lies after the run's first day is scored.

The record's best value is compared with what the monitor that it names would have reported of
each campaign, and with the simulated truth where it names none (``reports``); the truth
always stands beside it. The record's own range is shown and not scored.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.scores import central, fair_half_brier, family_crps, half_brier, pit
from hinge.scenario.scenario import Scenario
from hinge.scoring.days import Told, by_family
from hinge.scoring.ensemble import Ensemble
from hinge.scoring.facts import Skipped
from hinge.scoring.observables import Counterpart, counterpart
from hinge.scoring.reports import counts_civilians, sayer, values
from hinge.scoring.table import DAY, Row
from hinge.world.codes import SIEGE_STATES

Floats = NDArray[np.float64]

LEVELS = (0.5, 0.9)
Found = dict[str, Any]


def number_scores(
    rows: Sequence[Row], scenario: Scenario, model: Ensemble, prior: Ensemble
) -> tuple[Found, tuple[Skipped, ...]]:
    """Return the scores of all rows with a counterpart, and the rows without one."""
    course = model.course
    found: Found = {"facts": [], "dates": [], "states": []}
    skipped: list[Skipped] = []
    for row in rows:
        line = counterpart(row, course.series_names, course.watches)
        if isinstance(line, tuple):
            skipped.append(Skipped(row, *line))
            continue
        why = _unscorable(row, line, model)
        if why:
            skipped.append(Skipped(row, why))
        elif line.kind == "date":
            found["dates"].append(_date(row, line, model, prior))
        elif line.kind == "state":
            found["states"].append(_state(row, line, model, prior))
        else:
            found["facts"].append(_number(row, line, scenario, model, prior))
    found["summary"] = _summary(found["facts"])
    return found, tuple(skipped)


def _unscorable(row: Row, line: Counterpart, model: Ensemble) -> str:
    """Return why a row with a counterpart cannot be scored; nothing where it can."""
    if line.kind == "date":
        day = _day(row.value)
        if day is None:
            return f"{row.value!r} is not a day"
        if model.span.day(day) > model.span.days:
            return f"ends after the last simulated day, {model.course.last}"
        first = _day(row.low) or day
        late = model.span.day(min(first, day, row.first)) <= 0
        return f"begins on or before the first simulated day, {model.span.start}" if late else ""
    if line.kind == "state" and line.state(row.value) is None:
        return f"{row.value!r} is no siege state of the table of observables"
    if line.kind in {"total", "level"} and _number_of(row.value) is None:
        return f"{row.value!r} is not a number"
    return model.span.outside(row)


def _number(
    row: Row, line: Counterpart, scenario: Scenario, model: Ensemble, prior: Ensemble
) -> Found:
    """Return the scores of a number, and the simulated truth beside what it is compared with."""
    observed = float(row.value)
    monitor = sayer(row, line, scenario)
    members, plain = (values(row, line, one, scenario, monitor) for one in (model, prior))
    spans = {level: central(members, level) for level in LEVELS}
    logs = line.kind == "total" and not line.of and observed >= 0.0 and members.min() >= 0.0
    found: Found = {
        "id": row.id,
        "observable": row.observable,
        "area": row.area,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "unit": row.unit,
        "who_says": row.who_says,
        "record": observed,
        "record_low": _number_of(row.low),
        "record_high": _number_of(row.high),
        "note": line.note,
        "compared": f"report of {monitor.id}" if monitor else "truth",
        "monitor": monitor.id if monitor else None,
        "truth": _simulated(values(row, line, model, scenario)),
        "truth_with_deprivation": _simulated(values(row, line, model, scenario, deprivation=True))
        if counts_civilians(row, line)
        else None,
        "median": _rounded(float(np.median(members))),
        "crps": _both(members, plain, observed, model, prior),
        "log_crps": None,
        "pit": round(pit(members, observed), 4),
    }
    if logs and plain.min() >= 0.0:
        scale = (np.log1p(members), np.log1p(plain), math.log1p(observed))
        found["log_crps"] = _both(*scale, model, prior)
    for level, (low, high) in spans.items():
        name = f"{100 * level:.0f}"
        found[f"interval_{name}"] = [_rounded(low), _rounded(high)]
        found[f"inside_{name}"] = bool(low <= observed <= high)
    return found


def _simulated(members: Floats) -> Found:
    """Return the middle of what is simulated, and the middle 90 of 100 runs."""
    return {
        "median": _rounded(float(np.median(members))),
        "interval_90": [_rounded(end) for end in central(members, 0.9)],
    }


def _both(
    members: Floats, plain: Floats, observed: float, model: Ensemble, prior: Ensemble
) -> dict[str, float]:
    """Return the fair CRPS of the model and of the run from the priors alone."""
    return {
        "model": _rounded(family_crps(members, observed, model.family)),
        "prior_only": _rounded(family_crps(plain, observed, prior.family)),
    }


def _date(row: Row, line: Counterpart, model: Ensemble, prior: Ensemble) -> Found:
    """Return the scores of a date; its range in the record is where the record does not tell."""
    span = model.span
    value = _day(row.value) or row.first
    low, high = _day(row.low) or value, _day(row.high) or value
    told = Told(span.day(low) - 1, min(span.day(high), span.days))
    wanted = [SIEGE_STATES.index(state) for state in line.states]
    first = model.first_day(np.isin(model.course.siege(line.watch), wanted))
    before = prior.first_day(np.isin(prior.course.siege(line.watch), wanted))
    median = int(np.sort(first)[(first.size - 1) // 2])
    inside = median <= span.days
    return {
        "id": row.id,
        "observable": row.observable,
        "area": row.area,
        "record": value.isoformat(),
        "record_low": low.isoformat(),
        "record_high": high.isoformat(),
        "within_run": round(float((first <= span.days).mean()), 4),
        "median_date": span.date(median).isoformat() if inside else None,
        "median_off": told.off(median) if inside else None,
        "crps": {
            "model": round(told.fair_score(by_family(first, model.family, span.days)), 3),
            "prior_only": round(told.fair_score(by_family(before, prior.family, span.days)), 3),
            "no_change": round(told.score(np.zeros(span.days)), 3),
        },
    }


def _state(row: Row, line: Counterpart, model: Ensemble, prior: Ensemble) -> Found:
    """Return the scores of a siege state over the days of a row."""
    recorded = line.state(row.value)
    outcome = np.array([float(state == recorded) for state in SIEGE_STATES])
    families = {
        name: _shares(row, line, ensemble)
        for name, ensemble in (("model", model), ("prior", prior))
    }
    before = np.bincount(model.course.siege(line.watch)[:, 0], minlength=len(SIEGE_STATES))
    unchanged = np.eye(len(SIEGE_STATES))[int(before.argmax())]
    chance = families["model"].mean(axis=0)
    return {
        "id": row.id,
        "observable": row.observable,
        "area": row.area,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "record": recorded,
        "model": {state: round(float(p), 4) for state, p in zip(SIEGE_STATES, chance, strict=True)},
        "brier": {
            "model": _rounded(float(half_brier(chance, outcome))),
            "prior_only": _rounded(float(half_brier(families["prior"].mean(axis=0), outcome))),
            "no_change": _rounded(float(half_brier(unchanged, outcome))),
        },
        "fair_brier": _rounded(float(fair_half_brier(families["model"], outcome)))
        if families["model"].shape[0] > 1
        else None,
    }


def _shares(row: Row, line: Counterpart, ensemble: Ensemble) -> Floats:
    """Return the share of the days in each siege state, by family, (M, 4)."""
    span = ensemble.span
    days = ensemble.course.siege(line.watch)[:, span.day(row.first) : span.day(row.last) + 1]
    member = np.unique(ensemble.family, return_inverse=True)[1]
    sizes = np.bincount(member)
    return np.stack(
        [
            np.bincount(member, weights=(days == state).mean(axis=1)) / sizes
            for state in range(len(SIEGE_STATES))
        ],
        axis=1,
    )


def _summary(facts: Sequence[Found]) -> list[Found]:
    """Return mean scores of the numbers of each observable, in order of first appearance."""
    found = []
    for name in dict.fromkeys(fact["observable"] for fact in facts):
        of = [fact for fact in facts if fact["observable"] == name]
        logs = [fact["log_crps"] for fact in of if fact["log_crps"] is not None]
        found.append(
            {
                "observable": name,
                "facts": len(of),
                "crps": {
                    key: _rounded(float(np.mean([fact["crps"][key] for fact in of])))
                    for key in ("model", "prior_only")
                },
                "log_crps": {
                    key: _rounded(float(np.mean([one[key] for one in logs])))
                    for key in ("model", "prior_only")
                }
                if logs
                else None,
                "mean_pit": round(float(np.mean([fact["pit"] for fact in of])), 4),
                "below": sum(fact["pit"] < 0.5 for fact in of),
            }
        )
    return found


def _number_of(text: str) -> float | None:
    """Return a finite number, None for anything else."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _day(text: str) -> dt.date | None:
    """Return a day written as 2016-08-08, None for anything else."""
    try:
        return dt.date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def _rounded(value: float) -> float:
    """Return a number with six digits that count."""
    return float(f"{value:.6g}")
