"""The chain of the base rate: by hand, against another library, and in its limits."""

import numpy as np
import pytest
from scipy.linalg import expm

from hinge.analysis.change_rates import change_rates, exponential

HOLDERS = np.array([[0, 0, 1, 1], [0, 1, 1, 1]])
DAYS = np.array([0.0, 10.0])


def test_rate_and_takers_of_two_snapshots_by_hand() -> None:
    found = change_rates(HOLDERS, DAYS, 3)
    assert found.changes == 1
    assert found.place_days == 40.0
    assert found.rate == pytest.approx(1.5 / 40.0)
    # Side 1 took one place; the imagined one is shared by the two who hold something.
    assert found.shares == pytest.approx([0.25, 0.75, 0.0])
    assert found.rates.sum(axis=1) == pytest.approx([0.0, 0.0, 0.0])


def test_chances_add_up_to_one_and_start_where_they_are() -> None:
    chain = change_rates(HOLDERS, DAYS, 3)
    now = np.array([[1.0, 0.0, 0.0], [0.5, 0.5, 0.0]])
    assert chain.after(now, 0.0) == pytest.approx(now)
    later = chain.after(now, 400.0)
    assert later.sum(axis=1) == pytest.approx([1.0, 1.0])
    assert later[0] == pytest.approx(later[1], abs=1e-3)  # what was is forgotten


def test_nothing_that_changed_hands_still_leaves_half_a_change() -> None:
    still = change_rates(np.array([[0, 1], [0, 1]]), np.array([0.0, 100.0]), 2)
    assert still.rate == pytest.approx(0.5 / 200.0)
    assert 0.0 < still.after(np.array([1.0, 0.0]), 30.0)[1] < 0.1


def test_who_has_taken_a_place_never_gives_it_back_in_the_count_of_first_days() -> None:
    chain = change_rates(HOLDERS, DAYS, 3)
    by_day = chain.taken_by(np.array([1.0, 0.0, 0.0]), 1, 50)
    assert (np.diff(by_day) > 0).all()
    # Of two sides one can only go to the other: 1 - exp(-rate t).
    assert by_day[9] == pytest.approx(1.0 - np.exp(-10.0 * chain.rate))


def test_the_exponential_agrees_with_another_library() -> None:
    rng = np.random.default_rng(4)
    for scale in (0.0, 0.01, 1.0, 30.0):
        matrix = rng.random((5, 5)) * scale
        np.fill_diagonal(matrix, 0.0)
        matrix -= np.diag(matrix.sum(axis=1))
        assert exponential(matrix) == pytest.approx(expm(matrix), abs=1e-10)


def test_one_snapshot_or_days_that_fall_tell_no_rate() -> None:
    with pytest.raises(ValueError, match="two snapshots"):
        change_rates(HOLDERS[:1], DAYS[:1], 3)
    with pytest.raises(ValueError, match="in order"):
        change_rates(HOLDERS, DAYS[::-1], 3)
