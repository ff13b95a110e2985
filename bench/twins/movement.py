"""Movement along links, all at once; opposed formations that would cross on a link meet there."""

from __future__ import annotations

import math
from heapq import heappop, heappush
from typing import Any

from twins.things import Area, Campaign, Formation, Side

UNREACHED = 1.0e18


def movement(campaign: Campaign) -> None:
    """Move every formation that has somewhere to go by one day."""
    begin(campaign)
    for formation in campaign.formations:
        march(formation, campaign.params)
    for formation in campaign.formations:
        arrive(formation)


def begin(campaign: Campaign) -> None:
    """Forget who came through on links yesterday."""
    for link in campaign.links:
        link.coming.clear()


def march(formation: Formation, params: Any) -> None:
    """Set out, or go on; note where the formation comes through today."""
    formation.place = formation.area
    if formation.strength <= 0.0 or formation.goal is None:
        formation.stand()
        return
    if formation.area is formation.goal:
        formation.stand()
        if not formation.probing:
            formation.goal = None
        return
    if formation.road is None:
        _set_out(formation, params)
    if formation.road is not None:
        formation.travel -= 1.0
        if formation.travel <= 0.0:
            formation.road.coming.add((formation.side.index, formation.area.index))


def arrive(formation: Formation) -> None:
    """Enter the next area, unless somebody opposed comes the other way."""
    link, side = formation.road, formation.side
    if link is None or formation.travel > 0.0:
        return
    target = link.ends[1] if link.ends[0] is formation.area else link.ends[0]
    if any((enemy.index, target.index) in link.coming for enemy in side.enemies):
        formation.travel = 1.0
        formation.place = link
        return
    formation.stand()
    if _may_enter(formation, target):
        formation.area = formation.place = target
    if formation.area is formation.goal and not formation.probing:
        formation.goal = None


def _may_enter(formation: Formation, area: Area) -> bool:
    """Say whether the formation may go there: own ground, or the ground that it is sent to take."""
    if area.holder is formation.side:
        return True
    return formation.probing and formation.goal is area and formation.side.hostile_to(area.holder)


def _set_out(formation: Formation, params: Any) -> None:
    """Take the next link that brings the formation nearer to its goal; without one, give it up."""
    assert formation.goal is not None  # noqa: S101  # only formations with a goal set out
    near = distances(formation.goal, formation.side)
    here = near.get(formation.area, UNREACHED)
    roads = [
        (near[area] + link.km, area.key, link)
        for area, link in formation.area.roads
        if near.get(area, UNREACHED) < here and _may_enter(formation, area)
    ]
    if not roads:
        formation.goal = None
        formation.probing = False
        return
    link = min(roads, key=lambda road: road[:2])[2]
    open_share = max(1.0 - link.fire[formation.side.index], params.fire_floor)
    formation.road = link
    formation.travel = max(1.0, math.ceil(link.km / (link.speed * open_share)))


def distances(source: Area, side: Side) -> dict[Area, float]:
    """Return kilometres from ``source`` over ground of a side, and to the areas that border it."""
    near = {source: 0.0}
    line = [(0.0, source.index, source)]
    while line:
        far, _, area = heappop(line)
        if far > near[area] or (area is not source and area.holder is not side):
            continue
        for beside, link in area.roads:
            km = far + link.km
            if km < near.get(beside, UNREACHED):
                near[beside] = km
                heappush(line, (km, beside.index, beside))
    return near
