"""Effective strength: persons x quality x supply x cohesion, in thousands, by side and place.

Supporting fire: 1 + combat.support * share, share: what the side's strikes are
of all strikes that it gives and feels (air superiority after Dupuy; artillery
and aircraft are behind about half of all losses in the large battles of the
twentieth century). Supply: (1 - deficit of ammunition) to the power supply.deficit_power; want of
food lowers no fire. Who takes part in an attack brings it with the vigour that
is left (``tenure.py``).

Assumption 1: the factors multiply. Assumption 2: a formation on the march
counts in the area it set out from until it arrives. Assumption 3: supporting
fire helps a side alike everywhere.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import power
from hinge.engine.tenure import faded
from hinge.world.arrays import Actors, Forces
from hinge.world.choices import Politics
from hinge.world.codes import NO_EFFORT
from hinge.world.params import Params
from hinge.world.scratch import Scratch


@compiled
def muster(
    actors: Actors, forces: Forces, politics: Politics, params: Params, scratch: Scratch
) -> None:
    """Fill ``scratch.effective`` (F,) and ``scratch.present`` (S, A + L) from the state as it is now."""
    present, effective, area = scratch.present, scratch.effective, forces.area
    strength, quality, cohesion = forces.strength, forces.quality, forces.cohesion
    deficit, factor, faction = forces.deficit, politics.faction_factor, actors.formation_faction
    side, deficit_power = actors.formation_side, params.deficit_power
    effort, fatigue, culmination = forces.effort, forces.fatigue, params.culmination
    given, felt, backing = politics.strikes_given, politics.strikes_felt, scratch.backing
    kept, able_kept = scratch.kept_deficit, scratch.able
    sides, places = present.shape
    for s in range(sides):
        fire = given[s] + felt[s]
        backing[s] = 1.0 + params.support * given[s] / fire if fire > 0.0 else 1.0
        for place in range(places):
            present[s, place] = 0.0
    if scratch.kept_power[0] != deficit_power:
        scratch.kept_power[0] = deficit_power
        for f in range(kept.size):
            kept[f] = 0.0
    for f in range(strength.size):
        if strength[f] <= 0.0:
            effective[f] = 0.0
            continue
        able = 1.0
        if deficit[f] > 0.0:
            if deficit[f] != kept[f]:  # deficits change once a day, and this is asked more often
                kept[f] = deficit[f]
                able_kept[f] = power(1.0 - deficit[f], deficit_power)
            able = able_kept[f]
        if effort[f] != NO_EFFORT and fatigue[f] > 0.0:
            able *= faded(culmination, fatigue[f])
        able *= backing[at(side[f])]
        value = strength[f] * quality[f] * cohesion[f] * able * factor[at(faction[f])] / 1000.0
        effective[f] = value
        present[at(side[f]), at(area[f])] += value
