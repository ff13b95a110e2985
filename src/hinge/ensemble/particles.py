"""The particles of the filter: where they stand, what they have shown so far, and one stretch of days at a time.

States are kept between stretches, so that every day of a particle is simulated
once. A particle that is taken several times is copied when it goes on. Of what
is recorded only siege states and the series that observations read are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hinge.ensemble.arrays import Block, Layout, Simulator, Stretch
from hinge.ensemble.design import BLOCK, Arm
from hinge.ensemble.likelihood import Floats, statistic
from hinge.scenario.conditioning import Conditioned, SeriesChange

Ints = NDArray[np.int64]
Tell = Callable[[int, int], None]


class Particles:
    """Particles of the arm without intervention, run on a pool of threads.

    What comes out depends neither on the number of threads nor on the order in
    which parts end. ``tell`` is called with the days of particles run and asked for.
    """

    def __init__(
        self,
        simulator: Simulator,
        arm: Arm,
        layout: Layout,
        seen: tuple[Conditioned, ...],
        workers: int,
        tell: Tell | None,
    ) -> None:
        """Begin with ``arm.size`` particles on day 0, each with the draw of its own number."""
        read = {one.statistic.series for one in seen if isinstance(one.statistic, SeriesChange)}
        names = tuple(name for name in layout.series if name in read)
        self._columns: Ints = np.array([layout.series.index(name) for name in names], np.int64)
        self._layout = replace(layout, series=names, units=names)
        self._simulator, self._arm, self._workers, self._tell = simulator, arm, workers, tell
        days = arm.days + 1
        self._siege = np.zeros((arm.size, days, len(layout.watches)), np.int8)
        self._value = np.zeros((arm.size, days, len(names)), np.float32)
        self._states: list[object] = [None] * arm.size
        self._day = 0  # the next day to run
        self._done, self._asked = 0, arm.size * days
        self._say(0)

    def run(self, numbers: Ints, last: int) -> None:
        """Run all particles up to day ``last`` with the noise of ``numbers`` (N,)."""
        days = (self._day, last)
        keep = last < self._arm.days
        span = slice(days[0], last + 1)
        parts = [slice(n, n + BLOCK) for n in range(0, numbers.size, BLOCK)]
        pool = ThreadPoolExecutor(max_workers=self._workers, thread_name_prefix="hinge")
        try:
            waiting = {pool.submit(self._part, numbers, part, days, keep): part for part in parts}
            after: list[object] = [None] * numbers.size
            for ready in as_completed(waiting):
                part, found = waiting.pop(ready), ready.result()
                self._siege[part, span], self._value[part, span] = found.siege, found.value
                if keep:
                    after[part] = found.states
                self._say(found.siege.shape[0] * found.siege.shape[1])
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        self._states, self._day = after, last + 1

    def _part(self, numbers: Ints, part: slice, days: tuple[int, int], keep: bool) -> Stretch:
        """Run a few particles; their states of before stay as they are."""
        before = self._states[part]
        return self._simulator.advance(
            self._arm, numbers[part], before, days, self._columns, keep=keep
        )

    def take(self, parents: Ints) -> None:
        """Go on with the particles at these positions (N,), which may be taken several times."""
        self._siege, self._value = self._siege[parents], self._value[parents]
        self._states = [self._states[parent] for parent in parents.tolist()]

    def read(self, one: Conditioned) -> Floats:
        """Return what each particle shows of an observation (N,); its days have been run."""
        none = np.zeros((0, 0, 0), np.int8)
        shown = Block(none, none, self._siege, self._value)
        return statistic(one, shown, self._layout, self._arm.start)

    def _say(self, more: int) -> None:
        """Count what is done, and tell."""
        self._done += more
        if self._tell is not None:
            self._tell(self._done, self._asked)
