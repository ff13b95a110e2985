"""Pages of a what-if: what was changed, and how another state of the campaign compares with this one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from hinge.claims.compare_words import difference, hundred, value
from hinge.claims.names import capital, date_range
from hinge.figures.markup import Markup, join, tag
from hinge.report.content import Content
from hinge.report.tables import small_table
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
    "draws of 100 in which it rises or falls. Both sides share draws and luck, so that what differs comes from "
    "what was changed; all sides choose anew. Where nothing differs in any run, it says so."
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


def compared(more: Mapping[str, Any]) -> Markup:
    """Return the comparison with another state; nothing where there is none."""
    found = more.get("compared")
    if found is None:
        return Markup()
    days = date_range(*(dt.date.fromisoformat(found[name]) for name in ("from", "until")))
    runs = found["draws"] * found["replicates"]
    named = {plan["id"]: plan for plan in found["interventions"]}
    return join(
        tag(
            "p",
            f"{runs:,} runs on each side, {days}. The first is the campaign {_words(found['against'])}, "
            f"the second the campaign {_words(found['with'])}.",
            class_="note",
        ),
        _listed([(plan["title"], name, plan["says"]) for name, plan in named.items()]),
        small_table(
            ("", "The first", "The second", "Difference (95 %)", "More", "Fewer"),
            list(_rows(found["outcomes"])),
            "sources",
            words=1,
        ),
        tag("p", NOTE, class_="note"),
    )


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
            tag("div", " ".join(says.split()), class_="note"),
        )
        for title, name, says in plans
    ]
    return tag("ul", *items, class_="plain")


def _rows(outcomes: list[dict[str, Any]]) -> Iterator[Markup]:
    """Yield a row for each outcome, under the name of its group."""
    group = ""
    for line in outcomes:
        if line["group"] != group:
            group = line["group"]
            yield tag("tr", tag("th", GROUPS[group], colspan="6", scope="colgroup"))
        says = capital(line["says"])
        if line["difference"] is None:
            yield tag("tr", tag("td", says), tag("td", line["note"], colspan="5", class_="note"))
            continue
        same = line["identical"]
        yield tag(
            "tr",
            tag("td", says),
            tag("td", value(line["without"], line), class_="number"),
            tag("td", value(line["with"], line), class_="number"),
            tag("td", difference(line), class_="number"),
            tag("td", "" if same else hundred(line["rises"]["share"]), class_="number"),
            tag("td", "" if same else hundred(line["falls"]["share"]), class_="number"),
        )
