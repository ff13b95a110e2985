"""``hinge audit``: what the model must satisfy whatever the campaign; each audit is loaded when used."""

from __future__ import annotations

from typing import Annotated

import typer

from hinge.cli.console import designed

audit = typer.Typer(
    help="Hold the model against what it must satisfy.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

Seed = Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Key of all random draws.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of words.")]
Workers = Annotated[
    int | None, typer.Option(min=1, help="Threads; by default one for each processor.")
]


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
