"""Keeping a line: who fills a gap, who stays where he is needed, and what is no gap."""

from typing import Any

import pytest

from builders import KEY, NOWHERE, Unit, sampling, small
from plain import plain

line = plain("hinge.engine.line")
HOLDS = {
    "far": "red", "rear": "red", "gap": "red", "post": "red", "hill": "blue", "ridge": "blue"
}  # fmt: skip
ROADS = [
    ("far", "rear", "road", 5.0),
    ("rear", "gap", "road", 5.0),
    ("gap", "post", "road", 3.0),
    ("gap", "hill", "road", 5.0),
    ("post", "ridge", "road", 5.0),
]
ENEMIES = (Unit("h", "blue", "hill"), Unit("i", "blue", "ridge"))
PEOPLE = {"gap": {"population": 500}, "post": {"population": 900}}


def front(*own: Unit, line_keeping: float = 1.0, replication: int = 0) -> Any:
    """Red's gap lies before blue's hill and its post before blue's ridge; red keeps its line once."""
    tiny = small(HOLDS, ROADS, units=[*own, *ENEMIES], areas=PEOPLE).set(line_keeping=line_keeping)
    for name in ("hill", "ridge"):
        tiny.state.commands.seen[tiny.side["red"], tiny.area[name]] = 1.0
    key = sampling.StreamKey(KEY.seed, 0, replication)
    line.keep_line(tiny.world, tiny.state, tiny.scratch, tiny.params, key, 0, 1)
    return tiny


def goals(tiny: Any) -> dict[str, str]:
    """Where each red formation is sent; those that stay are left out."""
    names = list(tiny.area)
    return {
        unit: names[tiny.state.forces.goal[row]]
        for unit, row in tiny.unit.items()
        if tiny.state.forces.goal[row] != NOWHERE
    }


def test_a_gap_is_filled_by_the_nearest_formation_that_can_be_spared() -> None:
    tiny = front(Unit("a", "red", "far"), Unit("b", "red", "rear"), Unit("c", "red", "post"))
    assert goals(tiny) == {"b": "gap"}


def test_the_only_formation_of_an_area_on_the_front_stays() -> None:
    assert goals(front(Unit("c", "red", "post"))) == {}


def test_one_of_two_in_an_area_on_the_front_can_be_spared() -> None:
    sent = goals(front(Unit("c", "red", "post"), Unit("d", "red", "post")))
    assert list(sent.values()) == ["gap"]


def test_reserves_fill_no_gaps() -> None:
    tiny = front(Unit("r", "red", "rear", reserve=True), Unit("c", "red", "post"))
    assert goals(tiny) == {}


def test_who_rests_or_is_in_an_effort_fills_no_gap() -> None:
    tiny = small(HOLDS, ROADS, units=[Unit("b", "red", "rear"), *ENEMIES], areas=PEOPLE)
    tiny.set(line_keeping=1.0)
    tiny.state.commands.seen[0, tiny.area["hill"]] = 1.0
    tiny.state.forces.rest[0] = 3.0
    line.keep_line(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, 0, 1)
    assert goals(tiny) == {}
    tiny.state.forces.rest[0] = 0.0
    tiny.state.forces.effort[0] = 1
    line.keep_line(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, 0, 1)
    assert goals(tiny) == {}
    tiny.state.forces.effort[0] = 0
    line.keep_line(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, 0, 1)
    assert goals(tiny) == {"b": "gap"}


def test_of_two_gaps_the_one_with_more_people_is_filled_first() -> None:
    assert goals(front(Unit("a", "red", "far"))) == {"a": "post"}
    both = goals(front(Unit("a", "red", "far"), Unit("b", "red", "rear")))
    assert both == {"b": "post", "a": "gap"}


def test_a_formation_on_the_way_closes_a_gap() -> None:
    tiny = small(
        HOLDS,
        ROADS,
        units=[Unit("a", "red", "far"), Unit("b", "red", "rear"), Unit("c", "red", "post"), *ENEMIES],
        areas=PEOPLE,
    ).set(line_keeping=1.0)  # fmt: skip
    tiny.state.commands.seen[0, tiny.area["hill"]] = 1.0
    tiny.state.forces.goal[0] = tiny.area["gap"]
    line.keep_line(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, 0, 1)
    assert goals(tiny) == {"a": "gap"}


def test_where_no_enemy_is_believed_to_stand_there_is_no_gap() -> None:
    tiny = small(HOLDS, ROADS, units=[Unit("b", "red", "rear"), *ENEMIES], areas=PEOPLE)
    tiny.set(line_keeping=1.0)
    line.keep_line(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, 0, 1)
    assert goals(tiny) == {}


def test_switched_off_nobody_moves() -> None:
    assert goals(front(Unit("b", "red", "rear"), line_keeping=0.0)) == {}


def test_a_gap_is_filled_with_the_chance_that_is_given() -> None:
    filled = sum(
        len(goals(front(Unit("b", "red", "rear"), Unit("c", "red", "post"), line_keeping=0.5, replication=n)))
        for n in range(200)
    )  # fmt: skip
    # Limit: five standard errors of 200 draws with a chance of one half.
    assert abs(filled - 100) < 5 * (200 * 0.25) ** 0.5


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_the_order_of_rows_does_not_decide_who_goes(order: tuple[int, ...]) -> None:
    own = [Unit(name, "red", "post") for name in ("c", "d")]
    own += [Unit(name, "red", "rear") for name in ("a", "b")]
    assert goals(front(*(own[n] for n in order))) == goals(front(*own))


def test_forces_freed_by_an_enemy_who_is_gone_go_where_they_are_needed() -> None:
    # While blue holds the ridge the post's only formation stays; once the ridge is red's it fills the gap.
    assert goals(front(Unit("c", "red", "post"))) == {}
    tiny = small(
        HOLDS | {"ridge": "red"}, ROADS, units=[Unit("c", "red", "post"), ENEMIES[0]], areas=PEOPLE
    )
    tiny.set(line_keeping=1.0).state.commands.seen[tiny.side["red"], tiny.area["hill"]] = 1.0
    line.keep_line(tiny.world, tiny.state, tiny.scratch, tiny.params, KEY, 0, 1)
    assert goals(tiny) == {"c": "gap"}
