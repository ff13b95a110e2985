"""Arrivals: fresh soldiers in batches, and a slow daily replacement of losses.

rate = alpha * (1 + threat * losing+) * support * effect          per day and faction
P(a batch sets out today) = 1 - exp(-rate),   size = share * full strength of the faction
replacement in a day = r * effect * (strength at the start - sent away - strength)+
effect = exp(political_effect * strikes felt / usual strikes)

S' = A(t) - losses + r (S0 - S)+ with A compound Poisson: reinforcement terms as
in Engel (1954). losing+: areas a week lost by its side, from 0 to 3. support:
mean level of the faction's sponsors, 1 without any. The political effect of
strikes on recruits has a free sign.

A batch arrives after the lag in the faction's reserve, or else in its largest
formation, wherever supply reaches it; nobody enters a closed pocket, and who
waits outside keeps the next batch from setting out (assumption 1). Assumption
2: one batch at a time is on the way. Assumption 3: fresh soldiers are as good as
those they join. Assumption 4: a formation whose last soldier is gone is not
raised anew. All who come are counted in ``arrived`` and ``full``, so persons
balance; ``full - arrived`` stays the strength at the start.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import exp
from hinge.draws.sampling import StreamKey, uniform, uniforms, whole
from hinge.engine.hazards import happens, ruled_out
from hinge.engine.purposes import BATCH, BATCH_SIZE, REPLACING
from hinge.engine.trends import losing
from hinge.world.arrays import State, World
from hinge.world.params import Params
from hinge.world.scratch import Scratch

NONE = -1


@compiled
def arrivals(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Bring in who has been on the way, let new batches set out, replace losses. Reads ``scratch.cut``."""
    coming, coming_in = state.politics.coming, state.politics.coming_in
    factor, side = state.politics.faction_factor, world.actors.faction_side
    effect, most = scratch.effect, 1.0
    for s in range(effect.size):
        effect[s] = political_effect(state, params, s)
    for p in range(state.politics.support.size):
        most = max(most, state.politics.support[p])
    for k in range(coming.size):
        if factor[k] <= 0.0:
            continue
        if coming[k] > 0.0:
            coming_in[k] = max(0.0, coming_in[k] - 1.0)
            if coming_in[k] <= 0.0:
                _arrive(world, state, scratch, k)
        else:
            _set_out(world, state, params, key, k, effect[at(side[k])], most, day)
    if params.replacement > 0.0:
        _replace(world, state, scratch, params, key, day)


@compiled
def political_effect(state: State, params: Params, s: int) -> float:
    """Return the factor that strikes on side ``s`` put on its recruits."""
    if params.usual_strikes <= 0.0:
        return 1.0
    felt = state.politics.strikes_felt[at(s)] / params.usual_strikes
    return exp(params.political_effect * felt)


@compiled
def _set_out(
    world: World,
    state: State,
    params: Params,
    key: StreamKey,
    k: int,
    effect: float,
    most: float,
    day: int,
) -> None:
    """Let a batch for faction ``k`` set out, with today's chance.

    ``effect``: of strikes on its side; ``most``: the highest support that any faction gets.
    """
    entity = world.actors.faction_key[at(k)]
    u = uniform(key, day, BATCH, 0, entity)
    if ruled_out(u, _supported_rate(world, state, params, k, most, effect)):
        return
    if not happens(u, rate(world, state, params, k, effect)):
        return
    persons, faction, full = state.forces.full, world.actors.formation_faction, 0.0
    for f in range(persons.size):
        if faction[f] == k:
            full += persons[f]
    u = uniform(key, day, BATCH_SIZE, 0, entity)
    state.politics.coming[at(k)] = whole(params.arrival_share * full, u)
    state.politics.coming_in[at(k)] = params.arrival_lag


@compiled
def rate(world: World, state: State, params: Params, k: int, effect: float) -> float:
    """Return how often batches set out for faction ``k``, per day; ``effect``: of strikes on its side."""
    given, client, first = state.politics.support, world.actors.client, world.actors.first_client
    total, backers = 0.0, 0.0
    for p in range(given.size):
        for n in range(first[p], first[p + 1]):
            if client[at(n)] == k:
                total += given[p]
                backers += 1.0
    support = total / backers if backers > 0.0 else 1.0
    return _supported_rate(world, state, params, k, support, effect)


@compiled
def _supported_rate(
    world: World, state: State, params: Params, k: int, support: float, effect: float
) -> float:
    """Return ``rate`` of faction ``k`` for a mean level of support."""
    worse = max(0.0, losing(state, world.actors.faction_side[at(k)]))
    return params.arrival_rate * (1.0 + params.arrival_threat * worse) * support * effect


@compiled
def _arrive(world: World, state: State, scratch: Scratch, k: int) -> None:
    """Let those on the way join faction ``k`` where supply reaches it; else they wait."""
    forces, cut = state.forces, scratch.cut
    reserve, formation_key = world.actors.formation_reserve, world.actors.formation_key
    best = NONE
    for f in range(forces.strength.size):
        if world.actors.formation_faction[f] != k or forces.strength[f] <= 0.0:
            continue
        if cut[at(world.actors.formation_side[f]), at(forces.area[f])] == 1:
            continue
        if best == NONE or reserve[f] > reserve[at(best)]:
            best = f
        elif reserve[f] == reserve[at(best)]:
            more = forces.strength[f] - forces.strength[at(best)]
            if more > 0.0 or (more == 0.0 and formation_key[f] < formation_key[at(best)]):
                best = f
    if best != NONE:
        _join(state, best, state.politics.coming[at(k)])
        state.politics.coming[at(k)] = 0.0


@compiled
def _join(state: State, f: int, persons: float) -> None:
    """Add fresh soldiers to formation ``f``, and count them."""
    state.forces.strength[at(f)] += persons
    state.forces.full[at(f)] += persons
    state.forces.arrived[at(f)] += persons


@compiled
def _replace(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Replace a little of what each formation that supply reaches has lost since the start."""
    forces, factor, cut = state.forces, state.politics.faction_factor, scratch.cut
    side, faction = world.actors.formation_side, world.actors.formation_faction
    area, strength, full = forces.area, forces.strength, forces.full
    arrived, redirected, formation_key = (
        forces.arrived,
        forces.redirected,
        world.actors.formation_key,
    )
    effect, luck = scratch.effect, scratch.luck
    uniforms(key, day, REPLACING, 0, formation_key, formation_key.size, luck)
    for f in range(strength.size):
        s = side[f]
        if strength[f] <= 0.0 or factor[at(faction[f])] <= 0.0 or cut[at(s), at(area[f])] == 1:
            continue
        missing = full[f] - arrived[f] - redirected[f] - strength[f]
        if missing > 0.0:
            mean = params.replacement * effect[at(s)] * missing
            persons = min(missing, whole(mean, luck[f]))
            if persons > 0.0:
                _join(state, f, persons)
