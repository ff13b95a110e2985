"""Beliefs: what each side thinks stands opposite, late and with error.

seen' = seen + (true * exp(sigma z - sigma**2 / 2) - seen) / lag

sigma: error of an estimate, 0.3 to 0.6; lag: 1 to 4 days (judgement; the mean
of the noise factor is 1). Assumption 1: errors last a week, then are drawn
anew. Assumption 2: a side sees only areas that touch its own ground or where
both are present; of others it believes the last thing it saw. Left out for
now: expectations about sponsors, noticing a build-up.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import exp
from hinge.draws.sampling import StreamKey, normal
from hinge.engine.muster import muster
from hinge.engine.purposes import BELIEF
from hinge.world.arrays import State, World, Scratch
from hinge.world.codes import HOSTILE
from hinge.world.params import Params

WEEK = 7
SUB_INDEX = 0xFFFFFF  # sub-indices of a draw have 24 bits


@compiled
def beliefs(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Update ``commands.seen`` (S, A) from the strengths at dawn."""
    muster(world.actors, state.forces, state.politics, params, scratch)
    sides, areas = state.commands.seen.shape
    for s in range(sides):
        _mark_in_sight(world, state, scratch, s)
        for a in range(areas):
            if scratch.mark[a] == 0:
                continue
            true = 0.0
            for o in range(sides):
                if state.politics.relation[s, o] == HOSTILE:
                    true += scratch.present[o, a]
            if true > 0.0:
                sub = world.actors.side_key[s] & SUB_INDEX
                z = normal(key, day // WEEK, BELIEF, sub, world.map.area_key[a])
                noise = params.belief_noise
                true *= exp(noise * z - 0.5 * noise * noise)
            step = min(1.0, 1.0 / params.belief_lag)
            state.commands.seen[s, a] += (true - state.commands.seen[s, a]) * step


@compiled
def _mark_in_sight(world: World, state: State, scratch: Scratch, s: int) -> None:
    """Set ``scratch.mark`` (A,) to 1 where side ``s`` can see hostile forces."""
    control, contested = state.ground.control, state.ground.contested
    for a in range(control.size):
        scratch.mark[a] = contested[a]
    for link in range(world.map.km.size):
        a, b = world.map.end_a[link], world.map.end_b[link]
        if control[at(a)] == s and control[at(b)] != s:
            scratch.mark[at(b)] = 1
        if control[at(b)] == s and control[at(a)] != s:
            scratch.mark[at(a)] = 1
