"""Trends: ground lost and deaths are smoothed over a week, in areas a week and persons a day."""

import pytest

from outside import BLUE, RED, turn, turns, war
from plain import plain

trends = plain("hinge.engine.trends")
BY_AIR = 0


def test_an_area_lost_is_felt_the_next_day_and_forgotten_over_weeks() -> None:
    tiny = turn(war(), 1)
    tiny.state.ground.control[tiny.area["town"]] = BLUE
    turn(tiny, 2)
    assert tiny.state.politics.trend.tolist() == [1.0, -1.0]
    turn(tiny, 3)
    assert tiny.state.politics.trend.tolist() == pytest.approx([6 / 7, -6 / 7])
    assert abs(turns(tiny, 60, first=4).state.politics.trend[RED]) < 0.001


def test_one_area_a_day_is_seven_areas_a_week_and_felt_as_three() -> None:
    tiny = war()
    for number in range(1, 100):
        tiny.state.politics.held[RED] += 1.0  # as if it had held one more yesterday
        turn(tiny, number)
    assert tiny.state.politics.trend[RED] == pytest.approx(7.0, rel=1e-4)
    assert trends.losing(tiny.state, RED) == 3.0
    tiny.state.politics.trend[RED] = -9.0
    assert trends.losing(tiny.state, RED) == -3.0
    assert trends.losing(tiny.state, -1) == 0.0


def test_steady_killing_is_heard_as_so_many_a_day_and_is_no_surge() -> None:
    tiny = war()
    for number in range(1, 80):
        tiny.state.people.dead[BY_AIR, BLUE] += 12.0
        turn(tiny, number)
        assert trends.surge(tiny.state, BLUE, number) == pytest.approx(0.0, abs=1e-9)
    assert tiny.state.politics.outcry.tolist() == pytest.approx([0.0, 12.0], rel=1e-4)


def test_more_deaths_than_usual_are_a_surge_and_fewer_the_reverse() -> None:
    tiny = war()
    for number, killed in enumerate([10.0] * 30 + [40.0] * 7 + [0.0] * 40, start=1):
        tiny.state.people.dead[BY_AIR, BLUE] += killed
        turn(tiny, number)
        if number == 37:
            assert trends.surge(tiny.state, BLUE, number) > 0.5
    assert trends.surge(tiny.state, BLUE, 77) < -0.5
    assert trends.surge(tiny.state, RED, 77) == 0.0
