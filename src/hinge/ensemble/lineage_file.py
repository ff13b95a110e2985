"""``conditioning.json`` of a run folder: the table of lineages, and how the filter came to it.

It is written whole or not at all, before anything is simulated for the store; its
SHA-256 stands in the manifest. A run that is resumed reads it; where it is lost
it is made again, and must come out as it was.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from hinge.ensemble.lineage import Filtered, Lineage
from hinge.ensemble.manifest import Manifest
from hinge.errors import StoreError

FILE = "conditioning.json"
DIGITS = 9  # decimal places of numbers that readers see; the lineages are whole numbers


def written(found: Filtered) -> str:
    """Return what the file says of a filter's result; the same bytes for the same result."""
    lineage = found.lineage
    about: dict[str, Any] = {
        "schema": 1,
        "particles": found.particles,
        "stored": int(lineage.numbers.shape[0]),
        "n_effective": round(lineage.n_effective, DIGITS),
        "n_effective_draws": round(lineage.n_effective_draws, DIGITS),
        "shown": {name: round(share, DIGITS) for name, share in found.shown.items()},
        "stages": [
            {
                "date": stage.date.isoformat(),
                "log_evidence": {name: round(e, DIGITS) for name, e in stage.evidence.items()},
                "effective_size": round(stage.effective, DIGITS),
                "effective_ancestors": round(stage.distinct, DIGITS),
                "resampled": stage.resampled,
                "ancestors": stage.ancestors,
            }
            for stage in found.stages
        ],
        "ends": list(lineage.ends),
    }
    rows = ",\n".join(json.dumps(row) for row in lineage.numbers.tolist())
    head = json.dumps(about, indent=1).removesuffix("\n}")
    return f'{head},\n "numbers": [\n{rows}\n ]\n}}\n'


def read_lineage(folder: Path, manifest: Manifest) -> Lineage:
    """Return the lineages of a run folder; StoreError where the file is not what was written."""
    check_file(folder, manifest)
    raw = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return Lineage(np.array(raw["numbers"], dtype=np.int64), tuple(raw["ends"]))


def check_file(folder: Path, manifest: Manifest) -> None:
    """Raise StoreError where a conditioned run's file is missing or not what the manifest says."""
    if not manifest.conditioning:
        return
    path = folder / FILE
    if not path.is_file():
        raise StoreError(
            f"The run in {folder} is conditioned, and {FILE} is missing. Start the same command "
            "again with the same folder as --out: it is made anew."
        )
    if hashlib.sha256(path.read_bytes()).hexdigest() != manifest.conditioning:
        raise changed(folder)


def changed(folder: Path) -> StoreError:
    """Return the error for lineages that are not those of the run."""
    return StoreError(
        f"The lineages in {folder / FILE} are not those that this run was begun with: the file was "
        "changed, or made anew it came out otherwise. Run again into a new folder."
    )
