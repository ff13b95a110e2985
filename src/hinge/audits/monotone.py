"""The monotonicity audit: what should help a side must not hurt it on average.

For each side and each help (``helps.py``) two arms with the same draws are
compared, replication by replication, by three outcomes of the owner, each from 0
to 1 and better when larger:

held      share of the areas on the map that it holds, mean over the days
strength  its share of the strength of itself and of those hostile to it, last day
spared    share of those it ever had (start and arrivals) that it has not lost, last day

A violation is a mean difference whose whole 95 % interval lies below minus the
smallest size that counts. Campaigns part ways soon after any change, so single
replications often go the other way; means must not.

Where there is one, both arms are run again without the effects of free sign
(``free_signs``): what then is no violation any more was such an effect, and an
honest exception. The others are the model's own and need a reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.intervals import mean_interval
from hinge.audits.exchange import simulator
from hinge.audits.helps import HELPS, Help, hostile_to, without_free_signs
from hinge.ensemble.arrays import Block, Layout
from hinge.ensemble.design import BASELINE, Arm, design_of
from hinge.ensemble.simulate import layout_of
from hinge.scenario.scenario import Scenario

Floats = NDArray[np.float64]

SMALLEST = 0.005
"""Half a hundredth of the scale: one area in two hundred, or five persons in a thousand."""
LEVEL = 0.95
OUTCOMES = ("held", "strength", "spared")
SMALL_SCENARIO = 16
"""Areas up to which a scenario is run to its horizon with all draws."""
DRAWS_SMALL = 256
DRAWS_LARGE = 64
DAYS_LARGE = 60


@dataclass(frozen=True)
class Difference:
    """One help for one side and one outcome of it: mean difference with its interval, over ``n`` draws.

    ``without``: the mean without the help. ``signed``: the same difference without effects of
    free sign, where the first was a violation and was looked at again.
    """

    scenario: str
    side: str
    help: str
    outcome: str
    n: int
    without: float
    mean: float
    low: float
    high: float
    signed: Difference | None = None

    @property
    def violation(self) -> bool:
        """The help hurts its owner, beyond chance and beyond the smallest size that counts."""
        return self.high < -SMALLEST

    @property
    def word(self) -> str:
        """``helps``, ``nothing shown``, or a violation: ``free sign`` or ``violation``."""
        if self.violation:
            explained = self.signed is not None and not self.signed.violation
            return "free sign" if explained else "violation"
        return "helps" if self.low > 0.0 else "nothing shown"

    def as_json(self) -> dict[str, Any]:
        """Return the figures as plain values."""
        return {
            "scenario": self.scenario,
            "side": self.side,
            "help": self.help,
            "outcome": self.outcome,
            "n": self.n,
            "without": self.without,
            "difference": self.mean,
            "low": self.low,
            "high": self.high,
            "violation": self.violation,
            "without_free_signs": self.signed.as_json() if self.signed else None,
            "result": self.word,
        }


@dataclass(frozen=True)
class MonotoneAudit:
    """All differences of one scenario, from ``start`` over ``days`` days."""

    scenario: str
    start: dt.date
    days: int
    draws: int
    rows: tuple[Difference, ...]

    @property
    def violations(self) -> tuple[Difference, ...]:
        """The rows in which a help hurts."""
        return tuple(row for row in self.rows if row.violation)

    def as_json(self) -> dict[str, Any]:
        """Return everything as plain values."""
        return {
            "scenario": self.scenario,
            "start": self.start.isoformat(),
            "days": self.days,
            "draws": self.draws,
            "violations": len(self.violations),
            "differences": [row.as_json() for row in self.rows],
        }


def monotone_audit(
    scenario: Scenario,
    *,
    seed: int = 1,
    draws: int | None = None,
    days: int | None = None,
    workers: int = 2,
    helps: Sequence[Help] = HELPS,
    tell: Callable[[int, int], None] | None = None,
) -> MonotoneAudit:
    """Return the audit of one scenario, from its assessment date.

    ``draws`` (one replicate each) and ``days``: by default all days and many draws
    in a small scenario, fewer of both in a large one. ``tell`` hears how many
    arms of how many are done.
    """
    large = len(scenario.areas) > SMALL_SCENARIO
    longest = (scenario.head.horizon - scenario.head.assessment_date).days
    days = min(longest, days or (DAYS_LARGE if large else longest))
    draws = draws or (DRAWS_LARGE if large else DRAWS_SMALL)
    audit = _Audit(scenario, seed, draws, days)
    jobs = list(audit.jobs(helps))
    total, found = len(jobs) + 1, []
    plain = audit.outcomes(scenario)
    with ThreadPoolExecutor(max_workers=workers) as pool:
        arms = pool.map(lambda job: audit.outcomes(job[2]), jobs)
        for done, ((side, each, _), given) in enumerate(zip(jobs, arms, strict=True), 2):
            found += [_difference(audit, side, each, o, plain, given) for o in OUTCOMES]
            if tell is not None:
                tell(done, total)
    hurt = {(row.side, row.help) for row in found if row.violation}
    if hurt:
        found = _looked_at_again(audit, found, [job for job in jobs if (job[0], job[1].id) in hurt])
    return MonotoneAudit(scenario.head.id, scenario.head.assessment_date, days, draws, tuple(found))


Job = tuple[str, Help, Scenario]  # side, help, the scenario with it (or with the harm)


@dataclass(frozen=True)
class _Audit:
    """One scenario with the sizes of all its arms."""

    scenario: Scenario
    seed: int
    draws: int
    days: int

    def jobs(self, helps: Sequence[Help]) -> Iterator[Job]:
        """Yield every help for every side on which it can act."""
        for side in self.scenario.head.sides:
            for each in helps:
                given = each.give(self.scenario, side.id)
                if given is not self.scenario:
                    yield side.id, each, given

    def outcomes(self, scenario: Scenario) -> dict[tuple[str, str], Floats]:
        """Return each outcome (draws,) of each side in one arm, by side and outcome."""
        start = scenario.head.assessment_date
        until = start + dt.timedelta(days=self.days)
        arm = Arm(BASELINE, "", start, until, self.draws, replicates=1)
        design = design_of(scenario, [arm], self.seed)
        block = simulator(scenario, design)(arm, arm.numbers())
        return outcomes(scenario, layout_of(scenario), block)


def outcomes(scenario: Scenario, layout: Layout, block: Block) -> dict[tuple[str, str], Floats]:
    """Return each outcome (R,) of each side with soldiers, by side and outcome; see the module."""
    row = {name: number for number, name in enumerate(layout.series)}
    on_map = sum(area.terrain != "off_map" for area in scenario.areas)

    def series(name: str) -> Floats:
        return block.value[:, :, row[name]].astype(np.float64)

    found: dict[tuple[str, str], Floats] = {}
    for side in layout.sides:
        own = series(f"strength.{side}")
        hostile = sum((series(f"strength.{o}")[:, -1] for o in hostile_to(scenario, side)), 0.0)
        ever = own[:, 0] + series(f"arrived.{side}")[:, -1] + series(f"lost.{side}")[:, 0]
        found[side, "held"] = series(f"held.{side}").mean(axis=1) / on_map
        found[side, "strength"] = own[:, -1] / np.maximum(1.0, own[:, -1] + hostile)
        lost = series(f"lost.{side}")[:, -1]
        found[side, "spared"] = 1.0 - lost / np.maximum(1.0, ever)
    return found


def _difference(
    audit: _Audit,
    side: str,
    each: Help,
    outcome: str,
    plain: dict[tuple[str, str], Floats],
    given: dict[tuple[str, str], Floats],
) -> Difference:
    """Return one paired difference: with the help less without it."""
    without, having = plain[side, outcome], given[side, outcome]
    if each.harm:
        without, having = having, without
    mean = mean_interval(having - without, LEVEL)
    return Difference(
        audit.scenario.head.id, side, each.id, outcome, audit.draws, float(without.mean()),
        mean.value, mean.low, mean.high,
    )  # fmt: skip


def _looked_at_again(
    audit: _Audit, found: list[Difference], jobs: Sequence[Job]
) -> list[Difference]:
    """Return the differences, the violations among them with what is left without effects of free sign."""
    plain = audit.outcomes(without_free_signs(audit.scenario))
    again = {
        (side, each.id): (each, audit.outcomes(without_free_signs(scenario)))
        for side, each, scenario in jobs
    }
    looked = []
    for row in found:
        if row.violation:
            each, given = again[row.side, row.help]
            signed = _difference(audit, row.side, each, row.outcome, plain, given)
            looked.append(replace(row, signed=signed))
        else:
            looked.append(row)
    return looked
