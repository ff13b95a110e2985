"""Supply: tonnes from entries through own and allied ground to those who need them.

Each side sends what is needed along the shortest ways from its entries, at
most what each link lets through; where a link is too narrow, all behind it get
the same share. What is left unmet is tried again on the room that remains, up
to three rounds: an incremental assignment, as in road-traffic studies.

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
from hinge.engine.needs import civilian_need, count_soldiers, soldier_need
from hinge.engine.routes import build_tree
from hinge.engine.siege import sieges
from hinge.world.arrays import LEAKED_IN, NOWHERE, TAKEN_IN, USED, Scratch, State, World
from hinge.world.params import Params

CAPACITY_NOTICED = 0.01  # relative change of an entry from which siege states are looked at again


@compiled
def supply(world: World, state: State, scratch: Scratch, params: Params) -> None:
    """Deliver, ration and use one day's supply of every side."""
    survey(world, state, scratch, params)
    for s in range(world.actors.side_key.size):
        state.flows.delivered[s] = 0.0
        for a in range(scratch.given.size):
            scratch.given[a] = 0.0
        if state.flows.need[s] > 0.0:
            wishes(world, state, scratch, params, s)
            deliver(world, state, scratch, params, s)
        _share_out(world, state, scratch, params, s)
    _soldiers_use(state, params)
    _civilians_use(world, state, params)


@compiled
def survey(world: World, state: State, scratch: Scratch, params: Params) -> None:
    """Look at the ground as it is: fire, ways from the entries, needs and siege states; moves no tonnes."""
    muster(world.actors, state.forces, state.politics, params, scratch)
    count_soldiers(world, state, scratch, params)
    fire(world, state, scratch, params)
    changed = _entries(world, state, params)
    for s in range(world.actors.side_key.size):
        if state.flows.stale[s] == 1:
            changed = True
            state.flows.stale[s] = 0
            for link in range(world.map.km.size):
                state.flows.fire_used[s, link] = state.flows.fire[s, link]
            order, parent, up = state.flows.order[s], state.flows.parent[s], state.flows.up[s]
            state.flows.reached[s] = build_tree(
                world, state, scratch, params, s, False, order, parent, up
            )
        wishes(world, state, scratch, params, s)
        total = 0.0
        for a in range(scratch.wish.size):
            total += scratch.wish[a]
        state.flows.need[s] = total
        _load(state, scratch, s)
    sieges(world, state, scratch, params, changed)


@compiled
def _entries(world: World, state: State, params: Params) -> bool:
    """Fill ``flows.capacity`` (E,); say whether one changed noticeably."""
    changed = False
    for e in range(state.flows.capacity.size):
        now = entry_capacity(world, state, params, e)
        before = state.flows.capacity[e]
        if abs(now - before) > CAPACITY_NOTICED * max(now, before):
            changed = True
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
def civilian_wish(world: World, state: State, params: Params, a: int) -> float:
    """Return tonnes that the civilians of area ``a`` want today: need, and part of what stocks lack."""
    need = civilian_need(world, state, params, a)
    lack = max(0.0, need * params.civilian_stock - state.people.stock[at(a)])
    return need + min(need, lack / params.stock_target)


@compiled
def soldier_wish(state: State, params: Params, f: int) -> float:
    """Return tonnes that formation ``f`` wants today: need, and part of what stocks lack."""
    need = soldier_need(state, params, f)
    lack = max(0.0, need * params.stock_target - state.forces.stock[f])
    return need + min(need, lack / params.stock_target)


@compiled
def wishes(world: World, state: State, scratch: Scratch, params: Params, s: int) -> None:
    """Fill ``scratch.wish`` and ``scratch.asked`` (A,) with the tonnes that side ``s`` wants today."""
    for a in range(scratch.wish.size):
        scratch.wish[a] = 0.0
        if state.ground.control[a] == s:
            scratch.wish[a] = civilian_wish(world, state, params, a)
    for f in range(state.forces.area.size):
        if world.actors.formation_side[f] == s and state.forces.strength[f] > 0.0:
            scratch.wish[at(state.forces.area[f])] += soldier_wish(state, params, f)
    for a in range(scratch.wish.size):
        scratch.asked[a] = scratch.wish[a]


@compiled
def _load(state: State, scratch: Scratch, s: int) -> None:
    """Fill ``flows.load``: the need that passes through each area on the way from the entries."""
    for a in range(scratch.wish.size):
        state.flows.load[s, a] = 0.0
    for n in range(state.flows.reached[s] - 1, -1, -1):
        a = state.flows.order[s, n]
        state.flows.load[s, at(a)] += scratch.wish[at(a)]
        above = state.flows.parent[s, at(a)]
        if above != NOWHERE:
            state.flows.load[s, at(above)] += state.flows.load[s, at(a)]


@compiled
def _share_out(world: World, state: State, scratch: Scratch, params: Params, s: int) -> None:
    """Put what came to each area into the stocks of those who wanted it, in proportion."""
    for f in range(state.forces.area.size):
        here = state.forces.area[f]
        if world.actors.formation_side[f] != s or scratch.given[at(here)] <= 0.0:
            continue
        if state.forces.strength[f] > 0.0:
            got = soldier_wish(state, params, f) * scratch.given[at(here)] / scratch.asked[at(here)]
            state.forces.stock[f] += got
            state.flows.books[TAKEN_IN] += got
            state.flows.delivered[s] += got
    for a in range(scratch.given.size):
        if state.ground.control[a] != s:
            continue
        got = 0.0
        if scratch.given[a] > 0.0:
            got = civilian_wish(world, state, params, a) * scratch.given[a] / scratch.asked[a]
        other = state.politics.guaranteed[a, s]
        trade = params.leakage * civilian_need(world, state, params, a)
        other += max(0.0, trade - got - other)
        state.people.stock[a] += got + other
        state.flows.books[TAKEN_IN] += got
        state.flows.books[LEAKED_IN] += other
        state.flows.delivered[s] += got + other


@compiled
def _soldiers_use(state: State, params: Params) -> None:
    """Let every formation use its need, or less when its stock runs low."""
    for f in range(state.forces.strength.size):
        need = soldier_need(state, params, f)
        state.forces.deficit[f] = 0.0
        if need <= 0.0:
            continue
        use = need * min(1.0, state.forces.stock[f] / (need * params.ration_below))
        use = min(use, state.forces.stock[f])
        state.forces.stock[f] -= use
        state.forces.deficit[f] = max(0.0, 1.0 - use / need)
        state.flows.books[USED] += use


@compiled
def _civilians_use(world: World, state: State, params: Params) -> None:
    """Let civilians use what they need from outside, or less when stocks run low; note the ration."""
    for a in range(state.people.stock.size):
        grown = world.map.self_supply[a]
        state.people.ration[a] = 1.0
        need = civilian_need(world, state, params, a)
        if need <= 0.0:
            continue
        use = need * min(1.0, state.people.stock[a] / (need * params.ration_below))
        use = min(use, state.people.stock[a])
        state.people.stock[a] -= use
        state.people.ration[a] = min(1.0, grown + (1.0 - grown) * use / need)
        state.flows.books[USED] += use
