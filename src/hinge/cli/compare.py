"""``hinge compare``: what changes under an intervention, the same draws and the same luck on both sides."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hinge.cli.options import AsJson, Knowledge, Out, Seed, Start, Uncalibrated, Vintage, Workers
from hinge.errors import InputError, Place, Problem

if TYPE_CHECKING:
    from hinge.comparing.question import Question
    from hinge.comparing.result import Comparison
    from hinge.scenario.scenario import Scenario


def compare(
    scenario: Annotated[
        str, typer.Argument(help="A shipped scenario's name, or a folder; not with --show.")
    ] = "",
    do: Annotated[
        list[str] | None,
        typer.Option(help="An intervention, written as for run; may be given again, an arm each."),
    ] = None,
    against: Annotated[
        str, typer.Option(help="What they are compared with: baseline, or an intervention.")
    ] = "baseline",
    outcome: Annotated[
        list[str] | None,
        typer.Option(
            help="A claim (A06, A06.READING), a pattern, or a recorded series (SERIES@DATE); may be "
            "given again. Civilian harm is always shown."
        ),
    ] = None,
    together: Annotated[
        bool,
        typer.Option("--together", help="Run every subset of 2 to 4 interventions: who counts."),
    ] = False,
    start: Annotated[Start, typer.Option(help="First simulated day.")] = Start.ASSESSMENT,
    conditioned: Annotated[
        bool,
        typer.Option("--conditioned", help="Start with the campaign, and weigh by what was seen."),
    ] = False,
    draws: Annotated[int, typer.Option(help="Parameter draws of every arm, 50 or more.")] = 256,
    replicates: Annotated[
        int, typer.Option(min=1, max=64, help="Runs of chance for each draw.")
    ] = 2,
    until: Annotated[str, typer.Option(help="Last day, as in 2016-10-01.")] = "",
    seed: Seed = 1,
    vintage: Knowledge = Vintage.STRICT,
    workers: Workers = None,
    out: Out = None,
    uncalibrated: Uncalibrated = False,
    show: Annotated[
        Path | None, typer.Option(help="Show the comparison in this run folder; run nothing.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compare interventions with the baseline: the same draws and the same luck on both sides."""
    from hinge.cli.compare_tables import show as print_tables
    from hinge.cli.console import print_json
    from hinge.comparing.question import Question
    from hinge.comparing.result import recorded
    from hinge.scenario.load import load

    if show is not None:
        comparison = recorded(show)
    else:
        question = Question(
            do=tuple(do or ()),
            against=against,
            outcomes=tuple(outcome or ()),
            start=start.value,
            conditioned=conditioned,
            draws=draws,
            replicates=replicates,
            until=_day(until),
            together=together,
            seed=seed,
        )
        named = load(_named(scenario), vintage.value, calibrated=not uncalibrated)
        comparison = _compared(named, question, out, workers)
    if as_json:
        print_json(comparison.as_json())
    else:
        print_tables(comparison)


def _compared(
    scenario: Scenario, question: Question, folder: Path | None, workers: int | None
) -> Comparison:
    """Plan, run with progress, compare, write; what is finished in the folder is used."""
    from hinge.assess import default_folder
    from hinge.cli.calibrated import say_calibration
    from hinge.cli.commands import simulated
    from hinge.comparing.question import plan
    from hinge.comparing.result import judge

    made = plan(scenario, question)
    run = simulated(scenario, made.design, folder or default_folder(scenario, made.design), workers)
    say_calibration(scenario)
    return judge(scenario, made, run)


def _named(scenario: str) -> str:
    """Return the scenario's name; InputError where there is neither one nor a folder to show."""
    if scenario:
        return scenario
    what = "Neither a scenario nor a folder to show is named."
    do = "Name a scenario, as in hinge compare ring --do relief_convoys; or --show FOLDER."
    raise InputError(
        [Problem("compare", what, "There is nothing to compare.", do, Place("compare"))]
    )


def _day(text: str) -> dt.date | None:
    """Return the last day that is asked for, None for the horizon."""
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        what, why = f"{text!r} is no date.", "It would not say on which day to stop."
        do = "Write it as 2016-10-01."
        raise InputError([Problem("compare_until", what, why, do, Place("--until"))]) from None
