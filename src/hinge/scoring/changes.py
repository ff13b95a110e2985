"""On which day places changed hands, in the runs and in the record.

From the facts about an area in order of their days: it changed hands when a fact names
a holder other than the one before, after the day of the fact before it and by its own.
In a run the day is the first from day 1 on which that side holds the area.

Assumption 1: between two facts that name the same holder nothing changed. Assumption
2: a fact that an area was divided tells that nobody new held all of it by then. Retaken
areas, whose new holder held them on the first day, are left out and counted. Assumption
3: a region is taken when all its areas are; in the base rate each by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.scores import span
from hinge.scenario.scenario import Scenario
from hinge.scoring.baselines import Baselines
from hinge.scoring.controls import (
    BASE_RATE,
    BASELINES,
    FORECASTS,
    MODEL,
    NO_CHANGE,
    PRIOR_ONLY,
    groups_of,
    interval_json,
    verdict,
)
from hinge.scoring.days import Told, by_family
from hinge.scoring.ensemble import Ensemble
from hinge.scoring.facts import ControlFact, Holders

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Change:
    """An area taken by a side (its category), as the record tells it; ``fact`` is the first after it."""

    fact: ControlFact
    taker: int
    told: Told


def recorded_changes(
    facts: Sequence[ControlFact], now: Floats, model: Ensemble
) -> tuple[tuple[Change, ...], int]:
    """Return the changes of hands, by area, and how many areas were retaken; ``now`` (A, C)."""
    by_place: dict[str, list[ControlFact]] = {}
    for fact in facts:
        by_place.setdefault(fact.place, []).append(fact)
    found: list[Change] = []
    retaken = 0
    for of_area in by_place.values():
        first = _holder(now, of_area[0])
        holder, before = first, 0
        taken: set[int] = set()
        for fact in sorted(of_area, key=lambda one: one.row.first):
            day = model.span.day(fact.row.first)
            if fact.holder not in {-1, holder}:
                holder = fact.holder
                if holder == first or holder in taken:
                    retaken += 1
                else:
                    taken.add(holder)
                    found.append(Change(fact, holder, Told(before, day)))
            before = day
    return tuple(found), retaken


def _holder(now: Floats, fact: ControlFact) -> int:
    """Return who holds all areas of a fact on the first day; -1 where they have several holders."""
    held = np.unique(now[list(fact.areas)].argmax(axis=1))
    return int(held[0]) if held.size == 1 else -1


def change_scores(
    facts: Sequence[ControlFact],
    scenario: Scenario,
    model: Ensemble,
    prior: Ensemble,
    base: Baselines,
) -> dict[str, Any]:
    """Return the scores of the days on which areas changed hands, in days, and each of them."""
    changes, retaken = recorded_changes(facts, base.now, model)
    found: dict[str, Any] = {"changes": len(changes), "retaken": retaken, "crps": {}, "areas": []}
    if not changes:
        return found
    scores = {
        MODEL: [_score(one, model) for one in changes],
        PRIOR_ONLY: [_score(one, prior) for one in changes],
        NO_CHANGE: [one.told.score(np.zeros(model.span.days)) for one in changes],
        BASE_RATE: [one.told.score(_chain(one, base, model.span.days)) for one in changes],
    }
    arrays = {name: np.array(values) for name, values in scores.items()}
    groups = groups_of([one.fact for one in changes], scenario)
    found["crps"] = {name: round(float(arrays[name].mean()), 3) for name in FORECASTS}
    found["differences"] = {}
    for name in BASELINES:
        gap = arrays[MODEL] - arrays[name]
        by_region = span(gap, groups.region)
        found["differences"][name] = {
            "difference": round(float(gap.mean()), 3),
            "by_region": interval_json(by_region, groups.region),
            "word": verdict(gap, by_region, groups.region),
        }
    found["areas"] = list(_each(changes, arrays, scenario, model))
    errors = [one["median_off"] for one in found["areas"] if one["median_off"] is not None]
    found["median_within_run"] = len(errors)
    found["median_days_off"] = float(np.median(np.abs(errors))) if errors else None
    return found


def _score(change: Change, ensemble: Ensemble) -> float:
    """Return the fair score of an ensemble."""
    days = _first_day(change, ensemble)
    return change.told.fair_score(by_family(days, ensemble.family, ensemble.span.days))


def _first_day(change: Change, ensemble: Ensemble) -> Ints:
    """Return the first day on which the taker holds all areas of a change, in each member, (R,)."""
    held = ensemble.holder[:, :, change.fact.areas] == change.taker
    return ensemble.first_day(held.all(axis=2))


def _chain(change: Change, base: Baselines, days: int) -> Floats:
    """Return the cumulative chances of the base rate, (days,); 0 where there is no chain."""
    if base.chain is None:
        return np.zeros(days)
    areas = change.fact.areas
    by_area = [base.chain.taken_by(base.now[area], change.taker, days) for area in areas]
    together: Floats = np.prod(by_area, axis=0)
    return together


def _each(
    changes: Sequence[Change], scores: dict[str, Floats], scenario: Scenario, model: Ensemble
) -> Iterator[dict[str, Any]]:
    """Yield each change with what the model says of its day."""
    holders = Holders(scenario)
    last = model.span.days
    for number, one in enumerate(changes):
        first = _first_day(one, model)
        median = int(np.sort(first)[(first.size - 1) // 2])
        yield {
            "area": one.fact.place,
            "taken_by": holders.names[one.taker],
            "record_after": model.span.date(one.told.after).isoformat(),
            "record_by": model.span.date(one.told.by).isoformat(),
            "within_run": round(float((first <= last).mean()), 4),
            "median_date": model.span.date(median).isoformat() if median <= last else None,
            "median_off": one.told.off(median) if median <= last else None,
            "crps": {name: round(float(scores[name][number]), 3) for name in FORECASTS},
        }
