"""Rows of a world stand in the order of stable numbers; names in the results stay in that of the files."""

import datetime as dt
import itertools

from hinge.draws.ids import entity_hash
from hinge.ensemble.design import Arm, design_of
from hinge.ensemble.rows import in_key_order
from hinge.ensemble.simulate import layout_of, prepare
from hinge.scenario.load import load

RING = load("ring")


def test_rows_follow_the_numbers_of_their_ids() -> None:
    numbers = [entity_hash(area.id) for area in in_key_order(RING).areas]
    assert numbers == sorted(numbers)


def test_nothing_is_lost_and_ordering_twice_is_ordering_once() -> None:
    once = in_key_order(RING)
    assert in_key_order(once) == once
    for table in ("areas", "links", "factions", "formations", "entries", "sponsors", "regions"):
        names = [(getattr(row, "id", None) or str(row)) for row in getattr(RING, table)]
        ordered = [(getattr(row, "id", None) or str(row)) for row in getattr(once, table)]
        if table not in ("links", "regions", "sponsors"):  # sets inside rows are ordered, too
            assert sorted(names) == sorted(ordered)
        assert len(names) == len(ordered)


def test_formations_of_one_place_stand_together() -> None:
    places = [unit.area for unit in in_key_order(RING).formations]
    changes = sum(one != other for one, other in itertools.pairwise(places))
    assert changes == len(set(places)) - 1


def test_sides_keep_the_order_of_the_file() -> None:
    assert in_key_order(RING).head == RING.head


def test_results_are_named_in_the_order_of_the_files() -> None:
    start = RING.head.assessment_date
    arm = Arm("baseline", "", start, start + dt.timedelta(days=1), draws=1, replicates=1)
    ready = prepare(RING, design_of(RING, [arm], 1))
    block = ready.simulator(arm, arm.numbers())
    assert ready.layout == layout_of(RING)
    holder = {row.area: row.controller for row in RING.control if row.date == start}
    sides = [side.id for side in RING.head.sides]
    found = [sides[int(number)] for number in block.control[0, 0]]
    assert found == [holder[area.id] for area in RING.areas]
    strength = block.value[0, 0, ready.layout.series.index("strength.amber")]
    assert strength > 1000.0
