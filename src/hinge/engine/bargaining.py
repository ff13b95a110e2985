"""Bargaining: the hazard of a deal on a besieged place and its terms; the equation stands in ``settlement.py``."""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import exp, log
from hinge.world.arrays import NOBODY, State, World
from hinge.world.codes import CLOSED_BY_FIRE, DEAL, HOSTILE
from hinge.world.params import Params
from hinge.world.scratch import Scratch

LEAST = 0.02  # thousands, so that the ratio stays finite
MOST = 8.0  # ratio of strength beyond which more changes nothing; judgement
LOG_MOST = 2.08  # a little more than its logarithm


@compiled
def mark_place(world: World, state: State, scratch: Scratch, w: int) -> None:
    """Set ``scratch.guard`` (A,) to 1 for the areas of its region that the side of pair ``w`` holds."""
    g, s = world.watch.watch_region[at(w)], world.watch.watch_side[at(w)]
    guard, control, region_area = scratch.guard, state.ground.control, world.watch.region_area
    for a in range(guard.size):
        guard[a] = 0
    for n in range(world.watch.first_area[at(g)], world.watch.first_area[at(g + 1)]):
        a = region_area[at(n)]
        if control[at(a)] == s:
            guard[at(a)] = 1


@compiled
def soldiers_in(world: World, state: State, w: int) -> bool:
    """Say whether soldiers of its side stand in the areas of its region that it holds."""
    g, s = world.watch.watch_region[at(w)], world.watch.watch_side[at(w)]
    side, area, strength = world.actors.formation_side, state.forces.area, state.forces.strength
    control, region_area = state.ground.control, world.watch.region_area
    first, last = world.watch.first_area[at(g)], world.watch.first_area[at(g + 1)]
    for f in range(side.size):
        here = area[f]
        if side[f] != s or strength[f] <= 0.0 or control[at(here)] != s:
            continue
        for n in range(first, last):
            if region_area[at(n)] == here:
                return True
    return False


@compiled
def _around(world: World, state: State, scratch: Scratch, s: int, o: int) -> float:
    """Return the effective strength of side ``o`` in and beside the marked place of ``s``; 0 unless hostile."""
    if state.politics.relation[at(s), at(o)] != HOSTILE:
        return 0.0
    guard, present, total = scratch.guard, scratch.present, 0.0
    first_arc, arc_to = world.map.first_arc, world.map.arc_to
    for b in range(guard.size):
        if present[at(o), b] <= 0.0:
            continue
        near = guard[b] == 1
        for arc in range(first_arc[b], first_arc[b + 1]):
            near = near or guard[at(arc_to[at(arc)])] == 1
        if near:
            total += present[at(o), b]
    return total


@compiled
def besieger(world: World, state: State, scratch: Scratch, w: int) -> int:
    """Return the hostile side with most effective strength in and beside the marked place, or NOBODY."""
    best, most = NOBODY, 0.0
    for o in range(world.actors.side_key.size):
        there = _around(world, state, scratch, world.watch.watch_side[at(w)], o)
        if there <= 0.0:
            continue
        tied = best != NOBODY and there == most
        if there > most or (tied and world.actors.side_key[o] < world.actors.side_key[at(best)]):
            best, most = o, there
    return best


@compiled
def deal_hazard(world: World, state: State, scratch: Scratch, params: Params, w: int) -> float:
    """Return the hazard per day of a deal on a besieged watched pair, however long it has stood.

    0 where nobody besieges it, or where an intervention bars one of the two sides from settling.
    """
    mark_place(world, state, scratch, w)
    s, o = world.watch.watch_side[at(w)], besieger(world, state, scratch, w)
    if o == NOBODY:
        return 0.0
    if state.politics.barred[at(s), DEAL] == 1 or state.politics.barred[at(o), DEAL] == 1:
        return 0.0
    guard, present, own = scratch.guard, scratch.present, LEAST
    for a in range(guard.size):
        if guard[a] == 1:
            own += present[at(s), a]
    ratio = max(1.0 / MOST, min(MOST, _around(world, state, scratch, s, o) / own))
    grows = params.deal_cost * log(ratio)
    grows += params.deal_deficit * want(world, state, scratch, s)
    grows += params.deal_ground * _lost_ground(world, state, w)
    grows -= params.deal_hope * _hope(state, s)
    grows -= params.deal_veto * vetoes(world, state, scratch, s)
    factor = params.deal_base * exp(grows)
    if not (_has_guarantor(world, state, s) and _has_guarantor(world, state, o)):
        factor *= params.deal_guarantors
    if _has_pocket(world, state, o):
        factor *= params.deal_linked
    return factor


@compiled
def still_standing(hazard: float, days: float, variance: float) -> float:
    """Return the hazard per day of a deal on a siege that has stood for ``days`` without one.

    ``variance``: of the gamma frailty that sieges differ in; 0 leaves the hazard as it is.
    """
    return hazard / (1.0 + variance * hazard * days)


@compiled
def highest_hazard(world: World, state: State, params: Params, w: int) -> float:
    """Return what ``deal_hazard`` of a watched pair cannot exceed, from what is cheap to know."""
    s = world.watch.watch_side[at(w)]
    grows = abs(params.deal_cost) * LOG_MOST + max(0.0, params.deal_deficit)
    grows += params.deal_ground * _lost_ground(world, state, w)
    grows -= params.deal_hope * _hope(state, s)
    grows += max(0.0, -params.deal_veto) * world.actors.faction_side.size
    factor = params.deal_base * exp(grows)
    return factor * max(1.0, params.deal_guarantors) * max(1.0, params.deal_linked)


@compiled
def _hope(state: State, s: int) -> float:
    """Return the hope of side ``s`` for relief, 0 to 1: the mean of a Beta prior and its attempts."""
    won, failed = state.commands.relief_won[at(s)], state.commands.relief_lost[at(s)]
    return (1.0 + won) / (2.0 + won + failed)


@compiled
def want(world: World, state: State, scratch: Scratch, s: int) -> float:
    """Return the want in the marked place, 0 to 1: mean of soldiers' want of food and of what people lack."""
    guard, side, area = scratch.guard, world.actors.formation_side, state.forces.area
    strength, missed = state.forces.strength, state.forces.want
    residents, displaced = state.people.residents, state.people.displaced
    ration = state.people.ration
    soldiers, hungry, people, short = 0.0, 0.0, 0.0, 0.0
    for f in range(side.size):
        if side[f] == s and guard[at(area[f])] == 1:
            soldiers += strength[f]
            hungry += strength[f] * missed[f]
    for a in range(guard.size):
        if guard[a] == 1:
            here = residents[a] + displaced[a]
            people += here
            short += here * (1.0 - ration[a])
    of_soldiers = hungry / soldiers if soldiers > 0.0 else 0.0
    if people <= 0.0:
        return of_soldiers
    return 0.5 * (of_soldiers + short / people)


@compiled
def _lost_ground(world: World, state: State, w: int) -> float:
    """Return the share of its region's areas that the side does not hold."""
    g, s, lost, areas = world.watch.watch_region[at(w)], world.watch.watch_side[at(w)], 0.0, 0.0
    control, region_area = state.ground.control, world.watch.region_area
    for n in range(world.watch.first_area[at(g)], world.watch.first_area[at(g + 1)]):
        areas += 1.0
        if control[at(region_area[at(n)])] != s:
            lost += 1.0
    return lost / areas


@compiled
def vetoes(world: World, state: State, scratch: Scratch, s: int) -> float:
    """Return how many commands of side ``s`` have soldiers elsewhere and none in the marked place.

    ``scratch.might`` and ``pull`` (K,) hold 1 for commands with soldiers inside and outside meanwhile.
    """
    side, command, guard = world.actors.faction_side, state.politics.command, scratch.guard
    strength, area = state.forces.strength, state.forces.area
    faction, inside, outside = world.actors.formation_faction, scratch.might, scratch.pull
    for k in range(side.size):
        inside[k] = 0.0
        outside[k] = 0.0
    for f in range(strength.size):
        if strength[f] > 0.0:
            k = command[at(faction[f])]
            if guard[at(area[f])] == 1:
                inside[at(k)] = 1.0
            else:
                outside[at(k)] = 1.0
    total = 0.0
    for k in range(side.size):
        if side[k] == s and command[k] == k and outside[k] > inside[k]:
            total += 1.0
    return total


@compiled
def _has_guarantor(world: World, state: State, s: int) -> bool:
    """Say whether some sponsor supports side ``s`` today."""
    for p in range(world.actors.sponsor_key.size):
        if world.actors.sponsor_side[p] == s and state.politics.support[p] > 0.0:
            return True
    return False


@compiled
def _has_pocket(world: World, state: State, o: int) -> bool:
    """Say whether side ``o`` has soldiers in a watched region of its own that is under siege."""
    for v in range(state.flows.siege.size):
        if world.watch.watch_side[v] == o and state.flows.siege[v] >= CLOSED_BY_FIRE:
            if soldiers_in(world, state, v):
                return True
    return False
