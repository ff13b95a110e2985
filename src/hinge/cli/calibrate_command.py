"""``hinge calibrate``: its options; what it does stands in ``calibrate``, loaded when used."""

from __future__ import annotations

from typing import Annotated

import typer

from hinge.cli.options import AsJson, Knowledge, Out, ScenarioName, Seed, Vintage, Workers

SIZES = ("draws", "waves", "particles", "generations", "replicates", "rows", "active")
"""Options that say how large a calibration is; a comparison of laws has a size of its own."""


def typed(context: typer.Context, option: str) -> bool:
    """Return whether an option was written on the command line, be it with its default."""
    source = context.get_parameter_source(option)
    return source is not None and source.name == "COMMANDLINE"


def calibrate(
    context: typer.Context,
    name: ScenarioName,
    draws: Annotated[
        int, typer.Option(min=1, help="Parameter draws of each wave; the first is the prior.")
    ] = 8192,
    waves: Annotated[int, typer.Option(min=1, help="Waves of history matching.")] = 2,
    particles: Annotated[int, typer.Option(min=1, help="Draws of each generation.")] = 6144,
    generations: Annotated[
        int, typer.Option(min=1, help="Most generations of population Monte Carlo.")
    ] = 6,
    replicates: Annotated[int, typer.Option(min=1, help="Campaigns of every draw.")] = 4,
    rows: Annotated[
        int, typer.Option(min=1, help="Equally weighted draws in posterior.csv.")
    ] = 1024,
    active: Annotated[
        int,
        typer.Option(
            min=1, help="Most parameters that are moved; others are drawn from their priors."
        ),
    ] = 20,
    seed: Seed = 1,
    vintage: Knowledge = Vintage.STRICT,
    workers: Workers = None,
    out: Out = None,
    ship: Annotated[
        bool,
        typer.Option(
            "--ship", help="Also put the posterior's two files into the scenario's folder."
        ),
    ] = False,
    check: Annotated[
        bool,
        typer.Option("--check", help="Also check the calibration on planted parameter sets."),
    ] = False,
    laws: Annotated[
        bool,
        typer.Option(
            "--laws", help="Instead compare laws of attrition on targets that are held out."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Set parameters by what was reported: history matching, then a posterior, and what was learned."""
    from hinge.cli.calibrate import calibrate as find
    from hinge.cli.calibrate import laws as compare
    from hinge.cli.calibrate import refuse_with_laws

    if laws:
        given = {f"--{size}": typed(context, size) for size in SIZES}
        refuse_with_laws({"--ship": ship, "--check": check, "--out": out is not None, **given})
        compare(name, seed=seed, vintage=vintage.value, workers=workers, as_json=as_json)
        return
    find(
        name,
        sizes={
            "draws": draws,
            "waves": waves,
            "particles": particles,
            "generations": generations,
            "replicates": replicates,
            "rows": rows,
            "active": active,
        },
        seed=seed,
        vintage=vintage.value,
        workers=workers,
        out_folder=out,
        ship=ship,
        check=check,
        as_json=as_json,
    )
