"""Small hand-made campaigns: a scenario of two sides and four areas, and recorded courses for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import xarray as xr
from pydantic import TypeAdapter

from hinge.analysis.course import Course
from hinge.claims.predicates import Ground, holds
from hinge.errors import StoreError
from hinge.scenario.claim_records import Claim, ClaimFile
from hinge.scenario.interventions import Intervention
from hinge.scenario.predicate_records import Predicate
from hinge.scenario.records import Area, Head, Region
from hinge.scenario.scenario import Scenario
from hinge.scenario.series import series_names

START = dt.date(2001, 5, 1)
ASSESSED = dt.date(2001, 5, 11)
HORIZON = dt.date(2001, 6, 9)
DAYS = 30
AREAS = ("north", "south", "east", "mill")
SIDES = ("amber", "cobalt")

_PREDICATE: TypeAdapter[Predicate] = TypeAdapter(Predicate)


def predicate(text: Mapping[str, object]) -> Predicate:
    """Return a predicate from its form in a claim file."""
    return _PREDICATE.validate_python(text)


def control(**text: object) -> dict[str, object]:
    """Return a control atom as a claim file has it."""
    return {"kind": "control", "of": "town", "by": "amber", **text}


def series(name: str, **text: object) -> dict[str, object]:
    """Return a series atom as a claim file has it."""
    return {"kind": "series", "series": name, **text}


def scenario(claims: Sequence[Mapping[str, object]] = (), interventions: int = 2) -> Scenario:
    """Return a scenario of two sides, four areas, one region, and interventions ``x0``, ``x1`` ..."""
    file = ClaimFile.model_validate(
        {
            "schema": 1,
            "source": {
                "id": "letter",
                "title": "A letter",
                "date": "2001-05-11",
                "stance": "for amber",
                "kind": "press",
            },
            "claims": [claim(**text) for text in claims],
        }
    )
    return Scenario(
        head=Head.model_validate(
            {
                "schema": 1,
                "id": "toy",
                "title": "A toy",
                "start": START,
                "assessment_date": ASSESSED,
                "horizon": HORIZON,
                "snapshots": [START, ASSESSED],
                "sides": [
                    {"id": "amber", "name": "the amber side", "short": "AMB"},
                    {"id": "cobalt", "name": "Cobalt", "short": "COB"},
                ],
            }
        ),
        areas=tuple(
            Area(
                id=name,
                name=f"{name} quarter",
                lat=0,
                lon=0,
                terrain="town",
                frontage=1,
                population=10,
                population_group="town",
            )
            for name in AREAS
        ),
        regions=(
            Region(id="town", name="the town", areas=AREAS[:3], watch=("cobalt",), harm=True),
        ),
        interventions=tuple(
            Intervention.model_validate(
                {
                    "id": f"x{i}",
                    "title": f"Plan {i}",
                    "says": "A plan.",
                    "levers": [],
                    "admissibility": dict.fromkeys(
                        [
                            "clarity",
                            "cotenability",
                            "minimal_rewrite",
                            "theory",
                            "statistics",
                            "projectability",
                        ],
                        "-",
                    ),
                }
            )
            for i in range(interventions)
        ),
        claim_files=(file,),
        digest="",
        folder="",
        links=(),
        control=(),
        factions=(),
        coalitions=(),
        formations=(),
        facilities=(),
        entries=(),
        sponsors=(),
        strike_assets=(),
        events=(),
        parameters=(),
        observations=(),
        outcomes=(),
    )


def claim(**text: object) -> dict[str, object]:
    """Return a claim as a claim file has it; what is not given is filled in."""
    return {
        "id": "A01",
        "quote": "so it was",
        "paraphrase": "It was so.",
        "test": "state",
        "assessed_on": ASSESSED,
        "record": {"word": "silent", "text": "Nobody says.", "sources": []},
        **text,
    }


def reading(**text: object) -> dict[str, object]:
    """Return a reading as a claim file has it."""
    return {"id": "first", "says": "It is so.", **text}


SCENARIO = scenario()
GROUND = Ground.of(SCENARIO)


def arm(
    *,
    draws: int = 3,
    replicates: int = 1,
    start: dt.date = ASSESSED,
    days: int = DAYS,
    held: npt.ArrayLike | None = None,
    siege: npt.ArrayLike | None = None,
    values: Mapping[str, npt.ArrayLike] | None = None,
) -> xr.Dataset:
    """Return a recorded arm; arrays broadcast to (replication, day, ...), all 0 if not given."""
    names = series_names(SCENARIO)
    draw = np.repeat(np.arange(draws), replicates)
    number = draw * 64 + np.tile(np.arange(replicates), draws)
    shape = (draw.size, days)
    value = np.zeros((*shape, len(names)), np.float32)
    for name, given in (values or {}).items():
        value[:, :, names.index(name)] = given
    control = np.zeros((*shape, len(AREAS)), np.int8) + np.asarray(
        0 if held is None else held, np.int8
    )
    state = np.zeros((*shape, 1), np.int8) + np.asarray(0 if siege is None else siege, np.int8)
    return xr.Dataset(
        {
            "control": (("replication", "day", "area"), control),
            "siege": (("replication", "day", "watch"), state),
            "value": (("replication", "day", "series"), value),
        },
        coords={
            "replication": number,
            "draw": ("replication", draw),
            "day": np.arange(days),
            "area": list(AREAS),
            "watch": ["town.cobalt"],
            "series": list(names),
        },
        attrs={"start": start.isoformat()},
    )


def course(**options: object) -> Course:
    """Return a recorded arm, laid out."""
    return Course(arm(**options))  # type: ignore[arg-type]


def held_in(text: Mapping[str, object], recorded: Course) -> list[bool]:
    """Return in which replications a predicate holds."""
    return [bool(one) for one in holds(predicate(text), recorded, GROUND)]


@dataclass
class Toy:
    """Results in memory: arms by id, parameter draws, and a list of the arms that were opened."""

    arms: dict[str, xr.Dataset]
    parameters: xr.DataArray
    manifest: object = None
    opened: list[str] = field(default_factory=list)

    def arm(self, arm_id: str, /) -> xr.Dataset:
        """Return an arm, and note that it was opened."""
        self.opened.append(arm_id)
        if arm_id not in self.arms:
            raise StoreError(f"The run has no arm {arm_id}.")
        return self.arms[arm_id]


def parameters(draws: int, seed: int = 1) -> xr.DataArray:
    """Return draws of five parameters, uniform from 0 to 1."""
    names = ["combat.loss_rate", "movement.speed.road", "own.odds", "supply.leakage", "own.fixed"]
    values = np.random.default_rng(seed).random((draws, len(names)))
    values[:, -1] = 1.0
    return xr.DataArray(
        values, dims=("draw", "parameter"), coords={"draw": np.arange(draws), "parameter": names}
    )


def one_claim(text: Mapping[str, object]) -> Claim:
    """Return one claim as a record."""
    return Claim.model_validate(claim(**text))
