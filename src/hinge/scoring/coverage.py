"""How often the middle 50 and 90 of 100 runs hold what was recorded: deaths and changes of hands.

Civilian deaths: every scored window of ``civilians_killed``; a number a month is the same
test, for window and members are divided by the same days; members as they are compared,
the report of a monitor or the simulated truth. Changes of hands a week: between
days on which the record speaks of many areas at once, how many of the areas that both
days name changed hands. Few points, so each share has its interval (Wilson 1927).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.intervals import wilson
from hinge.analysis.scores import central, family_crps, pit
from hinge.scoring.baselines import Baselines
from hinge.scoring.ensemble import Ensemble
from hinge.scoring.facts import ControlFact

Floats = NDArray[np.float64]

LEVEL = 0.95
MANY = 0.5  # of the areas with facts: so many make a day one on which the record speaks of all
BAR = (0.80, 0.97)
DEATHS = "civilians_killed"
MONTH, WEEK = 30.4375, 7.0  # days


def coverage(
    numbers: Sequence[Mapping[str, Any]],
    facts: Sequence[ControlFact],
    model: Ensemble,
    base: Baselines,
) -> dict[str, Any]:
    """Return the coverage of civilian deaths a month, of changes of hands a week, and of all numbers."""
    deaths = [one for one in numbers if one["observable"].casefold() == DEATHS]
    weeks = changes_a_week(facts, model, base)
    return {
        "bar": list(BAR),
        "civilian_deaths_a_month": _covered(deaths) | {"months": [_month(one) for one in deaths]},
        "control_changes_a_week": _covered(weeks) | {"weeks": weeks},
        "all_numbers": _covered(numbers),
    }


def changes_a_week(
    facts: Sequence[ControlFact], model: Ensemble, base: Baselines
) -> list[dict[str, Any]]:
    """Return changes of hands a week between days of many facts, in the record and in the runs.

    Areas that are divided on either day are left out of both; days that share no other are no point.
    """
    areas = len({area for fact in facts for area in fact.areas})
    by_day: dict[int, dict[int, int]] = {}
    for fact in facts:
        for area in fact.areas:
            by_day.setdefault(model.span.day(fact.row.first), {})[area] = fact.holder
    many = [day for day, held in sorted(by_day.items()) if len(held) >= MANY * areas]
    before = 0
    held = {area: int(chance.argmax()) for area, chance in enumerate(base.now)}
    found = []
    for day in many:
        both = [a for a in sorted(held.keys() & by_day[day].keys()) if _told(held, by_day[day], a)]
        if not both:
            before, held = day, by_day[day]
            continue
        weeks = (day - before) / WEEK
        record = sum(held[a] != by_day[day][a] for a in both) / weeks
        moved = model.holder[:, before, both] != model.holder[:, day, both]
        members = moved.sum(axis=1) / weeks
        spans = {level: central(members, level) for level in (0.5, 0.9)}
        found.append(
            {
                "after": model.span.date(before).isoformat(),
                "until": model.span.date(day).isoformat(),
                "areas": len(both),
                "record": round(record, 4),
                "median": round(float(np.median(members)), 4),
                "interval_50": [round(value, 4) for value in spans[0.5]],
                "interval_90": [round(value, 4) for value in spans[0.9]],
                "inside_50": bool(spans[0.5][0] <= record <= spans[0.5][1]),
                "inside_90": bool(spans[0.9][0] <= record <= spans[0.9][1]),
                "crps": round(family_crps(members, record, model.family), 4),
                "pit": round(pit(members, record), 4),
            }
        )
        before, held = day, by_day[day]
    return found


def _told(before: Mapping[int, int], after: Mapping[int, int], area: int) -> bool:
    """Return whether one side held the whole area on both days."""
    return before[area] >= 0 and after[area] >= 0


def _month(one: Mapping[str, Any]) -> dict[str, Any]:
    """Return a window of deaths as deaths a month."""
    first, last = np.datetime64(one["first"]), np.datetime64(one["last"])
    months = (float((last - first) / np.timedelta64(1, "D")) + 1.0) / MONTH
    return {
        "id": one["id"],
        "first": one["first"],
        "last": one["last"],
        "compared": one["compared"],
        "record": round(one["record"] / months, 1),
        "median": round(one["median"] / months, 1),
        "interval_90": [round(value / months, 1) for value in one["interval_90"]],
        "inside_90": one["inside_90"],
    }


def _covered(found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return how many of the record's numbers lie inside, with the interval of the share."""
    n = len(found)
    result: dict[str, Any] = {"points": n}
    for name in ("50", "90"):
        inside = sum(bool(one[f"inside_{name}"]) for one in found)
        low, high = wilson(inside / n, n, LEVEL) if n else (0.0, 1.0)
        result[f"inside_{name}"] = inside
        result[f"share_{name}"] = round(inside / n, 4) if n else None
        result[f"share_{name}_low"] = round(low, 4)
        result[f"share_{name}_high"] = round(high, 4)
    return result
