"""Tenure: ground held for long is stronger. Placeholder of the merge: posture as before."""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.world.arrays import State, World
from hinge.world.params import Params


@compiled
def defence(world: World, state: State, params: Params, a: int, day: int) -> float:
    """Return the strength multiplier of a defender in area ``a`` on ``day``."""
    return min(3.0, params.posture * params.terrain[at(world.map.terrain[at(a)])])
