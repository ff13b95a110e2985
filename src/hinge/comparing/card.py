"""A comparison as it shows itself in a notebook: each what-if, and what changes under it, harm first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hinge.claims.compare_words import difference, hundred, value
from hinge.claims.names import capital
from hinge.figures.markup import Markup, tag
from hinge.notebook.card import SHARES, bold, card, plain_table, small

GROUPS = ("asked", "civilians")
"""Shown at once; the other groups unfold."""

HEADS = ("", "without", "with", "difference (95 %)", "up", "down")
LEGEND = (
    "Differences are with it less without it, the same draws and the same luck on both sides; those of "
    "shares are in percentage points. Up and down: draws of 100 in which it rises or falls. "
)


def comparison_html(stored: Mapping[str, Any]) -> str:
    """Return a comparison, as it stands in ``compare.json``, as HTML that fetches nothing."""
    parts: list[str] = []
    says = {one["id"]: one for one in stored["interventions"]}
    for found in stored["comparisons"]:
        name = found["intervention"]
        if name in says:
            what_if = says[name]
            parts.append(tag("p", bold(what_if["title"]), f" ({name}). {what_if['says']}"))
        else:
            parts.append(tag("p", bold(name)))
        lines = found["outcomes"]
        parts.append(_table([line for line in lines if line["group"] in GROUPS]))
        rest = [line for line in lines if line["group"] not in GROUPS]
        if rest:
            inside = tag("summary", f"{len(rest)} more outcomes")
            parts.append(tag("details", inside, _table(rest)))
    runs = stored["draws"] * stored["replicates"]
    note = f"{runs:,} campaigns in each arm, {stored['from']} to {stored['until']}, against {stored['against']}."
    return card(stored["title"], *parts, small(LEGEND + SHARES), note=note)


def _table(lines: list[Mapping[str, Any]]) -> Markup:
    """Return outcomes with what they are in both arms."""
    return plain_table(HEADS, [_row(dict(line)) for line in lines], numbers=(1, 2, 3, 4, 5))


def _row(line: dict[str, Any]) -> tuple[str, ...]:
    """Return the cells of an outcome; in bold where the interval leaves nought out."""
    if line["difference"] is None:
        return (f"{capital(line['says'])}: {line['note']}", "", "", "", "", "")
    words, same = difference(line), line["identical"]
    sure = line["difference"]["low"] > 0.0 or line["difference"]["high"] < 0.0
    return (
        capital(line["says"]),
        value(line["without"], line),
        value(line["with"], line),
        bold(words) if sure and not same else words,
        "" if same else hundred(line["rises"]["share"]),
        "" if same else hundred(line["falls"]["share"]),
    )
