"""Politics as a whole: with every hazard at nought nothing happens, and arms share their luck."""

from typing import Any

import numpy as np

from hinge.scenario.interventions import Dated, FixSupport
from outside import FRIEND, dates, persons_balance, turn, turns, war


def flat(state) -> np.ndarray:
    """All numbers of politics, forces and sites in one row."""
    groups = (state.politics, state.forces, state.sites)
    return np.concatenate([np.ravel(array).astype(float) for group in groups for array in group])


def test_with_every_hazard_at_nought_politics_changes_nothing() -> None:
    tiny = turn(war(), 1)
    after_a_day = flat(tiny.state)
    np.testing.assert_array_equal(flat(turns(tiny, 60, first=2).state), after_a_day)
    assert tiny.state.politics.support.tolist() == [1.0, 1.0]
    assert tiny.state.politics.rung.tolist() == [1, 1]
    assert tiny.state.politics.pinned.tolist() == [0.0, 0.0]
    assert tiny.state.forces.strength.tolist() == [1000.0, 600.0, 800.0, 2000.0]


def lively(*levers: Dated) -> Any:
    """A war in which everything that can happen outside happens."""
    tiny = war(
        *levers,
        raise_hazard=0.1,
        rung_up=-1.0,
        rung_down=-1.0,
        arrival_rate=0.2,
        replacement=0.01,
        front_on=0.1,
        front_off=0.1,
    )
    for hazard in (tiny.params.cut_hazard, tiny.params.resume_hazard, tiny.params.redirect_hazard):
        hazard[:] = 0.1
    tiny.state.forces.strength[:] -= 100.0
    tiny.state.forces.killed[:] += 100.0
    return tiny


def test_whatever_happens_persons_balance() -> None:
    for replication in range(20):
        tiny = turns(lively(), 60, replication=replication)
        assert persons_balance(tiny)
        assert tiny.state.forces.arrived.sum() > 0.0
    gone = [
        turns(lively(), 60, replication=number).state.forces.redirected.sum()
        for number in range(20)
    ]
    assert max(gone) > 0.0


def test_days_before_a_lever_are_the_same_and_later_draws_do_not_slip() -> None:
    plain = lively()
    pulled = lively(FixSupport(lever="fix_support", sponsor="friend", level=0.0, **dates(20, 20)))
    for number in range(1, 20):
        np.testing.assert_array_equal(
            flat(turn(plain, number).state), flat(turn(pulled, number).state)
        )
    for number in range(20, 60):
        turn(plain, number)
        turn(pulled, number)
        assert plain.state.politics.support[1] == pulled.state.politics.support[1]
        np.testing.assert_array_equal(plain.state.politics.front, pulled.state.politics.front)


def test_cut_support_lets_less_in_and_closes_the_siege() -> None:
    tiny = war()
    assert tiny.state.flows.capacity[FRIEND] == 80.0
    tiny.params.cut_hazard[FRIEND] = 1.0
    turn(tiny, 1).survey()
    assert tiny.state.flows.capacity[FRIEND] == 0.0
    assert tiny.state.flows.siege.tolist() == [3]
