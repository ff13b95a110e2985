"""The engine as a simulator: worlds built once for each arm, replications run one after the other.

Each thread has its own scratch and records; worlds are shared and never
written. What a replication gives depends on its arm and its number alone.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from hinge.draws.sampling import StreamKey
from hinge.engine.day import run_days
from hinge.ensemble.arrays import DTYPES, Block, Layout, Prepared, Stretch
from hinge.ensemble.day_zero import initial_state
from hinge.ensemble.design import REPLICATES_MAX, Arm, Design, posterior_digest
from hinge.ensemble.lineage import Lineage
from hinge.ensemble.priors import draw_parameters, quality_sides
from hinge.ensemble.rows import in_key_order
from hinge.ensemble.start import Opening, opening
from hinge.scenario.parameters import Parameter
from hinge.scenario.patch import do
from hinge.scenario.scenario import Scenario
from hinge.scenario.series import series_names, series_unit
from hinge.scenario.table_parameters import parameter_table
from hinge.world.arrays import Records, World
from hinge.world.build import build_world, new_records, new_scratch
from hinge.world.native import native
from hinge.world.params import ParamIds, Params, make_params, param_ids
from hinge.world.scratch import Scratch
from hinge.world.snapshot import Stage, block_of, stage

MAIN_LINE = 0  # noise line of the ensemble; branches have their own
CONDITIONED_LINE = 1  # that of the filter's particles and of the replications they lead to


def layout_of(scenario: Scenario) -> Layout:
    """Return the names along the dimensions of a scenario's results."""
    names = series_names(scenario)
    return Layout(
        sides=tuple(side.id for side in scenario.head.sides),
        areas=tuple(area.id for area in scenario.areas),
        watches=tuple(
            f"{region.id}.{side}" for region in scenario.regions for side in region.watch
        ),
        series=names,
        units=tuple(series_unit(name) for name in names),
    )


def prepare(
    scenario: Scenario, design: Design, given: NDArray[np.float64] | None = None
) -> Prepared:
    """Return what a run of ``design`` on ``scenario`` needs: names, parameter draws, the engine.

    ``given`` (draws, parameters) takes the place of the draws, in the order of the
    parameter table; arms with an intervention cannot have it and raise ValueError, as
    does a design made with another posterior than the scenario has.
    """
    if design.posterior != posterior_digest(scenario):
        raise ValueError("The design is of a scenario with another posterior, or with none.")
    table = parameter_table(scenario)
    if given is None:
        values = draw_parameters(
            table,
            quality_sides(scenario),
            design.seed,
            design.draws,
            scenario.pulled,
            scenario.posterior,
        )
    else:
        values = given
        if any(arm.intervention or arm.conditioned for arm in design.arms):
            raise ValueError("Values are given for arms without intervention or conditioning only.")
        if values.shape != (design.draws, len(table)):
            raise ValueError(f"{values.shape} values for {design.draws} x {len(table)} parameters.")
    layout = layout_of(scenario)
    engine = EngineSimulator(scenario, design, table, layout, given)
    return Prepared(
        layout, table, values, engine, _moves(scenario, design), given=given is not None
    )


def _moves(scenario: Scenario, design: Design) -> tuple[str, ...]:
    """Return in words which formations do not stand where the tables place them, by start date."""
    return tuple(
        f"{start}: {move}"
        for start in sorted({arm.start for arm in design.arms})
        for move in opening(scenario, build_world(scenario, start), start, ()).moves
    )


@dataclass(frozen=True)
class ArmWorld:
    """What all replications of an arm share; ``values`` (draws, parameters).

    ``scenario`` has its rows in the order of the world. ``area``, ``watch``, ``series``:
    for each column of the results the column of the records.
    """

    scenario: Scenario
    world: World
    native: World
    begin: Opening
    names: ParamIds
    values: NDArray[np.float64]
    area: NDArray[np.int64]
    watch: NDArray[np.int64]
    series: NDArray[np.int64]


@dataclass(frozen=True)
class Held:
    """A particle at the end of a day: parameters as compiled code takes them, state as a block, last row of series."""

    params: Params
    state: NDArray[np.int64]
    series: NDArray[np.float64]


@dataclass(frozen=True)
class Desk:
    """What one thread works on: ``rows`` are the records as compiled code takes them."""

    arm: str
    scratch: Scratch
    records: Records
    rows: Records
    stage: Stage


class EngineSimulator:
    """Runs replications with the kernel; safe to call from several threads."""

    def __init__(
        self,
        scenario: Scenario,
        design: Design,
        table: tuple[Parameter, ...],
        layout: Layout,
        given: NDArray[np.float64] | None = None,
    ) -> None:
        """Keep the design; worlds are built when their arm is first asked for."""
        self._given = given
        self._scenario, self._design = scenario, design
        self._table, self._layout = table, layout
        self._ids = [parameter.id for parameter in table]
        self._worlds: dict[str, ArmWorld] = {}
        self._building = threading.Lock()
        self._local = threading.local()

    def __call__(
        self, arm: Arm, replications: NDArray[np.int64], lineage: Lineage | None = None, /
    ) -> Block:
        """Return the results of the replications of these numbers, in their order."""
        shared = self.shared(arm)
        own = self.desk(arm, shared)
        scratch, records, rows, place = own.scratch, own.records, own.rows, own.stage
        block = Block(
            **{
                name: np.empty(self._layout.shape(name, replications.size, arm.days), dtype)
                for name, dtype in DTYPES.items()
            }
        )
        drawn = -1
        draws = replications // REPLICATES_MAX if lineage is None else lineage.draw
        for row, draw in enumerate(draws.tolist()):
            if draw != drawn:
                begun, drawn = self.begun(shared, draw), draw
            for array in records:
                array.fill(0)
            place.put(begun.state)
            for key, first, last in self._keys(arm, int(replications[row]), lineage, row):
                run_days(shared.native, place.ready, scratch, begun.params, key, first, last, rows)
            block.control[row] = records.control[:, shared.area]
            block.contested[row] = records.contested[:, shared.area]
            block.siege[row] = records.siege[:, shared.watch]
            block.value[row] = records.series[:, shared.series]
        return block

    def advance(
        self,
        arm: Arm,
        particles: NDArray[np.int64],
        before: Sequence[object],
        days: tuple[int, int],
        series: NDArray[np.int64],
        *,
        keep: bool,
    ) -> Stretch:
        """Run particles over some days from the states that they have, which stay as they are."""
        shared = self.shared(arm)
        own = self.desk(arm, shared)
        scratch, records, rows, place = own.scratch, own.records, own.rows, own.stage
        first, last = days
        span = slice(first, last + 1)
        shape = (particles.size, last - first + 1)
        siege = np.empty((*shape, records.siege.shape[1]), np.int8)
        value = np.empty((*shape, series.size), np.float32)
        states: list[object] = []
        for row, number in enumerate(particles.tolist()):
            held = cast("Held | None", before[row]) or self.begun(shared, number // REPLICATES_MAX)
            place.put(held.state)
            for array in records:
                array.fill(0)
            records.series[max(first - 1, 0)] = held.series  # some series add to the day before
            key = StreamKey(self._design.seed, CONDITIONED_LINE, number)
            run_days(shared.native, place.ready, scratch, held.params, key, first, last, rows)
            siege[row] = records.siege[span][:, shared.watch]
            value[row] = records.series[span][:, shared.series[series]]
            if keep:
                states.append(Held(held.params, place.block.copy(), records.series[last].copy()))
        return Stretch(siege, value, states)

    def begun(self, shared: ArmWorld, draw: int) -> Held:
        """Return day 0 of a parameter draw, before anything is recorded."""
        values = shared.values[draw]
        return Held(
            native(make_params(shared.names, self._ids, values)),
            block_of(initial_state(shared.begin, values, self._design.seed, draw)),
            np.zeros(len(self._layout.series)),
        )

    def _keys(
        self, arm: Arm, number: int, lineage: Lineage | None, row: int
    ) -> Iterator[tuple[StreamKey, int, int]]:
        """Yield which noise a replication runs with, from which day to which."""
        seed = self._design.seed
        if lineage is None:
            yield StreamKey(seed, MAIN_LINE, number), 0, arm.days
            return
        for particle, first, last in lineage.segments(row, arm.days):
            yield StreamKey(seed, CONDITIONED_LINE, particle), first, last

    def shared(self, arm: Arm) -> ArmWorld:
        """Return what an arm's replications share, built on first use."""
        with self._building:
            if arm.id not in self._worlds:
                scenario = self._scenario
                if arm.intervention:
                    scenario = do(scenario, arm.intervention)
                self._worlds[arm.id] = self._built(arm, in_key_order(scenario))
            return self._worlds[arm.id]

    def _built(self, arm: Arm, scenario: Scenario) -> ArmWorld:
        """Return what an arm's replications share, with rows as in ``scenario``."""
        world, rows, names = build_world(scenario, arm.start), layout_of(scenario), self._layout
        return ArmWorld(
            scenario=scenario,
            world=world,
            native=native(world),
            begin=opening(scenario, world, arm.start, self._ids),
            names=param_ids(scenario),
            values=self._values(arm, scenario),
            area=_places(names.areas, rows.areas),
            watch=_places(names.watches, rows.watches),
            series=_places(names.series, rows.series),
        )

    def _values(self, arm: Arm, scenario: Scenario) -> NDArray[np.float64]:
        """Return the parameter values of an arm, (draws, parameters)."""
        if self._given is not None:
            return self._given
        sides, seed = quality_sides(scenario), self._design.seed
        return draw_parameters(
            self._table, sides, seed, arm.drawn, scenario.pulled, scenario.posterior
        )

    def desk(self, arm: Arm, shared: ArmWorld) -> Desk:
        """Return what this thread works on for an arm; only that of the last arm is kept."""
        kept = cast("Desk | None", getattr(self._local, "kept", None))
        if kept is None or kept.arm != arm.id:
            records = new_records(shared.scenario, shared.world, arm.days)
            like = initial_state(shared.begin, shared.values[0], self._design.seed, 0)
            kept = Desk(
                arm.id, native(new_scratch(shared.world)), records, native(records), stage(like)
            )
            self._local.kept = kept
        return kept


def _places(names: Sequence[str], among: Sequence[str]) -> NDArray[np.int64]:
    """Return where each of ``names`` (n,) stands among others."""
    place = {name: number for number, name in enumerate(among)}
    return np.array([place[name] for name in names], dtype=np.int64)
