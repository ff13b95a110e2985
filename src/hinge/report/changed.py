"""Pages of a what-if: what was changed, and how another state of the campaign compares with this one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from hinge.claims.compare_words import difference, hundred, value
from hinge.claims.names import capital, date_range, full_date
from hinge.figures.markup import Markup, join, tag
from hinge.report.content import Content, count
from hinge.report.tables import small_table
from hinge.scenario.adjust import MARK
from hinge.scenario.assumed import is_assumption
from hinge.scenario.patch import TOGETHER

BASELINE = "baseline"
PLAIN = "as it was assessed"
GROUPS = {
    "asked": "What claims ask about",
    "civilians": "Civilians",
    "soldiers": "Soldiers",
    "ground": "Ground",
    "sieges": "Sieges",
    "politics": "Politics",
}
NOTE = (
    "Differences with their 95 % interval; those of shares are in percentage points. More and fewer: "
    "draws of 100 in which it rises or falls. Both sides share draws and luck, so that what differs "
    "comes from what was changed; all sides choose anew."
)


def changed(content: Content) -> Markup:
    """Return what was changed in every run of the page; nothing where that is nothing."""
    if not content.scenario.pulled:
        return Markup()
    return join(
        tag(
            "p",
            "This page is about a what-if. Every run on it has the following changes, and every verdict "
            "says what holds with them.",
            class_="warn",
        ),
        _listed([(plan.title, plan.id, plan.says) for plan in content.scenario.pulled]),
    )


def compared(content: Content) -> Markup:
    """Return the comparison with another state; nothing where there is none."""
    found = content.more.get("compared")
    if found is None:
        return Markup()
    days = date_range(*(dt.date.fromisoformat(found[name]) for name in ("from", "until")))
    runs = found["draws"] * found["replicates"]
    known = {plan.id for plan in content.scenario.pulled}
    others = [plan for plan in found["interventions"] if plan["id"] not in known]
    plain = found["against"] == BASELINE
    columns = ("As assessed", "Changed") if plain else ("The first", "The second")
    lines = found["outcomes"]
    equal = [line for line in lines if line["identical"] and line["difference"] is not None]
    differing = [line for line in lines if line not in equal]
    return join(
        tag(
            "p",
            f"{runs:,} runs on each side, {days}: the campaign {_words(found['against'])}, and the "
            f"campaign {_words(found['with'])}.",
            class_="note",
        ),
        _listed([(plan["title"], plan["id"], plan["says"]) for plan in others]) if others else "",
        small_table(
            ("", *columns, "Difference (95 %)", "More", "Fewer"),
            list(_rows(differing)),
            "sources",
            words=1,
        )
        if differing
        else tag("p", "Nothing that is compared differs in any run."),
        _equal(equal) if equal else "",
        tag("p", NOTE, class_="note"),
    )


def _equal(lines: list[dict[str, Any]]) -> Markup:
    """Return the outcomes that differ in no run, folded."""
    items = [tag("li", _named(line)) for line in lines]
    said = f"Equal in every run: {count(len(lines), 'outcome')}"
    return tag("details", tag("summary", said), tag("ul", *items, class_="plain"))


def _named(line: dict[str, Any]) -> Markup:
    """Return an outcome in words; one that a claim asks about leads to the claim."""
    says = capital(line["says"])
    if line["group"] != "asked":
        return tag("span", says)
    claim = line["id"].partition(".")[0]
    return join(tag("a", claim, href=f"#claim-{claim}"), " ", says)


def _words(state: str) -> str:
    """Return a state in words."""
    return PLAIN if state == BASELINE else f"with {' and '.join(state.split(TOGETHER))}"


def _listed(plans: list[tuple[str, str, str]]) -> Markup:
    """Return changes as a list: title, the name that makes it again, what it says."""
    items = [
        tag(
            "li",
            tag("strong", title.strip()),
            " ",
            tag("code", name),
            tag("div", _said(name, " ".join(says.split())), class_="note"),
        )
        for title, name, says in plans
    ]
    return tag("ul", *items, class_="plain")


def _said(name: str, says: str) -> str:
    """Return what a change is; one with other dates or another size says those too."""
    if is_assumption(name) or MARK not in name:
        return says
    words = []
    for part in name.partition(MARK)[2].split(","):
        key, _, asked = part.strip().partition("=")
        words.append(f"{key} {asked if key == 'size' else full_date(dt.date.fromisoformat(asked))}")
    return f"As the scenario has it: {says} Here {', '.join(words)}."


def _rows(outcomes: list[dict[str, Any]]) -> Iterator[Markup]:
    """Yield a row for each outcome, under the name of its group."""
    group = ""
    for line in outcomes:
        if line["group"] != group:
            group = line["group"]
            yield tag("tr", tag("th", GROUPS[group], colspan="6", scope="colgroup"))
        if line["difference"] is None:
            note = tag("td", line["note"], colspan="5", class_="note")
            yield tag("tr", tag("td", _named(line)), note)
            continue
        yield tag(
            "tr",
            tag("td", _named(line)),
            tag("td", value(line["without"], line), class_="number"),
            tag("td", value(line["with"], line), class_="number"),
            tag("td", difference(line), class_="number"),
            tag("td", hundred(line["rises"]["share"]), class_="number"),
            tag("td", hundred(line["falls"]["share"]), class_="number"),
        )
