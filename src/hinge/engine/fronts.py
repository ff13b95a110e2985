"""Other fronts: threats off the map that pin part of a side's reserves and let them go again.

P(flares up today)  = 1 - exp(-on * (1 + freed * gone))   while it is quiet
P(calms down today) = 1 - exp(-off)                       while it is active
pinned = pull while it is active, else 0

A two-state process for each side, on 1/60 to 1/20 and off 1/30 to 1/10 a day
(judgement; no source was found for the rates). gone: share of all soldiers that
the side ever had on this map who are out of action or left it. What a side no
longer holds here frees those who fought it for its other fronts (``freed``, at
0 nothing). Assumption 1: one other front a side stands for all. Assumption 2:
it flares up for each side apart, and nothing else on the map moves it.
Assumption 3: forces freed here show up there at once. Left out: fighting there
costs nobody, and reserves in an effort already are not called back.
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
        hazard = params.front_off
        if front[s] == 0:
            hazard = params.front_on * (1.0 + params.front_freed * _gone(world, state, s))
        if happens(u, hazard):
            front[s] = 1 - front[s]
        pinned[s] = params.front_pull if front[s] == 1 else 0.0


@compiled
def _gone(world: World, state: State, s: int) -> float:
    """Return the share of all soldiers that side ``s`` ever had here who are out of action or left."""
    side, strength, full = world.actors.formation_side, state.forces.strength, state.forces.full
    left, total = 0.0, 0.0
    for f in range(strength.size):
        if side[f] == s:
            left += strength[f]
            total += full[f]
    return 1.0 - left / total if total > 0.0 else 0.0
