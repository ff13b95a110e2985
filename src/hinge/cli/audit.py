"""``hinge audit``: the model held against data; what the commands do is loaded when used."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hinge.cli.console import designed

audit = typer.Typer(
    name="audit",
    help="Hold the model against data: battles, daily losses.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of words.")]
Seed = Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Key of all random draws.")]
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
