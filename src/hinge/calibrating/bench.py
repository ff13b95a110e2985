"""Simulating campaigns for a calibration: from draws of parameters to what they show of each target.

Every draw of every wave and generation has a number of its own, from 0 on; its noise
is keyed by it as everywhere, and parameters that are not moved have the value that a
run gives to the draw of this number. So the first wave is the ensemble of the priors,
and no luck is used twice. Of a campaign only the statistics are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hinge.calibrating.folder import DRAWS, Folder
from hinge.calibrating.sizes import PIECE
from hinge.calibrating.targets import Reader, last_day, targets_of
from hinge.ensemble.arrays import Simulator
from hinge.ensemble.design import BASELINE, REPLICATES_MAX, Arm, design_of
from hinge.ensemble.normal_scale import covariance, from_normal, to_normal, varies
from hinge.ensemble.priors import draw_parameters, quality_sides
from hinge.ensemble.simulate import prepare
from hinge.scenario.posterior import Posterior
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_table

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Tell = Callable[[int, int], None]

AT_ONCE = 64
"""Campaigns whose days are held at once, by each thread."""


class Bench:
    """The engine, the table of parameters, and room for the values of all draws of a calibration.

    ``capacity``: draws over all stages; ``campaigns``: to be simulated at most, for
    ``tell``, which hears how many are done.
    """

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        capacity: int,
        folder: Folder,
        *,
        workers: int,
        campaigns: int = 0,
        tell: Tell | None = None,
    ) -> None:
        """Draw the priors for all draws and prepare the engine on them."""
        self.scenario, self.seed, self.folder = scenario, seed, folder
        self.targets = targets_of(scenario)
        self.table = parameter_table(scenario)
        self._sides = quality_sides(scenario)
        self.values = draw_parameters(self.table, self._sides, seed, capacity, scenario.pulled)
        self.arm = Arm(BASELINE, "", scenario.head.start, last_day(scenario), capacity, 1)
        prepared = prepare(scenario, design_of(scenario, [self.arm], seed), self.values)
        self.simulator: Simulator = prepared.simulator
        self.reader = Reader(scenario, prepared.layout)
        self._place = {parameter.id: row for row, parameter in enumerate(self.table)}
        self._workers, self._tell = workers, tell
        self._done, self._asked, self._next = 0, campaigns, 0

    @property
    def varying(self) -> tuple[str, ...]:
        """The parameters that have a spread and are not set by a lever, by id."""
        first = self.values[: max(2, min(64, self.values.shape[0]))]
        moves = np.ptp(first, axis=0) > 0.0
        return tuple(
            one.id
            for one, free in zip(self.table, moves.tolist(), strict=True)
            if free and varies(one)
        )

    def prior_covariance(self, names: tuple[str, ...]) -> Floats:
        """Return the covariance (A, A) of parameters on the normal scale under the prior."""
        return covariance(self.table, self._sides, names)

    def on_normal_scale(self, values: Floats, names: tuple[str, ...]) -> Floats:
        """Return the columns of the named parameters among values (n, P) on the normal scale, (n, A)."""
        columns = [
            to_normal(self.table[self._place[name]], values[:, self._place[name]]) for name in names
        ]
        return np.stack(columns, axis=1)

    def in_units(self, z: Floats, names: tuple[str, ...]) -> Floats:
        """Return points (n, A) of the normal scale in the units of the named parameters."""
        columns = [
            from_normal(self.table[self._place[name]], z[:, row]) for row, name in enumerate(names)
        ]
        return np.stack(columns, axis=1)

    def stage(
        self,
        name: str,
        size: int,
        replicates: int,
        names: tuple[str, ...] = (),
        draw: Callable[[], Floats] | None = None,
    ) -> tuple[Floats, Floats]:
        """Simulate the next ``size`` draws; return them (n, A) on the normal scale and what they show (n, R, T).

        ``names``: the parameters that are moved, to the values that ``draw`` gives;
        none of them in the first wave, which has the priors.
        """
        first, self._next = self._next, self._next + size
        z = np.zeros((size, len(names)))
        if draw is not None:
            kept = self.folder.kept(f"{name}/{DRAWS}", z.shape)
            z = draw() if kept is None else kept
            if kept is None:
                self.folder.keep(f"{name}/{DRAWS}", z)
            units = self.in_units(z, names)
            for row, parameter in enumerate(names):
                self.values[first : first + size, self._place[parameter]] = units[:, row]
        return z, self._shown(name, first, size, replicates)

    def latest(self, size: int) -> Ints:
        """Return the numbers of the last ``size`` draws that were simulated, (size,)."""
        return np.arange(self._next - size, self._next, dtype=np.int64)

    def columns(self, names: tuple[str, ...]) -> Floats:
        """Return the values of the named parameters in all draws, (capacity, A), in units."""
        return self.values[:, [self._place[name] for name in names]]

    def skip(self, campaigns: int) -> None:
        """Count fewer campaigns as asked for: so many turned out not to be needed."""
        self._asked -= campaigns

    def _shown(self, name: str, first: int, size: int, replicates: int) -> Floats:
        """Return what the draws from ``first`` on show, (n, R, T), from the folder or simulated."""
        shown = np.empty((size, replicates, len(self.targets)))
        missing = []
        for begin in range(0, size, PIECE):
            part = slice(begin, min(begin + PIECE, size))
            kept = self.folder.kept(self._file(name, begin), shown[part].shape)
            if kept is None:
                missing.append(part)
            else:
                shown[part] = kept
                self._count(kept.shape[0] * replicates)
        pool = ThreadPoolExecutor(max_workers=self._workers, thread_name_prefix="hinge")
        try:
            waiting = {pool.submit(self._piece, first, part, replicates): part for part in missing}
            for ready in as_completed(waiting):
                part = waiting[ready]
                shown[part] = ready.result()
                self.folder.keep(self._file(name, part.start), shown[part])
                self._count((part.stop - part.start) * replicates)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        return shown

    def _piece(self, first: int, part: slice, replicates: int) -> Floats:
        """Simulate some draws: (n, R, T)."""
        draws = np.arange(first + part.start, first + part.stop, dtype=np.int64)
        numbers = (draws[:, None] * REPLICATES_MAX + np.arange(replicates)).ravel()
        read = [
            self.reader(self.simulator(self.arm, numbers[begin : begin + AT_ONCE]))
            for begin in range(0, numbers.size, AT_ONCE)
        ]
        return np.concatenate(read).reshape(draws.size, replicates, -1)

    @staticmethod
    def _file(name: str, begin: int) -> str:
        """Return the name of the file that holds a piece."""
        return f"{name}/shown-{begin:06d}.npy"

    def _count(self, more: int) -> None:
        """Count campaigns that are done, and tell."""
        self._done += more
        if self._tell is not None:
            self._tell(self._done, max(self._asked, self._done))


def replayed(
    scenario: Scenario, seed: int, names: tuple[str, ...], draws: Ints, rows: Floats
) -> list[list[float]]:
    """Return what the first calibrated campaigns show of each target: (rows, targets).

    Campaign i has the parameters of draw ``draws[i]`` of the calibration, with the i-th of
    ``rows`` (n, A) for the named ones, and the luck of draw i and replicate 0. Recorded with
    a posterior, so that a test can tell when it no longer belongs to the engine.
    """
    free = replace(scenario, pulled=(), posterior=None)
    table, size = parameter_table(free), rows.shape[0]
    taken = Posterior(
        names, tuple(draws.tolist()), tuple(map(tuple, rows.tolist())), seed, digest=""
    )
    values = draw_parameters(table, quality_sides(free), seed, size, posterior=taken)
    arm = Arm(BASELINE, "", free.head.start, last_day(free), size, 1)
    prepared = prepare(free, design_of(free, [arm], seed), values)
    found = Reader(free, prepared.layout)(prepared.simulator(arm, arm.numbers()))
    listed: list[list[float]] = found.tolist()
    return listed


def replays(scenario: Scenario) -> bool:
    """Return whether a shipped posterior's first campaigns still come out as recorded with it.

    Where they do not, engine or priors have changed since: it has to be calibrated anew.
    """
    found = scenario.posterior
    if found is None or found.record is None:
        raise ValueError(f"The scenario {scenario.head.id} has no posterior.")
    recorded = found.record.made["replayed"]
    draws = np.array(found.draws[: len(recorded)], dtype=np.int64)
    rows = np.array(found.rows[: len(recorded)])
    again = replayed(scenario, found.seed, found.names, draws, rows)
    return bool(np.allclose(again, recorded))
