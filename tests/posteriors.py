"""Toy posteriors: written into a copy of a scenario, as a calibration would."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hinge.ensemble.manifest import engine_digest
from hinge.scenario.load import load
from hinge.scenario.posterior import CSV, JSON, PosteriorRecord, csv_bytes, csv_digest


def write_posterior(
    folder: Path,
    columns: Mapping[str, Sequence[float]],
    draws: Sequence[int] | None = None,
    **record: Any,
) -> PosteriorRecord:
    """Write both files for these values, one list for each parameter; ``record`` overrides fields.

    ``draws``: numbers of the calibration's draws; by default 3, 10, 17 and so on.
    """
    rows = tuple(zip(*columns.values(), strict=True))
    numbers = [3 + 7 * row for row in range(len(rows))] if draws is None else draws
    data = csv_bytes(tuple(columns), tuple(numbers), rows)
    scenario = load(folder, calibrated=False)
    found = PosteriorRecord.model_validate(
        {
            "schema": 1,
            "posterior": csv_digest(data),
            "scenario": scenario.facts,
            "engine": engine_digest(),
            "hinge": "0",
            "vintage": "strict",
            "seed": 1,
            "known_on": scenario.head.assessment_date,
            "targets": ["held_in_may"],
            "made": {"waves": [64, 64]},
        }
        | record
    )
    (folder / CSV).write_bytes(data)
    text = found.model_dump_json(indent=1, by_alias=True, exclude={"line"})
    (folder / JSON).write_text(text + "\n", encoding="utf-8")
    return found


def high_losses(rows: int = 64) -> dict[str, list[float]]:
    """Two parameters of ring, each row with values of its own: losses above their prior's median."""
    return {
        "combat.loss_rate": [0.05 + 0.0001 * row for row in range(rows)],
        "combat.own_power": [1.1 - 0.001 * row for row in range(rows)],
    }
