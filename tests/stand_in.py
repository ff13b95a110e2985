"""A stand-in for the engine that works on every scenario: quick, deterministic, plausible to look at.

It lets the command line, the report and the figures be tested without compiling
anything. Controls change hands at random; counts only rise; shares stay in 0 to 1.
"""

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

import hinge.cli.commands
import hinge.cli.looks
import hinge.ensemble.rerun
import hinge.ensemble.run
from hinge.ensemble.arrays import Block, Layout, Prepared, Stretch
from hinge.ensemble.design import Arm, Design
from hinge.ensemble.lineage import Lineage
from hinge.scenario.scenario import Scenario
from hinge.scenario.series import series_names, series_unit
from hinge.scenario.table_parameters import parameter_table

SHARES = ("reserve", "ration", "held_share", "flow_share", "support")
CHANGES = 0.004  # chance a day that an area changes hands


def layout_of(scenario: Scenario) -> Layout:
    names = series_names(scenario)
    watches = (f"{region.id}.{side}" for region in scenario.regions for side in region.watch)
    return Layout(
        sides=tuple(side.id for side in scenario.head.sides),
        areas=tuple(area.id for area in scenario.areas),
        watches=tuple(watches),
        series=names,
        units=tuple(series_unit(name) for name in names),
    )


class StandIn:
    """Gives each replication of an arm results that depend on seed, arm and number alone."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario, self.seed = scenario, seed
        self.layout = layout_of(scenario)
        self.began: list[str] = []

    def __call__(
        self, arm: Arm, replications: NDArray[np.int64], lineage: Lineage | None = None, /
    ) -> Block:
        self.began.append(arm.id)
        parts = [
            self._one(arm, number)
            if lineage is None
            else self._along(arm, list(lineage.segments(row, arm.days)))
            for row, number in enumerate(replications.tolist())
        ]
        return Block(*(np.stack(field) for field in zip(*parts, strict=True)))

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
        """Days of the particles as their numbers have them; a state says nothing here."""
        parts = [self._along(arm, [(number, *days)]) for number in particles.tolist()]
        _, _, siege, value = (np.stack(field) for field in zip(*parts, strict=True))
        return Stretch(siege, value[:, :, series], list(before) if keep else [])

    def _along(self, arm: Arm, path: list[tuple[int, int, int]]) -> tuple[NDArray[np.generic], ...]:
        """Days of each segment as its number has them: alike where paths are alike, and no more."""
        pieces = [
            [field[first : last + 1] for field in self._one(arm, number)]
            for number, first, last in path
        ]
        return tuple(np.concatenate(field) for field in zip(*pieces, strict=True))

    def _one(self, arm: Arm, number: int) -> tuple[NDArray[np.generic], ...]:
        rng = np.random.default_rng([self.seed, number, len(arm.intervention)])
        days, areas = arm.days + 1, len(self.layout.areas)
        hold = np.tile(self._at_start(arm.start), (days, 1))
        for area in range(areas):
            for day in np.flatnonzero(rng.random(days) < CHANGES):
                hold[day:, area] = rng.integers(0, 2)
        siege = np.clip(np.cumsum(rng.integers(-1, 2, (days, len(self.layout.watches))), 0), 0, 3)
        pace = rng.gamma(2.0, 3.0, len(self.layout.series))
        value = np.cumsum(rng.poisson(pace, (days, len(pace))), axis=0).astype(np.float32)
        for column, name in enumerate(self.layout.series):
            if name.split(".")[0] in SHARES:
                value[:, column] = np.clip(rng.normal(0.6, 0.2) + np.arange(days) / 900, 0, 1)
        contested = rng.integers(0, 2, (days, areas))
        return hold.astype(np.int8), contested.astype(np.int8), siege.astype(np.int8), value

    def _at_start(self, date: dt.date) -> NDArray[np.int64]:
        held = {row.area: row.controller for row in self.scenario.control if row.date <= date}
        sides = {side: index for index, side in enumerate(self.layout.sides)}
        return np.array([sides.get(held.get(area, ""), -1) for area in self.layout.areas])


def stand_in(scenario: Scenario, design: Design) -> Prepared:
    """Everything that a run needs, without an engine."""
    table = parameter_table(scenario)
    rng = np.random.default_rng(design.seed)
    values = rng.lognormal(size=(design.draws, len(table)))
    return Prepared(layout_of(scenario), table, values, StandIn(scenario, design.seed))


def use_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every run use the stand-in, and nothing be compiled."""
    for module in (hinge.ensemble.run, hinge.ensemble.rerun):
        monkeypatch.setattr(module, "prepare", stand_in)
    for module in (hinge.cli.commands, hinge.cli.looks):
        monkeypatch.setattr(module, "ready_engine", lambda: None)
