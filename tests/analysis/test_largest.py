"""The largest swing of a path is found, and noise alone does not look like one."""

import numpy as np
import pytest

from hinge.analysis.largest import largest


def test_hand_computed_swings() -> None:
    # Two paths, three steps, four lines. On path 0 all lines turn from 0 to 1 in step 0; on path 1
    # half of them do so in step 1 and the rest in step 2: equal swings share the honour.
    table = np.zeros((2, 4, 4))
    table[0, 1:] = 1.0
    table[1, 2:, :2] = 1.0
    table[1, 3:] = 1.0
    found = largest(table, 1)
    assert found.share.tolist() == [0.5, 0.25, 0.25]
    assert found.rivals.tolist() == [True, True, True]


def test_a_path_on_which_nothing_swings_has_no_largest_window() -> None:
    assert largest(np.ones((5, 4, 4)), 1).share.tolist() == [0.0, 0.0, 0.0]


def test_windows_that_share_a_day_are_no_rivals() -> None:
    table = np.zeros((1, 5, 4))
    table[0, 2:] = 1.0  # all in step 1, which two windows of two steps hold
    found = largest(table, 2)
    assert found.share.tolist() == [1.0, 0.0, 0.0]  # the second has no rival at all
    assert found.rivals.tolist() == [True, False, True]
    assert largest(table, 3).rivals.tolist() == [False, False]


def test_noise_without_a_swing_does_not_look_like_the_largest() -> None:
    # Step 1 is noise only: lines differ by chance and the chance of W stays as it is.
    rng = np.random.default_rng(1)
    table = np.zeros((4000, 4, 16))
    table[:, :2] = (rng.random((4000, 1, 16)) < 0.5).astype(float)
    table[:, 2:] = (rng.random((4000, 1, 16)) < 0.5).astype(float)
    raw = np.abs(np.diff(table.mean(axis=2), axis=1))
    assert np.mean(raw.argmax(axis=1) == 1) > 0.8
    assert largest(table, 1).share[1] < 0.5


def test_a_window_longer_than_the_grid_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than the grid"):
        largest(np.zeros((1, 3, 4)), 3)
