"""Day 0 of a replication as objects, read from the arrays that the kernel starts from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from twins.things import (
    HOSTILE,
    LONG_AGO,
    Area,
    Campaign,
    Entry,
    Faction,
    Formation,
    Link,
    Side,
)


def campaign(
    case: Any,
    seed: int,
    *,
    make_side: Callable[..., Side] = Side,
    make_faction: Callable[..., Faction] = Faction,
    make_formation: Callable[..., Formation] = Formation,
) -> Campaign:
    """Return the objects of a replication; ``case`` as in ``bench/reduced.py``.

    ``make_...``: what actors are made by, for objects that are more than plain ones.
    """
    ways, actors, start, params = case.world.map, case.world.actors, case.start, case.params
    sides = [make_side(index=n, key=int(key)) for n, key in enumerate(actors.side_key)]
    for side in sides:
        stance = start.politics.relation[side.index]
        side.enemies = [other for other in sides if stance[other.index] == HOSTILE]
    areas = [_area(case, row, sides) for row in range(ways.area_key.size)]
    links = [_link(case, row, areas, len(sides)) for row in range(ways.km.size)]
    for row, area in enumerate(areas):
        arcs = range(ways.first_arc[row], ways.first_arc[row + 1])
        area.roads = [(areas[ways.arc_to[arc]], links[ways.arc_link[arc]]) for arc in arcs]
    factions = []
    for key, side in zip(actors.faction_key, actors.faction_side, strict=True):
        factions.append(make_faction(key=int(key), side=sides[side]))
        sides[side].factions.append(factions[-1])
    formations = [
        _formation(case, row, areas, factions, make_formation)
        for row in range(actors.formation_key.size)
    ]
    entries = []
    for area, side, most in zip(actors.entry_area, actors.entry_side, params.capacity, strict=True):
        entries.append(Entry(areas[area], sides[side], float(most)))
        sides[side].entries.append(entries[-1])
    return Campaign(
        (seed, case.replication), params, areas, links, sides, factions, formations, entries
    )


def _area(case: Any, row: int, sides: list[Side]) -> Area:
    """Return an area of the map as it is on day 0."""
    ways, ground = case.world.map, case.start.ground
    return Area(
        key=int(ways.area_key[row]), sides=len(sides), frontage=float(ways.frontage[row]),
        index=row, terrain=float(case.params.terrain[ways.terrain[row]]),
        people=float(case.start.people.residents[row]), holder=sides[ground.control[row]],
        contested=bool(ground.contested[row]), gave_way=[LONG_AGO] * len(sides),
    )  # fmt: skip


def _link(case: Any, row: int, areas: list[Area], sides: int) -> Link:
    """Return a link of the map."""
    ways, params = case.world.map, case.params
    over = range(ways.first_over[row], ways.first_over[row + 1])
    return Link(
        key=int(ways.link_key[row]), sides=sides,
        ends=(areas[ways.end_a[row]], areas[ways.end_b[row]]), km=float(ways.km[row]),
        speed=float(params.road_speed[ways.kind[row]]),
        throughput=float(params.throughput[ways.kind[row]]),
        overlooked=[(areas[ways.over_area[n]], float(ways.over_km[n])) for n in over],
        fire=[0.0] * sides, fire_known=[0.0] * sides,
    )  # fmt: skip


def _formation(
    case: Any,
    row: int,
    areas: list[Area],
    factions: list[Faction],
    make_formation: Callable[..., Formation],
) -> Formation:
    """Return a formation as it is on day 0, known to its faction and side."""
    actors, forces = case.world.actors, case.start.forces
    faction = factions[actors.formation_faction[row]]
    made = make_formation(
        key=int(actors.formation_key[row]), side=faction.side, faction=faction,
        area=areas[forces.area[row]], strength=float(forces.strength[row]),
        quality=float(forces.quality[row]), cohesion=float(forces.cohesion[row]),
        food=float(forces.stock[row]), ammunition=float(forces.ammunition[row]),
    )  # fmt: skip
    faction.formations.append(made)
    faction.side.formations.append(made)
    return made
