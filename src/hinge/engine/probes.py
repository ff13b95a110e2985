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

from hinge.draws.compiled import at, compiled, entry
from hinge.draws.sampling import StreamKey
from hinge.engine.assign import BARE, in_touch, is_free, must_guard, survey_front
from hinge.engine.choice import (
    allowed,
    count_forces,
    defended,
    success,
    weigh_ground,
)
from hinge.engine.efforts import end_probe
from hinge.engine.purposes import PROBE_CHOICE
from hinge.engine.quantal import quantal
from hinge.engine.worth import open_to_attack
from hinge.world.arrays import NOWHERE, State, World
from hinge.world.codes import PROBE, PROBING
from hinge.world.params import Params
from hinge.world.scratch import Scratch


@entry
def probes(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    s: int,
    seen: bool,
    day: int,
) -> None:
    """Review the probes of the factions of side ``s``, and let those whose day it is choose a new one.

    ``seen``: the front of this side has been looked at today (``survey_front``).
    """
    if params.probe_intensity <= 0.0:
        return
    side, probe = world.actors.faction_side, state.commands.probe
    counted, barred = False, state.politics.barred[at(s), PROBING] == 1
    for k in range(side.size):
        if side[k] != s:
            continue
        if probe[k] != NOWHERE:
            if not counted:
                _count_probes(world, state, scratch)
                counted = True
            _review(world, state, scratch, params, k, s, day)
        elif not barred and _due(world, params, k, day):
            if not seen:
                survey_front(world, state, scratch, s)
                seen = True
            _choose(world, state, scratch, params, key, k, s, day)


@compiled
def _due(world: World, params: Params, k: int, day: int) -> bool:
    """Say whether faction ``k`` thinks of a probe today: half an interval apart from its command's days."""
    interval = max(1, int(params.decision_interval + 0.5))
    return (day + world.actors.faction_key[k] + interval // 2) % interval == 0


@compiled
def _count_probes(world: World, state: State, scratch: Scratch) -> None:
    """Fill ``scratch.might`` and ``pull`` (K,): persons of a faction in its probe, and those worn out of them."""
    effort, strength, wear = state.forces.effort, state.forces.strength, state.forces.wear
    faction, persons, worn = world.actors.formation_faction, scratch.might, scratch.pull
    for k in range(persons.size):
        persons[k] = 0.0
        worn[k] = 0.0
    for f in range(effort.size):
        if effort[f] == PROBE:
            persons[at(faction[f])] += strength[f]
            worn[at(faction[f])] += strength[f] * wear[f]


@compiled
def _review(
    world: World, state: State, scratch: Scratch, params: Params, k: int, s: int, day: int
) -> None:
    """End a probe that has its ground, may not go on, or has lasted or cost too much."""
    a, since = state.commands.probe[k], state.commands.probe_since[k]
    wanted = open_to_attack(world, state, s, a) or state.ground.contested[at(a)] == 1
    persons = scratch.might[at(k)]
    over = persons <= 0.0 or scratch.pull[at(k)] > params.tolerance * persons
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
    """Let faction ``k`` choose a probe or none; the front of its side has been looked at."""
    total = count_forces(world, state, scratch, params, k, False)
    if total <= 0.0:
        return
    options, slope, risk = 0, params.odds_slope, params.loss_weight
    value, frontage = scratch.value, world.map.frontage
    score, option_area, beside = scratch.score, scratch.option_area, scratch.beside
    in_touch(world, state, scratch, s)
    for n in range(scratch.fronts[at(s)]):
        a = scratch.front[at(s), n]
        local = beside[at(a)]
        if local <= BARE:
            continue
        weigh_ground(world, state, scratch, params, s)
        if value[at(a)] > 0.0:
            against = defended(world, state, scratch, params, s, a, day)
            p = success(slope, min(local, frontage[at(a)]), against)
            score[at(options)] = value[at(a)] * p - risk * local / total * (1.0 - p)
            option_area[at(options)] = a
            options += 1
    if options == 0:
        return
    entity = world.actors.faction_key[k]
    picked = quantal(scratch, options, 0.0, params.rationality, key, PROBE_CHOICE, entity, day)
    if picked < 0:
        return
    a = option_area[at(picked)]
    state.commands.probe[k] = a
    state.commands.probe_since[k] = day
    _send_line(world, state, scratch, k, s, a)


@compiled
def _send_line(world: World, state: State, scratch: Scratch, k: int, s: int, a: int) -> None:
    """Give the free line formations of faction ``k`` beside ``a`` the probe of it, but for guards."""
    ways, control, contested = world.map, state.ground.control, state.ground.contested
    others, watched, forces = scratch.others, scratch.watched, state.forces
    home = scratch.home
    faction, reserve = world.actors.formation_faction, world.actors.formation_reserve
    area, strength, rest = forces.area, forces.strength, forces.rest
    effort, goal = forces.effort, forces.goal
    for arc in range(ways.first_arc[at(a)], ways.first_arc[at(a + 1)]):
        b = ways.arc_to[at(arc)]
        if control[at(b)] != s:
            continue
        stays = must_guard(others[at(b)], watched[at(b)], a)
        for f in range(area.size):
            if stays and f == home[at(b)]:
                continue
            if area[f] == b and faction[f] == k and reserve[f] == 0:
                if is_free(strength[f], rest[f], effort[f], goal[f], contested[at(b)]):
                    effort[f] = PROBE
                    goal[f] = a
