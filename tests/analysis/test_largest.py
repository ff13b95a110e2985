"""The largest swing of a path is found, and noise alone does not look like one."""

import numpy as np
import pytest

from hinge.analysis.largest import largest, rivals

DAYS = np.arange(4)


def test_hand_computed_swings() -> None:
    # Two paths, three steps, four lines. On path 0 all lines turn from 0 to 1 in step 0; on path 1
    # half of them do so in step 1 and the rest in step 2: equal swings share the honour.
    table = np.zeros((2, 4, 4))
    table[0, 1:] = 1.0
    table[1, 2:, :2] = 1.0
    table[1, 3:] = 1.0
    assert [largest(table, DAYS, d, d + 1) for d in range(3)] == [0.5, 0.25, 0.25]


def test_a_path_on_which_nothing_swings_has_no_largest_window() -> None:
    assert [largest(np.ones((5, 4, 4)), DAYS, d, d + 1) for d in range(3)] == [0.0, 0.0, 0.0]


def test_windows_that_share_a_day_are_no_rivals() -> None:
    table = np.zeros((1, 5, 4))
    table[0, 2:] = 1.0  # all in step 1, which two windows of two steps hold
    days = np.arange(5)
    found = [largest(table, days, d, d + 2) for d in range(3)]
    assert found == [1.0, None, 0.0]  # the second has no rival at all


def test_rivals_have_at_least_as_many_days() -> None:
    days = np.array([0, 4, 8, 9, 10, 12, 16])

    def named(start: int, end: int) -> list[tuple[int, int]]:
        first, last = rivals(days, start, end)
        return list(zip(days[first].tolist(), days[last].tolist(), strict=True))

    assert named(2, 3) == [(0, 4), (4, 8), (9, 10), (10, 12), (12, 16)]  # of a day
    assert named(0, 1) == [(4, 8), (8, 12), (9, 16), (10, 16), (12, 16)]  # of four days
    assert named(2, 5) == [(0, 4), (4, 8), (12, 16)]
    assert named(1, 5) == []


@pytest.mark.parametrize("length", [1, 2, 3])
def test_on_an_even_grid_rivals_are_all_windows_of_the_length(length: int) -> None:
    days = np.arange(0, 40, 4)
    first, last = rivals(days, 4, 4 + length)
    assert (last - first == length).all()
    assert first.size == max(0, 4 - length + 1) + max(0, 9 - (4 + length) - length + 1)


def test_noise_without_a_swing_does_not_look_like_the_largest() -> None:
    # Step 1 is noise only: lines differ by chance and the chance of W stays as it is.
    rng = np.random.default_rng(1)
    table = np.zeros((4000, 4, 16))
    table[:, :2] = (rng.random((4000, 1, 16)) < 0.5).astype(float)
    table[:, 2:] = (rng.random((4000, 1, 16)) < 0.5).astype(float)
    raw = np.abs(np.diff(table.mean(axis=2), axis=1))
    assert np.mean(raw.argmax(axis=1) == 1) > 0.8
    often = largest(table, DAYS, 1, 2)
    assert often is not None
    assert often < 0.5
