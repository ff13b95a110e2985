"""Truth and report side by side: what monitors would have published of the simulated campaigns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from hinge.claims.names import full_date
from hinge.figures.markup import Markup, tag
from hinge.report.tables import folded_table

Table = Mapping[str, Any]

OPEN = 8
"""Rows of a table that stand unfolded."""


def reports(found: Table | None) -> tuple[Markup, ...]:
    """Return reports beside the truth, what was published, who counts; nothing without monitors."""
    if found is None:
        return ()
    by = full_date(dt.date.fromisoformat(found["by"]))
    note = (
        "Nobody sees the truth of a campaign; monitors publish part of it, late. The first column is "
        "the simulated truth, as everywhere else on this page; the others are what each monitor would "
        f"have published of the same runs by {by}. Median, and 90 of 100 runs. Deaths from want alone "
        "stand in no column. Monitors draw on each other: that they agree is no second proof."
    )
    published = _published(found) if found["published"] else Markup()
    return tag("p", note, class_="note"), _figures(found), published, _who(found)


def _figures(found: Table) -> Markup:
    """Return the figures of the run: truth, then a column for each monitor that reports any of them."""
    shown = [
        one
        for one in found["monitors"]
        if any(one["id"] in figure["reports"] for figure in found["figures"])
    ]
    head = ["figure", "simulated truth", *(f"{one['name']} would report" for one in shown)]
    rows = [
        [
            figure["says"],
            spread_words(figure["truth"]),
            *(spread_words(figure["reports"].get(one["id"])) for one in shown),
        ]
        for figure in found["figures"]
        if figure["truth"]["high"] > 0
    ]
    return _table(head, rows)


def _published(found: Table) -> Markup:
    """Return what monitors did publish by the assessment date, beside truth and report of runs."""
    names = {one["id"]: one["name"] for one in found["monitors"]}
    head = ["what was counted", "days", "by", "published", "it would report", "simulated truth"]
    rows = [
        [
            one["says"],
            f"{one['from']} to {one['to']}",
            names[one["monitor"]],
            f"{one['value']:,.0f}",
            spread_words(one["report"]),
            spread_words(one["truth"]),
        ]
        for one in found["published"]
    ]
    note = (
        "What monitors did publish by the assessment date. A dash: these days were not simulated in "
        "this run. Runs from the campaign's first day may have been weighed by some of these figures."
    )
    return _folded("What was published", tag("p", note, class_="note"), _table(head, rows, words=3))


def _who(found: Table) -> Markup:
    """Return who counts, with stance and undercount."""
    head = ["monitor", "stance", "rests on", "share of civilian deaths in its reports", "source"]
    names = {one["id"]: one["name"] for one in found["monitors"]}
    rows = [
        [
            one["name"],
            one["stance"],
            ", ".join(names.get(other, other) for other in one["rests_on"]) or "—",
            share_words(one),
            one["source"],
        ]
        for one in found["monitors"]
    ]
    return _folded("Who counts", _table(head, rows, words=5))


def _folded(title: str, *inside: Markup) -> Markup:
    """Return a part that unfolds under its heading."""
    return tag("details", tag("summary", tag("h3", title)), *inside, class_="part")


def spread_words(spread: Table | None) -> str:
    """Return a median with its range; a dash for none.

    >>> spread_words({"low": 950, "median": 1234.4, "high": 2000})
    '1,234 (950–2,000)'
    """
    if spread is None:
        return "—"
    return f"{spread['median']:,.0f} ({spread['low']:,.0f}–{spread['high']:,.0f})"


def share_words(monitor: Table, kind: str = "civilians_killed") -> str:
    """Return the share of the truth in a monitor's reports of a kind, by the side concerned where it differs."""
    counts = [count for count in monitor["counts"] if count["kind"] == kind]
    if not counts or counts[0]["share"] is None:
        return "not counted"
    groups: dict[str, list[str]] = {}
    for side, span in counts[0]["share"].items():
        groups.setdefault(f"{span['low']:g} to {span['high']:g}", []).append(side)
    if len(groups) == 1:
        return next(iter(groups))
    return "; ".join(f"{words} ({', '.join(sides)})" for words, sides in groups.items())


def _table(head: list[str], rows: list[list[str]], words: int = 1) -> Markup:
    """Return a table whose first ``words`` columns are words and whose others are numbers; long ones fold."""
    body = [
        tag("tr", *(tag("td", cell) for cell in row[:words]), *map(_number_cell, row[words:]))
        for row in rows
    ]
    return folded_table(head, body, "reports", words, shown=OPEN)


def _number_cell(text: str) -> Markup:
    """Return the cell of a number; a range after it is not broken over two lines."""
    middle, *rest = text.split(" ", 1)
    return tag("td", middle, *(tag("div", part) for part in rest), class_="number")
