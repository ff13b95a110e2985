"""The claims table: a row for each claim, and behind it everything that the verdict rests on."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hinge.claims.names import full_date
from hinge.figures.markup import Markup, join, tag
from hinge.figures.palette import GREY, HAIRLINE, INK
from hinge.report.beside import beside
from hinge.report.content import Content, Verdict, group_of, in_order

BAR = 200.0  # width of the bar from 0 to 100 runs
COLUMNS = ("Claim", "In the model", "Hinges on", "The record")
GROUPS = {
    "tested": "Put to the model: simulated campaigns or sampled tables",
    "record": "By the record or the tables alone, nothing simulated",
    "untested": "Without a verdict",
}


def claims_table(content: Content) -> Markup:
    """Return the table: tested claims, those of the record alone, those not tested, each under its head."""
    head = tag("tr", *(tag("th", words, scope="col") for words in COLUMNS))
    bodies = [_group(content, title, kind) for kind, title in GROUPS.items()]
    return tag("table", tag("thead", head), *bodies, class_="claims")


def _group(content: Content, title: str, kind: str) -> Markup:
    """Return one group of rows under its own head; nothing when it is empty."""
    rows = [_row(verdict) for verdict in in_order(content.verdicts) if group_of(verdict) == kind]
    if not rows:
        return Markup()
    head = tag("th", f"{title} ({len(rows)})", colspan="4", scope="rowgroup", class_="group")
    return tag("tbody", tag("tr", head), *rows)


def _row(verdict: Verdict) -> Markup:
    """Return the row of one claim; without a share, the reason takes the place of the hinges too."""
    what = tag(
        "td",
        tag("span", verdict["id"], class_="id"),
        " ",
        verdict["paraphrase"],
        tag("div", f"{verdict['source_title']} · {verdict['test']}", class_="note"),
        _details(verdict),
    )
    record = tag(
        "td", verdict["record"], class_=f"record-{verdict['record']}", data_label="The record"
    )
    if verdict["share"] is None:
        middle = [tag("td", in_the_model(verdict), colspan="2", data_label="In the model")]
    else:
        middle = [
            tag("td", in_the_model(verdict), data_label="In the model"),
            tag("td", _hinges(verdict), data_label="Hinges on", class_="on"),
        ]
    return tag("tr", what, *middle, record, data_claim=verdict["id"], id=f"claim-{verdict['id']}")


def in_the_model(verdict: Verdict) -> Markup:
    """Return mark, word, count with interval, and a bar; or the reason why there is no share."""
    word = verdict["word"] or ""
    if verdict["share"] is None:
        shown = tag("span", word, class_="unshared") if word else Markup()
        return join(shown, tag("div", verdict["reason"], class_="numbers"))
    share, low, high = (100 * verdict[key] for key in ("share", "low", "high"))
    mark = tag("span", verdict["symbol"], class_="mark", aria_hidden="true")
    return join(
        tag("span", mark, " ", word, class_="verdict"),
        interval_bar(low, share, high),
        tag(
            "div",
            f"{share:.0f} of 100 (95 % interval {low:.0f} to {high:.0f}; n\u00a0=\u00a0{verdict['n']:,})",
            class_="numbers",
        ),
    )


def interval_bar(low: float, share: float, high: float) -> Markup:
    """Return a line from 0 to 100 with the interval and a dot at the share, all in percent."""

    def at(value: float) -> float:
        return 5 + value * BAR / 100

    return tag(
        "svg",
        tag("path", d=f"M5,8H{5 + BAR:.0f}", stroke=HAIRLINE, stroke_width=2.0),
        tag("path", d="".join(f"M{at(edge):.0f},4v8" for edge in (0, 50, 100)), stroke=HAIRLINE),
        tag("path", d=f"M{at(low):.1f},8H{at(high):.1f}", stroke=GREY, stroke_width=4.0),
        tag("circle", cx=at(share), cy=8.0, r=4.5, fill=INK),
        viewBox=f"0 0 {BAR + 10:.0f} 16",
        aria_hidden="true",
    )


def _hinges(verdict: Verdict) -> Markup:
    """Return the assumptions that move the verdict most, each with the share at both its ends."""
    if not verdict["hinges"]:
        return join("no single assumption")
    items = [
        tag(
            "li",
            hinge["name"],
            tag(
                "div",
                _where(hinge),
                class_="numbers",
            ),
        )
        for hinge in verdict["hinges"]
    ]
    return tag("ul", *items, class_="hinges")


def _where(hinge: Verdict) -> str:
    """Return the share where an assumption is low and high; between, if that is what matters."""
    low, high = (f"{100 * hinge[end]['value']:.0f}" for end in ("lowest", "highest"))
    if hinge["holds_where"] in ("high", "low"):
        return f"{low} of 100 where it is low, {high} where it is high"
    between = f"{100 * hinge['middle']['value']:.0f}"
    return f"{low} of 100 where it is low, {between} in the middle, {high} where it is high"


def _details(verdict: Verdict) -> Markup:
    """Return what unfolds: the words themselves, how they are tested, the evidence, what is left out."""
    source = (
        f"{verdict['source_title']}, {_date(verdict['source_date'])} ({verdict['source_stance']})."
    )
    parts = [
        tag("blockquote", f"“{verdict['quote']}”"),
        tag("p", source, class_="note"),
        tag("p", verdict["sentence"]),
        _part("How it is tested", _how(verdict)),
        _part("Two kinds of spread", _spread(verdict)),
        _part("Evidence for", _evidence(verdict["evidence_for"])),
        _part("Evidence against", _evidence(verdict["evidence_against"])),
        _part("The record", _record(verdict)),
        _part("Left out", _paragraph(verdict["leaves_out"])),
        _part("Notes", _list(verdict["notes"])),
    ]
    return tag("details", tag("summary", "The words, the test, the evidence"), *parts)


def _part(title: str, inside: Markup) -> Markup:
    """Return a headed part; nothing when there is nothing inside."""
    return join(tag("h4", title), inside) if inside else Markup()


def _how(verdict: Verdict) -> Markup:
    """Return the test and, for each reading, its sentence in the model's terms and its own verdict."""
    about = f"Test: {verdict['test']}; assessed on {_date(verdict['assessed_on'])}."
    readings = [tag("li", _reading(reading)) for reading in verdict["readings"]]
    return join(tag("p", about), tag("ul", *readings, class_="plain") if readings else "")


def _reading(reading: Verdict) -> Markup:
    """Return one reading: what it says, what is counted, and what came out."""
    parts = [reading["says"]]
    if reading["predicate"]:
        parts.append(f"Counted: {reading['predicate']}")
    parts.append(reading["sentence"] or reading["reason"])
    parts += [*beside(reading), *reading["notes"]]
    return join(*(join(tag("br") if i else "", words) for i, words in enumerate(parts) if words))


def _spread(verdict: Verdict) -> Markup:
    """Return how much of the variance is assumption and how much is chance."""
    spread = verdict["spread"]
    if spread is None:
        return Markup()
    return tag(
        "p",
        f"{100 * spread['between']:.0f} % of the variance of one campaign lies between draws of the "
        f"assumptions (95 % interval {100 * spread['low']:.0f} to {100 * spread['high']:.0f}), "
        f"{100 * spread['within']:.0f} % is chance within them.",
    )


def _evidence(pieces: list[Any]) -> Markup:
    """Return pieces of evidence with their sources; nothing when there are none."""
    items = [
        tag("li", piece["text"], " ", tag("span", piece["source"], class_="note"))
        for piece in pieces
    ]
    return tag("ul", *items, class_="plain") if items else Markup()


def _record(verdict: Verdict) -> Markup:
    """Return what history shows, with its sources."""
    sources = "; ".join(verdict["record_sources"])
    return join(
        tag("p", f"{verdict['record'].capitalize()}. {verdict['record_text']}"),
        tag("p", f"Compiled by hand from: {sources}.", class_="note") if sources else "",
    )


def _paragraph(text: str) -> Markup:
    """Return a paragraph; nothing for no text."""
    return tag("p", text) if text else Markup()


def _list(items: list[str]) -> Markup:
    """Return a list; nothing for no items."""
    return tag("ul", *(tag("li", item) for item in items), class_="plain") if items else Markup()


def _date(text: str) -> str:
    """Return an ISO date in words."""
    return full_date(dt.date.fromisoformat(text))


def legend() -> Markup:
    """Return what the circles mean."""
    marks = (
        ("●", "holds in nearly all runs (90 or more of 100)"),
        ("◕", "holds in most (67 to 89)"),
        ("◑", "hinges on … (34 to 66)"),
        ("◔", "fails in most (11 to 33)"),
        ("○", "fails in nearly all (10 or fewer)"),
    )
    return tag(
        "ul",
        *(tag("li", tag("span", mark, class_="mark"), " ", words) for mark, words in marks),
        class_="key",
    )
