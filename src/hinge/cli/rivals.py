"""``hinge rivals``: readings of one event compared on the same by-products."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from hinge.claims.as_json import plain
from hinge.claims.names import number
from hinge.cli.calibrated import calibration_said
from hinge.cli.compiling import ready_engine
from hinge.cli.console import out as console
from hinge.cli.console import say
from hinge.cli.progress import progress
from hinge.ensemble.design import posterior_digest
from hinge.rival_runs import require_rivals, rivals
from hinge.scenario.load import load

TOO_FEW = "too few campaigns"
READ_AS = (
    "A ratio says how many times likelier what was seen is under one reading's campaigns than under "
    "another's. It names no winner, and says nothing of a reading that is not listed."
)

TWICE = (
    "Parameters were calibrated with every driver at work, and a report that was a target there and "
    "is a by-product here counts twice; --uncalibrated leaves both out."
)


def compared(
    name: str,
    *,
    draws: int,
    seed: int,
    workers: int | None,
    out: Path | None,
    calibrated: bool = True,
) -> dict[str, Any]:
    """Run what is missing and return the comparison of every set of rivals as plain values."""
    scenario = load(name, calibrated=calibrated)
    require_rivals(scenario)
    ready_engine()
    with progress("Simulating rival readings", "arms") as report:
        found = rivals(scenario, draws=draws, seed=seed, workers=workers, out=out, tell=report)
    return {
        "scenario": scenario.head.id,
        "draws": draws,
        "seed": seed,
        "posterior": posterior_digest(scenario),
        "calibration": calibration_said(scenario),
        "sets": [plain(one) for one in found],
    }


def print_rivals(found: dict[str, Any]) -> None:
    """Print every set: what each reading's campaigns show, and the ratios."""
    for one in found["sets"]:
        console().print(Text(one["question"], style="bold"))
        console().print(shown_table(one))
        console().print()
        console().print(ratio_table(one))
        console().print()
        if one["flagged"]:
            names = ", ".join(one["flagged"])
            say(
                f"The same in every campaign of some arm: {names}. The last column leaves them out."
            )
    if found["calibration"]:
        say(found["calibration"])
    if found["posterior"]:
        say(TWICE)
    say(READ_AS)


def shown_table(one: dict[str, Any]) -> Table:
    """Return how often each reading's campaigns show each by-product, of 100."""
    table = _table("reading", "claim", "without")
    for name in one["byproducts"]:
        table.add_column(_words(name), justify="right")
    table.add_column("all together", justify="right")
    for rival in one["rivals"]:
        cells = []
        for shown in rival["shown"]:
            low, share, high = (100 * shown["share"][key] for key in ("low", "share", "high"))
            mark = " =" if shown["same"] else ""
            cells.append(Text(f"{share:.0f} ({low:.0f}–{high:.0f}){mark}"))
        together = Text(f"{100 * rival['likelihood']:.2g}")
        taken = Text(", ".join(rival["under"]) or "nothing")
        table.add_row(Text(_words(rival["id"])), Text(rival["claim"]), taken, *cells, together)
    return table


def ratio_table(one: dict[str, Any]) -> Table:
    """Return the ratio of every pair of readings, with its interval, or why there is none."""
    table = _table("reading", "against", "ratio (95 %)", "draws that carry it")
    if one["flagged"]:
        table.add_column("without what is the same")
    for pair in one["ratios"]:
        row = [_words(pair["rival"]), _words(pair["against"]), ratio_words(pair["ratio"])]
        row.append(f"{pair['ratio']['effective']:.0f} of {pair['ratio']['draws']}")
        if one["flagged"]:
            row.append(ratio_words(pair["without"]) if pair["without"] else "nothing is left")
        table.add_row(*(Text(cell) for cell in row))
    return table


def ratio_words(ratio: dict[str, Any]) -> str:
    """Return a ratio with its interval; or that too few campaigns come near what was seen."""
    if ratio["value"] is None:
        return TOO_FEW
    value, low, high = (number(ratio[key]) for key in ("value", "low", "high"))
    return f"{value} ({low}–{high})"


def _table(*columns: str) -> Table:
    """Return an empty table in the house style."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _words(name: str) -> str:
    """Return an id as words."""
    return name.replace("_", " ")
