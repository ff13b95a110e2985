"""The patterns that a scenario's model must be able to show: typed predicates with what history had.

They serve one purpose: to look at the prior predictive, with every mechanism
and with one switched off at a time. No run and no verdict reads them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hinge.scenario.fields import Id, Record, Share, Text
from hinge.scenario.predicate_records import Predicate

FILE = "patterns.yaml"


class Pattern(Record):
    """A pattern of the campaign: what is asked of a replication, and whether it occurred.

    ``start``: from which day campaigns are simulated for it. ``at_least`` and
    ``at_most``: the share of the prior predictive in which it may hold.
    """

    id: Id
    says: Text
    occurred: bool
    start: Literal["assessment", "campaign"] = "campaign"
    at_least: Share = 0.05
    at_most: Share = 0.95
    predicate: Predicate


class PatternFile(Record):
    """``patterns.yaml``."""

    file: str = FILE
    schema_version: int = Field(alias="schema")
    patterns: Annotated[tuple[Pattern, ...], Field(min_length=1)]
