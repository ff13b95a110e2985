"""Verdicts in a notebook: one with all it rests on, and all of an assessment in a compact table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hinge.analysis.course import Course
from hinge.claims.names import full_date
from hinge.claims.wording import short_word
from hinge.errors import InputError, Place, Problem
from hinge.figures.markup import Markup, join, tag
from hinge.notebook.card import (
    SHARES,
    bold,
    card,
    civilians,
    grey,
    lines,
    plain_table,
    small,
    strip,
)
from hinge.report.content import group_of, in_order, parts_ways
from hinge.report.hinging import hinging
from hinge.scenario.nearest import suggest
from hinge.scenario.scenario import Scenario

FIRST = 2
"""Assumptions named in the table; a verdict by itself names all."""

MODEL = ("", "put to the model", "in the model (95 %)", "hinges on", "record")
ALONE = ("", "by the record or the tables alone, nothing simulated", "record")
PARTED = "The model says one thing and the record another."


class OneVerdict(Mapping[str, Any]):
    """A verdict as it stands in ``verdicts.json``: a mapping that also shows itself."""

    def __init__(self, stored: Mapping[str, Any]) -> None:
        """Take the verdict."""
        self._stored = stored

    def __getitem__(self, key: str) -> Any:
        """Return a field, as ``verdict["share"]``."""
        return self._stored[key]

    def __iter__(self) -> Iterator[str]:
        """Go through the names of the fields."""
        return iter(self._stored)

    def __len__(self) -> int:
        """Return how many fields there are."""
        return len(self._stored)

    def __str__(self) -> str:
        """Return id, claim, verdict and record in two sentences."""
        sentence = self["sentence"] or self["reason"] or "Nothing is simulated for it."
        return f"{self['id']} {self['paraphrase']} {sentence} The record: {self['record']}."

    def __repr__(self) -> str:
        """Return the same in short."""
        return f"<Verdict {self['id']}: {self['word'] or self['record']}>"

    def _repr_html_(self) -> str:
        """Return the word, the interval drawn, what it hinges on, and the record."""
        parts: list[str] = [tag("p", f"“{self['quote']}” ", grey(self["source_title"]))]
        if self["share"] is None:
            parts.append(
                tag("p", bold(str(self["word"] or "Nothing simulated")), f" {self['reason']}")
            )
        else:
            parts.append(tag("p", *_drawn(self)))
            parts.append(tag("p", self["sentence"]))
            parts += _hinges(self)
        parts += _record(self)
        if self["leaves_out"]:
            parts.append(small(f"Left out: {self['leaves_out']}"))
        return card(f"{self['id']} {self['paraphrase']}", *parts, note=SHARES)


def _drawn(verdict: Mapping[str, Any]) -> list[Markup]:
    """Return mark and word, the interval drawn, and the count."""
    return [
        bold(f"{verdict['symbol']} {verdict['word']}"),
        join(" ", strip(verdict["low"], verdict["share"], verdict["high"]), " "),
        grey(f"{percentages(verdict)}; n = {verdict['n']:,}"),
    ]


def percentages(verdict: Mapping[str, Any]) -> str:
    """Return a share with its interval in words."""
    share, low, high = (100 * verdict[key] for key in ("share", "low", "high"))
    return f"{share:.0f} of 100 (95 % interval {low:.0f} to {high:.0f})"


def _hinges(verdict: Mapping[str, Any]) -> list[Markup]:
    """Return what a verdict hinges on, a line for each thing that was found."""
    found = verdict["readings"][0].get("rests_on") if verdict["readings"] else None
    said = list(hinging(found)) if found else []
    named = [hinge["name"] for hinge in verdict["hinges"]]
    first = f"Hinges on: {'; '.join(named)}." if named else "No single assumption stands out."
    return [tag("p", bold(first)), *(small(line) for line in said)]


def _record(verdict: Mapping[str, Any]) -> list[Markup]:
    """Return what the record shows, with its sources."""
    parted = join(" ", bold(PARTED)) if parts_ways(verdict) else ""
    text = tag("p", bold(f"The record: {verdict['record']}."), f" {verdict['record_text']}", parted)
    sources = "; ".join(verdict["record_sources"])
    return [text, small(f"Compiled by hand from: {sources}.")] if sources else [text]


def verdict_of(verdicts: Sequence[Mapping[str, Any]], claim: str) -> OneVerdict:
    """Return the verdict on a claim by its id; InputError for one that was not put to the test."""
    known = {str(verdict["id"]): verdict for verdict in verdicts}
    if claim not in known:
        raise InputError(
            [
                Problem(
                    "unknown_claim",
                    f"The assessment has no verdict on {claim!r} {suggest(claim, known)}.",
                    "Only claims that were put to the test have one.",
                    "Go through the assessment to see them all.",
                    Place("the id of a claim"),
                )
            ]
        )
    return OneVerdict(known[claim])


def assessment_html(
    scenario: Scenario, verdicts: Sequence[Mapping[str, Any]], course: Course
) -> str:
    """Return all verdicts of an assessment as a compact table, with harm to civilians below."""
    head = scenario.head
    note = (
        f"Assessed with what was known on {full_date(head.assessment_date)} ({scenario.vintage})."
    )
    ordered = in_order(verdicts)
    tested = [verdict for verdict in ordered if group_of(verdict) == "tested"]
    recorded = [verdict for verdict in ordered if group_of(verdict) == "record"]
    untested = [verdict for verdict in ordered if group_of(verdict) == "untested"]
    parts: list[str] = []
    if tested:
        parts.append(plain_table(MODEL, [_row(verdict) for verdict in tested]))
    if recorded:
        rows = [(bold(one["id"]), one["paraphrase"], str(one["record"])) for one in recorded]
        parts.append(plain_table(ALONE, rows))
    parts += [small(f"{one['id']} {one['word']}: {one['reason']}") for one in untested]
    return card(head.title, *parts, civilians(course, scenario), small(SHARES), note=note)


def _row(verdict: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the cells of a claim that was put to the model."""
    names = [str(hinge["name"]) for hinge in verdict["hinges"][:FIRST]]
    share, low, high = (round(100 * verdict[key]) for key in ("share", "low", "high"))
    record = str(verdict["record"])
    return (
        bold(verdict["id"]),
        verdict["paraphrase"],
        lines(
            bold(f"{verdict['symbol']} {short_word(str(verdict['word']))}"),
            join(strip(verdict["low"], verdict["share"], verdict["high"])),
            f"{share} of 100 ({low}–{high})",
        ),
        "; ".join(names) if names else grey("no single assumption"),
        bold(f"{record} !") if parts_ways(verdict) else record,
    )
