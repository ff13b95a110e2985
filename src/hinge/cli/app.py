"""The commands and their options; what they do stands in ``commands``, loaded when used."""

from __future__ import annotations

from typing import Annotated

import typer

from hinge import __version__
from hinge.cli.assess_command import assess
from hinge.cli.audit import audit
from hinge.cli.calibrate_command import calibrate
from hinge.cli.compare import compare
from hinge.cli.console import designed, print_json
from hinge.cli.export import export
from hinge.cli.hindsight import hindsight
from hinge.cli.import_data import import_data
from hinge.cli.monitors import monitors
from hinge.cli.neutrality import neutrality
from hinge.cli.options import (
    AsJson,
    Knowledge,
    Out,
    RunFolder,
    ScenarioName,
    Seed,
    Start,
    Uncalibrated,
    Vintage,
    Workers,
)
from hinge.cli.report_command import report
from hinge.cli.score import score
from hinge.cli.serve import serve
from hinge.cli.turning_command import turning

app = typer.Typer(
    name="hinge",
    help="What did the outcome hinge on? Put claims about a campaign to the test.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.add_typer(audit)
app.add_typer(import_data)


def _version(asked: bool) -> None:
    """Print the version and end."""
    if asked:
        typer.echo(f"hinge {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take the options that belong to no command."""


@app.command()
@designed
def check(
    scenario: ScenarioName,
    vintage: Knowledge = Vintage.STRICT,
    uncalibrated: Uncalibrated = False,
    as_json: AsJson = False,
) -> None:
    """Read a scenario and report every mistake in it."""
    from hinge.cli import commands

    commands.check(scenario, vintage.value, as_json=as_json, calibrated=not uncalibrated)


app.command()(designed(assess))
app.command()(designed(calibrate))
app.command()(designed(turning))
app.command()(designed(compare))
app.command()(designed(score))
app.command()(designed(hindsight))
app.command()(designed(neutrality))
app.command()(designed(monitors))
app.command()(designed(report))
app.command()(designed(export))
app.command()(designed(serve))


@app.command()
@designed
def rivals(
    scenario: ScenarioName,
    draws: Annotated[
        int, typer.Option(min=50, help="Parameter draws of each arm; a share needs 50.")
    ] = 512,
    seed: Seed = 1,
    workers: Workers = None,
    out: Out = None,
    uncalibrated: Uncalibrated = False,
    as_json: AsJson = False,
) -> None:
    """Compare rival readings of one event on the same by-products: ratios, and no winner."""
    from hinge.cli.rivals import compared, print_rivals

    found = compared(
        scenario,
        draws=draws,
        seed=seed,
        workers=workers,
        out=out,
        calibrated=not uncalibrated,
    )
    if as_json:
        print_json(found)
    else:
        print_rivals(found)


@app.command()
@designed
def run(
    scenario: ScenarioName,
    do: Annotated[
        list[str] | None,
        typer.Option(
            help="An intervention to pull; may be given again. NAME:from=DATE,to=DATE,size=NUMBER "
            "gives it other dates or another size; without_MECHANISM switches a part of the model off; "
            "set:PARAMETER_ID=VALUE holds an assumption at a value."
        ),
    ] = None,
    start: Annotated[Start, typer.Option(help="First simulated day.")] = Start.ASSESSMENT,
    conditioned: Annotated[
        bool,
        typer.Option("--conditioned", help="Start with the campaign, and weigh by what was seen."),
    ] = False,
    draws: Annotated[int, typer.Option(min=1, help="Parameter draws.")] = 512,
    replicates: Annotated[
        int, typer.Option(min=1, max=64, help="Runs of chance for each draw.")
    ] = 2,
    seed: Seed = 1,
    vintage: Knowledge = Vintage.STRICT,
    workers: Workers = None,
    out: Out = None,
    resume: Annotated[
        bool, typer.Option(help="Go on with a run that stopped; refuse to begin a new one.")
    ] = False,
    uncalibrated: Uncalibrated = False,
    as_json: AsJson = False,
) -> None:
    """Run a campaign many times and print the digest of the results."""
    from hinge.cli import commands

    commands.run(
        scenario,
        do=tuple(do or ()),
        start=start.value,
        conditioned=conditioned,
        draws=draws,
        replicates=replicates,
        seed=seed,
        vintage=vintage.value,
        workers=workers,
        out=out,
        resume=resume,
        calibrated=not uncalibrated,
        as_json=as_json,
    )


@app.command()
@designed
def rerun(
    folder: RunFolder, workers: Workers = None, out: Out = None, as_json: AsJson = False
) -> None:
    """Run a recorded run again, from its folder alone, and compare the digests."""
    from hinge.cli import commands

    commands.rerun(folder, workers=workers, out=out, as_json=as_json)


@app.command()
@designed
def interventions(
    scenario: ScenarioName,
    name: Annotated[
        str,
        typer.Argument(
            help="One of them, to be shown in full; also without_MECHANISM or set:ID=VALUE."
        ),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """List what can be done to a scenario, or show one what-if with its levers and reasons."""
    from hinge.cli import commands

    commands.interventions(scenario, name, as_json=as_json)


@app.command()
@designed
def claims(
    scenario: ScenarioName,
    claim: Annotated[
        str, typer.Argument(help="One of them, as A01: its words, readings and evidence.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """List the claims of a scenario, or show one with its readings, evidence and record."""
    from hinge.cli.claims import claims as show

    show(scenario, claim, as_json=as_json)


@app.command()
@designed
def patterns(
    scenario: ScenarioName,
    knock_out: Annotated[
        bool, typer.Option("--knock-out", help="Also without each mechanism in turn.")
    ] = False,
    draws: Annotated[int, typer.Option(min=50, help="Parameter draws; a share needs 50.")] = 128,
    seed: Seed = 1,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Hold the prior predictive (never calibrated) against the patterns that the campaign must be able to show."""
    from hinge.cli.patterns import print_patterns, show_patterns

    rows = show_patterns(scenario, knock_out=knock_out, draws=draws, seed=seed, workers=workers)
    if as_json:
        print_json(rows)
    else:
        print_patterns(rows, knock_out=knock_out)


@app.command("compile")
@designed
def compile_engine(as_json: AsJson = False) -> None:
    """Compile the engine now, so that the next run starts at once."""
    from hinge.cli.compiling import compiled_json, ready_engine

    ready_engine(aloud=True)
    if as_json:
        print_json(compiled_json())
