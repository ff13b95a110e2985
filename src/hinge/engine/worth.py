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
from hinge.engine.needs import area_need, count_needs
from hinge.world.arrays import NOBODY, Floats, Scratch, State, World
from hinge.world.codes import HOSTILE
from hinge.world.params import Params

FAR = 1.0e6


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
    areas = scratch.value.size
    people = 0.0
    for a in range(areas):
        if open_to_attack(world, state, s, a):
            people += state.people.residents[a] + state.people.displaced[a]
    for a in range(areas):
        scratch.value[a] = 0.0
        if not open_to_attack(world, state, s, a):
            continue
        here = state.people.residents[a] + state.people.displaced[a]
        value = params.people_weight * here / max(people, 1.0)
        holder = state.ground.control[a]
        if holder != NOBODY and state.flows.need[at(holder)] > 0.0:
            share = state.flows.load[at(holder), a] / state.flows.need[at(holder)]
            value += params.cut_weight * min(1.0, share)
        scratch.value[a] = value
    _carry(world, state, scratch.value, params.look_ahead, s)
    _relief(world, state, scratch, params, s)


@compiled
def _carry(
    world: World, state: State, value: Floats, factor: float, s: int
) -> None:
    """Let worth reach the areas before it: the fixed point of the maximum rule."""
    changed = True
    while changed:
        changed = False
        for link in range(world.map.km.size):
            a, b = world.map.end_a[link], world.map.end_b[link]
            if not (open_to_attack(world, state, s, a) and open_to_attack(world, state, s, b)):
                continue
            if value[at(b)] * factor > value[at(a)]:
                value[at(a)] = value[at(b)] * factor
                changed = True
            if value[at(a)] * factor > value[at(b)]:
                value[at(b)] = value[at(a)] * factor
                changed = True


@compiled
def _relief(world: World, state: State, scratch: Scratch, params: Params, s: int) -> None:
    """Add the worth of the way to own areas that no entry reaches."""
    areas = scratch.value.size
    need = state.flows.need[s]
    if need <= 0.0 or not _pockets(world, state, scratch, params, s):
        return
    for a in range(areas):
        scratch.far[a] = 0.0
    for link in range(world.map.km.size):  # ground beside a pocket
        a, b = world.map.end_a[link], world.map.end_b[link]
        if scratch.wish[at(a)] > 0.0 and open_to_attack(world, state, s, b):
            scratch.far[at(b)] = max(scratch.far[at(b)], scratch.wish[at(a)] / need)
        if scratch.wish[at(b)] > 0.0 and open_to_attack(world, state, s, a):
            scratch.far[at(a)] = max(scratch.far[at(a)], scratch.wish[at(b)] / need)
    _carry(world, state, scratch.far, params.look_ahead, s)
    _steps(world, state, scratch, s)
    for a in range(areas):
        if scratch.far[a] > 0.0 and scratch.near[a] < FAR:
            steps = scratch.near[a] - 1.0
            carried = scratch.far[a]
            while steps > 0.0:
                carried *= params.look_ahead
                steps -= 1.0
            scratch.value[a] += params.relief_weight * carried


@compiled
def _pockets(world: World, state: State, scratch: Scratch, params: Params, s: int) -> bool:
    """Give every cut-off own area the need of its whole pocket in ``scratch.wish``; say if there is one.

    ``scratch.mark``: 1 reached by supply, 2 cut off and not yet counted, 3 counted.
    """
    areas = scratch.mark.size
    count_needs(world, state, scratch, params)
    for a in range(areas):
        scratch.wish[a] = 0.0
        scratch.mark[a] = 2 if state.ground.control[a] == s else 0
    for n in range(state.flows.reached[s]):
        scratch.mark[at(state.flows.order[s, n])] = 1
    found = False
    for start in range(areas):
        if scratch.mark[start] != 2:
            continue
        scratch.queue[0] = start
        scratch.mark[start] = 3
        head, tail, total = 0, 1, 0.0
        while head < tail:
            a = scratch.queue[at(head)]
            head += 1
            total += area_need(world, state, scratch, params, s, a)
            for arc in range(world.map.first_arc[at(a)], world.map.first_arc[at(a + 1)]):
                b = world.map.arc_to[at(arc)]
                if scratch.mark[at(b)] == 2:
                    scratch.mark[at(b)] = 3
                    scratch.queue[at(tail)] = b
                    tail += 1
        for n in range(tail):
            scratch.wish[at(scratch.queue[n])] = total
        found = found or total > 0.0
    return found


@compiled
def _steps(world: World, state: State, scratch: Scratch, s: int) -> None:
    """Fill ``scratch.near`` (A,) with the hostile areas to take from ground that supply reaches."""
    areas = scratch.near.size
    for a in range(areas):
        scratch.near[a] = 0.0 if scratch.mark[a] == 1 else FAR
    changed = True
    while changed:
        changed = False
        for link in range(world.map.km.size):
            a, b = world.map.end_a[link], world.map.end_b[link]
            if open_to_attack(world, state, s, b) and scratch.near[at(a)] + 1.0 < scratch.near[at(b)]:
                scratch.near[at(b)] = scratch.near[at(a)] + 1.0
                changed = True
            if open_to_attack(world, state, s, a) and scratch.near[at(b)] + 1.0 < scratch.near[at(a)]:
                scratch.near[at(a)] = scratch.near[at(b)] + 1.0
                changed = True
