"""``hinge audit``: the model held against data and against what it must satisfy; loaded when used."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hinge.cli.console import designed
from hinge.cli.options import AsJson, Seed, Workers

audit = typer.Typer(
    name="audit",
    help="Hold the model against data (battles, daily, laws) and against what it must satisfy (mirror, monotone).",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
)

Draws = Annotated[int, typer.Option(min=50, help="Parameter draws; a share needs 50.")]


@audit.callback()
def options() -> None:
    """Take the options that belong to no command."""


@audit.command()
@designed
def battles(
    data: Annotated[
        Path | None,
        typer.Option(
            help="A table with the columns of the shipped one; by default that one, scored by halves."
        ),
    ] = None,
    draws: Draws = 400,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Score the engine's combat on battles: who wins, what it costs a day, how long it lasts."""
    from hinge.cli.audit_battles import show

    show(data, draws=draws, seed=seed, as_json=as_json)


@audit.command()
@designed
def daily(
    data: Annotated[
        Path | None,
        typer.Option(help="One series in either of the shipped layouts; by default both of those."),
    ] = None,
    strength: Annotated[
        list[str] | None,
        typer.Option(help="SIDE=LOW:HIGH, persons, for a series of deaths; given for each side."),
    ] = None,
    attacker: Annotated[
        str, typer.Option(help="Who attacks; by default the first side that the header names.")
    ] = "",
    draws: Draws = 400,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """See whether daily losses of recorded battles lie in the bands that the engine predicts."""
    from hinge.cli.audit_daily import show

    show(
        data,
        strength=tuple(strength or ()),
        attacker=attacker,
        draws=draws,
        seed=seed,
        as_json=as_json,
    )


@audit.command()
@designed
def laws(draws: Draws = 400, seed: Seed = 1, as_json: AsJson = False) -> None:
    """Compare laws of attrition on battles of campaigns that they were not fitted to."""
    from hinge.cli.audit_laws import show

    show(draws=draws, seed=seed, as_json=as_json)


@audit.command()
@designed
def mirror(
    scenario: Annotated[
        str,
        typer.Argument(
            help="A shipped scenario's name, or a folder; without it the symmetric one and ring."
        ),
    ] = "",
    draws: Annotated[
        int | None, typer.Option(min=1, help="Runs of each exact comparison; by default 64.")
    ] = None,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Exchange sides, labels and rows: equal sides get equal results, and names decide nothing."""
    from hinge.cli.audit_runs import mirror_command

    mirror_command(scenario, draws=draws, seed=seed, as_json=as_json)


@audit.command()
@designed
def monotone(
    scenarios: Annotated[
        list[str] | None,
        typer.Argument(
            help="Shipped scenarios or folders; without any, or with `all`, all shipped."
        ),
    ] = None,
    draws: Annotated[
        int | None,
        typer.Option(min=50, help="Parameter draws; by default 256, in a large scenario 64."),
    ] = None,
    days: Annotated[
        int | None,
        typer.Option(min=1, help="Days; by default to the horizon, in a large scenario 60."),
    ] = None,
    seed: Seed = 1,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Give a side more supply, men, cover, support, or fewer strikes against it: it must not be hurt."""
    from hinge.cli.audit_runs import monotone_command

    monotone_command(
        tuple(scenarios or ()), draws=draws, days=days, seed=seed, workers=workers, as_json=as_json
    )
