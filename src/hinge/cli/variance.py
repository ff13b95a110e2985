"""``hinge assess --variance``: further runs for the Sobol indices of the claims named, and their table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.text import Text

from hinge.cli.compiling import ready_engine
from hinge.cli.console import out, say
from hinge.cli.progress import progress
from hinge.cli.tables import plain_table
from hinge.errors import InputError, Place, Problem
from hinge.variance import ROWS, Indices, plan_variance, require, run_variance, saltelli

if TYPE_CHECKING:
    from pathlib import Path

    from hinge.analysis.intervals import Mean
    from hinge.ensemble.store import Run
    from hinge.scenario.claim_records import Claim
    from hinge.scenario.scenario import Scenario

MOST_CLAIMS = 3
"""At most so many claims at once: each costs thousands of campaigns."""


def require_named(ids: Sequence[str], claims: Sequence[Claim]) -> None:
    """Refuse to begin for no named claim, for many, for one of another kind, or without SALib.

    ``ids`` as named, ``claims`` those that they choose. InputError.
    """
    saltelli(1, 2, 1)
    if 0 < len(ids) <= MOST_CLAIMS:
        for claim in claims:
            require(claim)
        return
    many = "No claim is named" if not ids else f"{len(ids)} claims are named"
    raise InputError(
        [
            Problem(
                "variance_claims",
                f"{many}.",
                "Each claim takes thousands of further campaigns.",
                f"Name one to {MOST_CLAIMS} of them with --claims.",
                Place("--variance"),
            )
        ]
    )


def indices(
    scenario: Scenario, run: Run, claims: Sequence[Claim], workers: int | None
) -> list[Indices]:
    """Return the indices of each claim, saying before what it will cost."""
    plans = [plan_variance(scenario, run, claim, rows=ROWS) for claim in claims]
    ready_engine()
    found = []
    for plan in plans:
        say(
            f"{plan.claim.id}: {plan.runs:,} further campaigns ({plan.rows} rows x "
            f"({len(plan.inputs)} assumptions + 2) x {plan.replicates} runs)."
        )
        folder = _folder(run, plan.claim)
        with progress(f"Simulating for {plan.claim.id}", "runs") as report:
            found.append(
                run_variance(
                    scenario,
                    plan,
                    folder,
                    workers=workers,
                    progress=lambda p, tell=report: tell(p.done, p.total, p.doing),  # type: ignore[misc]
                )
            )
    return found


def print_indices(scenario: Scenario, one: Indices) -> None:
    """Print the table of a claim: what each assumption explains by itself, and with others."""
    from hinge.claims.assumptions import assumption_names
    from hinge.claims.names import Names
    from hinge.scenario.table_parameters import parameter_table

    console = out()
    console.print()
    if one.found is None:
        console.print(f"{one.claim}: luck may account for all of the variance; no indices.")
        return
    names = assumption_names(one.inputs, parameter_table(scenario), Names.of(scenario))
    shown = plain_table("assumption", "by itself (95 %)", "with others (95 %)")
    for name, first, total in zip(one.inputs, one.found.first, one.found.total, strict=True):
        shown.add_row(*(Text(cell) for cell in (names[name], _percent(first), _percent(total))))
    console.print(f"{one.claim}, reading {one.reading}: parts of the variance, of 100")
    console.print(shown)
    luck = 100 * one.found.luck
    console.print(f"{luck:.0f} of 100 parts of one campaign are luck or other assumptions.")


def plain(one: Indices) -> dict[str, Any]:
    """Return indices as one object of plain values."""
    return asdict(one) | {"folder": str(one.folder)}


def _folder(run: Run, claim: Claim) -> Path:
    """Return the folder of the runs for a claim, beside that of the assessment."""
    return run.folder.with_name(f"{run.folder.name}-variance-{claim.id.lower()}")


def _percent(one: Mean) -> str:
    """Return an index with its interval, of 100."""
    value, low, high = (100 * max(0.0, end) for end in (one.value, one.low, one.high))
    return f"{value:.0f} ({low:.0f} to {high:.0f})"
