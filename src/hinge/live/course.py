"""Records of live runs as a ``Course``, so that the room of claims reads them as it reads stored ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np

from hinge.analysis.course import Bools, Course, Floats, Ints
from hinge.ensemble.arrays import Block, Layout
from hinge.errors import StoreError

Known = dict[str, tuple[Bools, Bools]]
"""By reading: in which runs it holds where it is asked, and in which it is asked."""


class LiveCourse(Course):
    """The first ``rows`` replications of a block, whose series are those of a layout; nothing is copied.

    Parameter draws are numbered as the rows: each has a draw of its own, or, in the
    continuations of one campaign, luck of its own.
    """

    def __init__(
        self,
        block: Block,
        layout: Layout,
        start: dt.date,
        rows: int | None = None,
        arm: str = "A",
        known: Known | None = None,
    ) -> None:
        """Take the arrays as they are; ``known``: how readings were judged in the whole block."""
        self.known: Known = known or {}
        size = block.control.shape[0] if rows is None else rows
        self.arm, self.start, self.days = arm, start, block.control.shape[1]
        self.replication: Ints = np.arange(size)
        self.draw: Ints = self.replication
        self.ancestor: Ints | None = None
        self.areas, self.watches, self.series_names = layout.areas, layout.watches, layout.series
        self._held = Block(*(block.field(name)[:size] for name in _FIELDS))
        self._column = {name: n for n, name in enumerate(layout.series)}

    def load(self, names: Iterable[str]) -> None:
        """Read nothing: everything is at hand."""

    def series(self, name: str) -> Floats:
        """Return one recorded series, (R, days); an unknown name raises StoreError."""
        if name not in self._column:
            raise StoreError(f"Arm {self.arm}: no series named {name} is recorded.")
        return self._held.value[:, :, self._column[name]]

    def control(self) -> Ints:
        """Return who holds each area, (R, days, A): index of a side, -1 nobody."""
        return self._held.control

    def contested(self) -> Ints:
        """Return where opposed formations are both present, (R, days, A)."""
        return self._held.contested

    def sieges(self) -> Ints:
        """Return the siege states of all watches, (R, days, W)."""
        return self._held.siege

    def siege(self, watch: str) -> Ints:
        """Return the siege state of one watch, (R, days): 0 open to 3 closed."""
        if watch not in self.watches:
            raise StoreError(f"Arm {self.arm}: no siege state is recorded for {watch}.")
        return self._held.siege[:, :, self.watches.index(watch)]


_FIELDS = ("control", "contested", "siege", "value")
