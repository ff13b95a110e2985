"""Strikes: sorties, raids, salvos and rounds of each asset, what they do and whom they harm.

sorties today = tempo * factor * share on this map + what an intervention adds
by target: front        hostile strength in areas where both are present or that touch own ground
           lines        hostile supply that passes through the area
           facilities   hostile facilities in the area, each by how readily it is found
                        (v of ``facilities.py``: more the nearer it stands to the front)

Effects, each uncertain: soldiers put out of action only where troops are in
ground contact (Pape 1996: denial works with ground action); traffic slowed
(``fire.py``); facilities and stores damaged (``sites.py``); civilians killed,
heavy-tailed. Civilian harm by author is calibrated to monitors through
``asset_harm`` (civilians killed on a day of usual tempo), never to firing rates:

E[killed in a] = asset_harm * sorties_a / usual tempo * 2 * n_a / (n_a + n_ref)

n_a: people in the area. What strikes do to recruitment and cohesion has no
agreed sign (Lyall 2009 against Kocher and others 2011, Lyall 2015, Dell and
Querubin 2018): here they are only counted, ``politics.strikes_felt``, strikes a
day on a side, smoothed; arrivals and cohesion read that with a factor of free
sign. Assumption 1: harm saturates with people at risk. Assumption 2: sorties
are shared in proportion to what the asset looks for. Assumption 3: where own
soldiers are in the area with the enemy, contact is full; where they stand in an
area linked to it, it is what fire across a front is to an attack
(``combat.front_fire``); elsewhere nought. Assumption 4: a heavier rung of a
sponsor's ladder is more use of an asset, with the same effect of each use.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled, entry
from hinge.draws.elementary import exp
from hinge.draws.sampling import StreamKey, count, uniform, uniforms, whole
from hinge.engine.beliefs import mark_in_sight
from hinge.engine.facilities import front_distances
from hinge.engine.purposes import STRIKE_COUNT, STRIKE_HARM, STRIKE_LOSS
from hinge.engine.sites import has_targets, hit_sites, visible_sites
from hinge.world.arrays import NOBODY, State, World
from hinge.world.codes import FACILITIES, FRONT, HOSTILE, LINES
from hinge.world.params import Params
from hinge.world.scratch import Scratch

FORGOTTEN = 1.0e-6  # strikes a day below which traffic feels nothing
TWICE = 2.0  # so that harm is as given where people number n_ref
SUB_INDEX = 0xFFFFFF  # sub-indices of a draw have 24 bits


@entry
def strikes(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Fly and fire one day of every asset."""
    struck, pressure = state.forces.struck, state.flows.pressure
    for f in range(struck.size):
        struck[f] = 0.0
    fade = exp(-1.0 / params.strike_fade)
    for s in range(pressure.shape[0]):
        on_side = pressure[s]
        for a in range(on_side.size):
            before = on_side[a]
            on_side[a] = before * fade if before > FORGOTTEN else 0.0
    felt, given, aimed = state.politics.strikes_felt, state.politics.strikes_given, scratch.aimed
    for s in range(felt.size):
        felt[s] = felt[s] * fade if felt[s] > FORGOTTEN else 0.0
        given[s] = given[s] * fade if given[s] > FORGOTTEN else 0.0
    _count_persons(world, state, scratch)
    looked_at = NOBODY
    for x in range(world.actors.asset_key.size):
        mean = params.tempo[x] * state.politics.asset_factor[x] * world.actors.asset_share[x]
        mean += state.politics.asset_extra[x]
        if mean > 0.0:
            sorties = whole(mean, uniform(key, day, STRIKE_COUNT, 0, world.actors.asset_key[x]))
            if sorties <= 0.0:
                continue
            side = world.actors.asset_side[x]
            if looked_at != side:  # both hold for all assets of a side
                mark_in_sight(world, state, scratch.mark, side)
                _note_contact(world, state, scratch, params.front_fire, side)
                looked_at = side
            total = _weigh(world, state, scratch, params, x)
            if total > 0.0:
                given[at(side)] += sorties * (1.0 - fade)
                for o in range(felt.size):
                    felt[o] += sorties * aimed[o] / total * (1.0 - fade)
                _fly(world, state, scratch, params, key, day, x, sorties / total, 1.0 - fade)
                state.commands.sorties[x] += sorties


@compiled
def _count_persons(world: World, state: State, scratch: Scratch) -> None:
    """Fill ``scratch.soldiers`` (S, A) with persons under arms, ``first_unit`` and ``unit`` with formations by area."""
    persons, side = scratch.soldiers, world.actors.formation_side
    area, strength = state.forces.area, state.forces.strength
    first, unit = scratch.first_unit, scratch.unit
    for s in range(persons.shape[0]):
        for a in range(persons.shape[1]):
            persons[s, a] = 0.0
    for a in range(first.size):
        first[a] = 0
    for f in range(area.size):
        persons[at(side[f]), at(area[f])] += strength[f]
        first[at(area[f])] += 1
    total = 0
    for a in range(first.size):
        total += first[a]
        first[a] = total
    for f in range(area.size - 1, -1, -1):
        first[at(area[f])] -= 1
        unit[at(first[at(area[f])])] = f


@compiled
def _fly(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    day: int,
    x: int,
    each: float,
    new: float,
) -> None:
    """Work out what the sorties of asset ``x`` do: ``each`` of them for a unit of ``scratch.weight``.

    ``new``: the share of today's strikes in the smoothed pressure on traffic.
    """
    weight, pressure, relation = scratch.weight, state.flows.pressure, state.politics.relation
    residents, displaced = state.people.residents, state.people.displaced
    target, falls, contact = world.actors.asset_target[x], scratch.given, scratch.value
    s, cause = world.actors.asset_side[x], world.actors.asset_cause[x]
    sub = world.actors.asset_key[x] & SUB_INDEX
    harm = params.asset_harm[x] / world.actors.asset_usual[x]
    reference, dispersion = params.reference_population, params.harm_dispersion
    area_key, engaged, chance, luck = world.map.area_key, False, scratch.chance, scratch.luck
    uniforms(key, day, STRIKE_HARM, sub, area_key, area_key.size, luck)
    uniforms(key, day, STRIKE_LOSS, sub, area_key, area_key.size, chance)
    for a in range(weight.size):
        falls[a] = 0.0
        if weight[a] <= 0.0:
            continue
        sorties = each * weight[a]
        for o in range(pressure.shape[0]):
            if relation[at(s), o] == HOSTILE:
                pressure[o, a] += sorties * new
        if target == FACILITIES:
            hit_sites(world, state, params, s, a, sorties)
        falls[a] = sorties * contact[a]
        engaged = engaged or falls[a] > 0.0
        here = residents[a] + displaced[a]
        if here > 0.0 and harm > 0.0:
            mean = harm * sorties * TWICE * here / (here + reference)
            bury(state, a, count(mean, dispersion, luck[a], chance[a]), cause, s)
    if engaged:
        _hit_soldiers(world, state, scratch, params, key, day, x)


@compiled
def _note_contact(world: World, state: State, scratch: Scratch, near: float, s: int) -> None:
    """Fill ``scratch.value`` (A,), free here, with how closely soldiers of side ``s`` are engaged: 1, ``near`` or 0."""
    contact, soldiers, contested = scratch.value, scratch.soldiers[at(s)], state.ground.contested
    first_arc, arc_to = world.map.first_arc, world.map.arc_to
    for a in range(contact.size):
        contact[a] = 0.0
    for a in range(contact.size):
        if soldiers[a] <= 0.0:
            continue
        if contested[a] == 1:
            contact[a] = 1.0
        for arc in range(first_arc[a], first_arc[a + 1]):
            b = arc_to[at(arc)]
            if contested[at(b)] == 0 or soldiers[at(b)] <= 0.0:
                contact[at(b)] = near


@compiled
def _weigh(world: World, state: State, scratch: Scratch, params: Params, x: int) -> float:
    """Fill ``scratch.weight`` (A,) with what asset ``x`` looks for; return its sum.

    ``scratch.aimed`` (S,): the part of it that belongs to each side.
    ``scratch.mark`` (A,): 1 where hostile forces can be in touch with its side.
    """
    s, target = world.actors.asset_side[x], world.actors.asset_target[x]
    weight, present, load = scratch.weight, scratch.present, state.flows.load
    relation, calm, control = state.politics.relation, state.politics.calm, state.ground.control
    mark, aimed, areas = scratch.mark, scratch.aimed, weight.size
    for a in range(areas):
        weight[a] = 0.0
    total = 0.0
    for o in range(present.shape[0]):
        aimed[o] = 0.0
        left = 1.0 - calm[at(s), o]
        if relation[at(s), o] != HOSTILE or left <= 0.0:
            continue
        if target == FACILITIES:
            if has_targets(world, state, o):
                front_distances(world, state, scratch, o)
                aimed[o] = visible_sites(world, state, scratch, params, o, left)
        else:
            there, passes, sum_of = present[o], load[o], 0.0
            for a in range(areas):
                part = 0.0
                if target == FRONT and mark[a] == 1:
                    part = there[a] * left
                elif target == LINES and control[a] == o:
                    part = passes[a] * left
                weight[a] += part
                sum_of += part
            aimed[o] = sum_of
        total += aimed[o]
    return total


@compiled
def _hit_soldiers(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    day: int,
    x: int,
) -> None:
    """Put hostile soldiers out of action where troops are in contact; noted in ``forces.struck``.

    ``scratch.given`` (A,): sorties that fall in an area, times the contact of own troops with it.
    """
    s, side, hostile = world.actors.asset_side[at(x)], world.actors.formation_side, scratch.through
    area, strength, relation = state.forces.area, state.forces.strength, state.politics.relation
    soldiers, falls, struck = scratch.soldiers, scratch.given, state.forces.struck
    formation, each, dispersion = world.actors.formation_key, params.strike_loss, params.dispersion
    for a in range(falls.size):
        hostile[a] = 0.0
        if falls[a] > 0.0:
            for o in range(soldiers.shape[0]):
                if relation[at(s), o] == HOSTILE:
                    hostile[a] += soldiers[o, a]
    first, unit, hit, chance = scratch.first_unit, scratch.unit, scratch.hit, scratch.chance
    hit_key, number = scratch.hit_key, 0
    for a in range(falls.size):
        if hostile[a] > 0.0:
            for n in range(first[a], first[a + 1]):
                f = unit[at(n)]
                if strength[at(f)] > 0.0 and relation[at(s), at(side[at(f)])] == HOSTILE:
                    hit[at(number)] = f
                    hit_key[at(number)] = formation[at(f)]
                    number += 1
    sub = world.actors.asset_key[at(x)] & SUB_INDEX
    luck = scratch.luck
    uniforms(key, day, STRIKE_LOSS, sub, hit_key, number, luck)
    uniforms(key, day, STRIKE_COUNT, sub, hit_key, number, chance)
    for n in range(number):
        f = hit[n]
        a = area[at(f)]
        mean = falls[at(a)] * each * strength[at(f)] / hostile[at(a)]
        struck[at(f)] += count(mean, dispersion, luck[n], chance[n])


@compiled
def bury(state: State, a: int, killed: float, cause: int, author: int) -> None:
    """Take ``killed`` civilians out of area ``a``, residents and displaced in proportion; count them."""
    if killed <= 0.0:
        return
    residents, displaced = state.people.residents[at(a)], state.people.displaced[at(a)]
    killed = min(killed, residents + displaced)
    if killed <= 0.0:
        return
    guests = min(displaced, float(int(killed * displaced / (residents + displaced) + 0.5)))
    guests = max(guests, killed - residents)
    state.people.displaced[at(a)] -= guests
    state.people.residents[at(a)] -= killed - guests
    state.people.dead[at(cause), at(author)] += killed
    state.people.dead_here[at(a), at(author)] += killed
