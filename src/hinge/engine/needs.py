"""What soldiers and civilians need a day, in tonnes: food and ammunition apart.

food       persons * soldier_food
ammunition persons * max(0, use of the day - soldier_food)
           use of the day: soldier_fight where opposed formations are present, else soldier_hold
asked      need of the day + part of what the stocks lack

Soldiers lay in food_target days of food and stock_target days of ammunition;
of ammunition the days are days of fighting for those in a fight or in an
effort. Civilians need what their area does not grow or make. Daily use per
person is an order of magnitude from planning figures (parameters
supply.soldier_food, supply.soldier_hold, supply.soldier_fight,
supply.civilian_need).

Assumption 1: two goods for soldiers, fuel and spares counting with ammunition;
one for civilians. Assumption 2: who stands on ground that its side may not
pass is supplied from the nearest own or allied neighbour of that ground.
Assumption 3: a gap in stocks is asked for over stock_target days, and never
more than a day's need at once.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.engine.ways import UNREACHED, friendly
from hinge.world.arrays import State, World
from hinge.world.codes import NO_EFFORT
from hinge.world.params import Params
from hinge.world.scratch import Scratch


@compiled
def food_need(state: State, params: Params, f: int) -> float:
    """Return tonnes of food that formation ``f`` needs a day."""
    return state.forces.strength[at(f)] * params.soldier_food / 1000.0


@compiled
def ammunition_need(state: State, params: Params, f: int) -> float:
    """Return tonnes of ammunition that formation ``f`` needs today where it is."""
    kilos = params.soldier_hold
    if state.ground.contested[at(state.forces.area[at(f)])] == 1:
        kilos = params.soldier_fight
    return state.forces.strength[at(f)] * max(0.0, kilos - params.soldier_food) / 1000.0


@compiled
def food_wish(state: State, params: Params, f: int) -> float:
    """Return tonnes of food that formation ``f`` asks for today."""
    need, target = food_need(state, params, f), params.stock_target
    return refill(need, state.forces.stock[at(f)], params.food_target, target)


@compiled
def ammunition_wish(state: State, params: Params, f: int) -> float:
    """Return tonnes of ammunition that formation ``f`` asks for today."""
    need, target = ammunition_need(state, params, f), params.stock_target
    norm = need
    if state.forces.effort[at(f)] != NO_EFFORT:
        kilos = max(0.0, params.soldier_fight - params.soldier_food)
        norm = max(norm, state.forces.strength[at(f)] * kilos / 1000.0)
    return need + lacking(norm, state.forces.ammunition[at(f)], target, target)


@compiled
def civilian_need(world: World, state: State, params: Params, a: int) -> float:
    """Return tonnes a day that the civilians of area ``a`` need from outside it."""
    here = state.people.residents[at(a)] + state.people.displaced[at(a)]
    return here * params.civilian_need * (1.0 - world.map.self_supply[at(a)]) / 1000.0


@compiled
def lacking(norm: float, stock: float, days: float, target: float) -> float:
    """Return what is wanted today of what the stock lacks of ``days`` of ``norm``: a part, at most a day's."""
    return min(norm, max(0.0, norm * days - stock) / target)


@compiled
def refill(need: float, stock: float, days: float, target: float) -> float:
    """Return what is wanted today: need, and part of what the stock lacks of ``days`` of need."""
    return need + lacking(need, stock, days, target)


@compiled
def base(world: World, state: State, f: int) -> int:
    """Return the area from which formation ``f`` is supplied: its own, or the nearest that its side may pass."""
    control, relation = state.ground.control, state.politics.relation
    s, here = world.actors.formation_side[at(f)], state.forces.area[at(f)]
    if friendly(control, relation, s, here):
        return here
    arc_to, arc_link = world.map.arc_to, world.map.arc_link
    best, best_km, best_key = here, UNREACHED, 0
    for arc in range(world.map.first_arc[at(here)], world.map.first_arc[at(here + 1)]):
        b = arc_to[at(arc)]
        if not friendly(control, relation, s, b):
            continue
        km, area_key = world.map.km[at(arc_link[at(arc)])], world.map.area_key[at(b)]
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
    for a in range(areas):
        if control[a] >= 0:
            need = civilian_need(world, state, params, a)
            asked[at(control[a]), a] = refill(need, stock[a], days, target)
    side, strength = world.actors.formation_side, state.forces.strength
    for f in range(strength.size):
        if strength[f] <= 0.0:
            continue
        s, a = side[f], base(world, state, f)
        soldiers[at(s), at(a)] += food_need(state, params, f) + ammunition_need(state, params, f)
        asked[at(s), at(a)] += food_wish(state, params, f) + ammunition_wish(state, params, f)


@compiled
def allowed(state: State, scratch: Scratch, s: int, a: int) -> float:
    """Return tonnes of what side ``s`` asks for in area ``a`` that may be sent there (a cap may be imposed)."""
    return min(scratch.asked[at(s), at(a)], state.politics.capped[at(a), at(s)])


@compiled
def area_need(
    world: World, state: State, scratch: Scratch, params: Params, s: int, a: int
) -> float:
    """Return tonnes a day that side ``s`` needs in area ``a``: its soldiers, and civilians if it holds it."""
    total = scratch.soldiers[at(s), at(a)]
    if state.ground.control[at(a)] == s:
        total += civilian_need(world, state, params, a)
    return total
