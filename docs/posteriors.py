"""Stamp the shipped posteriors with the engine of today, where it makes the campaigns that were recorded.

    python docs/posteriors.py

A posterior belongs to the engine that it was calibrated with. `posterior.json` holds what two
calibrated campaigns showed; where they come out the same, nothing that a calibration sees has changed
(a comment, say, or a mechanism that these campaigns do not use), and the stamp is renewed. Where they
do not, the posterior is stale: `hinge calibrate NAME --ship`, and exit code 1.
"""

# ruff: noqa: INP001, T201 (a script of the manual, not part of a package)

from __future__ import annotations

import json
import sys
from pathlib import Path

from hinge.calibrating.bench import replays
from hinge.calibrating.folder import as_text
from hinge.ensemble.manifest import engine_digest
from hinge.scenario.load import load, shipped
from hinge.scenario.posterior import JSON


def stamp() -> int:
    """Renew the stamps; return how many posteriors are stale."""
    stale = 0
    for name in shipped():
        scenario = load(name)
        if scenario.posterior is None:
            continue
        if not replays(scenario):
            print(f"{name}: stale; hinge calibrate {name} --ship")
            stale += 1
            continue
        path = Path(scenario.folder) / JSON
        record = json.loads(path.read_text(encoding="utf-8"))
        record["engine"] = engine_digest()
        path.write_text(as_text(record), encoding="utf-8")
        print(f"{name}: two campaigns come out as recorded; stamped")
    return stale


if __name__ == "__main__":
    sys.exit(1 if stamp() else 0)
