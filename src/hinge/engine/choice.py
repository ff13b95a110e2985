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
from hinge.draws.sampling import StreamKey
from hinge.engine.assign import BARE, assign, is_free, must_guard, watch
from hinge.engine.purposes import DECISION
from hinge.engine.quantal import quantal
from hinge.engine.tenure import defence, faded
from hinge.engine.ways import distances
from hinge.engine.window import believed_hazard, hanging_share, threshold, waiting
from hinge.engine.worth import open_to_attack
from hinge.world.arrays import NOWHERE, State, World
from hinge.world.codes import ALL_IN
from hinge.world.params import Params
from hinge.world.scratch import Scratch

SHARES = (0.0, 0.25, 0.5, 1.0)
HIGHWAY = 0
NOW, LATER, SHUT, UNSTAKED = 0, 1, 2, 3  # rows of scratch.best
NO_OPTION = -1.0e9  # utility of what cannot be done
UNTRIED = -1.0  # thousands
ROUNDING = 1.0e-9  # utility; what is further below the best so far needs no working out


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
def fresh(effective: float, fatigue: float, culmination: float) -> float:
    """Return what a formation would bring to an attack: effective strength times its vigour, thousands."""
    return effective * (faded(culmination, fatigue) if fatigue > 0.0 else 1.0)


@compiled
def has_soldiers(world: World, state: State, k: int) -> bool:
    """Say whether faction ``k`` has formations with anybody in them."""
    strength, faction = state.forces.strength, world.actors.formation_faction
    for f in range(strength.size):
        if faction[f] == k and strength[f] > 0.0:
            return True
    return False


@compiled
def _count_forces(
    world: World, state: State, scratch: Scratch, params: Params, k: int, s: int
) -> float:
    """Fill ``scratch.weight`` (line strength free, by area), ``scratch.guard``; return the command's total."""
    weight, guard, effective = scratch.weight, scratch.guard, scratch.effective
    side, faction = world.actors.formation_side, world.actors.formation_faction
    reserve, command = world.actors.formation_reserve, state.politics.command
    contested, forces, culmination = state.ground.contested, state.forces, params.culmination
    area, strength, rest = forces.area, forces.strength, forces.rest
    effort, goal, fatigue = forces.effort, forces.goal, forces.fatigue
    for a in range(weight.size):
        weight[a] = 0.0
        guard[a] = 0
    total = 0.0
    for f in range(area.size):
        if side[f] != s or strength[f] <= 0.0:
            continue
        here = area[f]
        guard[at(here)] += 1
        if command[at(faction[f])] != k:
            continue
        total += effective[f]
        if reserve[f] == 0:
            if is_free(strength[f], rest[f], effort[f], goal[f], contested[at(here)]):
                weight[at(here)] += fresh(effective[f], fatigue[f], culmination)
    return total


@compiled
def _reserves_in_reach(
    world: World, state: State, scratch: Scratch, params: Params, k: int, s: int
) -> None:
    """Fill ``scratch.reach`` (A,) with the reserve strength that can be at an area in time."""
    reach, near = scratch.reach, scratch.near
    control, relation = state.ground.control, state.politics.relation
    contested, forces, effective = state.ground.contested, state.forces, scratch.effective
    area, strength, rest = forces.area, forces.strength, forces.rest
    effort, goal, fatigue = forces.effort, forces.goal, forces.fatigue
    reserve, faction = world.actors.formation_reserve, world.actors.formation_faction
    command, last = state.politics.command, NOWHERE
    for a in range(reach.size):
        reach[a] = 0.0
    limit = params.preparation * params.road_speed[HIGHWAY]
    free = (1.0 - state.politics.pinned[at(s)]) * (1.0 - state.politics.withheld[at(s)])
    for f in range(area.size):
        if reserve[f] == 0 or command[at(faction[f])] != k:
            continue
        if not is_free(strength[f], rest[f], effort[f], goal[f], contested[at(area[f])]):
            continue
        if area[f] != last:
            last = area[f]
            distances(world.map, control, relation, s, last, near, scratch)
        brought = free * fresh(effective[f], fatigue[f], params.culmination)
        for a in range(reach.size):
            if near[a] <= limit:
                reach[a] += brought


@compiled
def _list_options(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    s: int,
    total: float,
) -> int:
    """Fill the options, their utilities and ``scratch.best``; return how many there are beside waiting.

    With the window shut a command has at most the strength of now.
    """
    options, best, score, value = 0, scratch.best, scratch.score, scratch.value
    reach, believed, frontage = scratch.reach, scratch.against, world.map.frontage
    beside = scratch.beside
    option_area, option_share = scratch.option_area, scratch.option_share
    slope, risk = params.odds_slope, params.loss_weight
    lift = exp(
        slope * max(0.0, params.expected_gain)
    )  # odds of success: at most so many times now's
    for n in range(best.size):
        best[n] = NO_OPTION
    gain = exp(params.expected_gain)
    kept = 1.0 - params.lost_support * hanging_share(world, params, s)
    gamble = state.politics.barred[at(s), ALL_IN] == 0
    in_touch(world, state, scratch, s)
    for a in range(value.size):
        local = beside[a]
        if local < 0.0:
            continue
        against, width, brought, p = believed[a], frontage[a], UNTRIED, 0.0
        for share in SHARES:
            staked = local + share * reach[a]
            if staked <= BARE or (share > 0.0 and reach[a] <= 0.0):
                continue
            if share == 1.0 and not gamble:
                continue
            lost = risk * staked / total
            if min(staked, width) != brought:
                brought = min(staked, width)
                p = success(slope, brought, against)
            now = value[a] * p - lost * (1.0 - p)
            score[options] = now
            option_area[options] = a
            option_share[options] = share
            options += 1
            best[NOW] = max(best[NOW], now)
            if share == 0.0:
                best[UNSTAKED] = max(best[UNSTAKED], now)
            most = p * lift / (1.0 - p + p * lift)  # no chance a window ahead is above it
            if value[a] * most - lost * (1.0 - most) > best[LATER] - ROUNDING:
                then = min(staked * gain, width)
                q = p if then == brought else success(slope, then, against)
                best[LATER] = max(best[LATER], value[a] * q - lost * (1.0 - q))
            if now > best[SHUT] - ROUNDING:
                shut = min(staked * kept, width)
                q = p if shut == brought else success(slope, shut, against)
                best[SHUT] = max(best[SHUT], value[a] * q - lost * (1.0 - q))
    return options


@compiled
def success(slope: float, brought: float, against: float) -> float:
    """Return the believed chance to take ground that ``against`` defends with ``brought``; thousands."""
    return logistic(slope * log(brought / against))


@compiled
def in_touch(world: World, state: State, scratch: Scratch, s: int) -> None:
    """Fill ``scratch.beside`` (A,): free strength (``weight``) beside an area of worth that need not guard.

    -1 where none of the side's ground touches it, or where an attack is not allowed.
    """
    beside, value, watched = scratch.beside, scratch.value, scratch.watched
    control, weight, guard = state.ground.control, scratch.weight, scratch.guard
    first_arc, arc_to = world.map.first_arc, world.map.arc_to
    forbidden, calm = state.politics.forbidden, state.politics.calm
    for a in range(beside.size):
        beside[a] = -1.0
        if value[a] <= 0.0 or forbidden[at(s), a] == 1:
            continue
        holder = control[a]
        if holder >= 0 and calm[at(s), at(holder)] >= 1.0:
            continue
        local, touch = 0.0, False
        for arc in range(first_arc[a], first_arc[a + 1]):
            b = arc_to[at(arc)]
            if control[at(b)] == s:
                touch = True
                if weight[at(b)] > 0.0 and not must_guard(guard[at(b)], watched[at(b)], a):
                    local += weight[at(b)]
        if touch:
            beside[a] = local


@compiled
def weigh_defences(
    world: World, state: State, scratch: Scratch, params: Params, s: int, day: int
) -> None:
    """Fill ``scratch.against`` (A,): believed hostile strength times what ground and tenure give, thousands.

    Of what side ``s`` could take next to its own ground; and ``watched`` of that ground.
    """
    watch(world, state, scratch, s)
    against, target, seen = scratch.against, scratch.target, state.commands.seen
    since, terrain, control = state.ground.held_since, world.map.terrain, state.ground.control
    first_arc, arc_to = world.map.first_arc, world.map.arc_to
    for a in range(against.size):
        touch = False
        for arc in range(first_arc[a], first_arc[a + 1]):
            touch = touch or control[at(arc_to[at(arc)])] == s
        if touch and target[a] == 1:
            multiplier = defence(params, day, since[a], terrain[a])
            against[a] = seen[at(s), a] * multiplier + BARE


@compiled
def allowed(world: World, state: State, s: int, a: int) -> bool:
    """Say whether an attack on ``a`` is neither forbidden nor under a truce of the whole day."""
    if not open_to_attack(world, state, s, a) or state.politics.forbidden[at(s), at(a)] == 1:
        return False
    holder = state.ground.control[at(a)]
    return holder < 0 or state.politics.calm[at(s), at(holder)] < 1.0
