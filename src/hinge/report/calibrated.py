"""The page's section on calibration: what it moved, and the claims without it where that is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hinge.claims.names import number
from hinge.figures.markup import Markup, tag
from hinge.report.tables import folded_table

RANGES = ("Assumption", "Status", "Prior", "Calibrated", "Unit")
VERDICTS = ("Claim", "Without calibration", "Calibrated", "Moved by")
OPEN = 6
"""Rows of a table that stand unfolded."""

NOTE = (
    "Medians, with the range of 90 of 100 draws. All other assumptions are those of the same "
    "draws of the calibration; none of them was moved by itself. With and without calibration "
    "campaigns share their luck, and no assumptions."
)


def calibrated(more: Mapping[str, Any]) -> Iterator[Markup]:
    """Yield what stands in the section; nothing where nothing ships to calibrate with."""
    found = more.get("calibration")
    if found is None:
        return
    yield tag("p", found["says"], class_="note")
    if found["posterior"]:
        yield _ranges(found["parameters"])
        yield tag("p", NOTE, class_="note")
    names = {one["parameter"]: one["name"] for one in found.get("parameters", ())}
    if "without_calibration" in more:
        yield _verdicts(more["without_calibration"]["claims"], names)


def _ranges(parameters: list[dict[str, Any]]) -> Markup:
    """Return the table of prior and posterior of every calibrated parameter."""
    rows = [
        tag(
            "tr",
            tag("td", one["name"], " ", tag("span", one["parameter"], class_="note")),
            tag("td", one["status"]),
            tag("td", _range(one["prior"])),
            tag("td", _range(one["posterior"])),
            tag("td", one["unit"]),
        )
        for one in parameters
    ]
    return folded_table(RANGES, rows, "sources", shown=OPEN)


def _verdicts(claims: list[dict[str, Any]], names: Mapping[str, str]) -> Markup:
    """Return the table of all claims with a share in either run; those whose word changed come first and stand out."""
    rows = []
    for one in sorted(claims, key=lambda one: not one["changed"]):
        if one["with"]["share"] is None and one["without"]["share"] is None:
            continue
        strong = "strong" if one["changed"] else "span"
        moved = "; ".join(names[name] for name in one["moved_by"])
        rows.append(
            tag(
                "tr",
                tag("td", tag("a", one["id"], href=f"#claim-{one['id']}"), " ", one["paraphrase"]),
                tag("td", _said(one["without"])),
                tag("td", tag(strong, _said(one["with"]))),
                tag("td", moved or ("none that stands out" if one["changed"] else "")),
            )
        )
    return folded_table(VERDICTS, rows, "sources", shown=OPEN)


def _range(found: list[float]) -> str:
    """Return a median with its range."""
    low, middle, high = (number(value) for value in found)
    return f"{middle} ({low} to {high})"


def _said(verdict: Mapping[str, Any]) -> str:
    """Return a verdict in one line: circle, word, share with interval."""
    if verdict["share"] is None:
        return str(verdict["word"] or "no share")
    share, low, high = (100 * verdict[key] for key in ("share", "low", "high"))
    return f"{verdict['symbol']} {verdict['word']}, {share:.0f} of 100 ({low:.0f} to {high:.0f})"
