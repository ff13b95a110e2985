"""A what-if is the scenario with levers pulled; the tables stay as they are."""

from __future__ import annotations

import pytest

from hinge.errors import InputError
from hinge.scenario.load import load
from hinge.scenario.patch import do


def test_pulling_appends_in_order_and_changes_nothing_else() -> None:
    ring = load("ring")
    pulled = do(do(ring, "guns_fall_silent"), "relief_convoys")
    assert [what.id for what in pulled.pulled] == ["guns_fall_silent", "relief_convoys"]
    assert ring.pulled == ()
    assert pulled.events == ring.events
    assert do(ring) == ring


def test_an_unknown_intervention_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(InputError, match=r"nearest: relief_convoys") as caught:
        do(load("ring"), "relief_convoy", "nonsense")
    assert [problem.rule for problem in caught.value.problems] == ["unknown_intervention"] * 2


def test_a_lever_is_not_pulled_twice() -> None:
    ring = do(load("ring"), "relief_convoys")
    with pytest.raises(InputError) as caught:
        do(ring, "relief_convoys")
    assert caught.value.problems[0].rule == "pulled_twice"


def test_several_can_be_pulled_under_one_name() -> None:
    both = do(load("ring"), "guns_fall_silent + relief_convoys")
    assert both == do(load("ring"), "guns_fall_silent", "relief_convoys")
    with pytest.raises(InputError, match=r"nearest: relief_convoys"):
        do(load("ring"), "guns_fall_silent + relief_convoy")
