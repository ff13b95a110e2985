"""Effective strength: persons x quality x supply x cohesion, in thousands, by side and place.

Assumption 1: the four factors multiply. Assumption 2: a formation on the march
counts in the area it set out from until it arrives.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.draws.elementary import power
from hinge.world.arrays import Actors, Forces, Politics, Scratch
from hinge.world.params import Params


@compiled
def muster(
    actors: Actors, forces: Forces, politics: Politics, params: Params, scratch: Scratch
) -> None:
    """Fill ``scratch.effective`` (F,) and ``scratch.present`` (S, A + L) from the state as it is now."""
    sides, places = scratch.present.shape
    for s in range(sides):
        for place in range(places):
            scratch.present[s, place] = 0.0
    for f in range(forces.strength.size):
        factor = politics.faction_factor[at(actors.formation_faction[f])]
        fed = power(1.0 - forces.deficit[f], params.deficit_power)
        value = forces.strength[f] * forces.quality[f] * forces.cohesion[f] * fed * factor / 1000.0
        scratch.effective[f] = value
        scratch.present[at(actors.formation_side[f]), at(forces.area[f])] += value
