"""Somebody who learns the parameters from the days finds news where others find what was known."""

import numpy as np
import pytest

from hinge.analysis.analyst import analyst_shares, one_filtration
from hinge.analysis.hinge_shares import coupled
from hinge.errors import InputError, TooFewRuns
from toys import plain

M, T = 300, 10
DRAW = np.repeat(np.arange(M), 2)
NUMBER = np.tile([0, 1], M) + 2 * DRAW
DAYS = np.arange(T + 1)


def told_on(day: int) -> tuple[np.ndarray, np.ndarray]:
    """A parameter decides W; it shows from one day on."""
    holds = (np.random.default_rng(1).random(M) < 0.5)[DRAW]
    shown = np.where(day <= DAYS, np.where(holds, 1.0, -1.0)[:, None], 0.0)
    return shown[:, :, None], holds


def test_learning_a_parameter_is_news_on_the_day_that_shows_it() -> None:
    x, holds = told_on(4)
    found = analyst_shares(x, holds, DRAW, NUMBER, DAYS)
    assert found.steps.value.argmax() == 3
    assert found.steps.value[3] > 0.9
    assert found.steps.band_low[3] > 0.5
    assert abs(found.at_start) < 0.05
    assert found.shown == pytest.approx(found.at_start + found.steps.value.sum())
    assert "learned" in found.filtration


def test_what_is_never_shown_is_settled_on_no_day() -> None:
    x, holds = told_on(T + 1)
    found = analyst_shares(x, holds, DRAW, NUMBER, DAYS)
    assert found.shown < 0.05
    assert (found.steps.band_low <= 0.0).all()


def test_a_walk_gives_at_most_its_closed_form() -> None:
    rng = np.random.default_rng(3)
    steps = rng.normal(size=(2 * M, T))
    place = np.concatenate([np.zeros((2 * M, 1)), steps.cumsum(axis=1)], axis=1)
    found = analyst_shares(place[:, :, None], place[:, -1] > 0, np.arange(2 * M), NUMBER, DAYS)
    half = found.at_start + found.steps.value[: T // 2].sum()
    assert 0.2 < half < 1.0 / 3.0 + 0.05


def test_columns_of_two_filtrations_make_no_table() -> None:
    x, holds = told_on(4)
    learned, known = analyst_shares(x, holds, DRAW, NUMBER, DAYS), coupled(plain(1))
    one_filtration([learned, learned])
    one_filtration([known, known])
    with pytest.raises(InputError, match="one table"):
        one_filtration([known, learned])


def test_certainty_and_few_draws_are_refused() -> None:
    x, holds = told_on(4)
    with pytest.raises(ValueError, match="always or never"):
        analyst_shares(x, np.ones(2 * M), DRAW, NUMBER, DAYS)
    with pytest.raises(TooFewRuns):
        analyst_shares(x[:80], holds[:80], DRAW[:80], NUMBER[:80], DAYS)
