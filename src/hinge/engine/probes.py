"""Probes: attacks of single factions with those in touch, beside the main effort of their command.

U(a) = W_a * p - c * staked / total * (1 - p),   U(none) = 0

as in ``choice.py``, with the faction's own free formations beside a and no
reserves. A probe is fought at the intensity orders.probe_intensity, and ends
when the ground is taken, when losses pass the tolerance, after
orders.probe_patience days, or under a truce of the whole day. Several factions
of a command may probe at once: most of the fighting of a campaign is of this
kind (general knowledge; the form is a judgement). Assumption 1: factions judge
for themselves what is worth a probe, as their command would. Assumption 2: who
probes is not free for the main effort until it ends.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.sampling import StreamKey
from hinge.engine.assign import BARE, is_free, must_guard
from hinge.engine.choice import allowed, fresh, in_touch, quantal, utility, weigh_defences
from hinge.engine.efforts import end_probe
from hinge.engine.purposes import PROBE_CHOICE
from hinge.engine.worth import open_to_attack, worth
from hinge.world.arrays import NOWHERE, State, World
from hinge.world.codes import PROBE, PROBING
from hinge.world.params import Params
from hinge.world.scratch import Scratch


@compiled
def probes(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    s: int,
    valued: bool,
    day: int,
) -> None:
    """Review the probes of the factions of side ``s``, and let those whose day it is choose a new one.

    ``valued``: ``scratch.value`` and ``against`` are those of this side and day already.
    """
    if params.probe_intensity <= 0.0:
        return
    for k in range(world.actors.faction_side.size):
        if world.actors.faction_side[k] != s:
            continue
        if state.commands.probe[k] != NOWHERE:
            _review(world, state, params, k, s, day)
        elif state.politics.barred[at(s), PROBING] == 0 and _due(world, params, k, day):
            if not valued:
                worth(world, state, scratch, params, s)
                weigh_defences(world, state, scratch, params, s, day)
                valued = True
            _choose(world, state, scratch, params, key, k, s, day)


@compiled
def _due(world: World, params: Params, k: int, day: int) -> bool:
    """Say whether faction ``k`` thinks of a probe today: half an interval apart from its command's days."""
    interval = max(1, int(params.decision_interval + 0.5))
    return (day + world.actors.faction_key[k] + interval // 2) % interval == 0


@compiled
def _review(world: World, state: State, params: Params, k: int, s: int, day: int) -> None:
    """End a probe that has its ground, may not go on, or has lasted or cost too much."""
    a, since = state.commands.probe[k], state.commands.probe_since[k]
    wanted = open_to_attack(world, state, s, a) or state.ground.contested[at(a)] == 1
    persons, worn = 0.0, 0.0
    for f in range(state.forces.effort.size):
        if state.forces.effort[f] == PROBE and world.actors.formation_faction[f] == k:
            persons += state.forces.strength[f]
            worn += state.forces.strength[f] * state.forces.wear[f]
    over = persons <= 0.0 or worn > params.tolerance * persons
    if not wanted or over or day - since > params.probe_patience or not allowed(world, state, s, a):
        end_probe(world, state, k)


@compiled
def _choose(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    k: int,
    s: int,
    day: int,
) -> None:
    """Let faction ``k`` choose a probe or none; ``scratch.value`` and ``against`` are those of its side."""
    total = _own_forces(world, state, scratch, params, k, s)
    if total <= 0.0:
        return
    options = 0
    for a in range(scratch.value.size):
        if scratch.value[a] <= 0.0 or not allowed(world, state, s, a):
            continue
        local = in_touch(world, state, scratch, s, a)
        if local > BARE:
            u = utility(world, scratch, params, a, local, local, total, scratch.against[a])
            scratch.score[options] = u
            scratch.option_area[options] = a
            options += 1
    entity = world.actors.faction_key[k]
    picked = quantal(scratch, options, 0.0, params.rationality, key, PROBE_CHOICE, entity, day)
    if picked < 0:
        return
    a = scratch.option_area[at(picked)]
    state.commands.probe[k] = a
    state.commands.probe_since[k] = day
    for arc in range(world.map.first_arc[at(a)], world.map.first_arc[at(a + 1)]):
        b = world.map.arc_to[at(arc)]
        if state.ground.control[at(b)] != s or must_guard(world, state, scratch, s, b, a):
            continue
        for f in range(state.forces.area.size):
            if state.forces.area[f] == b and _is_probing_line(world, state, k, f):
                state.forces.effort[f] = PROBE
                state.forces.goal[f] = a


@compiled
def _is_probing_line(world: World, state: State, k: int, f: int) -> bool:
    """Say whether formation ``f`` is a free line formation of faction ``k``."""
    own = world.actors.formation_faction[f] == k and world.actors.formation_reserve[f] == 0
    return own and is_free(state, f)


@compiled
def _own_forces(
    world: World, state: State, scratch: Scratch, params: Params, k: int, s: int
) -> float:
    """Fill ``scratch.weight`` (free line strength of faction ``k`` by area), ``scratch.guard``; return its total."""
    for a in range(scratch.weight.size):
        scratch.weight[a] = 0.0
        scratch.guard[a] = 0
    total = 0.0
    for f in range(state.forces.area.size):
        if world.actors.formation_side[f] != s or state.forces.strength[f] <= 0.0:
            continue
        here = state.forces.area[f]
        scratch.guard[at(here)] += 1
        if world.actors.formation_faction[f] != k:
            continue
        total += scratch.effective[f]
        if _is_probing_line(world, state, k, f):
            scratch.weight[at(here)] += fresh(state, scratch, params, f)
    return total
