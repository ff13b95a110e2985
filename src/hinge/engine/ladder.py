"""The ladder: how far a sponsor goes itself - restrained, usual, intensified, own soldiers.

up   = exp(c_up   + c_losing * losing - c_calls * calls - c_publicity * surge)   per day
down = exp(c_down - c_losing * losing + c_calls * calls + c_publicity * surge)   per day
P(it moves today) = 1 - exp(-(up + down)),   and then up with up / (up + down)

losing: areas a week lost by its side, negative when it gains; surge: civilian
deaths by its side against their mean so far (``trends.py``); calls: dated calls
for a halt, fading. Restraint is a step as much as escalation is. That a public
raises or lowers the price of backing down: audience costs (Fearon 1994); which
of the two is not said, so all three signs are free.

On the lowest rung its assets rest, and after a pause it is back at its usual
rung: P(pause lasts d) = exp(-d / pause), at least a day. From intensified on,
its assets are used ``step`` times as much. On the highest rung, entered once in
a run, it sends soldiers: ``own_forces`` times the strength of its largest client,
who arrive there (``arrivals.py``). An asset works from its own rung on.

Assumption 1: one rung at a time, never skipping; bounds set by an intervention
are reached a rung a day. Assumption 2: a pause, once begun, lasts as long as it
was meant to. Assumption 3: the soldiers sent stay when the rung goes down, and
obey the client. Left out: one sponsor's rung does not answer another's.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import exp, log
from hinge.draws.sampling import StreamKey, uniform, whole
from hinge.engine.hazards import happens
from hinge.engine.purposes import OWN_FORCES_DRAW, PAUSE_LENGTH, RUNG
from hinge.engine.trends import losing, surge
from hinge.world.arrays import NOBODY, State, World
from hinge.world.codes import INTENSIFIED, OWN_FORCES, RESTRAINED, USUAL
from hinge.world.params import Params

SHORTEST = 1.0  # days; a pause is at least a day
CLIMBS = 1.0  # sign of rungs going up


@compiled
def ladder(world: World, state: State, params: Params, key: StreamKey, day: int) -> None:
    """Move each sponsor's rung by one at most, and set what its assets do today."""
    now, sponsor_key = state.politics, world.actors.sponsor_key
    rungs, pause, own_sent = now.rung, now.pause, now.own_sent
    asset_factor, asset_rung = now.asset_factor, world.actors.asset_rung
    asset_sponsor = world.actors.asset_sponsor
    for p in range(rungs.size):
        before = rungs[p]
        rungs[p] = _next_rung(world, state, params, key, p, day)
        if rungs[p] == RESTRAINED and before != RESTRAINED:
            u = uniform(key, day, PAUSE_LENGTH, 0, sponsor_key[p])
            pause[p] = max(SHORTEST, -log(u) * params.pause_days)
        if rungs[p] != RESTRAINED:
            pause[p] = 0.0
        if rungs[p] == OWN_FORCES and own_sent[p] == 0:
            own_sent[p] = 1
            _send_own(world, state, params, key, p, day)
    for x in range(asset_factor.size):
        p = asset_sponsor[x]
        if p != NOBODY:
            rung = rungs[at(p)]
            if rung == RESTRAINED or rung < asset_rung[x]:
                asset_factor[x] = 0.0
            elif rung >= INTENSIFIED:
                asset_factor[x] *= params.rung_step


@compiled
def _next_rung(world: World, state: State, params: Params, key: StreamKey, p: int, day: int) -> int:
    """Return today's rung of sponsor ``p``: towards its bounds, back from a pause, or by chance."""
    now = state.politics
    rung, least, most = now.rung[at(p)], now.rung_least[at(p)], now.rung_most[at(p)]
    if rung > most:
        return rung - 1
    if rung < least:
        return rung + 1
    if rung == RESTRAINED:
        now.pause[at(p)] = max(0.0, now.pause[at(p)] - 1.0)
        return USUAL if now.pause[at(p)] <= 0.0 and most >= USUAL else RESTRAINED
    top = INTENSIFIED if now.own_sent[at(p)] == 1 else OWN_FORCES
    push = upwards(world, state, params, p, day)
    up = pressure(params, push, CLIMBS) if rung < min(top, most) else 0.0
    down = pressure(params, push, -CLIMBS) if rung > least else 0.0
    u = uniform(key, day, RUNG, 0, world.actors.sponsor_key[at(p)])
    if not happens(u, up + down):
        return rung
    v = uniform(key, day, RUNG, 1, world.actors.sponsor_key[at(p)])
    return rung + 1 if v < up / (up + down) else rung - 1


@compiled
def pressure(params: Params, push: float, sign: float) -> float:
    """Return the hazard per day of going up a rung (``sign`` 1) or down (-1) under a push upwards."""
    base = params.rung_up if sign > 0.0 else params.rung_down
    return exp(base + sign * push)


@compiled
def upwards(world: World, state: State, params: Params, p: int, day: int) -> float:
    """Return by how much ground lost, calls and deaths push sponsor ``p`` up; below 0: down."""
    s = world.actors.sponsor_side[at(p)]
    return (
        params.rung_losing * losing(state, s)
        - params.rung_talks * state.politics.call[at(p)]
        - params.rung_publicity * surge(state, s, day)
    )


@compiled
def _send_own(world: World, state: State, params: Params, key: StreamKey, p: int, day: int) -> None:
    """Set soldiers of sponsor ``p`` on the way to its largest client; they join what is coming anyway."""
    best, most = NOBODY, 0.0
    faction_key, faction = world.actors.faction_key, world.actors.formation_faction
    strength = state.forces.strength
    for n in range(world.actors.first_client[at(p)], world.actors.first_client[at(p + 1)]):
        k = world.actors.client[at(n)]
        persons = 0.0
        for f in range(strength.size):
            if faction[f] == k:
                persons += strength[f]
        tied = best != NOBODY and persons == most
        if persons > most or (tied and faction_key[at(k)] < faction_key[at(best)]):
            best, most = k, persons
    if best == NOBODY:
        return
    u = uniform(key, day, OWN_FORCES_DRAW, 0, world.actors.sponsor_key[at(p)])
    state.politics.coming[at(best)] += whole(params.own_forces * most, u)
    state.politics.coming_in[at(best)] = max(state.politics.coming_in[at(best)], params.arrival_lag)
