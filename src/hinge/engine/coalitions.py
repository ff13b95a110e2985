"""Coalitions: who joins a common command, who leaves it, and whom it expels.

U(i in C) = q(C) * share_i(C) + theta * T * (q(C) - q(i))
            - ideology * (how far C has a listed member and i is not one) - command * (1 - share_i)
            + support * (v_i - 1) [i unlisted, C has no listed member]
q(C)      = logistic(ln(w_C / w_hostile)) = w_C / (w_C + w_hostile)
T         = (1 - q(side)) + min(2, areas lost in a week) / 2 + share of own areas cut off
P(option) ~ exp(lambda * (U - leaving * q(C) [who leaves the company of C]))

w: effective strength; share: of the strength of C (Christia 2012: groups want
to be on the winning side, with a share worth having). The first term alone
never favours joining, for q(C) * share_i = w_i / (w_C + w_hostile); what joins
groups is threat T, which makes it worth acting jointly (theta). So commands
form under threat, and break when threat falls, when the partner's weight leaves
a small share, or when so little is left of them that q(C) is hardly above q(i).
command: cost of obeying, none for who is the whole (commitment, Fearon 1995);
v_i: mean level of support to i, 1 as at the start, from sponsors whose clients
are all unlisted; 0 if it has none: groups that such sponsors hold up can stand
apart from listed ones, the others depend on them (separation). leaving: what
breaking with partners costs, less where their joint chance is small anyway. The
terms are worked out in ``partners.py``.

Options of a faction: stay, leave, or join any other command of its side. Who
wants to join is let in with P = logistic(lambda * gain), gain: the change of U
of its members, by strength; a member is expelled with P = logistic(-lambda *
(gain + leaving * q(C))). Assumption 1: only factions with soldiers take part; the others keep
their command. Assumption 2: each side reconsiders on days of its own, faction
after faction by stable number. Assumption 3: a faction that changes gives up
its part in efforts; what a command has begun goes on without it. Assumption 4:
groups know each other's strength, and that of the other side. Assumption 5: the
slope of q on the log ratio is 1. Assumption 6: shares go by strength, not by who
could turn the balance (Shapley values would give a small group that any pair needs
as much as a large one).
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled, entry
from hinge.draws.elementary import exp, logistic
from hinge.draws.sampling import StreamKey, uniform
from hinge.engine.membership import move
from hinge.engine.partners import (
    belonging,
    chance,
    gain_of_having,
    has_soldiers,
    hostile_might,
    in_company,
    threat,
    weigh,
)
from hinge.engine.purposes import COALITION
from hinge.world.arrays import NOBODY, State, World
from hinge.world.codes import JOIN, JOINT_COMMAND, LEAVE
from hinge.world.params import Params
from hinge.world.scratch import Scratch

LONGEST = 1000  # days; who reconsiders more seldom than that never does
CLOSED_WAY = -1.0e18  # utility of a command that cannot be joined
CHOICE, ADMISSION, EXPULSION = 0, 1, 2  # sub-indices of the draws


@entry
def coalitions(
    world: World, state: State, scratch: Scratch, params: Params, key: StreamKey, day: int
) -> None:
    """Let the factions of every side that is due reconsider; ``scratch.effective`` is today's."""
    interval = max(1, int(params.coalition_days + 0.5))
    weighed = False
    for s in range(world.actors.side_key.size):
        if state.politics.barred[s, JOINT_COMMAND] == 1:
            _part_all(world, state, s)
            continue
        if interval > LONGEST or (day + world.actors.side_key[s]) % interval != 0:
            continue
        if not weighed:
            weigh(world, scratch)
            weighed = True
        _reconsider(world, state, scratch, params, key, s, day)


@compiled
def _part_all(world: World, state: State, s: int) -> None:
    """Let every faction of side ``s`` command itself: an intervention forbids common commands."""
    for j in range(world.actors.faction_side.size):
        if world.actors.faction_side[j] == s and _shared(state, j):
            move(world, state, j, NOBODY)
            state.politics.split[at(s)] += 1.0


@compiled
def _shared(state: State, j: int) -> bool:
    """Say whether faction ``j`` shares its command with another."""
    for k in range(state.politics.command.size):
        if k != j and state.politics.command[k] == state.politics.command[at(j)]:
            return True
    return False


@compiled
def _reconsider(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    s: int,
    day: int,
) -> None:
    """Let each faction of side ``s`` choose its command, then each command look at its members."""
    against = hostile_might(world, state, scratch, s)
    danger = params.coalition_threat * threat(world, state, scratch, s, against)
    side, factions = world.actors.faction_side, world.actors.factions
    for n in range(factions.size):
        j = factions[n]
        if side[at(j)] == s and scratch.might[at(j)] > 0.0:
            _choose(world, state, scratch, params, key, j, danger, against, day)
    if state.politics.barred[at(s), LEAVE] == 1:
        return
    for n in range(factions.size):
        j = factions[n]
        if side[at(j)] == s and in_company(state, scratch, j):
            command = state.politics.command[at(j)]
            gain = gain_of_having(world, state, scratch, params, command, j, danger, against)
            gain += params.coalition_leaving * chance(state, scratch, command, against)
            p = logistic(-params.coalition_rationality * gain)
            if uniform(key, day, COALITION, EXPULSION, world.actors.faction_key[at(j)]) < p:
                move(world, state, j, NOBODY)
                state.politics.split[at(s)] += 1.0


@compiled
def _choose(
    world: World,
    state: State,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    j: int,
    danger: float,
    against: float,
    day: int,
) -> None:
    """Let faction ``j`` stay, leave or join by quantal response; a command that it would join may refuse."""
    s, entity = world.actors.faction_side[at(j)], world.actors.faction_key[at(j)]
    here, company = state.politics.command[at(j)], in_company(state, scratch, j)
    held = company and state.politics.barred[at(s), LEAVE] == 1
    stay = belonging(world, state, scratch, params, j, here, NOBODY, NOBODY, danger, against)
    leave, breaking = CLOSED_WAY, 0.0
    if company:
        breaking = params.coalition_leaving * chance(state, scratch, here, against)
    if company and not held:
        leave = belonging(world, state, scratch, params, j, NOBODY, j, NOBODY, danger, against)
        leave -= breaking
    best = max(stay, leave)
    pull, side = scratch.pull, world.actors.faction_side
    closed = held or state.politics.barred[at(s), JOIN] == 1
    for k in range(pull.size):
        pull[k] = CLOSED_WAY
        if closed or k == here or side[k] != s:
            continue
        if has_soldiers(state, scratch, k):
            u = belonging(world, state, scratch, params, j, k, j, NOBODY, danger, against)
            pull[k] = u - breaking
            best = max(best, pull[k])
    chosen = _draw(world, scratch, params, key, j, stay, leave, best, day)
    if chosen == j and company:
        move(world, state, j, NOBODY)
        state.politics.split[at(s)] += 1.0
    elif chosen != NOBODY and chosen != j:
        gain = gain_of_having(world, state, scratch, params, chosen, j, danger, against)
        p = logistic(params.coalition_rationality * gain)
        if uniform(key, day, COALITION, ADMISSION, entity) < p:
            move(world, state, j, chosen)
            state.politics.joined[at(s)] += 1.0
            if company:
                state.politics.split[at(s)] += 1.0


@compiled
def _draw(
    world: World,
    scratch: Scratch,
    params: Params,
    key: StreamKey,
    j: int,
    stay: float,
    leave: float,
    best: float,
    day: int,
) -> int:
    """Return the command that ``j`` wishes to obey: its own (``j``) for leaving, NOBODY for staying.

    Turns the utilities in ``scratch.pull`` into weights.
    """
    keys, side, pull = world.actors.faction_key, world.actors.faction_side, scratch.pull
    factions = world.actors.factions
    s, slope = side[at(j)], params.coalition_rationality
    total, alone = exp(slope * (stay - best)), 0.0
    if leave > CLOSED_WAY:
        alone = exp(slope * (leave - best))
        total += alone
    for n in range(factions.size):
        k = factions[n]
        if side[at(k)] == s:
            pull[at(k)] = exp(slope * (pull[at(k)] - best)) if pull[at(k)] > CLOSED_WAY else 0.0
            total += pull[at(k)]
    left = uniform(key, day, COALITION, CHOICE, keys[at(j)]) * total - alone
    if left < 0.0:
        return j
    for n in range(factions.size):
        k = factions[n]
        if side[at(k)] == s:
            left -= pull[at(k)]
            if left < 0.0:
                return k
    return NOBODY
