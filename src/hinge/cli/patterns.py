"""``hinge patterns``: the prior predictive held against what a campaign must be able to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from hinge.cli.compiling import ready_engine
from hinge.cli.console import out, say
from hinge.cli.progress import progress
from hinge.pattern_runs import WHOLE, patterns, require_patterns
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario
from hinge.scenario.switches import PREFIX, switch_names

if TYPE_CHECKING:
    from hinge.claims.patterns import PatternShare

Rows = dict[str, "tuple[PatternShare, ...]"]


def show_patterns(
    name: str, *, knock_out: bool, draws: int, seed: int, workers: int | None
) -> dict[str, Any]:
    """Run and print the patterns of a scenario, and with ``knock_out`` without each mechanism; return them."""
    scenario = load(name, calibrated=False)
    require_patterns(scenario)
    ready_engine()
    rows = _run(scenario, knock_out, draws, seed, workers)
    return {
        "scenario": scenario.head.id,
        "draws": draws,
        "seed": seed,
        "patterns": {
            switch or "whole": [_plain(row) for row in found] for switch, found in rows.items()
        },
    }


def _run(scenario: Scenario, knock_out: bool, draws: int, seed: int, workers: int | None) -> Rows:
    """Return the shares by switch, with progress over all of them."""
    switches = (WHOLE, *switch_names()) if knock_out else (WHOLE,)
    rows: Rows = {}
    with progress("Simulating the prior predictive", "models") as report:
        for done, (switch, found) in enumerate(
            patterns(scenario, switches=switches, draws=draws, seed=seed, workers=workers), 1
        ):
            rows[switch] = found
            report(done, len(switches))
    return rows


def pattern_table(rows: dict[str, Any]) -> Table:
    """Return the patterns of the whole model: how often each holds, and whether it occurred."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column in ("pattern", "of 100", "95 %", "it", "asked", "what is asked"):
        table.add_column(column, overflow="fold")
    for row in rows["patterns"]["whole"]:
        table.add_row(
            Text(row["id"]),
            Text(f"{100 * row['share']:.0f}"),
            Text(f"{100 * row['low']:.0f} to {100 * row['high']:.0f}"),
            Text("occurred" if row["occurred"] else "did not"),
            Text(row["fit"], style="" if row["fit"] == "within" else "bold"),
            Text(row["says"]),
        )
    return table


def knock_out_table(rows: dict[str, Any]) -> Table:
    """Return the shares of all patterns (columns) without each mechanism (rows), of 100."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("without")
    whole = rows["patterns"]["whole"]
    for row in whole:
        table.add_column(row["id"].replace("_", " "), justify="right")
    for switch, found in rows["patterns"].items():
        cells = [Text(f"{100 * row['share']:.0f}") for row in found]
        for cell, row, before in zip(cells, found, whole, strict=True):
            if row["high"] < before["low"] or row["low"] > before["high"]:
                cell.stylize("bold")
        name = "(nothing)" if switch == "whole" else switch.removeprefix(PREFIX).replace("_", " ")
        table.add_row(Text(name), *cells)
    return table


def print_patterns(rows: dict[str, Any], *, knock_out: bool) -> None:
    """Print what was found as tables."""
    out().print(pattern_table(rows))
    if knock_out:
        out().print()
        out().print(knock_out_table(rows))
        say("Bold: the interval lies outside that of the whole model.")


def _plain(row: PatternShare) -> dict[str, Any]:
    """Return a pattern's share as plain values."""
    return {
        "id": row.id,
        "says": row.says,
        "asked": row.asked,
        "occurred": row.occurred,
        "share": round(row.share.share, 6),
        "low": round(row.share.low, 6),
        "high": round(row.share.high, 6),
        "n": row.share.n,
        "fit": row.fit,
    }
