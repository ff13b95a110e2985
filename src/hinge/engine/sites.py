"""Sites: strikes on facilities, and on the stores kept beside them.

health' = health * exp(-e * n_d)           n_d: strikes that fall on the facility
stock'  = stock * (1 - m * (1 - exp(-e * n)))   of its side's formations in the area

e: strikes.facility_damage, m: strikes.stock_damage, n: strikes in the area.
Sizes are judgements, wide. A facility is found by its visibility (``facilities.py``),
and only while its ground is in friendly hands. Assumption 1: the strikes in an
area fall on its facilities in equal parts. Assumption 2: food and ammunition
suffer alike; what is destroyed is booked as lost. Assumption 3: damage is its
mean; chance lies in the number of sorties.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import exp
from hinge.engine.facilities import visibility
from hinge.engine.ways import friendly
from hinge.world.arrays import LOST, State, World
from hinge.world.codes import HOSTILE
from hinge.world.params import Params
from hinge.world.scratch import Scratch


@compiled
def is_target(world: World, state: State, s: int, d: int) -> bool:
    """Say whether facility ``d`` belongs to side ``s`` and stands on ground in friendly hands."""
    if world.actors.facility_side[at(d)] != s:
        return False
    return friendly(state.ground.control, state.politics.relation, s, state.sites.area[at(d)])


@compiled
def has_targets(world: World, state: State, s: int) -> bool:
    """Say whether side ``s`` has a facility that can be struck."""
    for d in range(state.sites.area.size):
        if is_target(world, state, s, d):
            return True
    return False


@compiled
def visible_sites(
    world: World, state: State, scratch: Scratch, params: Params, o: int, left: float
) -> float:
    """Add the facilities of side ``o`` to ``scratch.weight`` (A,); return their sum.

    ``scratch.near`` holds distances to the front of side ``o``; ``left``: share of the day without truce.
    """
    total = 0.0
    for d in range(state.sites.area.size):
        if is_target(world, state, o, d):
            a = state.sites.area[d]
            part = visibility(scratch, params, a) * left
            scratch.weight[at(a)] += part
            total += part
    return total


@compiled
def hit_sites(world: World, state: State, params: Params, s: int, a: int, strikes: float) -> None:
    """Let ``strikes`` of side ``s`` damage the hostile facilities in area ``a``, and stores beside them."""
    relation = state.politics.relation
    number = 0.0
    for d in range(state.sites.area.size):
        o = world.actors.facility_side[d]
        if state.sites.area[d] == a and relation[at(s), at(o)] == HOSTILE:
            if is_target(world, state, o, d):
                number += 1.0
    if number <= 0.0:
        return
    kept = exp(-params.facility_damage * strikes / number)
    burnt = params.stock_damage * (1.0 - exp(-params.facility_damage * strikes))
    for o in range(world.actors.side_key.size):
        if relation[at(s), o] != HOSTILE:
            continue
        there = False
        for d in range(state.sites.area.size):
            if state.sites.area[d] == a and is_target(world, state, o, d):
                state.sites.health[d] *= kept
                there = True
        if there:
            _burn(world, state, o, a, burnt)


@compiled
def _burn(world: World, state: State, o: int, a: int, share: float) -> None:
    """Destroy a share of the stocks of the formations of side ``o`` in area ``a``."""
    food, ammunition = state.forces.stock, state.forces.ammunition
    for f in range(food.size):
        if world.actors.formation_side[f] == o and state.forces.area[f] == a:
            state.flows.books[LOST] += share * (food[f] + ammunition[f])
            food[f] -= share * food[f]
            ammunition[f] -= share * ammunition[f]
