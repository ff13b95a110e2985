"""Working space of one thread; letters as in ``arrays.py``.

All of it is forgotten daily, but for what is costly to find and holds for
longer: that stands beside what it was found for, and is found anew when that
is no longer the same.
"""

from __future__ import annotations

from typing import NamedTuple

from hinge.world.kinds import Floats, Ints

ROUNDS = 6  # of delivery of a side in a day, at most


class Scratch(NamedTuple):
    """Working space of one thread; of another day a phase reads no more than what is ``kept`` here."""

    effective: Floats  # (F,) thousands
    backing: Floats  # (S,) factor on strength by supporting fire
    place: Ints  # (F,) area, or A + link, where it fights today
    present: Floats  # (S, A + L) thousands of effective strength
    persons: Floats  # (S, A + L) persons under arms
    attack: Ints  # (S, A + L) MAIN, PROBE or NO_EFFORT: the hardest attack of the side there
    felt: Floats  # (F,) 0..1, intensity of the fighting in which it stands today
    across: Floats  # (S, A) thousands: hostile strength that fires into the area from beside it
    loss: Floats  # (F,) persons lost today
    hazard: Floats  # (F,) per day, of breaking
    target: Ints  # (A,) 1 = the deciding side could wish to take it
    value: Floats  # (A,) worth of an area to the deciding side
    near: Floats  # (A,) distances, one search
    far: Floats  # (A,) distances, another search
    mark: Ints  # (A,) flags
    queue: Ints  # (A,) areas in wait
    queued: Ints  # (A,) 1 = in the queue
    soldiers: Floats  # (S, A) tonnes a day that a side's soldiers need there
    order: Ints  # (A,) entry at which a search for flow began, by the area
    parent: Ints  # (A,) area before, in that search
    up: Ints  # (A,) link from there
    entry_room: Floats  # (E,) tonnes a day still open at an entry
    asked: Floats  # (S, A) tonnes that a side wants in an area today
    wish: Floats  # (A,) tonnes of them still wanted
    through: Floats  # (A,) tonnes wanted through the area
    given: Floats  # (A,) tonnes delivered
    room: Floats  # (L,) tonnes a day still open on a link
    flow: Floats  # (L,) tonnes, positive from end_a to end_b
    weight: Floats  # (A,)
    reach: Floats  # (A,) thousands of reserve strength that can be there in time
    guard: Ints  # (A,) formations of the deciding side that stand there
    score: Floats  # (4A,) utilities of options
    odds: Floats  # (4A,) weights of options in a quantal response
    others: Ints  # (A,) formations of its side there that stay when those in weight attack
    home: Ints  # (A,) the weakest of those in weight, NOWHERE
    least: Floats  # (A,) thousands that it would bring
    watched: Ints  # (A,) hostile neighbour of an own area, NOWHERE, or several
    beside: Floats  # (A,) thousands that could attack the area from beside it, -1 where nobody may
    option_area: Ints  # (4A,)
    against: Floats  # (A,) thousands: believed defence of a target
    relief: Floats  # (A,) part of the worth that lies in relief of cut-off own ground
    best: Floats  # (4,) utilities: best now, later, with the window shut, without reserves
    chosen: Floats  # (1,) utility of the option drawn
    option_share: Floats  # (4A,)
    dead_before: Floats  # (A,) civilians dead before today
    cut: Ints  # (S, A) 1 = no supply of the side reaches the area
    forward: Ints  # (L,) sides moving a to b today, one bit each
    backward: Ints  # (L,) sides moving b to a
    might: Floats  # (K,) thousands of effective strength of a faction
    pull: Floats  # (K,) utility of obeying the command that a faction leads
    first_unit: Ints  # (A + 1,) row bounds of unit
    unit: Ints  # (F,) formations, those of one area one after the other
    hit: Ints  # (F,) formations that strikes of an asset can hit
    hit_key: Ints  # (F,) their stable numbers
    food_wish: Floats  # (F,) tonnes of food that a formation asks for today
    shells_wish: Floats  # (F,) tonnes of ammunition
    source: Ints  # (F,) area from which it is supplied
    chance: Floats  # (largest of F, A, L) uniform draws, one for each row
    luck: Floats  # likewise, for a second draw
    there: Ints  # (A + L) sides that have persons at a place, one bit each
    foes: Ints  # (S,) sides hostile to a side, one bit each
    clash: Floats  # (S, A + L) persons that a side is expected to lose in a battle there
    aimed: Floats  # (S,) part of an asset's aim that falls on a side
    living: Ints  # (F,) formations of the deciding side with soldiers, in the order of rows
    weighed: Ints  # (2,) how many formations are in living; 1 = value is that of today
    kept_control: Ints  # (A,) ground for which the next five hold; likewise kept_relation
    kept_relation: Ints  # (S, S)
    sight: Ints  # (A,) sides with ground beside the area, and not the area itself, one bit each
    fronts: Ints  # (S,) how many areas are in front, NOWHERE = not looked for yet
    front: Ints  # (S, A) areas beside own ground that are hostile or nobody's, in the order of rows
    first_contact: Ints  # (S, A + 1) row bounds of contact, for each of these areas
    contact: Ints  # (S, 2L) own areas beside it
    kept_front: Ints  # (S,) 1 = its row of front_km holds
    effect: Floats  # (S,) factor that strikes on a side put on its recruits today
    sums: Floats  # (S, 10) what the record adds up by side, see record.py
    front_km: Floats  # (S, A) kilometres to the front over ground that a side may pass
    kept_week: Ints  # (4,) seed, line, replication and week for which error holds
    kept_noise: Floats  # (1,) likewise the size of errors
    error: Floats  # (S, A) factor on what a side sees in an area, 0 = not drawn yet
    firing: Ints  # (A,) sides that fire into the area from beside it, one bit each
    kept_ways: Ints  # (6S, L + E) links and entries open, for which the next four hold: a row a side and round
    tree_reached: Ints  # (6S,) tree of a later round of delivery: areas reached
    tree_order: Ints  # (6S, A) these areas, nearest first
    tree_parent: Ints  # (6S, A) next area towards the entry
    tree_up: Ints  # (6S, A) link to that area
    kept_power: Floats  # (1,) supply.deficit_power for which able holds
    kept_deficit: Floats  # (F,) deficit of ammunition for which able holds
    able: Floats  # (F,) share of its strength that supply leaves a formation
    kept_reach: Floats  # (1,) supply.fire_reach for which over_weight holds
    over_weight: Floats  # (size of Map.over_km) how much strength there counts on the link
