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
from hinge.draws.sampling import StreamKey, belonging_to, normal
from hinge.engine.contacts import know_ground
from hinge.engine.muster import muster
from hinge.engine.purposes import BELIEF
from hinge.world.arrays import NOBODY, State, World
from hinge.world.codes import HOSTILE
from hinge.world.kinds import Ints
from hinge.world.params import Params
from hinge.world.scratch import Scratch

WEEK = 7
ALL = -1  # every bit
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
    contested, sight = state.ground.contested, scratch.sight
    noise, step = params.belief_noise, min(1.0, 1.0 / params.belief_lag)
    week, error = day // WEEK, scratch.error
    know_ground(world, state, scratch)
    weekly = belonging_to(key, week * WEEK, BELIEF)  # a week's errors are drawn on its first day
    _forget_errors(scratch, weekly, week, noise)
    sides, areas = seen.shape
    for a in range(areas):
        holders = ALL if contested[a] == 1 else sight[a]
        if holders == 0:
            continue
        for s in range(sides):
            if (holders >> s) & 1 == 0:
                continue
            true = 0.0
            for o in range(sides):
                if relation[s, o] == HOSTILE:
                    true += present[o, a]
            if true > 0.0:
                if error[s, a] <= 0.0:
                    z = normal(weekly, week, BELIEF, side_key[s] & SUB_INDEX, area_key[a])
                    error[s, a] = exp(noise * z - 0.5 * noise * noise)
                true *= error[s, a]
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
def _forget_errors(scratch: Scratch, key: StreamKey, week: int, noise: float) -> None:
    """Forget the errors in ``scratch.error`` (S, A) unless they are those of this week and random world."""
    kept, kept_noise, error = scratch.kept_week, scratch.kept_noise, scratch.error
    same = kept[0] == key.seed and kept[1] == key.line and kept[2] == key.replication
    if same and kept[3] == week and kept_noise[0] == noise:
        return
    kept[0], kept[1], kept[2], kept[3] = key.seed, key.line, key.replication, week
    kept_noise[0] = noise
    sides, areas = error.shape
    for s in range(sides):
        for a in range(areas):
            error[s, a] = 0.0


@compiled
def mark_in_sight(world: World, state: State, mark: Ints, s: int) -> None:
    """Set ``mark`` (A,) to 1 where hostile forces can be in touch with side ``s``."""
    control, contested = state.ground.control, state.ground.contested
    first_arc, arc_to = world.map.first_arc, world.map.arc_to
    for a in range(mark.size):
        mark[a] = contested[a]
    for a in range(mark.size):
        if control[a] != s:
            continue
        for arc in range(first_arc[a], first_arc[a + 1]):
            b = arc_to[at(arc)]
            if control[at(b)] != s:
                mark[at(b)] = 1
