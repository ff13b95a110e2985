"""The mirror audit: equal sides get equal results, and labels and rows decide nothing.

Three questions. Draws exchanged, in a scenario that is its own mirror image: does
each side then get exactly what the other had? Labels exchanged, in any scenario:
do results stay when sides and rows are written in another order, all of them
together and table by table? And with ordinary draws in the symmetric scenario: do
both sides fare alike on average?
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np

from hinge.audits.exchange import TABLES, Exchanged, rows_reversed, simulator
from hinge.audits.sameness import Sameness, compare
from hinge.audits.symmetry import mirror_map, mirrored_name
from hinge.ensemble.arrays import Block, Layout
from hinge.ensemble.design import BASELINE, Arm, Design, design_of
from hinge.ensemble.simulate import EngineSimulator, layout_of
from hinge.errors import InputError
from hinge.scenario.scenario import Scenario

SYMMETRIC = "mirror"
"""The shipped scenario that is its own mirror image."""
LABELS = "ring"
"""The shipped scenario in which labels are exchanged when none is named: the smallest with everything in it."""
EXACT_DRAWS = 64
BALANCE_DRAWS = 512
LEVEL = 0.01
"""Chance that the test of equal means errs on an engine that favours nobody, over all series together."""
LEAST_SPREAD = 10
"""Replications in which a series must differ between the sides for the normal error to make sense."""


@dataclass(frozen=True)
class Balance:
    """One series of a side against the same of the other, on the last day, with ordinary draws.

    ``difference``: mean of first less second; ``error``: its standard error;
    ``bound``: how many errors it may be at the stated level.
    """

    series: str
    image: str
    difference: float
    error: float
    bound: float

    @property
    def z(self) -> float:
        """The difference in standard errors."""
        return self.difference / self.error

    @property
    def equal(self) -> bool:
        """No difference is shown at the level of the test."""
        return abs(self.z) <= self.bound

    def as_json(self) -> dict[str, Any]:
        """Return the figures as plain values."""
        return {
            "series": self.series,
            "image": self.image,
            "difference": self.difference,
            "standard_error": self.error,
            "z": self.z,
            "bound": self.bound,
            "equal": self.equal,
        }


@dataclass(frozen=True)
class MirrorAudit:
    """What the audit found in one scenario; ``draws`` and ``balance`` only where it is symmetric."""

    scenario: str
    symmetric: bool
    draws: Sameness | None
    labels: Sameness
    tables: tuple[Sameness, ...]
    balance: tuple[Balance, ...]

    @property
    def exact(self) -> bool:
        """Whatever must be the same bit for bit is, up to the rounding of series."""
        found = [self.labels, *self.tables, *([self.draws] if self.draws else [])]
        return all(row.word != "differs" for row in found)

    @property
    def balanced(self) -> bool:
        """No series shows a difference between equal sides."""
        return all(row.equal for row in self.balance)

    def as_json(self) -> dict[str, Any]:
        """Return everything as plain values."""
        return {
            "scenario": self.scenario,
            "symmetric": self.symmetric,
            "exact": self.exact,
            "balanced": self.balanced if self.symmetric else None,
            "draws_exchanged": self.draws.as_json() if self.draws else None,
            "labels_exchanged": self.labels.as_json(),
            "table_by_table": [row.as_json() for row in self.tables],
            "balance": [row.as_json() for row in self.balance],
        }


def mirror_audit(
    scenario: Scenario,
    *,
    seed: int = 1,
    draws: int = EXACT_DRAWS,
    balance_draws: int = BALANCE_DRAWS,
    tables: tuple[str, ...] = TABLES,
) -> MirrorAudit:
    """Return the audit of one scenario, from its assessment date to its horizon.

    ``draws``: replications of the exact comparisons, one for each parameter draw;
    ``balance_draws``: those of the comparison of means; ``tables``: which are turned
    round one by one.
    """
    design = _design(scenario, draws, seed)
    name = scenario.head.id
    plain = _run(simulator(scenario, design), scenario, design)
    found = []
    for what, turned in (("labels", TABLES), *((table, (table,)) for table in tables)):
        other = rows_reversed(scenario, turned)
        again = _run(simulator(other, design), other, design)
        found.append(compare(what, name, plain, again, {}))
    try:
        image = mirror_map(scenario)
    except InputError:
        return MirrorAudit(name, False, None, found[0], tuple(found[1:]), ())
    mirrored = _run(Exchanged(scenario, design, image), scenario, design)
    exchanged = compare("draws", name, plain, mirrored, image)
    wide = _design(scenario, balance_draws, seed)
    balance = balances(*_run(simulator(scenario, wide), scenario, wide), image)
    return MirrorAudit(name, True, exchanged, found[0], tuple(found[1:]), balance)


def balances(layout: Layout, block: Block, image: Mapping[str, str]) -> tuple[Balance, ...]:
    """Return each series of a side against its image on the last day, replications being independent.

    The level is split over all series (Bonferroni). Series that differ in fewer
    than ten replications are left out.
    """
    last = block.value[:, -1, :].astype(np.float64)
    pairs = []
    for row, name in enumerate(layout.series):
        other = mirrored_name(name, image)
        if name == other or layout.series.index(other) < row:
            continue
        gap = last[:, row] - last[:, layout.series.index(other)]
        if np.count_nonzero(gap) >= LEAST_SPREAD:
            error = float(gap.std(ddof=1)) / math.sqrt(gap.size)
            pairs.append((name, other, float(gap.mean()), error))
    bound = NormalDist().inv_cdf(1.0 - LEVEL / 2 / max(1, len(pairs)))
    return tuple(Balance(*pair, bound) for pair in pairs)


def _design(scenario: Scenario, draws: int, seed: int) -> Design:
    """Return one arm from the assessment date to the horizon, one replicate a draw."""
    head = scenario.head
    arm = Arm(BASELINE, "", head.assessment_date, head.horizon, draws, replicates=1)
    return design_of(scenario, [arm], seed)


def _run(engine: EngineSimulator, scenario: Scenario, design: Design) -> tuple[Layout, Block]:
    """Return the names and the results of the one arm of a design."""
    arm = design.arms[0]
    return layout_of(scenario), engine(arm, arm.numbers())
