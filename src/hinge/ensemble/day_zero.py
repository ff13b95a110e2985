"""The state on day 0 of one parameter draw: strengths, stocks, people and beliefs around weak tables.

Order of battle: a faction's drawn strength, less the sampled share that stands
as its elite reserve, is split over its n formations by a Dirichlet draw whose
mean follows their weights, with shape ``forces.concentration`` * n * weight /
total weight: how well an average garrison is known does not depend on over how
many the faction is spread. Stocks, beliefs and people are drawn or follow from
drawn parameters. All draws are keyed by (seed; draw, entity): the replicates of
one draw start alike.
"""

from __future__ import annotations

import math

import numpy as np

from hinge.draws.compiled import entry
from hinge.draws.gamma import gamma
from hinge.draws.sampling import StreamKey
from hinge.ensemble.day_zero_commands import (
    commands_on_day_zero,
    empty_flows,
    politics_on_day_zero,
    value_of,
)
from hinge.ensemble.start import Opening
from hinge.world.arrays import (
    LONG_AGO,
    NEVER,
    NOWHERE,
    Forces,
    Ground,
    People,
    State,
)
from hinge.world.choices import Sites
from hinge.world.codes import (
    CAUSES,
)
from hinge.world.kinds import Floats, Ints

SHARE = 200  # purpose; SEEN is 202, the engine's stand below 200, parameter draws at 255


def initial_state(begin: Opening, values: Floats, seed: int, draw: int) -> State:
    """Return day 0 of parameter draw number ``draw``; ``values`` (parameters,) in the order of ``ids``."""
    key = StreamKey(seed, 0, draw)
    forces = _forces(begin, values, key)
    return State(
        ground=Ground(
            control=begin.control.copy(),
            contested=begin.contested.copy(),
            battle_since=np.full(begin.control.size + begin.world.map.km.size, NEVER),
            held_since=np.full(begin.control.size, LONG_AGO),
            gave_way=np.full((begin.standing.shape[0], begin.control.size), LONG_AGO),
        ),
        forces=forces,
        people=_people(begin, values),
        flows=empty_flows(begin.world),
        politics=politics_on_day_zero(begin),
        commands=commands_on_day_zero(begin, forces, values, key),
        sites=Sites(
            area=begin.world.actors.facility_home.copy(),
            health=np.ones(begin.world.actors.facility_home.size),
            moving=np.zeros(begin.world.actors.facility_home.size),
        ),
    )


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
        total = math.floor(value_of(begin, values, f"factions.{faction.id}.strength") + 0.5)
        quality[own] = value_of(begin, values, f"factions.{faction.id}.quality")
        if own.size and total > 0:
            strength[own] = split(
                total, _shares(begin, values, key, own), actors.formation_key[own]
            )
    food = value_of(begin, values, "supply.soldier_food")
    food_days = value_of(begin, values, "supply.food_target") * value_of(
        begin, values, "supply.stock_start"
    )
    kilos = value_of(begin, values, "supply.soldier_hold") * strength / 1000.0
    days = value_of(begin, values, "supply.stock_target") * value_of(
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
        task=np.full(number, NOWHERE),
        strength=strength,
        full=strength.copy(),
        quality=quality,
        cohesion=np.full(number, value_of(begin, values, "forces.cohesion_start")),
        stock=food * strength / 1000.0 * food_days,
        ammunition=kilos * days,
        want=zeros(),
        deficit=zeros(),
        fatigue=zeros(),
        wear=zeros(),
        rest=zeros(),
        struck=zeros(),
        killed=zeros(),
        wounded=zeros(),
        captured=zeros(),
        left=zeros(),
        redirected=zeros(),
        arrived=zeros(),
    )


def _shares(begin: Opening, values: Floats, key: StreamKey, own: Ints) -> Floats:
    """Return the shares of a faction's formations (n,): the reserve's, and a Dirichlet draw of the rest."""
    actors = begin.world.actors
    reserve = actors.formation_reserve[own] == 1
    weight = np.array([begin.scenario.formations[f].weight for f in own], dtype=np.float64)
    share = value_of(begin, values, "forces.reserve_share") if reserve.any() else 0.0
    if reserve.all():
        return weight
    mean = weight[~reserve] / weight[~reserve].sum()
    shape = mean * mean.size * value_of(begin, values, "forces.concentration")
    drawn = _gammas(key, shape, actors.formation_key[own[~reserve]])
    shares = np.empty(own.size)
    shares[~reserve] = (1.0 - share) * drawn / drawn.sum()
    shares[reserve] = share * weight[reserve] / max(weight[reserve].sum(), 1e-12)
    return shares


@entry
def _gammas(key: StreamKey, shape: Floats, entities: Ints) -> Floats:
    """Return a gamma draw for each shape (n,), keyed by its entity."""
    drawn = np.empty(shape.size)
    for n in range(shape.size):
        drawn[n] = gamma(key, 0, SHARE, entities[n], shape[n])
    return drawn


def _people(begin: Opening, values: Floats) -> People:
    """Return the civilians on day 0: table populations times the drawn factor of their group."""
    world, sides = begin.world, begin.standing.shape[0]
    number = begin.control.size
    factor = [
        value_of(begin, values, f"population.{area.population_group}")
        for area in begin.scenario.areas
    ]
    people = np.array([area.population for area in begin.scenario.areas], dtype=np.float64)
    residents = np.floor(people * factor + 0.5)
    need = residents * value_of(begin, values, "supply.civilian_need") / 1000.0
    need *= 1.0 - world.map.self_supply
    days = value_of(begin, values, "supply.civilian_stock") * value_of(
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
