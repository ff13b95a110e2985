"""What must hold on every simulated day, whatever the luck: persons and tonnes balance, nobody teleports."""

from typing import Any

import numpy as np
import pytest

from hinge.scenario.load import load
from plain import plain
from replays import Replay

arrays = plain("hinge.world.arrays")
codes = plain("hinge.world.codes")
TAKEN, LEAKED, USED, LOST = arrays.TAKEN_IN, arrays.LEAKED_IN, arrays.USED, arrays.LOST
EITHER_SIGN = {
    "wait",  # days of preparation left: the last step may go below nothing
    "threshold",  # undefined where nobody deliberated
    "margin",  # likewise
    "trend",  # areas lost: a side may gain
    "signal",  # a sign may reassure
    "call",  # a call may be for more
}
SHARES = ("quality", "cohesion", "want", "deficit", "wear")


def civilians(state: Any) -> float:
    return float(
        state.people.residents.sum() + state.people.displaced.sum() + state.people.dead.sum()
    )


def tonnes(state: Any) -> float:
    books = state.flows.books
    held = state.forces.stock.sum() + state.forces.ammunition.sum() + state.people.stock.sum()
    return float(held - books[TAKEN] - books[LEAKED] + books[USED] + books[LOST])


def check_persons(state: Any, people: float, began: np.ndarray) -> None:
    forces = state.forces
    gone = forces.killed + forces.wounded + forces.captured + forces.left + forces.redirected
    np.testing.assert_array_equal(forces.strength + gone, began + forces.arrived)
    np.testing.assert_array_equal(forces.full, began + forces.arrived)
    assert civilians(state) == people
    assert state.people.dead.sum() == state.people.dead_here.sum()
    for whole in (forces.strength, gone, state.people.residents, state.people.displaced):
        np.testing.assert_array_equal(whole, np.floor(whole))


def check_numbers(state: Any) -> None:
    for group in state:
        for name, array in zip(group._fields, group, strict=True):
            assert np.isfinite(array).all(), name
            if array.dtype == np.float64 and name not in EITHER_SIGN:
                assert array.min(initial=0.0) >= 0.0, name
    for name in SHARES:
        assert getattr(state.forces, name).max(initial=0.0) <= 1.0, name
    for share in (
        state.people.ration,
        state.people.hunger,
        state.flows.fire,
    ):
        assert share.max(initial=0.0) <= 1.0


def present(world: Any, state: Any) -> np.ndarray:
    """Persons by side and area (S, A)."""
    found = np.zeros(state.politics.forbidden.shape)
    np.add.at(found, (world.actors.formation_side, state.forces.area), state.forces.strength)
    return found


def check_ground(world: Any, state: Any, before: np.ndarray, dealt: bool) -> None:
    """``dealt``: a siege ended by deal today, and its ground was handed over empty."""
    here, relation = present(world, state), state.politics.relation
    for a, holder in enumerate(state.ground.control):
        there = [s for s in range(here.shape[0]) if here[s, a] > 0]
        opposed = any(relation[s, o] == codes.HOSTILE for s in there for o in there)
        assert bool(state.ground.contested[a]) is opposed
        if holder != before[a]:
            assert dealt or here[holder, a] > 0, "ground went to somebody who is not there"
            assert before[a] < 0 or here[before[a], a] == 0, "its holder still stands there"


def check_roads(world: Any, state: Any) -> None:
    forces = state.forces
    for f in np.flatnonzero((forces.road >= 0) & (forces.strength > 0)):
        ends = (world.map.end_a[forces.road[f]], world.map.end_b[forces.road[f]])
        assert forces.area[f] in ends


def check_replication(replay: Replay, last: int, draw: int, replicate: int = 0) -> None:
    people = stocks = deals = 0.0
    began = control = np.zeros(0)
    for day, state in replay.days(last, draw, replicate):
        if day == 0:
            people, stocks = civilians(state), tonnes(state)
            began, control = state.forces.strength.copy(), state.ground.control.copy()
        check_persons(state, people, began)
        check_numbers(state)
        assert tonnes(state) == pytest.approx(stocks, rel=1e-9, abs=1e-6)
        if day > 0:
            check_ground(replay.world, state, control, state.politics.deals.sum() > deals)
        check_roads(replay.world, state)
        control = state.ground.control.copy()
        deals = state.politics.deals.sum()


@pytest.mark.parametrize("start", ["start", "assessment_date"])
def test_every_day_of_the_ring_keeps_every_promise(start: str) -> None:
    scenario = load("ring")
    replay = Replay(scenario, getattr(scenario.head, start), draws=16)
    for draw in range(16):
        check_replication(replay, 45, draw)


def test_every_day_under_every_intervention_of_the_ring_keeps_every_promise() -> None:
    from hinge.scenario.patch import do

    scenario = load("ring")
    for intervention in scenario.interventions:
        replay = Replay(do(scenario, intervention.id), draws=3)
        for draw in range(3):
            check_replication(replay, 45, draw)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["aleppo-2016", "manbij-2016"])
def test_every_day_of_a_historic_campaign_keeps_every_promise(name: str) -> None:
    replay = Replay(name, draws=4, compiled=True)
    head = replay.scenario.head
    for draw in range(4):
        check_replication(replay, (head.horizon - head.assessment_date).days, draw)
