"""``hinge assess``: its options; what it does stands in ``commands`` and ``looks``, loaded when used."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from hinge.cli.options import (
    AsJson,
    Knowledge,
    Out,
    ScenarioName,
    Seed,
    Uncalibrated,
    Vintage,
    Workers,
)
from hinge.errors import InputError, Place, Problem


def assess(
    scenario: ScenarioName,
    seed: Seed = 1,
    draws: Annotated[
        int | None,
        typer.Option(
            min=1,
            show_default="512",
            help="Parameter draws of the baseline; other arms get half.",
        ),
    ] = None,
    until_settled: Annotated[
        bool,
        typer.Option(
            "--until-settled",
            help="Look at 512, 1,024, 2,048 and 4,096 replications of an arm, until claims settle.",
        ),
    ] = False,
    budget: Annotated[
        int | None,
        typer.Option(
            min=1,
            show_default="50000",
            help="Most replications over all arms and looks, with --until-settled.",
        ),
    ] = None,
    claims: Annotated[str, typer.Option(help="Only these claims, as in A06,B05.")] = "",
    vintage: Knowledge = Vintage.STRICT,
    workers: Workers = None,
    out: Out = None,
    variance: Annotated[
        bool,
        typer.Option(
            "--variance",
            help="Also Sobol indices of the claims named with --claims, by further runs.",
        ),
    ] = False,
    uncalibrated: Uncalibrated = False,
    both: Annotated[
        bool,
        typer.Option("--both", help="Run with and without calibration; show what it changes."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Test the claims of a scenario: simulate, judge, and write a page."""
    from hinge.assess import BASELINE_DRAWS
    from hinge.cli import commands

    check_both(both=both, uncalibrated=uncalibrated, until_settled=until_settled)
    shared: dict[str, Any] = {
        "seed": seed,
        "claims": claims,
        "vintage": vintage.value,
        "workers": workers,
        "out": out,
        "variance": variance,
        "calibrated": not uncalibrated,
        "as_json": as_json,
    }
    if until_settled or budget is not None:
        from hinge.cli import looks

        looks.assess(scenario, until_settled=until_settled, budget=budget, draws=draws, **shared)
        return
    commands.assess(scenario, draws=BASELINE_DRAWS if draws is None else draws, both=both, **shared)


def check_both(*, both: bool, uncalibrated: bool, until_settled: bool) -> None:
    """Raise InputError where --both stands beside an option that it cannot go with."""
    if not both or not (uncalibrated or until_settled):
        return
    other = "--uncalibrated" if uncalibrated else "--until-settled"
    raise InputError(
        [
            Problem(
                "both",
                f"--both is given together with {other}.",
                "It runs one size twice, with and without calibration.",
                f"Leave out --both, or leave out {other}.",
                Place("--both"),
            )
        ]
    )
