"""Runs for rival readings: an arm from the campaign's first day for each, in run folders like any other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hinge.errors import InputError, Place, Problem
from hinge.scenario.checks.rivals import days_read
from hinge.scenario.patch import do
from hinge.scenario.rivals import FILE, RivalSet
from hinge.scenario.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Callable

    from hinge.analysis.course import Course
    from hinge.claims.rivals import RivalScores

RIVAL_DRAWS = 512


def rivals(
    scenario: Scenario,
    *,
    draws: int = RIVAL_DRAWS,
    seed: int = 1,
    workers: int | None = None,
    out: Path | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> tuple[RivalScores, ...]:
    """Return every set of rivals of a scenario, compared on its by-products.

    Each arm has ``draws`` parameter draws with two replicates, from the campaign's
    first day to the last day that a by-product reads, and is not conditioned. Runs are
    stored in folders of their own under ``out`` (else ``runs/``), and taken from there
    the next time. ``tell`` is called with arms done and arms in all.
    InputError for a scenario without rivals.
    """
    from hinge.claims.rivals import ALL_DRIVERS, rival_scores

    require_rivals(scenario)
    sets = scenario.rival_sets
    total = sum(len(one.rivals) + 1 for one in sets)
    done, found = 0, []
    for one in sets:
        under = {ALL_DRIVERS: ()} | {rival.id: rival.under for rival in one.rivals}
        courses: dict[str, Course] = {}
        for name, plans in under.items():
            changed = do(scenario, *plans)
            courses[name] = _course(changed, one, name, draws, seed, workers, out)
            done += 1
            if tell is not None:
                tell(done, total)
        found.append(rival_scores(scenario, one, courses))
    return tuple(found)


def require_rivals(scenario: Scenario) -> None:
    """Raise InputError for a scenario without rivals."""
    if scenario.rival_sets:
        return
    raise InputError(
        [
            Problem(
                "no_rivals",
                f"The scenario {scenario.head.id} has no rivals.",
                "There are no readings to compare.",
                "Write rivals.yaml into its folder (docs/scenario-format.md).",
                Place(FILE),
            )
        ]
    )


def _course(
    scenario: Scenario,
    one: RivalSet,
    name: str,
    draws: int,
    seed: int,
    workers: int | None,
    out: Path | None,
) -> Course:
    """Return one arm, run or taken from its folder."""
    from hinge.analysis.course import Course
    from hinge.assess import default_folder, simulate
    from hinge.ensemble.design import BASELINE, CAMPAIGN_SUFFIX, Arm, design_of

    start = scenario.head.start
    until = max(day for seen in one.byproducts for day in (start, *days_read(seen)))
    arm = Arm(BASELINE + CAMPAIGN_SUFFIX, "", start, until, draws)
    design = design_of(scenario, [arm], seed)
    folder = default_folder(scenario, design) if out is None else out / one.id / name
    return Course(simulate(scenario, design, folder, workers=workers).arm(arm.id), arm.id)
