"""The companion run from the priors alone, of the same size and seed, beside the run that is scored.

It stands in ``scoring/prior_only`` of the run's folder, is resumed where it was
stopped, and is taken from there the next time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hinge.assess import simulate
from hinge.ensemble.design import design_of
from hinge.ensemble.manifest import engine_digest
from hinge.ensemble.run import Progress
from hinge.ensemble.store import Run
from hinge.errors import StoreError
from hinge.scenario.scenario import Scenario

FOLDER = ("scoring", "prior_only")


def is_calibrated(run: Run) -> bool:
    """Return whether a run drew parameters from a calibrated posterior, so that it has a companion."""
    return bool(run.manifest.scenario.posterior)


def companion(
    run: Run,
    scenario: Scenario,
    arm: str,
    *,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Run | None:
    """Return the run from the priors alone; None where the run itself is one.

    StoreError where the engine has changed since the run was made.
    """
    if not is_calibrated(run):
        return None
    if run.manifest.engine != engine_digest():
        raise StoreError(
            f"The run in {run.folder} was made by another version of the engine, so that a run from "
            "the priors alone could not be compared with it. Run it again into a new folder."
        )
    plain = replace(scenario, posterior=None)
    design = design_of(plain, [run.arms[arm]], run.manifest.seed)
    folder = run.folder.joinpath(*FOLDER)
    return simulate(
        plain,
        design,
        folder,
        workers=workers,
        progress=progress,
        command=("hinge", "score"),
    )
