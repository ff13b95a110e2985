"""Run the fake ensemble into a folder, slowly enough to be killed: ``killed_run.py SOURCE OUT``."""

import sys
from pathlib import Path

from ensemble.fake_engine import FakeEngine, design, prepared, scenario
from hinge.ensemble.run import run

PAUSE = 0.0004  # seconds for each replication

if __name__ == "__main__":
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    plan = design()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    engine = FakeEngine(plan.seed, PAUSE)
    run(scenario(source), plan, out, workers=2, prepared=prepared(plan, engine))
