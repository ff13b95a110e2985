"""Runs of the scenario ring in which areas change hands on days that a test chooses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hinge.assess import single_arm
from hinge.ensemble.arrays import Prepared
from hinge.ensemble.design import Arm
from hinge.ensemble.run import run
from hinge.ensemble.store import Run
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario
from stand_in import StandIn, stand_in

Day = Callable[[int], int]  # day on which an area changes hands, by draw; beyond the run: never


@dataclass(frozen=True)
class Taken:
    """An area taken by a side, 0 amber and 1 cobalt, on a day that depends on the draw."""

    by: int
    on: Day


class Staged(StandIn):
    """A stand-in whose areas change hands as staged; sieges and numbers are those of the stand-in."""

    def __init__(self, scenario: Scenario, seed: int, taken: Mapping[str, Taken]) -> None:
        super().__init__(scenario, seed)
        self.taken = taken

    def _one(self, arm: Arm, number: int) -> tuple[NDArray[np.generic], ...]:
        _, contested, siege, value = super()._one(arm, number)
        hold = np.tile(self._at_start(arm.start), (arm.days + 1, 1))
        for area, taken in self.taken.items():
            hold[taken.on(number // 64) :, self.layout.areas.index(area)] = taken.by
        return hold.astype(np.int8), contested, siege, value


def staged(
    folder: Path, taken: Mapping[str, Taken], *, draws: int = 20, ring: Path | None = None
) -> Run:
    """Return a finished run of ring from its assessment date, 15 May 2001, in which areas are so taken."""
    scenario = load(ring if ring is not None else "ring")
    design = single_arm(scenario, draws=draws, replicates=1, start="assessment", seed=1)
    plain = stand_in(scenario, design)
    prepared = Prepared(plain.layout, plain.parameters, plain.values, Staged(scenario, 1, taken))
    return run(scenario, design, folder, workers=1, prepared=prepared)


def outcomes(folder: Path, *rows: str, header: str = "area,date,controller") -> Path:
    """Return a file of outcomes with these rows."""
    path = folder / "seen.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path
