"""The records of a claim file: a source, its claims, their readings and what each is tested by."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from hinge.scenario.claim_tests import (
    CapabilityTest,
    CompositionTest,
    NecessityTest,
    RegretTest,
    TurningTest,
)
from hinge.scenario.fields import Day, Id, Record, Text
from hinge.scenario.predicate_records import Measure, Predicate

ClaimId = Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{2,3}$")]
Test = Literal[
    "record",
    "composition",
    "state",
    "forecast",
    "conditional",
    "effect",
    "necessity",
    "regret",
    "turning",
    "capability",
]


class EffectTest(Record):
    """X (present in arm ``with_``) against its absence (arm ``without``): sign and smallest relevant size.

    Arms are intervention ids, or ``baseline``. Exactly one of ``measure``
    (difference of means) and ``outcome`` (difference of frequencies).
    """

    with_: str = Field(alias="with")
    without: str
    measure: Measure | None = None
    outcome: Predicate | None = None
    direction: Literal["raises", "lowers"]
    smallest_relevant: Annotated[float, Field(gt=0)]
    smallest_relevant_reason: Text


class Evidence(Record):
    """A piece of evidence for or against, with its source; ``known_on``: the day it was public."""

    text: Text
    source: Text
    known_on: Day | None = None


class RecordSays(Record):
    """What history shows, compiled by hand, kept apart from anything that sets priors."""

    word: Literal["agrees", "contradicts", "silent", "disputed"]
    text: Text
    sources: tuple[Text, ...] = ()


class Reading(Record):
    """One reading of a sentence that can be read in several ways; it carries one kind of test."""

    id: Id
    says: Text
    predicate: Predicate | None = None
    given: Predicate | None = None
    effect: EffectTest | None = None
    composition: CompositionTest | None = None
    capability: CapabilityTest | None = None
    necessity: NecessityTest | None = None
    regret: RegretTest | None = None
    turning: TurningTest | None = None

    @property
    def tests(self) -> tuple[Test, ...]:
        """The kinds of test it carries: exactly one where it is sound, none where it is only words.

        A predicate alone is a ``state`` (a forecast has the same form); one with
        something given is a ``conditional``.
        """
        plain: Test = "state" if self.given is None else "conditional"
        carried: dict[Test, object] = {
            plain: self.predicate,
            "effect": self.effect,
            "composition": self.composition,
            "capability": self.capability,
            "necessity": self.necessity,
            "regret": self.regret,
            "turning": self.turning,
        }
        return tuple(test for test, part in carried.items() if part is not None)


class Claim(Record):
    """A sentence somebody wrote, and how it is tested.

    ``start``: ``assessment`` (from the snapshot of the assessment date) or
    ``campaign`` (from the first day). ``readings``: the first is of the claim's test,
    and its verdict stands in the table; others may carry other tests. A claim
    tested by the ``record`` has none of its own, and may have some of other tests beside it.
    ``encoded``: false lists the claim as "not encoded yet" with ``reason``.
    """

    id: ClaimId
    quote: Text
    paraphrase: Text
    test: Test
    family: Text = ""
    assessed_on: Day
    shares_sentence_with: tuple[ClaimId, ...] = ()
    start: Literal["assessment", "campaign"] = "assessment"
    encoded: bool = True
    reason: Text = ""
    readings: tuple[Reading, ...] = ()
    evidence_for: tuple[Evidence, ...] = ()
    evidence_against: tuple[Evidence, ...] = ()
    record: RecordSays
    leaves_out: Text = ""


class ClaimSource(Record):
    """Who made the claims: title, date, stance, kind; ``text``: a file in the scenario folder to check quotations against.

    ``leans``: the side whose view it is close to, as its stance says; empty where it is close to none.
    """

    id: Id
    title: Text
    date: Day
    stance: Text
    kind: Literal["commentary", "analysis", "press", "official", "party", "international"]
    text: str = ""
    leans: Id | None = None


class ClaimFile(Record):
    """One ``claims/*.yaml``: a source and its claims; ``file`` is its name in the folder, set by the loader."""

    file: str = ""
    schema_version: int = Field(alias="schema")
    source: ClaimSource
    claims: tuple[Claim, ...]
