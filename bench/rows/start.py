"""Start-up: a fresh process to its first result with a warm cache, and the first compilation of all."""

from __future__ import annotations

import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from harness import Row, Sizes
from hinge.world.build import new_records, new_scratch
from reduced import DAYS, SEED, reduced

FIRST = Path(__file__).with_name("first_result.py")


def start_rows(sizes: Sizes) -> Iterator[Row]:
    """Start processes that run one replication from arrays in a file, and one that compiles all."""
    model = reduced()
    case = model.case(0)
    arrays = {
        "world": case.world, "state": case.start, "params": case.params, "seed": SEED, "days": DAYS,
        "scratch": new_scratch(model.world), "records": new_records(model.scenario, model.world, DAYS),
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "arrays"
        file.write_bytes(pickle.dumps(arrays))
        command = [sys.executable, str(FIRST), str(file)]
        said = subprocess.run(command, capture_output=True, text=True, check=True, env=_warm())
        times = []
        for _ in range(sizes.rounds):
            began = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True, env=_warm())
            times.append(time.perf_counter() - began)
    yield Row(
        "fresh process to first result, warm cache", statistics.median(times), "s", "low", 1.5, 1.0,
        sizes.rounds, f"imports {said.stdout.strip()}",
    )  # fmt: skip


def compile_rows(sizes: Sizes) -> Iterator[Row]:
    """Compile the full model into an empty cache, as `hinge compile` does."""
    times = []
    for _ in range(sizes.compiles):
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "hinge", "compile"],
                env=_warm() | {"NUMBA_CACHE_DIR": folder},
                capture_output=True,
                check=True,
            )
            times.append(time.perf_counter() - began)
    yield Row(
        "first compile of the full model, no cache", statistics.median(times), "s", "low", 25.0,
        12.0, sizes.compiles,
    )  # fmt: skip


def _warm() -> dict[str, str]:
    """Return the environment, but that Python may keep its bytecode: a warm cache holds that, too."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
