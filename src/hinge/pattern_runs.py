"""Runs for the patterns of a scenario: the baseline from each start, whole or with a mechanism switched off."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hinge.errors import InputError, Place, Problem
from hinge.scenario.load import without_posterior
from hinge.scenario.patch import do
from hinge.scenario.scenario import Scenario

if TYPE_CHECKING:
    from hinge.claims.patterns import PatternShare

WHOLE = ""
"""Stands for the model with every mechanism."""


def patterns(
    scenario: Scenario,
    *,
    switches: Sequence[str] = (WHOLE,),
    draws: int,
    seed: int = 1,
    workers: int | None = None,
) -> Iterator[tuple[str, tuple[PatternShare, ...]]]:
    """Yield the shares of the scenario's patterns for each switch in turn (``without_<mechanism>``, or WHOLE).

    Campaigns are neither conditioned nor calibrated: this is the prior predictive. All switches
    share their draws, with one replicate each.
    """
    from hinge.analysis.course import Course
    from hinge.assess import single_arm
    from hinge.claims.patterns import pattern_shares
    from hinge.ensemble.run import run

    priors = without_posterior(scenario)
    for switch in switches:
        changed = do(priors, switch) if switch else priors
        courses = {}
        with tempfile.TemporaryDirectory(prefix="hinge-patterns-") as folder:
            for start in sorted({pattern.start for pattern in scenario.patterns}):
                design = single_arm(changed, draws=draws, replicates=1, start=start, seed=seed)
                finished = run(changed, design, Path(folder) / start, workers=workers)
                arm = design.arms[0].id
                courses[start] = Course(finished.arm(arm), arm)
            yield switch, pattern_shares(changed, courses)


def require_patterns(scenario: Scenario) -> None:
    """Raise InputError for a scenario without patterns."""
    if not scenario.patterns:
        raise InputError([_none(scenario)])


def _none(scenario: Scenario) -> Problem:
    """Return the problem of a scenario without patterns."""
    return Problem(
        "no_patterns",
        f"The scenario {scenario.head.id} has no patterns.",
        "There is nothing to hold the prior predictive against.",
        "Write patterns.yaml into its folder (docs/scenario-format.md).",
        Place("patterns.yaml"),
    )
