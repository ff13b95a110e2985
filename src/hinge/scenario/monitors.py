"""Who counted: monitors, what they count, and how their reports stand to what happened.

``monitors.yaml`` says nothing about the campaign itself. A monitor's report of a count is

    report = share * truth,   log(share) ~ N(log sqrt(low * high), (log(high / low) / (2 * 1.645))^2)

where ``low`` and ``high`` hold 90 of 100 shares. No number names a side: a monitor that
leans to a side, or is part of one, may have other shares for what its ``own`` side (and
its allies) did or lost and for what a ``hostile`` side did or lost. So the same rule holds
for every side, and whoever swaps the sides in the file swaps the reports.

Reports of several monitors are less alike than each says of itself: in one month of
Aleppo three counts agreed within about a quarter, and they were not independent. No
error is taken to be smaller than that (``FLOOR``).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from hinge.errors import HingeError
from hinge.scenario.fields import Day, Id, Name, Record, Text
from hinge.scenario.records import Relation

FILE = "monitors.yaml"
FLOOR = math.log(1.25)  # standard error of the logarithm that no count falls below
Z90 = 1.6448536269514722  # the normal quantile of 0.95: the middle 90 of 100 lie within

Kind = Literal["civilians_killed", "soldiers_killed", "displaced", "control", "siege"]
Standing = Literal["own", "hostile", "other"]
COUNTS = ("civilians_killed", "soldiers_killed", "displaced")  # kinds that are numbers of persons


class Span(Record):
    """A lognormal amount, given by its 5th and 95th percentile."""

    low: Annotated[float, Field(gt=0, le=1000)]
    high: Annotated[float, Field(gt=0, le=1000)]

    @property
    def median(self) -> float:
        """The geometric mean of the two ends."""
        return math.sqrt(self.low * self.high)

    @property
    def log_sd(self) -> float:
        """Standard deviation of the logarithm."""
        return math.log(self.high / self.low) / (2 * Z90)


class Count(Record):
    """What a monitor reports of one kind of thing.

    ``share``: of the truth that its reports hold, for persons alone; ``own``, ``hostile``:
    the same where its own side or a hostile one is the author (civilians) or bore the
    loss (soldiers). ``by_side``: whether it says whose. ``lag_days``: from the event to
    the report; ``date_error_days``: standard error of the dates of control and sieges.
    """

    kind: Kind
    share: Span | None = None
    own: Span | None = None
    hostile: Span | None = None
    by_side: bool = False
    lag_days: Span | None = None
    date_error_days: Annotated[float, Field(ge=0, le=60)] = 0.0
    status: Literal["judgement", "source"]
    source: Annotated[Text, Field(min_length=1)]

    def share_of(self, standing: Standing) -> Span:
        """Return the share for what a side did or lost; HingeError for what is no number of persons."""
        if self.share is None:
            raise HingeError(f"Reports of {self.kind} are no counts, and hold no share of any.")
        special = {"own": self.own, "hostile": self.hostile, "other": None}[standing]
        return special or self.share


class Monitor(Record):
    """Somebody who reported.

    ``stance``: ``independent`` of all sides, ``leaning`` to ``side``, or ``party``: an
    organ of that side. ``names``: how ``who_says`` of the tables calls it; ``rests_on``:
    monitors from whose counts its own are in part made; ``known_on``: when its counts of
    this campaign first were public.
    """

    id: Id
    name: Name
    names: tuple[Name, ...] = ()
    stance: Literal["independent", "leaning", "party"]
    side: Id | None = None
    rests_on: tuple[Id, ...] = ()
    known_on: Day
    counts: Annotated[tuple[Count, ...], Field(min_length=1)]
    source: Annotated[Text, Field(min_length=1)]

    def count_of(self, kind: str) -> Count | None:
        """Return what it reports of a kind; None for what it does not count."""
        return next((one for one in self.counts if one.kind == kind), None)


class Said(Record):
    """A figure that a monitor published: a row of observations.csv, and what of a campaign it speaks of.

    ``in``: regions, all together (civilians alone); none: everywhere. ``sides``: authors
    (civilians) or those who lost (soldiers); none: all. ``value``: where the row holds
    figures of several monitors, that of this one.
    """

    observation: Id
    monitor: Id
    kind: Literal["civilians_killed", "soldiers_killed"]
    in_: tuple[Id, ...] = Field(default=(), alias="in")
    sides: tuple[Id, ...] = ()
    value: Annotated[float, Field(ge=0)] | None = None


class MonitorFile(Record):
    """``monitors.yaml``."""

    schema_version: int = Field(alias="schema")
    monitors: Annotated[tuple[Monitor, ...], Field(min_length=1, max_length=40)]
    said: tuple[Said, ...] = ()


def standing(monitor: Monitor, side: str, relations: Sequence[Relation]) -> Standing:
    """Return how a monitor stands to a side at the campaign's start; ``other`` for no side."""
    if monitor.side is None or not side:
        return "other"
    if side == monitor.side:
        return "own"
    words: dict[str, Standing] = {"allied": "own", "hostile": "hostile", "neutral": "other"}
    found = [words[one.stance] for one in relations if {one.a, one.b} == {side, monitor.side}]
    return found[0] if found else "other"


def error_of(
    monitor: Monitor, kind: str, side: str = "", relations: Sequence[Relation] = ()
) -> tuple[float, float]:
    """Return shift and standard error of the logarithm of a monitor's count: log(report) about log(truth).

    ``side``: author or loser, "" for all. HingeError where it does not count that.
    """
    count = monitor.count_of(kind)
    if count is None:
        raise HingeError(f"The monitor {monitor.id} does not count {kind}.")
    share = count.share_of(standing(monitor, side, relations))
    return math.log(share.median), max(FLOOR, share.log_sd)


def known_by(monitors: Sequence[Monitor], day: dt.date) -> tuple[Monitor, ...]:
    """Return the monitors whose counts of the campaign were public by a day, in file order."""
    return tuple(one for one in monitors if one.known_on <= day)


def who_says(monitors: Sequence[Monitor], text: str) -> tuple[str, ...]:
    """Return the ids of the monitors that a cell such as ``SOHR; press`` names, in file order."""
    said = {part.strip().casefold() for part in text.split(";")}
    return tuple(
        one.id for one in monitors if said & {name.casefold() for name in (one.name, *one.names)}
    )
