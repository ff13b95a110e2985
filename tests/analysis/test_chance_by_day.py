"""Chances day by day: as found on paths, as they moved, and when nothing moved any more."""

import numpy as np
import pytest

from hinge.analysis.branching import gather
from hinge.analysis.chance_by_day import course, last_exit
from hinge.analysis.examples import BestOfSeven, Certain, Coin, Walk
from hinge.analysis.examples.best_of_seven import chances
from hinge.analysis.process import Noise
from hinge.errors import TooFewRuns

PATHS = np.arange(400)


def test_the_chance_stays_until_the_coin_falls_and_is_then_what_came_about() -> None:
    branches = gather(Coin(2, days=8, day=5, heads=0.7), PATHS, range(8), 16)
    found = course(branches)
    assert found.days.tolist() == list(range(9))
    assert np.ptp(found.chance[:, :5], axis=1).tolist() == [0.0] * 400
    assert np.array_equal(found.chance[:, 5:], np.repeat(branches.own, 4, axis=1))
    assert np.array_equal(found.moved, np.diff(found.chance, axis=1))
    assert np.all(found.moved_se[:, [0, 1, 2, 3, 5, 6, 7]] == 0.0)
    assert np.array_equal(found.suspense > 0.0, np.arange(1, 9) == 5)


@pytest.mark.statistical
def test_the_chance_found_on_a_path_is_that_of_its_score() -> None:
    """Off by the error of 64 branches: 2,800 squares of it, less than 1.1 on average (4 errors)."""
    process = BestOfSeven(5, low=0.6, high=0.6)
    found = course(gather(process, PATHS, range(7), 64))
    states, exact = process.start(PATHS), chances(0.6)
    squares = []
    for day in range(1, 7):
        states = process.step(states, day, day, Noise(PATHS, np.zeros_like(PATHS)))
        first, second = states[:, 0].astype(int), states[:, 1].astype(int)
        p = exact[first, second]
        some = (p > 0.0) & (p < 1.0)
        off = found.chance[some, day] - p[some]
        assert np.array_equal(found.chance[~some, day], p[~some])
        squares.append(off**2 / (p * (1.0 - p) / 64)[some])
    assert np.concatenate(squares).mean() == pytest.approx(1.0, abs=0.15)
    assert np.all(np.abs(found.mean - process.chance()) <= 3.5 * found.mean_se)


@pytest.mark.statistical
def test_suspense_is_the_size_of_the_move_to_come() -> None:
    """The first game moves an even series by 5/32 either way; 6,400 increments give it to 5 %."""
    found = course(gather(BestOfSeven(5), np.arange(800), range(7), 8))
    assert found.suspense[0] == pytest.approx(5 / 32, rel=0.1)


def test_the_last_exit_from_doubt_is_the_day_of_the_coin() -> None:
    found = last_exit(gather(Coin(2, days=8, day=5), PATHS, range(8), 16))
    assert found.day.tolist() == [5] * 400
    assert found.by.tolist() == [0.0] * 5 + [1.0] * 4
    assert found.quantile(0.5) == 5


def test_what_was_never_in_doubt_is_settled_on_day_0() -> None:
    found = last_exit(gather(Certain(), PATHS, [0, 10], 16))
    assert found.day.tolist() == [0] * 400
    assert found.quantile(1.0) == 0


def test_a_path_that_comes_back_into_doubt_is_settled_only_after() -> None:
    branches = gather(Coin(2, days=8, day=5), PATHS[:20], [0, 2, 4, 6], 16)
    ends = branches.ends.copy()
    ends[:] = branches.own[:, None, None]
    ends[7, 2, :4] = 1.0 - branches.own[7, None]  # 4 of 16 end otherwise after day 4
    back = type(branches)(**{**vars(branches), "ends": ends})
    found = last_exit(back)
    assert found.day[7] == 6
    assert np.delete(found.day, 7).tolist() == [0] * 19
    assert found.by.tolist() == pytest.approx([0.95, 0.95, 0.95, 1.0, 1.0])
    assert last_exit(back, near=0.25).day[7] == 0


def test_what_the_lines_cannot_show_is_refused() -> None:
    branches = gather(Walk(2, days=8), PATHS, [0, 4], 9)
    with pytest.raises(TooFewRuns):
        last_exit(branches, 0, near=0.1)
    with pytest.raises(ValueError, match="comes about or does not"):
        last_exit(branches, 1, near=0.2)
    with pytest.raises(ValueError, match="between 0 and 1/2"):
        last_exit(branches, 0, near=0.5)
