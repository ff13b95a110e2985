"""``hinge turning`` on a worked example: hinge shares found, beside those known exactly."""

from __future__ import annotations

from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Group, RenderableType
from rich.text import Text

from hinge.analysis.branching import gather
from hinge.analysis.examples import EXAMPLES, Example
from hinge.analysis.hinge_shares import Shares, coupled
from hinge.cli.console import out, print_json
from hinge.cli.progress import progress
from hinge.cli.tables import plain_table
from hinge.errors import InputError, Place, Problem
from hinge.scenario.load import shipped
from hinge.scenario.nearest import suggest
from hinge.scenario.vintage import STRICT
from hinge.turn.campaign import Wanted

PATHS = 1000
LINES = 8
NEAR = 0.6
"""How alike names are, from 0 to 1, to be taken for one misspelt."""

PIECE = 500
"""Paths branched at once: an example's state is a few numbers, so that large arrays are quickest."""


def is_example(name: str) -> bool:
    """Return whether a worked example is named, or no scenario and something close to an example's name."""
    if name in EXAMPLES:
        return True
    return (
        not Path(name).exists()
        and not get_close_matches(name, shipped(), cutoff=NEAR)
        and bool(get_close_matches(name, EXAMPLES, cutoff=NEAR))
    )


def check_example(name: str, **given: Any) -> None:
    """Raise InputError for an option that only a campaign has; ``given``: all but paths, lines and seed."""
    usual: dict[str, Any] = {
        "vintage": STRICT,
        "workers": None,
        "out": None,
        "uncalibrated": False,
        **{one.name: one.default for one in fields(Wanted)},
    }
    extra = [
        f"--{'outcome' if key == 'outcomes' else key}"
        for key, value in given.items()
        if value != usual[key]
    ]
    if extra:
        raise InputError(
            [
                Problem(
                    rule="turning-example",
                    what=f"The worked example {name} is asked with {', '.join(extra)}.",
                    why="An example has one outcome and every day; only campaigns have these options.",
                    do="Leave them out, or name a scenario.",
                    place=Place("options"),
                )
            ]
        )


def turn_example(
    name: str, *, paths: int | None, lines: int | None, seed: int, as_json: bool
) -> None:
    """Find the hinge shares of an example, by coupled increments from every day, and print them.

    InputError for an example that there is not; TooFewRuns for too few paths.
    """
    if name not in EXAMPLES:
        raise InputError([_unknown(name)])
    process = EXAMPLES[name](seed)
    m, k = paths or PATHS, lines or LINES
    with progress("Following paths and their branches", "days") as report:
        branches = gather(
            process, np.arange(m, dtype=np.int64), range(process.days), k, piece=PIECE, tell=report
        )
    shares = coupled(branches)
    if as_json:
        print_json(plain(name, seed, process, shares))
    else:
        out().print(shown(name, process, shares))


def plain(name: str, seed: int, process: Example, shares: Shares) -> dict[str, Any]:
    """Return the shares as JSON, each with its exact value, None where there is no doubt."""
    found: dict[str, Any] = shares.as_json()
    settled = process.settled()
    exact = None if settled is None else np.diff(settled).tolist()
    for d, row in enumerate(found["shares"]):
        row["exact"] = None if exact is None else exact[d]
    found["exact_parameter_share"] = None if settled is None else float(settled[0])
    return {"example": name, "seed": seed, **found}


def shown(name: str, process: Example, shares: Shares) -> RenderableType:
    """Return the shares as a table, in hundredths of the doubt, with the closed form beside them."""
    head = f"{name}: chance of {shares.outcome!r} {shares.chance:.3f} ± {shares.chance_se:.3f}"
    settled = process.settled()
    if shares.no_hinge or settled is None:
        return Text(f"{head}\nThe outcome is the same on every path: there is no hinge to find.")
    table = plain_table("day", "share, %", "± error", "exact")
    exact = np.diff(settled)
    rows = [("at the start", shares.parameter, shares.parameter_se, float(settled[0]))]
    for d, day in enumerate(shares.days[1:].tolist()):
        rows.append((str(day), float(shares.share[d]), float(shares.se[d]), float(exact[d])))
    rows.append(("sum", shares.total, shares.total_se, float(settled[-1])))
    for label, share, se, known in rows:
        table.add_row(label, f"{100 * share:.1f}", f"{100 * se:.1f}", f"{100 * known:.1f}")
    note = f"{shares.paths} paths, {shares.lines} lines, coupled increments; ± one standard error."
    return Group(Text(head), table, Text(note))


def _unknown(name: str) -> Problem:
    """Return what is wrong with a name that no example has."""
    return Problem(
        rule="turning-example",
        what=f"There is no scenario, folder or worked example {name!r} {suggest(name, EXAMPLES)}.",
        why="Without a process there is nothing to follow.",
        do="Take an example: " + ", ".join(EXAMPLES) + "; or name a scenario.",
        place=Place("the command line", field="NAME"),
    )
