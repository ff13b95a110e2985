"""Sobol indices of a claim, on request: runs on a table of values of the assumptions that matter most.

The inputs are the ``MOST_INPUTS`` assumptions that the claim's outcome goes with most
in a finished assessment. A Saltelli design of them comes from SALib (the extra
``analysis``). All other assumptions stay as uncertain as they are: every run of
the table has a draw of its own of them, so they are part of the luck that is taken
out, and the indices are about what knowing the inputs would tell. (Held at their
middle, they would make a campaign that nobody believes in.) Two qualities of one
side that are drawn together are drawn apart where they are inputs; so are calibrated
inputs, each from its own column of the posterior, since the method takes inputs that
are independent. What calibration says of two of them together is then left out; the
other assumptions are those of whole rows of the posterior, which come again where the
table has more runs than rows.

Cost: N (k + 2) r runs for N rows, k inputs and r runs of a row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hinge.analysis.given_data import Inputs, outcome_of
from hinge.analysis.sensitivity import ranked
from hinge.analysis.sobol import Sobol, sobol
from hinge.claims.necessity import forced
from hinge.claims.plan import can_test
from hinge.claims.workbench import Workbench
from hinge.ensemble.design import Arm, Design, design_of
from hinge.ensemble.priors import draw_parameters, quality_sides, quantiles
from hinge.ensemble.run import Progress, run
from hinge.ensemble.simulate import prepare
from hinge.ensemble.store import Run
from hinge.errors import InputError, Place, Problem
from hinge.scenario.claim_records import Claim
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_table

Array = NDArray[np.float64]

MOST_INPUTS = 12
"""At most so many assumptions are varied: each adds a table of runs."""

ROWS = 128
"""Rows N of the design, a power of two as its sequence needs."""

REPLICATES = 2
"""Runs r of every row, the fewest that show luck."""


@dataclass(frozen=True)
class Plan:
    """Which runs the indices of a claim need: ``inputs`` (ids, strongest first) and the design."""

    claim: Claim
    inputs: tuple[str, ...]
    design: Design
    rows: int
    replicates: int

    @property
    def runs(self) -> int:
        """Campaigns to be simulated: the budget."""
        return self.design.size


@dataclass(frozen=True)
class Indices:
    """Sobol indices of a claim; ``found`` None where luck may account for everything."""

    claim: str
    reading: str
    inputs: tuple[str, ...]
    runs: int
    folder: Path
    found: Sobol | None


def plan_variance(
    scenario: Scenario, judged: Run, claim: Claim, *, rows: int = ROWS, replicates: int = REPLICATES
) -> Plan:
    """Return the runs that the indices of a claim need, by the draws of an assessment's run.

    InputError for a claim whose first reading is no state, forecast or necessity from
    the assessment date, or where its outcome never varies; TooFewRuns with too few draws.
    """
    require(claim)
    bench = Workbench(scenario, judged, [claim])
    draw = bench.course("baseline", "assessment").draw
    outcome = outcome_of(_each(claim, bench), draw)
    parameters = judged.parameters
    values = parameters.to_numpy()[outcome.draw]
    ids = [str(name) for name in parameters["parameter"].values]
    strongest = ranked(outcome.score, Inputs.of(values, ids), most=MOST_INPUTS)
    if not strongest:
        raise _refusal(claim, "comes out the same in every draw", "There is nothing to explain.")
    like = judged.arms["baseline"]
    draws = rows * (len(strongest) + 2) * replicates
    arm = Arm("baseline", "", like.start, like.until, draws=draws, replicates=1)
    names = tuple(one.parameter for one in strongest)
    return Plan(claim, names, design_of(scenario, [arm], judged.manifest.seed), rows, replicates)


def run_variance(
    scenario: Scenario,
    plan: Plan,
    folder: Path,
    *,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    command: Sequence[str] = (),
) -> Indices:
    """Simulate a plan into a folder of its own, or go on with it there, and return the indices."""
    values = given_values(scenario, plan)
    prepared = prepare(scenario, plan.design, values)
    finished = run(
        scenario,
        plan.design,
        folder,
        workers=workers,
        progress=progress,
        command=command,
        prepared=prepared,
    )
    bench = Workbench(scenario, finished, [plan.claim])
    shape = (len(plan.inputs) + 2, plan.rows, plan.replicates)
    each = _each(plan.claim, bench).astype(np.float64).reshape(shape)
    return Indices(
        claim=plan.claim.id,
        reading=plan.claim.readings[0].id,
        inputs=plan.inputs,
        runs=plan.runs,
        folder=folder,
        found=sobol(each[0], each[1], each[2:]),
    )


def given_values(scenario: Scenario, plan: Plan) -> Array:
    """Return the values of every parameter in every run of a plan, (draws, parameters).

    Runs stand in the order of the tables A, B, AB_1 ..., rows, and replicates.
    """
    table = parameter_table(scenario)
    design = plan.design
    sides = quality_sides(scenario)
    posterior = scenario.posterior
    values = draw_parameters(table, sides, design.seed, design.draws, scenario.pulled, posterior)
    shares = saltelli(len(plan.inputs), plan.rows, design.seed)  # (k + 2, N, k)
    place = {parameter.id: row for row, parameter in enumerate(table)}
    for j, name in enumerate(plan.inputs):
        column = np.ascontiguousarray(shares[:, :, j].ravel())
        if posterior is not None and name in posterior.names:
            column = np.quantile(np.array(posterior.column(name)), column)
        else:
            quantiles(table[place[name]], column)
        values[:, place[name]] = np.repeat(column, plan.replicates)
    return values


def saltelli(inputs: int, rows: int, seed: int) -> Array:
    """Return shares in (0, 1) for the tables A, B, AB_1 ... AB_k, (k + 2, N, k), by SALib.

    InputError where SALib is not installed.
    """
    try:
        from SALib.sample import sobol as library  # noqa: PLC0415 (an extra)
    except ImportError:
        raise InputError(
            [
                Problem(
                    "extra_missing",
                    "SALib is not installed.",
                    "Sobol indices take their design of runs from it.",
                    "In the folder of the project: python -m pip install -e '.[analysis]'.",
                    Place("--variance"),
                )
            ]
        ) from None
    names = [f"x{j}" for j in range(inputs)]
    problem = {"num_vars": inputs, "names": names, "bounds": [[0.0, 1.0]] * inputs}
    flat = library.sample(problem, rows, calc_second_order=False, scramble=True, seed=seed)
    by_row = np.asarray(flat, dtype=np.float64).reshape(rows, inputs + 2, inputs)
    order = [0, inputs + 1, *range(1, inputs + 1)]  # SALib: A, AB_1 ... AB_k, B
    inside = np.clip(by_row[:, order], 1e-9, 1.0 - 1e-9)  # quantiles at 0 and 1 may be infinite
    return np.ascontiguousarray(inside.transpose(1, 0, 2))


def _each(claim: Claim, bench: Workbench) -> NDArray[np.bool_]:
    """Return in which campaigns of the baseline the first reading of a claim holds, (R,)."""
    reading = claim.readings[0]
    if reading.necessity is not None:
        return forced(claim, reading.necessity, bench)
    if reading.predicate is None:
        raise ValueError("The reading has nothing that holds or fails in one campaign.")
    return bench.holds(reading.predicate, bench.course("baseline", claim.start))


def require(claim: Claim) -> None:
    """Raise InputError for a claim that has no indices."""
    why = "Indices are built for states, forecasts and necessities from the assessment date."
    if not claim.readings or not can_test(claim):
        raise _refusal(claim, "is not put to simulated campaigns", why)
    reading = claim.readings[0]
    single = reading.necessity is not None or (
        reading.predicate is not None and reading.given is None
    )
    if not single or claim.start != "assessment":
        raise _refusal(claim, "is of another kind, or starts with the campaign", why)


def _refusal(claim: Claim, what: str, why: str) -> InputError:
    """Return the error for a claim without indices."""
    do = "Ask for another claim with --claims, or leave --variance out."
    problem = Problem("no_variance", f"{claim.id} {what}.", why, do, Place("--variance"))
    return InputError([problem])
