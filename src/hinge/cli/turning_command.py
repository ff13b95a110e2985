"""``hinge turning``: its options; what it does stands in ``turning``, loaded when used."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hinge.cli.options import AsJson, Knowledge, Out, Seed, Uncalibrated, View, Vintage, Workers


def turning(
    name: Annotated[
        str, typer.Argument(help="A scenario, or a worked example, as best-of-seven.")
    ] = "",
    claim: Annotated[
        str, typer.Option(help="What this claim asks; else the first on a turning point.")
    ] = "",
    outcome: Annotated[
        list[str] | None,
        typer.Option(help="What a pattern or a claim asks, by id; may be given again."),
    ] = None,
    every: Annotated[int, typer.Option(help="Days from one day of the grid to the next.")] = 4,
    refine: Annotated[
        bool,
        typer.Option("--refine/--no-refine", help="Look at the days that stand out one by one."),
    ] = True,
    view: Annotated[
        View, typer.Option(help="model; commander: as observed by each day; historian: by all.")
    ] = View.MODEL,
    paths: Annotated[
        int | None,
        typer.Option(
            min=20,
            show_default="112; 416 with another view; 1000 of an example",
            help="Simulated courses of which copies leave.",
        ),
    ] = None,
    lines: Annotated[
        int | None,
        typer.Option(
            min=2,
            show_default="16; 4 with another view; 8 of an example",
            help="Copies of a path from every day of the grid, each with other luck.",
        ),
    ] = None,
    shocks: Annotated[
        bool, typer.Option("--shocks", help="Also what shook the top window: combat, decisions ...")
    ] = False,
    leverage: Annotated[
        bool, typer.Option("--leverage", help="Also who could have moved the chance then.")
    ] = False,
    seed: Seed = 1,
    vintage: Knowledge = Vintage.STRICT,
    workers: Workers = None,
    out: Out = None,
    uncalibrated: Uncalibrated = False,
    show: Annotated[
        Path | None, typer.Option(help="Print what stands in the folder of a finished run.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find on which days it turned: how much of the doubt about an outcome each day removes."""
    from hinge.cli.turning import turning as find_turning

    find_turning(
        name,
        show=show,
        claim=claim,
        outcomes=tuple(outcome or ()),
        every=every,
        refine=refine,
        view=view.value,
        paths=paths,
        lines=lines,
        shocks=shocks,
        leverage=leverage,
        seed=seed,
        vintage=vintage.value,
        workers=workers,
        out_folder=out,
        calibrated=not uncalibrated,
        as_json=as_json,
    )
