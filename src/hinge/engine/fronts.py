"""Other fronts: threats off the map that pin part of a side's reserves and let them go again.

P(flares up today)  = 1 - exp(-on)     while it is quiet
P(calms down today) = 1 - exp(-off)    while it is active
pinned = pull while it is active, else 0

A two-state process for each side, on 1/60 to 1/20 and off 1/30 to 1/10 a day
(judgement; no source was found for the rates). Assumption 1: one other front a
side stands for all. Assumption 2: it flares up whatever happens on the map, and
for each side apart. Left out: fighting there costs nobody, and reserves that are
in an effort already are not called back.
"""

from __future__ import annotations

from hinge.draws.compiled import compiled
from hinge.draws.sampling import StreamKey, uniform
from hinge.engine.hazards import happens
from hinge.engine.purposes import OTHER_FRONT
from hinge.world.arrays import State, World
from hinge.world.params import Params


@compiled
def fronts(world: World, state: State, params: Params, key: StreamKey, day: int) -> None:
    """Let each side's other front flare up or calm down; fill ``politics.pinned`` (S,)."""
    front, pinned = state.politics.front, state.politics.pinned
    for s in range(front.size):
        u = uniform(key, day, OTHER_FRONT, 0, world.actors.side_key[s])
        hazard = params.front_off if front[s] == 1 else params.front_on
        if happens(u, hazard):
            front[s] = 1 - front[s]
        pinned[s] = params.front_pull if front[s] == 1 else 0.0
