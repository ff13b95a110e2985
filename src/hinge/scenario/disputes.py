"""Who would dispute an assumption, and which way each would push it.

An entry names assumptions (parameters, or a group of them with a star), the
perspective from which they look wrong, and whether they would be put higher or
lower from there. It sets nothing: no prior, no run and no verdict reads it. Beside
the verdicts it tells whose claims would gain if the critic were right.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from hinge.scenario.fields import Day, Id, Name, Record, Text

FILE = "disputes.yaml"
AssumptionName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.*]*$", max_length=128)]


class Perspective(Record):
    """From where somebody looks: a name in neutral words; ``side``: the side it is close to, if any."""

    id: Id
    name: Name
    side: Id | None = None


class Dispute(Record):
    """One objection: from one perspective, against one assumption or group, in one direction.

    ``assumptions``: ids of parameters; a star stands for anything (``harm.*``). ``push``:
    where the critic would put it. ``basis``: whether the source says so, or it is
    judged that this perspective would; ``known_on``: when the source was public.
    """

    id: Id
    assumptions: Annotated[tuple[AssumptionName, ...], Field(min_length=1)]
    perspective: Id
    push: Literal["higher", "lower"]
    why: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    basis: Literal["source", "judgement"]
    source: Text = Field(min_length=1)
    known_on: Day

    def meets(self, parameter: str) -> bool:
        """Say whether the objection is against this parameter."""
        return any(fnmatchcase(parameter, name) for name in self.assumptions)


class DisputeFile(Record):
    """``disputes.yaml``."""

    schema_version: int = Field(alias="schema")
    perspectives: Annotated[tuple[Perspective, ...], Field(min_length=2)]
    disputes: Annotated[tuple[Dispute, ...], Field(min_length=1)]
