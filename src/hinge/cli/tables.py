"""What is in a scenario, and tables in the house style."""

from __future__ import annotations

from typing import Any

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


def contents_json(scenario: Scenario) -> dict[str, Any]:
    """Return what a checked scenario holds as one object: the same as ``contents``, in numbers."""
    head, posterior = scenario.head, scenario.posterior
    return {
        "scenario": head.id,
        "title": head.title,
        "problems": [],
        "start": head.start.isoformat(),
        "assessment_date": head.assessment_date.isoformat(),
        "horizon": head.horizon.isoformat(),
        "vintage": scenario.vintage,
        "sides": {side.id: side.name for side in head.sides},
        "counts": {name: len(getattr(scenario, name)) for name, _ in COUNTED},
        "claims": {
            "all": len(scenario.claims),
            "encoded": sum(claim.encoded for claim in scenario.claims),
            "sources": len(scenario.claim_files),
        },
        "posterior": None
        if posterior is None
        else {"rows": len(posterior.rows), "parameters": list(posterior.names)},
        "known_later": list(scenario.retrospective),
        "digest": scenario.digest,
    }


def plain_table(*columns: str) -> Table:
    """Return an empty table in the house style."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
