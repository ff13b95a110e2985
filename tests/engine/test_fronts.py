"""Other fronts pin a share of a side's reserves and release it, each side's on its own."""

import numpy as np
import pytest

from outside import BLUE, RED, hold, turn, turns, war
from plain import plain

fronts = plain("hinge.engine.fronts")
CERTAIN = 100.0
DAYS = 200  # the limit below is 3.6 standard errors of a share of 0.18


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


def lost(tiny, share: float):
    """Take a share of red's soldiers out of action."""
    tiny.state.forces.strength[:3] = np.floor(tiny.state.forces.full[:3] * (1.0 - share))
    return tiny


def flare_ups(share: float, freed: float, side: int = RED) -> int:
    """On how many of many first days the other front of a side flares up."""
    tiny, count = lost(war(front_on=0.1, front_freed=freed), share), 0
    for n in range(DAYS):
        tiny.state.politics.front[:] = 0
        count += int(turn(tiny, 1, n).state.politics.front[side])
    return count


def test_what_a_side_has_lost_here_stirs_its_other_front_by_hand() -> None:
    # Half lost at a factor of 2 doubles the hazard of 0.1: it flares up on 1 - exp(-0.2) of days.
    tiny = lost(war(front_on=0.1, front_freed=2.0), 0.5)
    gone = fronts._gone(tiny.world, tiny.state, RED)
    assert gone == pytest.approx(0.5)
    assert fronts._gone(tiny.world, tiny.state, BLUE) == 0.0
    assert flare_ups(0.5, 2.0) / DAYS == pytest.approx(1 - np.exp(-0.2), abs=0.1)


def test_the_more_a_side_has_lost_the_sooner_its_other_front_flares_up_with_the_same_luck() -> None:
    counts = [flare_ups(share, 2.0) for share in (0.0, 0.3, 0.6, 0.9)]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


def test_without_freed_forces_losses_here_stir_nothing() -> None:
    assert flare_ups(0.9, 0.0) == flare_ups(0.0, 0.0) == flare_ups(0.0, 2.0)


def test_losses_of_one_side_stir_no_front_of_the_other() -> None:
    assert flare_ups(0.9, 2.0, BLUE) == flare_ups(0.0, 2.0, BLUE)
