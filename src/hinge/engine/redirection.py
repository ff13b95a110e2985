"""Redirection: a sponsor draws its clients to another fight, and some of them follow.

P(begins today) = redirect_hazard,   P(ends today) = redirect_end
P(a group follows) = logistic(base + pay * support + dependence - home_weight * home)

support: the sponsor's level today. dependence: its share of the group's
sponsors, from 0 to 1. home: share of the group's soldiers who cannot leave,
because both sides are present where they stand or no supply reaches them. The
form is principal and agent (Salehyan 2010); the weight 1 of dependence and the
rest are judgements (assumption 1).

A group that follows sends a share of every free formation: not in an effort,
not on the road, not where both sides are present, not cut off. Assumption 2: a
group decides once a week, on its own weekday, and goes once in a spell.
Assumption 3: who has gone does not come back within the run, and leaves its
stores behind. Assumption 4: an intervention can make a sponsor draw; whether
groups follow stays theirs, and the spell ends with the intervention.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import logistic
from hinge.draws.sampling import StreamKey, uniform, whole
from hinge.engine.levers import pulled
from hinge.engine.purposes import FOLLOWING, REDIRECTION
from hinge.world.arrays import NOWHERE, State, World
from hinge.world.codes import NO_EFFORT, REDIRECT
from hinge.world.params import Params
from hinge.world.scratch import Scratch

WEEK = 7
SUB_INDEX = 0xFFFFFF  # sub-indices of a draw have 24 bits


@compiled
def redirection(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Begin and end spells of drawing; let clients follow. Reads ``scratch.cut``."""
    actors, now = world.actors, state.politics
    redirecting = now.redirecting
    for p in range(redirecting.size):
        _spell(world, state, params, key, p, day)
        if redirecting[p] == 0:
            continue
        sub = actors.sponsor_key[p] & SUB_INDEX
        for n in range(actors.first_client[p], actors.first_client[p + 1]):
            k = actors.client[at(n)]
            due = day % WEEK == actors.faction_key[at(k)] % WEEK
            if due and now.followed[at(n)] == 0 and now.faction_factor[at(k)] > 0.0:
                u = uniform(key, day, FOLLOWING, sub, actors.faction_key[at(k)])
                if u < follows(world, state, scratch, params, p, k):
                    now.followed[at(n)] = 1
                    _send(world, state, scratch, params, key, day, sub, k)


@compiled
def _spell(world: World, state: State, params: Params, key: StreamKey, p: int, day: int) -> None:
    """Say whether sponsor ``p`` draws its clients away today; a new spell asks every client anew."""
    redirecting, first = state.politics.redirecting, world.actors.first_client
    if pulled(world.plan, REDIRECT, p, day):
        draws = True
    elif pulled(world.plan, REDIRECT, p, day - 1):
        draws = False
    elif redirecting[at(p)] == 1:
        draws = _luck(world, key, p, day) >= params.redirect_end
    else:
        hazard = params.redirect_hazard[at(p)]
        draws = hazard > 0.0 and _luck(world, key, p, day) < hazard
    if draws and redirecting[at(p)] == 0:
        for n in range(first[at(p)], first[at(p + 1)]):
            state.politics.followed[at(n)] = 0
    redirecting[at(p)] = 1 if draws else 0


@compiled
def _luck(world: World, key: StreamKey, p: int, day: int) -> float:
    """Return the draw on which it hangs today whether sponsor ``p`` begins or ends drawing."""
    return uniform(key, day, REDIRECTION, 0, world.actors.sponsor_key[at(p)])


@compiled
def follows(world: World, state: State, scratch: Scratch, params: Params, p: int, k: int) -> float:
    """Return the chance that faction ``k`` follows sponsor ``p`` elsewhere when it decides."""
    backers = 0.0
    for n in range(world.actors.client.size):
        if world.actors.client[n] == k:
            backers += 1.0
    pull = params.redirect_base + params.redirect_pay * state.politics.support[at(p)]
    pull += 1.0 / backers if backers > 0.0 else 0.0
    return logistic(pull - params.redirect_home * _home(world, state, scratch, k))


@compiled
def _home(world: World, state: State, scratch: Scratch, k: int) -> float:
    """Return the share of the soldiers of faction ``k`` who cannot leave; 1 where it has none."""
    total, bound = 0.0, 0.0
    for f in range(state.forces.strength.size):
        if world.actors.formation_faction[f] != k:
            continue
        s, a = world.actors.formation_side[f], state.forces.area[f]
        total += state.forces.strength[f]
        if state.ground.contested[at(a)] == 1 or scratch.cut[at(s), at(a)] == 1:
            bound += state.forces.strength[f]
    return bound / total if total > 0.0 else 1.0


@compiled
def _send(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    day: int,
    sub: int,
    k: int,
) -> None:
    """Send the share of every free formation of faction ``k`` away; ``sub`` tells the sponsor."""
    forces = state.forces
    for f in range(forces.strength.size):
        if world.actors.formation_faction[f] != k or forces.strength[f] <= 0.0:
            continue
        s, a = world.actors.formation_side[f], forces.area[f]
        bound = state.ground.contested[at(a)] == 1 or scratch.cut[at(s), at(a)] == 1
        if bound or forces.effort[f] != NO_EFFORT or forces.road[f] != NOWHERE:
            continue
        u = uniform(key, day, REDIRECTION, sub, world.actors.formation_key[f])
        gone = min(forces.strength[f], whole(params.redirect_share * forces.strength[f], u))
        forces.strength[f] -= gone
        forces.redirected[f] += gone
