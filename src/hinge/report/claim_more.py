"""What unfolds below a claim: its words, every reading with its numbers, evidence and record, what is left out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hinge.claims.names import full_date
from hinge.figures.markup import Markup, join, tag
from hinge.report.claim_places import Shelf
from hinge.report.content import Content, Verdict
from hinge.report.reading_part import reading_part


def claim_more(content: Content, shelf: Shelf, verdict: Verdict) -> Markup:
    """Return the details of a claim, closed; they open without a script."""
    told = tag("span", f" on {verdict['id']}: readings, evidence, sources", class_="hidden")
    readings = [
        reading_part(shelf, verdict, reading, first=place == 0)
        for place, reading in enumerate(verdict["readings"])
    ]
    left = join(_sentence(verdict), *readings, _list("Notes", verdict["notes"]))
    right = join(
        _source(shelf, verdict),
        _evidence("Evidence for", verdict["evidence_for"]),
        _evidence("Evidence against", verdict["evidence_against"]),
        _record(verdict),
        _part("What the model leaves out", tag("p", verdict["leaves_out"]))
        if verdict["leaves_out"]
        else "",
        _shared(content, verdict),
    )
    inside = tag("div", tag("div", left), tag("div", right), class_="more-body")
    return tag("details", tag("summary", "More", told), inside)


def _sentence(verdict: Verdict) -> Markup:
    """Return the sentence that says it all, generated from the parts of the verdict."""
    return tag("p", verdict["sentence"], class_="says") if verdict["sentence"] else Markup()


def _source(shelf: Shelf, verdict: Verdict) -> Markup:
    """Return who said it, when and from where, and how and as of when it is tested."""
    said = f"{verdict['source_title']} ({verdict['source_stance']})."
    how = f"Assessed on {_date(verdict['assessed_on'])}. Family: {shelf.family(verdict)}. Test: {verdict['test']}."
    return join(tag("p", said), tag("p", how, class_="note"))


def _part(title: str, inside: Markup) -> Markup:
    """Return a headed part; nothing when there is nothing inside."""
    return join(tag("h3", title), inside) if inside else Markup()


def _evidence(title: str, pieces: list[Any]) -> Markup:
    """Return pieces of evidence with their sources; nothing when there are none."""
    items = [tag("li", f"{one['text']} ", tag("cite", one["source"])) for one in pieces]
    return _part(title, tag("ul", *items, class_="plain") if items else Markup())


def _record(verdict: Verdict) -> Markup:
    """Return what history shows, with its sources."""
    sources = "; ".join(verdict["record_sources"])
    return join(
        tag("h3", f"The record: {verdict['record']}"),
        tag("p", verdict["record_text"], " ", tag("cite", sources) if sources else ""),
    )


def _shared(content: Content, verdict: Verdict) -> Markup:
    """Return which other claims stand in the same sentence of the source; pooled, they count once."""
    present = {one["id"] for one in content.verdicts}
    others = [other for other in verdict["shares_sentence_with"] if other in present]
    links = [tag("a", other, href=f"#claim-{other}") for other in others]
    words = "In the same sentence of the source, counted once when pooled: "
    return tag("p", words, join(*links, by=", "), ".", class_="note") if links else Markup()


def _list(title: str, items: list[str]) -> Markup:
    """Return a headed list; nothing for no items."""
    listed = tag("ul", *(tag("li", item) for item in items), class_="plain") if items else Markup()
    return _part(title, listed)


def _date(text: str) -> str:
    """Return an ISO date in words."""
    return full_date(dt.date.fromisoformat(text))
