"""The campaigns whose turning points are sought: paths of the model, or of one that agrees with the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from hinge.analysis.intervals import MIN_RUNS
from hinge.analysis.streams import halves
from hinge.claims.civilians import BY, DISPLACED, KILLED
from hinge.ensemble.arrays import Layout
from hinge.ensemble.branches import CampaignProcess
from hinge.ensemble.commander import series_read
from hinge.ensemble.conditioning import filtered
from hinge.ensemble.design import BASELINE, CAMPAIGN_SUFFIX, Arm, Design, design_of
from hinge.ensemble.simulate import EngineSimulator, prepare
from hinge.errors import InputError, Place, Problem
from hinge.scenario.scenario import Scenario
from hinge.turn.asked import Outcome, asked_of, chosen

Array = npt.NDArray[np.float64]
View = Literal["model", "commander", "historian"]
Tell = Callable[[int, int, str], None]

PATHS, LINES, EVERY = 112, 16, 4
"""Paths and lines: two halves of 56 draws, and shares of aleppo-2016 known to about 0.03 (1.96 errors)."""

CONTINUED, FEW_LINES = 416, 4
"""Particles continued from each day of a recorded path, and lines of each: of aleppo-2016 some 215 are effective on the last day."""

PARTICLES = 4
"""Particles of the commander's view for each that is continued: weights fall on few of them."""


@dataclass(frozen=True)
class Wanted:
    """What is asked for. ``every``: days between two of the grid; ``paths`` m; ``lines`` k."""

    claim: str = ""
    outcomes: tuple[str, ...] = ()
    every: int = EVERY
    paths: int | None = None
    lines: int | None = None
    refine: bool = True
    view: View = "model"
    shocks: bool = False
    leverage: bool = False
    seed: int = 1

    @property
    def size(self) -> int:
        """Paths, or particles continued from each day."""
        default = PATHS if self.view == "model" else CONTINUED
        return default if self.paths is None else self.paths

    @property
    def branches(self) -> int:
        """Lines of each."""
        default = LINES if self.view == "model" else FEW_LINES
        return default if self.lines is None else self.lines


@dataclass(frozen=True)
class Campaigns:
    """The campaigns of a view, ready to branch: process, outcomes, and the paths' numbers."""

    scenario: Scenario
    wanted: Wanted
    arm: Arm
    outcomes: tuple[Outcome, ...]
    process: CampaignProcess
    simulator: EngineSimulator
    values: Array
    ids: tuple[str, ...]

    @property
    def paths(self) -> npt.NDArray[np.int64]:
        """Numbers of the paths, (m,)."""
        return np.arange(self.arm.size, dtype=np.int64)

    @property
    def grid(self) -> list[int]:
        """Days after the end of which branches leave, before any refinement.

        The path of the record ends with the assessment date: nothing is observed later.
        """
        if self.wanted.view == "model":
            return list(range(0, self.arm.days, self.wanted.every))
        known = (self.scenario.head.assessment_date - self.arm.start).days
        end = min(known, self.arm.days - 1)
        return sorted({*range(0, end + 1, self.wanted.every), end})

    def date(self, day: int) -> dt.date:
        """Return the date of a day."""
        return self.arm.start + dt.timedelta(days=day)


def check_wanted(scenario: Scenario, wanted: Wanted) -> tuple[Outcome, ...]:
    """Return the outcomes; InputError for a grid, a size, a view or an outcome that cannot be."""
    problems = []
    if wanted.every < 1:
        problems.append(
            _problem(
                "every",
                f"A grid with a step of {wanted.every} days has no days.",
                "Branches leave at the end of every so-and-so-many days.",
                "Give 1 or more.",
            )
        )
    if wanted.branches < FEW_LINES:
        problems.append(
            _problem(
                "lines",
                f"{wanted.branches} lines cannot be split in two halves of two.",
                "One half of the lines checks the other.",
                f"Give 4 or more; {LINES} is the default.",
            )
        )
    smallest = min(np.bincount(halves(np.arange(max(wanted.size, 1))), minlength=2).tolist())
    if wanted.view == "model" and smallest < MIN_RUNS:
        problems.append(
            _problem(
                "paths",
                f"{wanted.size} paths leave {smallest} in a half.",
                f"One half chooses the day and the other judges it; each needs {MIN_RUNS}.",
                f"Give more paths; {PATHS} is the default.",
            )
        )
    if wanted.view != "model" and wanted.size < 2:
        problems.append(
            _problem(
                "paths",
                f"{wanted.size} particles are asked for.",
                "How far campaigns are apart is seen from two on.",
                f"Give 2 or more; {CONTINUED} is the default.",
            )
        )
    if wanted.view != "model" and (wanted.shocks or wanted.leverage):
        problems.append(
            _problem(
                "view",
                f"What shook a window and leverage are asked of the {wanted.view}'s view.",
                "They are about the window that settles most, and this view has no shares.",
                "Ask for them in the model's view.",
            )
        )
    if wanted.view != "model" and not scenario.conditioning:
        problems.append(
            _problem(
                "view",
                f"The scenario {scenario.head.id} has no conditioning.yaml.",
                "There is no record that campaigns could be weighed by.",
                "Add the file, or ask for the model's view.",
            )
        )
    if problems:
        raise InputError(problems)
    outcomes = chosen(
        scenario,
        wanted.claim,
        wanted.outcomes,
        "assessment" if wanted.view == "model" else "campaign",
    )
    arm, _ = _design(scenario, wanted, outcomes)
    if arm.days <= wanted.every:
        raise InputError([_one_step(arm, wanted.every)])
    return outcomes


def campaigns(scenario: Scenario, wanted: Wanted, workers: int | None) -> Campaigns:
    """Return the campaigns of a view; those of the historian's are yet to be ``conditioned``.

    InputError for what cannot be asked.
    """
    outcomes = check_wanted(scenario, wanted)
    arm, design = _design(scenario, wanted, outcomes)
    prepared = prepare(scenario, design)
    simulator = prepared.simulator
    if not isinstance(simulator, EngineSimulator):
        raise TypeError("campaigns run with the engine")
    asked = asked_of(
        scenario,
        outcomes,
        prepared.layout,
        arm.start,
        _watched(scenario, prepared.layout) if wanted.view == "commander" else frozenset(),
    )
    process = CampaignProcess(
        simulator,
        arm,
        prepared.layout,
        asked,
        seed=wanted.seed,
        workers=workers,
    )
    return Campaigns(
        scenario,
        wanted,
        arm,
        outcomes,
        process,
        simulator,
        prepared.values,
        tuple(parameter.id for parameter in prepared.parameters),
    )


def conditioned(found: Campaigns, workers: int | None, tell: Tell | None) -> Campaigns:
    """Return the historian's campaigns: those that agree with all that was observed."""
    wanted, arm, process = found.wanted, found.arm, found.process
    lineage = filtered(
        arm,
        found.scenario.conditioning,
        found.simulator,
        process.layout,
        wanted.seed,
        workers=workers,
        tell=None if tell is None else lambda done, total: tell(done, total, "Conditioning"),
    ).lineage
    weighed = CampaignProcess(
        found.simulator,
        arm,
        process.layout,
        process.asked,
        seed=wanted.seed,
        lineage=lineage,
        workers=workers,
    )
    return replace(found, process=weighed)


def _watched(scenario: Scenario, layout: Layout) -> frozenset[str]:
    """Return the series that the commander's view records: those observed, and civilian harm."""
    harm = {name for name in layout.series if name in (KILLED, DISPLACED) or name.startswith(BY)}
    return series_read(scenario.conditioning) | harm


def _design(scenario: Scenario, wanted: Wanted, outcomes: Sequence[Outcome]) -> tuple[Arm, Design]:
    """Return the arm of the paths, and the design that it is the only arm of."""
    early = wanted.view != "model"
    arm = Arm(
        id=BASELINE + (CAMPAIGN_SUFFIX if early else ""),
        intervention="",
        start=scenario.head.start if early else scenario.head.assessment_date,
        until=max(outcome.last for outcome in outcomes),
        draws=wanted.size * (PARTICLES if wanted.view == "commander" else 1),
        replicates=1,
        conditioned=wanted.view == "historian",
    )
    return arm, design_of(scenario, [arm], wanted.seed)


def _one_step(arm: Arm, every: int) -> Problem:
    """Return what is wrong with a step that takes in the whole campaign."""
    return _problem(
        "every",
        f"A step of {every} days takes in all {arm.days} days from {arm.start} to {arm.until}.",
        "Then there is one step, and no day to set it against.",
        f"Give fewer days; {EVERY} is the default.",
    )


def _problem(field: str, what: str, why: str, do: str) -> Problem:
    """Return what is wrong with an option."""
    return Problem("turning", what, why, do, Place("options", 0, field))
