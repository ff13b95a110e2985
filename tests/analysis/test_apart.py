"""The difference of two shares: by hand, in its limits, and in words."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinge.analysis.apart import ALIKE, apart, difference
from hinge.analysis.intervals import Mean, wilson
from hinge.analysis.odds import Odds


def share(hits: int, n: int, level: float = 0.95) -> Odds:
    low, high = wilson(hits / n, n, level)
    return Odds(hits / n, low, high, n, hits, n, float(n))


def test_the_interval_is_that_of_the_published_example() -> None:
    # Newcombe 1998, table II: 56/70 against 48/80, method 10: 0.0524 to 0.3339.
    found = difference(share(48, 80), share(56, 70))
    assert found.value == pytest.approx(0.2)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


@settings(deadline=None)
@given(st.integers(0, 80), st.integers(0, 60))
def test_exchanging_the_shares_turns_the_difference_round(a: int, b: int) -> None:
    one, other = (
        difference(share(a, 80), share(b, 60)),
        difference(share(b, 60), share(a, 80)),
    )
    assert (one.value, one.low, one.high) == pytest.approx((-other.value, -other.high, -other.low))
    assert -1.0 <= one.low <= one.value <= one.high <= 1.0


def test_alike_needs_runs_enough_to_see_a_difference_that_matters() -> None:
    assert apart(difference(share(500, 1000), share(510, 1000))) == "nothing"
    assert apart(difference(share(30, 60), share(31, 60))) == "open"
    assert apart(difference(share(300, 1000), share(400, 1000))) == "something"


def test_a_difference_is_nothing_up_to_half_a_step() -> None:
    assert apart(Mean(0.0, -ALIKE, ALIKE)) == "nothing"
    assert apart(Mean(0.0, -ALIKE - 1e-9, ALIKE)) == "open"
    assert apart(Mean(0.1, np.nextafter(0.0, 1.0), 0.2)) == "something"
