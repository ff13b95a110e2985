"""What soldiers and civilians need a day, in tonnes: food and ammunition apart.

food       persons * soldier_food
ammunition persons * max(0, use of the day - soldier_food)
           use of the day: soldier_fight where opposed formations are present, times urban_use
           where that is built-up ground; elsewhere soldier_hold
asked      need of the day + part of what the stocks lack

Soldiers lay in food_target days of food and stock_target days of ammunition;
of ammunition the days are days of fighting for those in a fight or in an
effort. Civilians need what their area does not grow or make. Daily use per
person is an order of magnitude from planning figures (parameters
supply.soldier_food, supply.soldier_hold, supply.soldier_fight,
supply.urban_use, supply.civilian_need).

Assumption 1: two goods for soldiers, fuel and spares counting with ammunition;
one for civilians. Assumption 2: who stands on ground that its side may not
pass is supplied from the nearest own or allied neighbour of that ground.
Assumption 3: a gap in stocks is asked for over stock_target days, and never
more than a day's need at once.
"""

from __future__ import annotations

from typing import NamedTuple

from hinge.draws.compiled import at, compiled
from hinge.engine.ambush import built_up
from hinge.engine.ways import UNREACHED, friendly
from hinge.world.arrays import Map, State, World
from hinge.world.codes import NO_EFFORT
from hinge.world.kinds import Floats, Ints
from hinge.world.params import Params
from hinge.world.scratch import Scratch

QUIET, FIGHT, IN_TOWN = 0, 1, 2  # how soldiers fight today


class Rates(NamedTuple):
    """What a draw says of daily use, read once before a loop over formations."""

    food: float  # kilograms a person and day
    hold: float  # the same of ammunition, where nobody opposed is present
    fight: float  # the same in a fight
    town: float  # the same in a fight on built-up ground
    food_days: float  # days of food laid in
    days: float  # days of ammunition laid in, and over which a gap is asked for


@compiled
def rates(params: Params) -> Rates:
    """Return the daily use of soldiers in a draw."""
    return Rates(
        params.soldier_food,
        max(0.0, params.soldier_hold - params.soldier_food),
        max(0.0, params.soldier_fight - params.soldier_food),
        max(0.0, params.soldier_fight * params.urban_use - params.soldier_food),
        params.food_target,
        params.stock_target,
    )


@compiled
def food_need(use: Rates, persons: float) -> float:
    """Return tonnes of food that so many soldiers need a day."""
    return persons * use.food / 1000.0


@compiled
def fighting(contested: int, terrain: int) -> int:
    """Return how soldiers fight where they are: QUIET, FIGHT, or IN_TOWN on built-up ground."""
    if contested == 0:
        return QUIET
    return IN_TOWN if built_up(terrain) else FIGHT


@compiled
def ammunition_need(use: Rates, persons: float, fights: int) -> float:
    """Return tonnes of ammunition that so many soldiers need today; ``fights``: as in ``fighting``."""
    rate = use.hold
    if fights != QUIET:
        rate = use.fight if fights == FIGHT else use.town
    return persons * rate / 1000.0


@compiled
def food_wish(use: Rates, persons: float, stock: float) -> float:
    """Return tonnes of food that so many soldiers ask for today."""
    return refill(food_need(use, persons), stock, use.food_days, use.days)


@compiled
def ammunition_wish(
    use: Rates, persons: float, fights: int, effort: int, ammunition: float
) -> float:
    """Return tonnes of ammunition that so many soldiers ask for today."""
    need = ammunition_need(use, persons, fights)
    norm = need
    if effort != NO_EFFORT:
        norm = max(norm, persons * use.fight / 1000.0)
    return need + lacking(norm, ammunition, use.days, use.days)


@compiled
def civilian_need(here: float, kilos: float, grown: float) -> float:
    """Return tonnes a day that ``here`` civilians need from outside, at ``kilos`` each, a share being ``grown``."""
    return here * kilos * (1.0 - grown) / 1000.0


@compiled
def lacking(norm: float, stock: float, days: float, target: float) -> float:
    """Return what is wanted today of what the stock lacks of ``days`` of ``norm``: a part, at most a day's."""
    return min(norm, max(0.0, norm * days - stock) / target)


@compiled
def refill(need: float, stock: float, days: float, target: float) -> float:
    """Return what is wanted today: need, and part of what the stock lacks of ``days`` of need."""
    return need + lacking(need, stock, days, target)


@compiled
def base(ways: Map, control: Ints, relation: Ints, s: int, here: int) -> int:
    """Return the area from which who stands ``here`` is supplied: that, or the nearest that side ``s`` may pass."""
    if friendly(control, relation, s, here):
        return here
    arc_to, arc_link = ways.arc_to, ways.arc_link
    best, best_km, best_key = here, UNREACHED, 0
    for arc in range(ways.first_arc[at(here)], ways.first_arc[at(here + 1)]):
        b = arc_to[at(arc)]
        if not friendly(control, relation, s, b):
            continue
        km, area_key = ways.km[at(arc_link[at(arc)])], ways.area_key[at(b)]
        if km < best_km or (km == best_km and area_key < best_key):
            best, best_km, best_key = b, km, area_key
    return best


@compiled
def count_needs(world: World, state: State, scratch: Scratch, params: Params) -> None:
    """Fill ``scratch.soldiers`` (need) and ``scratch.asked`` (need and refill), both (S, A) in tonnes a day."""
    soldiers, asked, control = scratch.soldiers, scratch.asked, state.ground.control
    sides, areas = soldiers.shape
    for s in range(sides):
        for a in range(areas):
            soldiers[s, a] = 0.0
            asked[s, a] = 0.0
    stock, days, target = state.people.stock, params.civilian_stock, params.stock_target
    residents, displaced = state.people.residents, state.people.displaced
    grown, kilos = world.map.self_supply, params.civilian_need
    for a in range(areas):
        if control[a] >= 0:
            need = civilian_need(residents[a] + displaced[a], kilos, grown[a])
            asked[at(control[a]), a] = refill(need, stock[a], days, target)
    _count_soldiers(world, state, scratch, params)


@compiled
def _count_soldiers(world: World, state: State, scratch: Scratch, params: Params) -> None:
    """Add what every formation needs and asks for to ``soldiers`` and ``asked``, and note it formation by formation."""
    soldiers, asked, source = scratch.soldiers, scratch.asked, scratch.source
    food, shells = scratch.food_wish, scratch.shells_wish
    ways, side, use = world.map, world.actors.formation_side, rates(params)
    control, contested = state.ground.control, state.ground.contested
    relation, strength, area = state.politics.relation, state.forces.strength, state.forces.area
    stock, ammunition = state.forces.stock, state.forces.ammunition
    effort, terrain = state.forces.effort, world.map.terrain
    for f in range(strength.size):
        persons = strength[f]
        if persons <= 0.0:
            continue
        s, here = side[f], area[f]
        fights = fighting(contested[at(here)], terrain[at(here)])
        a = base(ways, control, relation, s, here)
        soldiers[at(s), at(a)] += food_need(use, persons) + ammunition_need(use, persons, fights)
        source[f] = a
        food[f] = food_wish(use, persons, stock[f])
        shells[f] = ammunition_wish(use, persons, fights, effort[f], ammunition[f])
        asked[at(s), at(a)] += food[f] + shells[f]


@compiled
def allowed(asked: Floats, capped: Floats, s: int, a: int) -> float:
    """Return tonnes of what side ``s`` asks for in area ``a`` that may be sent there: asked (S, A), capped (A, S)."""
    return min(asked[at(s), at(a)], capped[at(a), at(s)])


@compiled
def region_need(
    world: World, state: State, scratch: Scratch, params: Params, s: int, region: int
) -> float:
    """Return tonnes a day that side ``s`` needs in a region: its soldiers, and civilians where it holds the area."""
    first, members, soldiers = world.watch.first_area, world.watch.region_area, scratch.soldiers
    residents, displaced = state.people.residents, state.people.displaced
    control, grown, kilos = state.ground.control, world.map.self_supply, params.civilian_need
    need = 0.0
    for n in range(first[at(region)], first[at(region + 1)]):
        a = members[at(n)]
        total = soldiers[at(s), at(a)]
        if control[at(a)] == s:
            here = residents[at(a)] + displaced[at(a)]
            total += civilian_need(here, kilos, grown[at(a)])
        need += total
    return need
