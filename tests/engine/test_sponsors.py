"""Sponsors hold, raise, cut and resume; what clients believe of them is apart from what they do."""

import pytest

from builders import sampling
from outside import BLUE, FOE, FRIEND, RED, event, hold, turn, turns, war
from plain import plain

sponsors = plain("hinge.engine.sponsors").sponsors
WORLDS = 400


def cuts(trend: float, side: int = RED, feedback: float = 1.0) -> int:
    """In how many of so many worlds the friend of red cuts on day 1, with this trend of a side."""
    tiny = war(cut_feedback=feedback)
    tiny.params.cut_hazard[:] = 0.1
    tiny.state.politics.trend[side] = trend
    found = 0
    for replication in range(WORLDS):
        tiny.state.politics.support[:] = 1.0
        key = sampling.StreamKey(7, 0, replication)
        sponsors(tiny.world, tiny.state, tiny.params, key, 1)
        found += int(tiny.state.politics.support[FRIEND] == 0.0)
    return found


def test_without_a_hazard_support_goes_on_for_ever() -> None:
    assert turns(war(), 60).state.politics.support.tolist() == [1.0, 1.0]


def test_a_sponsor_certain_to_resume_resumes() -> None:
    tiny = war()
    tiny.state.politics.support[FRIEND] = 0.0
    assert hold(tiny, 1, "support") == 0.0
    tiny.params.resume_hazard[FRIEND] = 1.0
    assert hold(tiny, 2, "support") == 1.0


def test_a_sponsor_certain_to_raise_gives_more_and_more_comes_in_and_then_goes_back() -> None:
    tiny = war(raise_hazard=1.0, raise_size=1.25)
    assert turn(tiny, 1).state.politics.support.tolist() == [1.25, 1.25]
    assert tiny.survey().state.flows.capacity.tolist() == [100.0, 100.0]
    assert turn(tiny, 2).state.politics.support.tolist() == [1.0, 1.0]


def test_reduced_support_goes_back_to_its_start_and_is_not_raised_first() -> None:
    tiny = war(raise_hazard=1.0, raise_size=1.25)
    tiny.state.politics.support[FRIEND] = 0.3
    assert hold(tiny, 1, "support") == 0.3
    tiny.params.resume_hazard[FRIEND] = 1.0
    assert hold(tiny, 2, "support") == 1.0


@pytest.mark.parametrize(("feedback", "more"), [(1.0, True), (-1.0, False)])
def test_loss_of_ground_makes_a_cut_more_or_less_likely_as_the_sign_has_it(
    feedback: float, more: bool
) -> None:
    calm = cuts(0.0, feedback=feedback)
    assert calm == pytest.approx(40, abs=20)
    assert (cuts(2.0, feedback=feedback) > calm) is more
    assert cuts(-2.0, feedback=feedback) == calm, "a side that gains is no reason to cut"


def test_without_feedback_or_for_the_other_side_losses_do_not_move_a_sponsor() -> None:
    assert cuts(3.0, feedback=0.0) == cuts(0.0)
    assert cuts(3.0, side=BLUE) == cuts(0.0)


def test_clients_expect_the_hazard_times_their_bias_plus_the_signs() -> None:
    tiny = war(events=[event(1, "signal", "friend", value=0.03)], cut_bias=2.0)
    tiny.params.cut_hazard[:] = [0.01, 0.02]
    turn(tiny, 1)
    assert tiny.state.politics.believed.tolist() == pytest.approx([0.05, 0.04])


def test_belief_is_never_below_nought() -> None:
    tiny = war(events=[event(1, "signal", "friend", value=-0.5)])
    assert hold(tiny, 1, "believed", FRIEND) == 0.0


def test_a_sign_frightens_without_touching_support_or_supply() -> None:
    tiny = war(events=[event(1, "signal", "friend", value=0.5)])
    believed = [float(hold(tiny, number, "believed", FRIEND)) for number in range(1, 30)]
    assert believed[0] == 0.5
    assert believed == sorted(believed, reverse=True)
    assert tiny.state.politics.support.tolist() == [1.0, 1.0]
    assert tiny.survey().state.flows.capacity.tolist() == [80.0, 80.0]


def test_a_cut_can_come_without_anybody_expecting_it() -> None:
    tiny = war(cut_bias=0.0)
    tiny.params.cut_hazard[FRIEND] = 1.0
    turn(tiny, 1)
    assert tiny.state.politics.believed[FRIEND] == 0.0
    assert tiny.state.politics.support.tolist() == [0.0, 1.0]
    assert hold(tiny, 2, "support", FOE) == 1.0
