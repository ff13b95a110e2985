"""What hostile ground is worth to the side that decides.

I_a = w_people * people_a + w_cut * load_a / need          ground taken from its holder
V_a = max(I_a, g * max over hostile neighbours b of V_b)   ground on the way to better
W_a = V_a + w_relief * R_a * g**(n_a - 1)                  ground on the way to cut-off own

people: share of the people on hostile ground; load / need: share of the
holder's supply that passes through a (after Wood 1993: what interdiction would
cost); R: the cut-off pocket's share of own need, carried through hostile
ground with the same g; n: hostile areas to take from the connected side, a
included; g: look-ahead per area, 0.4 to 0.8 (judgement).

The same rule holds for every side, and names no place: a road that feeds many
is worth cutting, a short way to a starving pocket is worth opening.
Assumption 1: today's traffic measures tomorrow's loss. Assumption 2: commands
know the hostile road net.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.engine.needs import (
    ammunition_wish,
    base,
    civilian_need,
    fighting,
    food_wish,
    rates,
    refill,
)
from hinge.engine.ways import friendly
from hinge.world.arrays import NOBODY, Map, State, World
from hinge.world.codes import HOSTILE
from hinge.world.kinds import Floats, Ints
from hinge.world.params import Params
from hinge.world.scratch import Scratch

FAR = 1.0e6  # more areas than there are
ENOUGH = 1.0e18  # more worth than there is


@compiled
def open_to_attack(world: World, state: State, s: int, a: int) -> bool:
    """Say whether side ``s`` could wish to take area ``a``: on the map, and hostile-held or nobody's."""
    if world.map.on_map[at(a)] == 0:
        return False
    holder = state.ground.control[at(a)]
    if holder == NOBODY:
        return True
    return holder != s and state.politics.relation[at(s), at(holder)] == HOSTILE


@compiled
def worth(world: World, state: State, scratch: Scratch, params: Params, s: int) -> None:
    """Fill ``scratch.value`` (A,) with W_a for side ``s``; 0 where it has nothing to take."""
    _taken(world, state, scratch, params, s)
    _carry(world.map, scratch, scratch.value, params.look_ahead)
    need = state.flows.need[at(s)]
    if need > 0.0 and params.relief_weight > 0.0 and _pockets(world, state, scratch, params, s):
        _relief(world, scratch, params, need)


@compiled
def _taken(world: World, state: State, scratch: Scratch, params: Params, s: int) -> None:
    """Mark ``scratch.target`` (A,), what side ``s`` could wish to take, and fill ``value`` with I_a."""
    value, target, control = scratch.value, scratch.target, state.ground.control
    residents, displaced = state.people.residents, state.people.displaced
    need, load, relief = state.flows.need, state.flows.load, scratch.relief
    on_map, relation, people = world.map.on_map, state.politics.relation, 0.0
    for a in range(value.size):
        value[a] = 0.0
        relief[a] = 0.0
        target[a] = 0
        holder = control[a]
        hostile = holder == NOBODY
        if holder >= 0 and holder != s:
            hostile = relation[at(s), at(holder)] == HOSTILE
        if hostile and on_map[a] == 1:
            target[a] = 1
            people += residents[a] + displaced[a]
    for a in range(value.size):
        if target[a] == 0:
            continue
        value[a] = params.people_weight * (residents[a] + displaced[a]) / max(people, 1.0)
        holder = control[a]
        if holder != NOBODY and need[at(holder)] > 0.0:
            share = load[at(holder), a] / need[at(holder)]
            value[a] += params.cut_weight * min(1.0, share)


@compiled
def _carry(ways: Map, scratch: Scratch, value: Floats, factor: float) -> None:
    """Let worth reach the areas before it: the fixed point of the maximum rule, over targets (A,).

    Areas whose worth has risen wait in a ring; the result does not depend on their order. What is no
    target has no worth; meanwhile it has so much that none can be carried there.
    """
    target, queue, queued = scratch.target, scratch.queue, scratch.queued
    first_arc, arc_to = ways.first_arc, ways.arc_to
    areas, head, waiting = value.size, 0, 0
    for a in range(areas):
        queued[a] = 0
        value[a] = value[a] if target[a] == 1 else ENOUGH
        if target[a] == 1 and value[a] > 0.0:
            queued[a] = 1
            queue[at(waiting)] = a
            waiting += 1
    while waiting > 0:
        a = queue[at(head)]
        head = head + 1 if head + 1 < areas else 0
        waiting -= 1
        queued[at(a)] = 0
        carried = value[at(a)] * factor
        for arc in range(first_arc[at(a)], first_arc[at(a + 1)]):
            b = arc_to[at(arc)]
            if carried > value[at(b)]:
                value[at(b)] = carried
                if queued[at(b)] == 0:
                    tail = head + waiting if head + waiting < areas else head + waiting - areas
                    queue[at(tail)] = b
                    queued[at(b)] = 1
                    waiting += 1
    for a in range(areas):
        value[a] = value[a] if target[a] == 1 else 0.0


@compiled
def _relief(world: World, scratch: Scratch, params: Params, need: float) -> None:
    """Add the worth of the way to own areas that no entry reaches."""
    carried, wish, target, near = scratch.far, scratch.wish, scratch.target, scratch.near
    end_a, end_b, value, factor = world.map.end_a, world.map.end_b, scratch.value, params.look_ahead
    relief = scratch.relief
    for a in range(carried.size):
        carried[a] = 0.0
    for link in range(end_a.size):  # ground beside a pocket
        a, b = end_a[link], end_b[link]
        if wish[at(a)] > 0.0 and target[at(b)] == 1:
            carried[at(b)] = max(carried[at(b)], wish[at(a)] / need)
        if wish[at(b)] > 0.0 and target[at(a)] == 1:
            carried[at(a)] = max(carried[at(a)], wish[at(b)] / need)
    _carry(world.map, scratch, carried, factor)
    _steps(world.map, scratch)
    for a in range(carried.size):
        if carried[a] > 0.0 and near[a] < FAR:
            worth_here = carried[a]
            for _ in range(1, int(near[a])):
                worth_here *= factor
            relief[a] = params.relief_weight * worth_here
            value[a] += relief[a]


@compiled
def _pockets(world: World, state: State, scratch: Scratch, params: Params, s: int) -> bool:
    """Give every cut-off own area the need of its whole pocket in ``scratch.wish``; say if there is one.

    ``scratch.mark``: 1 reached by supply, 2 cut off and not yet counted, 3 counted.
    """
    wish, mark, queue, control = scratch.wish, scratch.mark, scratch.queue, state.ground.control
    first_arc, arc_to = world.map.first_arc, world.map.arc_to
    order, cut_off = state.flows.order[at(s)], 0
    for a in range(mark.size):
        wish[a] = 0.0
        mark[a] = 2 if control[a] == s else 0
        cut_off += mark[a]
    for n in range(state.flows.reached[at(s)]):
        if mark[at(order[n])] == 2:
            cut_off -= 2
        mark[at(order[n])] = 1
    if cut_off == 0:
        return False
    asked, found = scratch.asked[at(s)], False
    _pocket_needs(world, state, params, s, mark, asked)
    for start in range(mark.size):
        if mark[start] != 2:
            continue
        queue[0] = start
        mark[start] = 3
        head, tail, total = 0, 1, 0.0
        while head < tail:
            a = queue[at(head)]
            head += 1
            total += asked[at(a)]
            for arc in range(first_arc[at(a)], first_arc[at(a + 1)]):
                b = arc_to[at(arc)]
                if mark[at(b)] == 2:
                    mark[at(b)] = 3
                    queue[at(tail)] = b
                    tail += 1
        for n in range(tail):
            wish[at(queue[n])] = total
        found = found or total > 0.0
    return found


@compiled
def _pocket_needs(
    world: World, state: State, params: Params, s: int, mark: Ints, asked: Floats
) -> None:
    """Fill ``asked`` (A,) with what side ``s`` wants in a day where ``mark`` (A,) is 2; others are left."""
    ways, side, area = world.map, world.actors.formation_side, state.forces.area
    control, relation = state.ground.control, state.politics.relation
    contested, strength, effort = state.ground.contested, state.forces.strength, state.forces.effort
    food, ammunition, use = state.forces.stock, state.forces.ammunition, rates(params)
    residents, displaced = state.people.residents, state.people.displaced
    stock, grown, terrain = state.people.stock, ways.self_supply, ways.terrain
    for a in range(mark.size):
        if mark[a] == 2:
            need = civilian_need(residents[a] + displaced[a], params.civilian_need, grown[a])
            asked[a] = refill(need, stock[a], params.civilian_stock, params.stock_target)
    for f in range(side.size):
        persons = strength[f]
        if side[f] != s or persons <= 0.0:
            continue
        a = area[f]
        fights = fighting(contested[at(a)], terrain[at(a)])
        if not friendly(control, relation, s, a):
            a = base(ways, control, relation, s, a)
        if mark[at(a)] == 2:
            wish = ammunition_wish(use, persons, fights, effort[f], ammunition[f])
            asked[at(a)] += food_wish(use, persons, food[f]) + wish


@compiled
def _steps(ways: Map, scratch: Scratch) -> None:
    """Fill ``scratch.near`` (A,) with the targets to take from ground that supply reaches (``mark`` 1).

    FAR where there is no way; 0 where there is no target.
    """
    near, mark, target, queue = scratch.near, scratch.mark, scratch.target, scratch.queue
    first_arc, arc_to = ways.first_arc, ways.arc_to
    head, tail = 0, 0
    for a in range(near.size):
        near[a] = FAR if target[a] == 1 and mark[a] != 1 else 0.0
        if mark[a] == 1:
            queue[at(tail)] = a
            tail += 1
    while head < tail:
        a = queue[at(head)]
        head += 1
        for arc in range(first_arc[at(a)], first_arc[at(a + 1)]):
            b = arc_to[at(arc)]
            if near[at(b)] >= FAR:
                near[at(b)] = near[at(a)] + 1.0
                queue[at(tail)] = b
                tail += 1
