"""Cohesion: breaking as a hazard, retreat or surrender, and control that changes hands.

strain   = exp(k1 L + k2 l + k3 cut + k4 deficit + k5 want + k6 n - k7 rho cut + k8 hunger)
h        = h0 * max(0, strain - (1 - felt)) * (2 - cohesion) * felt * u
P(break) = 1 - exp(-h) a day

L: share of strength lost in the present fighting; l: share lost today; cut: 1
if no supply reaches the area; deficit, want: share of the day's ammunition and
food not had; hunger: of the civilians where it stands; n: share of neighbours that gave way lately (``contagion.py``);
u: combat.urban_pace on built-up and fortified ground, else 1 (in towns attackers came forward
at a third to a half of their pace elsewhere: Dupuy Institute on 1943 to 1945; with cover this
gives as much, and it holds for both sides, so that who wins stays as open as it was);
rho = (1 + relief attempts won) / (2 + won + lost): hope of relief of those cut
off (Lehmann and Zhukov 2019; the mean of a Beta prior of one and one); felt:
intensity of the fighting in which it stands, 1 under a main effort, 0 without
contact. Ranges: no single loss predicts a break (Helmbold, RAND R-772, 1971);
with the priors the median break comes at 10 to 15 per cent losses in an attack.
k3, k5 and k8 have a free sign.

cohesion' = cohesion * (1 - c l) + recovery * exp(e strikes / usual) * (1 - felt) * (1 - cohesion)

e: strikes.political_effect, of free sign, on those whose side is struck.
Control changes only if an opposed formation is present and the holder has none
left there or all broke; an empty own area stays own. Assumption 1: a broken
formation falls back on the nearest quiet own neighbour and loses stragglers;
without one, most surrender and the rest slip away. Assumption 2: cohesion falls
with losses; it comes back, and past losses are forgotten, in what fighting
leaves of the day. Assumption 3: strain tells in proportion to the intensity of
the fighting, so that garrisons break under lesser fire, too, only later; the
shock of an attack on the unstrained tells by its square, so that who is
unhurt, supplied and firmly flanked hardly ever breaks on a quiet front.
Assumption 4: who broke is out of the line while it rests, and breaks again in
that time only where somebody attacks.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled, entry
from hinge.draws.elementary import exp
from hinge.draws.sampling import StreamKey, uniform, uniforms, whole
from hinge.engine.ambush import slow_going
from hinge.engine.combat import opposed, several
from hinge.engine.contagion import gave_way_near, mark_news
from hinge.engine.fire import FRESH, SLOWER, STALE
from hinge.engine.needs import base
from hinge.engine.purposes import BREAK, ROUT
from hinge.engine.ways import may_pass, passing, way_back
from hinge.world.arrays import LOST, NOBODY, NOWHERE, State, World
from hinge.world.codes import HOSTILE, NO_EFFORT
from hinge.world.kinds import Ints
from hinge.world.params import Params
from hinge.world.scratch import Scratch

REST_DAYS = 7.0  # after breaking; judgement, about a week to be sent again
SHAKEN = 0.5  # factor on cohesion after breaking; judgement
WEAR_FADES = 0.1  # a day at rest; losses of a past fight are forgotten in weeks
ROUNDING = 1.0e-12  # far above the error of 1 - exp(-h), which is at most h
PRIOR_WON, PRIOR_TRIED = 1.0, 2.0  # Beta prior of one and one on the success of relief attempts


@entry
def cohesion(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Wear, break, rest; then see who holds what."""
    _mark_cut(state, scratch)
    _wear(world, state, scratch, params)
    hazards(world, state, scratch, params, day)
    strength, h, rest = state.forces.strength, scratch.hazard, state.forces.rest
    mark, sides, place = scratch.mark, world.actors.formation_side, scratch.place
    attack, formation = scratch.attack, world.actors.formation_key
    chance = scratch.chance
    uniforms(key, day, BREAK, 0, formation, formation.size, chance)
    for a in range(mark.size):
        mark[a] = 0
    for f in range(strength.size):
        if h[f] <= 0.0 or (rest[f] > 0.0 and not _under_attack(attack, place[f])):
            continue
        u = chance[f]
        if u < h[f] + ROUNDING and u < 1.0 - exp(-h[f]):  # the first spares most exponentials
            if place[f] < mark.size:
                mark[at(place[f])] |= 1 << sides[f]
            _break(world, state, params, key, f, day)
    _note_breaks(state, scratch, day)
    _write_off(state)
    _control(world, state, scratch, day)


@compiled
def _under_attack(attack: Ints, place: int) -> bool:
    """Say whether somebody makes an attack at a place; attack (S, places)."""
    for s in range(attack.shape[0]):
        if attack[s, at(place)] != NO_EFFORT:
            return True
    return False


@compiled
def _mark_cut(state: State, scratch: Scratch) -> None:
    """Fill ``scratch.cut`` (S, A): 1 where no supply of the side reaches the area."""
    cut, reached, order = scratch.cut, state.flows.reached, state.flows.order
    for s in range(reached.size):
        for a in range(cut.shape[1]):
            cut[s, a] = 1
        for n in range(reached[s]):
            cut[s, at(order[s, n])] = 0


@compiled
def _note_breaks(state: State, scratch: Scratch, day: int) -> None:
    """Write today into ``ground.gave_way`` where ``scratch.mark`` has a side's bit; after all had their turn."""
    gave_way, mark = state.ground.gave_way, scratch.mark
    for a in range(mark.size):
        if mark[a] != 0:
            for s in range(gave_way.shape[0]):
                if (mark[a] >> s) & 1 == 1:
                    gave_way[s, a] = day


@compiled
def _write_off(state: State) -> None:
    """Book what formations without persons still held as lost."""
    stock, ammunition = state.forces.stock, state.forces.ammunition
    strength = state.forces.strength
    for f in range(stock.size):
        if strength[f] <= 0.0 and stock[f] + ammunition[f] > 0.0:
            state.flows.books[LOST] += stock[f] + ammunition[f]
            stock[f] = 0.0
            ammunition[f] = 0.0


@compiled
def lifted(state: State, params: Params, s: int) -> float:
    """Return the factor on recovery of side ``s`` by the political effect of strikes on it."""
    felt = state.politics.strikes_felt[at(s)] / params.usual_strikes
    return exp(params.political_effect * felt)


@compiled
def hope_of_relief(state: State, s: int) -> float:
    """Return the chance of relief as side ``s`` learns it from attempts seen, 0 to 1."""
    won, lost = state.commands.relief_won[at(s)], state.commands.relief_lost[at(s)]
    return (PRIOR_WON + won) / (PRIOR_TRIED + won + lost)


@compiled
def _wear(world: World, state: State, scratch: Scratch, params: Params) -> None:
    """Bring wear, cohesion and rest of every formation up to today."""
    side, strength, rest = world.actors.formation_side, state.forces.strength, state.forces.rest
    wear, holds, loss, felt = state.forces.wear, state.forces.cohesion, scratch.loss, scratch.felt
    effect, recovery, s, back = params.cohesion_loss, params.recovery, NOBODY, 0.0
    for f in range(strength.size):
        if strength[f] <= 0.0:
            continue
        if side[f] != s:
            s = side[f]
            back = min(1.0, recovery * lifted(state, params, s))
        share = loss[f] / (strength[f] + loss[f])
        idle = 1.0 - felt[f]
        rest[f] = max(0.0, rest[f] - 1.0)
        worn = wear[f] * (1.0 - WEAR_FADES * idle)
        wear[f] = worn + share * (1.0 - worn)
        left = max(0.0, holds[f] * (1.0 - effect * share))
        holds[f] = left + back * idle * (1.0 - left)


@compiled
def hazards(world: World, state: State, scratch: Scratch, params: Params, day: int) -> None:
    """Fill ``scratch.hazard`` (F,) with the hazard of breaking today, per day: of all, before anybody breaks."""
    hunger, by_hunger = state.people.hunger, params.break_hardship
    hazard, loss, felt, cut = scratch.hazard, scratch.loss, scratch.felt, scratch.cut
    side, area, strength = world.actors.formation_side, state.forces.area, state.forces.strength
    wear, deficit, want = state.forces.wear, state.forces.deficit, state.forces.want
    holds, control, relation = state.forces.cohesion, state.ground.control, state.politics.relation
    broke, ways = state.ground.gave_way, world.map
    by_wear, by_rate = params.break_loss, params.break_rate
    by_deficit, by_want, by_near = params.break_deficit, params.break_want, params.contagion
    by_cut, hope, least = params.break_cut, params.hope, params.break_base
    news, place, slow = scratch.mark, scratch.place, params.urban_pace
    mark_news(ways, broke, news, day)
    for f in range(hazard.size):
        hazard[f] = 0.0
        if strength[f] <= 0.0 or felt[f] <= 0.0:
            continue
        s, here = side[f], area[f]
        today = loss[f] / (strength[f] + loss[f])
        near = 0.0
        if (news[at(here)] >> s) & 1 == 1:
            near = gave_way_near(ways, control, broke, s, here, day)
        grows = (
            by_wear * wear[f]
            + by_rate * today
            + by_deficit * deficit[f]
            + by_want * want[f]
            + by_near * near
            + by_hunger * hunger[at(here)]
        )
        if cut[at(s), at(base(ways, control, relation, s, here))] == 1:
            grows += by_cut - hope * hope_of_relief(state, s)
        strain = max(0.0, exp(grows) - (1.0 - felt[f]))
        hazard[f] = least * strain * (2.0 - holds[f]) * felt[f]
        if place[f] == here and slow_going(ways.terrain[at(here)]):
            hazard[f] *= slow


@compiled
def _break(world: World, state: State, params: Params, key: StreamKey, f: int, day: int) -> None:
    """Let formation ``f`` give way: back to own ground, or into captivity."""
    s, here = world.actors.formation_side[f], state.forces.area[f]
    strength = state.forces.strength[f]
    state.commands.broke[at(s)] += strength
    state.forces.effort[f] = NO_EFFORT
    state.forces.road[f] = NOWHERE
    state.forces.travel[f] = 0.0
    state.forces.goal[f] = NOWHERE
    state.forces.rest[f] = REST_DAYS
    state.forces.cohesion[f] *= SHAKEN
    u = uniform(key, day, ROUT, 0, world.actors.formation_key[f])
    v = uniform(key, day, ROUT, 1, world.actors.formation_key[f])
    back = way_back(world, state, s, here)
    if back != NOWHERE:
        lost = min(strength, whole(strength * params.rout_loss, u))
        taken = min(lost, whole(0.5 * lost, v))
        state.forces.area[f] = back
    else:
        lost = strength
        taken = min(lost, whole(strength * params.surrender, u))
    state.forces.captured[f] += taken
    state.forces.left[f] += lost - taken
    state.forces.strength[f] -= lost


@compiled
def _control(world: World, state: State, scratch: Scratch, day: int) -> None:
    """Let ground change hands where its holder is gone and somebody opposed is there; mark what is contested."""
    present, persons, control = scratch.present, scratch.persons, state.ground.control
    side, area, strength = world.actors.formation_side, state.forces.area, state.forces.strength
    factor, faction = state.politics.faction_factor, world.actors.formation_faction
    effective, relation, contested = (
        scratch.effective,
        state.politics.relation,
        state.ground.contested,
    )
    sides, areas, there = present.shape[0], control.size, scratch.there
    for s in range(sides):
        for a in range(areas):
            present[s, a] = 0.0
            persons[s, a] = 0.0
    for a in range(areas):
        there[a] = 0
    for f in range(strength.size):
        if strength[f] > 0.0 and factor[at(faction[f])] > 0.0:
            present[at(side[f]), at(area[f])] += effective[f]
            persons[at(side[f]), at(area[f])] += strength[f]
            there[at(area[f])] |= 1 << side[f]
    for a in range(areas):
        contested[a] = 0
        if there[a] == 0:
            continue
        holder = control[a]
        if holder == NOBODY or persons[at(holder), a] <= 0.0:
            taker = _strongest(world, state, scratch, holder, a)
            if taker != NOBODY:
                control[a] = taker
                state.ground.held_since[a] = day
                state.commands.gained[at(taker)] += 1.0
                _notice(state, holder, taker)
        if several(there[a]) and opposed(persons, relation, a):
            contested[a] = 1


@compiled
def _notice(state: State, before: int, after: int) -> None:
    """Mark for supply that ground went from side ``before`` to ``after``: new ways for who passes either's."""
    stale, relation = state.flows.stale, state.politics.relation
    for s in range(stale.size):
        ours = passing(relation, s)
        if may_pass(ours, before) | may_pass(ours, after) == 1:
            stale[s] = STALE
        elif stale[s] == FRESH:
            stale[s] = SLOWER


@compiled
def _strongest(world: World, state: State, scratch: Scratch, holder: int, a: int) -> int:
    """Return the side hostile to ``holder`` (anybody, if nobody holds it) strongest in ``a``, or NOBODY."""
    present, persons, best, most = scratch.present, scratch.persons, NOBODY, 0.0
    for o in range(present.shape[0]):
        if persons[o, at(a)] <= 0.0 or o == holder:
            continue
        there = present[o, at(a)]
        if holder != NOBODY and state.politics.relation[at(holder), o] != HOSTILE:
            continue
        first = best == NOBODY or there > most
        if first or (there == most and world.actors.side_key[o] < world.actors.side_key[at(best)]):
            best, most = o, there
    return best
