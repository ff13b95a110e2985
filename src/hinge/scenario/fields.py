"""What records are made of: kinds of value, and the two base classes."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=48)]
Name = Annotated[str, StringConstraints(max_length=200)]
Text = Annotated[str, StringConstraints(max_length=4000)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Persons = Annotated[float, Field(ge=0.0, le=50_000_000.0)]
Tempo = Annotated[float, Field(ge=0.0, le=100_000.0)]
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _written_day(value: object) -> object:
    """Let through dates and ``2016-08-08``; pydantic alone would also read 0 as 1 January 1970."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return value
    raise ValueError("not a day written as 2016-08-08")


Day = Annotated[dt.date, BeforeValidator(_written_day)]


class Record(BaseModel):
    """Base of all records: frozen, no unknown field, no infinite number.

    ``line`` is where the row, or the mapping of a YAML file, starts in its file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    line: int = 0


class Sourced(Record):
    """A record of fact: with its two dates and its source."""

    true_on: Day | None = None
    known_on: Day | None = None
    source: Text = ""
