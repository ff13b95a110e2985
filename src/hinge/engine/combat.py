"""Combat: losses of each side where opposed formations are present, by an uncertain law.

E[loss_s] = 1000 * r * m_s * v * E_o**p * E_s**q * intensity       persons a day

(On covering ground p and q differ for who holds it: ``ambush.py``.)

E_s, E_o: effective strength of the side and of those hostile to it there, in
thousands, each at most the frontage; r: loss rate at one thousand against one
thousand; p, q: exponents, both 0 to 1.2 and sampled, since no law is validated
(Bracken 1995 to Lucas and Turkes 2004 fit p from 0 to 5 on like data);
m_s: 1 / defence (``tenure.py``), at least 1/3, for who holds the ground, else 1,
or in built-up ground combat.urban_attack; v: frailty of the battle, lognormal with mean 1; intensity: 1 under a main
effort, orders.probe_intensity under a probe, else the quiet share, times what a
truce leaves of the day. Neighbours fire at each other across fronts, too
(``front_fire.py``); of the two losses the larger counts.

Losses are whole persons, overdispersed (``count``), at most the daily cap.
Assumption 1: everybody hostile to a side shares its fire. Assumption 2: loss
falls on formations by persons. Assumption 3: strikes count on top of the cap.
Source of the anchors: docs/mechanisms/combat.md.
"""

from __future__ import annotations

import math

from hinge.draws.compiled import at, compiled, entry
from hinge.draws.elementary import exp, power
from hinge.draws.sampling import RARE, UNUSED, StreamKey, count, normal, uniform, uniforms, whole
from hinge.engine.ambush import built_up, hiding, toward
from hinge.engine.front_fire import UNKNOWN, fire_across, harm_across, losses_across
from hinge.engine.purposes import COMBAT_FATE, COMBAT_HARM, COMBAT_LOSS, FRAILTY
from hinge.engine.strikes import bury
from hinge.engine.tenure import defence, tire
from hinge.world.arrays import NEVER, State, World
from hinge.world.codes import GROUND_FIGHTING, HOSTILE, MAIN, NO_EFFORT, PROBE
from hinge.world.kinds import Floats, Ints
from hinge.world.params import Params
from hinge.world.scratch import Scratch

TWICE = 2.0
SIDE_MASK = 0x7FFFFF  # half of the 24 bits of a sub-index; two draws a side


@entry
def combat(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Fight one day everywhere; losses come from strengths before combat."""
    _line_up(world, state, scratch, day)
    fire_across(world, state, scratch, params)
    expected_losses(world, state, scratch, params, key, day)
    _lose(world, state, scratch, params, key, day)
    tire(state, scratch, params)
    _civilians(world, state, scratch, params, key, day)


@compiled
def _lose(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Draw today's losses about what ``scratch.loss`` (F,) expects, and take them, with those by strikes, out of strength."""
    loss, strength, struck = scratch.loss, state.forces.strength, state.forces.struck
    killed, wounded = state.forces.killed, state.forces.wounded
    formation, dispersion = world.actors.formation_key, params.dispersion
    most, share = params.daily_cap, params.killed_share
    chance, luck = scratch.chance, scratch.luck
    uniforms(key, day, COMBAT_LOSS, 0, formation, formation.size, chance)
    uniforms(key, day, COMBAT_LOSS, 1, formation, formation.size, luck)
    for f in range(loss.size):
        if loss[f] > 0.0:
            cap = math.floor(most * strength[f])
            loss[f] = min(count(loss[f], dispersion, chance[f], luck[f]), cap)
        lost = min(loss[f] + struck[f], strength[f])
        loss[f] = lost
        if lost > 0.0:
            u = uniform(key, day, COMBAT_FATE, 0, formation[f])
            dead = min(lost, whole(lost * share, u))
            strength[f] -= lost
            killed[f] += dead
            wounded[f] += lost - dead


@compiled
def _line_up(world: World, state: State, scratch: Scratch, day: int) -> None:
    """Fill ``present``, ``attack``, ``persons`` and ``there`` by place; note where fighting began or ended."""
    present, attack, persons = scratch.present, scratch.attack, scratch.persons
    side, place_of, effective = world.actors.formation_side, scratch.place, scratch.effective
    effort, goal, strength = state.forces.effort, state.forces.goal, state.forces.strength
    since, areas = state.ground.battle_since, state.ground.control.size
    factor, faction = state.politics.faction_factor, world.actors.formation_faction
    relation, there = state.politics.relation, scratch.there
    sides, places = present.shape
    for s in range(sides):
        for place in range(places):
            present[s, place] = 0.0
            persons[s, place] = 0.0
            attack[s, place] = NO_EFFORT
    for place in range(places):
        there[place] = 0
    for f in range(place_of.size):
        s, place = side[f], place_of[f]
        present[at(s), at(place)] += effective[f]
        if factor[at(faction[f])] > 0.0 and strength[f] > 0.0:
            persons[at(s), at(place)] += strength[f]
            there[at(place)] |= 1 << s
        if effort[f] != NO_EFFORT and goal[f] == place and attack[at(s), at(place)] != MAIN:
            attack[at(s), at(place)] = effort[f]
        if place >= areas:
            attack[at(s), at(place)] = MAIN  # those who meet on the way fight
    for place in range(places):
        if not (several(there[place]) and opposed(persons, relation, place)):
            since[place] = NEVER
        elif since[place] == NEVER:
            since[place] = day


@compiled
def several(bits: int) -> bool:
    """Say whether more than one bit is set: most places have soldiers of one side or none."""
    return bits & (bits - 1) != 0


@compiled
def opposed(persons: Floats, relation: Ints, place: int) -> bool:
    """Say whether two hostile sides are both present at a place; persons (S, places)."""
    sides = persons.shape[0]
    for s in range(sides):
        if persons[s, at(place)] > 0.0:
            for o in range(s + 1, sides):
                if persons[o, at(place)] > 0.0 and relation[s, o] == HOSTILE:
                    return True
    return False


@compiled
def intensity(
    attack: Ints, calm: Floats, quiet: float, probing: float, s: int, o: int, place: int
) -> float:
    """Return the share of full fighting between two sides at a place: attack (S, places), calm (S, S)."""
    level = quiet
    mine, theirs = attack[at(s), at(place)], attack[at(o), at(place)]
    if mine == MAIN or theirs == MAIN:
        level = 1.0
    elif mine == PROBE or theirs == PROBE:
        level = max(level, probing)
    return level * (1.0 - calm[at(s), at(o)])


@compiled
def expected_losses(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Fill ``scratch.loss`` (F,) with persons expected to be lost today, before the cap, and ``scratch.felt``."""
    losses_across(world, state, scratch, params, day)
    loss, place_of, felt = scratch.loss, scratch.place, scratch.felt
    side, strength, persons = world.actors.formation_side, state.forces.strength, scratch.persons
    present, attack, relation = scratch.present, scratch.attack, state.politics.relation
    since, calm, control = state.ground.battle_since, state.politics.calm, state.ground.control
    quiet, probing, rate = params.quiet, params.probe_intensity, params.loss_rate
    theirs, ours = params.enemy_power, params.own_power
    clash = scratch.clash  # of a whole side at a place, so that it is worked out once
    for place in range(since.size):
        if since[place] != NEVER:
            for s in range(clash.shape[0]):
                clash[s, place] = UNKNOWN
    for f in range(loss.size):
        s, place = side[f], place_of[f]
        if strength[f] <= 0.0 or since[at(place)] == NEVER:
            continue
        hostile, level, own = 0.0, 0.0, present[at(s), at(place)]
        for o in range(present.shape[0]):
            if present[o, at(place)] > 0.0 and relation[at(s), o] == HOSTILE:
                hostile += present[o, at(place)]
                level = max(level, intensity(attack, calm, quiet, probing, s, o, place))
        felt[f] = max(felt[f], level)
        if hostile <= 0.0 or own <= 0.0 or level <= 0.0:
            continue
        if clash[at(s), at(place)] == UNKNOWN:
            front, cover, p, q = 1.0e18, 1.0, theirs, ours
            if place < control.size:
                front = world.map.frontage[at(place)]
                ground, holder = world.map.terrain[at(place)], control[at(place)]
                w = hiding(params.ambush, params.terrain[at(ground)]) if holder >= 0 else 0.0
                p = toward(theirs, 1.0, w, min(hostile, front))
                q = toward(ours, 1.0 if holder == s else 0.0, w, min(own, front))
                if holder == s:
                    held = state.ground.held_since[at(place)]
                    cover = 1.0 / defence(params, day, held, ground)
                elif built_up(ground):
                    cover = params.urban_attack
            law = power(min(hostile, front), p) * power(min(own, front), q)
            luck = _frailty(world, state, params, key, place)
            clash[at(s), at(place)] = 1000.0 * rate * cover * level * law * luck
        total = clash[at(s), at(place)]
        loss[f] = max(loss[f], total * strength[f] / persons[at(s), at(place)])


@compiled
def _frailty(world: World, state: State, params: Params, key: StreamKey, place: int) -> float:
    """Return the battle's own factor, the same from its first to its last day; mean 1."""
    areas, since = state.ground.control.size, state.ground.battle_since[at(place)]
    if place < areas:
        z = normal(key, since, FRAILTY, 0, world.map.area_key[at(place)])
    else:
        z = normal(key, since, FRAILTY, 1, world.map.link_key[at(place - areas)])
    return exp(params.frailty * z - 0.5 * params.frailty * params.frailty)


@compiled
def _civilians(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Count the civilians killed by ground fighting, half by the fire of each side that fights there.

    E[killed by s in a] = rate / 2 * sqrt(E_s * E_o) * intensity * 2 n / (n + n_ref), as in
    ``strikes``; by fire in the area or across its fronts, whichever is more. ``scratch.mark``
    and ``firing`` stand as ``fire_across`` left them.
    """
    residents, displaced = state.people.residents, state.people.displaced
    since, mark, across = state.ground.battle_since, scratch.mark, scratch.across
    present, attack, out, ways = scratch.present, scratch.attack, scratch.soldiers, world.map
    across_rate, longest = params.front_fire, params.front_km
    relation, calm, firing = state.politics.relation, state.politics.calm, scratch.firing
    quiet, probing, rate = params.quiet, params.probe_intensity, params.ground_harm
    side_key, area_key = world.actors.side_key, world.map.area_key
    reference, dispersion = params.reference_population, params.harm_dispersion
    for a in range(residents.size):
        here = residents[a] + displaced[a]
        battle = since[a] != NEVER
        if here <= 0.0 or not (battle or mark[a] == 1):
            continue
        exposed = TWICE * here / (here + reference)
        for s in range(across.shape[0]):
            scale = 0.0
            if (firing[a] >> s) & 1 == 1:
                scale = harm_across(
                    ways, relation, calm, across, present, out, across_rate, longest, s, a
                )
            if battle:
                near = _harm_here(present, relation, attack, calm, quiet, probing, s, a)
                scale = max(scale, near)
            mean = 0.5 * rate * scale * exposed
            if mean > 0.0:
                sub = 2 * (side_key[s] & SIDE_MASK)
                u = uniform(key, day, COMBAT_HARM, sub, area_key[a]) if mean >= RARE else UNUSED
                v = uniform(key, day, COMBAT_HARM, sub + 1, area_key[a])
                bury(state, a, count(mean, dispersion, u, v), GROUND_FIGHTING, s)


@compiled
def _harm_here(
    present: Floats,
    relation: Ints,
    attack: Ints,
    calm: Floats,
    quiet: float,
    probing: float,
    s: int,
    a: int,
) -> float:
    """Return the scale of civilian harm that side ``s`` does in the battle in area ``a``, in thousands."""
    own, total = present[at(s), at(a)], 0.0
    if own <= 0.0:
        return 0.0
    for o in range(present.shape[0]):
        if relation[at(s), o] == HOSTILE and present[o, at(a)] > 0.0:
            scale = math.sqrt(own * present[o, at(a)])
            total += scale * intensity(attack, calm, quiet, probing, s, o, a)
    return total
