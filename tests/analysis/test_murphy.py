"""The parts of a Brier score: by hand, and that they add up for any forecast."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge.analysis.murphy import murphy, reliability_table
from hinge.analysis.scores import half_brier


def both(values: list[float]) -> np.ndarray:
    """An event and its opposite as two categories."""
    column = np.array(values)
    return np.stack([column, 1.0 - column], axis=1)


def test_the_parts_of_four_forecasts_by_hand() -> None:
    # Bins: 0.2 twice (0, 1 came: mean 0.5), 0.8 twice (both came: mean 1); mean of all 0.75.
    found = murphy(both([0.2, 0.2, 0.8, 0.8]), both([0.0, 1.0, 1.0, 1.0]))
    assert found.reliability == pytest.approx(0.5 * 0.3**2 + 0.5 * 0.2**2)
    assert found.resolution == pytest.approx(0.25**2)
    assert found.uncertainty == pytest.approx(0.75 * 0.25)
    assert found.spread_within == pytest.approx(0.0)
    assert found.skill_within == pytest.approx(0.0)
    assert found.score == pytest.approx((0.04 + 0.64 + 0.04 + 0.04) / 4)


@given(
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from([0.0, 0.5, 1.0])), min_size=1, max_size=60),
    st.integers(1, 20),
)
def test_the_parts_add_up_for_any_forecasts_bins_and_divided_outcomes(
    pairs: list[tuple[float, float]], bins: int
) -> None:
    chance, outcome = both([p for p, _ in pairs]), both([y for _, y in pairs])
    assert murphy(chance, outcome, bins).score == pytest.approx(
        half_brier(chance, outcome).mean(), abs=1e-12
    )


def test_the_base_rate_of_the_record_is_reliable_and_tells_nothing_apart() -> None:
    found = murphy(both([0.25] * 4), both([1.0, 0.0, 0.0, 0.0]))
    assert found.reliability == pytest.approx(0.0)
    assert found.resolution == pytest.approx(0.0)
    assert found.score == pytest.approx(found.uncertainty)


def test_certain_and_right_forecasts_have_all_the_resolution_there_is() -> None:
    outcome = both([1.0, 0.0, 1.0])
    found = murphy(outcome, outcome)
    assert found.resolution == pytest.approx(found.uncertainty)
    assert found.score == pytest.approx(0.0)


def test_the_table_leaves_out_what_was_neither_forecast_nor_came() -> None:
    chance = np.array([[0.7, 0.3, 0.0], [0.75, 0.25, 0.0]])
    outcome = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    table = reliability_table(chance, outcome)
    assert [(one.low, one.n) for one in table] == [(0.2, 1), (0.3, 1), (0.7, 2)]
    assert table[-1].forecast == pytest.approx(0.725)
    assert table[-1].observed == pytest.approx(0.5)
