"""A checked calibration and compared laws in words and tables: what is printed, apart from how it is found."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from hinge.analysis.law_results import LEAD, LawScores
from hinge.analysis.ranks import BAR, FALSE_ALARM, Coverage
from hinge.calibrating.checked import Checked
from hinge.calibrating.judged import MOST_THIN, THIN, Judged
from hinge.cli.console import out, say


def print_check(found: Checked) -> None:
    """Print the check of a calibration, with wider errors below it where the pool is too small."""
    _print_judged(found.stated)
    if not found.stated.enough:
        say(
            f"The pool is small for targets so sharp: {found.stated.thin} of {found.stated.sets} "
            f"planted sets have fewer than {THIN:g} effective members (up to {MOST_THIN:.0%} is enough)."
        )
        if found.widened is None:
            say("No factor on the errors that was tried leaves enough; take a larger pool.")
        else:
            say(f"Once more with all errors {found.widened.wider:g} times as wide:")
            _print_judged(found.widened)
    say(
        "The calibration passes."
        if found.passed
        else "The calibration does not pass: see docs/calibration_checks.md for what that can mean."
    )


def _print_judged(judged: Judged) -> None:
    """Print one check: coverage and ranks of each quantity, and what they come to."""
    table = _table("", "variance removed", "in 50 %", "in 90 %", "off", "by chance", "leans")
    for row in judged.rows:
        ranks = row.uniformity
        table.add_row(
            Text(row.name),
            Text("" if row.contraction is None else f"{row.contraction:.0%}"),
            *(Text(f"{one.share.value:.0%}") for one in row.coverage),
            Text(f"{ranks.off:.1f}", style="bold" if ranks.off > judged.band else ""),
            Text(f"{ranks.chance:.3f}"),
            Text(f"{ranks.lean:+.2f}"),
        )
    out().print(table)
    low, middle, high = judged.effective
    say(
        f"{judged.sets} planted sets; effective members {middle:.0f} (5 to 95 % of sets: "
        f"{low:.0f} to {high:.0f})."
    )
    say(
        f"Ranks {'lie' if judged.uniform else 'do not all lie'} within {judged.band:.1f} errors of "
        f"uniform, which a right calibration leaves in {FALSE_ALARM:.0%} of checks."
    )
    say(f"All parameters: {_words(judged.pooled)}; the bar is 90 % give or take {BAR:.0%}.")
    if judged.learnt:
        say(f"Those that reports say something of: {_words(judged.learnt)}.")


def _words(found: tuple[Coverage, ...]) -> str:
    """Return coverage of each level with its interval."""
    return ", ".join(
        f"{one.level:.0%} intervals hold {one.share.value:.1%} "
        f"({one.share.low:.1%} to {one.share.high:.1%})"
        for one in found
    )


def print_laws(found: LawScores) -> None:
    """Print how well each law foretold the targets held out, and what that can tell."""
    table = _table(
        "law", "log score", "CRPS", "effective", "rate of loss", "best less this", "95 %"
    )
    leads = {lead.over: lead for lead in found.leads}
    for row in found.laws:
        lead = leads.get(row.law)
        table.add_row(
            Text(row.law),
            Text("none" if row.says else f"{row.log_score:.2f}"),
            Text(f"{row.crps.mean():.2f}"),
            Text(f"{row.effective:.0f}"),
            Text(f"{row.rate:.3f}"),
            Text("" if lead is None or row.says else f"{lead.log_score[0]:+.2f}"),
            Text(
                ""
                if lead is None or row.says
                else f"{lead.log_score[1]:+.2f} to {lead.log_score[2]:+.2f}"
            ),
        )
    out().print(table)
    for row in found.laws:
        if row.says:
            say(f"{row.law}: {row.says}, so it has no log score.")
    say(f"Fitted to {', '.join(found.kept)}; scored on {', '.join(found.held)}.")
    say(law_words(found))


def law_words(found: LawScores) -> str:
    """Return what the scores of laws come to."""
    if found.preferred:
        return (
            f"The {found.preferred} law leads every other by more than {LEAD:g}, whichever members "
            "of the pool are drawn again. It is one campaign: other campaigns have a say."
        )
    return (
        f"No law is preferred. {len(found.held)} reports of one campaign cannot tell differences "
        f"under {LEAD:g} from none, so all laws stay in the mixture."
    )


def _table(*columns: str) -> Table:
    """Return an empty table in the style of the others, numbers to the right."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", overflow="fold")
    return table
