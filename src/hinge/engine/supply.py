"""Supply: tonnes from entries through own and allied ground to those who need them.

Each side sends what is needed along the shortest ways from its entries, at
most what each link lets through; where a link is too narrow, all behind it get
the same share. What is left unmet is tried again on the room that remains, up to six
rounds: an incremental assignment, as in road-traffic studies. It is not exactly
monotone: on small random maps the tonnes delivered rose after a loss of own
ground in four of a thousand, by 2 per cent at most (with two rounds, by 61).

link:  room = throughput of its kind * max(eps, 1 - fire),   lost on it: road_loss * fire
entry: capacity * factor * (1 - dependence * (1 - support)), support: mean level of
       its sponsors, but at most that of the one through whose land it runs
use:   min(need, come today + need * min(1, stock / (need * tau))),   tau = supply.ration_below days

Soldiers have two stocks, food and ammunition, each rationed by itself; food is
laid in for months and ammunition for days, so a garrison cut off runs out of
ammunition first (``needs.py``). What comes in at entries, leaks or is
guaranteed = what is used, lost, or still in stock (checked on every simulated
day). Sources: proportional sharing has no source (assumption 1); rationing is
the linear rule of methods on stocks, which we apply to what is in store and not
to what comes today. Assumption 2: what is carried is shared between food and
ammunition in proportion to what is asked of each. Assumption 3: trade brings
civilians, and soldiers as far as food goes, at least the leakage share of their
need, whoever holds the roads. Assumption 4: a side that holds an area feeds its
civilians. Encirclement is never set: it is found (``siege.py``).
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled, entry
from hinge.engine.delivery import deliver
from hinge.engine.fire import FRESH, STALE, fire
from hinge.engine.muster import muster
from hinge.engine.needs import (
    allowed,
    ammunition_need,
    civilian_need,
    count_needs,
    fighting,
    food_need,
    rates,
    refill,
)
from hinge.engine.routes import build_tree, open_entries, open_links
from hinge.engine.siege import sieges
from hinge.world.arrays import LEAKED_IN, NOBODY, NOWHERE, TAKEN_IN, USED, State, World
from hinge.world.kinds import Floats, Ints
from hinge.world.params import Params
from hinge.world.scratch import Scratch

CAPACITY_NOTICED = 0.01  # relative change of an entry from which siege states are looked at again


@entry
def supply(world: World, state: State, scratch: Scratch, params: Params) -> None:
    """Deliver, ration and use one day's supply of every side."""
    survey(world, state, scratch, params)
    given = scratch.given
    for s in range(state.flows.need.size):
        state.flows.delivered[s] = 0.0
        for a in range(given.size):
            given[a] = 0.0
        if state.flows.need[s] > 0.0:
            deliver(world, state, scratch, params, s)
        come, leaked = _feed_soldiers(world, state, scratch, params, s)
        more, other = _feed_civilians(world, state, scratch, params, s)
        state.flows.books[TAKEN_IN] += come + more
        state.flows.books[LEAKED_IN] += leaked + other
        state.flows.delivered[s] = come + more + leaked + other
    _feed_unheld(world, state, params)


@entry
def survey(world: World, state: State, scratch: Scratch, params: Params) -> None:
    """Look at the ground as it is: fire, ways from the entries, needs and siege states; moves no tonnes."""
    muster(world.actors, state.forces, state.politics, params, scratch)
    count_needs(world, state, scratch, params)
    fire(world, state, scratch, params)
    changed = _entries(world, state, params)
    asked, capped = scratch.asked, state.politics.capped
    for s in range(state.flows.need.size):
        if state.flows.stale[s] != FRESH:
            changed = True
            _note_fire(state, s)
            if state.flows.stale[s] == STALE:
                _new_tree(world, state, scratch, params, s)
            state.flows.stale[s] = FRESH
        total = 0.0
        for a in range(asked.shape[1]):
            total += allowed(asked, capped, s, a)
        state.flows.need[s] = total
        _load(state, scratch, s)
    sieges(world, state, scratch, params, changed)


@compiled
def _note_fire(state: State, s: int) -> None:
    """Note the fire of today as that from which the next change is counted."""
    fire_now, fire_used = state.flows.fire[at(s)], state.flows.fire_used[at(s)]
    for link in range(fire_now.size):
        fire_used[link] = fire_now[link]


@compiled
def _new_tree(world: World, state: State, scratch: Scratch, params: Params, s: int) -> None:
    """Build the ways of side ``s`` from its entries anew, whatever the entries let in today."""
    fire_now = state.flows.fire[at(s)]
    open_links(world, state, scratch, params, s)
    open_entries(world, state, scratch, s)
    order, parent, up = state.flows.order[at(s)], state.flows.parent[at(s)], state.flows.up[at(s)]
    seen = params.fire_seen
    state.flows.reached[at(s)] = build_tree(world, scratch, fire_now, seen, order, parent, up)


@compiled
def _entries(world: World, state: State, params: Params) -> bool:
    """Fill ``flows.capacity`` (E,); where one opened, closed or changed, say so and mark sides as stale."""
    changed, capacity, most = False, state.flows.capacity, params.capacity
    first, backer = world.actors.first_backer, world.actors.backer
    host, dependence = world.actors.entry_host, world.actors.entry_dependence
    support, factor = state.politics.support, state.politics.entry_factor
    for e in range(capacity.size):
        level = _support(first, backer, host, support, e)
        now = most[e] * factor[e] * (1.0 - dependence[e] * (1.0 - level))
        before = capacity[e]
        if abs(now - before) > CAPACITY_NOTICED * max(now, before):
            changed = True
            if now <= 0.0 or before <= 0.0:
                state.flows.stale[at(world.actors.entry_side[e])] = 1
        capacity[e] = now
    return changed


@compiled
def _support(first: Ints, backer: Ints, host: Ints, support: Floats, e: int) -> float:
    """Return the support behind entry ``e``: the mean of those who use it, at most that of its host."""
    start, stop = first[at(e)], first[at(e + 1)]
    level = 1.0
    if stop > start:
        level = 0.0
        for n in range(start, stop):
            level += support[at(backer[at(n)])]
        level /= stop - start
    if host[at(e)] != NOBODY:
        level = min(level, support[at(host[at(e)])])
    return level


@compiled
def _load(state: State, scratch: Scratch, s: int) -> None:
    """Fill ``flows.load``: the need that passes through each area on the way from the entries."""
    load, asked, capped = state.flows.load[at(s)], scratch.asked, state.politics.capped
    order, parent = state.flows.order[at(s)], state.flows.parent[at(s)]
    for a in range(load.size):
        load[a] = 0.0
    for n in range(state.flows.reached[at(s)] - 1, -1, -1):
        a = order[n]
        load[at(a)] += allowed(asked, capped, s, a)
        above = parent[at(a)]
        if above != NOWHERE:
            load[at(above)] += load[at(a)]


@compiled
def rationed(need: float, stock: float, come: float, tau: float) -> float:
    """Return tonnes used of a day's ``need``: what came today, and of ``stock`` less the lower it is."""
    if need <= 0.0:
        return 0.0
    return min(need, stock + come, come + need * min(1.0, stock / (need * tau)))


@compiled
def _feed_soldiers(
    world: World, state: State, scratch: Scratch, params: Params, s: int
) -> tuple[float, float]:
    """Share what came among the formations of side ``s``, by what they asked for, and let them use it.

    Returns tonnes come and leaked.
    """
    given, asked, side = scratch.given, scratch.asked, world.actors.formation_side
    stock, ammunition, strength = state.forces.stock, state.forces.ammunition, state.forces.strength
    want, deficit, tau = state.forces.want, state.forces.deficit, params.ration_below
    food, shells, source = scratch.food_wish, scratch.shells_wish, scratch.source
    area, contested, terrain = state.forces.area, state.ground.contested, world.map.terrain
    use_of, leakage = rates(params), params.leakage
    total, leaked, used = 0.0, 0.0, 0.0
    for f in range(strength.size):
        if side[f] != s:
            continue
        want[f] = 0.0
        deficit[f] = 0.0
        persons = strength[f]
        if persons <= 0.0:
            continue
        here = source[f]
        part = given[at(here)] / asked[at(s), at(here)] if given[at(here)] > 0.0 else 0.0
        need = food_need(use_of, persons)
        come = part * food[f]
        trade = max(0.0, leakage * need - come)
        total += come
        leaked += trade
        use = rationed(need, stock[f], come + trade, tau)
        stock[f] = max(0.0, stock[f] + come + trade - use)
        want[f] = _missing(need, use)
        used += use
        fights = fighting(contested[at(area[f])], terrain[at(area[f])])
        need = ammunition_need(use_of, persons, fights)
        come = part * shells[f]
        total += come
        use = rationed(need, ammunition[f], come, tau)
        ammunition[f] = max(0.0, ammunition[f] + come - use)
        deficit[f] = _missing(need, use)
        used += use
    state.flows.books[USED] += used
    return total, leaked


@compiled
def _missing(need: float, use: float) -> float:
    """Return the share of a need that was not met."""
    return max(0.0, 1.0 - use / need) if need > 0.0 else 0.0


@compiled
def _feed_civilians(
    world: World, state: State, scratch: Scratch, params: Params, s: int
) -> tuple[float, float]:
    """Give the civilians of side ``s`` their share, and a day's meals; return tonnes come, and leaked or guaranteed."""
    given, asked, control = scratch.given, scratch.asked, state.ground.control
    stock, guaranteed, ration = state.people.stock, state.politics.guaranteed, state.people.ration
    residents, displaced = state.people.residents, state.people.displaced
    grown, kilos, tau = world.map.self_supply, params.civilian_need, params.ration_below
    days, target, leakage = params.civilian_stock, params.stock_target, params.leakage
    books, total, other_total = state.flows.books, 0.0, 0.0
    for a in range(given.size):
        if control[a] != s:
            continue
        need = civilian_need(residents[a] + displaced[a], kilos, grown[a])
        got = 0.0
        if given[a] > 0.0:
            got = refill(need, stock[a], days, target) * given[a] / asked[at(s), a]
        other = guaranteed[a, at(s)]
        other += max(0.0, leakage * need - got - other)
        total += got
        other_total += other
        books[USED] += _eat(stock, ration, a, need, got + other, grown[a], tau)
    return total, other_total


@compiled
def _feed_unheld(world: World, state: State, params: Params) -> None:
    """Let the civilians of areas that nobody holds use what they have."""
    control, stock, ration = state.ground.control, state.people.stock, state.people.ration
    residents, displaced = state.people.residents, state.people.displaced
    grown, kilos, tau = world.map.self_supply, params.civilian_need, params.ration_below
    books = state.flows.books
    for a in range(control.size):
        if control[a] == NOBODY:
            need = civilian_need(residents[a] + displaced[a], kilos, grown[a])
            books[USED] += _eat(stock, ration, a, need, 0.0, grown[a], tau)


@compiled
def _eat(
    stock: Floats, ration: Floats, a: int, need: float, come: float, grown: float, tau: float
) -> float:
    """Let the civilians of ``a`` use what came, and less of their stock the lower it is; return tonnes used.

    ``ration`` (A,) is noted; ``grown``: the share of what they live on that is not in ``need``.
    """
    use = rationed(need, stock[at(a)], come, tau)
    stock[at(a)] = max(0.0, stock[at(a)] + come - use)
    ration[at(a)] = 1.0
    if need > 0.0:
        ration[at(a)] = min(1.0, grown + (1.0 - grown) * use / need)
    return use
