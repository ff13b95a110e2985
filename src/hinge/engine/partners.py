"""Partners: what a group gets out of a common command; the equation stands in ``coalitions.py``."""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.world.arrays import NOBODY, State, World
from hinge.world.codes import HOSTILE
from hinge.world.params import Params
from hinge.world.scratch import Scratch

ROUT = 2.0  # areas lost net in a week at which that part of the threat is full; judgement


@compiled
def weigh(world: World, scratch: Scratch) -> None:
    """Fill ``scratch.might`` (K,) with the effective strength of every faction, in thousands."""
    might, faction, effective = scratch.might, world.actors.formation_faction, scratch.effective
    for k in range(might.size):
        might[k] = 0.0
    for f in range(faction.size):
        might[at(faction[f])] += effective[f]


@compiled
def hostile_might(world: World, state: State, scratch: Scratch, s: int) -> float:
    """Return the effective strength of all factions hostile to side ``s``, in thousands."""
    might, side, relation = scratch.might, world.actors.faction_side, state.politics.relation
    total = 0.0
    for k in range(might.size):
        if relation[at(s), at(side[k])] == HOSTILE:
            total += might[k]
    return total


@compiled
def threat(world: World, state: State, scratch: Scratch, s: int, against: float) -> float:
    """Return the threat to side ``s``, 0 to 3: hostile share of strength, ground lost, own ground cut off."""
    own, areas, cut = 0.0, 0.0, 0.0
    might, side, order = scratch.might, world.actors.faction_side, state.flows.order
    mark, control, on_map = scratch.mark, state.ground.control, world.map.on_map
    residents, displaced = state.people.residents, state.people.displaced
    present = scratch.present
    for k in range(might.size):
        if side[k] == s:
            own += might[k]
    for a in range(mark.size):
        mark[a] = 0
    for n in range(state.flows.reached[at(s)]):
        mark[at(order[at(s), n])] = 1
    for a in range(mark.size):
        if control[a] == s and on_map[a] == 1:
            areas += 1.0
            people = residents[a] + displaced[a]
            if mark[a] == 0 and (people > 0.0 or present[at(s), a] > 0.0):
                cut += 1.0
    total = against / (own + against) if against > 0.0 else 0.0
    total += max(0.0, min(ROUT, state.politics.trend[at(s)])) / ROUT
    return total + cut / areas if areas > 0.0 else total


@compiled
def chance(state: State, scratch: Scratch, command: int, against: float) -> float:
    """Return q of a command as it is, 0 to 1; ``against``: hostile thousands."""
    might, obeys, total = scratch.might, state.politics.command, 0.0
    for k in range(might.size):
        if obeys[k] == command:
            total += might[k]
    return total / (total + against) if total > 0.0 else 0.0


@compiled
def belonging(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    i: int,
    command: int,
    extra: int,
    less: int,
    danger: float,
    against: float,
) -> float:
    """Return U of faction ``i`` among the members of ``command``, with ``extra`` and without ``less``.

    ``command`` NOBODY: nobody but ``extra``; ``danger``: theta * T; ``against``: hostile thousands.
    """
    might, listed, obeys = scratch.might, state.politics.listed, state.politics.command
    total, company = 0.0, 0.0
    for k in range(might.size):
        if k == less or (obeys[k] != command and k != extra):
            continue
        total += might[k]
        if might[k] > 0.0:
            company = max(company, listed[k])
    own = might[at(i)]
    share, jointly = own / total, total / (total + against)
    value = jointly * share + danger * (jointly - own / (own + against))
    value -= params.coalition_command * (1.0 - share)
    value -= params.coalition_ideology * max(0.0, company - listed[at(i)])
    if company <= 0.0:
        value += params.coalition_support * (_backing(world, state, i) - 1.0)
    return value


@compiled
def _backing(world: World, state: State, i: int) -> float:
    """Return the mean level of support to faction ``i`` from sponsors without listed clients; 0 if none."""
    first, client = world.actors.first_client, world.actors.client
    support, listed = state.politics.support, state.politics.listed
    total, sponsors = 0.0, 0.0
    for p in range(support.size):
        mine, apart = False, True
        for n in range(first[p], first[p + 1]):
            mine = mine or client[at(n)] == i
            apart = apart and listed[at(client[at(n)])] <= 0.0
        if mine and apart:
            total += support[p]
            sponsors += 1.0
    return total / sponsors if sponsors > 0.0 else 0.0


@compiled
def gain_of_having(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    command: int,
    j: int,
    danger: float,
    against: float,
) -> float:
    """Return what having ``j`` in ``command`` brings its other members, by strength."""
    might, obeys, total, weight = scratch.might, state.politics.command, 0.0, 0.0
    for m in range(might.size):
        if m == j or obeys[m] != command or might[m] <= 0.0:
            continue
        with_j = belonging(world, state, scratch, params, m, command, j, NOBODY, danger, against)
        without = belonging(world, state, scratch, params, m, command, NOBODY, j, danger, against)
        total += might[m] * (with_j - without)
        weight += might[m]
    return total / weight


@compiled
def in_company(state: State, scratch: Scratch, j: int) -> bool:
    """Say whether faction ``j`` has soldiers and shares its command with another that has."""
    might, obeys = scratch.might, state.politics.command
    if might[at(j)] <= 0.0:
        return False
    for k in range(might.size):
        if k != j and might[k] > 0.0 and obeys[k] == obeys[at(j)]:
            return True
    return False


@compiled
def has_soldiers(state: State, scratch: Scratch, command: int) -> bool:
    """Say whether a faction with soldiers obeys ``command``."""
    might, obeys = scratch.might, state.politics.command
    for k in range(might.size):
        if obeys[k] == command and might[k] > 0.0:
            return True
    return False
