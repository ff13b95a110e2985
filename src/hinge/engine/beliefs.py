"""Beliefs: what each side thinks stands opposite, late and with error.

seen' = seen + (true * exp(sigma z - sigma**2 / 2) - seen) / lag

sigma: error of an estimate, 0.3 to 0.6; lag: 1 to 4 days (judgement; the mean
of the noise factor is 1). Assumption 1: errors last a week, then are drawn
anew. Assumption 2: a side sees only areas that touch its own ground or where
both are present; of others it believes the last thing it saw. Left out for
now: expectations about sponsors, noticing a build-up.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled, entry
from hinge.draws.elementary import exp
from hinge.draws.sampling import StreamKey, normal
from hinge.engine.muster import muster
from hinge.engine.purposes import BELIEF
from hinge.world.arrays import NOBODY, State, World
from hinge.world.codes import HOSTILE
from hinge.world.kinds import Ints
from hinge.world.params import Params
from hinge.world.scratch import Scratch

WEEK = 7
SUB_INDEX = 0xFFFFFF  # sub-indices of a draw have 24 bits


@entry
def beliefs(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Update ``commands.seen`` (S, A) from the strengths at dawn.

    A side sees areas that it does not hold next to its own, and where both are present.
    """
    muster(world.actors, state.forces, state.politics, params, scratch)
    seen, present, relation = state.commands.seen, scratch.present, state.politics.relation
    area_key, side_key = world.map.area_key, world.actors.side_key
    first_arc, arc_to = world.map.first_arc, world.map.arc_to
    control, contested = state.ground.control, state.ground.contested
    noise, step = params.belief_noise, min(1.0, 1.0 / params.belief_lag)
    sides, areas = seen.shape
    for a in range(areas):
        holders = 0  # of the areas around, one bit each
        for arc in range(first_arc[a], first_arc[a + 1]):
            holder = control[at(arc_to[at(arc)])]
            if holder != NOBODY and holder != control[a]:
                holders |= 1 << holder
        for s in range(sides):
            if contested[a] == 0 and (holders >> s) & 1 == 0:
                continue
            true = 0.0
            for o in range(sides):
                if relation[s, o] == HOSTILE:
                    true += present[o, a]
            if true > 0.0:
                z = normal(key, day // WEEK, BELIEF, side_key[s] & SUB_INDEX, area_key[a])
                true *= exp(noise * z - 0.5 * noise * noise)
            seen[s, a] += (true - seen[s, a]) * step


@entry
def knowledge(world: World, state: State, scratch: Scratch, params: Params) -> None:
    """Fill ``commands.seen`` (S, A) with the strengths of this dawn as they are: a day without beliefs.

    A side knows of the areas that it sees in ``beliefs``, too.
    """
    muster(world.actors, state.forces, state.politics, params, scratch)
    seen, present, relation = state.commands.seen, scratch.present, state.politics.relation
    first_arc, arc_to = world.map.first_arc, world.map.arc_to
    control, contested = state.ground.control, state.ground.contested
    sides, areas = seen.shape
    for a in range(areas):
        holders = 0  # of the areas around, one bit each
        for arc in range(first_arc[a], first_arc[a + 1]):
            holder = control[at(arc_to[at(arc)])]
            if holder != NOBODY and holder != control[a]:
                holders |= 1 << holder
        for s in range(sides):
            if contested[a] == 0 and (holders >> s) & 1 == 0:
                continue
            true = 0.0
            for o in range(sides):
                if relation[s, o] == HOSTILE:
                    true += present[o, a]
            seen[s, a] = true


@compiled
def mark_in_sight(world: World, state: State, mark: Ints, s: int) -> None:
    """Set ``mark`` (A,) to 1 where hostile forces can be in touch with side ``s``."""
    control, contested = state.ground.control, state.ground.contested
    end_a, end_b = world.map.end_a, world.map.end_b
    for a in range(mark.size):
        mark[a] = contested[a]
    for link in range(end_a.size):
        a, b = end_a[link], end_b[link]
        if control[at(a)] == s and control[at(b)] != s:
            mark[at(b)] = 1
        if control[at(b)] == s and control[at(a)] != s:
            mark[at(a)] = 1
