"""Combat, breaking and control: who is lost, who gives way, and who holds the ground in the evening."""

from __future__ import annotations

import math
from typing import Any

from twins.draws import RARE, count, exp, normal_quantile, power, uniform, whole
from twins.things import NEVER, Area, Campaign, Formation, Key, Link, Place, Side

FRAILTY, COMBAT_LOSS, COMBAT_FATE, BREAK, ROUT = 8, 9, 10, 12, 13  # purposes of draws
REST_DAYS = 7.0
SHAKEN = 0.5
WEAR_FADES = 0.1
UNUSED = 0.5


def combat(campaign: Campaign, day: int) -> None:
    """Fight one day everywhere; losses come from strengths before combat."""
    line_up(campaign, day)
    for formation in campaign.formations:
        expect(formation, campaign.params, day)
    for formation in campaign.formations:
        fight(formation, campaign.key, campaign.params, day)
    for formation in campaign.formations:
        tire(formation, campaign.params)


def line_up(campaign: Campaign, day: int) -> None:
    """Count who is where; note where fighting begins or ends."""
    places: list[Place] = [*campaign.areas, *campaign.links]
    for place in places:
        place.clear()
    for formation in campaign.formations:
        place, s = formation.place, formation.side.index
        place.present[s] += formation.effective
        place.persons[s] += formation.strength
        if formation.probing and formation.goal is place:
            place.probed[s] = True
    for place in places:
        if not opposed(campaign, place.persons):
            place.since = NEVER
        elif place.since == NEVER:
            place.since = day
            frailty, sub = campaign.params.frailty, int(isinstance(place, Link))
            z = normal_quantile(uniform(campaign.key, day, FRAILTY, sub, place.key))
            place.luck = exp(frailty * z - 0.5 * frailty * frailty)


def opposed(campaign: Campaign, persons: list[float]) -> bool:
    """Say whether two hostile sides are present, given persons by side."""
    return any(
        persons[side.index] > 0.0 and any(persons[enemy.index] > 0.0 for enemy in side.enemies)
        for side in campaign.sides
    )


def expect(formation: Formation, params: Any, day: int) -> None:
    """Work out the loss expected today and the intensity of the fighting in which it stands."""
    place, side = formation.place, formation.side
    formation.loss = formation.felt = 0.0
    if formation.strength <= 0.0 or place.since == NEVER:
        return
    hostile = level = 0.0
    for enemy in side.enemies:
        if place.present[enemy.index] > 0.0:
            hostile += place.present[enemy.index]
            level = max(level, _intensity(place, side, enemy, params))
    formation.felt = level
    own = place.present[side.index]
    if hostile <= 0.0 or own <= 0.0 or level <= 0.0:
        return
    cover = 1.0
    if isinstance(place, Area) and place.holder is side:
        cover = 1.0 / place.defence(params, day)
    law = power(min(hostile, place.frontage), params.enemy_power)
    law *= power(min(own, place.frontage), params.own_power)
    total = 1000.0 * params.loss_rate * cover * level * law * place.luck
    formation.loss = total * formation.strength / place.persons[side.index]


def _intensity(place: Place, side: Side, enemy: Side, params: Any) -> float:
    """Return the share of full fighting between two sides at a place."""
    if isinstance(place, Link):
        return 1.0
    if place.probed[side.index] or place.probed[enemy.index]:
        return max(params.quiet, params.probe_intensity)
    return params.quiet


def fight(formation: Formation, key: Key, params: Any, day: int) -> None:
    """Draw today's loss and take it out of strength."""
    loss = formation.loss
    if loss > 0.0:
        cap = math.floor(params.daily_cap * formation.strength)
        u = uniform(key, day, COMBAT_LOSS, 0, formation.key) if loss >= RARE else UNUSED
        v = uniform(key, day, COMBAT_LOSS, 1, formation.key)
        loss = min(count(loss, params.dispersion, u, v), cap)
    formation.loss = lost = min(loss, formation.strength)
    if lost > 0.0:
        u = uniform(key, day, COMBAT_FATE, 0, formation.key)
        dead = min(lost, whole(lost * params.killed_share, u))
        formation.strength -= lost
        formation.killed += dead
        formation.wounded += lost - dead


def tire(formation: Formation, params: Any) -> None:
    """Count today's attack, or a day of rest."""
    place = formation.place
    there = formation.probing and formation.goal is place
    if there and place.since != NEVER and formation.felt > 0.0:
        formation.fatigue += params.probe_intensity
    else:
        formation.fatigue *= 1.0 - params.fatigue_rest


def cohesion(campaign: Campaign, day: int) -> None:
    """Wear, break, rest; then see who holds what."""
    params = campaign.params
    reached = reached_areas(campaign)
    for formation in campaign.formations:
        wear(formation, params)
    for formation in campaign.formations:
        strain(formation, params, reached[formation.side.index], day)
    gave_way = {
        (formation.side.index, formation.place)
        for formation in campaign.formations
        if gives_way(formation, campaign.key, params, day)
    }
    note_breaks(campaign, gave_way, day)
    control(campaign, day)


def reached_areas(campaign: Campaign) -> list[set[Area]]:
    """Return by side the areas that its supply reaches."""
    return [{area for area, _, _ in side.ways} for side in campaign.sides]


def wear(formation: Formation, params: Any) -> None:
    """Bring wear, cohesion and rest of a formation up to today."""
    if formation.strength <= 0.0:
        return
    share = formation.loss / (formation.strength + formation.loss)
    idle = 1.0 - formation.felt
    formation.rest = max(0.0, formation.rest - 1.0)
    worn = formation.wear * (1.0 - WEAR_FADES * idle)
    formation.wear = worn + share * (1.0 - worn)
    left = max(0.0, formation.cohesion * (1.0 - params.cohesion_loss * share))
    formation.cohesion = left + min(1.0, params.recovery) * idle * (1.0 - left)


def strain(formation: Formation, params: Any, reached: set[Area], day: int) -> None:
    """Work out the hazard of breaking today, before anybody breaks."""
    formation.hazard = 0.0
    if formation.strength <= 0.0 or formation.felt <= 0.0:
        return
    side, area = formation.side, formation.area
    today = formation.loss / (formation.strength + formation.loss)
    grows = (
        params.break_loss * formation.wear
        + params.break_rate * today
        + params.break_deficit * formation.deficit
        + params.break_want * formation.want
        + params.contagion * area.gave_way_near(side, day)
    )
    if area.base(side) not in reached:
        grows += params.break_cut
    strained = max(0.0, exp(grows) - (1.0 - formation.felt))
    formation.hazard = params.break_base * strained * (2.0 - formation.cohesion) * formation.felt


def gives_way(formation: Formation, key: Key, params: Any, day: int) -> bool:
    """Let a formation break by its hazard; who rests breaks only under attack. Say whether it did."""
    if formation.hazard <= 0.0 or (formation.rest > 0.0 and not _under_attack(formation.place)):
        return False
    if uniform(key, day, BREAK, 0, formation.key) >= 1.0 - exp(-formation.hazard):
        return False
    formation.side.broke += formation.strength
    formation.probing = False
    formation.goal = None
    formation.stand()
    formation.rest = REST_DAYS
    formation.cohesion *= SHAKEN
    u = uniform(key, day, ROUT, 0, formation.key)
    v = uniform(key, day, ROUT, 1, formation.key)
    back = formation.area.way_back(formation.side)
    if back is not None:
        lost = min(formation.strength, whole(formation.strength * params.rout_loss, u))
        taken = min(lost, whole(0.5 * lost, v))
        formation.area = back
    else:
        lost = formation.strength
        taken = min(lost, whole(formation.strength * params.surrender, u))
    formation.captured += taken
    formation.left += lost - taken
    formation.strength -= lost
    return True


def _under_attack(place: Place) -> bool:
    """Say whether somebody makes an attack at a place."""
    if isinstance(place, Link):
        return any(number > 0.0 for number in place.persons)
    return any(place.probed)


def note_breaks(campaign: Campaign, gave_way: set[tuple[int, Place]], day: int) -> None:
    """Remember where formations of a side broke today; who has no soldiers left has no stocks."""
    for s, place in gave_way:
        if isinstance(place, Area):
            place.gave_way[s] = day
    for formation in campaign.formations:
        if formation.strength <= 0.0:
            formation.food = formation.ammunition = 0.0


def control(campaign: Campaign, day: int) -> None:
    """Let ground change hands where its holder is gone and somebody hostile is there; mark what is contested."""
    for area in campaign.areas:
        area.clear()
    for formation in campaign.formations:
        if formation.strength > 0.0:
            formation.area.present[formation.side.index] += formation.effective
            formation.area.persons[formation.side.index] += formation.strength
    for area in campaign.areas:
        if area.persons[area.holder.index] <= 0.0:
            takers = [enemy for enemy in area.holder.enemies if area.persons[enemy.index] > 0.0]
            if takers:
                area.holder = min(takers, key=lambda s: (-area.present[s.index], s.key))
                area.held_since = day
                area.holder.gained += 1.0
                for side in campaign.sides:
                    side.stale = True
        area.contested = opposed(campaign, area.persons)
