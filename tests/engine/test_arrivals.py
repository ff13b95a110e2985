"""Arrivals: batches come after a lag where supply reaches, losses are slowly replaced, persons balance."""

import math

import pytest

from hinge.scenario.interventions import ScaleFaction
from outside import (
    BLUE,
    FRIEND,
    HILL,
    LINE,
    POCKET,
    RED,
    RESERVE,
    persons_balance,
    turn,
    turns,
    war,
)
from plain import plain

arrivals = plain("hinge.engine.arrivals")
CERTAIN = 100.0
BESIEGED = 2


def rate(tiny, side: int = RED) -> float:
    effect = arrivals.political_effect(tiny.state, tiny.params, side)
    return arrivals.rate(tiny.world, tiny.state, tiny.params, side, effect)


def lose(tiny, persons: float):
    """Let every formation have lost so many."""
    tiny.state.forces.strength[:] -= persons
    tiny.state.forces.wounded[:] += persons
    return tiny


def test_without_a_rate_nobody_comes_and_nobody_is_replaced() -> None:
    tiny = turns(lose(war(), 200.0), 60)
    assert tiny.state.forces.arrived.sum() == 0.0
    assert tiny.state.politics.coming.sum() == 0.0


def test_a_batch_joins_the_reserve_after_the_lag() -> None:
    tiny = war(arrival_rate=CERTAIN, arrival_share=0.1, arrival_lag=3.0)
    turn(tiny, 1)
    assert tiny.state.politics.coming[RED] == 160.0
    assert turns(tiny, 3, first=2).state.forces.arrived.sum() == 0.0
    turn(tiny, 4)
    assert tiny.state.forces.arrived.tolist()[:2] == [0.0, 160.0]
    assert tiny.state.forces.strength[RESERVE] == 760.0
    assert tiny.state.politics.coming[RED] == 0.0
    assert persons_balance(tiny)


def test_only_one_batch_is_on_the_way() -> None:
    tiny = war(arrival_rate=CERTAIN, arrival_share=0.1, arrival_lag=10.0)
    coming = [float(turn(tiny, number).state.politics.coming[RED]) for number in range(1, 10)]
    assert coming == [160.0] * 9


def test_without_a_reserve_in_reach_a_batch_joins_the_largest_formation() -> None:
    tiny = war(arrival_rate=CERTAIN, arrival_share=0.1, arrival_lag=1.0)
    tiny.state.forces.area[RESERVE] = tiny.area["pocket"]
    turns(tiny, 2)
    assert tiny.state.forces.arrived[LINE] == 160.0
    assert tiny.state.forces.arrived[RESERVE] == 0.0


def test_nobody_enters_a_closed_pocket_until_a_way_opens() -> None:
    tiny = war(arrival_rate=CERTAIN, arrival_share=0.1, arrival_lag=1.0, replacement=0.1)
    lose(tiny, 100.0)
    turns(tiny, 30)
    assert tiny.state.forces.arrived[POCKET] == 0.0
    assert tiny.state.forces.arrived[LINE] > 0.0
    assert tiny.state.politics.coming[BESIEGED] == 80.0
    tiny.state.ground.control[tiny.area["hill"]] = RED
    tiny.state.forces.area[HILL] = tiny.area["rear"]
    tiny.state.flows.stale[:] = 1
    turn(tiny.survey(), 31)
    assert tiny.state.forces.arrived[POCKET] >= 80.0
    assert persons_balance(tiny)


def test_a_faction_that_is_gone_gets_nobody() -> None:
    tiny = war(arrival_rate=CERTAIN, replacement=0.1)
    tiny.state.forces.captured[HILL] = tiny.state.forces.strength[HILL]
    tiny.state.forces.strength[HILL] = 0.0
    assert turns(tiny, 30).state.forces.arrived[HILL] == 0.0


def test_a_faction_held_out_of_the_campaign_gets_nobody() -> None:
    out = ScaleFaction(lever="scale_faction", faction="red", factor=0.0)
    tiny = turns(lose(war(out, arrival_rate=CERTAIN, replacement=0.1), 100.0), 30)
    assert tiny.state.forces.arrived[[LINE, RESERVE]].tolist() == [0.0, 0.0]
    assert tiny.state.forces.arrived[HILL] > 0.0


def test_the_rate_rises_with_loss_of_ground_and_with_support_by_hand() -> None:
    tiny = war(arrival_rate=0.01, arrival_threat=1.5)
    assert rate(tiny) == pytest.approx(0.01)
    tiny.state.politics.trend[RED] = 2.0
    assert rate(tiny) == pytest.approx(0.01 * (1.0 + 1.5 * 2.0))
    tiny.state.politics.trend[RED] = 9.0
    assert rate(tiny) == pytest.approx(0.01 * (1.0 + 1.5 * 3.0))
    tiny.state.politics.support[FRIEND] = 0.5
    assert rate(tiny) == pytest.approx(0.5 * 0.01 * (1.0 + 1.5 * 3.0))
    tiny.state.politics.trend[RED] = -2.0
    assert rate(tiny) == pytest.approx(0.5 * 0.01)
    tiny.state.politics.support[FRIEND] = 0.0
    assert rate(tiny) == 0.0


def test_a_faction_without_a_sponsor_recruits_by_itself() -> None:
    tiny = war(arrival_rate=0.01)
    tiny.state.politics.support[:] = 0.0
    assert arrivals.rate(tiny.world, tiny.state, tiny.params, BESIEGED, 1.0) == 0.01


def test_strikes_raise_or_lower_recruits_as_their_sign_has_it() -> None:
    for effect in (0.5, -0.5, 0.0):
        tiny = war(arrival_rate=0.01, political_effect=effect, usual_strikes=20.0)
        assert rate(tiny) == pytest.approx(0.01)
        tiny.state.politics.strikes_felt[RED] = 40.0
        assert rate(tiny) == pytest.approx(0.01 * math.exp(2.0 * effect))
        assert rate(tiny, BLUE) == pytest.approx(0.01)


def test_losses_are_replaced_little_by_little_and_never_beyond_the_start() -> None:
    tiny = lose(war(replacement=0.1), 200.0)
    turn(tiny, 1)
    assert tiny.state.forces.arrived[LINE] == 20.0
    turns(tiny, 400, first=2)
    assert tiny.state.forces.strength[LINE] == 1000.0
    assert tiny.state.forces.arrived[LINE] == 200.0
    assert persons_balance(tiny)


def test_a_formation_at_full_strength_needs_nobody_and_a_dead_one_gets_nobody() -> None:
    tiny = war(replacement=1.0)
    tiny.state.forces.killed[LINE] = 1000.0
    tiny.state.forces.strength[LINE] = 0.0
    assert turns(tiny, 5).state.forces.arrived.sum() == 0.0


def test_ties_between_formations_do_not_fall_to_the_order_of_rows() -> None:
    from builders import Unit

    def taker(rows: list[str]) -> str:
        units = [Unit(name, "red", "town", 500.0) for name in rows]
        tiny = war(units=units, arrival_rate=CERTAIN, arrival_share=0.1, arrival_lag=1.0)
        turns(tiny, 2)
        return rows[int(tiny.state.forces.arrived.argmax())]

    assert taker(["one", "two", "three"]) == taker(["three", "two", "one"])
