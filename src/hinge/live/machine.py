"""Runs of one scenario from stored states: the baseline once, then whatever is changed, from its first day on.

Exact: a run that is taken up at the end of a day goes on as the same run from day 0
would, bit for bit, since a state holds all that later days read. What is made anew for a
change is only what a change can touch: the plan of levers and events, and the parameters.
Worlds and desks are those of the baseline.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
import numpy.typing as npt

from hinge.draws.sampling import StreamKey, leaving
from hinge.engine.day import run_days
from hinge.ensemble.arrays import DTYPES, Block, Layout
from hinge.ensemble.branches import FIRST_LINE
from hinge.ensemble.day_zero import initial_state
from hinge.ensemble.design import BASELINE, REPLICATES_MAX, Arm, design_of
from hinge.ensemble.members import ADDING
from hinge.ensemble.simulate import MAIN_LINE, ArmWorld, Desk, EngineSimulator, prepare
from hinge.live.crew import Crew
from hinge.live.kept import Kept, packer, spacing, unpacked
from hinge.live.noting import Noting
from hinge.scenario.parameters import Parameter
from hinge.scenario.scenario import Scenario
from hinge.world.arrays import World
from hinge.world.codes import STEP_RECORD
from hinge.world.native import native
from hinge.world.params import Params, make_params
from hinge.world.snapshot import block_of

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

STRETCH = 64
"""Days that are run in one go, so that a request that nobody waits for any more ends soon."""


class Cancelled(Exception):
    """Nobody waits for the answer any more."""


@dataclass(frozen=True)
class Change:
    """What is run in place of the baseline.

    ``world``: with the plan of the change; ``since``: last day that is the baseline's, -1
    for none; ``values`` (draws, parameters), None for those of the baseline;
    ``other_start``: day 0 itself rests on them. ``run``: the campaign whose continuations
    from the end of day ``since`` are run, each with luck of its own.
    """

    world: World
    since: int
    values: Floats | None = None
    other_start: bool = False
    run: int | None = None


class Machine:
    """The engine for one scenario: ``runs`` parameter draws of one replication each, as ``hinge run`` has them.

    ``series``: recorded series that are kept, in order. Safe for several callers at once.
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        seed: int,
        runs: int,
        workers: int | None,
        wanted: Iterable[str],
    ) -> None:
        """Build the world and draw the parameters; run nothing yet."""
        head = scenario.head
        self.arm = Arm(BASELINE, "", head.assessment_date, head.horizon, runs, replicates=1)
        self.seed, self.runs, self.days = seed, runs, self.arm.days
        prepared = prepare(scenario, design_of(scenario, (self.arm,), seed))
        self._engine = cast("EngineSimulator", prepared.simulator)
        self.shared: ArmWorld = self._engine.shared(self.arm)
        self.parameters: tuple[Parameter, ...] = prepared.parameters
        self.ids = [parameter.id for parameter in prepared.parameters]
        wished = {*wanted, *ADDING}
        names = tuple(name for name in prepared.layout.series if name in wished)
        units = dict(zip(prepared.layout.series, prepared.layout.units, strict=True))
        self.layout: Layout = replace(
            prepared.layout, series=names, units=tuple(units[name] for name in names)
        )
        column = {name: n for n, name in enumerate(prepared.layout.series)}
        self._columns = self.shared.series[[column[name] for name in names]]
        self._adding = self.shared.series[[column[name] for name in sorted(ADDING)]]
        self._words = int(self._begun(0).size)
        self._read_on_day_zero = self._readers()
        self._silent = native(self._without_record(self.shared.world))
        self._params: dict[int, Params] = {}
        self._local = threading.local()
        self._crew = Crew(workers or os.cpu_count() or 1)
        self.kept: Kept | None = None

    def close(self) -> None:
        """Let the threads go."""
        self._crew.close()

    @property
    def values(self) -> Floats:
        """The drawn parameters of the baseline, (draws, parameters)."""
        return self.shared.values

    def empty(self, runs: int | None = None) -> Block:
        """Return records of ``runs`` replications, not yet written."""
        size = self.runs if runs is None else runs
        return Block(
            **{
                name: np.empty(self.layout.shape(name, size, self.days), dtype)
                for name, dtype in DTYPES.items()
            }
        )

    def baseline(self, told: Callable[[int, int], None] | None = None) -> Kept:
        """Run the baseline, keep its states, and return what is kept.

        ``told`` hears after every run how many are done, of how many.
        """
        every = spacing(self._words, self.runs, self.days)
        block = self.empty()
        adding = np.zeros((self.runs, self.days + 1, self._adding.size))
        kept = Kept(block, adding, [b""] * self.runs, [[] for _ in range(self.runs)], every)
        work = self._crew.each(range(self.runs), lambda row: self._first(row, kept), lambda: False)
        for done, _ in enumerate(work, start=1):
            if told is not None:
                told(done, self.runs)
        self.kept = kept
        return kept

    def run(
        self,
        change: Change,
        rows: range,
        out: Block,
        cancelled: Callable[[], bool],
        *,
        soon: bool = False,
    ) -> None:
        """Write the rows of a change into ``out``; Cancelled where nobody waits any more."""
        source = None if change.run is None else self._at(change.run, change.since)

        def one(row: int) -> None:
            self._one(row, change, source, out, cancelled)

        done = sum(1 for _ in self._crew.each(rows, one, cancelled, soon=soon))
        if cancelled() or done < len(rows):
            raise Cancelled

    def state_needs(self, changed: Iterable[str]) -> bool:
        """Say whether a state on day 0 rests on one of these parameters."""
        return not self._read_on_day_zero.isdisjoint(changed)

    def _first(self, row: int, kept: Kept) -> None:
        """Run one replication of the baseline and keep its states."""
        desk, pack, states = self._desk(), packer(), []
        begun = self._begun(row)
        desk.stage.put(begun)
        _clear(desk)
        first = 0
        for last in [*range(0, self.days, kept.every), self.days]:
            if first <= last:
                self._days(
                    desk, self.shared.native, self._of_draw(row), self._key(row), first, last
                )
            if last % kept.every == 0:
                states.append(pack.encode(desk.stage.block))
            first = last + 1
        self._write(desk, row, 0, kept.block)
        kept.begun[row] = pack.encode(begun)
        kept.adding[row] = desk.records.series[:, self._adding]
        kept.states[row] = states

    def _one(
        self,
        row: int,
        change: Change,
        source: tuple[Ints, Floats] | None,
        out: Block,
        cancelled: Callable[[], bool],
    ) -> None:
        """Run one replication of a change and write it into its row of ``out``."""
        if cancelled():
            return
        kept, desk, since = self._kept(), self._desk(), change.since
        draw = row if change.run is None else change.run
        params = self._of_draw(draw) if change.values is None else self._made(change.values[draw])
        _clear(desk)
        if since < 0:
            anew = change.other_start
            desk.stage.put(self._begun(draw, change.values) if anew else unpacked(kept.begun[draw]))
        else:
            state, adding = self._at(draw, since, desk) if source is None else source
            desk.stage.put(state)
            desk.records.series[since, self._adding] = adding
        key = self._key(row) if source is None else self._other_luck(row, draw, since)
        for first in range(since + 1, self.days + 1, STRETCH):
            if cancelled():
                return
            last = min(first + STRETCH - 1, self.days)
            self._days(desk, change.world, params, key, first, last)
        self._write(desk, row, since + 1, out)
        for name in DTYPES if since >= 0 else ():
            out.field(name)[row, : since + 1] = kept.block.field(name)[draw, : since + 1]

    def _at(self, draw: int, day: int, desk: Desk | None = None) -> tuple[Ints, Floats]:
        """Return the state of a baseline run at the end of a day, and its rows of adding series."""
        kept, desk = self._kept(), desk or self._desk()
        since, state = kept.before(draw, day)
        if since < day:
            desk.stage.put(state)
            params, key = self._of_draw(draw), self._key(draw)
            self._days(desk, self._silent, params, key, since + 1, day)
            state = desk.stage.block.copy()
        return state, kept.adding[draw, day]

    def _kept(self) -> Kept:
        """Return what is kept of the baseline, which must have been run."""
        if self.kept is None:
            raise RuntimeError("the baseline has not been run")
        return self.kept

    def _write(self, desk: Desk, row: int, first: int, out: Block) -> None:
        """Copy the records of a desk from day ``first`` on into a row."""
        records, shared = desk.records, self.shared
        out.control[row, first:] = records.control[first:, shared.area]
        out.contested[row, first:] = records.contested[first:, shared.area]
        out.siege[row, first:] = records.siege[first:, shared.watch]
        out.value[row, first:] = records.series[first:, self._columns]

    def _days(
        self, desk: Desk, world: World, params: Params, key: StreamKey, first: int, last: int
    ) -> None:
        """Run days on the stage of a desk."""
        run_days(world, desk.stage.ready, desk.scratch, params, key, first, last, desk.rows)

    def _desk(self) -> Desk:
        """Return what this thread works on."""
        found: Desk | None = getattr(self._local, "desk", None)
        if found is None:
            found = self._local.desk = self._engine.desk(self.arm, self.shared)
        return found

    def _key(self, row: int) -> StreamKey:
        """Return the luck of a replication on the main line."""
        return StreamKey(self.seed, MAIN_LINE, row * REPLICATES_MAX)

    def _other_luck(self, row: int, draw: int, since: int) -> StreamKey:
        """Return the luck of continuation number ``row`` of a campaign from the end of a day on."""
        left = leaving(MAIN_LINE, since)
        return StreamKey(self.seed, FIRST_LINE + 1 + row, draw * REPLICATES_MAX, left, 0)

    def _of_draw(self, draw: int) -> Params:
        """Return the parameters of a draw of the baseline, as compiled code takes them."""
        if draw not in self._params:
            self._params[draw] = self._made(self.values[draw])
        return self._params[draw]

    def _made(self, values: Floats) -> Params:
        """Return parameters as compiled code takes them."""
        return native(make_params(self.shared.names, self.ids, values))

    def _begun(self, draw: int, values: Floats | None = None) -> Ints:
        """Return the state of a draw on day 0, before it is surveyed, as a block."""
        drawn = self.values if values is None else values
        return block_of(initial_state(self.shared.begin, drawn[draw], self.seed, draw))

    def _readers(self) -> set[str]:
        """Return the parameters that a state on day 0 rests on."""
        noting = Noting(self.shared.begin.column)
        initial_state(replace(self.shared.begin, column=noting), self.values[0], self.seed, 0)
        return noting.read

    @staticmethod
    def _without_record(world: World) -> World:
        """Return a world whose days leave no record."""
        steps = world.plan.steps.copy()
        steps[STEP_RECORD] = 0
        return world._replace(plan=world.plan._replace(steps=steps))


def _clear(desk: Desk) -> None:
    """Forget what stands in the records of a desk."""
    for array in desk.records:
        array.fill(0)
