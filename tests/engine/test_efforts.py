"""Room for efforts follows the span of a command, and its factions lead them side by side."""

from typing import Any

import numpy as np
import pytest

from builders import KEY, NOWHERE, Unit, small
from plain import plain

efforts = plain("hinge.engine.efforts")
orders = plain("hinge.engine.orders")
ALONE = {"coalition_days": 100_000.0, "probe_intensity": 0.0, "line_keeping": 0.0}


def joint(first: float = 1500.0, second: float = 1500.0, **params: float) -> Any:
    """Two red factions under one command, each before a place of blue's."""
    tiny = small(
        {"a": "red", "d": "red", "b": "blue", "c": "blue"},
        [("a", "b", "road", 5.0), ("d", "c", "road", 5.0), ("a", "d", "road", 30.0)],
        units=[
            Unit("r", "red", "a", first, faction="one"),
            Unit("s", "red", "d", second, faction="two"),
            Unit("u", "blue", "b", 200.0),
            Unit("v", "blue", "c", 200.0),
        ],
        areas={"b": {"population": 9000}, "c": {"population": 5000}},
    ).set(**(ALONE | params))
    tiny.state.politics.command[rows(tiny)] = leader(tiny)
    return tiny.survey()


def rows(tiny: Any) -> list[int]:
    """The rows of red's two factions."""
    names = [faction.id for faction in tiny.scenario.factions]
    return [names.index("one"), names.index("two")]


def leader(tiny: Any) -> int:
    return min(rows(tiny), key=lambda k: int(tiny.world.actors.faction_key[k]))


@pytest.mark.parametrize(
    ("persons", "span", "under_way", "room"),
    [
        (3000.0, 1000.0, 0, True),
        (3000.0, 1000.0, 1, True),
        (3000.0, 1500.1, 1, False),
        (3000.0, 1500.0, 1, True),
        (3000.0, 1500.0, 2, False),
        (300.0, 1000.0, 0, True),
        (300.0, 1000.0, 1, False),
    ],
)
def test_a_command_has_room_for_an_effort_for_every_span_of_soldiers_and_for_one_at_least(
    persons: float, span: float, under_way: int, room: bool
) -> None:
    tiny = joint(persons / 2, persons / 2, span=span)
    tiny.state.commands.objective[rows(tiny)[:under_way]] = tiny.area["b"]
    c = leader(tiny)
    assert efforts.has_room(tiny.world, tiny.state, tiny.params, c) is room


def test_soldiers_and_efforts_of_another_command_do_not_count() -> None:
    tiny = joint(span=1500.0)
    one, two = rows(tiny)
    tiny.state.politics.command[one], tiny.state.politics.command[two] = one, two
    tiny.state.commands.objective[two] = tiny.area["c"]
    assert efforts.has_room(tiny.world, tiny.state, tiny.params, one)
    assert not efforts.has_room(tiny.world, tiny.state, tiny.params, two)


def decided(span: float) -> Any:
    tiny = joint(
        span=span, decision_interval=1.0, rationality=1e4, loss_weight=0.0, window_weight=0.0
    )
    orders.orders(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, 1)
    return tiny


def test_factions_of_one_command_lead_efforts_side_by_side_with_formations_of_their_own() -> None:
    tiny = decided(span=1000.0)
    objectives = tiny.state.commands.objective[rows(tiny)].tolist()
    assert sorted(objectives) == sorted([tiny.area["b"], tiny.area["c"]])
    tasks = tiny.state.forces.task[:2]
    assert sorted(tasks.tolist()) == sorted(rows(tiny))
    for k in rows(tiny):
        assert efforts.in_effort(tiny.world, tiny.state, k) == 1500.0


def test_without_room_one_effort_is_all_there_is() -> None:
    tiny = decided(span=1e9)
    assert (tiny.state.commands.objective[rows(tiny)] != NOWHERE).sum() == 1


def test_an_effort_that_ends_leaves_the_other_of_its_command_alone() -> None:
    tiny = decided(span=1000.0)
    one, two = rows(tiny)
    before = np.copy(tiny.state.forces.task)
    efforts.end_effort(tiny.world, tiny.state, one)
    assert tiny.state.commands.objective[one] == NOWHERE
    assert tiny.state.commands.objective[two] != NOWHERE
    assert efforts.in_effort(tiny.world, tiny.state, one) == 0.0
    assert efforts.in_effort(tiny.world, tiny.state, two) == 1500.0
    assert (before[:2] != tiny.state.forces.task[:2]).sum() == 1
