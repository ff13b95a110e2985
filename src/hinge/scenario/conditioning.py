"""What runs from the campaign's first day are conditioned on: observations, how they are read, how sure they are.

A statistic is what a simulated campaign shows of an observation; an error model
says how likely the report would have been had the campaign gone so, relative to
the campaign that fits best (1). Each says how far the report may err and, as its
``discrepancy``, how far the model: it is coarse, and its calendar is not sharp. No
likelihood is below ``floor``: no campaign is ruled out by one report.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from hinge.scenario.fields import Day, Id, Record, Text
from hinge.scenario.predicate_records import SiegeState

MOST_OBSERVATIONS = 8  # so few that a moderate number of campaigns can agree with all of them


class SiegeOn(Record):
    """Whether the way into region ``of`` for ``side`` is in one of the states ``is`` on a day."""

    kind: Literal["siege_on"]
    of: Id
    side: Id
    is_: tuple[SiegeState, ...] = Field(alias="is")
    on: Day


class FirstDay(Record):
    """The first day, ``from`` one ``by`` another, on which that way is in one of the states ``is``; or never.

    ``anew``: only a day counts on whose eve it was in none of them.
    """

    kind: Literal["first_day"]
    of: Id
    side: Id
    is_: tuple[SiegeState, ...] = Field(alias="is")
    from_: Day = Field(alias="from")
    by: Day
    anew: bool = False


class SeriesChange(Record):
    """The change of a recorded series ``from`` the end of one day ``to`` that of another."""

    kind: Literal["series_change"]
    series: Text
    from_: Day = Field(alias="from")
    to: Day


Statistic = Annotated[SiegeOn | FirstDay | SeriesChange, Field(discriminator="kind")]


def days_read(statistic: SiegeOn | FirstDay | SeriesChange) -> tuple[dt.date, ...]:
    """Return the days that a statistic reads, first and last."""
    match statistic:
        case SiegeOn(on=day):
            return (day,)
        case FirstDay(from_=first, by=last) | SeriesChange(from_=first, to=last):
            return (first, last)


class Report(Record):
    """For a state on a day. ``miss``: chance that another state would have been reported as this one.

    ``discrepancy``: chance that a campaign that goes as the real one shows another on that day.
    """

    kind: Literal["report"]
    miss: Annotated[float, Field(gt=0, lt=1)]
    discrepancy: Annotated[float, Field(ge=0, lt=1)]


class Days(Record):
    """For a first day: all days from ``low`` to ``high`` fit alike, others by a normal error of ``sd`` days.

    ``discrepancy``: days by which the model's calendar may be off; ``never``: relative
    likelihood where the day does not come in the window, and may lie just beyond it.
    """

    kind: Literal["days"]
    low: Day
    high: Day
    sd: Annotated[float, Field(gt=0, le=365)]
    discrepancy: Annotated[float, Field(ge=0, le=365)]
    never: Annotated[float, Field(ge=0, le=1)]


class Factor(Record):
    """For a change: all values from ``low`` to ``high`` fit alike, others by a lognormal error of ``log_sd``.

    ``discrepancy``: that of the model, on the same log scale.
    """

    kind: Literal["factor"]
    low: Annotated[float, Field(gt=0)]
    high: Annotated[float, Field(gt=0)]
    log_sd: Annotated[float, Field(gt=0, le=5)]
    discrepancy: Annotated[float, Field(ge=0, le=5)]


ErrorModel = Annotated[Report | Days | Factor, Field(discriminator="kind")]


class Conditioned(Record):
    """One observation that campaigns are weighed by.

    ``observation``: the row of observations.csv on which it rests; ``floor``:
    smallest relative likelihood.
    """

    id: Id
    observation: Id
    statistic: Statistic
    error: ErrorModel
    floor: Annotated[float, Field(ge=1e-6, le=0.5)]
    says: Text
    source: Text

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days that its statistic reads, first and last."""
        return days_read(self.statistic)

    @property
    def scored_on(self) -> dt.date:
        """The day at whose end the statistic is complete."""
        return self.days[-1]
