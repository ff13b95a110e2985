"""Scores of who held what: each forecast's mean scores, and differences with their intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.murphy import murphy, reliability_table
from hinge.analysis.scores import (
    Span,
    effective_number,
    fair_half_brier,
    half_brier,
    log_score,
    span,
)
from hinge.scenario.scenario import Scenario
from hinge.scoring.facts import ControlFact

Floats = NDArray[np.float64]

MODEL, NO_CHANGE, PRIOR_ONLY, BASE_RATE = "model", "no_change", "prior_only", "base_rate"
FORECASTS = (MODEL, NO_CHANGE, PRIOR_ONLY, BASE_RATE)
BASELINES = FORECASTS[1:]
FEW_GROUPS = 5  # below this many an interval from resampling groups means nothing
WORST = 10


@dataclass(frozen=True)
class Groups:
    """How facts hang together: by the ``area`` they speak of, and by its ``region``, each (n,)."""

    area: tuple[str, ...]
    region: tuple[str, ...]

    def by_name(self) -> dict[str, tuple[str, ...]]:
        """Return both, by name."""
        return {"area": self.area, "region": self.region}


def groups_of(facts: Sequence[ControlFact], scenario: Scenario) -> Groups:
    """Return the groups; a region is the first of the scenario that holds the area, else the area."""
    home: dict[str, str] = {}
    for region in scenario.regions:
        for area in region.areas:
            home.setdefault(area, region.id)
    named = tuple(fact.place for fact in facts)
    return Groups(named, tuple(home.get(place, place) for place in named))


@dataclass(frozen=True)
class Scored:
    """Facts with the chances (n, C) of each forecast, and their Brier scores (n,) by name.

    ``families`` (M, n, C) of the ensembles, by name; ``size`` members of the model.
    """

    facts: tuple[ControlFact, ...]
    chances: Mapping[str, Floats]
    families: Mapping[str, Floats]
    size: int
    scenario: Scenario

    @cached_property
    def outcome(self) -> Floats:
        """What the record says, (n, C)."""
        return np.array([fact.outcome for fact in self.facts])

    @cached_property
    def groups(self) -> Groups:
        """How the facts hang together."""
        return groups_of(self.facts, self.scenario)

    def brier(self, name: str) -> Floats:
        """Return the Brier score of every fact under a forecast, (n,)."""
        return half_brier(self.chances[name], self.outcome)


def mean_scores(scored: Scored) -> dict[str, Any]:
    """Return Brier, fair Brier and log score of every forecast, and the parts of the Brier score.

    A forecast that is no ensemble has no fair form and keeps its Brier score.
    """
    fair = {
        name: fair_half_brier(scored.families[name], scored.outcome)
        if name in scored.families and scored.families[name].shape[0] > 1
        else scored.brier(name)
        for name in scored.chances
    }
    logs = {
        name: log_score(chance, scored.outcome, scored.size)
        for name, chance in scored.chances.items()
    }
    return {
        "brier": {name: _mean(scored.brier(name)) for name in FORECASTS},
        "fair_brier": {name: _mean(fair[name]) for name in FORECASTS},
        "log": {name: _mean(logs[name]) for name in FORECASTS},
        "murphy": {
            name: murphy(scored.chances[name], scored.outcome).to_json() for name in FORECASTS
        },
        "variants": {
            name: _mean(scored.brier(name)) for name in scored.chances if name not in FORECASTS
        },
    }


def intervals(scored: Scored) -> dict[str, Any]:
    """Return 95 % intervals of the mean Brier scores, by area and by region drawn whole."""
    return {
        name: {
            by: interval_json(span(scored.brier(name), groups), groups)
            for by, groups in scored.groups.by_name().items()
        }
        for name in FORECASTS
    }


def differences(scored: Scored) -> dict[str, Any]:
    """Return model minus baseline in Brier score, with intervals, skill and words, by baseline."""
    model = scored.brier(MODEL)
    found = {}
    for name in BASELINES:
        base = scored.brier(name)
        gap = model - base
        spans = {by: span(gap, groups) for by, groups in scored.groups.by_name().items()}
        whole = float(base.mean())
        effective = {
            by: round(effective_number(gap, groups), 1)
            for by, groups in scored.groups.by_name().items()
        }
        found[name] = {
            "difference": round(float(gap.mean()), 6),
            "skill": round(1.0 - float(model.mean()) / whole, 6) if whole > 0.0 else None,
            "by_area": interval_json(spans["area"], scored.groups.area),
            "by_region": interval_json(spans["region"], scored.groups.region),
            "effective_facts": effective,
            "word": verdict(gap, spans["region"], scored.groups.region),
        }
    return found


def verdict(gap: Floats, by_region: Span, regions: Sequence[str]) -> str:
    """Return better, worse, alike, too close to tell, or too few groups, of the model."""
    if not gap.any():
        return "alike"
    if len(set(regions)) < FEW_GROUPS:
        return "too few groups"
    if by_region.high < 0.0:
        return "better"
    return "worse" if by_region.low > 0.0 else "too close to tell"


def breakdown(scored: Scored, keys: Sequence[str]) -> list[dict[str, Any]]:
    """Return the mean Brier scores of the facts of each key (n,), in order of first appearance."""
    names = np.array(keys)
    return [
        {"key": key, "facts": int((names == key).sum())}
        | {name: _mean(scored.brier(name)[names == key]) for name in FORECASTS}
        for key in dict.fromkeys(keys)
    ]


def by_change(scored: Scored) -> list[str]:
    """Return for each fact whether somebody else held the area than on the first day."""
    before = scored.chances[NO_CHANGE].argmax(axis=1)
    return [
        "changed"
        if fact.holder >= 0 and fact.holder != was
        else "same holder"
        if fact.holder >= 0
        else "divided"
        for fact, was in zip(scored.facts, before, strict=True)
    ]


def worst(scored: Scored, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return the facts on which the model loses most against no change, worst first."""
    gap = scored.brier(MODEL) - scored.brier(NO_CHANGE)
    found = []
    for number in np.argsort(-gap, kind="stable")[:WORST].tolist():
        if gap[number] <= 0.0:
            break
        fact = scored.facts[number]
        chance = scored.chances[MODEL][number]
        found.append(
            {
                "id": fact.row.id,
                "area": scored.groups.area[number],
                "date": fact.row.first.isoformat(),
                "record": fact.row.value,
                "model": {
                    names[c]: round(float(chance[c]), 4)
                    for c in np.argsort(-chance)
                    if chance[c] > 0
                },
                "brier": round(float(scored.brier(MODEL)[number]), 6),
                "excess": round(float(gap[number]), 6),
            }
        )
    return found


def reliability(scored: Scored) -> list[dict[str, float]]:
    """Return the reliability table of the model."""
    return [one.to_json() for one in reliability_table(scored.chances[MODEL], scored.outcome)]


def _mean(values: Floats) -> float:
    """Return a mean, rounded to six places."""
    return round(float(values.mean()), 6)


def interval_json(found: Span, groups: Sequence[str]) -> dict[str, Any]:
    """Return the interval with the number of groups; none below ``FEW_GROUPS``."""
    many = len(set(groups))
    if many < FEW_GROUPS:
        return {"low": None, "high": None, "groups": many}
    return {"low": round(found.low, 6), "high": round(found.high, 6), "groups": many}
