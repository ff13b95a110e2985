"""One arm of a scenario, run and read by name: for tests of scenarios and audits with the real engine."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.ensemble.arrays import Block, Layout
from hinge.ensemble.design import Arm, design_of
from hinge.ensemble.simulate import EngineSimulator, layout_of
from hinge.scenario.load import load
from hinge.scenario.patch import do
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_table


@dataclass(frozen=True)
class Played:
    """What one arm gave, one replicate a draw, from the assessment date to the horizon."""

    scenario: Scenario
    layout: Layout
    block: Block

    def day(self, date: str) -> int:
        """Return the day of the run on which a date falls."""
        return (dt.date.fromisoformat(date) - self.scenario.head.assessment_date).days

    def series(self, name: str) -> NDArray[np.float64]:
        """Return a recorded series (R, days + 1)."""
        return self.block.value[:, :, self.layout.series.index(name)].astype(np.float64)

    def siege(self, watch: str) -> NDArray[Any]:
        """Return siege states (R, days + 1), as numbers: 0 open to 3 closed."""
        return self.block.siege[:, :, self.layout.watches.index(watch)]

    def holds(self, side: str, area: str) -> NDArray[np.bool_]:
        """Return whether a side holds an area (R, days + 1)."""
        held = self.block.control[:, :, self.layout.areas.index(area)]
        found: NDArray[np.bool_] = held == self.layout.sides.index(side)
        return found


def played(name: str, *interventions: str, draws: int = 64, seed: int = 1) -> Played:
    """Return an arm of a shipped scenario, run with the real engine."""
    scenario = do(load(name), *interventions)
    head = scenario.head
    arm = Arm("baseline", "", head.assessment_date, head.horizon, draws, replicates=1)
    design = design_of(scenario, [arm], seed)
    layout = layout_of(scenario)
    engine = EngineSimulator(scenario, design, parameter_table(scenario), layout)
    return Played(scenario, layout, engine(arm, arm.numbers()))
