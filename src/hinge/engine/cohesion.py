"""Cohesion: breaking as a hazard, retreat or surrender, and control that changes hands.

h = h0 * exp(k1 L + k2 l + k3 cut + k4 deficit) * (2 - cohesion) a day, P(break) = 1 - exp(-h)

L: share of strength lost in the present fighting; l: share lost today; cut: 1
if no supply reaches the area; deficit: share of need not met. Ranges: no single
loss predicts a break (Helmbold, RAND R-772, 1971); with the priors the median
break comes at 10 to 15 per cent losses. k3 has a free sign. Only formations
under a main effort, or on one, can break.

Control changes only if an opposed formation is present and the holder has none
left there or all broke; an empty own area stays own. Assumption 1: a broken
formation falls back on the nearest quiet own neighbour and loses stragglers;
without one, most surrender and the rest slip away. Assumption 2: cohesion
falls with losses and comes back at rest.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import exp
from hinge.draws.sampling import StreamKey, uniform, whole
from hinge.engine.combat import opposed
from hinge.engine.purposes import BREAK, ROUT
from hinge.engine.ways import way_back
from hinge.world.arrays import LOST, NEVER, NOBODY, NOWHERE, State, World
from hinge.world.codes import HOSTILE
from hinge.world.params import Params
from hinge.world.scratch import Scratch

REST_DAYS = 7.0  # after breaking; judgement, about a week to be sent again
SHAKEN = 0.5  # factor on cohesion after breaking; judgement
WEAR_FADES = 0.1  # a day at rest; losses of a past fight are forgotten in weeks


@compiled
def cohesion(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Wear, break, rest; then see who holds what."""
    for s in range(state.flows.reached.size):
        for a in range(state.ground.control.size):
            scratch.cut[s, a] = 1
        for n in range(state.flows.reached[s]):
            scratch.cut[s, at(state.flows.order[s, n])] = 0
    for f in range(state.forces.strength.size):
        if state.forces.strength[f] <= 0.0:
            continue
        fights = state.ground.battle_since[at(scratch.place[f])] != NEVER
        _wear(state, scratch, params, f, fights)
        if fights and _under_attack(state, scratch, scratch.place[f]):
            h = hazard(world, state, scratch, params, f)
            u = uniform(key, day, BREAK, 0, world.actors.formation_key[f])
            if u < 1.0 - exp(-h):
                _break(world, state, params, key, f, day)
    for f in range(state.forces.strength.size):
        if state.forces.strength[f] <= 0.0 and state.forces.stock[f] > 0.0:
            state.flows.books[LOST] += state.forces.stock[f]
            state.forces.stock[f] = 0.0
    _control(world, state, scratch)


@compiled
def _under_attack(state: State, scratch: Scratch, place: int) -> bool:
    """Say whether somebody makes a main effort at a place."""
    for s in range(scratch.attack.shape[0]):
        if scratch.attack[s, at(place)] == 1:
            return True
    return False


@compiled
def _wear(state: State, scratch: Scratch, params: Params, f: int, fights: bool) -> None:
    """Bring wear, cohesion and rest of formation ``f`` up to today."""
    before = state.forces.strength[f] + scratch.loss[f]
    share = scratch.loss[f] / before
    state.forces.rest[f] = max(0.0, state.forces.rest[f] - 1.0)
    if fights:
        state.forces.wear[f] += share * (1.0 - state.forces.wear[f])
        left = state.forces.cohesion[f] * (1.0 - params.cohesion_loss * share)
        state.forces.cohesion[f] = max(0.0, left)
    else:
        state.forces.wear[f] *= 1.0 - WEAR_FADES
        state.forces.cohesion[f] += params.recovery * (1.0 - state.forces.cohesion[f])


@compiled
def hazard(world: World, state: State, scratch: Scratch, params: Params, f: int) -> float:
    """Return the hazard of breaking of formation ``f`` today, per day."""
    today = scratch.loss[f] / (state.forces.strength[f] + scratch.loss[f])
    cut = scratch.cut[at(world.actors.formation_side[f]), at(state.forces.area[f])]
    grows = (
        params.break_loss * state.forces.wear[f]
        + params.break_rate * today
        + params.break_cut * cut
        + params.break_deficit * state.forces.deficit[f]
    )
    return params.break_base * exp(grows) * (2.0 - state.forces.cohesion[f])


@compiled
def _break(world: World, state: State, params: Params, key: StreamKey, f: int, day: int) -> None:
    """Let formation ``f`` give way: back to own ground, or into captivity."""
    s, here = world.actors.formation_side[f], state.forces.area[f]
    strength = state.forces.strength[f]
    state.commands.broke[at(s)] += strength
    state.forces.effort[f] = 0
    state.forces.road[f] = NOWHERE
    state.forces.travel[f] = 0.0
    state.forces.goal[f] = NOWHERE
    state.forces.rest[f] = REST_DAYS
    state.forces.cohesion[f] *= SHAKEN
    u = uniform(key, day, ROUT, 0, world.actors.formation_key[f])
    v = uniform(key, day, ROUT, 1, world.actors.formation_key[f])
    back = way_back(world, state, s, here)
    if back != NOWHERE:
        lost = min(strength, whole(strength * params.rout_loss, u))
        taken = min(lost, whole(0.5 * lost, v))
        state.forces.area[f] = back
    else:
        lost = strength
        taken = min(lost, whole(strength * params.surrender, u))
    state.forces.captured[f] += taken
    state.forces.left[f] += lost - taken
    state.forces.strength[f] -= lost


@compiled
def _control(world: World, state: State, scratch: Scratch) -> None:
    """Let ground change hands where its holder is gone and somebody opposed is there; mark what is contested."""
    present, persons, control = scratch.present, scratch.persons, state.ground.control
    side, area, strength = world.actors.formation_side, state.forces.area, state.forces.strength
    factor, faction = state.politics.faction_factor, world.actors.formation_faction
    sides, areas = present.shape[0], control.size
    for s in range(sides):
        for a in range(areas):
            present[s, a] = 0.0
            persons[s, a] = 0.0
    for f in range(strength.size):
        if strength[f] > 0.0 and factor[at(faction[f])] > 0.0:
            present[at(side[f]), at(area[f])] += scratch.effective[f]
            persons[at(side[f]), at(area[f])] += strength[f]
    for a in range(areas):
        holder = control[a]
        if holder == NOBODY or persons[at(holder), a] <= 0.0:
            taker = _strongest(world, state, scratch, holder, a)
            if taker != NOBODY:
                control[a] = taker
                state.commands.gained[at(taker)] += 1.0
                for s in range(sides):
                    state.flows.stale[s] = 1
        state.ground.contested[a] = 1 if opposed(persons, state.politics.relation, a) else 0


@compiled
def _strongest(world: World, state: State, scratch: Scratch, holder: int, a: int) -> int:
    """Return the side hostile to ``holder`` (anybody, if nobody holds it) strongest in ``a``, or NOBODY."""
    best, most = NOBODY, 0.0
    for o in range(scratch.present.shape[0]):
        there = scratch.present[o, at(a)]
        if scratch.persons[o, at(a)] <= 0.0 or o == holder:
            continue
        if holder != NOBODY and state.politics.relation[at(holder), o] != HOSTILE:
            continue
        first = best == NOBODY or there > most
        if first or (there == most and world.actors.side_key[o] < world.actors.side_key[at(best)]):
            best, most = o, there
    return best
