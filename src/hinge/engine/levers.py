"""The levers of interventions: what an arm holds otherwise than the model would have it.

Levers are pulled anew on every day between their dates and forgotten at the
next dawn. ``bind`` sets what others decide under: factors, bounds, what is
barred. ``impose`` sets what others would have decided: support and the belief
in its end. A rung's bounds and redirection are read where they are decided
(``ladder.py``, ``redirection.py``).

A lever is no mechanism and has no source. Assumption 1: levers of one kind add
up as their kind does: factors multiply, tonnes and tempo add, the largest share
withheld and the smallest cap count, and of bounds on a rung the narrower ones.
Assumption 2: support that was fixed stays as it was left when the lever ends;
a facility that was placed stays where it is.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.world.arrays import UNLIMITED, Plan, State, World
from hinge.world.codes import (
    BAR_OPTION,
    CALM,
    CAP_FLOW,
    EXTRA_TEMPO,
    FIX_RELATION,
    FIX_SUPPORT,
    FORBID,
    GUARANTEE,
    LEAST_RUNG,
    MOST_RUNG,
    MOVE_FACILITY,
    OWN_FORCES,
    RESTRAINED,
    SCALE_ASSET,
    SCALE_ENTRY,
    SCALE_FACTION,
    SET_BELIEF,
    SET_LISTED,
    WITHHOLD,
)


@compiled
def forget_levers(state: State) -> None:
    """Set everything that levers and lasting events touch back to what it is without them."""
    now = state.politics
    calm, barred, withheld = now.calm, now.barred, now.withheld
    forbidden, guaranteed, capped = now.forbidden, now.guaranteed, now.capped
    areas, sides = capped.shape
    for a in range(areas):
        for s in range(sides):
            guaranteed[a, s] = 0.0
            capped[a, s] = UNLIMITED
    for s in range(sides):
        for o in range(sides):
            calm[s, o] = 0.0
        for a in range(areas):
            forbidden[s, a] = 0
        for option in range(barred.shape[1]):
            barred[s, option] = 0
        withheld[s] = 0.0
    _forget_factors(state)


@compiled
def _forget_factors(state: State) -> None:
    """Set the factors of assets, factions and entries, and the bounds of rungs, back."""
    now = state.politics
    asset_factor, asset_extra, faction_factor = (
        now.asset_factor,
        now.asset_extra,
        now.faction_factor,
    )
    entry_factor, rung_least, rung_most = now.entry_factor, now.rung_least, now.rung_most
    for x in range(asset_factor.size):
        asset_factor[x] = 1.0
        asset_extra[x] = 0.0
    for k in range(faction_factor.size):
        faction_factor[k] = 1.0
    for e in range(entry_factor.size):
        entry_factor[e] = 1.0
    for p in range(rung_least.size):
        rung_least[p] = RESTRAINED
        rung_most[p] = OWN_FORCES


@compiled
def works(plan: Plan, n: int, day: int) -> bool:
    """Say whether lever ``n`` is pulled on ``day``."""
    return plan.lever_from[at(n)] <= day <= plan.lever_to[at(n)]


@compiled
def pulled(plan: Plan, kind: int, target: int, day: int) -> bool:
    """Say whether a lever of this kind is pulled on ``target`` on ``day``."""
    kinds, targets = plan.lever_kind, plan.lever_target
    for n in range(kinds.size):
        if kinds[n] == kind and targets[n] == target and works(plan, n, day):
            return True
    return False


@compiled
def bind(state: State, plan: Plan, day: int) -> None:
    """Pull the levers under which everybody decides today."""
    for n in range(plan.lever_kind.size):
        if works(plan, n, day):
            _scale(state, plan, n)
            _bound(state, plan, n)


@compiled
def _scale(state: State, plan: Plan, n: int) -> None:
    """Pull lever ``n`` if it moves a quantity: tempo, strength, what entries let in, tonnes, calm, a place."""
    now = state.politics
    kind, target, second = (
        plan.lever_kind[at(n)],
        plan.lever_target[at(n)],
        plan.lever_second[at(n)],
    )
    value = plan.lever_value[at(n)]
    if kind == SCALE_ASSET:
        now.asset_factor[at(target)] *= value
    elif kind == EXTRA_TEMPO:
        now.asset_extra[at(target)] += value
    elif kind == SCALE_FACTION:
        now.faction_factor[at(target)] *= value
    elif kind == SCALE_ENTRY:
        now.entry_factor[at(target)] *= value
    elif kind == GUARANTEE:
        now.guaranteed[at(target), at(second)] += value
    elif kind == CALM:
        now.calm[at(target), at(second)] = max(now.calm[at(target), at(second)], value)
        now.calm[at(second), at(target)] = max(now.calm[at(second), at(target)], value)
    elif kind == MOVE_FACILITY:
        state.sites.area[at(target)] = second


@compiled
def _bound(state: State, plan: Plan, n: int) -> None:
    """Pull lever ``n`` if it sets a bound: objectives and options barred, reserves kept, tonnes and rungs."""
    now = state.politics
    kind, target, second = (
        plan.lever_kind[at(n)],
        plan.lever_target[at(n)],
        plan.lever_second[at(n)],
    )
    value = plan.lever_value[at(n)]
    if kind == FORBID:
        now.forbidden[at(second), at(target)] = 1
    elif kind == BAR_OPTION:
        now.barred[at(second), at(target)] = 1
    elif kind == WITHHOLD:
        now.withheld[at(target)] = max(now.withheld[at(target)], value)
    elif kind == CAP_FLOW:
        now.capped[at(target), at(second)] = min(now.capped[at(target), at(second)], value)
    elif kind == LEAST_RUNG:
        now.rung_least[at(target)] = max(now.rung_least[at(target)], int(value))
    elif kind == MOST_RUNG:
        now.rung_most[at(target)] = min(now.rung_most[at(target)], int(value))


@compiled
def impose(state: State, plan: Plan, day: int) -> None:
    """Pull the levers that stand above what was decided: support, and the belief in its end."""
    now = state.politics
    for n in range(plan.lever_kind.size):
        if not works(plan, n, day):
            continue
        if plan.lever_kind[n] == FIX_SUPPORT:
            now.support[at(plan.lever_target[n])] = plan.lever_value[n]
        elif plan.lever_kind[n] == SET_BELIEF:
            now.believed[at(plan.lever_target[n])] = plan.lever_value[n]


@compiled
def lists(world: World, state: State, day: int) -> None:
    """Take over who is on a list of banned organisations, as the tables or an intervention have it."""
    plan, listed, known = world.plan, state.politics.listed, world.actors.faction_listed
    for k in range(listed.size):
        listed[k] = float(known[k])
    for n in range(plan.lever_kind.size):
        if plan.lever_kind[n] == SET_LISTED and works(plan, n, day):
            listed[at(plan.lever_target[n])] = plan.lever_value[n]


@compiled
def relations(state: State, plan: Plan, day: int) -> None:
    """Take today's relations over, fixed ones first; where one changed, supply must be looked at again."""
    relation, standing, kinds = state.politics.relation, state.politics.standing, plan.lever_kind
    sides = relation.shape[0]
    for s in range(sides):
        for o in range(sides):
            stance = standing[s, o]
            for n in range(kinds.size):
                if kinds[n] == FIX_RELATION and works(plan, n, day):
                    here = plan.lever_target[n] == s and plan.lever_second[n] == o
                    back = plan.lever_target[n] == o and plan.lever_second[n] == s
                    if here or back:
                        stance = int(plan.lever_value[n])
            if relation[s, o] != stance:
                relation[s, o] = stance
                for t in range(sides):
                    state.flows.stale[t] = 1
