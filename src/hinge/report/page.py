"""The page itself: one file, no script, no request, the same bytes for the same inputs.

A Content-Security-Policy in the page lets the browser use its own style sheet,
by hash, and refuse everything else. Text of a scenario can only be text: see
``figures.markup``. Order: the question; where model and record part; who
disputes what; the claims; the pictures; harm; method; what is left out.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from hinge.claims.names import day_month, full_date
from hinge.figures.markup import Markup, join, tag
from hinge.report.calibrated import calibrated
from hinge.report.claims_table import claims_table
from hinge.report.content import Content, Verdict, count, parts_ways
from hinge.report.disputed import disputed
from hinge.report.harm_arms import harm_by_arm
from hinge.report.hits import hits
from hinge.report.marks import legend
from hinge.report.monitors import reports
from hinge.report.parted import parted
from hinge.report.pictures import courses, harm, maps, series_shown
from hinge.report.provenance import provenance

STYLES = ("style.css", "content.css")
SHARES = (
    "These are shares of simulated campaigns under stated assumptions. "
    "They are not probabilities of history, and no verdict here says more than that."
)


def page(content: Content) -> str:
    """Return the whole page as HTML."""
    content.course.load(series_shown(content))
    folder = files("hinge.report")
    style = "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in STYLES)
    policy = f"default-src 'none'; style-src 'sha256-{_sha256(style)}'; base-uri 'none'; form-action 'none'"
    title = f"{content.scenario.head.title} · Hinge"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", title),
        tag("style", Markup(style)),
    )
    body = tag("body", _opening(content), tag("main", *_sections(content)), provenance(content))
    return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n"


def _sections(content: Content) -> list[Markup]:
    """Return the sections in the order in which readers should meet them."""
    start, last = content.course.start, content.course.last
    runs = f"{content.course.draw.size:,} runs from {full_date(start)} to {full_date(last)}"
    return [
        _section("parted", "Where the model and the record part", parted(content)),
        _section("disputed", "Who would dispute what it rests on", disputed(content)),
        _section("sources", "Hits and misses of every perspective, side by side", hits(content)),
        _section(
            "claims",
            "The claims",
            tag("p", SHARES, class_="note"),
            legend(),
            claims_table(content),
        ),
        *calibrated(content.more),
        _section(
            "maps",
            "Who holds what",
            tag("p", f"{runs}, no intervention.", class_="note"),
            maps(content),
        ),
        _section(
            "courses",
            "The course of the campaign",
            tag("p", f"{runs}.", class_="note"),
            courses(content),
        ),
        _section("harm", "Civilians", _harm_note(content), harm(content), harm_by_arm(content)),
        *reports(content.monitors),
        _section("method", "How this was done", _method(content)),
        _section("left-out", "What the model leaves out", _left_out(content)),
    ]


def _section(key: str, title: str, *inside: str) -> Markup:
    """Return a section under its heading."""
    return tag("section", tag("h2", title), *inside, id=key)


def _opening(content: Content) -> Markup:
    """Return the question, and in one sentence what was found."""
    head = content.scenario.head
    kind = "a reconstruction, which uses what became known later" if _late(content) else "strict"
    return tag(
        "header",
        tag("p", "What did the outcome hinge on?", class_="over"),
        tag("h1", head.title),
        tag("p", finding(content.verdicts), class_="lead"),
        tag("p", head.summary) if head.summary else "",
        tag(
            "p",
            f"Assessed with what was known on {full_date(head.assessment_date)} ({kind}).",
            class_="warn" if _late(content) else "note",
        ),
    )


def _late(content: Content) -> bool:
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


def _harm_note(content: Content) -> Markup:
    """Return what the numbers of the harm section are."""
    course = content.course
    return tag(
        "p",
        f"Deaths from {day_month(course.start)} to {full_date(course.last)} in the runs without any "
        "intervention, on all sides, by who caused them. Forced displacement is harm too.",
        class_="note",
    )


def _method(content: Content) -> Markup:
    """Return the method in a few sentences."""
    arms = ", ".join(f"{arm} ({runs:,} runs)" for arm, runs in content.provenance.arms)
    late = content.scenario.retrospective
    return join(
        tag(
            "p",
            "A scenario describes the campaign in tables: places, roads, forces, supply, sponsors, "
            "civilians, and what is uncertain about each. One run draws every uncertain number once "
            "and lets the campaign unfold day by day. Arms that differ by an intervention share the "
            "same draws and the same luck, so that their differences show the intervention alone.",
        ),
        tag("p", f"Arms: {arms}."),
        tag("p", f"{count(len(late), 'fact')} became known only later. ", _used(content)),
        _folded("Which ones", late),
        tag(
            "p",
            f"{count(len(content.provenance.moves), 'formation')} could not stand where the tables place "
            "them, because their side did not hold the area on the first day; each stands in the nearest "
            "area of its own.",
        ),
        _folded("Where they stand", content.provenance.moves),
    )


def _folded(title: str, items: tuple[str, ...]) -> Markup:
    """Return a list that unfolds; nothing for no items."""
    listed = tag("ul", *(tag("li", item) for item in items), class_="plain")
    return tag("details", tag("summary", title), listed) if items else Markup()


def _used(content: Content) -> str:
    """Return whether later knowledge was used."""
    if _late(content):
        return "This run is a reconstruction: it uses them."
    return "This run is strict: it does not use them."


def _left_out(content: Content) -> Markup:
    """Return what the scenario says that the model leaves out."""
    items = [tag("li", text) for text in content.scenario.head.leaves_out]
    return tag("ul", *items, class_="plain") if items else tag("p", "The scenario names nothing.")


def _sha256(text: str) -> str:
    """Return the hash of a style sheet as a policy wants it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
