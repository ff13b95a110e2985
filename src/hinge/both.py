"""An assessment with and without calibration: two runs of one seed, and every claim in both.

The runs share all luck and no parameters: a calibrated draw is a whole draw of the
calibration. What differs between them comes from the calibration, and from having other
draws of the parameters, of which the intervals tell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hinge.assess import BASELINE_DRAWS, default_folder, design_for, judge, verdicts_on
from hinge.assessed import Assessment, put_down
from hinge.claims.calibration import beside, calibration_of
from hinge.errors import InputError, Place, Problem
from hinge.scenario.load import without_posterior
from hinge.scenario.scenario import Scenario

if TYPE_CHECKING:
    from hinge.ensemble.design import Design
    from hinge.ensemble.store import Run
    from hinge.scenario.claim_records import Claim

ALONE = "-uncalibrated"
"""What the second run's folder is called after the first's, where that one is named."""


def assess_both(
    scenario: Scenario,
    claims: Sequence[Claim],
    simulate: Callable[[Scenario, Design, Path], Run],
    *,
    seed: int = 1,
    draws: int = BASELINE_DRAWS,
    out: Path | None = None,
) -> Assessment:
    """Return the calibrated assessment, which also holds all claims without calibration.

    ``simulate`` gives the finished run of a design. The run without calibration is an
    assessment in a folder of its own, with ``-uncalibrated`` after ``out`` where that
    is given. InputError for a scenario without a posterior.
    """
    require_posterior(scenario)
    alone = without_posterior(scenario)
    folder = None if out is None else Path(f"{out}{ALONE}")
    design = design_for(alone, claims, seed=seed, draws=draws)
    plain = judge(alone, simulate(alone, design, folder or default_folder(alone, design)), claims)
    design = design_for(scenario, claims, seed=seed, draws=draws)
    run = simulate(scenario, design, out or default_folder(scenario, design))
    verdicts = verdicts_on(scenario, run, claims)
    found = calibration_of(scenario, run.manifest.engine)
    if found is None:
        raise ValueError("A posterior without record has no calibration to compare.")
    more: dict[str, Any] = {
        "without_calibration": {
            "digest": plain.run.digest,
            "folder": plain.run.folder.name,
            "claims": beside(verdicts, plain.verdicts, found),
        }
    }
    return put_down(scenario, run, verdicts, more=more)


def require_posterior(scenario: Scenario) -> None:
    """Raise InputError for a scenario that is not calibrated."""
    if scenario.posterior is not None:
        return
    raise InputError(
        [
            Problem(
                "both",
                f"The scenario {scenario.head.id} is not calibrated"
                f"{f' ({scenario.uncalibrated})' if scenario.uncalibrated else ''}.",
                "There are no two runs to compare.",
                "Leave --both out.",
                Place("--both"),
            )
        ]
    )
