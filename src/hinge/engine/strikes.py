"""Strikes: sorties, raids, salvos and rounds of each asset, what they do and whom they harm.

sorties today = tempo * factor * share on this map + what an intervention adds
by target: front        hostile strength in areas where both are present or that touch own ground
           lines        hostile supply that passes through the area
           facilities   hostile facilities in the area

Effects, each uncertain: soldiers put out of action only where troops are in
contact (Pape 1996: denial works with ground action); traffic slowed
(``fire.py``); civilians killed, heavy-tailed. Civilian harm by author is
calibrated to monitors through ``asset_harm`` (civilians killed on a day of
usual tempo), never to firing rates:

E[killed in a] = asset_harm * sorties_a / usual tempo * 2 * n_a / (n_a + n_ref)

n_a: people in the area. Assumption 1: harm saturates with people at risk.
Assumption 2: sorties are shared in proportion to what the asset looks for.
Left out for now: escalation rungs, effects on facilities, the political effect
of free sign.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import exp
from hinge.draws.sampling import StreamKey, count, uniform, whole
from hinge.engine.purposes import STRIKE_COUNT, STRIKE_HARM, STRIKE_LOSS
from hinge.world.arrays import Scratch, State, World
from hinge.world.codes import FRONT, HOSTILE, LINES
from hinge.world.params import Params

TWICE = 2.0  # so that harm is as given where people number n_ref
SUB_INDEX = 0xFFFFFF  # sub-indices of a draw have 24 bits


@compiled
def strikes(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Fly and fire one day of every asset."""
    for f in range(state.forces.struck.size):
        state.forces.struck[f] = 0.0
    fade = exp(-1.0 / params.strike_fade)
    for s in range(state.flows.pressure.shape[0]):
        for a in range(state.flows.pressure.shape[1]):
            state.flows.pressure[s, a] *= fade
            if state.flows.pressure[s, a] < 1.0e-6:
                state.flows.pressure[s, a] = 0.0
    for x in range(world.actors.asset_key.size):
        mean = params.tempo[x] * state.politics.asset_factor[x] * world.actors.asset_share[x]
        mean += state.politics.asset_extra[x]
        if mean > 0.0:
            u = uniform(key, day, STRIKE_COUNT, 0, world.actors.asset_key[x])
            _fly(world, state, scratch, params, key, day, x, whole(mean, u), fade)


@compiled
def _fly(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    day: int,
    x: int,
    sorties: float,
    fade: float,
) -> None:
    """Share ``sorties`` of asset ``x`` among areas and work out their effects."""
    total = _weigh(world, state, scratch, x)
    if total <= 0.0 or sorties <= 0.0:
        return
    flown = 0.0
    for a in range(scratch.weight.size):
        if scratch.weight[a] <= 0.0:
            continue
        here = sorties * scratch.weight[a] / total
        flown += here
        victim = _victim(world, state, scratch, x, a)
        state.flows.pressure[at(victim), a] += here * (1.0 - fade)
        _hit_soldiers(world, state, scratch, params, key, day, x, a, here)
        _harm(world, state, params, key, day, x, a, here)
    state.commands.sorties[x] += flown


@compiled
def _victim(world: World, state: State, scratch: Scratch, x: int, a: int) -> int:
    """Return the hostile side that area ``a`` counts for: its holder, or the strongest one present."""
    s = world.actors.asset_side[x]
    holder = state.ground.control[at(a)]
    if holder >= 0 and state.politics.relation[at(s), at(holder)] == HOSTILE:
        return holder
    best, most = 0, -1.0
    for o in range(scratch.present.shape[0]):
        hostile = state.politics.relation[at(s), o] == HOSTILE
        if hostile and scratch.present[o, at(a)] > most:
            best, most = o, scratch.present[o, at(a)]
    return best


@compiled
def _weigh(world: World, state: State, scratch: Scratch, x: int) -> float:
    """Fill ``scratch.weight`` (A,) with what asset ``x`` looks for; return its sum."""
    s, target = world.actors.asset_side[x], world.actors.asset_target[x]
    for a in range(scratch.weight.size):
        scratch.weight[a] = 0.0
    for a in range(scratch.weight.size):
        for o in range(scratch.present.shape[0]):
            if state.politics.relation[at(s), o] != HOSTILE:
                continue
            calm = 1.0 - state.politics.calm[at(s), o]
            if target == FRONT:
                if scratch.present[o, a] > 0.0 and _in_touch(world, state, s, a):
                    scratch.weight[a] += scratch.present[o, a] * calm
            elif target == LINES:
                if state.ground.control[a] == o:
                    scratch.weight[a] += state.flows.load[o, a] * calm
    if target != FRONT and target != LINES:
        for n in range(world.actors.facility_area.size):
            o = world.actors.facility_side[n]
            if state.politics.relation[at(s), at(o)] == HOSTILE:
                calm = 1.0 - state.politics.calm[at(s), at(o)]
                scratch.weight[at(world.actors.facility_area[n])] += calm
    total = 0.0
    for a in range(scratch.weight.size):
        total += scratch.weight[a]
    return total


@compiled
def _in_touch(world: World, state: State, s: int, a: int) -> bool:
    """Say whether area ``a`` is contested by, or borders, ground of side ``s``."""
    if state.ground.control[at(a)] == s:
        return state.ground.contested[at(a)] == 1
    for arc in range(world.map.first_arc[at(a)], world.map.first_arc[at(a + 1)]):
        if state.ground.control[at(world.map.arc_to[at(arc)])] == s:
            return True
    return False


@compiled
def _hit_soldiers(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    day: int,
    x: int,
    a: int,
    sorties: float,
) -> None:
    """Put hostile soldiers out of action where troops are in contact; noted in ``forces.struck``."""
    s = world.actors.asset_side[x]
    if state.ground.contested[at(a)] == 0 or scratch.present[at(s), at(a)] <= 0.0:
        return
    persons = 0.0
    for f in range(state.forces.area.size):
        o = world.actors.formation_side[f]
        if state.forces.area[f] == a and state.politics.relation[at(s), at(o)] == HOSTILE:
            persons += state.forces.strength[f]
    if persons <= 0.0:
        return
    for f in range(state.forces.area.size):
        o = world.actors.formation_side[f]
        if state.forces.area[f] != a or state.politics.relation[at(s), at(o)] != HOSTILE:
            continue
        mean = sorties * params.strike_loss * state.forces.strength[f] / persons
        sub = world.actors.asset_key[x] & SUB_INDEX
        u = uniform(key, day, STRIKE_LOSS, sub, world.actors.formation_key[f])
        v = uniform(key, day, STRIKE_COUNT, sub, world.actors.formation_key[f])
        state.forces.struck[f] += count(mean, params.dispersion, u, v)


@compiled
def _harm(
    world: World,
    state: State,
    params: Params,
    key: StreamKey,
    day: int,
    x: int,
    a: int,
    sorties: float,
) -> None:
    """Count the civilians whom the sorties kill in area ``a``."""
    here = state.people.residents[at(a)] + state.people.displaced[at(a)]
    if here <= 0.0 or params.asset_harm[x] <= 0.0:
        return
    exposed = TWICE * here / (here + params.reference_population)
    mean = params.asset_harm[x] * sorties / world.actors.asset_usual[x] * exposed
    sub = world.actors.asset_key[x] & SUB_INDEX
    u = uniform(key, day, STRIKE_HARM, sub, world.map.area_key[at(a)])
    v = uniform(key, day, STRIKE_LOSS, sub, world.map.area_key[at(a)])
    killed = count(mean, params.harm_dispersion, u, v)
    bury(state, a, killed, world.actors.asset_cause[x], world.actors.asset_side[x])


@compiled
def bury(state: State, a: int, killed: float, cause: int, author: int) -> None:
    """Take ``killed`` civilians out of area ``a``, residents and displaced in proportion; count them."""
    residents, displaced = state.people.residents[at(a)], state.people.displaced[at(a)]
    killed = min(killed, residents + displaced)
    if killed <= 0.0:
        return
    guests = min(displaced, float(int(killed * displaced / (residents + displaced) + 0.5)))
    guests = max(guests, killed - residents)
    state.people.displaced[at(a)] -= guests
    state.people.residents[at(a)] -= killed - guests
    state.people.dead[at(cause), at(author)] += killed
    state.people.dead_here[at(a), at(author)] += killed
