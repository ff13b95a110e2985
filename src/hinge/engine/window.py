"""The closing window: what waiting is worth to a command, and the hazard from which acting now beats it.

U(wait) = (1 - H) * U2 + H * U0 - c,      H = 1 - exp(-h * T)
h*      = -ln(1 - H*) / T,                H* = (U2 - c - U1) / (U2 - U0)

U1: best effort now; U2: best effort a window of T days ahead while support goes
on; U0: the same once it has stopped; h: hazard per day with which the command
expects support to stop; c: cost of waiting. Two-period form of optimal stopping
(Dixit and Pindyck 1994); commitment problems as in Fearon 1995 and Powell 2006.
U2 and U0 are at least 0, since a command may do nothing then too.

s2 = s * exp(g)        g: gain expected over a window (orders.expected_gain)
s0 = s * (1 - l * e)   l: orders.lost_support, e: share of supply that hangs on sponsors

The believed hazard of a side is the mean over its entries, weighted by what of
them hangs on sponsors: that of the sponsor through whose land an entry runs, else
the mean of those behind it. Assumption 1: what supply a side could get is what
all its commands fear to lose. Assumption 2: the enemy is as strong a window
ahead as now. Assumption 3: one window is looked ahead, not many.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import exp, log
from hinge.world.arrays import NOBODY, UNDEFINED, State, World
from hinge.world.params import Params

NOTHING = 1.0e-12


@compiled
def believed_hazard(world: World, state: State, params: Params, s: int) -> float:
    """Return the hazard per day with which side ``s`` expects supply that hangs on sponsors to stop."""
    weight, total = 0.0, 0.0
    for e in range(world.actors.entry_area.size):
        if world.actors.entry_side[e] == s:
            hangs = params.capacity[e] * world.actors.entry_dependence[e]
            weight += hangs
            total += hangs * _entry_hazard(world, state, e)
    return total / weight if weight > 0.0 else 0.0


@compiled
def _entry_hazard(world: World, state: State, e: int) -> float:
    """Return the believed hazard that entry ``e`` is shut: its host's, or the mean of its sponsors'."""
    host = world.actors.entry_host[at(e)]
    if host != NOBODY:
        return state.politics.believed[at(host)]
    first, last = world.actors.first_backer[at(e)], world.actors.first_backer[at(e + 1)]
    if last == first:
        return 0.0
    total = 0.0
    for n in range(first, last):
        total += state.politics.believed[at(world.actors.backer[at(n)])]
    return total / (last - first)


@compiled
def hanging_share(world: World, params: Params, s: int) -> float:
    """Return the share of what side ``s`` could get in that hangs on sponsors, 0 to 1."""
    hangs, total = 0.0, 0.0
    for e in range(world.actors.entry_area.size):
        if world.actors.entry_side[e] == s:
            hangs += params.capacity[e] * world.actors.entry_dependence[e]
            total += params.capacity[e]
    return hangs / total if total > 0.0 else 0.0


@compiled
def waiting(params: Params, hazard: float, later: float, closed: float) -> float:
    """Return the utility of waiting one window, given the best of later (U2) and of a closed window (U0)."""
    shut = 1.0 - exp(-hazard * params.window_days)
    value = (1.0 - shut) * max(0.0, later) + shut * max(0.0, closed) - params.wait_cost
    return params.window_weight * value


@compiled
def threshold(params: Params, now: float, later: float, closed: float) -> float:
    """Return h*, the hazard per day from which the best effort now beats waiting.

    0: it is better in any case; UNDEFINED: no hazard makes it so.
    """
    later, closed = max(0.0, later), max(0.0, closed)
    if now <= 0.0:
        return UNDEFINED
    short = later - params.wait_cost - now
    if short <= 0.0 or params.window_weight <= 0.0:
        return 0.0
    gap = later - closed
    if gap <= NOTHING or short >= gap:
        return UNDEFINED
    return -log(1.0 - short / gap) / params.window_days
