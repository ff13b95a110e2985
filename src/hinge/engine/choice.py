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

Assumption 1: those in touch join, but before another hostile neighbour the weakest
stays unless somebody else does. Assumption 2: reserves join nearest first
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
from hinge.engine.assign import BARE, LIVING, UNKNOWN, VALUED, assign, in_touch, is_free
from hinge.engine.purposes import DECISION
from hinge.engine.quantal import quantal
from hinge.engine.tenure import defence, faded
from hinge.engine.ways import distances
from hinge.engine.window import believed_hazard, hanging_share, threshold, waiting
from hinge.engine.worth import open_to_attack, worth
from hinge.world.arrays import NOWHERE, State, World
from hinge.world.codes import ALL_IN, NO_EFFORT
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

    The front of its side has been looked at (``survey_front``).
    """
    s, c = world.actors.faction_side[k], state.politics.command[k]
    total = count_forces(world, state, scratch, params, c, True)
    if total <= 0.0 or not has_soldiers(world, state, k):
        return
    _reserves_in_reach(world, state, scratch, params, c, s)
    options = _list_options(world, state, scratch, params, s, total, day)
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
def count_forces(
    world: World, state: State, scratch: Scratch, params: Params, k: int, jointly: bool
) -> float:
    """Fill ``scratch.weight`` (A,): line strength free for an attack; return the total strength, thousands.

    Of faction ``k`` alone, or ``jointly`` of its command. ``least`` (A,): that of the weakest formation,
    ``home`` (A,); ``others`` (A,): formations there without orders, and none that it could send.
    """
    weight, effective, living = scratch.weight, scratch.effective, scratch.living
    faction, reserve = world.actors.formation_faction, world.actors.formation_reserve
    command, contested, forces = state.politics.command, state.ground.contested, state.forces
    area, strength, rest = forces.area, forces.strength, forces.rest
    effort, goal, fatigue = forces.effort, forces.goal, forces.fatigue
    keys, others = world.actors.formation_key, scratch.others
    least, home = scratch.least, scratch.home
    for a in range(weight.size):
        weight[a] = 0.0
        others[a] = 0
        home[a] = NOWHERE
    total = 0.0
    for n in range(scratch.weighed[LIVING]):
        f = living[n]
        group, here = faction[at(f)], area[at(f)]
        ours = (command[at(group)] if jointly else group) == k
        if ours:
            total += effective[at(f)]
        task, fights = effort[at(f)], contested[at(here)]
        free = is_free(strength[at(f)], rest[at(f)], task, goal[at(f)], fights)
        if ours and free and reserve[at(f)] == 0:
            brings = fresh(effective[at(f)], fatigue[at(f)], params.culmination)
            weight[at(here)] += brings
            weakest = home[at(here)]
            less = weakest == NOWHERE or brings < least[at(here)]
            if less or (brings == least[at(here)] and keys[at(f)] < keys[at(weakest)]):
                least[at(here)] = brings
                home[at(here)] = f
        elif task == NO_EFFORT and goal[at(f)] == NOWHERE and not (free and ours):
            others[at(here)] += 1
    return total


@compiled
def _reserves_in_reach(
    world: World, state: State, scratch: Scratch, params: Params, k: int, s: int
) -> None:
    """Fill ``scratch.reach`` (A,) with the reserve strength that can be at an area of the front in time."""
    reach, near = scratch.reach, scratch.near
    control, relation = state.ground.control, state.politics.relation
    contested, forces, effective = state.ground.contested, state.forces, scratch.effective
    area, strength, rest = forces.area, forces.strength, forces.rest
    effort, goal, fatigue = forces.effort, forces.goal, forces.fatigue
    reserves, faction = world.actors.reserves, world.actors.formation_faction
    command, last = state.politics.command, NOWHERE
    front, areas = scratch.front[at(s)], scratch.fronts[at(s)]
    for a in range(reach.size):
        reach[a] = 0.0
    limit = params.preparation * params.road_speed[HIGHWAY]
    free = (1.0 - state.politics.pinned[at(s)]) * (1.0 - state.politics.withheld[at(s)])
    for m in range(reserves.size):
        f = reserves[m]
        here = area[at(f)]
        if command[at(faction[at(f)])] != k:
            continue
        if not is_free(
            strength[at(f)], rest[at(f)], effort[at(f)], goal[at(f)], contested[at(here)]
        ):
            continue
        if here != last:
            last = here
            distances(world.map, control, relation, s, last, near, scratch, limit, NOWHERE)
        brought = free * fresh(effective[at(f)], fatigue[at(f)], params.culmination)
        for n in range(areas):
            if near[at(front[n])] <= limit:
                reach[at(front[n])] += brought


@compiled
def _list_options(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    s: int,
    total: float,
    day: int,
) -> int:
    """Fill the options, their utilities and ``scratch.best``; return how many there are beside waiting.

    With the window shut a command has at most the strength of now.
    """
    options, best, score, value = 0, scratch.best, scratch.score, scratch.value
    reach, beside, frontage = scratch.reach, scratch.beside, world.map.frontage
    option_area, option_share = scratch.option_area, scratch.option_share
    slope, risk = params.odds_slope, params.loss_weight
    for n in range(best.size):
        best[n] = NO_OPTION
    in_touch(world, state, scratch, s)
    if not _could_attack(scratch, s):
        return 0
    weigh_ground(world, state, scratch, params, s)
    lift = exp(
        slope * max(0.0, params.expected_gain)
    )  # odds of success: at most so many times now's
    gain = exp(params.expected_gain)
    kept = 1.0 - params.lost_support * hanging_share(world, params, s)
    gamble = state.politics.barred[at(s), ALL_IN] == 0
    for place in range(scratch.fronts[at(s)]):
        a = scratch.front[at(s), place]
        local = beside[at(a)]
        if local < 0.0 or value[at(a)] <= 0.0 or (local <= BARE and reach[at(a)] <= 0.0):
            continue
        against = defended(world, state, scratch, params, s, a, day)
        width, brought, p = frontage[at(a)], UNTRIED, 0.0
        for share in SHARES:
            staked = local + share * reach[at(a)]
            if staked <= BARE or (share > 0.0 and reach[at(a)] <= 0.0):
                continue
            if share == 1.0 and not gamble:
                continue
            lost = risk * staked / total
            if min(staked, width) != brought:
                brought = min(staked, width)
                p = success(slope, brought, against)
            now = value[at(a)] * p - lost * (1.0 - p)
            score[at(options)] = now
            option_area[at(options)] = a
            option_share[at(options)] = share
            options += 1
            best[NOW] = max(best[NOW], now)
            if share == 0.0:
                best[UNSTAKED] = max(best[UNSTAKED], now)
            most = p * lift / (1.0 - p + p * lift)  # no chance a window ahead is above it
            if value[at(a)] * most - lost * (1.0 - most) > best[LATER] - ROUNDING:
                then = min(staked * gain, width)
                q = p if then == brought else success(slope, then, against)
                best[LATER] = max(best[LATER], value[at(a)] * q - lost * (1.0 - q))
            if now > best[SHUT] - ROUNDING:
                shut = min(staked * kept, width)
                q = p if shut == brought else success(slope, shut, against)
                best[SHUT] = max(best[SHUT], value[at(a)] * q - lost * (1.0 - q))
    return options


@compiled
def success(slope: float, brought: float, against: float) -> float:
    """Return the believed chance to take ground that ``against`` defends with ``brought``; thousands."""
    return logistic(slope * log(brought / against))


@compiled
def _could_attack(scratch: Scratch, s: int) -> bool:
    """Say whether there is anything to attack with, beside an area of the front or in reach of it."""
    front, beside, reach = scratch.front[at(s)], scratch.beside, scratch.reach
    for n in range(scratch.fronts[at(s)]):
        local = beside[at(front[n])]
        if local > BARE or (local >= 0.0 and reach[at(front[n])] > 0.0):
            return True
    return False


@compiled
def weigh_ground(world: World, state: State, scratch: Scratch, params: Params, s: int) -> None:
    """Fill ``scratch.value`` (A,) for side ``s`` unless it has been since ``survey_front``."""
    if scratch.weighed[VALUED] == 0:
        worth(world, state, scratch, params, s)
        scratch.weighed[VALUED] = 1


@compiled
def defended(
    world: World, state: State, scratch: Scratch, params: Params, s: int, a: int, day: int
) -> float:
    """Return believed hostile strength in ``a`` times what ground and tenure give, thousands; worked out once."""
    against = scratch.against
    if against[at(a)] == UNKNOWN:
        since, terrain = state.ground.held_since[at(a)], world.map.terrain[at(a)]
        multiplier = defence(params, day, since, terrain)
        against[at(a)] = state.commands.seen[at(s), at(a)] * multiplier + BARE
    return against[at(a)]


@compiled
def allowed(world: World, state: State, s: int, a: int) -> bool:
    """Say whether an attack on ``a`` is neither forbidden nor under a truce of the whole day."""
    if not open_to_attack(world, state, s, a) or state.politics.forbidden[at(s), at(a)] == 1:
        return False
    holder = state.ground.control[at(a)]
    return holder < 0 or state.politics.calm[at(s), at(holder)] < 1.0
