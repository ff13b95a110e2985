"""How many replication-days a second the engine simulates, and what more threads bring.

Prints, for a scenario, the rate with one thread and with all processors, and the
ratio of the two, median over rounds in which the two take turns. Compilation is
not counted.

    python bench/replication_days.py [SCENARIO] [RUNS]
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from hinge.assess import simulate, single_arm
from hinge.cli.compiling import ready_engine
from hinge.scenario.load import load

ROUNDS = 3
RUNS = 128


def rate(scenario_name: str, runs: int, workers: int, seed: int) -> float:
    """Return replication-days per second of one ensemble, writing of results included."""
    scenario = load(scenario_name)
    draws = max(1, runs // 2)
    design = single_arm(scenario, draws=draws, replicates=2, start="assessment", seed=seed)
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        simulate(scenario, design, Path(folder) / "run", workers=workers)
        spent = time.perf_counter() - began
    return design.size * design.arms[0].days / spent


def main() -> None:
    """Measure in turns and print medians."""
    name = sys.argv[1] if len(sys.argv) > 1 else "aleppo-2016"
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else RUNS
    processors = os.cpu_count() or 1
    ready_engine()
    rate(name, 2, 1, seed=0)
    rounds = [
        (rate(name, runs, 1, seed), rate(name, runs, processors, seed))
        for seed in range(1, ROUNDS + 1)
    ]
    one = statistics.median(single for single, _ in rounds)
    many = statistics.median(several for _, several in rounds)
    ratio = statistics.median(several / single for single, several in rounds)
    print(f"{name}, {runs} runs: {one:,.0f} replication-days/s with 1 thread,")
    print(f"{many:,.0f} with {processors} threads; ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
