"""Tables about a scenario: what is in it, and its claims."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from hinge.scenario.scenario import Scenario

COUNTED = (
    ("areas", "areas"),
    ("links", "links"),
    ("factions", "factions"),
    ("formations", "formations"),
    ("facilities", "facilities"),
    ("sponsors", "sponsors"),
    ("strike_assets", "strike assets"),
    ("events", "dated events"),
    ("regions", "regions"),
    ("parameters", "parameters"),
    ("interventions", "interventions"),
    ("observations", "observations"),
    ("conditioning", "of them weigh campaigns"),
    ("monitors", "monitors"),
    ("outcomes", "outcomes (scoring only)"),
)


def contents(scenario: Scenario) -> Text:
    """Return in a few lines what a checked scenario holds."""
    head = scenario.head
    encoded = sum(claim.encoded for claim in scenario.claims)
    lines = [
        f"{head.title}: no mistakes found.",
        f"  {head.start} to {head.horizon}, assessed on {head.assessment_date} ({scenario.vintage})",
        "  sides: " + ", ".join(side.name for side in head.sides),
        "  " + ", ".join(f"{len(getattr(scenario, name))} {words}" for name, words in COUNTED),
        f"  {len(scenario.claims)} claims from {len(scenario.claim_files)} sources, {encoded} encoded",
    ]
    if scenario.posterior is not None:
        rows, moved = len(scenario.posterior.rows), len(scenario.posterior.names)
        lines.append(f"  a posterior of {rows:,} rows for {moved} parameters")
    late = len(scenario.retrospective)
    if late:
        lines.append(f"  {late} facts became known only after the assessment date")
    lines.append(f"  content {scenario.digest[:16]}")
    return Text("\n".join(lines))


def claims(scenario: Scenario) -> Table:
    """Return the claims: id, source, test, paraphrase."""
    table = plain_table("id", "test", "claim", "source")
    for file in scenario.claim_files:
        for claim in file.claims:
            test = claim.test if claim.encoded else "not encoded yet"
            table.add_row(
                Text(claim.id), Text(test), Text(claim.paraphrase), Text(file.source.title)
            )
    return table


def plain_table(*columns: str) -> Table:
    """Return an empty table in the house style."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
