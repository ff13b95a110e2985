"""What is asked of a scenario's calibration beside its posterior: is it right, and which law foretells best."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from hinge.analysis.law_results import LawScores
from hinge.calibrating.calibrate import Calibration
from hinge.calibrating.checked import Checked, check_calibration
from hinge.calibrating.laws import DRAWS, compare_laws
from hinge.calibrating.targets import Reader, last_day, required, targets_of
from hinge.ensemble.simulate import layout_of
from hinge.errors import InputError, Place, Problem
from hinge.scenario.scenario import Scenario


def check_first_wave(found: Calibration) -> Checked:
    """Check the weighing of a calibration on its first wave, which has the priors: one stored pool."""
    values = found.bench.values[: found.first.shape[0]]
    theta = found.bench.on_normal_scale(values, found.names)
    return check_calibration(theta, found.first, found.bench.targets, found.names, seed=found.seed)


def held_out_laws(
    scenario: Scenario,
    *,
    draws: int = DRAWS,
    seed: int = 1,
    workers: int | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> LawScores:
    """Weigh a pool under every law by the targets before ``held_out_from``, and score those from it on.

    InputError for a scenario without targets, or with none on either side of that day.
    """
    file = required(scenario)
    held = np.array([one.days[-1] >= file.held_out_from for one in file.targets])
    if held.all() or not held.any():
        raise InputError([_one_sided(str(file.held_out_from))])
    return compare_laws(
        scenario,
        targets_of(scenario),
        held,
        Reader(scenario, layout_of(scenario)),
        last_day(scenario),
        draws=draws,
        seed=seed,
        workers=workers,
        tell=tell,
    )


def _one_sided(day: str) -> Problem:
    """Return what is wrong with a day that has all targets on one side."""
    return Problem(
        "held_out",
        f"All targets end on one side of held_out_from, {day}.",
        "Laws are fitted to the targets before it and scored on those from it on.",
        "Choose a day with targets on either side.",
        Place("calibration.yaml", 0, "held_out_from"),
    )
