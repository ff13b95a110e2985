"""Who touches whom on the ground: kept from day to day, and found anew where ground or relations changed."""

from __future__ import annotations

from hinge.draws.compiled import at, compiled
from hinge.world.arrays import NOBODY, NOWHERE, State, World
from hinge.world.codes import HOSTILE
from hinge.world.scratch import Scratch


@compiled
def know_ground(world: World, state: State, scratch: Scratch) -> None:
    """See whether ground and relations are those for which ``scratch`` keeps things; if not, forget these."""
    control, relation = state.ground.control, state.politics.relation
    kept, kept_relation, changed = scratch.kept_control, scratch.kept_relation, 0
    sides = relation.shape[0]
    for a in range(control.size):
        changed |= kept[a] ^ control[a]
    for s in range(sides):
        for o in range(sides):
            changed |= kept_relation[s, o] ^ relation[s, o]
    if changed == 0:
        return
    for a in range(control.size):
        kept[a] = control[a]
    for s in range(sides):
        scratch.kept_front[s] = 0
        scratch.fronts[s] = NOWHERE
        for o in range(sides):
            kept_relation[s, o] = relation[s, o]
    _see(world, state, scratch)


@compiled
def _see(world: World, state: State, scratch: Scratch) -> None:
    """Fill ``scratch.sight`` (A,)."""
    sight, control = scratch.sight, state.ground.control
    first_arc, arc_to = world.map.first_arc, world.map.arc_to
    for a in range(sight.size):
        holders = 0
        for arc in range(first_arc[a], first_arc[a + 1]):
            holder = control[at(arc_to[at(arc)])]
            if holder != NOBODY and holder != control[a]:
                holders |= 1 << holder
        sight[a] = holders


@compiled
def find_contacts(world: World, state: State, scratch: Scratch, s: int) -> None:
    """Fill ``front``, ``first_contact`` and ``contact`` of ``scratch`` for side ``s``, unless they hold still."""
    know_ground(world, state, scratch)
    if scratch.fronts[at(s)] != NOWHERE:
        return
    sight, control, relation = scratch.sight, state.ground.control, state.politics.relation
    front, first_contact, contact = scratch.front, scratch.first_contact, scratch.contact
    first_arc, arc_to, number, contacts = world.map.first_arc, world.map.arc_to, 0, 0
    for a in range(control.size):
        holder = control[a]
        if (sight[a] >> s) & 1 == 0 or (
            holder != NOBODY and relation[at(s), at(holder)] != HOSTILE
        ):
            continue
        front[at(s), at(number)] = a
        first_contact[at(s), at(number)] = contacts
        number += 1
        for arc in range(first_arc[a], first_arc[a + 1]):
            b = arc_to[at(arc)]
            if control[at(b)] == s:
                contact[at(s), at(contacts)] = b
                contacts += 1
    first_contact[at(s), at(number)] = contacts
    scratch.fronts[at(s)] = number
