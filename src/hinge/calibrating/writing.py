"""What a calibration writes: the posterior as it ships with a scenario, contraction, the pool, the record.

posterior.csv       the number of the draw, a column for each parameter that was moved; a row for each draw
posterior.json      what it was made from, and two campaigns to be simulated again
contraction.csv     what was learned of each parameter
contraction.json    the same, with intervals
pool.npz            wave 1: theta (N, A), shown (N, R, T), names, targets
inference_data.nc   for ArviZ, where it is installed
"""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

import hinge
from hinge.calibrating.calibrate import Calibration, record_of
from hinge.calibrating.folder import MANIFEST, Folder, as_text, manifest_of
from hinge.calibrating.inference_data import written
from hinge.calibrating.targets import required
from hinge.ensemble.manifest import engine_digest
from hinge.errors import StoreError
from hinge.scenario.posterior import CSV, JSON, csv_bytes, csv_digest
from hinge.scenario.scenario import Scenario

SHIPPED = (CSV, JSON)


def write(found: Calibration) -> bool:
    """Write everything into the calibration's folder; return whether InferenceData is among it."""
    folder = found.bench.folder
    table = posterior_csv(found)
    folder.data(CSV, table)
    folder.text(JSON, as_text(posterior_json(found, table)))
    folder.text("contraction.csv", contraction_csv(found))
    folder.text("contraction.json", as_text([asdict(one) for one in found.contraction]))
    _pool(found, folder)
    arviz = written(found, folder.path)
    folder.record({**folder.about, "state": "finished", **record_of(found)})
    return arviz


def posterior_csv(found: Calibration) -> bytes:
    """Return posterior.csv."""
    draws, rows = found.draws.tolist(), found.rows.tolist()
    return csv_bytes(found.names, tuple(draws), tuple(map(tuple, rows)))


def posterior_json(found: Calibration, table: bytes) -> dict[str, Any]:
    """Return posterior.json; ``table``: posterior.csv."""
    file, scenario = required(found.scenario), found.scenario
    rested = {one.observation for one in file.targets if one.observation}
    return {
        "schema": 1,
        "posterior": csv_digest(table),
        "scenario": scenario.facts,
        "engine": engine_digest(),
        "hinge": hinge.__version__,
        "vintage": scenario.vintage,
        "seed": found.seed,
        "known_on": max(one.known_on for one in file.targets).isoformat(),
        "targets": [one.id for one in file.targets],
        "observations": sorted(rested),
        "made": {"sizes": found.sizes.as_json(), **record_of(found)},
    }


def contraction_csv(found: Calibration) -> str:
    """Return contraction.csv: prior and posterior percentiles in units, and the ratios."""
    buffer = io.StringIO()
    sheet = csv.writer(buffer, lineterminator="\n")
    points = ("p05", "p50", "p95")
    sheet.writerow(
        [
            "parameter",
            *(f"prior_{name}" for name in points),
            *(f"posterior_{name}" for name in points),
            *(
                f"{what}{end}"
                for what in ("variance_ratio", "width_ratio", "shift")
                for end in ENDS
            ),
            "learned",
        ]
    )
    middle = 1.6448536269514722
    prior = found.bench.in_units(
        np.tile([[-middle], [0.0], [middle]], (1, len(found.names))), found.names
    )
    after = np.quantile(found.rows, (0.05, 0.5, 0.95), axis=0)
    for column, one in enumerate(found.contraction):
        ratios = [getattr(one, what) for what in ("variance", "width", "shift")]
        numbers = [*prior[:, column], *after[:, column]]
        numbers += [value for ratio in ratios for value in (ratio.value, ratio.low, ratio.high)]
        said = "yes" if one.learned else "no"
        sheet.writerow([one.parameter, *(f"{value:.6g}" for value in numbers), said])
    return buffer.getvalue()


ENDS = ("", "_low", "_high")


def _pool(found: Calibration, folder: Folder) -> None:
    """Write wave 1 as one file, so that a calibration can be tested on reports planted in it."""
    ids = [parameter.id for parameter in found.bench.table]
    values = found.bench.values[: found.first.shape[0]]
    buffer = io.BytesIO()
    np.savez(
        buffer,
        theta=values[:, [ids.index(name) for name in found.names]],
        shown=found.first,
        names=np.array(found.names),
        targets=np.array([target.id for target in found.bench.targets]),
    )
    folder.data("pool.npz", buffer.getvalue())


def ship(folder: Path, scenario: Scenario) -> tuple[Path, ...]:
    """Copy the posterior of a finished calibration into the folder of its scenario; return the files.

    StoreError where the calibration is not finished or is of other facts.
    """
    manifest = manifest_of(folder)
    if manifest is None or manifest.get("state") != "finished":
        raise StoreError(f"{folder} holds no finished calibration (its {MANIFEST} says so).")
    if manifest["asked"]["scenario_facts"] != scenario.facts:
        raise StoreError(
            f"{folder} is the calibration of another {scenario.head.id}: its files have changed "
            "since. Calibrate again."
        )
    target = Path(scenario.folder)
    for name in SHIPPED:
        shutil.copyfile(folder / name, target / name)
    return tuple(target / name for name in SHIPPED)
