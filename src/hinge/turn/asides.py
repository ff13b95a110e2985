"""About the top window: which groups of draws shook it, and who could have moved the chance before it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from hinge.analysis.leverage import Leverage, leverage
from hinge.analysis.process import Ints
from hinge.analysis.shaken import shaken
from hinge.analysis.streams import halves, stands_for
from hinge.ensemble.steering import SteerableCampaign
from hinge.turn.campaign import FEW_LINES, Campaigns, Tell

PATHS = 100
"""Paths on which shocks are taken apart: every subset of five groups is run, 32 in all."""


def top_window(result: Mapping[str, Any]) -> tuple[int, int]:
    """Return first and last day of the window that the rule speaks of, or of the step that settles most."""
    window = result["ruling"]["window"]
    if window is not None:
        return int(window["first"]), int(window["last"])
    top = max(result["shares"], key=lambda row: float(row["share"]))
    return int(top["since"]) + 1, int(top["day"])


def shocks_json(found: Campaigns, result: Mapping[str, Any], tell: Tell | None) -> dict[str, Any]:
    """Return what shook the top window: Shapley values of the groups of draws, in parts of the doubt."""
    first, last = top_window(result)
    paths = _some(found)
    if tell is not None:
        tell(0, 2 ** len(found.process.shocks), "Taking the shocks apart")
    apart = shaken(found.process, paths, first, last, FEW_LINES)
    doubt = _doubt(result)
    if tell is not None:
        tell(2 ** len(apart.groups), 2 ** len(apart.groups), "Taking the shocks apart")
    return {
        "from": found.date(first).isoformat(),
        "to": found.date(last).isoformat(),
        "total": apart.total / doubt,
        "total_se": apart.total_error / doubt,
        "groups": [
            {
                "group": group,
                "share": float(apart.value[g]) / doubt,
                "se": float(apart.error[g]) / doubt,
                "part": _number(float(apart.part[g])),
            }
            for g, group in enumerate(apart.groups)
        ],
        "paths": apart.paths,
        "lines": apart.lines,
        "member_days": apart.days_run,
    }


def leverage_json(found: Campaigns, result: Mapping[str, Any], tell: Tell | None) -> dict[str, Any]:
    """Return each actor's leverage on the day before the top window."""
    first, _ = top_window(result)
    process = SteerableCampaign.of(found.process, found.scenario)
    actors = list(process.actors)
    rows = []
    for number, actor in enumerate(actors):
        if tell is not None:
            tell(number, len(actors), "Letting each actor choose otherwise")
        rows.append(leverage(process, actor, first - 1, _some(found), FEW_LINES))
    if tell is not None and actors:
        tell(len(actors), len(actors), "Letting each actor choose otherwise")
    rows.sort(key=lambda row: -row.low)
    return {"on": found.date(first - 1).isoformat(), "actors": [_lever(row) for row in rows]}


def _lever(row: Leverage) -> dict[str, Any]:
    """Return one actor's leverage as plain values."""
    return {
        "actor": row.actor,
        "low": row.low,
        "low_se": row.low_error,
        "high": row.high,
        "high_se": row.high_error,
        "options": [
            {"option": option, "effect": float(row.effect[o]), "se": float(row.effect_error[o])}
            for o, option in enumerate(row.options)
        ],
        "paths": row.paths,
        "lines": row.lines,
    }


def _some(found: Campaigns) -> Ints:
    """Return the paths that are looked at, of the half that judges: the other one chose the window."""
    paths = found.paths
    judging = halves(stands_for(found.process.draws(paths), paths)) == 1
    return np.asarray(paths[judging][:PATHS])


def _doubt(result: Mapping[str, Any]) -> float:
    """Return the doubt about the first outcome; 1 where there is none, so that nothing is divided by 0."""
    chance = float(result["outcomes"][0]["chance"])
    return chance * (1.0 - chance) or 1.0


def _number(value: float) -> float | None:
    """Return a number, None where it is none."""
    return value if math.isfinite(value) else None
