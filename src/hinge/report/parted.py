"""Where the model and the record part, before anything else: misfits, forecasts as scored, claims contradicted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from hinge.claims.names import date_range, full_date
from hinge.figures.markup import Markup, join, tag
from hinge.report.content import Content, Verdict, parts_ways
from hinge.report.marks import of_100
from hinge.report.tables import small_table

Scores = Mapping[str, Any]

FORECASTS = (
    ("model", "the model"),
    ("no_change", "no change: who held a place goes on holding it"),
    ("prior_only", "the priors alone, before calibration"),
    ("base_rate", "base rate of earlier sieges and wars"),
)
NOT_SCORED = (
    "The forecasts of this run have not been set against what happened afterwards. Scoring the run does so, "
    "and its report, written again, says so here:"
)
COMMANDS = "hinge score FOLDER; hinge report FOLDER"
MOST = 6
"""Numbers of the record outside the middle 90 of 100 runs that are named; the rest are counted."""


def parted(content: Content) -> Markup:
    """Return misfits of claims, what the record contradicts, and how the forecasts did."""
    against = [v for v in content.verdicts if v["record"] == "contradicts" and not parts_ways(v)]
    return tag(
        "div",
        tag(
            "div",
            tag("h3", "The model says one thing, the record another"),
            _named([v for v in content.verdicts if parts_ways(v)], "No such claim in this run."),
            tag("h3", "Claims that the record contradicts"),
            _named(against, "There is no other such claim."),
        ),
        tag("div", tag("h3", "The forecasts against what happened"), forecasts(content)),
        class_="two",
    )


def model_words(verdict: Verdict) -> str:
    """Return in a few words what the runs say of a claim."""
    if verdict["share"] is None:
        return str(verdict["word"] or "nothing simulated")
    return of_100(verdict)


def _named(verdicts: list[Verdict], none: str) -> Markup:
    """Return verdicts as a list of sentences with links into the table."""
    if not verdicts:
        return tag("p", none, class_="note")
    items = [
        tag(
            "li",
            tag("a", verdict["id"], href=f"#claim-{verdict['id']}"),
            " ",
            verdict["paraphrase"],
            tag("div", f"In the model: {model_words(verdict)}.", class_="note"),
            tag("div", f"The record {verdict['record']}. {verdict['record_text']}", class_="note"),
        )
        for verdict in verdicts
    ]
    return tag("ul", *items, class_="plain")


def forecasts(content: Content) -> Markup:
    """Return the Brier scores beside those of the baselines, what they say, and what lies outside."""
    scores = content.scores
    if scores is None:
        return tag("p", NOT_SCORED, " ", tag("code", COMMANDS), class_="warn")
    names = [(key, words) for key, words in FORECASTS if _told(scores, key)]
    rows = [
        tag(
            "tr",
            tag("td", words),
            tag("td", f"{scores['brier'][key]:.3f}", class_="number"),
            tag("td", _against(scores, key)),
        )
        for key, words in names
    ]
    facts = scores["outcomes"]["control_facts"]
    note = f"Mean Brier score over {facts} facts of who held what: 0 is best, lower is better."
    says = tag("ul", *(tag("li", one) for one in scores["says"]), class_="plain")
    return join(
        tag("p", note, class_="note"),
        small_table(("Forecast", "Brier", "The model against it"), rows, "scores"),
        tag("h3", "Numbers of the record outside the middle 90 of 100 runs"),
        _outside(scores["numbers"]["facts"], content.side_names),
        tag("details", tag("summary", "The scores in words"), says),
    )


def _told(scores: Scores, key: str) -> bool:
    """Return whether a forecast has a score of its own; without calibration the priors are the model."""
    return scores["brier"].get(key) is not None and (
        key != "prior_only" or bool(scores["run"]["calibrated"])
    )


def _against(scores: Scores, key: str) -> str:
    """Return how the model does against a baseline; nothing for itself."""
    found = scores["differences"].get(key)
    if not found:
        return ""
    span = found["by_region"]
    interval = f" ({span['low']:+.3f} to {span['high']:+.3f})" if span["low"] is not None else ""
    return f"{found['word']}: {found['difference']:+.3f}{interval}"


def _outside(facts: list[Any], sides: Mapping[str, str]) -> Markup:
    """Return the numbers of the record that hardly any run comes to."""
    found = [one for one in facts if not one["inside_90"]]
    if not found:
        return tag("p", "None of those that could be compared.", class_="note")
    items = [
        tag(
            "li",
            f"{_observed(one['observable'], sides)}, {_days(one)}: the record "
            f"{one['record']:,.0f} {one['unit']}, the runs {one['median']:,.0f} "
            f"({one['interval_90'][0]:,.0f}–{one['interval_90'][1]:,.0f}).",
        )
        for one in found[:MOST]
    ]
    rest = len(found) - len(items)
    more = tag("p", f"And {rest} more.", class_="note") if rest > 0 else ""
    counted = f"{len(found)} of {len(facts)}:"
    return join(tag("p", counted, class_="note"), tag("ul", *items, class_="plain"), more)


def _observed(name: str, sides: Mapping[str, str]) -> str:
    """Return what was counted in words; the side that ends its name, written out.

    >>> _observed("combatants_killed_gov", {"government": "Government side"})
    'Combatants killed, Government side'
    >>> _observed("share_lost_by_gov", {"government": "Government side"})
    'Share lost by the Government side'
    """
    *words, last = name.split("_")
    side = next((sides[side] for side in sides if side.startswith(last)), "")
    told = " ".join(words if side else [*words, last]).capitalize()
    if not side:
        return told
    return f"{told} the {side}" if told.endswith(" by") else f"{told}, {side}"


def _days(one: Mapping[str, Any]) -> str:
    """Return the day or days of a number in words."""
    first, last = (dt.date.fromisoformat(one[end]) for end in ("first", "last"))
    return full_date(last) if first == last else date_range(first, last)
