"""The choice of a main effort: expected utility, the worth of waiting, quantal response.

U(a, theta) = W_a * p - c * staked / total * (1 - p),   U(wait): see ``window.py``
p = 1 / (1 + exp(-beta * ln(s / d)))
P(option) ~ exp(lambda * U)

s: effective strength in touch with a, plus the share theta of the reserves
that can be there in time, at most the frontage of a; d: believed hostile
strength there times its defence (``tenure.py``); W: see ``worth.py``. beta 0.5 to 1.5
is the logit slope of success on the log force ratio; lambda is spread over a
factor of 20 (McKelvey and Palfrey 1995; ranges are judgements).

Options name no outcome: wait, or a main effort on an area within touch with 0,
1/4, 1/2 or all of the reserves in reach (the last is the all-in gamble).
Recorded of each deliberation: the believed hazard, h* and, of an effort chosen,
its margin over waiting and over the best effort that stakes no reserve.

Assumption 1: a formation in touch joins unless it would leave its area bare
before another hostile neighbour. Assumption 2: reserves join nearest first
until the share is reached (``assign.py``). Assumption 3: gathering takes the
preparation time for all reserves and in proportion less for a part; facilities
near the front shorten it. Assumption 4: reach is reckoned with the full
preparation time at the speed of the best roads. Assumption 5: other fronts and
interventions hold their share of every reserve.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import exp, log, logistic
from hinge.draws.sampling import StreamKey, uniform
from hinge.engine.assign import BARE, assign, may_move, must_guard
from hinge.engine.purposes import DECISION
from hinge.engine.tenure import defence, vigour
from hinge.engine.ways import distances
from hinge.engine.window import believed_hazard, hanging_share, threshold, waiting
from hinge.engine.worth import open_to_attack
from hinge.world.arrays import State, World
from hinge.world.codes import ALL_IN
from hinge.world.params import Params
from hinge.world.scratch import Scratch

SHARES = (0.0, 0.25, 0.5, 1.0)
HIGHWAY = 0
NOW, LATER, SHUT, UNSTAKED = 0, 1, 2, 3  # rows of scratch.best
NO_OPTION = -1.0e9  # utility of what cannot be done


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
    """Let the command of faction ``k`` wait, or have it lead a main effort.

    ``scratch.value`` holds W and ``scratch.against`` the believed defences for its side.
    """
    s, c = world.actors.faction_side[k], state.politics.command[k]
    total = _count_forces(world, state, scratch, params, c, s)
    if total <= 0.0 or not has_soldiers(world, state, k):
        return
    _reserves_in_reach(world, state, scratch, params, c, s)
    options = _list_options(world, state, scratch, params, s, total)
    best, commands = scratch.best, state.commands
    hazard = believed_hazard(world, state, params, s)
    wait = waiting(params, hazard, best[LATER], best[SHUT])
    commands.window[at(c)] = hazard
    commands.threshold[at(c)] = threshold(params, best[NOW], best[LATER], best[SHUT])
    entity = world.actors.faction_key[k]
    picked = quantal(scratch, options, wait, params.rationality, key, DECISION, entity, day)
    if picked < 0:
        return
    objective, share = scratch.option_area[at(picked)], scratch.option_share[at(picked)]
    commands.margin[at(c)] = scratch.chosen[0] - max(wait, 0.0, best[UNSTAKED])
    commands.objective[k] = objective
    commands.share[k] = share
    commands.decided[k] = day
    commands.relieves[k] = 1 if scratch.relief[at(objective)] > 0.0 else 0
    commands.wait[k] = max(1.0, params.preparation * share * (1.0 - commands.quickness[at(c)]))
    assign(world, state, scratch, k, s, objective, share)


@compiled
def fresh(state: State, scratch: Scratch, params: Params, f: int) -> float:
    """Return what formation ``f`` would bring to an attack: effective strength times its vigour, thousands."""
    return scratch.effective[at(f)] * vigour(params, state.forces.fatigue[at(f)])


@compiled
def has_soldiers(world: World, state: State, k: int) -> bool:
    """Say whether faction ``k`` has formations with anybody in them."""
    for f in range(state.forces.strength.size):
        if world.actors.formation_faction[f] == k and state.forces.strength[f] > 0.0:
            return True
    return False


@compiled
def _count_forces(
    world: World, state: State, scratch: Scratch, params: Params, k: int, s: int
) -> float:
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
            scratch.weight[at(here)] += fresh(state, scratch, params, f)
    return total


@compiled
def _reserves_in_reach(
    world: World, state: State, scratch: Scratch, params: Params, k: int, s: int
) -> None:
    """Fill ``scratch.reach`` (A,) with the reserve strength that can be at an area in time."""
    for a in range(scratch.reach.size):
        scratch.reach[a] = 0.0
    limit = params.preparation * params.road_speed[HIGHWAY]
    free = (1.0 - state.politics.pinned[at(s)]) * (1.0 - state.politics.withheld[at(s)])
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
                scratch.reach[a] += free * fresh(state, scratch, params, f)


@compiled
def _list_options(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    s: int,
    total: float,
) -> int:
    """Fill the options, their utilities and ``scratch.best``; return how many there are beside waiting."""
    options, best = 0, scratch.best
    for n in range(best.size):
        best[n] = NO_OPTION
    gain = exp(params.expected_gain)
    kept = 1.0 - params.lost_support * hanging_share(world, params, s)
    gamble = state.politics.barred[at(s), ALL_IN] == 0
    for a in range(scratch.value.size):
        if scratch.value[a] <= 0.0 or not allowed(world, state, s, a):
            continue
        local = in_touch(world, state, scratch, s, a)
        if local < 0.0:
            continue
        against = scratch.against[a]
        for share in SHARES:
            staked = local + share * scratch.reach[a]
            if staked <= BARE or (share > 0.0 and scratch.reach[a] <= 0.0):
                continue
            if share == 1.0 and not gamble:
                continue
            now = utility(world, scratch, params, a, staked, staked, total, against)
            scratch.score[options] = now
            scratch.option_area[options] = a
            scratch.option_share[options] = share
            options += 1
            best[NOW] = max(best[NOW], now)
            if share == 0.0:
                best[UNSTAKED] = max(best[UNSTAKED], now)
            then = utility(world, scratch, params, a, staked * gain, staked, total, against)
            best[LATER] = max(best[LATER], then)
            shut = utility(world, scratch, params, a, staked * kept, staked, total, against)
            best[SHUT] = max(best[SHUT], shut)
    return options


@compiled
def utility(
    world: World,
    scratch: Scratch,
    params: Params,
    a: int,
    strength: float,
    staked: float,
    total: float,
    against: float,
) -> float:
    """Return the expected utility of attacking ``a`` with ``strength``, ``staked`` of ``total`` at risk; thousands."""
    brought = min(strength, world.map.frontage[at(a)])
    p = logistic(params.odds_slope * log(brought / against))
    return scratch.value[at(a)] * p - params.loss_weight * staked / total * (1.0 - p)


@compiled
def in_touch(world: World, state: State, scratch: Scratch, s: int, a: int) -> float:
    """Return the free strength (``scratch.weight``) beside ``a`` that need not guard, or -1 if none touches it."""
    local, touch = 0.0, False
    for arc in range(world.map.first_arc[at(a)], world.map.first_arc[at(a + 1)]):
        b = world.map.arc_to[at(arc)]
        if state.ground.control[at(b)] != s:
            continue
        touch = True
        if scratch.weight[at(b)] > 0.0 and not must_guard(world, state, scratch, s, b, a):
            local += scratch.weight[at(b)]
    return local if touch else -1.0


@compiled
def weigh_defences(
    world: World, state: State, scratch: Scratch, params: Params, s: int, day: int
) -> None:
    """Fill ``scratch.against`` (A,): believed hostile strength times what ground and tenure give, thousands."""
    for a in range(scratch.against.size):
        if scratch.target[a] == 1:
            since = state.ground.held_since[a]
            multiplier = defence(params, day, since, world.map.terrain[a])
            scratch.against[a] = state.commands.seen[at(s), a] * multiplier + BARE


@compiled
def allowed(world: World, state: State, s: int, a: int) -> bool:
    """Say whether an attack on ``a`` is neither forbidden nor under a truce of the whole day."""
    if not open_to_attack(world, state, s, a) or state.politics.forbidden[at(s), at(a)] == 1:
        return False
    holder = state.ground.control[at(a)]
    return holder < 0 or state.politics.calm[at(s), at(holder)] < 1.0


@compiled
def quantal(
    scratch: Scratch,
    options: int,
    wait: float,
    rationality: float,
    key: StreamKey,
    purpose: int,
    entity: int,
    day: int,
) -> int:
    """Return the option drawn by quantal response, or -1 for waiting; its utility in ``scratch.chosen``."""
    best = wait
    for n in range(options):
        best = max(best, scratch.score[n])
    total = exp(rationality * (wait - best))
    for n in range(options):
        total += exp(rationality * (scratch.score[n] - best))
    left = uniform(key, day, purpose, 0, entity) * total
    for n in range(options):
        left -= exp(rationality * (scratch.score[n] - best))
        if left < 0.0:
            scratch.chosen[0] = scratch.score[n]
            return n
    return -1
