"""A day runs the steps that its plan lists: all of them in scenarios, fewer in smaller models."""

import numpy as np
import pytest

from builders import Unit, small
from hinge.errors import HingeError
from hinge.world.codes import STEPS
from plain import plain

chosen_steps = plain("hinge.world.plan").chosen_steps


def front(*left_out: str):
    """Two sides face each other, one of them strong enough to attack, without the steps named."""
    holds = {"l_rear": "red", "l": "red", "r": "blue", "r_rear": "blue"}
    links = [("l_rear", "l", "road", 9.0), ("l", "r", "road", 5.0), ("r", "r_rear", "road", 9.0)]
    units = [Unit("a", "red", "l", 3000.0), Unit("b", "blue", "r", 900.0)]
    tiny = small(
        holds, links, units=units, areas={name: {"population": 5000} for name in holds},
        entries={"l_rear": 50.0, "r_rear": 50.0}, regions={"r": ("r", "red")},
    )  # fmt: skip
    tiny.set(rationality=1.0e6, loss_weight=0.0)
    tiny.state.forces.stock[:] = 60.0
    steps = chosen_steps([step for step in STEPS if step not in left_out])
    tiny.world = tiny.world._replace(plan=tiny.world.plan._replace(steps=steps))
    return tiny


def test_a_scenario_runs_every_step() -> None:
    tiny = small({"a": "red"}, [])
    assert tiny.world.plan.steps.tolist() == [1] * len(STEPS)


def test_a_step_that_no_day_has_is_refused_with_those_that_it_has() -> None:
    with pytest.raises(HingeError, match=r"no step lunch in a day; steps are: politics"):
        chosen_steps(["combat", "lunch"])


def test_with_all_steps_the_strong_side_attacks_and_people_die() -> None:
    tiny = front()
    tiny.run(20)
    assert tiny.state.forces.killed.sum() > 0
    assert (tiny.state.forces.effort != 0).any() or tiny.state.commands.gained.sum() > 0


def test_without_orders_nobody_moves() -> None:
    tiny = front("efforts", "probes", "answers", "line")
    out = tiny.run(20)
    assert (out.control == out.control[0]).all()
    assert tiny.state.forces.area.tolist() == [1, 2]


def test_without_movement_orders_are_given_and_nobody_moves() -> None:
    tiny = front("movement")
    tiny.run(20)
    assert tiny.state.forces.area.tolist() == [1, 2]
    assert (tiny.state.forces.effort != 0).any()


def test_without_combat_nobody_is_lost_and_without_supply_nothing_is_used() -> None:
    tiny = front("combat", "cohesion", "supply")
    tiny.run(20)
    assert tiny.state.forces.strength.tolist() == [3000.0, 900.0]
    assert tiny.state.flows.books.tolist() == [0.0] * 4
    assert (tiny.state.forces.stock == 60.0).all()


def test_without_a_record_no_row_is_written() -> None:
    tiny = front("record")
    out = tiny.run(3)
    assert not out.series.any()


def test_without_civilians_nobody_leaves() -> None:
    tiny, all_steps = front("civilians"), front()
    tiny.run(10)
    all_steps.run(10)
    assert not tiny.state.people.displaced.any()
    assert all_steps.state.people.displaced.any()


def test_without_beliefs_sides_know_what_stands_opposite_their_ground() -> None:
    tiny = front("beliefs", "efforts", "probes", "answers", "line", "combat", "cohesion")
    tiny.state.commands.seen[:] = 99.0
    tiny.run(1)
    effective = tiny.state.forces.strength * tiny.state.forces.quality / 1000.0
    np.testing.assert_array_equal(
        tiny.state.commands.seen[:, [1, 2]], [[99.0, effective[1]], [effective[0], 99.0]]
    )
