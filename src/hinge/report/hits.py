"""Hits and misses side by side: each perspective's claims by how they fare, in the model and in the record.

Perspectives stand beside each other as columns, in the order of the files: every
side that a source is close to, and the sources that are close to none. Counts are
of claims, and of the sentences in which they stand; there is no score.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hinge.figures.markup import Markup, join, tag
from hinge.figures.recorded import step_of
from hinge.report.claim_places import NO_SIDE, sentences_of, short_source
from hinge.report.content import Content, Verdict, count, parts_ways
from hinge.report.marks import circle
from hinge.scenario.claim_records import ClaimSource


@dataclass(frozen=True)
class Perspective:
    """Sources that are close to one side, or to none, and the verdicts on their claims."""

    name: str
    sources: tuple[ClaimSource, ...]
    verdicts: tuple[Verdict, ...]


def step_at(verdict: Verdict) -> int | None:
    """Return the step of a verdict, 0 to 4; None without a share."""
    return None if verdict["share"] is None else step_of(verdict["share"])


ROWS: tuple[tuple[str, Callable[[Verdict], bool]], ...] = (
    ("Model and record say opposite things", parts_ways),
    ("Hold in most runs or nearly all", lambda v: (step_at(v) or 0) >= 3 and not parts_ways(v)),
    ("Hinge on assumptions: about half of the runs", lambda v: step_at(v) == 2),
    ("Fail in most runs or nearly all", lambda v: step_at(v) in (0, 1) and not parts_ways(v)),
    ("Not simulated: by the record alone", lambda v: v["share"] is None),
)
"""What a claim can be, each claim in exactly one row."""

NOTE = (
    "Counts, not scores: claims differ in weight, and those that share a sentence of their source "
    "count as one sentence. A claim that holds in most runs is not thereby right, nor one that fails wrong: "
    "the record stands beside each."
)


def perspectives(content: Content) -> list[Perspective]:
    """Return the perspectives that have verdicts, in the order of the files; close to no side last."""
    names = content.side_names
    found: dict[str, list[ClaimSource]] = {}
    for file in content.scenario.claim_files:
        if content.verdicts_of(file.source):
            leans = file.source.leans
            name = f"close to: {names.get(leans, leans)}" if leans else NO_SIDE
            found.setdefault(name, []).append(file.source)
    ordered = sorted(found, key=lambda name: name == NO_SIDE)
    return [
        Perspective(
            name,
            tuple(found[name]),
            tuple(v for source in found[name] for v in content.verdicts_of(source)),
        )
        for name in ordered
    ]


def hits(content: Content) -> Markup:
    """Return the table of perspectives by outcome, every claim in it once, with a link to its row."""
    columns = perspectives(content)
    head = tag(
        "tr",
        tag("td", ""),
        *(tag("th", _head(column), scope="col") for column in columns),
    )
    rows = [
        tag(
            "tr",
            tag("th", title, scope="row"),
            *(tag("td", _cell(column, holds), data_label=column.name) for column in columns),
        )
        for title, holds in ROWS
        if any(holds(verdict) for column in columns for verdict in column.verdicts)
    ]
    record = tag(
        "tr",
        tag("th", "The record on all of them", scope="row"),
        *(tag("td", _record(column), data_label=column.name) for column in columns),
    )
    table = tag("table", tag("thead", head), tag("tbody", *rows, record), class_="hits")
    return join(tag("p", NOTE, class_="note"), table)


def _head(column: Perspective) -> Markup:
    """Return the head of a perspective: whom it is close to, its sources, how many claims."""
    sources = [
        tag("li", short_source(source), tag("span", f" · {source.stance}", class_="note"))
        for source in column.sources
    ]
    many = counts(column.verdicts)
    listed = tag("ul", *sources, class_="plain")
    if len(sources) > 2:
        summary = tag("summary", count(len(sources), "source"))
        listed = tag("details", summary, listed)
    return join(tag("strong", column.name), tag("div", many, class_="note"), listed)


def counts(verdicts: tuple[Verdict, ...] | list[Verdict]) -> str:
    """Return how many claims there are, and in how many sentences they stand where that differs."""
    sentences = sentences_of(verdicts)
    words = count(len(verdicts), "claim")
    return words if sentences == len(verdicts) else f"{words} in {count(sentences, 'sentence')}"


def _cell(column: Perspective, holds: Callable[[Verdict], bool]) -> Markup:
    """Return the claims of a perspective that fared so: how many, and each with its link."""
    found = [verdict for verdict in column.verdicts if holds(verdict)]
    if not found:
        return tag("span", "none", class_="none")
    head = tag("strong", counts(found))
    if all(verdict["share"] is None for verdict in found):
        return join(head, ": ", _links(found))
    items = [tag("li", *_claim(verdict)) for verdict in found]
    return join(head, tag("ul", *items, class_="short"))


def _links(verdicts: list[Verdict]) -> Markup:
    """Return the ids of claims, each leading to its row."""
    return join(*(tag("a", v["id"], href=f"#claim-{v['id']}") for v in verdicts), by=", ")


def _claim(verdict: Verdict) -> tuple[str, ...]:
    """Return a claim in a line: circle, link, paraphrase, count of 100, record."""
    words = f"{100 * verdict['share']:.0f} of 100; record {verdict['record']}"
    return (
        circle(verdict["symbol"]),
        tag("a", verdict["id"], href=f"#claim-{verdict['id']}"),
        " ",
        verdict["paraphrase"],
        " ",
        tag("span", words, class_="note"),
    )


def _record(column: Perspective) -> Markup:
    """Return how many claims the record agrees with, contradicts, disputes or is silent on."""
    words = []
    for word in ("contradicts", "agrees", "disputed", "silent"):
        found = [verdict for verdict in column.verdicts if verdict["record"] == word]
        if found:
            head = tag("strong", f"{word}: {counts(found)}")
            words.append(tag("li", head, ": ", _links(found)))
    return tag("ul", *words, class_="short")
