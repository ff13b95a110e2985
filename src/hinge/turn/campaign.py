"""The campaigns whose turning points are sought: paths of the model, or of one that agrees with the record."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from hinge.analysis.intervals import MIN_RUNS
from hinge.analysis.process import Branches
from hinge.analysis.streams import halves
from hinge.claims.civilians import BY, DISPLACED, KILLED, harm_series
from hinge.ensemble.arrays import Layout
from hinge.ensemble.branches import CampaignProcess
from hinge.ensemble.commander import series_read
from hinge.ensemble.conditioning import filtered, require_observations
from hinge.ensemble.design import BASELINE, BLOCK, CAMPAIGN_SUFFIX, Arm, Design, design_of
from hinge.ensemble.simulate import EngineSimulator, prepare
from hinge.errors import InputError, Place, Problem, TooFewRuns
from hinge.scenario.scenario import Scenario
from hinge.turn.asked import Outcome, asked_of, chosen

Array = npt.NDArray[np.float64]
View = Literal["model", "commander", "historian"]
Tell = Callable[[int, int, str], None]

VIEWS: tuple[View, ...] = ("model", "commander", "historian")
PATHS, LINES, EVERY = 200, 8, 4
CONTINUED = 64  # particles continued from each day of the commander's view
PARTICLES = 8
"""Particles of the commander's view for each that is continued: weights fall on few of them."""

LAW = ("combat.enemy_power", "combat.own_power")


@dataclass(frozen=True)
class Wanted:
    """What is asked for. ``every``: days between two of the grid; ``paths`` m; ``lines`` k."""

    claim: str = ""
    outcomes: tuple[str, ...] = ()
    every: int = EVERY
    paths: int | None = None
    lines: int = LINES
    refine: bool = True
    view: View = "model"
    shocks: bool = False
    leverage: bool = False
    seed: int = 1

    @property
    def size(self) -> int:
        """Paths, or particles continued from each day."""
        return self.paths or (CONTINUED if self.view == "commander" else PATHS)


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
        """Days after the end of which branches leave, before any refinement."""
        return list(range(0, self.arm.days, self.wanted.every))

    def date(self, day: int) -> dt.date:
        """Return the date of a day."""
        return self.arm.start + dt.timedelta(days=day)


@dataclass(frozen=True)
class Shown:
    """What the paths show besides their outcome: ``activity`` (T,) of each day, and civilian harm.

    ``killed`` and ``displaced``: means over paths on the last day.
    """

    activity: Array
    killed: float
    killed_by: dict[str, float]
    displaced: float


def check_wanted(scenario: Scenario, wanted: Wanted) -> None:
    """Raise InputError for a grid, a size or a view that cannot be."""
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
    if wanted.lines < 4:
        problems.append(
            _problem(
                "lines",
                f"{wanted.lines} lines cannot be split in two halves of two.",
                "One half of the lines checks the other.",
                "Give 4 or more; 8 is the default.",
            )
        )
    smallest = min(np.bincount(halves(np.arange(max(wanted.size, 1))), minlength=2).tolist())
    if wanted.view != "commander" and smallest < MIN_RUNS:
        problems.append(
            _problem(
                "paths",
                f"{wanted.size} paths leave {smallest} in a half.",
                f"One half chooses the day and the other judges it; each needs {MIN_RUNS}.",
                f"Give more paths; {PATHS} is the default.",
            )
        )
    if problems:
        raise InputError(problems)
    if wanted.view != "model":
        require_observations(scenario, _design(scenario, wanted, scenario.head.horizon)[1])


def campaigns(
    scenario: Scenario, wanted: Wanted, workers: int | None, tell: Tell | None = None
) -> Campaigns:
    """Return the campaigns of a view; those of the historian's are filtered first.

    InputError for what cannot be asked; TooFewRuns where too few draws agree with the record.
    """
    check_wanted(scenario, wanted)
    outcomes = chosen(
        scenario,
        wanted.claim,
        wanted.outcomes,
        "assessment" if wanted.view == "model" else "campaign",
    )
    until = max(outcome.last for outcome in outcomes)
    arm, design = _design(scenario, wanted, until)
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
    lineage = None
    if wanted.view == "historian":
        found = filtered(
            arm,
            scenario.conditioning,
            simulator,
            prepared.layout,
            wanted.seed,
            workers=workers,
            tell=None if tell is None else lambda done, total: tell(done, total, "Conditioning"),
        )
        lineage = found.lineage
        left = int(np.unique(lineage.draw).size)
        if left < 2 * MIN_RUNS:
            raise TooFewRuns("The historian's view (counted in draws)", left, 2 * MIN_RUNS)
    process = CampaignProcess(
        simulator,
        arm,
        prepared.layout,
        asked,
        seed=wanted.seed,
        lineage=lineage,
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


def shown(found: Campaigns, workers: int | None) -> Shown:
    """Return what the paths of the model's or the historian's view show besides their outcome.

    Activity of a day: areas that change hands or begin or cease to be contested, and
    soldiers lost, each over its mean, the two counting alike; even where nothing moves.
    """
    arm, lineage = found.arm, found.process.lineage
    names = found.process.layout.series
    lost = [n for n, name in enumerate(names) if name.startswith("lost.")]
    last = {name: n for n, name in enumerate(names) if name in harm_series(names)}

    def part(numbers: npt.NDArray[np.int64]) -> tuple[Array, Array, Array]:
        rows = None if lineage is None else lineage.rows(numbers)
        own = arm.numbers()[numbers] if lineage is None else numbers
        block = found.simulator(arm, own, rows)
        moved = _changes(block.control) + _changes(block.contested)
        losses = np.diff(block.value[:, :, lost].astype(np.float64).sum(axis=2), axis=1)
        end = block.value[:, -1, list(last.values())].astype(np.float64)
        return moved.sum(axis=0), losses.sum(axis=0), end.sum(axis=0)

    pieces = [found.paths[n : n + BLOCK // 4] for n in range(0, arm.size, BLOCK // 4)]
    with ThreadPoolExecutor(workers or os.cpu_count() or 1, thread_name_prefix="hinge") as pool:
        parts = list(pool.map(part, pieces))
    moved, losses, ends = (np.sum([one[n] for one in parts], axis=0) for n in range(3))
    activity = _even(moved) + _even(losses)
    means = dict(zip(last, (ends / arm.size).tolist(), strict=True))
    return Shown(
        activity=activity if activity.sum() > 0.0 else np.ones(arm.days),
        killed=means[KILLED],
        killed_by={n.removeprefix(BY): v for n, v in means.items() if n.startswith(BY)},
        displaced=means[DISPLACED],
    )


def laws(found: Campaigns, branches: Branches) -> list[tuple[str, npt.NDArray[np.int64]]]:
    """Return the rows of paths by law of attrition, in words; none where the exponents are fixed.

    Two exponents p and q of hostile and own strength: p - q near 1 is the square
    law, 0 the linear, -1 the logarithmic. Paths are split at p = q, where the law is linear.
    """
    if not all(name in found.ids for name in LAW):
        return []
    p, q = (found.values[branches.draw, found.ids.index(name)] for name in LAW)
    if np.ptp(p - q) == 0.0:
        return []
    return [
        ("attrition nearer the square law", np.flatnonzero(p >= q)),
        ("attrition nearer the logarithmic law", np.flatnonzero(p < q)),
    ]


def scripted(found: Campaigns) -> tuple[int, ...]:
    """Return the days on which the script acts and nothing of it is drawn."""
    plan = found.simulator.shared(found.arm).world.plan
    fixed = plan.event_day[plan.event_low == plan.event_high]
    return tuple(day for day in np.unique(fixed).tolist() if 1 <= day <= found.arm.days)


def _watched(scenario: Scenario, layout: Layout) -> frozenset[str]:
    """Return the series that the commander's view records: those observed, and civilian harm."""
    harm = {name for name in layout.series if name in (KILLED, DISPLACED) or name.startswith(BY)}
    return series_read(scenario.conditioning) | harm


def _design(scenario: Scenario, wanted: Wanted, until: dt.date) -> tuple[Arm, Design]:
    """Return the arm of the paths, and the design that it is the only arm of."""
    early = wanted.view != "model"
    arm = Arm(
        id=BASELINE + (CAMPAIGN_SUFFIX if early else ""),
        intervention="",
        start=scenario.head.start if early else scenario.head.assessment_date,
        until=until,
        draws=wanted.size * (PARTICLES if wanted.view == "commander" else 1),
        replicates=1,
        conditioned=wanted.view == "historian",
    )
    return arm, design_of(scenario, [arm], wanted.seed)


def _changes(codes: npt.NDArray[np.int8]) -> Array:
    """Return how many places changed on each day, (R, T), of codes (R, T + 1, A)."""
    return np.asarray((np.diff(codes, axis=1) != 0).sum(axis=2), np.float64)


def _even(values: Array) -> Array:
    """Return values over their mean; nothing where they are all 0."""
    mean = float(values.mean())
    return values / mean if mean > 0.0 else np.zeros_like(values)


def _problem(field: str, what: str, why: str, do: str) -> Problem:
    """Return what is wrong with an option."""
    return Problem("turning", what, why, do, Place("options", 0, field))
