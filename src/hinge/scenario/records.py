"""The records of a scenario, one class a table; frozen, and read by every other room.

A record holds what a file says after the first checks (types, ranges); checks
across records stand in ``check``. Dates: ``true_on`` is the day a value held,
``known_on`` the day it was public. Values known only after the assessment date
stand in the ``late_*`` columns and serve a run labelled reconstruction alone.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from hinge.scenario.fields import Day, Id, Name, Persons, Record, Share, Sourced, Tempo, Text
from hinge.scenario.old_sieges import Siege

Terrain = Literal[
    "open", "rural", "town", "suburb", "dense_urban", "old_quarter", "fortified", "off_map"
]
LinkKind = Literal["highway", "road", "track", "adjacent", "sea", "air"]
FormationKind = Literal["line", "elite", "armour", "artillery", "local_defence"]
FacilityKind = Literal["depot", "command_post", "camp", "base"]
Stance = Literal["hostile", "neutral", "allied"]
Target = Literal["front", "lines", "facilities"]
Cause = Literal["air_strikes", "indirect_fire", "missiles"]
Effect = Literal[
    "none", "arrive", "truce", "support", "relation", "tempo", "signal", "call", "rename"
]


class Side(Record):
    """A bloc acting together; ``codes`` are the controller codes of the tables that mean it."""

    id: Id
    name: Name
    short: Annotated[str, StringConstraints(max_length=12)]
    codes: tuple[str, ...] = ()


class Relation(Record):
    """How two sides stand to each other at the start; pairs not listed are neutral."""

    a: Id
    b: Id
    stance: Stance


class Head(Record):
    """``scenario.yaml``: what the campaign is, its dates, its sides.

    ``start``: first day of the campaign; ``assessment_date``: the day whose
    knowledge counts; ``horizon``: last simulated day; ``snapshots``: the dates
    for which ``control.csv`` gives a controller for every area (the first is
    ``start``, the last ``assessment_date``).
    """

    schema_version: int = Field(alias="schema")
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=48)]
    title: Text
    summary: Text = ""
    start: Day
    assessment_date: Day
    horizon: Day
    snapshots: tuple[Day, ...]
    sides: tuple[Side, ...]
    relations: tuple[Relation, ...] = ()
    leaves_out: tuple[Text, ...] = ()


class Area(Sourced):
    """The smallest place that can be held.

    ``frontage``: thousands of effective strength that one side can bring to
    bear; ``population``: persons, best estimate, scaled in each parameter draw
    by the parameter ``population.<population_group>``; ``self_supply``: share
    of its civilians' need that the area itself grows or makes.
    """

    id: Id
    name: Name
    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    terrain: Terrain
    frontage: Annotated[float, Field(gt=0, le=100)]
    population: Persons
    population_group: Id
    self_supply: Share = 0.0
    late_population: Persons | None = None
    late_known_on: Day | None = None
    note: Text = ""


class Link(Sourced):
    """A passable edge between areas; ``overlooked_by``: areas whose holder can put it under fire."""

    a: Id
    b: Id
    kind: LinkKind
    km: Annotated[float, Field(gt=0, le=3000)]
    overlooked_by: tuple[Id, ...] = ()
    note: Text = ""


class Control(Sourced):
    """Who holds an area on a snapshot date: a side, or empty for nobody; contested: both are present."""

    date: Day
    area: Id
    controller: str = ""
    contested_by: str = ""


class Faction(Sourced):
    """An actor with aims. Strength: persons in the theatre, 5th, 50th and 95th percentile.

    ``quality_*``: 0 to 1, sampled, correlated within a side; all zero strengths:
    the faction owns strike assets only.
    """

    id: Id
    name: Name
    side: Id
    un_listed: bool = False
    strength_low: Persons
    strength_best: Persons
    strength_high: Persons
    quality_low: Share
    quality_high: Share
    strength_basis: Literal["source", "judgement"]
    late_low: Persons | None = None
    late_best: Persons | None = None
    late_high: Persons | None = None
    late_known_on: Day | None = None
    note: Text = ""


class Membership(Sourced):
    """Which coalition a faction belongs to from a date on; a faction not listed acts alone."""

    faction: Id
    coalition: Id
    date: Day


class Formation(Sourced):
    """The smallest modelled unit: one for each faction and area where the tables place it.

    ``weight``: mean share of its faction's strength, relative to its other
    formations; ``reserve``: the faction's elite reserve, whose share is the
    parameter ``forces.reserve_share``.
    """

    id: Id
    faction: Id
    area: Id
    kind: FormationKind
    weight: Annotated[float, Field(gt=0, le=1000)]
    reserve: bool = False
    note: Text = ""


class Facility(Sourced):
    """A depot, command post, camp or base of a faction; placed at the level of a whole area."""

    id: Id
    faction: Id
    area: Id
    kind: FacilityKind
    note: Text = ""


class Entry(Sourced):
    """Where supply enters the map for a side: tonnes a day, 5th, 50th, 95th percentile.

    ``dependence``: share of it that stops when all sponsors using it stop;
    ``host``: the sponsor through whose land it runs, who can stop that share alone.
    """

    area: Id
    side: Id
    capacity_low: Annotated[float, Field(ge=0, le=1_000_000)]
    capacity_best: Annotated[float, Field(ge=0, le=1_000_000)]
    capacity_high: Annotated[float, Field(ge=0, le=1_000_000)]
    dependence: Share = 0.0
    host: Id | None = None
    basis: Literal["source", "judgement"] = "judgement"
    note: Text = ""


class Sponsor(Sourced):
    """An outside supporter: whom it supports and through which entries."""

    id: Id
    name: Name
    supports: tuple[Id, ...]
    entries: tuple[Id, ...] = ()
    means: Text = ""
    posture: Text = ""


class StrikeAsset(Sourced):
    """A class of long-distance fire, counted in sorties, raids, salvos or rounds a day.

    ``side``: who uses it; ``theatre_share``: share of its tempo that falls on
    this map; ``available``: whether a strict run has it at all; ``harm``: id of
    the parameter with the civilians killed on an ordinary day of its use;
    ``sponsor``: who decides on it (empty: its operator alone), ``rung``: rung of
    that sponsor's ladder from which it is used (1 usual, 2 intensified, 3 own forces).
    """

    id: Id
    name: Name
    operator: Id
    side: Id
    base: Id
    target: Target
    cause: Cause
    tempo_low: Tempo
    tempo_best: Tempo
    tempo_high: Tempo
    tempo_unit: Annotated[str, StringConstraints(max_length=80)]
    tempo_basis: Literal["source", "judgement"]
    theatre_share: Share
    available: bool
    harm: str = ""
    sponsor: Id | None = None
    rung: Annotated[int, Field(ge=1, le=3)] = 1
    late_low: Tempo | None = None
    late_best: Tempo | None = None
    late_high: Tempo | None = None
    late_known_on: Day | None = None
    note: Text = ""


class Event(Sourced):
    """A dated event. ``effect`` none: context only; else a typed effect on ``target``.

    arrive: ``value`` persons of faction ``target`` (low-high in ``low``,
    ``high``) at the first area; truce: sides in ``target`` (``a;b``) for
    ``days``; support: sponsor ``target`` to level ``value``; relation: sides
    ``a;b`` to stance ``value_text``; tempo: asset ``target`` times ``value``
    for ``days``; signal: what clients of sponsor ``target`` add to the hazard
    with which they expect it to cut, ``value`` per day; call: a call for a halt
    on sponsor ``target``, of weight ``value``; rename: labels only. ``scheduled``: announced by the
    assessment date for a later one.
    """

    id: Id
    date: Day
    areas: tuple[Id, ...] = ()
    kind: Text
    text: Text
    effect: Effect = "none"
    target: tuple[str, ...] = ()
    value: float | None = None
    low: float | None = None
    high: float | None = None
    value_text: str = ""
    days: Annotated[int, Field(ge=0, le=3650)] = 0
    scheduled: bool = False
    certainty: Literal["high", "medium", "low", ""] = ""


class Region(Record):
    """A named set of areas that claims and outcomes speak of.

    ``watch``: sides whose siege state and flow into the region are recorded;
    ``besieged_since``: sieges older than the campaign;
    ``harm``: whether civilian deaths here are recorded by author.
    """

    id: Id
    name: Name
    areas: tuple[Id, ...]
    watch: tuple[Id, ...] = ()
    besieged_since: tuple[Siege, ...] = ()
    harm: bool = False
    note: Text = ""


class Observation(Sourced):
    """A dated observation (observations.csv, by the assessment date) or outcome (outcomes.csv, later)."""

    id: Id
    observable: Text
    area: Text = ""
    date_start: Day
    date_end: Day | None = None
    value: Text
    low: Text = ""
    high: Text = ""
    unit: Text = ""
    who_says: Text = ""
    note: Text = ""
