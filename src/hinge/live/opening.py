"""Open a scenario for live questions: run its baseline once, and say how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hinge.live.machine import Machine
from hinge.live.opened import Opened
from hinge.live.shown import wanted_series
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario

RUNS = 200
"""Runs of a picture: what two cores simulate from day 0 in a second and a half."""


@dataclass(frozen=True)
class Progress:
    """How far the baseline is: ``done`` of ``total`` runs."""

    doing: str
    done: int
    total: int
    seconds_left: float | None


def open_live(
    name_or_folder: str | Path,
    *,
    seed: int = 1,
    runs: int = RUNS,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Opened:
    """Open a scenario: load it with its posterior, run its baseline once, keep states for restarts.

    The runs are the first draws, one replication each, that ``hinge run`` has with this
    seed. ``progress`` is called from this thread. InputError for a scenario with mistakes.
    """
    return open_scenario(
        load(name_or_folder), seed=seed, runs=runs, workers=workers, progress=progress
    )


def open_scenario(
    scenario: Scenario,
    *,
    seed: int = 1,
    runs: int = RUNS,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Opened:
    """Open a scenario that is loaded."""
    wanted = wanted_series(scenario)
    machine = Machine(scenario, seed=seed, runs=runs, workers=workers, wanted=wanted)
    began = time.perf_counter()

    def told(done: int, total: int) -> None:
        if progress is not None:
            left = (time.perf_counter() - began) / done * (total - done)
            progress(Progress("Running the baseline", done, total, round(left, 1)))

    machine.baseline(told)
    return Opened(scenario, machine)
