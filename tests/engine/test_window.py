"""The closing window: h* by hand, what fear does and does not change, and who pays attention to whom."""

from typing import Any

import numpy as np
import pytest

from builders import Unit, small
from plain import plain

window = plain("hinge.engine.window")
params_of = plain("hinge.world.params")
UNDEFINED = -1.0


def params(**more: float) -> Any:
    """Return parameters with a window of a day, no cost of waiting, and what a test sets."""
    tiny = small(
        {"a": "red", "b": "blue"}, [("a", "b", "road", 5.0)], units=[Unit("r", "red", "a")]
    )
    return tiny.params._replace(window_days=1.0, wait_cost=0.0, window_weight=1.0, **more)


def test_the_published_example_needs_a_believed_chance_of_one_third() -> None:
    # Win chance now .3, later .4, .1 once the window is shut: gamble from a chance of 1/3 on.
    hazard = window.threshold(params(), 0.3, 0.4, 0.1)
    assert 1.0 - np.exp(-hazard) == pytest.approx(1.0 / 3.0)


def test_a_gamble_that_is_better_anyway_needs_no_fear() -> None:
    assert window.threshold(params(), 0.4, 0.4, 0.1) == 0.0
    assert window.threshold(params(), 0.5, 0.4, 0.4) == 0.0


def test_where_losing_support_costs_nothing_no_fear_is_enough() -> None:
    assert window.threshold(params(), 0.3, 0.4, 0.4) == UNDEFINED
    assert window.threshold(params(), 0.05, 0.4, 0.1) == UNDEFINED  # worse than a shut window


def test_what_is_not_worth_doing_has_no_threshold() -> None:
    assert window.threshold(params(), -0.1, 0.4, 0.1) == UNDEFINED


def test_at_the_threshold_waiting_and_acting_are_worth_the_same() -> None:
    some = params()
    for now, later, closed in [(0.3, 0.4, 0.1), (0.2, 0.5, 0.0), (0.31, 0.33, 0.2)]:
        hazard = window.threshold(some, now, later, closed)
        assert window.waiting(some, hazard, later, closed) == pytest.approx(now)


def test_the_worth_of_waiting_falls_with_the_believed_hazard() -> None:
    some = params()
    values = [window.waiting(some, hazard, 0.4, 0.1) for hazard in (0.0, 0.05, 0.2, 1.0, 9.0)]
    assert values == sorted(values, reverse=True)
    assert values[0] == pytest.approx(0.4)
    assert values[-1] == pytest.approx(0.1, abs=1e-3)


def test_switched_off_waiting_is_worth_nothing() -> None:
    off = params()._replace(window_weight=0.0)
    assert window.waiting(off, 0.1, 0.4, 0.1) == 0.0
    assert window.threshold(off, 0.1, 0.4, 0.1) == 0.0


def test_a_window_that_never_closes_is_no_reason_to_hurry() -> None:
    some = params()
    assert window.waiting(some, 0.0, 0.4, 0.1) > 0.3


def test_where_acting_now_equals_waiting_less_its_cost_no_fear_is_needed() -> None:
    # p1 = p2 - c: the threshold is nought.
    assert window.threshold(params()._replace(wait_cost=0.25), 0.25, 0.5, 0.1) == 0.0
