"""Settlement: a siege that ends by deal, and the people who leave under it.

h = base * g * link * exp(b1 ln(B / O) + b2 want + b3 lost - b4 rho - b5 v)
h* = h / (1 + f h T),   P(agreed) = 1 - exp(-h*)

a day, for a region that a side watches, while it is closed or closed by fire
and soldiers of the side hold areas there (the place). B, O: effective strength
of the besieger in and beside the place, and of the besieged in it, the ratio
held between 1/8 and 8; want: mean of the soldiers' want of food and of what
people miss of their ration; lost: share of the region's areas no longer held;
rho: hope of relief, (1 + won) / (2 + won + lost attempts), the mean of a
Beta(1, 1) prior; v: commands of the side with soldiers elsewhere and none in
the place, partners who would get nothing (veto players: Cunningham 2006). g: 1
where both sides have a sponsor that supports them, a pair of guarantors, else a
factor (Clayton and others 2022); link: a factor where the besieger has a region
of its own under siege, whose release would be asked in exchange. T: days that
the siege has stood without a deal; f: variance of a gamma frailty of mean 1
that sieges differ in, whose mean among those that still stand after the
cumulative hazard H is 1 / (1 + f H): those that were easy to settle are settled
(Vaupel, Manton and Stallard 1979). Bargaining over what a siege costs: Powell
2006. Base rate: local deals of 2014-15 in the same war. Terms: ``bargaining.py``; how people leave: ``evacuation.py``.

Assumption 1: a deal is between two sides, the besieged and the strongest
hostile side around. Assumption 2: it forbids every hostile side new attacks on
the place; fire and strikes go on, and the daily chance of interruption stands
for whatever stops people from leaving. Assumption 3: a siege that opens voids
it. Assumption 4: of regions that lie within each other, the smallest under
siege settles. Assumption 5: nobody settles who has no ground of his own to go
to. Assumption 6: a region settles once. Assumption 7: H is today's h times T, as
if the siege had always been what it is today. Assumption 8: a siege is one
until it opens; days on which its roads are insecure neither count nor end it.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled, entry
from hinge.draws.sampling import StreamKey, uniform
from hinge.engine.bargaining import (
    besieger,
    deal_hazard,
    highest_hazard,
    mark_place,
    soldiers_in,
    still_standing,
)
from hinge.engine.evacuation import hand_over, leave, refuge
from hinge.engine.hazards import happens, ruled_out
from hinge.engine.muster import muster
from hinge.engine.purposes import AGREEMENT, EVACUATION
from hinge.world.arrays import NOBODY, NOWHERE, State, World
from hinge.world.codes import (
    CLOSED_BY_FIRE,
    DEAL_DONE,
    HOSTILE,
    LEAVING_UNDER_DEAL,
    NO_DEAL,
    OPEN,
)
from hinge.world.params import Params
from hinge.world.scratch import Scratch

SUB_INDEX = 0xFFFFFF  # sub-indices of a draw have 24 bits


@entry
def settlement(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Agree on deals, let people leave under them, and hand over what is empty.

    Runs after the levers and beliefs of the day (``scratch.effective`` and
    ``present`` are today's) and before orders.
    """
    deal, stood, changed = state.politics.deal, state.politics.stood, False
    for w in range(deal.size):
        if state.flows.siege[w] == OPEN:
            stood[w] = 0.0
            if deal[w] == LEAVING_UNDER_DEAL:
                deal[w] = NO_DEAL
        if deal[w] == LEAVING_UNDER_DEAL:
            changed = _day_of_leaving(world, state, scratch, params, key, w, day) or changed
        elif deal[w] == NO_DEAL and state.flows.siege[w] >= CLOSED_BY_FIRE:
            if _agreed(world, state, scratch, params, key, w, day):
                deal[w] = LEAVING_UNDER_DEAL
            else:
                stood[w] += 1.0
        if deal[w] == LEAVING_UNDER_DEAL:
            _spare(world, state, scratch, w)
    if changed:
        muster(world.actors, state.forces, state.politics, params, scratch)


@compiled
def _region_key(world: World, w: int) -> int:
    """Return a stable number for the region of a watched pair: the least of its areas'."""
    g, least = world.watch.watch_region[at(w)], -1
    keys, region_area = world.map.area_key, world.watch.region_area
    for n in range(world.watch.first_area[at(g)], world.watch.first_area[at(g + 1)]):
        area_key = keys[at(region_area[at(n)])]
        if least < 0 or area_key < least:
            least = area_key
    return least & SUB_INDEX


@compiled
def _besieged(world: World, state: State, w: int) -> bool:
    """Say whether a watched pair is under siege and no smaller region within it is."""
    siege, side = state.flows.siege, world.watch.watch_side
    if siege[at(w)] < CLOSED_BY_FIRE or not soldiers_in(world, state, w):
        return False
    for v in range(siege.size):
        if v == w or side[v] != side[at(w)]:
            continue
        if siege[v] >= CLOSED_BY_FIRE and _within(world, v, w):
            if soldiers_in(world, state, v):
                return False
    return True


@compiled
def _within(world: World, v: int, w: int) -> bool:
    """Say whether the region of pair ``v`` lies wholly within that of pair ``w``, and is smaller."""
    first, members = world.watch.first_area, world.watch.region_area
    small, large = world.watch.watch_region[at(v)], world.watch.watch_region[at(w)]
    size = first[at(small + 1)] - first[at(small)]
    if size >= first[at(large + 1)] - first[at(large)]:
        return False
    for n in range(first[at(small)], first[at(small + 1)]):
        found = False
        for m in range(first[at(large)], first[at(large + 1)]):
            found = found or members[at(n)] == members[at(m)]
        if not found:
            return False
    return True


@compiled
def _agreed(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    w: int,
    day: int,
) -> bool:
    """Say whether a deal on watched pair ``w`` is reached today; most days the draw alone rules it out."""
    s = world.watch.watch_side[at(w)]
    u = uniform(key, day, AGREEMENT, _region_key(world, w), world.actors.side_key[at(s)])
    if ruled_out(u, highest_hazard(world, state, params, w)) or not _besieged(world, state, w):
        return False
    h = deal_hazard(world, state, scratch, params, w)
    h = still_standing(h, state.politics.stood[at(w)], params.deal_frailty)
    if h <= 0.0 or not happens(u, h):
        return False
    return refuge(world, state, scratch, s, world.watch.watch_region[at(w)]) != NOWHERE


@compiled
def _spare(world: World, state: State, scratch: Scratch, w: int) -> None:
    """Forbid every hostile side to attack the place today."""
    s = world.watch.watch_side[at(w)]
    mark_place(world, state, scratch, w)
    guard, relation, forbidden = scratch.guard, state.politics.relation, state.politics.forbidden
    for a in range(guard.size):
        if guard[a] == 0:
            continue
        for o in range(relation.shape[0]):
            if relation[at(s), o] == HOSTILE:
                forbidden[o, a] = 1


@compiled
def _day_of_leaving(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    w: int,
    day: int,
) -> bool:
    """Let people leave unless the day is interrupted, and end the deal when no soldier is left.

    Says whether anybody moved.
    """
    s, g = world.watch.watch_side[at(w)], world.watch.watch_region[at(w)]
    u = uniform(key, day, EVACUATION, _region_key(world, w), world.actors.side_key[at(s)])
    if u < params.deal_interrupted:
        return False
    there = refuge(world, state, scratch, s, g)
    if there == NOWHERE:
        return False
    mark_place(world, state, scratch, w)
    taker = besieger(world, state, scratch, w)
    moved = leave(world, state, scratch, params, key, s, there, day)
    state.politics.evacuated[at(s)] += moved
    if not soldiers_in(world, state, w):
        state.politics.deal[at(w)] = DEAL_DONE
        state.politics.deals[at(s)] += 1.0
        if taker != NOBODY:
            hand_over(world, state, scratch, taker, day)
    return moved > 0.0
