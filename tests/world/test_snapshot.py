"""A state on a block: the same values in the same places, and a copy that shares nothing."""

import numpy as np

from hinge.ensemble.day_zero import initial_state
from hinge.ensemble.priors import draw_parameters, quality_sides
from hinge.ensemble.start import opening
from hinge.scenario.load import load
from hinge.scenario.table_parameters import parameter_table
from hinge.world.arrays import State
from hinge.world.build import build_world
from hinge.world.snapshot import block_of, copied, stage


def _state(draw: int) -> State:
    scenario = load("ring")
    start = scenario.head.assessment_date
    table = parameter_table(scenario)
    values = draw_parameters(table, quality_sides(scenario), 1, draw + 1)[draw]
    ids = [parameter.id for parameter in table]
    return initial_state(
        opening(scenario, build_world(scenario, start), start, ids), values, 1, draw
    )


def _same(one: State, other: State) -> bool:
    return all(
        mine.dtype == theirs.dtype and mine.shape == theirs.shape and np.array_equal(mine, theirs)
        for group, beside in zip(one, other, strict=True)
        for mine, theirs in zip(group, beside, strict=True)
    )


def test_a_copy_has_the_values_and_none_of_the_memory() -> None:
    state = _state(0)
    copy = copied(state)
    assert _same(state, copy)
    copy.forces.strength[:] += 1.0
    assert not _same(state, copy)
    assert _same(state, _state(0))


def test_what_is_put_on_a_stage_replaces_all_that_was_there() -> None:
    first, second = _state(0), _state(1)
    place = stage(first)
    kept = place.block.copy()
    place.put(block_of(second))
    assert _same(place.state, second)
    assert not _same(place.state, first)
    place.put(kept)
    assert _same(place.state, first)
