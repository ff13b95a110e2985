"""What soldiers and civilians need a day, in tonnes.

Soldiers use more on a day of fighting; civilians need what their area does not
grow or make. Daily use per person is an order of magnitude from planning
figures (parameters supply.soldier_hold, supply.soldier_fight,
supply.civilian_need). Assumption 1: supply is one commodity.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.world.arrays import State, World
from hinge.world.params import Params
from hinge.world.scratch import Scratch


@compiled
def soldier_need(state: State, params: Params, f: int) -> float:
    """Return tonnes a day that formation ``f`` needs where it is."""
    kilos = params.soldier_hold
    if state.ground.contested[at(state.forces.area[f])] == 1:
        kilos = params.soldier_fight
    return state.forces.strength[f] * kilos / 1000.0


@compiled
def civilian_need(world: World, state: State, params: Params, a: int) -> float:
    """Return tonnes a day that the civilians of area ``a`` need from outside it."""
    here = state.people.residents[at(a)] + state.people.displaced[at(a)]
    return here * params.civilian_need * (1.0 - world.map.self_supply[at(a)]) / 1000.0


@compiled
def refill(need: float, stock: float, days: float, target: float) -> float:
    """Return what is wanted today: need, and part of what the stock lacks of ``days`` of need."""
    return need + min(need, max(0.0, need * days - stock) / target)


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
    side, area, held = world.actors.formation_side, state.forces.area, state.forces.stock
    for f in range(area.size):
        need = soldier_need(state, params, f)
        soldiers[at(side[f]), at(area[f])] += need
        asked[at(side[f]), at(area[f])] += refill(need, held[f], target, target)


@compiled
def area_need(
    world: World, state: State, scratch: Scratch, params: Params, s: int, a: int
) -> float:
    """Return tonnes a day that side ``s`` needs in area ``a``: its soldiers, and civilians if it holds it."""
    total = scratch.soldiers[at(s), at(a)]
    if state.ground.control[at(a)] == s:
        total += civilian_need(world, state, params, a)
    return total
