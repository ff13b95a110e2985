"""What a second thread brings, and how time grows with the size of the map."""

from __future__ import annotations

import math
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from harness import Row, Sizes, paired, ratio, timed
from kernel import Worker, full_ensemble, ready_cases
from reduced import reduced

AREAS = (50, 100, 200, 400)
SPINS = 20_000_000


def thread_rows(sizes: Sizes) -> Iterator[Row]:
    """Run blocks of the full model as a run does, without writing them, on one thread and on two."""
    design, ready = full_ensemble(sizes.threads)
    arm = design.arms[0]
    numbers = arm.numbers()
    parts = [numbers[n::8] for n in range(8)]

    def with_threads(threads: int) -> float:
        with ThreadPoolExecutor(threads) as pool:
            return timed(
                lambda: list(pool.map(lambda part: ready.simulator(arm, part), parts)),
                time.perf_counter,
            )

    with_threads(2)
    pairs = paired(lambda: with_threads(1), lambda: with_threads(2), sizes.rounds)
    beside = paired(lambda: spinning(1), lambda: spinning(2), sizes.rounds)
    yield Row(
        "two threads against one", ratio(pairs), "x", "high", 1.8, 1.95, sizes.rounds,
        f"two processes that only count, beside it: {ratio(beside):.2f}",
    )  # fmt: skip


def spinning(processes: int) -> float:
    """Return the seconds that some counting takes, split over processes: what the machine has free."""
    count = f"for _ in range({SPINS // processes}): pass"
    command = [sys.executable, "-S", "-c", count]
    began = time.perf_counter()
    for process in [subprocess.Popen(command) for _ in range(processes)]:
        process.wait()
    return time.perf_counter() - began


def growth_rows(sizes: Sizes) -> Iterator[Row]:
    """Time maps of 50 to 400 areas at the same density; the exponent of time in size."""
    replications = max(2, sizes.replications // 4)
    work = []
    for areas in AREAS:
        model = reduced(areas)
        worker, cases = Worker(model), ready_cases(model, replications)
        worker.go(cases[:1])
        work.append((worker, cases))
    rounds = [
        [timed(lambda w=worker, c=cases: w.go(c)) for worker, cases in work]
        for _ in range(sizes.rounds)
    ]
    least, most = AREAS[0], AREAS[-1]
    exponents = [math.log(times[-1] / times[0]) / math.log(most / least) for times in rounds]
    middle = [statistics.median(times[n] for times in rounds) for n in range(len(AREAS))]
    each = ", ".join(
        f"{areas}: {1000 * seconds / replications:.1f} ms"
        for areas, seconds in zip(AREAS, middle, strict=True)
    )
    yield Row(
        f"growth from {least} to {most} areas", statistics.median(exponents),
        "exponent of time in size", "low", 1.0, None, sizes.rounds, each,
    )  # fmt: skip
