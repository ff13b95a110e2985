"""Draws are gathered until there are enough of them, and not for ever."""

import numpy as np
import pytest

from hinge.calibrating import waves
from hinge.calibrating.waves import gathered
from hinge.errors import InputError


def test_the_first_points_that_are_kept_are_returned_in_the_order_of_their_drawing() -> None:
    handfuls = iter(np.arange(12.0).reshape(4, 3, 1))
    found = gathered(4, lambda: next(handfuls), lambda points: points[:, 0] % 2 == 0)
    assert found.tolist() == [[0.0], [2.0], [4.0], [6.0]]


def test_where_next_to_nothing_is_kept_it_ends_with_words(monkeypatch) -> None:
    monkeypatch.setattr(waves, "HANDFULS", 3)
    with pytest.raises(InputError, match="Of 6 draws only 0 are plausible, and 2 are needed"):
        gathered(2, lambda: np.zeros((2, 1)), lambda points: points[:, 0] > 0)
