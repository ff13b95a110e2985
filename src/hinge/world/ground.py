"""Areas and links become rows: compressed adjacency, distances, and who overlooks what."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from hinge.scenario.scenario import Scenario
from hinge.world.arrays import Map
from hinge.world.codes import LINK_KINDS, TERRAINS
from hinge.world.keys import entity_keys, pair_keys
from hinge.world.kinds import Ints

KM_PER_DEGREE = 111.195  # mean radius of the earth, 6,371 km


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance between two points (latitude, longitude), by the flat formula of short ways."""
    north = a[0] - b[0]
    east = (a[1] - b[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return KM_PER_DEGREE * math.hypot(north, east)


def bounds(groups: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """Return the row bounds (n + 1,) and the values in one line of a list of lists."""
    first = np.zeros(len(groups) + 1, dtype=np.int64)
    first[1:] = np.cumsum([len(group) for group in groups])
    return first, np.array([value for group in groups for value in group], dtype=np.int64)


def build_map(scenario: Scenario, area_row: dict[str, int]) -> Map:
    """Return the map of a checked scenario, rows in file order."""
    areas, links = scenario.areas, scenario.links
    end_a = [area_row[link.a] for link in links]
    end_b = [area_row[link.b] for link in links]
    arcs: list[list[tuple[int, int]]] = [[] for _ in areas]
    for row, (a, b) in enumerate(zip(end_a, end_b, strict=True)):
        arcs[a].append((row, b))
        arcs[b].append((row, a))
    first_arc, arc_link = bounds([[link for link, _ in arc] for arc in arcs])
    _, arc_to = bounds([[area for _, area in arc] for arc in arcs])
    where = [(area.lat, area.lon) for area in areas]
    first_over, over_area = bounds([[area_row[o] for o in link.overlooked_by] for link in links])
    over_km: list[float] = []
    for row, link in enumerate(links):
        one, other = where[end_a[row]], where[end_b[row]]
        middle = ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
        over_km.extend(kilometres(where[area_row[o]], middle) for o in link.overlooked_by)
    return Map(
        area_key=entity_keys([area.id for area in areas]),
        terrain=np.array([TERRAINS.index(area.terrain) for area in areas], dtype=np.int64),
        on_map=np.array([int(area.terrain != "off_map") for area in areas], dtype=np.int64),
        frontage=np.array([area.frontage for area in areas], dtype=np.float64),
        self_supply=np.array([area.self_supply for area in areas], dtype=np.float64),
        first_arc=first_arc,
        arc_link=arc_link,
        arc_to=arc_to,
        end_a=np.array(end_a, dtype=np.int64),
        end_b=np.array(end_b, dtype=np.int64),
        km=np.array([link.km for link in links], dtype=np.float64),
        kind=np.array([LINK_KINDS.index(link.kind) for link in links], dtype=np.int64),
        link_key=pair_keys([(link.a, link.b) for link in links]),
        first_over=first_over,
        over_area=over_area,
        over_km=np.array(over_km, dtype=np.float64),
    )
