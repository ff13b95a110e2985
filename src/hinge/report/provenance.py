"""The foot of the page: what made it, and how to make it again."""

from __future__ import annotations

from hinge.figures.markup import Markup, join, tag
from hinge.report.content import Content


def provenance(content: Content) -> Markup:
    """Return what it takes to make this page again."""
    made = content.provenance
    pulled = ", ".join(plan.id for plan in content.scenario.pulled)
    entries = (
        ("Scenario", f"{content.scenario.head.id}, content {made.scenario_digest}"),
        *((("Changed", pulled),) if pulled else ()),
        ("Vintage", made.vintage),
        ("Seed", str(made.seed)),
        ("Hinge", f"{made.version}, engine {made.engine_digest}"),
        ("Digest of the results", made.results_digest),
    )
    pairs = [join(tag("dt", key), tag("dd", value)) for key, value in entries]
    again = "hinge rerun FOLDER, in the folder of this page's run, makes the results again and compares them."
    return tag(
        "footer",
        tag("h2", "Where this page comes from"),
        tag("dl", *pairs),
        tag("p", again, class_="note"),
    )
