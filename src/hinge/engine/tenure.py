"""Tenure and culmination: ground held for long is harder to take, and attackers tire.

defence = min(3, terrain * (1 + (e - 1) * (1 - exp(-d / tau))))    d: days in its holder's hands
vigour  = exp(-kappa * fatigue)                                    of who takes part in an attack
fatigue' = fatigue + 1 on a day of a main effort, + the probe's intensity on a day of a probe
fatigue' = fatigue * (1 - rest) on any other day

Sources: hasty, prepared and fortified defence as quoted from Dupuy (Numbers,
Predictions and War), with time between them; the fading of attackers after
Rubio-Campillo (2016), who finds fatigue decisive in battle data. Values:
combat.tenure_gain, combat.tenure_days, combat.culmination,
combat.fatigue_rest. The form in time is ours, a judgement. Assumption 1: what
was prepared before the run counts as finished; held for long is held for long.
Assumption 2: digging in needs the holder, not persons: an area that stands
empty keeps its works. Assumption 3: tiredness lowers effective strength, so a
tired attacker does less harm and, where the law of losses counts own strength,
offers less to be hit. Assumption 4: only attackers tire. With e = 1 or kappa =
0 this does nothing.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import exp
from hinge.world.arrays import NEVER, State
from hinge.world.codes import MAIN, NO_EFFORT
from hinge.world.params import Params
from hinge.world.scratch import Scratch

CAP = 3.0  # product of multipliers, methods on posture and terrain


@compiled
def defence(params: Params, day: int, held_since: int, terrain: int) -> float:
    """Return the strength multiplier of who has held an area of a terrain since a day."""
    dug_in = 1.0 - exp(-max(0.0, float(day - held_since)) / params.tenure_days)
    return min(CAP, params.terrain[at(terrain)] * (1.0 + (params.tenure_gain - 1.0) * dug_in))


@compiled
def vigour(params: Params, fatigue: float) -> float:
    """Return the share of its strength that a formation brings to an attack after ``fatigue`` days of it."""
    return faded(params.culmination, fatigue)


@compiled
def faded(culmination: float, fatigue: float) -> float:
    """Return ``vigour`` from its rate alone, for loops over formations."""
    return exp(-culmination * fatigue)


@compiled
def tire(state: State, scratch: Scratch, params: Params) -> None:
    """Count today's attack for those who made it, and a day of rest for all others."""
    effort, goal, fatigue = state.forces.effort, state.forces.goal, state.forces.fatigue
    place, felt, since = scratch.place, scratch.felt, state.ground.battle_since
    kept, probing = 1.0 - params.fatigue_rest, params.probe_intensity
    for f in range(fatigue.size):
        there = effort[f] != NO_EFFORT and goal[f] == place[f]
        if there and since[at(place[f])] != NEVER and felt[f] > 0.0:
            fatigue[f] += 1.0 if effort[f] == MAIN else probing
        else:
            fatigue[f] *= kept
