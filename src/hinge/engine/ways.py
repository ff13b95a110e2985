"""Ways through the map: who may pass where, and shortest distances."""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.world.arrays import NOBODY, Floats, Ground, Map, Politics, Scratch
from hinge.world.codes import ALLIED

UNREACHED = 1.0e18


@compiled
def friendly(ground: Ground, politics: Politics, s: int, a: int) -> bool:
    """Say whether side ``s`` may pass area ``a``: its own, or an ally's."""
    holder = ground.control[at(a)]
    if holder == s:
        return True
    return holder != NOBODY and politics.relation[at(s), at(holder)] == ALLIED


@compiled
def distances(
    ways: Map, ground: Ground, politics: Politics, s: int, source: int, out: Floats, scratch: Scratch
) -> None:
    """Fill ``out`` (A,) with kilometres from ``source`` over areas that side ``s`` may pass.

    The source itself may be anybody's. Areas that border the ground reached are
    given their distance too, but are not passed through. Label-correcting
    search; the result does not depend on the order of rows.
    """
    areas = out.size
    for a in range(areas):
        out[a] = UNREACHED
        scratch.queued[a] = 0
    out[at(source)] = 0.0
    scratch.queue[0] = source
    head, count = 0, 1
    while count > 0:
        a = scratch.queue[at(head)]
        head = head + 1 if head + 1 < areas else 0
        count -= 1
        scratch.queued[at(a)] = 0
        if a != source and not friendly(ground, politics, s, a):
            continue
        for arc in range(ways.first_arc[at(a)], ways.first_arc[at(a + 1)]):
            b = ways.arc_to[at(arc)]
            km = out[at(a)] + ways.km[at(ways.arc_link[at(arc)])]
            if km < out[at(b)]:
                out[at(b)] = km
                if scratch.queued[at(b)] == 0:
                    tail = head + count if head + count < areas else head + count - areas
                    scratch.queue[at(tail)] = b
                    scratch.queued[at(b)] = 1
                    count += 1
