"""The claims table: one short row for each claim; what its verdict rests on unfolds below the row.

A row carries its id, source, step, record and family as ``data-`` attributes, so
that a page with scripts can filter; without scripts everything unfolds natively.
"""

from __future__ import annotations

from hinge.claims.names import number
from hinge.claims.rests import quantity
from hinge.figures.markup import Markup, join, tag
from hinge.report.claim_more import claim_more
from hinge.report.claim_places import Shelf
from hinge.report.content import Content, Verdict, count, group_of, in_order
from hinge.report.harm_words import killed
from hinge.report.marks import step_key, verdict_mark

COLUMNS = ("Claim", "In the model", "Hinges on, breaks where", "Civilians killed", "The record")
GROUPS = {
    "tested": "Put to the model: simulated campaigns or sampled tables",
    "record": "By the record or the tables alone, nothing simulated",
    "untested": "Without a verdict",
}
NO_SHARE = "A claim of fact: sources are counted, and nothing is simulated."
"""The reason that most claims of the record share; it stands once, in the head of their group."""


def claims_table(content: Content) -> Markup:
    """Return the table: tested claims, those of the record alone, those not tested, each under its head."""
    shelf = Shelf.of(content.scenario)
    head = tag(
        "tr",
        *(tag("th", words, scope="col", role="columnheader") for words in COLUMNS),
        tag("th", tag("span", "More", class_="hidden"), scope="col", role="columnheader"),
        role="row",
    )
    bodies = [_group(content, shelf, title, kind) for kind, title in GROUPS.items()]
    thead = tag("thead", head, role="rowgroup")
    return tag("table", thead, *bodies, class_="claims", role="table")


def _group(content: Content, shelf: Shelf, title: str, kind: str) -> Markup:
    """Return one group of rows under its own head; nothing when it is empty."""
    found = [verdict for verdict in in_order(content.verdicts) if group_of(verdict) == kind]
    if not found:
        return Markup()
    why = f" {NO_SHARE}" if any(verdict["reason"] == NO_SHARE for verdict in found) else ""
    head = tag(
        "th",
        f"{title} ({len(found)})",
        tag("span", why, class_="note") if why else "",
        colspan="6",
        scope="rowgroup",
        class_="group",
        role="rowheader",
    )
    rows = [_row(content, shelf, verdict) for verdict in found]
    return tag("tbody", tag("tr", head, role="row"), *rows, role="rowgroup")


def _row(content: Content, shelf: Shelf, verdict: Verdict) -> Markup:
    """Return the row of one claim, with what unfolds as its last cell."""
    share = verdict["share"] is not None
    cells = [
        tag(
            "th",
            tag("span", verdict["id"], class_="id"),
            tag("span", verdict["paraphrase"], class_="what"),
            tag("q", verdict["quote"]),
            scope="row",
            role="rowheader",
        ),
        _cell(COLUMNS[1], "model" if share else "model wide", in_the_model(verdict)),
    ]
    if share:
        cells.append(_cell(COLUMNS[2], "on", _hinges(verdict), _breaks(verdict)))
    cells.append(_cell(COLUMNS[3], "harmed", killed(verdict)))
    cells.append(_cell(COLUMNS[4], f"record record-{verdict['record']}", verdict["record"]))
    cells.append(tag("td", claim_more(content, shelf, verdict), class_="more", role="cell"))
    return tag(
        "tr",
        *cells,
        id=f"claim-{verdict['id']}",
        role="row",
        data_claim=verdict["id"],
        data_source=verdict["source"],
        data_word=step_key(verdict),
        data_record=verdict["record"],
        data_family=shelf.family(verdict),
    )


def _cell(label: str, kind: str, *inside: str) -> Markup:
    """Return a cell that knows the name of its column, which narrow screens show."""
    return tag("td", *inside, class_=kind, role="cell", data_label=label)


def in_the_model(verdict: Verdict) -> Markup:
    """Return circle, word, count with interval; or why there is no share."""
    if verdict["share"] is not None:
        return verdict_mark(verdict, short=True)
    shown = tag("span", verdict["word"], class_="unshared") if verdict["word"] else Markup()
    if verdict["reason"] == NO_SHARE:
        pieces = (len(verdict["evidence_for"]), len(verdict["evidence_against"]))
        words = f"{count(pieces[0], 'piece')} of evidence for, {pieces[1]} against"
        return tag("div", words, class_="numbers")
    return join(shown, tag("div", verdict["reason"], class_="numbers"))


def _hinges(verdict: Verdict) -> Markup:
    """Return the assumptions that move the verdict most, with the share where each is low and high."""
    if not verdict["hinges"]:
        return tag("span", "no single assumption", class_="none")
    return tag("ul", *(tag("li", *_hinge(hinge)) for hinge in verdict["hinges"]), class_="hinges")


def _hinge(hinge: Verdict) -> tuple[str, Markup]:
    """Return one assumption: its name, and of 100 runs how many hold at its ends."""
    ends = [f"{100 * hinge[end]['value']:.0f}" for end in ("lowest", "highest")]
    if hinge["holds_where"] not in ("high", "low") and hinge["middle"]:
        ends.insert(1, f"{100 * hinge['middle']['value']:.0f}")
    where = "low, middle, high" if len(ends) == 3 else "low, high"
    arrow = tag("span", " → ".join(ends), title=f"of 100 runs where it is {where}", class_="ends")
    return f"{hinge['name']} ", arrow


def _breaks(verdict: Verdict) -> Markup:
    """Return the breaking point of the first reading in a few words; nothing where none is credible."""
    rests = verdict["readings"][0]["rests_on"] if verdict["readings"] else None
    words = breaks_words(rests, [hinge["name"] for hinge in verdict["hinges"]])
    return tag("div", words, class_="breaks") if words else Markup()


def breaks_words(rests: Verdict | None, hinges: list[str]) -> str:
    """Return where a verdict turns to another word; nothing where no such change is credible.

    ``hinges``: names of those beside it; a single one need not be named again.
    """
    point = rests["breaking_point"] if rests else None
    if not point:
        return ""
    name = "it" if hinges == [point["name"]] else point["name"]
    value = quantity(point["value"], point["unit"])
    if number(point["value"]) == number(point["median"]):
        side = "below" if point["direction"] == "falls" else "above"
        return f"{point['symbol']} as soon as {name} is {side} {value}, its middle value"
    return f"{point['symbol']} if {name} {point['direction']} to {value}"
