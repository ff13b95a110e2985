"""One battle as the engine fights it: muster, combat and cohesion, day after day, until somebody breaks.

These are the engine's own phases 7 and 8, called in its order; nothing of them
is copied. Left out of the day are politics, orders, movement, supply and
strikes: the attack is a given, both are supplied, and supporting fire counts as
a share (``combat.support``). A battle of the table is decided here when one
side breaks: the attacker wins where the defender breaks and it does not, the
other way round where only it does; both on one day, or nobody by the last day,
is undecided.

Draws are keyed by the parameter draw alone, so that all battles meet the same
luck: a battle's prediction depends on nothing but its own row, and more men
are compared with fewer under equal chance.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hinge.draws.compiled import entry
from hinge.draws.sampling import StreamKey
from hinge.engine.cohesion import cohesion
from hinge.engine.combat import combat
from hinge.engine.muster import muster
from hinge.world.arrays import LONG_AGO, NEVER, NOWHERE, State, World
from hinge.world.codes import MAIN, NO_EFFORT
from hinge.world.params import Params
from hinge.world.scratch import Scratch

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ATTACKER, DEFENDER = 0, 1  # rows of sides and formations, as in duel_world
FIELD, REAR = 0, 1  # areas: the field; behind it the rear of side s is REAR + s


@entry
def stage(
    world: World,
    state: State,
    persons: Floats,
    quality: Floats,
    holds: float,
    support: Floats,
    terrain: int,
    held: int,
) -> None:
    """Set the state to the morning of a battle, whatever was fought before.

    persons, quality, support: (S,); support is 0 for both where it is unknown.
    held: days for which the defender has held the field before day 1.
    """
    world.map.terrain[FIELD] = terrain
    forces, ground, politics = state.forces, state.ground, state.politics
    for s in range(persons.size):
        forces.area[s] = FIELD
        forces.road[s] = NOWHERE
        forces.travel[s] = 0.0
        forces.goal[s] = FIELD if s == ATTACKER else NOWHERE
        forces.effort[s] = MAIN if s == ATTACKER else NO_EFFORT
        forces.strength[s] = persons[s]
        forces.full[s] = persons[s]
        forces.quality[s] = quality[s]
        forces.cohesion[s] = holds
        forces.fatigue[s] = 0.0
        forces.wear[s] = 0.0
        forces.rest[s] = 0.0
        forces.struck[s] = 0.0
        forces.killed[s] = 0.0
        forces.wounded[s] = 0.0
        forces.captured[s] = 0.0
        forces.left[s] = 0.0
        politics.strikes_given[s] = support[s]
        politics.strikes_felt[s] = support[1 - s]
        ground.control[REAR + s] = s
        for a in range(ground.control.size):
            ground.gave_way[s, a] = LONG_AGO
    for place in range(ground.battle_since.size):
        ground.battle_since[place] = NEVER
    for a in range(ground.control.size):
        ground.held_since[a] = LONG_AGO
        ground.contested[a] = 0
    ground.control[FIELD] = DEFENDER
    ground.held_since[FIELD] = max(LONG_AGO, 1 - held)
    ground.contested[FIELD] = 1


@entry
def one_day(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Fight one day of the battle."""
    for f in range(scratch.place.size):
        scratch.place[f] = state.forces.area[f]
    muster(world.actors, state.forces, state.politics, params, scratch)
    combat(world, state, scratch, params, key, day)
    cohesion(world, state, scratch, params, key, day)


@entry
def fight(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    persons: Floats,
    quality: Floats,
    holds: float,
    support: Floats,
    terrain: Ints,
    held: Ints,
    last: int,
    broke: Ints,
    days: Ints,
    lost: Floats,
) -> None:
    """Fight n battles to the end, or to day ``last``.

    persons, support (n, S); quality (S,); terrain, held (n,). Filled: ``broke`` (n, S) 1 for who
    broke on the last day fought, ``days`` (n,) fought, ``lost`` (n, S) share of the first strength:
    killed, wounded, captured and dispersed.
    """
    for n in range(days.size):
        stage(world, state, persons[n], quality, holds, support[n], terrain[n], held[n])
        forces = state.forces
        for day in range(1, last + 1):
            one_day(world, state, scratch, params, key, day)
            days[n] = day
            over = False
            for s in range(quality.size):
                broke[n, s] = 1 if forces.rest[s] > 0.0 or forces.strength[s] <= 0.0 else 0
                lost[n, s] = 1.0 - forces.strength[s] / persons[n, s]
                over = over or broke[n, s] == 1
            if over:
                break


@entry
def daily_losses(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    persons: Floats,
    quality: Floats,
    holds: float,
    attacking: Ints,
    terrain: int,
    lost: Floats,
    dead: Floats,
) -> None:
    """Fight day after day at given strengths: combat alone, nobody breaks.

    persons (T, S): strength on the morning of each day; attacking (T,): the side that attacks; the
    other holds the field, at first for long, and from the day on which the attack changes sides anew.
    Formations take turns, so that who attacks is fresh on every day.
    Filled: ``lost`` and ``dead`` (T, S), shares of the day's strength.
    """
    forces, ground = state.forces, state.ground
    stage(world, state, persons[0], quality, holds, np.zeros(quality.size), terrain, 0)
    ground.held_since[FIELD] = LONG_AGO
    for t in range(attacking.size):
        if t > 0 and attacking[t] != attacking[t - 1]:
            ground.held_since[FIELD] = t + 1
        ground.control[FIELD] = 1 - attacking[t]
        for s in range(quality.size):
            forces.strength[s] = persons[t, s]
            forces.killed[s] = 0.0
            forces.fatigue[s] = 0.0
            forces.effort[s] = MAIN if s == attacking[t] else NO_EFFORT
            forces.goal[s] = FIELD if s == attacking[t] else NOWHERE
            scratch.place[s] = FIELD
        muster(world.actors, forces, state.politics, params, scratch)
        combat(world, state, scratch, params, key, t + 1)
        for s in range(quality.size):
            lost[t, s] = 1.0 - forces.strength[s] / persons[t, s]
            dead[t, s] = forces.killed[s] / persons[t, s]
