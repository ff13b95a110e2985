"""Quantal response in its limits: no reason, perfect reason, and options that nobody would take."""

import numpy as np
import pytest

from builders import KEY, Unit, small
from plain import plain

quantal = plain("hinge.engine.quantal").quantal
PURPOSE, ENTITY, WAIT = 4, 99, -1


def picks(scores: list[float], rationality: float, days: int = 300, wait: float = 0.0) -> list[int]:
    """What is drawn on each of many days, with the same luck whatever the options."""
    scratch = small({"a": "red"}, [], units=[Unit("r", "red", "a")], areas={}).scratch
    odds = np.zeros(len(scores))
    scratch = scratch._replace(score=np.array(scores), odds=odds)
    return [
        quantal(scratch, len(scores), wait, rationality, KEY, PURPOSE, ENTITY, day)
        for day in range(days)
    ]


def test_at_nought_every_option_and_waiting_are_as_likely() -> None:
    drawn = picks([5.0, -3.0, 0.4], 0.0, 1600)
    for option in (WAIT, 0, 1, 2):
        # Five standard errors of a share of a quarter: by chance once in 1.7 million.
        assert abs(drawn.count(option) / 1600 - 0.25) < 5 * np.sqrt(0.25 * 0.75 / 1600)


def test_taking_a_worse_option_away_changes_nothing_as_reason_grows() -> None:
    changed = []
    for rationality in (1.0, 10.0, 100.0, 1000.0):
        full, less = picks([0.5, 0.3, 0.2], rationality), picks([0.5, 0.3], rationality)
        changed.append(sum(a != b for a, b in zip(full, less, strict=True)))
    assert changed[0] > 0
    assert changed == sorted(changed, reverse=True)
    assert changed[-1] == 0


def test_an_option_as_good_as_another_is_taken_as_often() -> None:
    drawn = picks([0.5, 0.5], 1e4, 1600)
    assert drawn.count(WAIT) == 0
    assert abs(drawn.count(0) / 1600 - 0.5) < 5 * np.sqrt(0.25 / 1600)


@pytest.mark.parametrize("shift", [-7.0, 3.0])
def test_only_differences_of_utility_count(shift: float) -> None:
    moved = picks([0.5 + shift, 0.1 + shift], 4.0, wait=shift)
    assert moved == picks([0.5, 0.1], 4.0)
