"""Ways through the map: who may pass where, and shortest distances."""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.world.arrays import NOBODY, NOWHERE, Map, State, World
from hinge.world.codes import ALLIED
from hinge.world.kinds import Floats, Ints
from hinge.world.scratch import Scratch

UNREACHED = 1.0e18


@compiled
def friendly(control: Ints, relation: Ints, s: int, a: int) -> bool:
    """Say whether side ``s`` may pass area ``a``: its own, or an ally's. control (A,), relation (S, S)."""
    holder = control[at(a)]
    if holder == s:
        return True
    return holder != NOBODY and relation[at(s), at(holder)] == ALLIED


@compiled
def passing(relation: Ints, s: int) -> int:
    """Return, one bit each, whose ground side ``s`` may pass: bit h + 1 for holder h, none for nobody's.

    For loops over many areas: ``may_pass`` of it says what ``friendly`` says. relation (S, S).
    """
    bits = 0
    for holder in range(relation.shape[0]):
        if holder == s or relation[at(s), holder] == ALLIED:
            bits |= 2 << holder
    return bits


@compiled
def may_pass(bits: int, holder: int) -> int:
    """Return 1 if ``bits`` of ``passing`` let a side pass the ground of ``holder``, else 0."""
    return (bits >> (holder + 1)) & 1


@compiled
def distances(
    ways: Map,
    control: Ints,
    relation: Ints,
    s: int,
    source: int,
    out: Floats,
    scratch: Scratch,
    most: float,
    until: int,
) -> None:
    """Fill ``out`` (A,) with kilometres from ``source`` over areas that side ``s`` may pass.

    The source itself may be anybody's. Areas that border the ground reached are
    given their distance too, but are not passed through. Label-correcting
    search; the result does not depend on the order of rows.

    Distances above ``most`` kilometres, or above that of area ``until`` (NOWHERE:
    none), need not be found: what is given there is then not below the true one.
    """
    areas = out.size
    queue, queued = scratch.queue, scratch.queued
    first_arc, arc_to, arc_link, length = ways.first_arc, ways.arc_to, ways.arc_link, ways.km
    for a in range(areas):
        out[a] = UNREACHED
        queued[a] = 0
    out[at(source)] = 0.0
    queue[0] = source
    head, count = 0, 1
    while count > 0:
        a = queue[at(head)]
        head = head + 1 if head + 1 < areas else 0
        count -= 1
        queued[at(a)] = 0
        if until != NOWHERE and out[at(until)] < most:
            most = out[at(until)]
        if out[at(a)] >= most or (a != source and not friendly(control, relation, s, a)):
            continue
        for arc in range(first_arc[at(a)], first_arc[at(a + 1)]):
            b = arc_to[at(arc)]
            km = out[at(a)] + length[at(arc_link[at(arc)])]
            if km < out[at(b)] and km <= most:
                out[at(b)] = km
                if queued[at(b)] == 0:
                    tail = head + count if head + count < areas else head + count - areas
                    queue[at(tail)] = b
                    queued[at(b)] = 1
                    count += 1


@compiled
def way_back(world: World, state: State, s: int, here: int) -> int:
    """Return the nearest own neighbour of ``here`` that is not contested, or NOWHERE."""
    best, best_km, best_key = NOWHERE, 1.0e18, 0
    for arc in range(world.map.first_arc[at(here)], world.map.first_arc[at(here + 1)]):
        b = world.map.arc_to[at(arc)]
        if state.ground.control[at(b)] != s or state.ground.contested[at(b)] == 1:
            continue
        km = world.map.km[at(world.map.arc_link[at(arc)])]
        area_key = world.map.area_key[at(b)]
        if km < best_km or (km == best_km and area_key < best_key):
            best, best_km, best_key = b, km, area_key
    return best
