"""Redirection: some follow a sponsor elsewhere, who cannot leave stays, and nobody is lost on the way."""

import math
from typing import Any

import pytest

from builders import Unit
from hinge.scenario.interventions import Dated, Redirect
from outside import (
    FRIEND,
    HILL,
    LINE,
    POCKET,
    RED,
    RESERVE,
    UNITS,
    dates,
    event,
    hold,
    persons_balance,
    reach,
    turns,
    war,
)
from plain import plain

redirection = plain("hinge.engine.redirection")
CERTAIN = {"redirect_base": 50.0, "redirect_share": 0.3, "redirect_end": 0.0}
WEEK = 7


def drawn(*levers: Dated, **params: float) -> Any:
    """A war in which red's friend draws groups away from day 1 on."""
    tiny = war(*levers, **(CERTAIN | params))
    if not levers:
        tiny.params.redirect_hazard[FRIEND] = 1.0
    return tiny


def chance(tiny) -> float:
    """The chance that red follows its friend."""
    reach.mark_cut_off(tiny.state, tiny.scratch)
    return redirection.follows(tiny.world, tiny.state, tiny.scratch, tiny.params, FRIEND, RED)


def test_without_a_hazard_nobody_is_drawn_away() -> None:
    tiny = turns(war(redirect_base=50.0), 60)
    assert tiny.state.politics.redirecting.tolist() == [0, 0]
    assert tiny.state.forces.redirected.sum() == 0.0


def test_a_share_of_every_free_formation_goes_once_in_a_spell() -> None:
    tiny = turns(drawn(), WEEK)
    gone = tiny.state.forces.redirected.tolist()
    assert gone[LINE] == 300.0
    assert gone[RESERVE] == 180.0
    assert gone[POCKET] == gone[HILL] == 0.0
    assert turns(tiny, 5 * WEEK, first=WEEK + 1).state.forces.redirected.tolist() == gone
    assert persons_balance(tiny)


def test_a_new_spell_asks_again() -> None:
    tiny = turns(drawn(), WEEK)
    tiny.params.redirect_hazard[FRIEND] = 0.0
    tiny.set(redirect_end=1.0)
    assert hold(tiny, WEEK + 1, "redirecting") == 0
    tiny.params.redirect_hazard[FRIEND] = 1.0
    tiny.set(redirect_end=0.0)
    turns(tiny, 2 * WEEK + 1, first=WEEK + 2)
    assert tiny.state.forces.redirected[LINE] == 300.0 + 210.0


@pytest.mark.parametrize("why", ["contested", "effort", "road", "cut off"])
def test_who_cannot_leave_stays(why: str) -> None:
    tiny = drawn()
    if why == "contested":
        tiny.state.ground.contested[tiny.area["town"]] = 1
    elif why == "effort":
        tiny.state.forces.effort[LINE] = 2
    elif why == "road":
        tiny.state.forces.road[LINE] = 0
    else:
        tiny.state.forces.area[LINE] = tiny.area["pocket"]
    turns(tiny, WEEK)
    assert tiny.state.forces.redirected[LINE] == 0.0
    assert tiny.state.forces.redirected[RESERVE] == 180.0


def test_the_chance_is_the_logistic_of_pay_dependence_and_home_by_hand() -> None:
    tiny = war(redirect_base=-1.0, redirect_pay=0.5, redirect_home=2.0)
    assert chance(tiny) == pytest.approx(1.0 / (1.0 + math.exp(1.0 - 0.5 - 1.0)))
    tiny.state.forces.area[RESERVE] = tiny.area["pocket"]
    expected = 1.0 / (1.0 + math.exp(1.0 - 0.5 - 1.0 + 2.0 * 600.0 / 1600.0))
    assert chance(tiny) == pytest.approx(expected)


def test_more_pay_draws_more_and_home_ground_holds() -> None:
    tiny = war()
    usual = chance(tiny)
    tiny.state.politics.support[FRIEND] = 0.0
    assert chance(tiny) < usual
    tiny.state.politics.support[FRIEND] = 1.0
    tiny.state.ground.contested[tiny.area["town"]] = 1
    assert chance(tiny) < usual


def test_an_intervention_lets_a_sponsor_draw_on_its_days_and_no_longer() -> None:
    tiny = drawn(Redirect(lever="redirect", sponsor="friend", **dates(3, 5)), redirect_end=1.0)
    assert [int(hold(tiny, number, "redirecting")) for number in range(1, 8)] == [
        0, 0, 1, 1, 1, 0, 0,
    ]  # fmt: skip


def test_whether_groups_follow_an_intervention_stays_theirs() -> None:
    lever = Redirect(lever="redirect", sponsor="friend")
    assert turns(drawn(lever), WEEK).state.forces.redirected.sum() == 480.0
    assert turns(drawn(lever, redirect_base=-50.0), WEEK).state.forces.redirected.sum() == 0.0


def test_who_has_gone_is_not_replaced() -> None:
    tiny = turns(drawn(replacement=0.5), 3 * WEEK)
    assert tiny.state.forces.strength[LINE] == 700.0
    assert tiny.state.forces.arrived.sum() == 0.0


def test_the_luck_of_one_group_does_not_hang_on_another() -> None:
    extra = [*UNITS, Unit("more", "red", "port", 300.0, faction="more")]
    one = turns(drawn(redirect_base=-1.5), 60, replication=3).state.forces.redirected
    two = war(units=extra, **(CERTAIN | {"redirect_base": -1.5}))
    two.params.redirect_hazard[FRIEND] = 1.0
    assert (
        turns(two, 60, replication=3).state.forces.redirected[: len(UNITS)].tolist() == one.tolist()
    )


def test_an_event_of_less_pay_keeps_people_at_home() -> None:
    stop = event(1, "support", "friend", value=0.0)
    paid = drawn(redirect_base=-25.0, redirect_pay=50.0)
    unpaid = war(events=[stop], **(CERTAIN | {"redirect_base": -25.0, "redirect_pay": 50.0}))
    unpaid.params.redirect_hazard[FRIEND] = 1.0
    assert turns(paid, WEEK).state.forces.redirected.sum() == 480.0
    assert turns(unpaid, WEEK).state.forces.redirected.sum() == 0.0
