"""``hinge audit laws`` in words: how each law of attrition does on battles that it was not fitted to."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from hinge.analysis.scores import Span
from hinge.audits.laws import MEASURES, LawAudit, law_audit
from hinge.cli.compiling import ready_engine
from hinge.cli.console import out, print_json, say
from hinge.cli.progress import progress

NAMES = {"who_wins": "who wins", "losses": "losses a day", "days": "days"}


def show(*, draws: int, seed: int, as_json: bool) -> None:
    """Run the audit, with progress, and print it."""
    ready_engine()
    with progress("Fighting the battles", "parameter draws") as report:
        found = law_audit(draws=draws, seed=seed, report=report)
    if as_json:
        print_json(found.to_json())
    else:
        _print(found)


def _print(found: LawAudit) -> None:
    """Print scores and differences."""
    out().print(_scores(found))
    out().print(_differences(found))
    say(
        f"{found.scored['who_wins']} battles of {found.campaigns} campaigns, each scored by what was "
        "fitted on other campaigns. Minus log chance, and CRPS of logarithms; lower is better."
    )
    say("Intervals keep 95 % for all laws and scores together, over campaigns.")
    if found.preferred:
        say(f"The {found.preferred} law is ahead of the mixture, and behind it nowhere.")
    else:
        say(
            "No law is preferred: none is told from the mixture to its advantage, and all stay in it."
        )


def _scores(found: LawAudit) -> Table:
    """Return the scores, fitted and as shipped."""
    columns = [NAMES[name] for name in MEASURES]
    table = _table("law", *columns, *(f"as shipped: {name}" for name in columns))
    for row in found.rows:
        values = [row.fitted[name] for name in MEASURES] + [row.shipped[name] for name in MEASURES]
        table.add_row(Text(row.law), *(Text(f"{value:.3f}") for value in values))
    return table


def _differences(found: LawAudit) -> Table:
    """Return fitted scores less the mixture's; those that chance does not explain in bold."""
    table = _table("less the mixture", *(NAMES[name] for name in MEASURES))
    for row in found.rows:
        if not row.differences:
            continue
        counts = {*row.better, *row.worse}
        table.add_row(
            Text(row.law),
            *(
                Text(_span(row.differences[name]), style="bold" if name in counts else "")
                for name in MEASURES
            ),
        )
    return table


def _span(gap: Span) -> str:
    """Return a difference with its interval."""
    return f"{gap.value:+.3f} ({gap.low:+.3f} to {gap.high:+.3f})"


def _table(*columns: str) -> Table:
    """Return an empty table in the style of the other audits."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", overflow="fold")
    return table
