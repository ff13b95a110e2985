"""What a claim may ask of recorded campaigns: typed predicates with their windows, and measures; never code."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hinge.scenario.fields import Day, Id, Record, Share, Text

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


Atom = Annotated[ControlAtom | SiegeAtom | SeriesAtom | CompareAtom, Field(discriminator="kind")]


class Within(Record):
    """``first`` is so on some day, and ``then`` on a later one, at most ``days`` days after.

    Days of both are looked for in their own windows; a window's demand (throughout,
    share of days) is not asked of them.
    """

    kind: Literal["within"]
    first: Atom
    then: Atom
    days: Annotated[int, Field(ge=1, le=3650)]


Predicate = Annotated[
    ControlAtom | SiegeAtom | SeriesAtom | CompareAtom | AllOf | AnyOf | Not | Before | Within,
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
