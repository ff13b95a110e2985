"""From the targets of calibration.yaml to numbers: what each reports, and what campaigns show of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.fit import Target
from hinge.ensemble.arrays import Block, Layout
from hinge.ensemble.likelihood import shown
from hinge.errors import InputError, Place, Problem
from hinge.scenario.calibration import (
    AmountError,
    CalibrationFile,
    CalibrationTarget,
    ControlDiffers,
    FactorError,
)
from hinge.scenario.scenario import Scenario

Floats = NDArray[np.float64]
NOBODY = -1  # code of an area that no side holds


def required(scenario: Scenario) -> CalibrationFile:
    """Return what the scenario is calibrated on; InputError where it has no calibration.yaml."""
    if scenario.calibration is None:
        raise InputError(
            [
                Problem(
                    "no_calibration",
                    f"The scenario {scenario.head.id} has no calibration.yaml.",
                    "Parameters are set by the reports that this file lists.",
                    "Add the file (docs/calibration.md), or use the priors as they are.",
                    Place("calibration.yaml"),
                )
            ]
        )
    return scenario.calibration


def target_of(one: CalibrationTarget, scenario: Scenario) -> Target:  # noqa: ARG001
    """Return a target as the statistics of a calibration take it.

    ``scenario`` lists the monitors, whose undercount is a shift and a further error.
    """
    shift, more = 0.0, 0.0
    error = one.error
    if isinstance(error, FactorError):
        sd = float(np.hypot(error.log_sd, more))
        return Target(
            one.id, "count", error.value, sd, error.discrepancy, shift=shift, offset=error.offset
        )
    if isinstance(error, AmountError):
        return Target(one.id, "amount", error.value, error.sd, error.discrepancy)
    return Target(one.id, "state", float(error.value), error.miss, error.discrepancy)


def targets_of(scenario: Scenario) -> tuple[Target, ...]:
    """Return all targets of a scenario, in file order."""
    return tuple(target_of(one, scenario) for one in required(scenario).targets)


def last_day(scenario: Scenario) -> dt.date:
    """Return the last day that any target reads: nothing later is simulated."""
    return max(day for one in required(scenario).targets for day in one.days)


@dataclass(frozen=True)
class Reader:
    """Reads all targets of a scenario from blocks of simulated campaigns that begin on its first day."""

    scenario: Scenario
    layout: Layout

    def __call__(self, block: Block) -> Floats:
        """Return what each replication of a block shows, (R, T), in the units of the reports."""
        columns = [self._one(one, block) for one in required(self.scenario).targets]
        return np.stack(columns, axis=1)

    def _one(self, one: CalibrationTarget, block: Block) -> Floats:
        """Return what each replication shows of one target, (R,)."""
        start = self.scenario.head.start
        if not isinstance(one.statistic, ControlDiffers):
            return shown(one.statistic, block, self.layout, start)
        places, holders = self._snapshot(one.statistic)
        day = (one.statistic.on - start).days
        differs = block.control[:, day, :][:, places] != holders
        counted: Floats = differs.sum(axis=1).astype(np.float64)
        return counted

    def _snapshot(self, read: ControlDiffers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the columns of the areas that are compared and the codes of who held them.

        An area that is contested counts for its holder.
        """
        areas = self.layout.areas
        if read.of is not None:
            regions = {region.id: region.areas for region in self.scenario.regions}
            chosen = [area for area in areas if area in regions[read.of]]
        else:
            chosen = [area for area in areas if not read.among or area in read.among]
        holder = {row.area: row.controller for row in self.scenario.control if row.date == read.on}
        sides = self.layout.sides
        codes = [sides.index(holder[area]) if holder[area] else NOBODY for area in chosen]
        return np.array([areas.index(area) for area in chosen], np.int64), np.array(codes, np.int64)
