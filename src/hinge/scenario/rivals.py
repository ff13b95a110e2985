"""Rival readings of one event: what each leaves acting, and the by-products on which they are compared.

A by-product is something that was seen beside the event itself (when, how large,
where, by whom), with its error. It sets no prior and weighs no run; only the
comparison of rivals reads it. Its error says, as for what runs are conditioned
on, how far the report may err and, as ``discrepancy``, how far the model.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hinge.scenario.claim_records import ClaimId
from hinge.scenario.conditioning import Days, Factor, Report
from hinge.scenario.fields import Day, Id, Record, Text
from hinge.scenario.predicate_records import Measure, Predicate

FILE = "rivals.yaml"


class Amount(Record):
    """For a number: all values from ``low`` to ``high`` fit alike, others by a normal error of ``sd``.

    ``discrepancy``: that of the model, in the same unit.
    """

    kind: Literal["amount"]
    low: float
    high: float
    sd: Annotated[float, Field(gt=0)]
    discrepancy: Annotated[float, Field(ge=0)]


class HoldsReading(Record):
    """Whether a predicate holds in a campaign; the by-product is that it does."""

    kind: Literal["holds"]
    predicate: Predicate


class FirstReading(Record):
    """The first day on which a predicate holds, in the window that it names; or never."""

    kind: Literal["first"]
    predicate: Predicate


class NumberReading(Record):
    """A number of a campaign."""

    kind: Literal["number"]
    measure: Measure


Reads = Annotated[HoldsReading | FirstReading | NumberReading, Field(discriminator="kind")]
ByProductError = Annotated[Report | Days | Factor | Amount, Field(discriminator="kind")]


class ByProduct(Record):
    """Something seen beside the event that rivals explain.

    ``reads``: what a campaign shows of it; ``error``: ``report`` of ``holds``, ``days``
    of ``first``, ``factor`` or ``amount`` of ``number``; ``floor``: smallest relative
    likelihood, so that no campaign is ruled out by one report.
    """

    id: Id
    says: Text
    reads: Reads
    error: ByProductError
    floor: Annotated[float, Field(ge=1e-6, le=0.5)]
    true_on: Day
    known_on: Day
    source: Text = Field(min_length=1)

    @property
    def start(self) -> Literal["campaign"]:
        """From which day its campaigns are simulated: the campaign's first."""
        return "campaign"


class Rival(Record):
    """One reading: the claim that makes it, in a sentence, and what leaves its driver alone to act.

    ``under``: interventions that take the drivers of the other readings away.
    """

    id: Id
    claim: ClaimId
    says: Text
    under: tuple[Id, ...] = Field(min_length=1)


class RivalSet(Record):
    """Readings that compete for one event, and the by-products of it that none of them decides."""

    id: Id
    question: Text
    byproducts: tuple[ByProduct, ...] = Field(min_length=1, max_length=12)
    rivals: tuple[Rival, ...] = Field(min_length=2, max_length=6)


class RivalFile(Record):
    """``rivals.yaml``."""

    file: str = FILE
    schema_version: int = Field(alias="schema")
    sets: tuple[RivalSet, ...] = Field(min_length=1)
