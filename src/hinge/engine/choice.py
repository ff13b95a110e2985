"""The choice of a main effort: expected utility and quantal response.

U(a, theta) = W_a * p - c * staked / total * (1 - p),   U(hold) = 0
p = 1 / (1 + exp(-beta * ln(s / d)))
P(option) ~ exp(lambda * U)

s: effective strength in touch with a, plus the share theta of the reserves
that can be there in time, at most the frontage of a; d: believed hostile
strength there times its defence (``tenure.py``); W: see ``worth.py``. beta 0.5 to 1.5
is the logit slope of success on the log force ratio; lambda is spread over a
factor of 20 (McKelvey and Palfrey 1995; ranges are judgements).

Assumption 1: a formation in touch joins unless it would leave its area bare
before another hostile neighbour. Assumption 2: reserves join nearest first
until the share is reached. Assumption 3: gathering takes the preparation time
for all reserves and in proportion less for a part; those in touch are ready the
next day. Assumption 4: reach is reckoned with the full preparation time at the
speed of the best roads; who is further off than that turns out comes late.
Left out so far: waiting as an option of its own value (the closing window),
withdrawal, moving facilities.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import exp, log, logistic
from hinge.draws.sampling import StreamKey, uniform
from hinge.engine.purposes import DECISION
from hinge.engine.tenure import defence
from hinge.engine.ways import UNREACHED, distances
from hinge.engine.worth import open_to_attack
from hinge.world.arrays import NOWHERE, State, World
from hinge.world.codes import HOSTILE
from hinge.world.params import Params
from hinge.world.scratch import Scratch

SHARES = (0.0, 0.25, 0.5, 1.0)
BARE = 0.02  # thousands: what an empty area is taken to hold, so that odds stay finite
HIGHWAY = 0


@compiled
def choose(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    k: int,
    day: int,
) -> None:
    """Let command ``k`` choose hold or a main effort; ``scratch.value`` holds W for its side."""
    s = world.actors.faction_side[k]
    total = _count_forces(world, state, scratch, k, s)
    if total <= 0.0:
        return
    _reserves_in_reach(world, state, scratch, params, k, s)
    options = _list_options(world, state, scratch, params, k, s, total, day)
    picked = _quantal(scratch, options, params.rationality, key, world.actors.faction_key[k], day)
    if picked < 0:
        return
    objective, share = scratch.option_area[at(picked)], scratch.option_share[at(picked)]
    state.commands.objective[k] = objective
    state.commands.wait[k] = max(1.0, params.preparation * share)
    _assign(world, state, scratch, k, s, objective, share)


@compiled
def may_move(world: World, state: State, k: int, f: int) -> bool:
    """Say whether formation ``f`` obeys command ``k`` and is free: standing, rested, not fighting."""
    if state.politics.command[at(world.actors.formation_faction[f])] != k:
        return False
    if state.forces.strength[f] <= 0.0 or state.forces.rest[f] > 0.0:
        return False
    if state.forces.effort[f] == 1 or state.forces.goal[f] != NOWHERE:
        return False
    return state.ground.contested[at(state.forces.area[f])] == 0


@compiled
def _count_forces(world: World, state: State, scratch: Scratch, k: int, s: int) -> float:
    """Fill ``scratch.weight`` (line strength free, by area), ``scratch.guard``; return the command's total."""
    for a in range(scratch.weight.size):
        scratch.weight[a] = 0.0
        scratch.guard[a] = 0
    total = 0.0
    for f in range(state.forces.area.size):
        if world.actors.formation_side[f] != s or state.forces.strength[f] <= 0.0:
            continue
        here = state.forces.area[f]
        scratch.guard[at(here)] += 1
        if state.politics.command[at(world.actors.formation_faction[f])] != k:
            continue
        total += scratch.effective[f]
        if world.actors.formation_reserve[f] == 0 and may_move(world, state, k, f):
            scratch.weight[at(here)] += scratch.effective[f]
    return total


@compiled
def _reserves_in_reach(
    world: World, state: State, scratch: Scratch, params: Params, k: int, s: int
) -> None:
    """Fill ``scratch.reach`` (A,) with the reserve strength that can be at an area in time."""
    for a in range(scratch.reach.size):
        scratch.reach[a] = 0.0
    limit = params.preparation * params.road_speed[HIGHWAY]
    for f in range(state.forces.area.size):
        if world.actors.formation_reserve[f] == 0 or not may_move(world, state, k, f):
            continue
        distances(
            world.map,
            state.ground.control,
            state.politics.relation,
            s,
            state.forces.area[f],
            scratch.near,
            scratch,
        )
        for a in range(scratch.reach.size):
            if scratch.near[a] <= limit:
                scratch.reach[a] += scratch.effective[f]


@compiled
def must_guard(
    world: World, state: State, scratch: Scratch, s: int, a: int, objective: int
) -> bool:
    """Say whether area ``a`` has another hostile neighbour and only one formation to watch it."""
    if scratch.guard[at(a)] > 1:
        return False
    for arc in range(world.map.first_arc[at(a)], world.map.first_arc[at(a + 1)]):
        b = world.map.arc_to[at(arc)]
        if b == objective:
            continue
        holder = state.ground.control[at(b)]
        if holder >= 0 and state.politics.relation[at(s), at(holder)] == HOSTILE:
            if state.commands.seen[at(s), at(b)] > BARE:
                return True
    return False


@compiled
def _list_options(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    k: int,
    s: int,
    total: float,
    day: int,
) -> int:
    """Fill the option arrays and their utilities; return how many options beside hold there are."""
    options = 0
    for a in range(scratch.value.size):
        if scratch.value[a] <= 0.0 or not _allowed(world, state, s, a):
            continue
        local, touch = 0.0, False
        for arc in range(world.map.first_arc[a], world.map.first_arc[a + 1]):
            b = world.map.arc_to[at(arc)]
            if state.ground.control[at(b)] != s:
                continue
            touch = True
            if scratch.weight[at(b)] > 0.0 and not must_guard(world, state, scratch, s, b, a):
                local += scratch.weight[at(b)]
        if not touch:
            continue
        multiplier = defence(params, day, state.ground.held_since[a], world.map.terrain[a])
        against = state.commands.seen[s, a] * multiplier + BARE
        for share in SHARES:
            staked = local + share * scratch.reach[a]
            if staked <= BARE or (share > 0.0 and scratch.reach[a] <= 0.0):
                continue
            brought = min(staked, world.map.frontage[a])
            p = logistic(params.odds_slope * log(brought / against))
            cost = params.loss_weight * staked / total * (1.0 - p)
            scratch.score[options] = scratch.value[a] * p - cost
            scratch.option_area[options] = a
            scratch.option_share[options] = share
            options += 1
    return options


@compiled
def _allowed(world: World, state: State, s: int, a: int) -> bool:
    """Say whether an attack on ``a`` is neither forbidden nor under a truce of the whole day."""
    if not open_to_attack(world, state, s, a) or state.politics.forbidden[at(s), at(a)] == 1:
        return False
    holder = state.ground.control[at(a)]
    return holder < 0 or state.politics.calm[at(s), at(holder)] < 1.0


@compiled
def _quantal(
    scratch: Scratch, options: int, rationality: float, key: StreamKey, entity: int, day: int
) -> int:
    """Return the option drawn by quantal response, or -1 for hold (utility 0)."""
    best = 0.0
    for n in range(options):
        best = max(best, scratch.score[n])
    total = exp(-rationality * best)  # hold
    for n in range(options):
        scratch.score[n] = exp(rationality * (scratch.score[n] - best))
        total += scratch.score[n]
    left = uniform(key, day, DECISION, 0, entity) * total
    for n in range(options):
        left -= scratch.score[n]
        if left < 0.0:
            return n
    return -1


@compiled
def _assign(
    world: World, state: State, scratch: Scratch, k: int, s: int, objective: int, share: float
) -> None:
    """Give the objective to the formations in touch, and to reserves, nearest first, up to the share."""
    staging, staging_km = NOWHERE, UNREACHED
    for arc in range(world.map.first_arc[at(objective)], world.map.first_arc[at(objective + 1)]):
        b = world.map.arc_to[at(arc)]
        if state.ground.control[at(b)] != s:
            continue
        km = world.map.km[at(world.map.arc_link[at(arc)])]
        if km < staging_km and state.ground.contested[at(b)] == 0:
            staging, staging_km = b, km
        if must_guard(world, state, scratch, s, b, objective):
            continue
        for f in range(state.forces.area.size):
            line = world.actors.formation_reserve[f] == 0
            if line and state.forces.area[f] == b and may_move(world, state, k, f):
                state.forces.effort[f] = 1
    if staging == NOWHERE or share <= 0.0:
        return
    distances(
        world.map, state.ground.control, state.politics.relation, s, staging, scratch.near, scratch
    )
    wanted = share * scratch.reach[at(objective)]
    while wanted > 0.0:
        f = _nearest_reserve(world, state, scratch, k)
        if f < 0 or scratch.effective[at(f)] > 2.0 * wanted:
            return
        state.forces.effort[at(f)] = 1
        if state.forces.area[at(f)] != staging:
            state.forces.goal[at(f)] = staging
        wanted -= scratch.effective[at(f)]


@compiled
def _nearest_reserve(world: World, state: State, scratch: Scratch, k: int) -> int:
    """Return the free reserve formation of command ``k`` with the least ``scratch.near``, or -1."""
    best, best_km = -1, UNREACHED
    for f in range(state.forces.area.size):
        if world.actors.formation_reserve[f] == 0 or not may_move(world, state, k, f):
            continue
        km = scratch.near[at(state.forces.area[f])]
        closer = km < best_km
        if best >= 0 and km == best_km:
            closer = world.actors.formation_key[f] < world.actors.formation_key[at(best)]
        if closer:
            best, best_km = f, km
    return best
