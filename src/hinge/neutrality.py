"""Claims and scores under exchanged labels: what is said of one side is said of the other alike.

Two questions, put to the same code that judges and scores. In a scenario that is its
own mirror image: does a claim, with the draws of the two sides exchanged, fare as its
mirror image did, and does a forecast score as its mirror image did? And in any
scenario: do verdicts and scores stay when sides and rows are written in another order?

The record that forecasts are scored against here is made up: who holds what in the
first run, on three days. Only sameness is asked for, so any record would do.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from hinge.analysis.scores import half_brier
from hinge.assess import design_for, verdicts_on
from hinge.audits.exchange import Exchanged, rows_reversed
from hinge.audits.symmetry import mirror_map, mirrored_name
from hinge.ensemble.design import BASELINE
from hinge.ensemble.run import run
from hinge.ensemble.simulate import prepare
from hinge.ensemble.store import Run
from hinge.scenario.claim_records import Claim
from hinge.scenario.scenario import Scenario
from hinge.scoring.ensemble import Ensemble
from hinge.scoring.facts import control_facts
from hinge.scoring.table import Row

Words = Mapping[str, str]

SAME = ("share", "low", "high", "n", "symbol", "word", "settled")
"""What must be the same of a claim and of its mirror image; names in words differ."""
ROUNDING = 1.0e-9
DRAWS = 64
DAYS_APART = 3  # the last day, and two thirds and one third of the way to it


@dataclass(frozen=True)
class Twin:
    """A claim (or ``score``) and its twin: what differs, in words; empty where they are the same."""

    id: str
    share: float | None
    differs: tuple[str, ...]


@dataclass(frozen=True)
class Twins:
    """All claims of a scenario and the score of a made-up record, with their twins.

    ``exchanged``: what was exchanged, ``draws`` (mirror images) or ``labels`` (order alone).
    """

    scenario: str
    exchanged: str
    draws: int
    twins: tuple[Twin, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not any(twin.differs for twin in self.twins)

    def as_json(self) -> dict[str, Any]:
        """Return everything as plain values."""
        return {
            "scenario": self.scenario,
            "exchanged": self.exchanged,
            "draws": self.draws,
            "same": self.same,
            "twins": [
                {"id": twin.id, "share": twin.share, "differs": list(twin.differs)}
                for twin in self.twins
            ],
        }


def mirrored(scenario: Scenario, *, seed: int = 1, draws: int = DRAWS) -> Twins:
    """Return each claim beside its mirror image under exchanged draws; InputError where nothing mirrors."""
    image = mirror_map(scenario)
    other = _with_claims(scenario, image)
    design = design_for(scenario, scenario.claims, seed=seed, draws=draws, prior=False)
    prepared = prepare(other, design)
    column = {one.id: number for number, one in enumerate(prepared.parameters)}
    order = [column[mirrored_name(one.id, image)] for one in prepared.parameters]
    exchanged = replace(
        prepared, values=prepared.values[:, order], simulator=Exchanged(other, design, image)
    )
    with tempfile.TemporaryDirectory(prefix="hinge-mirror-") as folder:
        one = run(scenario, design, Path(folder) / "plain")
        two = run(other, design, Path(folder) / "exchanged", prepared=exchanged)
        return Twins(scenario.head.id, "draws", draws, _compared(scenario, one, other, two, image))


def reordered(scenario: Scenario, *, seed: int = 1, draws: int = DRAWS) -> Twins:
    """Return each claim beside itself with sides and rows in the opposite order."""
    other = rows_reversed(scenario)
    design = design_for(scenario, scenario.claims, seed=seed, draws=draws, prior=False)
    with tempfile.TemporaryDirectory(prefix="hinge-mirror-") as folder:
        one = run(scenario, design, Path(folder) / "plain")
        two = run(other, design, Path(folder) / "reordered")
        return Twins(scenario.head.id, "labels", draws, _compared(scenario, one, other, two, {}))


def _compared(
    scenario: Scenario, one: Run, other: Scenario, two: Run, image: Words
) -> tuple[Twin, ...]:
    """Return each claim and the score of a made-up record beside its twin."""
    before = verdicts_on(scenario, one, scenario.claims)
    after = verdicts_on(other, two, other.claims)
    twins = [_twin(first, second) for first, second in zip(before, after, strict=True)]
    rows = _record(one, scenario)
    score = _brier(one, scenario, rows)
    again = _brier(two, other, [_row(row, image) for row in rows])
    gap = () if abs(score - again) <= ROUNDING else (f"Brier score {score:.9f}, {again:.9f}",)
    return (*twins, Twin("score", round(score, 6), gap))


def _twin(first: Mapping[str, Any], second: Mapping[str, Any]) -> Twin:
    """Return what differs between the verdicts on a claim and on its twin, reading by reading."""
    found = []
    pairs = [("", first, second)]
    pairs += [
        (f"{a['id']} ", a, b) for a, b in zip(first["readings"], second["readings"], strict=True)
    ]
    for name, a, b in pairs:
        for key in SAME:
            if key == "word" and "hinges on" in f"{a[key]}{b[key]}":
                continue  # it names the assumptions, which have their own images
            if not _alike(a[key], b[key]):
                found.append(f"{name}{key}: {a[key]}, {b[key]}")
    return Twin(first["id"], first["share"], tuple(found))


def _alike(a: object, b: object) -> bool:
    """Return whether two values of a verdict are the same, numbers up to rounding."""
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) <= ROUNDING
    return a == b


def _with_claims(scenario: Scenario, image: Words) -> Scenario:
    """Return the scenario with the mirror image of every claim in its place."""
    claim_files = tuple(
        file.model_copy(update={"claims": tuple(mirror_claim(one, image) for one in file.claims)})
        for file in scenario.claim_files
    )
    return replace(scenario, claim_files=claim_files)


def mirror_claim(claim: Claim, image: Words) -> Claim:
    """Return a claim that asks of each thing's image what the claim asks of the thing; its words stay."""
    readings = []
    for reading in claim.readings:
        said = reading.model_dump(by_alias=True)
        asked = {key: value for key, value in said.items() if key not in {"id", "says", "line"}}
        readings.append(reading.model_validate(said | _imaged(asked, image)))
    return claim.model_copy(update={"readings": tuple(readings)})


def _imaged(value: Any, image: Words) -> Any:
    """Return a value in which every id and every dotted name is that of its image."""
    if isinstance(value, dict):
        return {key: _imaged(part, image) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_imaged(part, image) for part in value]
    return mirrored_name(value, image) if isinstance(value, str) else value


def _record(made: Run, scenario: Scenario) -> list[Row]:
    """Return who holds what in the first run on three days, as rows of an outcomes file."""
    ensemble = Ensemble(made, scenario, BASELINE)
    sides = (*(side.id for side in scenario.head.sides), "nobody")
    days = [ensemble.span.days * part // DAYS_APART for part in range(1, DAYS_APART + 1)]
    return [
        _fact(area, ensemble.span.date(day), sides[int(ensemble.holder[0, day, number])])
        for day in days
        for number, area in enumerate(ensemble.course.areas)
    ]


def _fact(area: str, date: dt.date, side: str) -> Row:
    """Return a row that says who held an area on a day."""
    return Row(line=1, id=area, observable="control", area=area, first=date, last=date, value=side)


def _row(row: Row, image: Words) -> Row:
    """Return what a row says, of the images."""
    return replace(row, area=image.get(row.area, row.area), value=image.get(row.value, row.value))


def _brier(made: Run, scenario: Scenario, rows: Sequence[Row]) -> float:
    """Return the mean Brier score of a run on rows about control."""
    ensemble = Ensemble(made, scenario, BASELINE)
    facts, _ = control_facts(rows, scenario, ensemble.course.areas, ensemble.span)
    chances = ensemble.control(facts).mean(axis=0)
    return float(half_brier(chances, np.array([fact.outcome for fact in facts])).mean())
