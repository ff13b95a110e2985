"""The reduced model: orders, supply, combat, control and record, on a made-up map of any size.

A configuration of the kernel: the same code with steps left out and a few
parameters fixed where they do nothing. What runs is the strength opposite as it
is, probes, movement, supply, combat, breaking, control and the record. The map
is a strip ten areas wide, with two hostile sides left and right and a third
between them, hostile to one; the front runs along the strip, so that all of
it grows with the number of areas. Everything is a pure function of the size.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from hinge.draws.ids import entity_hash
from hinge.draws.sampling import StreamKey, uniform
from hinge.ensemble.day_zero import initial_state
from hinge.ensemble.priors import draw_parameters, quality_sides
from hinge.ensemble.start import opening
from hinge.scenario.interventions import Admissibility, Intervention, SetParameter
from hinge.scenario.parameters import Fixed, Parameter
from hinge.scenario.records import (
    Area,
    Control,
    Entry,
    Faction,
    Formation,
    Head,
    Link,
    Relation,
    Side,
)
from hinge.scenario.scenario import Scenario
from hinge.scenario.table_parameters import parameter_table
from hinge.world.arrays import State, World
from hinge.world.build import build_world
from hinge.world.params import ParamIds, Params, make_params, param_ids
from hinge.world.plan import chosen_steps

STEPS = ("probes", "movement", "supply", "combat", "cohesion", "record")
# Terms that are not part of the reduced model, by the value at which each does nothing. Civilians
# live from their own land, so that they are worth something and need nothing.
NEUTRAL = {
    "combat.front_fire": 0.0,
    "cohesion.hope": 0.0,
    "orders.relief_weight": 0.0,
    "civilians.ground_harm": 0.0,
    "supply.leakage": 0.0,
    "combat.ambush": 0.0,
    "combat.urban_attack": 1.0,
    "combat.urban_pace": 1.0,
    "supply.urban_use": 1.0,
    "supply.road_loss": 0.0,
    "cohesion.hardship": 0.0,
}
# Probes are the only attacks, and most stay on guard: few and lesser ones would hardly move anything.
LIVELY = {"orders.interval": 2.0, "orders.probe_intensity": 0.9}
DAYS = 150
AREAS = 100
WIDTH = 10  # areas from west to east
SPACING = 6.0  # kilometres
LINKS_PER_AREA = 2.5
FORMATIONS_PER_AREA = 1.2
PERSONS = 450  # of a formation, on average
SEED = 1
SIDES = ("west", "east", "upland")
START = dt.date(2000, 1, 1)
DRAWING = 250  # purpose of the draws that make the map, apart from those of the engine
KM_PER_DEGREE = 111.195
NOTHING = Admissibility(
    clarity="x", cotenability="x", minimal_rewrite="x", theory="x", statistics="x", projectability="x"
)  # fmt: skip

Place = tuple[int, int]  # row, column


class Case(NamedTuple):
    """One replication, ready to run: what is fixed, day 0, and one parameter draw."""

    world: World
    start: State
    params: Params
    replication: int


def luck(name: str, sub: int = 0) -> float:
    """Return a number in (0, 1) that belongs to a name."""
    return float(uniform(StreamKey(SEED, 0, 0), 0, DRAWING, sub, entity_hash(name)))


def _id(place: Place) -> str:
    """Return the id of an area."""
    return f"r{place[0]:02d}c{place[1]}"


def _holder(place: Place) -> str:
    """Return who holds an area on day 0: west and east halves, and upland in every tenth rows' middle."""
    row, column = place
    if row % 10 in (3, 4) and 3 <= column <= 6:
        return "upland"
    return "west" if column < WIDTH // 2 else "east"


def _faction(place: Place, rows: int) -> str:
    """Return which of its side's two factions has an area."""
    side = _holder(place)
    second = place[1] >= WIDTH // 2 if side == "upland" else place[0] >= rows // 2
    return f"{side}_{2 if second else 1}"


def _pairs(rows: int) -> Iterator[tuple[Place, Place]]:
    """Yield the links: all neighbours in rows and columns, and diagonals until there are enough."""
    grid = [
        ((r, c), (r + dr, c + dc))
        for r in range(rows)
        for c in range(WIDTH)
        for dr, dc in ((0, 1), (1, 0))
        if r + dr < rows and c + dc < WIDTH
    ]
    yield from grid
    cells = sorted(
        ((r, c) for r in range(rows - 1) for c in range(WIDTH - 1)), key=lambda p: luck(_id(p), 1)
    )
    falling = [((r, c), (r + 1, c + 1)) for r, c in cells]
    rising = [((r, c + 1), (r + 1, c)) for r, c in cells]
    wanted = int(LINKS_PER_AREA * rows * WIDTH) - len(grid)
    yield from (falling + rising)[:wanted]


def _where(place: Place) -> tuple[float, float]:
    """Return kilometres north and east of an area."""
    row, column = place
    return (
        SPACING * (row + 0.6 * (luck(_id(place), 2) - 0.5)),
        SPACING * (column + 0.6 * (luck(_id(place), 3) - 0.5)),
    )


def _links(pairs: list[tuple[Place, Place]]) -> Iterator[Link]:
    """Yield links with kind, length and, for one in four, an area that overlooks them."""
    around: dict[Place, list[Place]] = {}
    for a, b in pairs:
        around.setdefault(a, []).append(b)
        around.setdefault(b, []).append(a)
    for a, b in pairs:
        name = f"{_id(a)}-{_id(b)}"
        (ya, xa), (yb, xb) = _where(a), _where(b)
        kind = ("highway", "road", "road", "track")[int(4 * luck(name, 4))]
        beside = [p for p in around[a] if p != b]
        over = (_id(beside[int(len(beside) * luck(name, 6))]),) if luck(name, 5) < 0.25 else ()
        km = round(1.2 * float(np.hypot(ya - yb, xa - xb)), 1)
        yield Link(a=_id(a), b=_id(b), kind=kind, km=km, overlooked_by=over)


def _depth(places: list[Place], pairs: list[tuple[Place, Place]]) -> dict[Place, int]:
    """Return how many links each area is from ground of another side."""
    around: dict[Place, list[Place]] = {place: [] for place in places}
    for a, b in pairs:
        around[a].append(b)
        around[b].append(a)
    depth = {p: 1 for p in places if any(_holder(q) != _holder(p) for q in around[p])}
    line = list(depth)
    for place in line:
        for other in around[place]:
            if other not in depth:
                depth[other] = depth[place] + 1
                line.append(other)
    return depth


def _formations(places: list[Place], pairs: list[tuple[Place, Place]]) -> Iterator[Formation]:
    """Yield formations: one in each area at the front, the others the likelier the nearer to it."""
    rows, depth = len(places) // WIDTH, _depth(places, pairs)
    number = int(FORMATIONS_PER_AREA * len(places))
    posts = [place for place in places if depth[place] == 1]
    chance = np.array([0.6 ** (depth[place] - 1) for place in places])
    bounds = np.cumsum(chance / chance.sum())
    while len(posts) < number:
        posts.append(places[int(np.searchsorted(bounds, luck(f"post {len(posts)}")))])
    for n, place in enumerate(posts[:number]):
        faction = _faction(place, rows)
        yield Formation(id=f"f{n:03d}", faction=faction, area=_id(place), kind="line", weight=1.0)


def _entries(rows: int) -> Iterator[Entry]:
    """Yield where supply comes in: on both edges every five rows, and amid the upland."""
    for row in range(2, rows, 5):
        for side, column in (("west", 0), ("east", WIDTH - 1)):
            yield _entry((row, column), side, 30.0)
    for row in range(4, rows, 10):
        yield _entry((row, 4), "upland", 30.0)


def _entry(place: Place, side: str, tonnes: float) -> Entry:
    """Return an entry whose capacity is known within a factor of two."""
    return Entry(
        area=_id(place), side=side, dependence=0.0,
        capacity_low=tonnes / 2, capacity_best=tonnes, capacity_high=tonnes * 2,
    )  # fmt: skip


def _faction_row(name: str, formations: tuple[Formation, ...]) -> Faction:
    """Return a faction with the strength of its formations, known within about a third."""
    persons = PERSONS * sum(unit.faction == name for unit in formations)
    return Faction(
        id=name, name=name, side=name.partition("_")[0], strength_low=int(persons * 0.7),
        strength_best=persons, strength_high=int(persons * 1.4), quality_low=0.5, quality_high=0.9,
        strength_basis="judgement", true_on=START,
    )  # fmt: skip


def reduced_scenario(areas: int = AREAS) -> Scenario:
    """Return the made-up campaign with so many areas, a multiple of ten."""
    rows = areas // WIDTH
    places = [(r, c) for r in range(rows) for c in range(WIDTH)]
    pairs = list(_pairs(rows))
    formations = tuple(_formations(places, pairs))
    factions = tuple(_faction_row(f"{side}_{n}", formations) for side in SIDES for n in (1, 2))
    terrains = ("open", "rural", "town", "suburb")
    levers = tuple(
        SetParameter(lever="set_parameter", parameter=name, value=value)
        for name, value in (NEUTRAL | LIVELY).items()
    )
    pulled = (
        Intervention(id="reduced", title="Reduced", says="", levers=levers, admissibility=NOTHING),
    )
    people = Parameter(
        id="population.all", value=1.0, unit="share", spread=Fixed(kind="fixed"),
        status="judgement", about="campaign",
    )  # fmt: skip
    return Scenario(
        head=Head(
            schema=1, id="reduced", title="Reduced model", start=START, assessment_date=START,
            horizon=START + dt.timedelta(days=DAYS), snapshots=(START,),
            sides=tuple(Side(id=side, name=side, short=side) for side in SIDES),
            relations=(
                Relation(a="west", b="east", stance="hostile"),
                Relation(a="east", b="upland", stance="hostile"),
                Relation(a="west", b="upland", stance="neutral"),
            ),
        ),
        areas=tuple(
            Area(
                id=_id(p), name=_id(p), terrain=terrains[int(4 * luck(_id(p), 7))], frontage=2.0,
                population=int(1000 + 30000 * luck(_id(p), 8) ** 3), population_group="all",
                self_supply=1.0, lat=_where(p)[0] / KM_PER_DEGREE, lon=_where(p)[1] / KM_PER_DEGREE,
            )
            for p in places
        ),
        links=tuple(_links(pairs)),
        control=tuple(Control(date=START, area=_id(p), controller=_holder(p)) for p in places),
        factions=factions, coalitions=(), formations=formations, facilities=(),
        entries=tuple(_entries(rows)), sponsors=(), strike_assets=(), events=(), regions=(),
        parameters=(people,), interventions=pulled, claim_files=(), observations=(), outcomes=(),
        digest="reduced", folder="", pulled=pulled,
    )  # fmt: skip


@dataclass(frozen=True)
class Reduced:
    """The reduced model of one size with its parameter draws: ``case`` gives replications."""

    scenario: Scenario
    world: World
    ids: tuple[str, ...]
    names: ParamIds
    values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]  # (draws, parameters)

    def case(self, replication: int) -> Case:
        """Return a replication; each has a parameter draw of its own, as long as there are draws."""
        draw = replication % len(self.values)
        values = self.values[draw]
        begin = opening(self.scenario, self.world, START, self.ids)
        return Case(
            self.world,
            initial_state(begin, values, SEED, draw),
            make_params(self.names, self.ids, values),
            replication,
        )


@lru_cache
def reduced(areas: int = AREAS, draws: int = 64) -> Reduced:
    """Return the reduced model with so many areas and parameter draws."""
    scenario = reduced_scenario(areas)
    plain = build_world(scenario, START)
    table = parameter_table(scenario)
    return Reduced(
        scenario,
        plain._replace(plan=plain.plan._replace(steps=chosen_steps(STEPS))),
        tuple(parameter.id for parameter in table),
        param_ids(scenario),
        draw_parameters(table, quality_sides(scenario), SEED, draws, scenario.pulled),
    )
