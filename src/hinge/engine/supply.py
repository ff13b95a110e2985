"""Supply: tonnes from entries through own and allied ground to those who need them.

Each side sends what is needed along the shortest ways from its entries, at
most what each link lets through; where a link is too narrow, all behind it get
the same share. What is left unmet is tried again on the room that remains, up to six
rounds: an incremental assignment, as in road-traffic studies. It is not exactly
monotone: on small random maps the tonnes delivered rose after a loss of own
ground in four of a thousand, by 2 per cent at most (with two rounds, by 61).

link:  room = throughput of its kind * max(eps, 1 - fire)
entry: capacity * factor * (1 - dependence * (1 - mean support of its sponsors))
use:   need * min(1, stock / (need * tau)),   tau = supply.ration_below days

What comes in at entries, leaks or is guaranteed = what is used, lost, or still
in stock (checked on every simulated day). Sources: proportional sharing has no
source (assumption 1); rationing is the linear rule of methods on stocks.
Assumption 2: one commodity for soldiers and civilians. Assumption 3: trade
brings civilians at least the leakage share of their need. Assumption 4: a side
that holds an area feeds its civilians. Encirclement is never set: it is found
(``siege.py``).
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.engine.delivery import deliver
from hinge.engine.fire import fire
from hinge.engine.muster import muster
from hinge.engine.needs import civilian_need, count_needs, refill, soldier_need
from hinge.engine.routes import build_tree, open_entries, open_links
from hinge.engine.siege import sieges
from hinge.world.arrays import LEAKED_IN, NOWHERE, TAKEN_IN, USED, State, World
from hinge.world.params import Params
from hinge.world.scratch import Scratch

CAPACITY_NOTICED = 0.01  # relative change of an entry from which siege states are looked at again


@compiled
def supply(world: World, state: State, scratch: Scratch, params: Params) -> None:
    """Deliver, ration and use one day's supply of every side."""
    survey(world, state, scratch, params)
    for s in range(state.flows.need.size):
        state.flows.delivered[s] = 0.0
        for a in range(scratch.given.size):
            scratch.given[a] = 0.0
        if state.flows.need[s] > 0.0:
            deliver(world, state, scratch, params, s)
        _share_out(world, state, scratch, params, s)
    _soldiers_use(state, params)
    _civilians_use(world, state, params)


@compiled
def survey(world: World, state: State, scratch: Scratch, params: Params) -> None:
    """Look at the ground as it is: fire, ways from the entries, needs and siege states; moves no tonnes."""
    muster(world.actors, state.forces, state.politics, params, scratch)
    count_needs(world, state, scratch, params)
    fire(world, state, scratch, params)
    changed = _entries(world, state, params)
    for s in range(state.flows.need.size):
        if state.flows.stale[s] == 1:
            changed = True
            state.flows.stale[s] = 0
            _new_tree(world, state, scratch, params, s)
        total = 0.0
        for a in range(scratch.wish.size):
            total += scratch.asked[s, a]
        state.flows.need[s] = total
        _load(state, scratch, s)
    sieges(world, state, scratch, params, changed)


@compiled
def _new_tree(world: World, state: State, scratch: Scratch, params: Params, s: int) -> None:
    """Build the ways of side ``s`` from its entries anew, whatever the entries let in today."""
    fire_now, fire_used = state.flows.fire[at(s)], state.flows.fire_used[at(s)]
    for link in range(fire_now.size):
        fire_used[link] = fire_now[link]
    open_links(world, state, scratch, params, s)
    open_entries(world, state, scratch, s)
    order, parent, up = state.flows.order[at(s)], state.flows.parent[at(s)], state.flows.up[at(s)]
    seen = params.fire_seen
    state.flows.reached[at(s)] = build_tree(world, scratch, fire_now, seen, order, parent, up)


@compiled
def _entries(world: World, state: State, params: Params) -> bool:
    """Fill ``flows.capacity`` (E,); where one opened, closed or changed, say so and mark sides as stale."""
    changed = False
    for e in range(state.flows.capacity.size):
        now = entry_capacity(world, state, params, e)
        before = state.flows.capacity[e]
        if abs(now - before) > CAPACITY_NOTICED * max(now, before):
            changed = True
            if now <= 0.0 or before <= 0.0:
                state.flows.stale[at(world.actors.entry_side[e])] = 1
        state.flows.capacity[e] = now
    return changed


@compiled
def entry_capacity(world: World, state: State, params: Params, e: int) -> float:
    """Return tonnes a day that entry ``e`` lets in today."""
    first, last = world.actors.first_backer[e], world.actors.first_backer[e + 1]
    support = 1.0
    if last > first:
        support = 0.0
        for n in range(first, last):
            support += state.politics.support[at(world.actors.backer[at(n)])]
        support /= last - first
    stopped = world.actors.entry_dependence[e] * (1.0 - support)
    return params.capacity[e] * state.politics.entry_factor[e] * (1.0 - stopped)


@compiled
def _load(state: State, scratch: Scratch, s: int) -> None:
    """Fill ``flows.load``: the need that passes through each area on the way from the entries."""
    load, asked = state.flows.load[at(s)], scratch.asked[at(s)]
    order, parent = state.flows.order[at(s)], state.flows.parent[at(s)]
    for a in range(load.size):
        load[a] = 0.0
    for n in range(state.flows.reached[at(s)] - 1, -1, -1):
        a = order[n]
        load[at(a)] += asked[at(a)]
        above = parent[at(a)]
        if above != NOWHERE:
            load[at(above)] += load[at(a)]


@compiled
def _share_out(world: World, state: State, scratch: Scratch, params: Params, s: int) -> None:
    """Put what came to each area into the stocks of those who wanted it, in proportion."""
    given, asked = scratch.given, scratch.asked[at(s)]
    side, area, held = world.actors.formation_side, state.forces.area, state.forces.stock
    target, total = params.stock_target, 0.0
    for f in range(area.size):
        here = area[f]
        if side[f] != s or given[at(here)] <= 0.0:
            continue
        wish = refill(soldier_need(state, params, f), held[f], target, target)
        got = wish * given[at(here)] / asked[at(here)]
        held[f] += got
        total += got
    control, stock, guaranteed = state.ground.control, state.people.stock, state.politics.guaranteed
    other_total = 0.0
    for a in range(given.size):
        if control[a] != s:
            continue
        need = civilian_need(world, state, params, a)
        got = 0.0
        if given[a] > 0.0:
            wish = refill(need, stock[a], params.civilian_stock, target)
            got = wish * given[a] / asked[a]
        other = guaranteed[a, at(s)]
        other += max(0.0, params.leakage * need - got - other)
        stock[a] += got + other
        total += got
        other_total += other
    state.flows.books[TAKEN_IN] += total
    state.flows.books[LEAKED_IN] += other_total
    state.flows.delivered[at(s)] = total + other_total


@compiled
def _soldiers_use(state: State, params: Params) -> None:
    """Let every formation use its need, or less when its stock runs low."""
    stock, deficit, tau = state.forces.stock, state.forces.deficit, params.ration_below
    total = 0.0
    for f in range(stock.size):
        need = soldier_need(state, params, f)
        deficit[f] = 0.0
        if need <= 0.0:
            continue
        use = min(stock[f], need * min(1.0, stock[f] / (need * tau)))
        stock[f] -= use
        deficit[f] = max(0.0, 1.0 - use / need)
        total += use
    state.flows.books[USED] += total


@compiled
def _civilians_use(world: World, state: State, params: Params) -> None:
    """Let civilians use what they need from outside, or less when stocks run low; note the ration."""
    stock, ration, grown = state.people.stock, state.people.ration, world.map.self_supply
    tau, total = params.ration_below, 0.0
    for a in range(stock.size):
        ration[a] = 1.0
        need = civilian_need(world, state, params, a)
        if need <= 0.0:
            continue
        use = min(stock[a], need * min(1.0, stock[a] / (need * tau)))
        stock[a] -= use
        ration[a] = min(1.0, grown[a] + (1.0 - grown[a]) * use / need)
        total += use
    state.flows.books[USED] += total
