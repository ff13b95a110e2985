"""``hinge audit battles`` in words: scores beside two rules, the win curve, and where they disagree."""

from __future__ import annotations

import math
from pathlib import Path

from rich.table import Table
from rich.text import Text

from hinge.analysis.scores import Span
from hinge.audits.battles import (
    BASE,
    MODEL,
    RULE,
    RULE_TERMS,
    STEP,
    UNFITTED,
    BattleAudit,
    audit,
    check,
)
from hinge.audits.misfits import Bin, Group
from hinge.cli.compiling import ready_engine
from hinge.cli.console import out, print_json, say
from hinge.cli.progress import progress

NAMES = {
    MODEL: "model, fitted",
    UNFITTED: "model as shipped, not fitted",
    RULE: "rule: log force ratio",
    RULE_TERMS: "rule, with the model's other terms",
    STEP: "rule: three to one",
    BASE: "base rate",
}
QUANTITIES = {
    "attacker_loss_per_day": "loss per day, attacker",
    "defender_loss_per_day": "loss per day, defender",
    "duration": "days",
}
NOTES = 5  # odd rows told one by one
WIDTH = 40  # columns of the drawn curve, from 0 to 1
SEEN, TOLD, BAR = "●", "┃", "─"


def show(data: Path | None, *, draws: int, seed: int, as_json: bool) -> None:
    """Run the audit, with progress, and print it."""
    check(data)
    ready_engine()
    with progress("Fighting the battles", "parameter draws") as report:
        found = audit(data, draws=draws, seed=seed, report=report)
    if as_json:
        print_json(found.to_json())
        return
    for line in _head(found):
        out().print(line, markup=False, soft_wrap=True)
    out().print()
    out().print(_scores(found))
    out().print(_differences(found), markup=False, soft_wrap=True)
    out().print()
    if found.quantities:
        out().print(_quantities(found))
        out().print()
    out().print(_curve(found.where.curve))
    out().print()
    out().print(_groups(found.where.groups))
    say(
        "● share of battles won, ─ its 95 % interval, ┃ mean chance by the model as shipped. "
        "Losses: median (10 % to 90 %) in % of strength per day."
    )


def _head(found: BattleAudit) -> list[str]:
    """Return what was scored, and on what it was fitted."""
    left = f"; {found.duplicates} duplicates and {found.unusable} without needed values left out"
    dropped = f", {found.dropped} dropped" if found.dropped else ""
    terms = ", ".join(found.terms) or "none"
    return [
        f"{found.file}: rows {found.rows}{left}.",
        *found.notes[:NOTES],
        *(f"and {more} more" for more in (len(found.notes) - NOTES,) if more > 0),
        f"Fitted on {found.fitted_on} ({found.fitted} battles{dropped}).",
        f"Scored: {found.scored} battles, of which attackers won {found.wins}.",
        f"Terms of the fit: {terms}; about {found.parameters:.0f} free parameters.",
        f"Slope of the simulated log odds on the log force ratio: {found.slope:.2f}.",
    ]


def _table(*columns: str) -> Table:
    """Return a table in the house's form; all columns but the first stand to the right."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", overflow="fold")
    return table


def _scores(found: BattleAudit) -> Table:
    """Return the Brier scores."""
    table = _table("who wins", "Brier score")
    for name, value in found.brier.items():
        table.add_row(Text(NAMES[name]), Text(f"{value:.3f}"))
    return table


def _differences(found: BattleAudit) -> str:
    """Return the differences that count, in words."""
    rule = _span(found.differences[f"{MODEL}_minus_{RULE}"])
    base = _span(found.differences[f"{MODEL}_minus_{BASE}"])
    terms = _span(found.differences[f"{MODEL}_minus_{RULE_TERMS}"])
    return (
        f"Fitted model less rule: {rule}; less base rate: {base}; less rule with the same terms: "
        f"{terms}. Below 0 the model is better; 95 % over campaigns."
    )


def _span(gap: Span) -> str:
    """Return a difference with its interval."""
    return f"{gap.value:+.3f} ({gap.low:+.3f} to {gap.high:+.3f})"


def _quantities(found: BattleAudit) -> Table:
    """Return the CRPS of losses and duration."""
    columns = (MODEL, UNFITTED, RULE, BASE)
    table = _table(
        "CRPS, logarithms", "n", "fitted", "as shipped", "ratio rule", "base rate", "in 90 % band"
    )
    for quantity in found.quantities:
        table.add_row(
            Text(QUANTITIES[quantity.name]),
            Text(str(quantity.scored)),
            *(Text(f"{quantity.crps[name]:.3f}") for name in columns),
            Text(
                f"{100 * quantity.coverage[MODEL]:.0f} / {100 * quantity.coverage[UNFITTED]:.0f} %"
            ),
        )
        if quantity.modern:
            table.add_row(
                Text("  since 1939"),
                Text(str(quantity.modern_scored)),
                *(Text(f"{quantity.modern[name]:.3f}") for name in columns),
                Text(""),
            )
    return table


def _curve(curve: tuple[Bin, ...]) -> Table:
    """Return the win curve as a table with a drawing."""
    table = _table("attackers to one", "n", "won", "shipped", "fitted")
    table.add_column(f"0{' ' * (WIDTH - 1)}1", no_wrap=True)
    for row in curve:
        high = "and more" if row.high == float("inf") else f"to {row.high:g}"
        table.add_row(
            Text(f"{row.low:g} {high}"),
            Text(str(row.n)),
            Text(f"{row.observed:.2f}"),
            Text(f"{row.unfitted:.2f}"),
            Text(f"{row.model:.2f}"),
            Text(draw(row)),
        )
    return table


def draw(row: Bin) -> str:
    """Return one line of the curve: the observed share with its interval, and the model's mark.

    >>> draw(Bin(0.0, 1.0, 9, 0.5, 0.25, 0.75, 0.5, 1.0)).rstrip()
    '          ──────────●──────────         ┃'
    """
    cells = [" "] * (WIDTH + 1)

    def place(share: float) -> int:
        return round(share * WIDTH)

    for column in range(place(row.observed_low), place(row.observed_high) + 1):
        cells[column] = BAR
    cells[place(row.unfitted)] = TOLD
    cells[place(row.observed)] = SEEN
    return "".join(cells)


def _groups(groups: tuple[Group, ...]) -> Table:
    """Return losses and days by posture, relief and era, observed above simulated."""
    table = _table("", "n", "won", "attacker's loss", "defender's loss", "days")
    for row in groups:
        kind = row.kind if row.what in {"all", "era"} else f"{row.what} {row.kind}"
        table.add_row(
            Text(kind),
            Text(str(row.n)),
            Text(f"{row.won:.2f}"),
            Text(_percent(row.attacker)),
            Text(_percent(row.defender)),
            Text(_days(row.days)),
        )
        table.add_row(
            Text("  model as shipped", style="dim"),
            Text(""),
            Text(f"{row.chance:.2f}", style="dim"),
            Text(_percent(row.attacker_model), style="dim"),
            Text(_percent(row.defender_model), style="dim"),
            Text(_days(row.days_model), style="dim"),
        )
    return table


def _percent(tenths: tuple[float, float, float]) -> str:
    """Return median and tenths in per cent."""
    if math.isnan(tenths[1]):
        return "not given"
    low, middle, high = (100.0 * value for value in tenths)
    return f"{middle:.1f} ({low:.1f} to {high:.1f})"


def _days(tenths: tuple[float, float, float]) -> str:
    """Return median and tenths in days."""
    low, middle, high = tenths
    return f"{middle:.0f} ({low:.0f} to {high:.0f})"
