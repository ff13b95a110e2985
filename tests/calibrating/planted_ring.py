"""The ring with a calibration, and a quick stand-in for the engine of which one knows what sets what."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import hinge.calibrating.bench
from hinge.ensemble.arrays import Block, Prepared
from hinge.ensemble.design import REPLICATES_MAX, Arm, Design
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_table
from scenario.rings import copy_ring
from stand_in import layout_of

CALIBRATION = """\
schema: 1
held_out_from: 2001-05-10
targets:
  - id: deaths
    statistic: {kind: series_change, series: civilians_killed, from: 2001-05-01, to: 2001-05-12}
    error: {kind: factor, value: 80, log_sd: 0.2, discrepancy: 0.2}
    says: 80 civilians were killed to 12 May
    known_on: 2001-05-13
    source: Dispatch (invented)
  - id: gate_lost
    statistic: {kind: control_differs, of: corridor, on: 2001-05-15}
    error: {kind: factor, value: 0, log_sd: 0.3, discrepancy: 0.7, offset: 1}
    says: amber held the gate on 15 May
    known_on: 2001-05-15
    source: Dispatch (invented)
  - id: road_closed
    observation: ob2
    statistic: {kind: siege_on, of: pocket, side: cobalt, is: [closed], on: 2001-05-12}
    error: {kind: state, value: 1, miss: 0.05, discrepancy: 0.1}
    says: the town was cut off on 12 May
    known_on: 2001-05-15
    source: Dispatch (invented)
"""
DEADLY = "combat.loss_rate"
"""The one parameter on which deaths depend in the stand-in: in proportion to it."""

AT_MIDDLE = 40.0
"""Deaths from 1 to 12 May, eleven days, where that parameter is at its middle."""

TO_12_MAY = 11

SMALL = {"draws": 256, "waves": 2, "particles": 192, "generations": 2, "rows": 64}


def calibrated_ring(folder: Path, text: str = CALIBRATION) -> Scenario:
    """Return a copy of ring with this calibration.yaml."""
    ring = copy_ring(folder)
    (ring / "calibration.yaml").write_text(text, encoding="utf-8")
    return load(ring)


class Planted:
    """Deaths in proportion to one parameter, with luck of a fifth; a gate that falls; a road that closes."""

    def __init__(self, scenario: Scenario, design: Design, values: NDArray[np.float64]) -> None:
        self.layout, self.seed, self.values = layout_of(scenario), design.seed, values
        table = parameter_table(scenario)
        ids = [parameter.id for parameter in table]
        self.column, self.middle = ids.index(DEADLY), table[ids.index(DEADLY)].value

    def __call__(self, arm: Arm, numbers: NDArray[np.int64], _: None = None, /) -> Block:
        shape = {
            name: self.layout.shape(name, numbers.size, arm.days)
            for name in ("control", "siege", "value")
        }
        control = np.zeros(shape["control"], np.int8)
        siege = np.zeros(shape["siege"], np.int8)
        value = np.zeros(shape["value"], np.float32)
        deaths = self.layout.series.index("civilians_killed")
        for row, number in enumerate(numbers.tolist()):
            rng = np.random.default_rng([self.seed, number])
            size = self.values[number // REPLICATES_MAX, self.column] / self.middle
            total = AT_MIDDLE * size * np.exp(0.2 * rng.standard_normal())
            value[row, :, deaths] = total * np.arange(arm.days + 1) / TO_12_MAY
            siege[row] = rng.integers(0, 4)
            control[row, 3:] = rng.integers(0, 2)
        return Block(control, np.zeros_like(control), siege, value)


def use_planted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let calibrations use the stand-in."""

    def prepare(scenario: Scenario, design: Design, given: NDArray[np.float64]) -> Prepared:
        table = parameter_table(scenario)
        return Prepared(layout_of(scenario), table, given, Planted(scenario, design, given))

    monkeypatch.setattr(hinge.calibrating.bench, "prepare", prepare)
