"""``hinge audit mirror`` and ``hinge audit monotone``: run, show as tables, or print as JSON."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import typer
from rich.table import Table
from rich.text import Text

from hinge.cli.compiling import ready_engine
from hinge.cli.console import FAILED_COMPARISON, out, say
from hinge.cli.progress import progress, working
from hinge.scenario.load import load, shipped

ALL = "all"


def mirror_command(name: str, *, draws: int | None, seed: int, as_json: bool) -> None:
    """Audit one scenario, or the symmetric one and ring; exit code 1 where something differs."""
    from hinge.audits.mirror import EXACT_DRAWS, LABELS, LEVEL, SYMMETRIC, mirror_audit
    from hinge.cli.console import print_json
    from hinge.neutrality import DRAWS as CLAIM_DRAWS
    from hinge.neutrality import mirrored, reordered

    scenarios = [load(one, calibrated=False) for one in ([name] if name else [SYMMETRIC, LABELS])]
    ready_engine()
    with working("Exchanging sides, labels and rows"):
        found = [mirror_audit(s, seed=seed, draws=draws or EXACT_DRAWS) for s in scenarios]
    with working("Judging and scoring with labels exchanged"):
        twins = [
            (mirrored if row.symmetric else reordered)(s, seed=seed, draws=draws or CLAIM_DRAWS)
            for s, row in zip(scenarios, found, strict=True)
        ]
    passed = all(row.exact and row.balanced for row in found) and all(t.same for t in twins)
    rows = [
        row.as_json() | {"claims": twin.as_json()} for row, twin in zip(found, twins, strict=True)
    ]
    result = {
        "audit": "mirror",
        "seed": seed,
        "level": LEVEL,
        "passed": passed,
        "scenarios": rows,
    }
    if as_json:
        print_json(result)
    else:
        out().print(exact_table(rows))
        for row in rows:
            _say_balance(row)
            _say_claims(row)
    if not passed:
        raise typer.Exit(FAILED_COMPARISON)


def exact_table(scenarios: Sequence[dict[str, Any]]) -> Table:
    """Return the exact comparisons: what was exchanged, and in how many runs anything differs."""
    table = _table("scenario", "exchanged", "result", "runs", "differ", "largest difference")
    for scenario in scenarios:
        rows = [scenario["draws_exchanged"], scenario["labels_exchanged"]]
        rows += scenario["table_by_table"]
        for row in rows:
            if row is None:
                continue
            words = {"draws": "draws of the two sides", "labels": "order of all rows and sides"}
            largest = f"{row['largest_relative_difference']:.2g} {row['series']}".strip()
            table.add_row(
                Text(row["scenario"]),
                Text(words.get(row["what"], f"order of {row['what'].replace('_', ' ')}")),
                Text(row["result"], style="bold" if row["result"] == "differs" else ""),
                Text(f"{row['replications']:,}"),
                Text(f"{max(row['differ'], row['beyond_rounding']):,}"),
                Text("" if row["result"] == "exact" else largest),
            )
    return table


def _say_balance(row: dict[str, Any]) -> None:
    """Say how the two sides of a symmetric scenario fare on average."""
    name = row["scenario"]
    if not row["symmetric"]:
        say(f"{name}: its sides are not alike, so labels alone were exchanged.")
        return
    found = row["balance"]
    unequal = [each for each in found if not each["equal"]]
    worst = max(found, key=lambda each: abs(each["z"]))
    say(
        f"{name}: with ordinary draws {len(found) - len(unequal)} of {len(found)} series are as "
        f"large for either side; the largest difference is {worst['z']:+.1f} standard errors "
        f"({worst['series']}; up to {worst['bound']:.1f} is chance)."
    )


def _say_claims(row: dict[str, Any]) -> None:
    """Say whether claims and scores fare as their twins do, and which do not."""
    found = row["claims"]
    turned = "the draws of its sides" if found["exchanged"] == "draws" else "the order of its rows"
    twins = found["twins"]
    same = sum(not twin["differs"] for twin in twins)
    say(
        f"{row['scenario']}: with {turned} exchanged, {same} of {len(twins)} verdicts and scores "
        f"({found['draws']} draws) are those of their twins."
    )
    for twin in twins:
        for said in twin["differs"]:
            say(f"  {twin['id']}: {said}")


def monotone_command(
    names: Sequence[str],
    *,
    draws: int | None,
    days: int | None,
    seed: int,
    workers: int | None,
    as_json: bool,
) -> None:
    """Audit the scenarios named, or all shipped; violations are listed and do not fail the command."""
    from hinge.audits.helps import HELPS
    from hinge.audits.monotone import LEVEL, SMALLEST, monotone_audit
    from hinge.cli.console import print_json

    chosen = shipped() if not names or ALL in names else tuple(names)
    scenarios = [load(name, calibrated=False) for name in chosen]
    ready_engine()
    found = []
    for scenario in scenarios:
        with progress(f"Helping the sides of {scenario.head.id}", "arms") as report:
            found.append(
                monotone_audit(
                    scenario,
                    seed=seed,
                    draws=draws,
                    days=days,
                    workers=workers or os.cpu_count() or 1,
                    tell=report,
                ).as_json()
            )
    result = {
        "audit": "monotone",
        "seed": seed,
        "level": LEVEL,
        "smallest_that_counts": SMALLEST,
        "helps": {each.id: each.says for each in HELPS},
        "violations": sum(row["violations"] for row in found),
        "scenarios": found,
    }
    if as_json:
        print_json(result)
        return
    out().print(difference_table(found))
    for row in found:
        say(f"{row['scenario']}: {row['days']} days from {row['start']}, {row['draws']} draws")
    count = sum(len(row["differences"]) for row in found)
    say(
        f"{result['violations']} of {count} differences are violations: their whole 95 % interval "
        f"lies below -{SMALLEST:g}."
    )


def difference_table(scenarios: Sequence[dict[str, Any]]) -> Table:
    """Return every mean difference with its interval, in hundredths of the scale, violations in bold."""
    table = _table("scenario", "side", "help", "outcome", "without", "difference", "95 %", "result")
    for scenario in scenarios:
        for row in scenario["differences"]:
            bold = "bold" if row["violation"] else ""
            table.add_row(
                Text(row["scenario"]),
                Text(row["side"]),
                Text(row["help"]),
                Text(row["outcome"]),
                Text(f"{100 * row['without']:.1f}"),
                Text(f"{100 * row['difference']:+.2f}", style=bold),
                Text(f"{100 * row['low']:+.2f} to {100 * row['high']:+.2f}"),
                Text(row["result"], style=bold),
            )
    return table


def _table(*columns: str) -> Table:
    """Return an empty table in the style of the others."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
