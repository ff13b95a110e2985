"""Movement: days on the road by hand, meetings on the way, and goals given up."""

import pytest

from builders import NOWHERE, Unit, small
from plain import plain

movement = plain("hinge.engine.movement").movement
codes = plain("hinge.world.codes")
ROAD = codes.LINK_KINDS.index("road")


def road(km: float = 5.0, *, holds=None, units=None):
    holds = holds or {"a": "red", "b": "red", "c": "blue"}
    units = units or [Unit("r", "red", "a"), Unit("u", "blue", "c")]
    tiny = small(holds, [("a", "b", "road", km), ("b", "c", "road", km)], units=units)
    tiny.params.road_speed[ROAD] = 25.0
    return tiny.survey()


def march(tiny, days: int = 1):
    for _ in range(days):
        movement(tiny.world, tiny.state, tiny.scratch, tiny.params)
    return tiny


def where(tiny, unit: str) -> str:
    return list(tiny.area)[tiny.state.forces.area[tiny.unit[unit]]]


def send(tiny, unit: str, to: str):
    tiny.state.forces.goal[tiny.unit[unit]] = tiny.area[to]
    return tiny


@pytest.mark.parametrize(
    ("km", "fire", "days"), [(5, 0, 1), (25, 0, 1), (26, 0, 2), (30, 0.5, 3), (60, 0, 3)]
)
def test_days_on_a_link_follow_its_length_the_pace_and_the_fire(
    km: float, fire: float, days: int
) -> None:
    # 25 km a day: 30 km under half fire are 30 / 12.5 = 2.4, so three days.
    tiny = send(road(km), "r", "b")
    tiny.state.flows.fire[0, 0] = fire
    march(tiny, days - 1)
    assert where(tiny, "r") == "a"
    march(tiny)
    assert where(tiny, "r") == "b"
    assert tiny.state.forces.goal[0] == NOWHERE


def test_fire_slows_to_a_floor_and_never_stops() -> None:
    tiny = send(road(5.0), "r", "b").set(fire_floor=0.1)
    tiny.state.flows.fire[0, 0] = 1.0
    assert where(march(tiny, 2), "r") == "b"  # 5 km at 2.5 km a day


def test_the_shortest_way_is_taken() -> None:
    holds = {"a": "red", "far": "red", "near": "red", "goal": "red"}
    links = [
        ("a", "far", "road", 9.0), ("far", "goal", "road", 9.0),
        ("a", "near", "road", 5.0), ("near", "goal", "road", 5.0),
    ]  # fmt: skip
    tiny = send(small(holds, links, units=[Unit("r", "red", "a")]).survey(), "r", "goal")
    assert where(march(tiny), "r") == "near"


def test_opposed_formations_that_would_cross_meet_on_the_way_and_stop() -> None:
    tiny = road(
        holds={"a": "red", "b": "blue", "c": "blue"},
        units=[Unit("r", "red", "a"), Unit("u", "blue", "b")],
    )
    tiny.effort("r", "b").effort("u", "a")
    march(tiny, 3)
    assert (where(tiny, "r"), where(tiny, "u")) == ("a", "b")
    on_the_link = tiny.state.ground.control.size
    assert tiny.scratch.place.tolist() == [on_the_link, on_the_link]


def test_those_who_meet_on_the_way_fight_there() -> None:
    tiny = road(
        holds={"a": "red", "b": "blue", "c": "blue"},
        units=[Unit("r", "red", "a"), Unit("u", "blue", "b")],
    )
    tiny.effort("r", "b").effort("u", "a").set(loss_rate=0.05, frailty=0.0, break_base=0.0)
    tiny.state.forces.stock[:] = 100.0
    tiny.run(3, first=1)
    assert tiny.state.ground.battle_since[tiny.state.ground.control.size] == 1
    assert tiny.state.forces.killed.min() > 0.0
    assert tiny.state.ground.control.tolist() == [0, 1, 1]


def test_friends_pass_each_other_on_the_way() -> None:
    tiny = road(units=[Unit("r", "red", "a"), Unit("s", "red", "b")])
    send(send(tiny, "r", "b"), "s", "a")
    march(tiny)
    assert (where(tiny, "r"), where(tiny, "s")) == ("b", "a")


def test_without_a_way_the_goal_is_given_up() -> None:
    # The reserve at b was to help c, and c has fallen: it stays where it is, free for another order.
    tiny = march(send(road(units=[Unit("r", "red", "b"), Unit("u", "blue", "c")]), "r", "c"))
    assert where(tiny, "r") == "b"
    assert tiny.state.forces.goal[0] == NOWHERE


def test_a_goal_that_falls_while_help_is_on_the_way_is_given_up_at_its_border() -> None:
    tiny = march(send(road(), "r", "c"), 5)
    assert where(tiny, "r") == "b"
    assert tiny.state.forces.goal[0] == NOWHERE


def test_hostile_ground_is_entered_only_as_the_objective_of_an_effort() -> None:
    tiny = road(units=[Unit("r", "red", "b"), Unit("u", "blue", "c")])
    assert where(march(send(tiny, "r", "c")), "r") == "b"
    tiny = road(units=[Unit("r", "red", "b"), Unit("u", "blue", "c")]).effort("r", "c")
    assert where(march(tiny), "r") == "c"


def test_a_formation_on_the_way_counts_where_it_set_out() -> None:
    tiny = send(road(100.0), "r", "b")
    march(tiny, 3)
    tiny.survey()
    assert tiny.scratch.present[0].tolist()[:3] == [1.0, 0.0, 0.0]


def test_ground_that_turned_hostile_on_the_way_is_not_entered() -> None:
    tiny = march(send(road(30.0), "r", "b"))
    tiny.state.ground.control[tiny.area["b"]] = tiny.side["blue"]
    march(tiny)
    assert where(tiny, "r") == "a"
    assert tiny.state.forces.road[0] == NOWHERE


def test_who_has_no_goal_stays() -> None:
    assert where(march(road(), 5), "r") == "a"


def test_the_order_of_rows_does_not_decide_a_meeting() -> None:
    units = [Unit("r", "red", "a"), Unit("u", "blue", "b")]
    holds = {"a": "red", "b": "blue", "c": "blue"}
    for rows in (units, units[::-1]):
        tiny = road(holds=holds, units=rows).effort("r", "b").effort("u", "a")
        march(tiny)
        assert (where(tiny, "r"), where(tiny, "u")) == ("a", "b")


def test_an_order_withdrawn_on_the_way_leaves_no_trace() -> None:
    holds = {"a": "red", "b": "red", "c": "red"}
    tiny = small(
        holds, [("a", "b", "road", 60.0), ("a", "c", "road", 5.0)], units=[Unit("r", "red", "a")]
    )
    tiny.params.road_speed[ROAD] = 25.0
    march(send(tiny.survey(), "r", "b"))
    tiny.state.forces.goal[0] = NOWHERE
    march(tiny)
    assert where(march(send(tiny, "r", "c")), "r") == "c"
