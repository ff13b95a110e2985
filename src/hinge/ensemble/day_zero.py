"""The state on day 0 of one parameter draw: strengths, stocks, people and beliefs around weak tables.

Order of battle: a faction's drawn strength, less the sampled share that stands
as its elite reserve, is split over its formations by a Dirichlet draw whose
mean follows their weights. Stocks, beliefs and people are drawn or follow from
drawn parameters. All draws are keyed by (seed; draw, entity): the replicates of
one draw start alike.
"""

from __future__ import annotations

import math

import numpy as np

from hinge.draws.compiled import compiled
from hinge.draws.elementary import exp
from hinge.draws.gamma import gamma
from hinge.draws.sampling import StreamKey, normal
from hinge.ensemble.start import Opening
from hinge.world.arrays import (
    NEVER,
    NOWHERE,
    Commands,
    Floats,
    Flows,
    Forces,
    Ground,
    Ints,
    People,
    Politics,
    State,
    World,
)
from hinge.world.codes import CAUSES, HOSTILE

SHARE, SEEN = 200, 202  # purposes; the engine's stand below 200, parameter draws at 255
SUB_INDEX = 0xFFFFFF  # sub-indices of a draw have 24 bits


def initial_state(begin: Opening, values: Floats, seed: int, draw: int) -> State:
    """Return day 0 of parameter draw number ``draw``; ``values`` (parameters,) in the order of ``ids``."""
    key = StreamKey(seed, 0, draw)
    forces = _forces(begin, values, key)
    return State(
        ground=Ground(
            control=begin.control.copy(),
            contested=begin.contested.copy(),
            battle_since=np.full(begin.control.size + begin.world.map.km.size, NEVER),
        ),
        forces=forces,
        people=_people(begin, values),
        flows=_flows(begin.world),
        politics=_politics(begin),
        commands=_orders(begin, forces, values, key),
    )


def _value(begin: Opening, values: Floats, name: str) -> float:
    """Return the drawn value of a parameter; 0 for one that no table gives (a faction without soldiers)."""
    return float(values[begin.column[name]]) if name in begin.column else 0.0


def split(total: int, shares: Floats, keys: Ints) -> Floats:
    """Split ``total`` persons by ``shares`` (n,) into whole numbers that add up: largest remainders first.

    Equal remainders fall to the lower stable number in ``keys`` (n,), never to the earlier row.
    """
    exact = total * shares / shares.sum()
    persons: Floats = np.floor(exact)
    order = np.lexsort((keys, -(exact - persons)))
    persons[order[: int(total - persons.sum())]] += 1.0
    return persons


def _forces(begin: Opening, values: Floats, key: StreamKey) -> Forces:
    """Return the formations on day 0."""
    actors = begin.world.actors
    number = actors.formation_key.size
    strength, quality = np.zeros(number), np.zeros(number)
    for row, faction in enumerate(begin.scenario.factions):
        own = np.flatnonzero(actors.formation_faction == row)
        total = math.floor(_value(begin, values, f"factions.{faction.id}.strength") + 0.5)
        quality[own] = _value(begin, values, f"factions.{faction.id}.quality")
        if own.size and total > 0:
            strength[own] = split(
                total, _shares(begin, values, key, own), actors.formation_key[own]
            )
    kilos = _value(begin, values, "supply.soldier_hold") * strength / 1000.0
    days = _value(begin, values, "supply.stock_target") * _value(
        begin, values, "supply.stock_start"
    )

    def zeros() -> Floats:
        return np.zeros(number)

    return Forces(
        area=begin.area.copy(),
        goal=np.full(number, NOWHERE),
        road=np.full(number, NOWHERE),
        travel=zeros(),
        effort=np.zeros(number, dtype=np.int64),
        strength=strength,
        full=strength.copy(),
        quality=quality,
        cohesion=np.full(number, _value(begin, values, "forces.cohesion_start")),
        stock=kilos * days,
        deficit=zeros(),
        wear=zeros(),
        rest=zeros(),
        struck=zeros(),
        killed=zeros(),
        wounded=zeros(),
        captured=zeros(),
        left=zeros(),
        arrived=zeros(),
    )


def _shares(begin: Opening, values: Floats, key: StreamKey, own: Ints) -> Floats:
    """Return the shares of a faction's formations (n,): the reserve's, and a Dirichlet draw of the rest."""
    actors = begin.world.actors
    reserve = actors.formation_reserve[own] == 1
    weight = np.array([begin.scenario.formations[f].weight for f in own], dtype=np.float64)
    share = _value(begin, values, "forces.reserve_share") if reserve.any() else 0.0
    if reserve.all():
        return weight
    mean = weight[~reserve] / weight[~reserve].sum()
    shape = mean * _value(begin, values, "forces.concentration")
    drawn = _gammas(key, shape, actors.formation_key[own[~reserve]])
    shares = np.empty(own.size)
    shares[~reserve] = (1.0 - share) * drawn / drawn.sum()
    shares[reserve] = share * weight[reserve] / max(weight[reserve].sum(), 1e-12)
    return shares


@compiled
def _gammas(key: StreamKey, shape: Floats, entities: Ints) -> Floats:
    """Return a gamma draw for each shape (n,), keyed by its entity."""
    drawn = np.empty(shape.size)
    for n in range(shape.size):
        drawn[n] = gamma(key, 0, SHARE, entities[n], shape[n])
    return drawn


@compiled
def _believed(key: StreamKey, true: Floats, noise: float, side: int, areas: Ints) -> Floats:
    """Return what a side believes of true strengths (A,): each with a lognormal error of mean 1."""
    seen = np.zeros(true.size)
    for a in range(true.size):
        if true[a] > 0.0:
            z = normal(key, 0, SEEN, side & SUB_INDEX, areas[a])
            seen[a] = true[a] * exp(noise * z - 0.5 * noise * noise)
    return seen


def _people(begin: Opening, values: Floats) -> People:
    """Return the civilians on day 0: table populations times the drawn factor of their group."""
    world, sides = begin.world, begin.standing.shape[0]
    number = begin.control.size
    factor = [
        _value(begin, values, f"population.{area.population_group}")
        for area in begin.scenario.areas
    ]
    people = np.array([area.population for area in begin.scenario.areas], dtype=np.float64)
    residents = np.floor(people * factor + 0.5)
    need = residents * _value(begin, values, "supply.civilian_need") / 1000.0
    need *= 1.0 - world.map.self_supply
    days = _value(begin, values, "supply.civilian_stock") * _value(
        begin, values, "supply.stock_start"
    )
    return People(
        residents=residents,
        displaced=np.zeros(number),
        stock=need * days,
        ration=np.ones(number),
        hunger=np.zeros(number),
        violence=np.zeros(number),
        dead=np.zeros((len(CAUSES), sides + 1)),
        dead_here=np.zeros((number, sides + 1)),
    )


def _flows(world: World) -> Flows:
    """Return supply before its first survey."""
    sides, areas = world.actors.side_key.size, world.map.area_key.size
    links, watched = world.map.km.size, world.watch.watch_side.size
    return Flows(
        fire=np.zeros((sides, links)),
        fire_used=np.zeros((sides, links)),
        pressure=np.zeros((sides, areas)),
        stale=np.ones(sides, dtype=np.int64),
        order=np.zeros((sides, areas), dtype=np.int64),
        reached=np.zeros(sides, dtype=np.int64),
        parent=np.full((sides, areas), NOWHERE),
        up=np.full((sides, areas), NOWHERE),
        capacity=np.zeros(world.actors.entry_area.size),
        load=np.zeros((sides, areas)),
        need=np.zeros(sides),
        delivered=np.zeros(sides),
        into=np.zeros(watched),
        share=np.zeros(watched),
        siege=np.zeros(watched, dtype=np.int64),
        books=np.zeros(4),
    )


def _politics(begin: Opening) -> Politics:
    """Return relations, commands and sponsors on day 0; every sponsor supports."""
    actors, sides, areas = begin.world.actors, begin.standing.shape[0], begin.control.size
    return Politics(
        standing=begin.standing.copy(),
        relation=begin.standing.copy(),
        calm=np.zeros((sides, sides)),
        command=begin.command.copy(),
        support=np.ones(actors.sponsor_key.size),
        asset_factor=np.ones(actors.asset_key.size),
        asset_extra=np.zeros(actors.asset_key.size),
        faction_factor=np.ones(actors.faction_key.size),
        entry_factor=np.ones(actors.entry_area.size),
        guaranteed=np.zeros((areas, sides)),
        forbidden=np.zeros((sides, areas), dtype=np.int64),
    )


def _orders(begin: Opening, forces: Forces, values: Floats, key: StreamKey) -> Commands:
    """Return commands without an effort, and what each side believes on day 0."""
    world, sides = begin.world, begin.standing.shape[0]
    areas, factions = begin.control.size, world.actors.faction_key.size
    present = np.zeros((sides, areas))
    effective = forces.strength * forces.quality * forces.cohesion / 1000.0
    np.add.at(present, (world.actors.formation_side, forces.area), effective)
    seen = np.zeros((sides, areas))
    noise = _value(begin, values, "beliefs.noise")
    for s in range(sides):
        true = present[begin.standing[s] == HOSTILE].sum(axis=0)
        side = int(world.actors.side_key[s])
        seen[s] = _believed(key, true, noise, side, world.map.area_key)
    return Commands(
        objective=np.full(factions, NOWHERE),
        wait=np.zeros(factions),
        since=np.full(factions, NEVER),
        staked=np.zeros(factions),
        begun=np.zeros(sides),
        broke=np.zeros(sides),
        gained=np.zeros(sides),
        sorties=np.zeros(world.actors.asset_key.size),
        seen=seen,
    )
