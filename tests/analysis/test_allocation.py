"""How many lines a path should have is found from a pilot, as arithmetic on all tuples would."""

from itertools import permutations

import numpy as np
import pytest

from hinge.analysis.allocation import MOST_LINES, Moments, best_lines, costs, moments
from hinge.analysis.branching import gather
from hinge.analysis.examples import Coin, Walk
from hinge.analysis.hinge_shares import rises_coupled
from hinge.analysis.process import Branches
from hinge.errors import TooFewRuns


def test_moments_are_means_over_all_tuples_of_different_lines() -> None:
    rng = np.random.default_rng(3)
    own, ends = rng.normal(size=6), rng.normal(size=(6, 1, 5))
    pilot = Branches(
        ("W",), 1, np.array([0]), np.arange(6), np.arange(6), own[:, None], ends[..., None]
    )
    steps = own[:, None] - ends[:, 0]
    two, two_two, three, four = np.zeros((4, 6))
    for n, x in enumerate(steps):
        two[n] = np.mean([a * b for a, b in permutations(x, 2)])
        two_two[n] = np.mean([a * a * b * b for a, b in permutations(x, 2)])
        three[n] = np.mean([a * a * b * c for a, b, c in permutations(x, 3)])
        four[n] = np.mean([a * b * c * d for a, b, c, d in permutations(x, 4)])
    squared = np.mean([a * b for a, b in permutations(two, 2)])
    raw = [four.mean() - squared, (three - four).mean(), (two_two - 2 * three + four).mean()]
    found = moments(pilot)
    assert [found.between, found.mixed, found.within] == pytest.approx(np.maximum(raw, 0.0))


def test_the_best_number_of_lines_makes_cost_times_variance_least() -> None:
    found = Moments(between=0.02, mixed=0.03, within=0.2)
    worth = {k: (10.0 + 4.0 * k) * (0.02 + 0.12 / k + 0.4 / (k * (k - 1))) for k in range(2, 40)}
    assert best_lines(found, 10.0, 4.0) == min(worth, key=worth.__getitem__)


def test_dear_paths_have_many_lines_and_quiet_increments_few() -> None:
    found = Moments(0.02, 0.03, 0.2)
    assert best_lines(found, 100.0, 1.0) > best_lines(found, 1.0, 1.0)
    assert best_lines(Moments(0.02, 0.0, 0.0), 1.0, 1.0) == 2
    assert best_lines(Moments(0.0, 0.0, 1.0), 1e6, 1.0) == MOST_LINES


def test_lines_cost_the_days_from_every_day_of_the_grid_to_the_last() -> None:
    pilot = gather(Coin(days=10), np.arange(3), [0, 4, 7], 4)
    assert costs(pilot) == (10.0, 10.0 + 6.0 + 3.0)


def test_a_pilot_needs_four_lines_and_two_paths() -> None:
    with pytest.raises(TooFewRuns):
        moments(gather(Coin(), np.arange(30), [0], 3))
    with pytest.raises(TooFewRuns):
        moments(gather(Coin(), np.arange(1), [0], 4))


@pytest.mark.statistical
@pytest.mark.parametrize("lines", [2, 4, 16])
def test_the_variance_foretold_is_that_which_is_found(lines: int) -> None:
    """Summed over two steps of a walk, which hardly vary together; within 10 %."""
    pilot = gather(Walk(5), np.arange(20_000), [30], 16, piece=5000)
    steps = rises_coupled(pilot.table(0)[:, :, :lines])
    assert moments(pilot).variance(lines) == pytest.approx(steps.var(axis=0, ddof=1).sum(), rel=0.1)
