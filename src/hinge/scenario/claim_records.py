"""The records of a claim file: a source, its claims, and typed predicates; never code."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from hinge.scenario.fields import Day, Id, Record, Share, Text

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
SiegeState = Literal["open", "insecure", "closed_by_fire", "closed"]


class Window(Record):
    """When an atom must hold: on a date, at some day by / from-to, or throughout from-to.

    Exactly one form: ``on``; ``by`` (at some day from the start up to it);
    ``from`` with ``to`` (at some day in it), with ``throughout`` true for every
    day of it; ``share_of_days`` instead asks for at least that share of the days.
    """

    on: Day | None = None
    by: Day | None = None
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    throughout: bool = False
    share_of_days: Share | None = None


class ControlAtom(Record):
    """``by`` holds at least ``share`` of the areas of ``of`` (an area or a region)."""

    kind: Literal["control"]
    of: Id
    by: Id
    share: Share = 1.0
    when: Window


class SiegeAtom(Record):
    """The way into region ``of`` for ``side`` is in one of the states ``is``."""

    kind: Literal["siege"]
    of: Id
    side: Id
    is_: tuple[SiegeState, ...] = Field(alias="is")
    when: Window


class SeriesAtom(Record):
    """A recorded series is above or below a level (exactly one of the two).

    ``since``: the level is compared with the change since that date.
    """

    kind: Literal["series"]
    series: Text
    above: float | None = None
    below: float | None = None
    since: Day | None = None
    when: Window


class CompareAtom(Record):
    """Series ``left`` is at least ``factor`` times series ``right``."""

    kind: Literal["compare"]
    left: Text
    right: Text
    factor: float = 1.0
    when: Window


class AllOf(Record):
    """Every part holds."""

    kind: Literal["all"]
    parts: tuple[Predicate, ...] = Field(min_length=1)


class AnyOf(Record):
    """At least one part holds."""

    kind: Literal["any"]
    parts: tuple[Predicate, ...] = Field(min_length=1)


class Not(Record):
    """The part does not hold."""

    kind: Literal["not"]
    part: Predicate


class Before(Record):
    """``first`` comes to hold on an earlier day than ``then`` (or ``then`` never does)."""

    kind: Literal["before"]
    first: Predicate
    then: Predicate


Predicate = Annotated[
    ControlAtom | SiegeAtom | SeriesAtom | CompareAtom | AllOf | AnyOf | Not | Before,
    Field(discriminator="kind"),
]


class Measure(Record):
    """A number per replication: the value of a series on a date, or its change from one date to another.

    ``divide_by``: another series whose change over the same dates divides it.
    """

    series: Text
    on: Day | None = None
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    mean: bool = False
    divide_by: str | None = None


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
    """A piece of evidence for or against, with its source."""

    text: Text
    source: Text


class RecordSays(Record):
    """What history shows, compiled by hand, kept apart from anything that sets priors."""

    word: Literal["agrees", "contradicts", "silent", "disputed"]
    text: Text
    sources: tuple[Text, ...] = ()


class Reading(Record):
    """One reading of a sentence that can be read in several ways."""

    id: Id
    says: Text
    predicate: Predicate | None = None
    given: Predicate | None = None
    effect: EffectTest | None = None


class Claim(Record):
    """A sentence somebody wrote, and how it is tested.

    ``start``: ``assessment`` (from the snapshot of the assessment date) or
    ``campaign`` (from the first day). ``readings``: the first is the one whose
    verdict stands in the table; for test ``record`` there is none.
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
    """Who made the claims: title, date, stance, kind; ``text``: a file in the scenario folder to check quotations against."""

    id: Id
    title: Text
    date: Day
    stance: Text
    kind: Literal["commentary", "analysis", "press", "official", "party", "international"]
    text: str = ""


class ClaimFile(Record):
    """One ``claims/*.yaml``: a source and its claims; ``file`` is its name in the folder, set by the loader."""

    file: str = ""
    schema_version: int = Field(alias="schema")
    source: ClaimSource
    claims: tuple[Claim, ...]
