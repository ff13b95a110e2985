"""The head of the page: the question, the finding in one sentence, how far it reaches, what stands where."""

from __future__ import annotations

from collections.abc import Sequence

from hinge.claims.names import full_date
from hinge.figures.markup import Markup, join, tag
from hinge.report.content import Content, Verdict, count, parts_ways

SHARES = (
    "These are shares of simulated campaigns under stated assumptions. "
    "They are not probabilities of history, and no verdict here says more than that."
)


def opening(content: Content) -> Markup:
    """Return the question, and in one sentence what was found."""
    head = content.scenario.head
    kind = "a reconstruction, which uses what became known later" if late(content) else "strict"
    return tag(
        "header",
        tag("p", "What did the outcome hinge on?", class_="over"),
        tag("h1", head.title),
        tag("p", finding(content.verdicts), class_="lead"),
        tag("p", SHARES, class_="note"),
        tag("p", head.summary) if head.summary else "",
        tag(
            "p",
            f"Assessed with what was known on {full_date(head.assessment_date)} ({kind}).",
            class_="warn" if late(content) else "note",
        ),
    )


def contents(entries: Sequence[tuple[str, str]]) -> Markup:
    """Return the line of contents from (id, title) of each section."""
    links = [tag("li", tag("a", title, href=f"#{key}")) for key, title in entries]
    return tag("nav", tag("ul", *links), class_="contents", aria_label="On this page")


def late(content: Content) -> bool:
    """Return whether the run used knowledge from after the assessment date."""
    return content.provenance.vintage != "strict"


def finding(verdicts: tuple[Verdict, ...]) -> str:
    """Return the finding in one sentence, with counts."""
    shared = [v for v in verdicts if v["share"] is not None]
    most = sum(v["share"] >= 0.5 for v in shared)
    against = sum(v["record"] == "contradicts" for v in verdicts)
    parted = sum(parts_ways(v) for v in verdicts)
    return (
        f"Of {count(len(verdicts), 'claim')}, {len(shared)} could be put to the model: "
        f"{most} {'holds' if most == 1 else 'hold'} in at least half of them. "
        f"The record contradicts {against} of all claims, and in {count(parted, 'case')} the model and "
        "the record say opposite things."
    )


def keyboard() -> Markup:
    """Return which keys do what; shown where scripts run."""
    keys = (
        ("← →", "a day back or on, wherever the slider of days has the focus"),
        ("Home End", "the first and the last day"),
        ("space", "play and pause"),
        (
            "Tab, then arrow keys",
            "go over the map from area to neighbouring area; Enter tells its story",
        ),
        ("Esc", "lets go of the area"),
    )
    words = join(*(join(tag("dt", key), tag("dd", says)) for key, says in keys))
    return tag("details", tag("summary", "Keys"), tag("dl", words, class_="keys"), class_="live")
