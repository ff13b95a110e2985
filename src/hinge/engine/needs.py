"""What soldiers and civilians need a day, in tonnes.

Soldiers use more on a day of fighting; civilians need what their area does not
grow or make. Daily use per person is an order of magnitude from planning
figures (parameters supply.soldier_hold, supply.soldier_fight,
supply.civilian_need). Assumption 1: supply is one commodity.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.world.arrays import Scratch, State, World
from hinge.world.params import Params


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
def count_soldiers(world: World, state: State, scratch: Scratch, params: Params) -> None:
    """Fill ``scratch.soldiers`` (S, A): tonnes a day that each side's formations need in each area."""
    for s in range(scratch.soldiers.shape[0]):
        for a in range(scratch.soldiers.shape[1]):
            scratch.soldiers[s, a] = 0.0
    for f in range(state.forces.area.size):
        side, here = world.actors.formation_side[f], state.forces.area[f]
        scratch.soldiers[at(side), at(here)] += soldier_need(state, params, f)


@compiled
def area_need(
    world: World, state: State, scratch: Scratch, params: Params, s: int, a: int
) -> float:
    """Return tonnes a day that side ``s`` needs in area ``a``: its soldiers, and civilians if it holds it."""
    total = scratch.soldiers[at(s), at(a)]
    if state.ground.control[at(a)] == s:
        total += civilian_need(world, state, params, a)
    return total
