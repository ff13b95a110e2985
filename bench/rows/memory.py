"""Peak memory of streaming replications of the reduced model to the store: many over a tenth as many.

A fresh process for each, since memory is never given back in full:

    python bench/rows/memory.py REPLICATIONS
"""

from __future__ import annotations

import datetime as dt
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # when started as a script

from harness import Row, Sizes  # noqa: E402  # after the path
from hinge.ensemble.arrays import DTYPES, Block, Prepared  # noqa: E402
from hinge.ensemble.day_zero import initial_state  # noqa: E402
from hinge.ensemble.design import REPLICATES_MAX, Arm, design_of  # noqa: E402
from hinge.ensemble.run import run  # noqa: E402
from hinge.ensemble.simulate import layout_of  # noqa: E402
from hinge.ensemble.start import opening  # noqa: E402
from hinge.scenario.table_parameters import parameter_table  # noqa: E402
from hinge.world.native import native  # noqa: E402
from hinge.world.params import make_params  # noqa: E402
from hinge.world.snapshot import block_of  # noqa: E402
from kernel import Worker  # noqa: E402
from reduced import DAYS, SEED, START, Case, Reduced, reduced  # noqa: E402

MB = 1e6


def memory_rows(sizes: Sizes) -> Iterator[Row]:
    """Measure both sizes; the ratio, and what the larger needs."""
    few, many = sizes.memory
    small, large = peak(few), peak(many)
    name = f"peak memory of {many:,} replications streamed to the store"
    yield Row(
        f"{name}, over {few:,}", large / small, "x", "low", 1.1, None, 1,
        f"{small / MB:.0f} and {large / MB:.0f} MB",
    )  # fmt: skip
    yield Row(name, large / MB, "MB", "low", 500.0, None, 1)


def peak(replications: int) -> float:
    """Return the most bytes that a process needed that streams so many replications."""
    command = [sys.executable, str(Path(__file__)), str(replications)]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(said.stdout)


class _Simulator:
    """Runs replications of the reduced model in blocks; each thread has its own working space."""

    def __init__(self, model: Reduced) -> None:
        """Keep the model."""
        self._model, self._local = model, threading.local()
        self._begin = opening(model.scenario, model.world, START, model.ids)
        self._layout = layout_of(model.scenario)

    def __call__(self, arm: Arm, replications: Any, _: object = None, /) -> Block:
        """Return the results of the replications of these numbers."""
        model = self._model
        if not hasattr(self._local, "worker"):
            self._local.worker = Worker(model, arm.days)
        worker, names = self._local.worker, self._layout
        block = Block(
            **{
                name: np.empty(names.shape(name, replications.size, arm.days), dtype)
                for name, dtype in DTYPES.items()
            }
        )
        draw, start, params = -1, None, None
        for row, number in enumerate(replications.tolist()):
            if draw != number // REPLICATES_MAX or start is None or params is None:
                draw = number // REPLICATES_MAX
                values = model.values[draw]
                start = initial_state(self._begin, values, SEED, draw)
                params = make_params(model.names, model.ids, values)
                begin, ready = block_of(start), native(params)
            worker.go([(Case(model.world, start, params, number), begin, ready)])
            block.control[row] = worker.records.control
            block.contested[row] = worker.records.contested
            block.siege[row] = worker.records.siege
            block.value[row] = worker.records.series
        return block

    def advance(self, *_: object, **__: object) -> Any:
        """Raise: nothing is conditioned here."""
        raise NotImplementedError


def stream(replications: int, folder: Path) -> None:
    """Run so many replications into a store in ``folder``, 64 of each parameter draw."""
    draws = -(-replications // REPLICATES_MAX)
    model = reduced(draws=draws)
    (folder / "scenario").mkdir()
    (folder / "scenario" / "about.txt").write_text("made in memory\n", encoding="utf-8")
    scenario = replace(model.scenario, folder=str(folder / "scenario"))
    until = START + dt.timedelta(days=DAYS)
    replicates = min(replications, REPLICATES_MAX)
    arm = Arm("baseline", "", START, until, draws, replicates)
    design = design_of(scenario, [arm], SEED)
    table = parameter_table(scenario)
    ready = Prepared(layout_of(scenario), table, model.values, _Simulator(model))
    run(scenario, design, folder / "run", prepared=ready)


def main() -> None:
    """Stream replications and print the most bytes that this process held."""
    with tempfile.TemporaryDirectory() as folder:
        stream(int(sys.argv[1]), Path(folder))
    scale = 1 if sys.platform == "darwin" else 1024
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale)


if __name__ == "__main__":
    main()
