"""Run an ensemble: blocks over a pool of threads, written as they come, resumed where they stopped.

The kernel releases the GIL, so threads use all cores while this thread writes.
Which blocks are computed together, by how many workers and in what order they
end leaves no trace in the results.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from hinge.ensemble.arrays import Block, Prepared, Simulator
from hinge.ensemble.conditioning import FILTER_ARM, lineage_of, require_observations
from hinge.ensemble.design import BLOCK, Arm, Design
from hinge.ensemble.digest import block_digest, values_digest
from hinge.ensemble.files import disk_errors_as_words
from hinge.ensemble.growing import begin_growth, grow_folder
from hinge.ensemble.ledger import missing
from hinge.ensemble.lineage import Lineage
from hinge.ensemble.manifest import new_manifest
from hinge.ensemble.simulate import prepare
from hinge.ensemble.store import Run, open_run, read_layout, require_store
from hinge.ensemble.writing import BlockWriter, claim_folder, finish, prepare_folder
from hinge.errors import InputError, Place, Problem, StoreError
from hinge.scenario.scenario import Scenario


@dataclass(frozen=True)
class Progress:
    """How far a run is: ``arm`` last worked on, replications ``done`` of ``total`` over all arms.

    ``replication_days``: days simulated by this call; ``seconds_left``: None
    until the second piece of work is done (the first also compiles the engine).
    While campaigns are conditioned, ``doing`` says so, and days of particles are counted.
    """

    arm: str
    done: int
    total: int
    replication_days: int
    seconds_left: float | None
    doing: str = ""


@dataclass(frozen=True)
class _Task:
    """Consecutive blocks of one arm, computed in one go by one worker."""

    arm: Arm
    blocks: tuple[int, ...]

    @property
    def replications(self) -> int:
        """Replications in the task."""
        return sum(end - first for first, end in map(self.arm.span, self.blocks))


_Results = list[tuple[int, Block, str]]  # block number, arrays, digest


def run(
    scenario: Scenario,
    design: Design,
    folder: Path | str,
    *,
    workers: int | None = None,
    chunk: int = BLOCK,
    progress: Callable[[Progress], None] | None = None,
    command: Sequence[str] = (),
    prepared: Prepared | None = None,
    grow: bool = False,
) -> Run:
    """Run a design into a folder, or go on with it there, and return the finished run.

    ``workers``: threads, by default one for each processor; ``chunk``:
    replications that a worker takes at once, a multiple of 64; ``progress`` is
    called from this thread. ``prepared`` replaces the engine (tests, other
    engines). ``grow``: a finished run of smaller arms in the folder is taken
    further. A run that is interrupted or killed keeps its finished blocks.
    Raises InputError for sizes that make no sense and StoreError where the
    folder holds something else or cannot be written.
    """
    path = Path(folder)
    workers = _checked_workers(workers)
    pieces = _checked_chunk(chunk)
    require_observations(scenario, design)
    if prepared is None:
        prepared = prepare(scenario, design)
    values = values_digest(prepared.values) if prepared.given else ""
    fresh = new_manifest(scenario, design, prepared.parameters, command, prepared.moves, values)
    with disk_errors_as_words(path):
        if grow:
            begin_growth(path, fresh)
        manifest = claim_folder(path, fresh)
        lineage, manifest = lineage_of(
            path,
            manifest,
            scenario,
            design,
            prepared,
            prepare=prepare,
            workers=workers,
            tell=_teller(scenario, progress),
        )
        if manifest.state == "preparing":
            source = Path(scenario.folder)
            manifest = prepare_folder(
                path, manifest, source, prepared.layout, prepared.values, lineage
            )
        elif manifest.state == "growing":
            manifest = grow_folder(path, manifest, prepared.layout, prepared.values, lineage)
        else:
            require_store(path, manifest)
            if read_layout(path) != prepared.layout:
                raise StoreError(
                    f"The run in {path} recorded other areas, regions or series than this version "
                    "of Hinge records. Choose another folder with --out."
                )
        todo = missing(path, design)
        if todo:
            writer = BlockWriter(path, design, prepared.layout)
            tasks = _tasks(design, todo, pieces)
            meter = _Meter(design, tasks, progress)
            for task, results in _computed(prepared.simulator, tasks, workers, lineage):
                for number, block, digest in results:
                    writer.write(task.arm, number, block, digest)
                meter.add(task)
        finish(path, manifest)
    return open_run(path)


def _teller(
    scenario: Scenario, progress: Callable[[Progress], None] | None
) -> Callable[[int, int], None] | None:
    """Return what the filter calls as it goes."""
    if progress is None:
        return None
    number = len(scenario.conditioning)
    doing = f"Conditioning on {number} observation{'s' if number != 1 else ''}"
    return lambda done, total: progress(Progress(FILTER_ARM, done, total, 0, None, doing))


def _tasks(design: Design, todo: list[tuple[str, int]], pieces: int) -> list[_Task]:
    """Cut the missing blocks into tasks of up to ``pieces`` consecutive blocks of one arm."""
    tasks: list[_Task] = []
    for arm_id, block in todo:
        last = tasks[-1] if tasks else None
        if (
            last is not None
            and last.arm.id == arm_id
            and last.blocks[-1] == block - 1
            and len(last.blocks) < pieces
        ):
            tasks[-1] = _Task(last.arm, (*last.blocks, block))
        else:
            tasks.append(_Task(design.arm(arm_id), (block,)))
    return tasks


def _computed(
    simulator: Simulator, tasks: list[_Task], workers: int, lineage: Lineage | None
) -> Iterator[tuple[_Task, _Results]]:
    """Yield tasks with their results as they are ready; at most ``workers`` + 2 are held at once.

    When the caller stops early (an error, an interrupt), tasks not begun are
    dropped and those begun end after the block at hand.
    """
    stop = threading.Event()
    waiting = iter(tasks)
    running: dict[Future[_Results], _Task] = {}
    pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="hinge")
    try:
        for task in waiting:
            running[pool.submit(_compute, simulator, task, stop, lineage)] = task
            if len(running) >= workers + 2:
                break
        while running:
            ready, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in [one for one in running if one in ready]:  # in the order begun
                task = running.pop(future)
                following = next(waiting, None)
                if following is not None:
                    begun = pool.submit(_compute, simulator, following, stop, lineage)
                    running[begun] = following
                yield task, future.result()
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)


def _compute(
    simulator: Simulator, task: _Task, stop: threading.Event, lineage: Lineage | None
) -> _Results:
    """Compute the blocks of a task, with their digests, unless told to stop."""
    results: _Results = []
    for number in task.blocks:
        if stop.is_set():
            break
        numbers = task.arm.numbers(number)
        if task.arm.conditioned and lineage is not None:
            block = simulator(task.arm, numbers, lineage.rows(numbers))
        else:
            block = simulator(task.arm, numbers)
        results.append((number, block, block_digest(block)))
    return results


class _Meter:
    """Counts what is done and estimates the time left from the pace since the first task ended."""

    def __init__(
        self, design: Design, tasks: list[_Task], tell: Callable[[Progress], None] | None
    ) -> None:
        """Start with what is finished already."""
        self._tell = tell
        self._total = design.size
        self._done = design.size - sum(task.replications for task in tasks)
        self._days_left = sum(task.replications * max(1, task.arm.days) for task in tasks)
        self._days = 0
        self._first: tuple[float, int] | None = None  # when the first task ended, days by then
        if tell is not None:
            tell(Progress(tasks[0].arm.id, self._done, self._total, 0, None))

    def add(self, task: _Task) -> None:
        """Count a task that is written, and tell."""
        days = task.replications * max(1, task.arm.days)
        self._done += task.replications
        self._days += days
        self._days_left -= days
        now = time.monotonic()
        left: float | None = None
        if self._first is None:
            self._first = now, self._days
        else:
            since, before = self._first
            left = (now - since) / (self._days - before) * self._days_left
        if self._tell is not None:
            simulated = self._days
            self._tell(Progress(task.arm.id, self._done, self._total, simulated, left))


def _checked_workers(workers: int | None) -> int:
    """Return the number of threads; InputError below 1."""
    if workers is None:
        return os.cpu_count() or 1
    if workers < 1:
        raise _refusal(
            "workers",
            f"{workers} workers cannot run anything.",
            "At least one thread does the work.",
            "Give 1 or more.",
        )
    return workers


def _checked_chunk(chunk: int) -> int:
    """Return how many blocks a worker takes at once; InputError unless a multiple of 64."""
    if chunk < BLOCK or chunk % BLOCK:
        raise _refusal(
            "chunk",
            f"a chunk of {chunk} replications cannot be stored.",
            f"Results are kept in blocks of {BLOCK}.",
            f"Give a multiple of {BLOCK}.",
        )
    return chunk // BLOCK


def _refusal(field: str, what: str, why: str, do: str) -> InputError:
    """Return the error for an option of a run."""
    return InputError([Problem("run", what, why, do, Place("options", 0, field))])
