"""The reduced model as plain objects: areas, links, sides, factions, formations, and the campaign that holds them.

Each behaviour is the equation of its mechanism's page, for the terms that the
reduced model has. A ``Campaign`` is one replication; ``objects.py`` runs its
days, ``mesa_model.py`` runs the same things as agents.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from twins.draws import Key, exp, power

HOSTILE = -1
NEVER = -1
LONG_AGO = -1000
MOST_DEFENCE = 3.0
SOONEST, LATEST = 3, 10  # days in which a break is felt by neighbours


@dataclass(slots=True, eq=False, repr=False)
class Place:
    """Where fighting can be: an area, or a link where formations meet; lists are by side."""

    key: int
    sides: int
    frontage: float = 1.0e18  # thousands that a side can bring to bear
    present: list[float] = field(default_factory=list)  # thousands of effective strength
    persons: list[float] = field(default_factory=list)
    probed: list[bool] = field(default_factory=list)  # the side makes a probe here today
    since: int = NEVER  # day the battle began
    luck: float = 1.0  # factor on its losses, from its first to its last day

    def clear(self) -> None:
        """Forget who is here."""
        self.present = [0.0] * self.sides
        self.persons = [0.0] * self.sides
        self.probed = [False] * self.sides


@dataclass(slots=True, eq=False, repr=False)
class Area(Place):
    """A piece of ground with its holder."""

    index: int = 0
    terrain: float = 1.0  # strength multiplier of the defender
    people: float = 0.0
    holder: Side = None  # type: ignore[assignment]  # given when the campaign is set up
    contested: bool = False
    held_since: int = LONG_AGO
    gave_way: list[int] = field(default_factory=list)  # day on which a formation of a side broke
    roads: list[tuple[Area, Link]] = field(default_factory=list)

    def hostile_strength(self, side: Side) -> float:
        """Return thousands of effective strength hostile to a side that are here."""
        total = 0.0
        for other in side.enemies:
            total += self.present[other.index]
        return total

    def defence(self, params: Any, day: int) -> float:
        """Return the strength multiplier of who holds the area: ground, and time to dig in."""
        dug_in = 1.0 - exp(-max(0.0, float(day - self.held_since)) / params.tenure_days)
        return min(MOST_DEFENCE, self.terrain * (1.0 + (params.tenure_gain - 1.0) * dug_in))

    def gave_way_near(self, side: Side, day: int) -> float:
        """Return the share of the side's areas here and around in which one of its own broke lately."""
        areas, found = 1.0, 0.0
        if SOONEST <= day - self.gave_way[side.index] <= LATEST:
            found += 1.0
        for area, _ in self.roads:
            lately = SOONEST <= day - area.gave_way[side.index] <= LATEST
            if lately or area.holder is side:
                areas += 1.0
            if lately:
                found += 1.0
        return found / areas

    def base(self, side: Side) -> Area:
        """Return from where a formation here is supplied: the area, or the nearest of its side beside it."""
        if self.holder is side:
            return self
        return self.nearest([(a, link) for a, link in self.roads if a.holder is side]) or self

    def way_back(self, side: Side) -> Area | None:
        """Return the nearest own neighbour that is not contested."""
        own = [(a, link) for a, link in self.roads if a.holder is side and not a.contested]
        return self.nearest(own)

    @staticmethod
    def nearest(roads: list[tuple[Area, Link]]) -> Area | None:
        """Return the nearest of some neighbours, the lower number on a tie."""
        if not roads:
            return None
        return min(roads, key=lambda road: (road[1].km, road[0].key))[0]


@dataclass(slots=True, eq=False, repr=False)
class Link(Place):
    """A road between two areas."""

    ends: tuple[Area, Area] = ()  # type: ignore[assignment]  # given when the campaign is set up
    km: float = 0.0
    speed: float = 0.0  # kilometres a day
    throughput: float = 0.0  # tonnes a day
    overlooked: list[tuple[Area, float]] = field(default_factory=list)  # area, kilometres
    fire: list[float] = field(default_factory=list)  # by side: share of the traffic that is lost
    fire_known: list[float] = field(default_factory=list)  # the same when ways were last sought
    room: float = 0.0  # tonnes that can still pass today
    coming: set[tuple[int, int]] = field(default_factory=set)  # (side, area left) arriving today


@dataclass(slots=True, eq=False, repr=False)
class Entry:
    """Where supply of a side comes in."""

    area: Area
    side: Side
    capacity: float
    room: float = 0.0


@dataclass(slots=True, eq=False, repr=False)
class Side:
    """A party to the war, with its supply."""

    index: int
    key: int
    enemies: list[Side] = field(default_factory=list)
    factions: list[Faction] = field(default_factory=list)
    formations: list[Formation] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    stale: bool = True  # ground or fire changed since ways were sought
    ways: list[tuple[Area, Area | None, Link | None]] = field(default_factory=list)
    load: dict[Area, float] = field(default_factory=dict)  # need that passes through an area
    asked: dict[Area, float] = field(default_factory=dict)
    need: float = 0.0
    delivered: float = 0.0
    broke: float = 0.0
    gained: float = 0.0

    def hostile_to(self, other: Side) -> bool:
        """Say whether the two sides are at war."""
        return other in self.enemies


@dataclass(slots=True, eq=False, repr=False)
class Faction:
    """A group of formations that decides for itself what to probe."""

    key: int
    side: Side
    formations: list[Formation] = field(default_factory=list)
    target: Area | None = None
    since: int = NEVER


@dataclass(slots=True, eq=False, repr=False)
class Formation:
    """Soldiers under one command; persons are whole numbers."""

    key: int
    side: Side
    faction: Faction
    area: Area
    strength: float
    quality: float
    cohesion: float
    food: float
    ammunition: float
    probing: bool = False
    goal: Area | None = None
    road: Link | None = None
    travel: float = 0.0
    place: Place = None  # type: ignore[assignment]  # where it fights today, set by movement
    want: float = 0.0
    deficit: float = 0.0
    fatigue: float = 0.0
    wear: float = 0.0
    rest: float = 0.0
    killed: float = 0.0
    wounded: float = 0.0
    captured: float = 0.0
    left: float = 0.0
    effective: float = 0.0  # thousands
    loss: float = 0.0
    felt: float = 0.0
    hazard: float = 0.0

    @property
    def free(self) -> bool:
        """Whether it can be given a task."""
        return (
            not self.probing
            and self.goal is None
            and self.strength > 0.0
            and self.rest <= 0.0
            and not self.area.contested
        )

    def muster(self, params: Any) -> None:
        """Work out effective strength and add it to the area."""
        if self.strength <= 0.0:
            self.effective = 0.0
            return
        able = power(1.0 - self.deficit, params.deficit_power) if self.deficit > 0.0 else 1.0
        if self.probing and self.fatigue > 0.0:
            able *= exp(-params.culmination * self.fatigue)
        self.effective = self.strength * self.quality * self.cohesion * able / 1000.0
        self.area.present[self.side.index] += self.effective

    def attack_strength(self, params: Any) -> float:
        """Return what it would bring to an attack, in thousands."""
        return self.effective * (
            exp(-params.culmination * self.fatigue) if self.fatigue > 0.0 else 1.0
        )

    def stand(self) -> None:
        """Leave the road."""
        self.road = None
        self.travel = 0.0

    def stand_down(self) -> None:
        """Leave the probe: stay on own ground, or go back to it."""
        self.probing = False
        self.goal = None
        if self.area.holder is not self.side:
            self.goal = self.area.way_back(self.side)


@dataclass(slots=True, eq=False, repr=False)
class Campaign:
    """One replication: the map, who is on it, and a parameter draw."""

    key: Key
    params: Any
    areas: list[Area]
    links: list[Link]
    sides: list[Side]
    factions: list[Faction]
    formations: list[Formation]
    entries: list[Entry]

    def clear_strengths(self) -> None:
        """Forget how strong sides are in areas."""
        for area in self.areas:
            area.present = [0.0] * len(self.sides)

    def muster(self) -> None:
        """Work out the effective strength of all formations where they stand."""
        self.clear_strengths()
        for formation in self.formations:
            formation.muster(self.params)
