"""Sponsors: they hold, raise, cut and resume support; clients believe what they will do, rightly or not.

P(cut)    = cut_hazard * exp(feedback * losing+)       while it supports, a day
P(resume) = resume_hazard                              while it gives less than at the start
P(raise)  = raise_hazard                               from the level of the start to raise_size
P(back)   = raise_hazard                               from above it to the level of the start
believed  = max(0, cut_hazard * cut_bias + signal)     hazard of a cut that clients expect, per day

losing+: areas a week that the side loses (``trends.py``), at least 0. signal:
what dated signs add; it fades. A regime-switching hazard; causes of starting
and of ending support differ (Karlen 2017), so the hazards are separate, and the
sign of the feedback is free. Belief is apart from support: a sign, an error
(``cut_bias``) or an intervention moves it while not a tonne less comes in.

Assumption 1: a sponsor cuts all of its support at once. Assumption 2: support
is one level for all clients and entries of a sponsor. Assumption 3: clients
know the bad news of the front but not what it does to a sponsor, so belief has
no feedback. Assumption 4: raised support ends as readily as it began.
"""

from __future__ import annotations

from hinge.draws.compiled import compiled
from hinge.draws.elementary import exp
from hinge.draws.sampling import StreamKey, uniform
from hinge.engine.purposes import RAISE, SPONSOR
from hinge.engine.trends import losing
from hinge.world.arrays import State, World
from hinge.world.params import Params

AT_START = 1.0  # level of support on day 0


@compiled
def sponsors(world: World, state: State, params: Params, key: StreamKey, day: int) -> None:
    """Let each sponsor hold, raise, cut or resume its support, with its daily chances."""
    support, sponsor_key = state.politics.support, world.actors.sponsor_key
    resume_hazard = params.resume_hazard
    for p in range(support.size):
        u = uniform(key, day, SPONSOR, 0, sponsor_key[p])
        cut = _cut(world, state, params, p) if support[p] > 0.0 else 0.0
        if u < cut:
            support[p] = 0.0
        elif support[p] < AT_START:
            if u < cut + resume_hazard[p]:
                support[p] = AT_START
        elif uniform(key, day, RAISE, 0, sponsor_key[p]) < params.raise_hazard:
            support[p] = params.raise_size if support[p] == AT_START else AT_START


@compiled
def _cut(world: World, state: State, params: Params, p: int) -> float:
    """Return the chance that sponsor ``p`` cuts today."""
    worse = max(0.0, losing(state, world.actors.sponsor_side[p]))
    if worse == 0.0:
        return params.cut_hazard[p]
    return params.cut_hazard[p] * exp(params.cut_feedback * worse)


@compiled
def believe(state: State, params: Params) -> None:
    """Fill ``politics.believed`` (P,): the hazard per day of a cut that a sponsor's clients expect."""
    believed, signal = state.politics.believed, state.politics.signal
    hazard, bias = params.cut_hazard, params.cut_bias
    for p in range(believed.size):
        believed[p] = max(0.0, hazard[p] * bias + signal[p])
