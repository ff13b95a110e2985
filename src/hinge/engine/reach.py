"""Which areas no supply of a side reaches, by the last survey of the roads.

Who is cut off neither gets fresh soldiers nor can leave for elsewhere: these
mechanisms ask the same question of the same trees as supply does.
"""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.world.arrays import State
from hinge.world.scratch import Scratch


@compiled
def mark_cut_off(state: State, scratch: Scratch) -> None:
    """Fill ``scratch.cut`` (S, A): 1 where no supply of the side comes."""
    cut, order, reached = scratch.cut, state.flows.order, state.flows.reached
    sides, areas = cut.shape
    for s in range(sides):
        for a in range(areas):
            cut[s, a] = 1
        for n in range(reached[s]):
            cut[s, at(order[s, n])] = 0
