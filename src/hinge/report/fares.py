"""Who made the claims, from where they speak, and how their claims fare, side by side."""

from __future__ import annotations

from hinge.claims.names import full_date
from hinge.figures.markup import Markup, join, tag
from hinge.figures.recorded import step_of
from hinge.report.content import Content, Verdict
from hinge.report.tables import small_table

TITLES = (
    "Source",
    "Stance",
    "Claims",
    "hold in most runs",
    "in about half",
    "fail in most runs",
    "not simulated",
    "the record contradicts",
)


def fares(content: Content) -> Markup:
    """Return the table of sources; nothing without claims."""
    rows = [
        tag(
            "tr",
            tag("td", file.source.title, ", ", full_date(file.source.date)),
            tag("td", file.source.stance),
            *(tag("td", str(cell)) for cell in _counts(content.verdicts_of(file.source))),
        )
        for file in content.scenario.claim_files
        if content.verdicts_of(file.source)
    ]
    if not rows:
        return Markup()
    note = "Counts of claims, not a score: claims differ in weight, and some share a sentence."
    return join(small_table(TITLES, rows, "sources"), tag("p", note, class_="note"))


def _counts(verdicts: tuple[Verdict, ...]) -> tuple[int, ...]:
    """Return how many claims there are, and how they fare."""
    shares = [v["share"] for v in verdicts if v["share"] is not None]
    high, low = sum(step_of(s) >= 3 for s in shares), sum(step_of(s) <= 1 for s in shares)
    against = sum(v["record"] == "contradicts" for v in verdicts)
    rest = len(shares) - high - low
    return len(verdicts), high, rest, low, len(verdicts) - len(shares), against
