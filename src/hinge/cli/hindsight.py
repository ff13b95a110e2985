"""``hinge hindsight``: scores with and without each mechanism that was listed with the outcome known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from hinge.cli.console import out as console_out
from hinge.cli.console import say
from hinge.cli.options import AsJson, Out, ScenarioName, Seed, Uncalibrated, Workers
from hinge.cli.tables import plain_table


def hindsight(
    scenario: ScenarioName,
    outcomes: Annotated[
        Path | None,
        typer.Option(
            help="What happened, as CSV; by default the outcomes of the scenario.",
            show_default=False,
        ),
    ] = None,
    draws: Annotated[int, typer.Option(min=32, help="Parameter draws, of two runs each.")] = 256,
    seed: Seed = 1,
    workers: Workers = None,
    out: Out = None,
    uncalibrated: Uncalibrated = False,
    as_json: AsJson = False,
) -> None:
    """Score forecasts with and without each mechanism that was listed by people who knew the outcome."""
    from hinge.assess import default_folder
    from hinge.cli.commands import command_line, resumable
    from hinge.cli.compiling import ready_engine
    from hinge.cli.console import print_json
    from hinge.cli.progress import progress
    from hinge.hindsight import FILE, design_for
    from hinge.hindsight import hindsight as compare
    from hinge.scenario.load import load
    from hinge.scoring.result import OUTCOMES
    from hinge.scoring.table import read_outcomes

    chosen = load(scenario, calibrated=not uncalibrated)
    design = design_for(chosen, draws=draws, replicates=2, seed=seed)
    folder = out or default_folder(chosen, design)
    read_outcomes(outcomes or Path(chosen.folder) / OUTCOMES)  # mistakes are told before any work
    ready_engine()
    arms = len(design.arms)
    with resumable(folder), progress(f"Simulating {arms} models", "runs") as report:
        run, found = compare(
            chosen,
            outcomes=outcomes,
            draws=draws,
            seed=seed,
            workers=workers,
            out=folder,
            progress=lambda p: report(p.done, p.total, p.doing),
            command=command_line(),
        )
    if as_json:
        print_json(found)
        return
    console_out().print(Text(f"With and without hindsight: {found['title']}", style="bold"))
    for measure in found["measures"]:
        facts, groups = measure["facts"], measure["groups"]
        said = (
            f"{measure['says']}: {measure['whole']:.4f} with all ({facts} facts, {groups} groups)"
        )
        console_out().print()
        console_out().print(Text(said))
        console_out().print(gains(found, measure))
    say(
        "gain: score without the mechanism less score with all; above 0 it makes this forecast "
        "better. These are general mechanisms, listed by people who knew one outcome."
    )
    say(f"{run.folder / FILE}  every number")


def gains(found: Mapping[str, Any], measure: Mapping[str, Any]) -> Table:
    """Return one measure of every mechanism: the gain, its interval over groups, what draws leave open."""
    table = plain_table("mechanism", "gain", "95 %", "noise", "")
    for row in found["mechanisms"]:
        one = row["gain"][measure["id"]]
        known = one["low"] is not None
        between = f"{one['low']:+.4f} to {one['high']:+.4f}" if known else ""
        noise = "" if one["noise"] is None else f"{one['noise']:.4f}"
        table.add_row(
            Text(row["says"] if row["id"] == "all" else f"{row['id']}  {row['says']}"),
            f"{one['value']:+.4f}",
            between,
            noise,
            Text(one["word"]),
        )
    return table
