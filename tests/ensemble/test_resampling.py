"""Resampling takes each particle as often as its weight asks, and leaves what goes on in its place."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge.ensemble.resampling import effective_size, placed, systematic

WEIGHTS = st.lists(st.floats(1e-12, 1.0), min_size=1, max_size=60).map(np.array)


def test_evenly_spaced_points_fall_where_the_weights_lie() -> None:
    # Edges at 1, 2, 4, 8; points at 1, 3, 5, 7.
    taken = systematic(np.array([1.0, 1.0, 2.0, 4.0]), 4, 0.5)
    assert taken.tolist() == [1, 2, 3, 3]


@given(WEIGHTS, st.integers(1, 80), st.floats(1e-9, 1 - 1e-9))
def test_every_particle_is_taken_as_its_share_asks_rounded_up_or_down(
    weights: np.ndarray, number: int, u: float
) -> None:
    copies = np.bincount(systematic(weights, number, u), minlength=weights.size)
    asked = number * weights / weights.sum()
    assert copies.sum() == number
    assert (np.abs(copies - asked) < 1.0 + 1e-6).all()


@given(st.lists(st.integers(0, 29), min_size=1, max_size=30).map(sorted))
def test_what_goes_on_keeps_its_place_and_copies_take_free_ones(taken: list[int]) -> None:
    places, parents = placed(np.array(taken), 30)
    assert sorted(parents.tolist()) == taken
    assert len(set(places.tolist())) == len(taken)
    assert places.tolist() == sorted(places.tolist())
    kept = dict(zip(places.tolist(), parents.tolist(), strict=True))
    assert all(kept[parent] == parent for parent in set(taken))


def test_the_effective_size_of_equal_weights_is_their_number() -> None:
    assert effective_size(np.full(7, 0.3)) == pytest.approx(7)
    assert effective_size(np.array([1.0, 1.0, 1e-9])) == pytest.approx(2)
    assert effective_size(np.array([1.0, 3.0])) == pytest.approx(1.6)
