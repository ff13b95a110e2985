"""The chance by day jumps on the day of a coin, stays level on average, and says what each day settles."""

import numpy as np
import pytest

from hinge.analysis.chance_paths import ChancePaths, chance_paths
from hinge.errors import TooFewRuns

M, T = 128, 20
DRAW = np.repeat(np.arange(M), 2)


def coin(day: int) -> tuple[np.ndarray, np.ndarray]:
    """A coin of that day decides W; a walk that has nothing to do with it is recorded too."""
    rng = np.random.default_rng(1)
    won = rng.random(2 * M) < 0.5
    shown = np.where(np.arange(T + 1) >= day, np.where(won, 1.0, -1.0)[:, None], 0.0)
    idle = rng.normal(size=(2 * M, T + 1)).cumsum(axis=1)
    return np.stack([shown, idle], axis=2), won


@pytest.fixture(scope="module")
def found() -> ChancePaths:
    """What is found of a coin on day 12."""
    return chance_paths(*coin(12), DRAW)


def test_paths_part_on_the_day_of_the_coin_and_not_before(found: ChancePaths) -> None:
    won = coin(12)[1]
    assert found.paths[:, 12:][won].min() > 0.8
    assert found.paths[:, 12:][~won].max() < 0.2
    assert abs(found.paths[:, :12][won].mean() - found.paths[:, :12][~won].mean()) < 0.1


def test_the_day_of_the_coin_settles_nearly_all_and_every_resample_says_so(
    found: ChancePaths,
) -> None:
    assert found.most(1) == [12]
    assert found.settled[11] > 0.9
    assert found.settled_band[0, 11] > 0.8
    assert np.all(found.resampled.argmax(axis=1) == 11)


def test_the_mean_stays_at_the_chance_of_the_outcome_with_its_band_around_it(
    found: ChancePaths,
) -> None:
    assert found.mean == pytest.approx(np.full(T + 1, found.chance), abs=0.03)
    low, high = found.mean_band
    assert np.all(low <= found.mean)
    assert np.all(found.mean <= high)


def test_paths_come_back_in_the_order_in_which_campaigns_were_given() -> None:
    features, won = coin(12)
    back = np.arange(2 * M)[::-1]
    turned = chance_paths(features[back], won[back], DRAW[back])
    assert np.array_equal(turned.paths[:, T] > 0.5, won[back])


def test_what_a_walk_settles_adds_up_to_what_is_open_after_the_start(found: ChancePaths) -> None:
    assert found.null.sum() == pytest.approx(1.0 - found.at_start)
    assert np.all(found.null > 0.0)


def test_what_always_happens_and_too_few_draws_are_refused() -> None:
    features, won = coin(12)
    with pytest.raises(ValueError, match="same in all"):
        chance_paths(features, np.ones_like(won), DRAW)
    with pytest.raises(TooFewRuns):
        chance_paths(features[:20], won[:20], DRAW[:20])
