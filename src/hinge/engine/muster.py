"""Effective strength: persons x quality x supply x cohesion, in thousands, by side and place.

Supply: (1 - deficit of ammunition) to the power supply.deficit_power; want of
food lowers no fire. Who takes part in an attack brings it with the vigour that
is left (``tenure.py``).

Assumption 1: the factors multiply. Assumption 2: a formation on the march
counts in the area it set out from until it arrives.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import power
from hinge.engine.tenure import vigour
from hinge.world.arrays import Actors, Forces, Politics
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
    effort, fatigue = forces.effort, forces.fatigue
    sides, places = present.shape
    for s in range(sides):
        for place in range(places):
            present[s, place] = 0.0
    for f in range(strength.size):
        able = power(1.0 - deficit[f], deficit_power) if deficit[f] > 0.0 else 1.0
        if effort[f] != NO_EFFORT and fatigue[f] > 0.0:
            able *= vigour(params, fatigue[f])
        value = strength[f] * quality[f] * cohesion[f] * able * factor[at(faction[f])] / 1000.0
        effective[f] = value
        present[at(side[f]), at(area[f])] += value
