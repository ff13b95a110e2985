"""The tests a reading may carry beside predicates and effects: composition, capability, necessity, regret, turning.

Each is data: what is compared with what. The estimands stand in docs/claims.md.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hinge.scenario.fields import Day, Id, Record, Share, Text
from hinge.scenario.predicate_records import Measure, Predicate

Count = Annotated[int, Field(ge=0, le=1_000_000)]


class CompositionTest(Record):
    """The share of some factions among persons, from the tables as sampled, against a stated bound.

    Share = persons of the factions ``of`` over persons of the factions ``among``
    (``civilians`` adds the people of the region to them), counted where their
    formations stand in region ``where`` (empty: on the whole map) on ``on``, a
    snapshot date. ``out_of``: the region in which those ``among`` are counted
    where that is a wider one (``map``: the whole map). ``weighted``: persons times quality instead of persons.
    """

    of: tuple[Id, ...] = Field(min_length=1)
    among: tuple[Id, ...] = Field(min_length=1)
    civilians: bool = False
    where: str = ""
    out_of: str = ""
    on: Day
    weighted: bool = False
    at_least: Share | None = None
    at_most: Share | None = None


class CapabilityTest(Record):
    """Whether an asset can do what is said, from the tables alone: no share, a word of the record.

    ``needs``: what the claim takes for granted of the asset's row, each true or not there.
    """

    asset: Id
    needs: tuple[Literal["available", "base_given", "reaches_map"], ...] = Field(min_length=1)
    says: Text


class ObservedCases(Record):
    """Cases outside the model in which X came about by itself or did not, and Y after it or not.

    ``with_cause`` and ``without_cause``: how many cases; ``outcome_with_cause`` and
    ``outcome_without_cause``: how many of them had Y. ``says``: what they are and why
    they are like the campaign; ``source``: who counted them.
    """

    with_cause: Count
    outcome_with_cause: Count
    without_cause: Count
    outcome_without_cause: Count
    says: Text = Field(min_length=1)
    source: Text = Field(min_length=1)


class NecessityTest(Record):
    """Whether X was needed for Y, and whether the choice was forced.

    ``cause``: the interventions that take X away, each a version of it (their
    range is printed); ``outcome`` Y, at campaign level; ``side`` whose command
    chose. ``margin``: by how much every alternative must be worse, in the
    utility of the decision; ``by``: the last day on which the choice counts.
    ``observed``: cases that narrow the bounds of necessity, where there are some.
    Share: draws in which all conditions of the decision test hold.
    """

    cause: tuple[Id, ...] = Field(min_length=1)
    outcome: Predicate
    side: Id
    margin: Annotated[float, Field(ge=0)]
    from_: Day = Field(alias="from")
    by: Day
    observed: ObservedCases | None = None


class Goal(Record):
    """Something an actor may want: a measure to be raised or lowered; ``civilians`` marks harm to them."""

    id: Id
    says: Text
    measure: Measure
    direction: Literal["raise", "lower"]
    civilians: bool = False


class RegretTest(Record):
    """Whether option Z is the best of the named alternatives, over weights of goals, beliefs and draws.

    ``option`` and ``against``: interventions, or ``baseline``. At least one goal
    is harm to civilians. ``harm_ceiling``: the second table leaves out options
    whose mean civilian deaths exceed this many times the lowest.
    """

    option: str
    against: tuple[str, ...] = Field(min_length=1)
    goals: tuple[Goal, ...] = Field(min_length=2)
    harm_ceiling: Annotated[float, Field(ge=1)] = 1.5


class TurningTest(Record):
    """Whether what is settled in a window exceeds what an ordinary campaign settles in it.

    ``outcome`` W, decided at the horizon; the window from ``from`` to ``to``;
    ``features``: recorded series and siege states (as ``siege.<region>.<side>``)
    from which the chance of W is learned day by day.
    """

    outcome: Predicate
    from_: Day = Field(alias="from")
    to: Day
    features: tuple[Text, ...] = Field(min_length=1)
