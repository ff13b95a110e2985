"""Supply: tonnes from entries along the shortest ways of a side to its formations, and what they use of it."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any, NamedTuple

from twins.draws import exp
from twins.things import Area, Campaign, Entry, Formation, Link, Side

UNDER_FIRE = 3.0  # factor on the length of a link under fire
NOTICED = 0.05  # change of fire from which ways are sought anew
ROUNDS = 6
ENOUGH = 0.02  # share of what was wanted at which no further round is tried

Ways = list[tuple[Area, Area | None, Link | None]]  # area, the area before it, the link between


class Rates(NamedTuple):
    """Daily use of soldiers, in kilograms a person, and days laid in."""

    food: float
    hold: float
    fight: float
    food_days: float
    days: float


def rates(params: Any) -> Rates:
    """Return the daily use in a draw."""
    return Rates(
        params.soldier_food,
        max(0.0, params.soldier_hold - params.soldier_food),
        max(0.0, params.soldier_fight - params.soldier_food),
        params.food_target,
        params.stock_target,
    )


def supply(campaign: Campaign) -> None:
    """Deliver and use one day's supply of every side."""
    survey(campaign)
    for side in campaign.sides:
        given = deliver(side, campaign) if side.need > 0.0 else {}
        side.delivered = 0.0
        for formation in side.formations:
            side.delivered = eat(formation, given, side.delivered, campaign.params)


def survey(campaign: Campaign) -> None:
    """Look at the ground as it is: strengths, needs, fire on links, ways from the entries."""
    campaign.muster()
    count_needs(campaign)
    for link in campaign.links:
        if link.overlooked:
            watch(link, campaign)
    for side in campaign.sides:
        if side.stale:
            side.stale = False
            for link in campaign.links:
                link.fire_known[side.index] = link.fire[side.index]
            open_links(side, campaign)
            side.ways = ways(side, campaign)
        side.need = 0.0
        for area in campaign.areas:
            side.need += side.asked.get(area, 0.0)
        _load(side)


def count_needs(campaign: Campaign) -> None:
    """Add up what formations ask for, by the area from which they are supplied."""
    use = rates(campaign.params)
    for side in campaign.sides:
        side.asked = {}
        for formation in side.formations:
            if formation.strength > 0.0:
                base = formation.area.base(side)
                wish = food_wish(formation, use) + ammunition_wish(formation, use)
                side.asked[base] = side.asked.get(base, 0.0) + wish


def food_need(formation: Formation, use: Rates) -> float:
    """Return tonnes of food needed a day."""
    return formation.strength * use.food / 1000.0


def ammunition_need(formation: Formation, use: Rates) -> float:
    """Return tonnes of ammunition needed today."""
    return formation.strength * (use.fight if formation.area.contested else use.hold) / 1000.0


def _lacking(norm: float, stock: float, days: float, target: float) -> float:
    """Return a part of what the stock lacks of so many days, at most a day's."""
    return min(norm, max(0.0, norm * days - stock) / target)


def food_wish(formation: Formation, use: Rates) -> float:
    """Return tonnes of food asked for today."""
    need = food_need(formation, use)
    return need + _lacking(need, formation.food, use.food_days, use.days)


def ammunition_wish(formation: Formation, use: Rates) -> float:
    """Return tonnes of ammunition asked for today; who attacks lays in more."""
    norm = need = ammunition_need(formation, use)
    if formation.probing:
        norm = max(norm, formation.strength * use.fight / 1000.0)
    return need + _lacking(norm, formation.ammunition, use.days, use.days)


def watch(link: Link, campaign: Campaign) -> None:
    """Work out the fire on a link from hostile areas that overlook it."""
    params = campaign.params
    for side in campaign.sides:
        total = 0.0
        for area, km in link.overlooked:
            holder = area.holder
            there = area.present[holder.index]
            if not area.contested and side.hostile_to(holder) and there > 0.0:
                total += exp(-km / params.fire_reach) * there
        now = 1.0 - exp(-(params.fire_strength * total)) if total > 0.0 else 0.0
        link.fire[side.index] = now
        known = link.fire_known[side.index]
        crossed = (now >= params.fire_seen) != (known >= params.fire_seen)
        if crossed or abs(now - known) > NOTICED:
            side.stale = True


def open_links(side: Side, campaign: Campaign) -> None:
    """Set the room of links and entries for a side."""
    floor = campaign.params.fire_floor
    for link in campaign.links:
        link.room = 0.0
        if link.ends[0].holder is side and link.ends[1].holder is side:
            link.room = link.throughput * max(floor, 1.0 - link.fire[side.index])
    for entry in side.entries:
        entry.room = entry.capacity if entry.area.holder is side else 0.0


def ways(side: Side, campaign: Campaign) -> Ways:
    """Return areas that links and entries with room reach, nearest first, each with the one before it."""
    seen = campaign.params.fire_seen
    cost: dict[Area, float] = {}
    before: dict[Area, tuple[Area | None, Link | None]] = {}
    line: list[tuple[float, int, Area]] = []
    for entry in side.entries:
        if entry.room > 0.0 and entry.area not in cost:
            cost[entry.area] = 0.0
            before[entry.area] = (None, None)
            heappush(line, (0.0, entry.area.key, entry.area))
    found: Ways = []
    done: set[Area] = set()
    while line:
        _, _, area = heappop(line)
        if area in done:
            continue
        done.add(area)
        found.append((area, *before[area]))
        for beside, link in area.roads:
            if beside in done or link.room <= 0.0:
                continue
            km = link.km * UNDER_FIRE if link.fire[side.index] >= seen else link.km
            price = cost[area] + km
            if beside not in cost or price < cost[beside]:
                cost[beside] = price
                before[beside] = (area, link)
                heappush(line, (price, beside.key, beside))
    return found


def _load(side: Side) -> None:
    """Add up the need that passes through each area on the way from the entries."""
    side.load = {area: 0.0 for area, _, _ in side.ways}
    for area, above, _ in reversed(side.ways):
        side.load[area] += side.asked.get(area, 0.0)
        if above is not None:
            side.load[above] += side.load[area]


def deliver(side: Side, campaign: Campaign) -> dict[Area, float]:
    """Return tonnes that each area gets today: shares where room is short, and further rounds for the rest."""
    open_links(side, campaign)
    wish, given = dict(side.asked), dict.fromkeys(side.asked, 0.0)
    tree = side.ways
    wanted = before = _left(tree, wish)
    for n in range(ROUNDS):
        if n > 0:
            tree = ways(side, campaign)
            before = _left(tree, wish)
        if before <= ENOUGH * wanted:
            break
        _send(side, tree, wish, given)
        if _left(tree, wish) >= before:
            break
    return given


def _left(tree: Ways, wish: dict[Area, float]) -> float:
    """Return the tonnes still wanted along the ways."""
    total = 0.0
    for area, _, _ in tree:
        total += wish.get(area, 0.0)
    return total


def _send(side: Side, tree: Ways, wish: dict[Area, float], given: dict[Area, float]) -> None:
    """Gather wishes up the tree and bring tonnes down it, each branch at most its room."""
    through = {area: wish.get(area, 0.0) for area, _, _ in tree}
    for area, above, link in reversed(tree):
        if above is not None and link is not None:
            through[above] += min(through[area], link.room)
    share: dict[Area, float] = {}
    for area, above, link in tree:
        wanted = through[area]
        if above is None or link is None:
            come = _draw(side.entries, area, wanted)
        else:
            come = min(wanted, link.room) * share[above]
            link.room -= come
        share[area] = min(1.0, come / wanted) if wanted > 0.0 else 0.0
        if area in wish:
            got = wish[area] * share[area]
            given[area] += got
            wish[area] -= got


def _draw(entries: list[Entry], area: Area, wanted: float) -> float:
    """Take tonnes from a side's entries in an area; return what came."""
    come = 0.0
    for entry in entries:
        if entry.area is area:
            part = min(wanted - come, entry.room)
            entry.room -= part
            come += part
    return come


def eat(formation: Formation, given: dict[Area, float], so_far: float, params: Any) -> float:
    """Let a formation take its share and use it; return ``so_far`` tonnes plus what it got."""
    formation.want = formation.deficit = 0.0
    if formation.strength <= 0.0:
        return so_far
    side, use, tau = formation.side, rates(params), params.ration_below
    base = formation.area.base(side)
    got = given.get(base, 0.0)
    part = got / side.asked[base] if got > 0.0 else 0.0
    need = food_need(formation, use)
    food = part * food_wish(formation, use)
    used = _rationed(need, formation.food, food, tau)
    formation.food = max(0.0, formation.food + food - used)
    formation.want = _missing(need, used)
    need = ammunition_need(formation, use)
    ammunition = part * ammunition_wish(formation, use)
    used = _rationed(need, formation.ammunition, ammunition, tau)
    formation.ammunition = max(0.0, formation.ammunition + ammunition - used)
    formation.deficit = _missing(need, used)
    return so_far + food + ammunition


def _rationed(need: float, stock: float, come: float, tau: float) -> float:
    """Return what is used: what came, and of the stock less the lower it is."""
    if need <= 0.0:
        return 0.0
    return min(need, stock + come, come + need * min(1.0, stock / (need * tau)))


def _missing(need: float, used: float) -> float:
    """Return the share of a need that was not met."""
    return max(0.0, 1.0 - used / need) if need > 0.0 else 0.0
