"""Run an ensemble into a folder, slowly enough to be killed: ``killed_run.py SOURCE OUT [conditioned]``."""

import sys
from pathlib import Path

from ensemble import coin_engine, fake_engine
from hinge.ensemble.run import run

PAUSE = 0.0004  # seconds for each replication

if __name__ == "__main__":
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    if "conditioned" in sys.argv:
        plan = coin_engine.design()
        place = coin_engine.scenario(source, coin_engine.closed_on(2), coin_engine.closed_on(9))
        ready = coin_engine.prepared(plan)
    else:
        plan = fake_engine.design()
        place = fake_engine.scenario(source)
        ready = fake_engine.prepared(plan, fake_engine.FakeEngine(plan.seed, PAUSE))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    run(place, plan, out, workers=2, prepared=ready)
