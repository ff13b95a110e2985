"""What a calibration moved, in words and numbers, and which verdicts it moved.

A verdict counts as moved where its word changes; which assumption it hinges on does
not make another word of it. Behind a moved verdict stand the calibrated parameters
that the claim goes with in one of the two runs, and whose median calibration shifted
to the side on which the share moved. Parameters that act together and not singly
are not found by that, nor what the many without a column did together, nor the chance
of other draws: the two runs share their luck and no parameters.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import NormalDist
from typing import Any

import numpy as np

from hinge.claims.assumptions import assumption_names
from hinge.claims.names import Names, full_date
from hinge.scenario.parameters import Fixed, LogNormal, LogUniform, Normal, Parameter
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_table

Verdict = Mapping[str, Any]
Range = tuple[float, float, float]
PERCENTILES = (0.05, 0.5, 0.95)


@dataclass(frozen=True)
class Moved:
    """A calibrated parameter: 5th, 50th and 95th percentile of its prior and of its posterior."""

    parameter: str
    name: str
    unit: str
    prior: Range
    posterior: Range
    status: str = "calibrated"


@dataclass(frozen=True)
class Calibration:
    """What a run is calibrated with; ``says`` in one sentence.

    ``posterior``: digest of posterior.csv; ``known_on``: the day by which all reports that
    it rests on were public; ``same_engine``: whether it was made with the engine that ran.
    """

    posterior: str
    rows: int
    known_on: str
    targets: tuple[str, ...]
    same_engine: bool
    parameters: tuple[Moved, ...]
    says: str


def calibration_of(scenario: Scenario, engine: str) -> Calibration | None:
    """Return what a scenario is calibrated with, None without; ``engine``: digest of the one that runs."""
    found = scenario.posterior
    if found is None or found.record is None:
        return None
    table = {parameter.id: parameter for parameter in parameter_table(scenario)}
    names = assumption_names(found.names, table.values(), Names.of(scenario))
    columns = np.percentile(np.array(found.rows), [100 * p for p in PERCENTILES], axis=0)
    moved = tuple(
        Moved(
            id_,
            names[id_],
            table[id_].unit,
            prior_range(table[id_]),
            (float(low), float(middle), float(high)),
        )
        for id_, (low, middle, high) in zip(found.names, columns.T, strict=True)
    )
    return Calibration(
        found.digest,
        len(found.rows),
        found.record.known_on.isoformat(),
        found.record.targets,
        found.record.engine == engine,
        moved,
        calibration_words(scenario, engine),
    )


def calibration_json(scenario: Scenario, engine: str) -> dict[str, Any]:
    """Return what a run is calibrated with as ``verdicts.json`` has it; empty where nothing ships."""
    found = calibration_of(scenario, engine)
    if found is not None:
        return {"calibration": asdict(found)}  # exact: a hazard may be far below 1e-6
    says = calibration_words(scenario, engine)
    return {"calibration": {"posterior": "", "says": says}} if says else {}


def calibration_words(scenario: Scenario, engine: str) -> str:
    """Return in one line what a scenario is calibrated with, or why not; empty where nothing ships."""
    found = scenario.posterior
    if found is None or found.record is None:
        reason = scenario.uncalibrated
        return f"Not calibrated ({reason}): the priors alone." if reason else ""
    rows, moved = len(found.rows), len(found.names)
    other = "" if found.record.engine == engine else " It was calibrated with another engine."
    return (
        f"Calibrated: {rows:,} rows, {moved:,} parameter{'s' if moved != 1 else ''} moved, on "
        f"reports public by {full_date(found.record.known_on)}; --uncalibrated for the priors "
        f"alone.{other}"
    )


def prior_range(parameter: Parameter) -> Range:
    """Return the 5th, 50th and 95th percentile of a parameter's prior, in its unit."""
    spread = parameter.spread
    if isinstance(spread, Fixed):
        return parameter.value, parameter.value, parameter.value
    if isinstance(spread, LogNormal):
        return float(spread.p05), parameter.value, float(spread.p95)
    low, middle, high = (_quantile(spread, p) for p in PERCENTILES)
    return low, middle, high


def _quantile(spread: Any, p: float) -> float:
    """Return a quantile of a normal, uniform or loguniform spread."""
    if isinstance(spread, Normal):
        return NormalDist(spread.mean, spread.sd).inv_cdf(p)
    if isinstance(spread, LogUniform):
        return math.exp((1.0 - p) * math.log(spread.low) + p * math.log(spread.high))
    return float((1.0 - p) * spread.low + p * spread.high)


def beside(
    with_: Sequence[Verdict], without: Sequence[Verdict], found: Calibration
) -> list[dict[str, Any]]:
    """Return every claim with its verdict calibrated (``with``) and not, as plain values.

    ``changed``: whether the word is another; ``moved_by``: ids of calibrated parameters
    behind it, strongest first. Claims stand in the order of ``with_``; ``without`` has the same.
    """
    other = {verdict["id"]: verdict for verdict in without}
    rows = []
    for verdict in with_:
        alone = other[verdict["id"]]
        changed = _word(verdict) != _word(alone)
        rows.append(
            {
                "id": verdict["id"],
                "paraphrase": verdict["paraphrase"],
                "with": _short(verdict),
                "without": _short(alone),
                "changed": changed,
                "moved_by": moved_by(verdict, alone, found) if changed else [],
            }
        )
    return rows


def moved_by(verdict: Verdict, alone: Verdict, found: Calibration) -> list[str]:
    """Return the calibrated parameters behind a share that moved from ``alone``'s; empty without shares."""
    if verdict["share"] is None or alone["share"] is None:
        return []
    up = verdict["share"] > alone["share"]
    shifts = {one.parameter: one.posterior[1] - one.prior[1] for one in found.parameters}
    ids = []
    for hinge in (*alone["hinges"], *verdict["hinges"]):
        name, where = str(hinge["parameter"]), hinge["holds_where"]
        shift = shifts.get(name, 0.0)
        fits = (
            where in ("high", "low") and shift != 0.0 and (shift > 0.0) == (up == (where == "high"))
        )
        if fits and name not in ids:
            ids.append(name)
    return ids


def _short(verdict: Verdict) -> dict[str, Any]:
    """Return what of a verdict stands in the comparison."""
    return {key: verdict[key] for key in ("word", "symbol", "share", "low", "high", "n")}


def _word(verdict: Verdict) -> str:
    """Return the word of a verdict without what it hinges on."""
    word = str(verdict["word"] or "")
    return "hinges" if word.startswith("hinges on") else word
