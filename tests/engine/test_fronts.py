"""Other fronts pin a share of a side's reserves and release it, each side's on its own."""

import numpy as np
import pytest

from outside import BLUE, RED, hold, turn, turns, war

CERTAIN = 100.0


def test_a_front_that_never_flares_up_pins_nobody() -> None:
    tiny = turns(war(front_pull=0.3), 60)
    assert tiny.state.politics.front.tolist() == [0, 0]
    assert tiny.state.politics.pinned.tolist() == [0.0, 0.0]


def test_an_active_front_pins_its_share_and_releases_it_when_it_calms_down() -> None:
    tiny = war(front_on=CERTAIN, front_off=CERTAIN, front_pull=0.2)
    pinned = [float(hold(tiny, number, "pinned", RED)) for number in range(1, 5)]
    assert pinned == [0.2, 0.0, 0.2, 0.0]


def test_switching_the_mechanism_off_lets_an_active_front_calm_down_for_good() -> None:
    tiny = war(front_off=CERTAIN, front_pull=0.2)
    tiny.state.politics.front[RED] = 1
    assert [float(hold(tiny, number, "pinned", RED)) for number in (1, 2, 3)] == [0.0, 0.0, 0.0]


def test_the_share_of_active_days_is_that_of_a_two_state_process() -> None:
    days, active = 400, []
    for replication in range(10):
        tiny = war(front_on=0.05, front_off=0.1)
        active += [
            turn(tiny, number, replication).state.politics.front.copy()
            for number in range(1, days + 1)
        ]
    share = np.mean(active)
    on, off = 1 - np.exp(-0.05), 1 - np.exp(-0.1)
    assert share == pytest.approx(on / (on + off), abs=0.06)


def test_the_fronts_of_two_sides_have_luck_of_their_own() -> None:
    tiny = war(front_on=0.5, front_off=0.5)
    states = [turn(tiny, number).state.politics.front.copy() for number in range(1, 60)]
    assert any(state[RED] != state[BLUE] for state in states)
