"""Garrisons on day 0: how a faction's strength spreads over its formations, and how surely."""

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from hinge.draws.sampling import StreamKey
from hinge.ensemble.day_zero import _shares

DRAWS = 1500


def shares(weights: list[float], concentration: float, reserve: float | None = None) -> Any:
    """Return the shares (draws, formations) of a faction with such weights; the last may be its reserve."""
    number = len(weights)
    actors = SimpleNamespace(
        formation_reserve=np.array([0] * (number - 1) + [int(reserve is not None)]),
        formation_key=np.arange(11, 11 + number),
    )
    begin: Any = SimpleNamespace(
        world=SimpleNamespace(actors=actors),
        scenario=SimpleNamespace(formations=[SimpleNamespace(weight=w) for w in weights]),
        ids=["forces.concentration", "forces.reserve_share"],
        column={"forces.concentration": 0, "forces.reserve_share": 1},
    )
    values = np.array([concentration, reserve or 0.0])
    own = np.arange(number)
    return np.array([_shares(begin, values, StreamKey(5, 0, draw), own) for draw in range(DRAWS)])


@pytest.mark.parametrize("number", [5, 40])
def test_an_average_garrison_is_as_surely_known_whatever_the_number_of_formations(
    number: int,
) -> None:
    drawn = shares([2.0] * number, 9.0)[:, 0] * number
    exact = math.sqrt((1.0 - 1.0 / number) / (9.0 + 1.0 / number))  # of a Dirichlet draw
    assert drawn.mean() == pytest.approx(1.0, abs=4.0 * exact / math.sqrt(DRAWS))
    assert drawn.std() == pytest.approx(exact, rel=0.08)


def test_shares_follow_the_weights_and_add_up() -> None:
    drawn = shares([1.0, 2.0, 5.0], 10.0)
    assert drawn.sum(axis=1) == pytest.approx(np.ones(DRAWS))
    assert drawn.mean(axis=0) == pytest.approx([0.125, 0.25, 0.625], abs=0.01)


def test_a_larger_concentration_keeps_garrisons_nearer_to_the_table() -> None:
    wide, close = (shares([1.0] * 20, c).std() for c in (3.0, 30.0))
    assert close < 0.4 * wide


def test_the_reserve_has_its_share_first() -> None:
    drawn = shares([1.0, 1.0, 1.0], 10.0, reserve=0.4)
    assert drawn[:, 2] == pytest.approx(np.full(DRAWS, 0.4))
    assert drawn[:, :2].sum(axis=1) == pytest.approx(np.full(DRAWS, 0.6))
