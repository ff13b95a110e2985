"""A parameter is a value, a unit, a spread, a source, dates and a status."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from hinge.scenario.fields import Day, Record, Text

ParameterId = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$", max_length=128)
]


class Fixed(Record):
    """No spread: the value is a convention or an exact definition."""

    kind: Literal["fixed"]


class Uniform(Record):
    """Equal density from low to high."""

    kind: Literal["uniform"]
    low: float
    high: float


class LogUniform(Record):
    """Equal density of the logarithm from low to high; both above 0."""

    kind: Literal["loguniform"]
    low: Annotated[float, Field(gt=0)]
    high: Annotated[float, Field(gt=0)]


class Normal(Record):
    """Mean and standard deviation."""

    kind: Literal["normal"]
    mean: float
    sd: Annotated[float, Field(gt=0)]


class LogNormal(Record):
    """Given by its 5th and 95th percentile; both above 0.

    ``value`` of the parameter is the median; where it is not the geometric
    mean of the two percentiles, the halves below and above it have their own
    width (a split lognormal), so that all three percentiles hold.
    """

    kind: Literal["lognormal"]
    p05: Annotated[float, Field(gt=0)]
    p95: Annotated[float, Field(gt=0)]


Spread = Annotated[Fixed | Uniform | LogUniform | Normal | LogNormal, Field(discriminator="kind")]


class Parameter(Record):
    """One uncertain quantity.

    ``status``: measured, calibrated or judgement; ``about``: general (other
    wars, mechanism literature: no date limit) or campaign (needs ``true_on``
    and ``known_on`` on or before the assessment date in a strict run).
    ``value`` is the best estimate: the median of a lognormal, somewhere inside the others.
    """

    id: ParameterId
    value: float
    unit: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    spread: Spread
    status: Literal["measured", "calibrated", "judgement"]
    about: Literal["general", "campaign"]
    source: Text = ""
    true_on: Day | None = None
    known_on: Day | None = None
    meaning: Text = ""
