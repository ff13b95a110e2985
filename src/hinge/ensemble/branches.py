"""Campaigns as a process that branches: paths, copies of their states, and other luck from some day on.

A path is a replication of one arm, day by day on the main noise line. A branch is
a copy of its state, and of what it has recorded so far, that goes on with a line of
its own. What a path drew for longer than a day (how a battle goes that goes on, what
commands believe this week, how many a dated event brought) stays in its branches as it
was, so that the chance of an outcome at the end of a day is the chance given all
that has happened by then.

Assumption 1: that a dated event comes is known from the first day on, its size from
its own day on. Assumption 2 (conditioned paths only): where a path goes from one
particle's noise to another's, what was drawn for longer than a day is drawn anew,
as in the filter.
"""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from hinge.draws.sampling import StreamKey, leaving
from hinge.engine.day import run_days
from hinge.engine.purposes import SHOCKS
from hinge.ensemble.arrays import Layout
from hinge.ensemble.design import REPLICATES_MAX, Arm
from hinge.ensemble.lineage import Lineage
from hinge.ensemble.members import ADDING, Asked, Luck, Members, Plain, mask
from hinge.ensemble.simulate import CONDITIONED_LINE, MAIN_LINE, ArmWorld, EngineSimulator
from hinge.world.arrays import World
from hinge.world.codes import STEP_RECORD
from hinge.world.native import native
from hinge.world.params import Params

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

OWN_LINE = 0  # the line of the paths themselves, as processes number them
FIRST_LINE = 16  # branches on line j have noise line 16 + j; those below belong to runs and filters
PARTS = 4  # parts of the work for each thread: enough that none waits long for another
RECORDS = ("control", "contested", "siege", "value")


class CampaignProcess:
    """The campaigns of one arm as a process (see ``analysis.process``); paths are rows of the arm.

    ``lineage``: what the paths of a conditioned arm came through. What comes out
    depends neither on ``workers`` nor on what is asked for together.
    """

    def __init__(
        self,
        simulator: EngineSimulator,
        arm: Arm,
        layout: Layout,
        asked: Asked,
        *,
        seed: int,
        lineage: Lineage | None = None,
        workers: int | None = None,
    ) -> None:
        """Keep what is needed; the world is built when first asked for.

        ValueError where days are left out of records that a series adds to.
        """
        if asked.since and ADDING.intersection(asked.series):
            raise ValueError(f"{', '.join(ADDING)} cannot be read if days before are not recorded")
        self.arm, self.layout, self.asked = arm, layout, asked
        self.lineage = lineage
        self._simulator, self._seed = simulator, seed
        self._columns: Ints = np.array([layout.series.index(s) for s in asked.series], np.int64)
        self._numbers = arm.numbers() if lineage is None else lineage.ancestor
        self._params: dict[int, Params] = {}
        self._workers = workers or os.cpu_count() or 1
        self._own_line = MAIN_LINE if lineage is None else CONDITIONED_LINE
        self._quiet: dict[str, World] = {}  # by arm
        self._making = threading.Lock()

    @property
    def days(self) -> int:
        """The last day, T."""
        return self.arm.days

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Names of the W outcomes."""
        return self.asked.names

    @property
    def shocks(self) -> tuple[str, ...]:
        """Groups of draws that together make up all of a day's chance."""
        return tuple(SHOCKS)

    def draws(self, paths: Ints) -> Ints:
        """Return the parameter draw of each path (n,)."""
        if self.lineage is not None:
            return self.lineage.draw[paths]
        return np.asarray(self._numbers[paths] // REPLICATES_MAX)

    def source(self, paths: Ints, day: int) -> Ints:
        """Return the numbers of the noise of paths (n,) on a day; conditioned paths may share one."""
        return np.array([self._number(path, day) for path in paths.tolist()], np.int64)

    def start(self, paths: Ints) -> Members:
        """Return paths (n,) on day 0: surveyed and recorded, before any phase."""
        shared = self._simulator.shared(self.arm)
        desk = self._simulator.desk(self.arm, shared)
        empty = self._empty(paths, desk.stage.block.size, desk.records.series.shape[1])
        draws = self.draws(paths)
        begun = {draw: self._simulator.begun(shared, draw) for draw in np.unique(draws).tolist()}
        self._params.update({draw: held.params for draw, held in begun.items()})
        for row, draw in enumerate(draws.tolist()):
            empty.state[row] = begun[draw].state
        return self.step(empty, 0, 0, Plain(paths, np.full(paths.size, OWN_LINE)))

    def copy(self, states: Members, members: Ints) -> Members:
        """Return these members (k,), which may repeat, sharing nothing with ``states``."""
        return Members(
            day=states.day,
            path=states.path[members],
            since=states.since[members],
            until=states.until[members],
            own=states.own[members],
            state=states.state[members],
            last=states.last[members],
            control=states.control[members],
            contested=states.contested[members],
            siege=states.siege[members],
            value=states.value[members],
        )

    def step(self, states: Members, first: int, last: int, noise: Luck) -> Members:
        """Run the days ``first`` to ``last`` on the states in place, and return them.

        ``noise.path``: numbers of paths whose noise members go on with.
        ValueError where ``first`` does not follow the day of the states.
        """
        if first != states.day + 1:
            raise ValueError(f"states at the end of day {states.day} cannot go on with day {first}")
        shared = self._simulator.shared(self.arm)
        if noise.own:
            states.own[:], states.until[:] = mask(noise.own), last
        size = states.path.size
        length = max(1, -(-size // (PARTS * self._workers)))
        parts = [range(n, min(n + length, size)) for n in range(0, size, length)]
        if self._workers == 1 or len(parts) == 1:
            for part in parts:
                self._run(states, part, first, last, noise, shared)
        else:
            with ThreadPoolExecutor(self._workers, thread_name_prefix="hinge") as pool:
                waiting = [
                    pool.submit(self._run, states, part, first, last, noise, shared)
                    for part in parts
                ]
                for one in waiting:
                    one.result()
        states.since[noise.line == OWN_LINE] = last
        return Members(last, *[getattr(states, name) for name in _FIELDS])

    def outcome(self, states: Members) -> Array:
        """Return each outcome (n, W) of members at the end of day T."""
        return self.asked.judge(states.block())

    def _run(
        self, states: Members, part: range, first: int, last: int, noise: Luck, shared: ArmWorld
    ) -> None:
        """Run some of the members on this thread's desk."""
        desk = self._simulator.desk(self.arm, shared)
        records, place, span = desk.records, desk.stage, slice(first, last + 1)
        picked, silent = shared.series[self._columns], self._silent(shared)
        draws = self.draws(states.path[part.start : part.stop]).tolist()
        for row, draw in zip(part, draws, strict=True):
            place.put(states.state[row])
            for array in records:
                array[span] = 0
            records.series[max(first - 1, 0)] = states.last[
                row
            ]  # some series add to the day before
            params = self._params[draw]
            for key, begin, end in self._keys(states, row, first, last, noise):
                seen = max(begin, self.asked.since) if key.left else begin
                for world, one, other in (
                    (silent, begin, min(seen - 1, end)),
                    (shared.native, seen, end),
                ):
                    if one <= other:
                        run_days(
                            world, place.ready, desk.scratch, params, key, one, other, desk.rows
                        )
            states.state[row] = place.block
            states.last[row] = records.series[last]
            states.control[row, span] = records.control[span][:, shared.area]
            states.contested[row, span] = records.contested[span][:, shared.area]
            states.siege[row, span] = records.siege[span][:, shared.watch]
            states.value[row, span] = records.series[span][:, picked]

    def _silent(self, shared: ArmWorld) -> World:
        """Return the world of an arm whose days leave no record, as compiled code takes it."""
        with self._making:
            if self.arm.id not in self._quiet:
                steps = shared.world.plan.steps.copy()
                steps[STEP_RECORD] = 0
                plan = shared.world.plan._replace(steps=steps)
                self._quiet[self.arm.id] = native(shared.world._replace(plan=plan))
            return self._quiet[self.arm.id]

    def _keys(
        self, states: Members, row: int, first: int, last: int, noise: Luck
    ) -> list[tuple[StreamKey, int, int]]:
        """Return which noise a member goes on with, from which day to which."""
        path, line = int(noise.path[row]), int(noise.line[row])
        if line == OWN_LINE:
            if self.lineage is None:
                number = int(self._numbers[path])
                return [(StreamKey(self._seed, MAIN_LINE, number), first, last)]
            return [
                (StreamKey(self._seed, CONDITIONED_LINE, number), max(first, begin), min(last, end))
                for number, begin, end in self.lineage.segments(path, self.days)
                if begin <= last and first <= end
            ]
        since = int(states.since[row])
        left = leaving(self._own_line, since, int(states.until[row]))
        number = self._number(path, since)
        key = StreamKey(self._seed, FIRST_LINE + line, number, left, int(states.own[row]))
        return [(key, first, last)]

    def _number(self, path: int, day: int) -> int:
        """Return the number whose noise a path has on a day."""
        if self.lineage is None:
            return int(self._numbers[path])
        found = self.lineage.segments(path, self.days)
        return next(number for number, begin, end in found if begin <= day <= end)

    def _empty(self, paths: Ints, words: int, series: int) -> Members:
        """Return members before day 0."""
        shapes = {name: self.layout.shape(name, paths.size, self.days) for name in RECORDS}
        return Members(
            day=-1,
            path=np.array(paths, np.int64),
            since=np.zeros(paths.size, np.int64),
            until=np.full(paths.size, -1, np.int64),
            own=np.zeros(paths.size, np.int64),
            state=np.zeros((paths.size, words), np.int64),
            last=np.zeros((paths.size, series)),
            control=np.zeros(shapes["control"], np.int8),
            contested=np.zeros(shapes["contested"], np.int8),
            siege=np.zeros(shapes["siege"], np.int8),
            value=np.zeros((*shapes["value"][:2], self._columns.size), np.float32),
        )


_FIELDS = ("path", "since", "until", "own", "state", "last", *RECORDS)
"""Fields of ``Members`` after ``day``, in their order."""
