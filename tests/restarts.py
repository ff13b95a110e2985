"""The same arms run from day 0 by the engine's own simulator, to hold restarts against."""

from __future__ import annotations

import numpy as np

from hinge.ensemble.arrays import FIELDS, Block
from hinge.ensemble.design import Arm, design_of
from hinge.ensemble.simulate import prepare
from hinge.live import Opened
from hinge.live.settings import change_of
from hinge.scenario.patch import do


def from_scratch(opened: Opened, names: list[str], rows: int) -> Block:
    """Return the first rows of an arm with these names pulled, with the series that the live page keeps."""
    machine = opened.machine
    arm = Arm("scratch", "", machine.arm.start, machine.arm.until, opened.runs, replicates=1)
    changed = do(opened.scenario, *names)
    made = prepare(changed, design_of(changed, (arm,), machine.seed))
    block = made.simulator(arm, arm.numbers()[:rows])
    columns = [made.layout.series.index(name) for name in machine.layout.series]
    return Block(block.control, block.contested, block.siege, block.value[:, :, columns])


def restarted(opened: Opened, names: list[str], rows: int) -> tuple[int, Block]:
    """Return the last day that a change leaves as it is, and its first rows from stored states."""
    change = change_of(opened.scenario, opened.machine, names, None)
    out = opened.machine.empty(rows)
    opened.machine.run(change, range(rows), out, lambda: False)
    return change.since, out


def same(one: Block, other: Block) -> bool:
    """Say whether two blocks are the same to the bit."""
    return all(
        one.field(name).tobytes() == np.ascontiguousarray(other.field(name)).tobytes()
        for name in FIELDS
    )
