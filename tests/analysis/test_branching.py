"""Branches leave every path on every day of the grid, on the same lines, however the work is cut."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from hinge.analysis.branching import gather, refine
from hinge.analysis.examples import BestOfSeven, Coin, Walk
from hinge.analysis.process import Branches, Noise

PATHS = np.arange(40)
GRID = [0, 3, 6, 9]
WALK = Walk(7, days=12)


@dataclass(frozen=True)
class Counted(Walk):
    """A walk that counts the days its members run."""

    run: list[int] = field(default_factory=list)

    def step(self, states, first, last, noise):
        self.run.append(noise.path.size * (last - first + 1))
        return super().step(states, first, last, noise)


def same(one: Branches, other: Branches) -> bool:
    return (
        np.array_equal(one.ends, other.ends)
        and np.array_equal(one.own, other.own)
        and np.array_equal(one.days, other.days)
        and np.array_equal(one.path, other.path)
    )


@pytest.fixture(scope="module")
def whole() -> Branches:
    return gather(WALK, PATHS, GRID, 4)


@pytest.mark.parametrize("piece", [1, 7, 40, 1000])
def test_the_size_of_a_piece_changes_nothing(whole: Branches, piece: int) -> None:
    assert same(gather(WALK, PATHS, GRID, 4, piece=piece), whole)


def test_days_known_before_are_not_run_again_and_change_nothing(whole: Branches) -> None:
    process = Counted(7, days=12)
    kept: dict[int, np.ndarray] = {}
    with pytest.raises(KeyboardInterrupt):
        gather(process, PATHS, GRID, 4, keep=lambda day, ends: _stop_after(kept, day, ends))
    assert sorted(kept) == [0, 3]
    process.run.clear()
    rest: list[int] = []
    resumed = gather(
        process, PATHS, GRID, 4, known=kept, keep=lambda day, _: rest.append(day), piece=16
    )
    assert same(resumed, whole)
    assert rest == [6, 9]
    assert sum(process.run) == 40 * 12 + 40 * 4 * (6 + 3)


def _stop_after(kept: dict[int, np.ndarray], day: int, ends: np.ndarray) -> None:
    kept[day] = ends.copy()
    if day == 3:
        raise KeyboardInterrupt


def test_progress_counts_the_days_of_members_and_ends_at_the_total() -> None:
    process = Counted(7, days=12)
    told: list[tuple[int, int]] = []
    gather(process, PATHS, GRID, 4, piece=9, tell=lambda done, total: told.append((done, total)))
    assert {total for _, total in told} == {sum(process.run)}
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_path_ends_as_it_would_without_branches(whole: Branches) -> None:
    noise = Noise(PATHS, np.zeros_like(PATHS))
    alone = WALK.outcome(WALK.step(WALK.start(PATHS), 1, 12, noise))
    assert np.array_equal(whole.own, alone)


def test_a_branch_goes_on_from_its_path_with_the_draws_of_its_line(whole: Branches) -> None:
    paths = PATHS[:5]
    early = WALK.step(WALK.start(paths), 1, 6, Noise(paths, np.zeros_like(paths)))
    late = WALK.step(early, 7, 12, Noise(paths, np.full_like(paths, 3)))
    assert np.array_equal(whole.ends[:5, 2, 2], WALK.outcome(late))


def test_branches_on_one_line_share_all_later_draws() -> None:
    coin = Coin(3, days=8, day=5)
    found = gather(coin, PATHS, range(8), 6)
    before, after = found.ends[:, :5], found.ends[:, 5:]
    assert np.array_equal(before, np.repeat(before[:, :1], 5, axis=1))
    assert np.array_equal(after, np.broadcast_to(found.own[:, None, None], after.shape))
    assert 0.0 < before.mean() < 1.0


def test_a_path_keeps_its_branches_whoever_else_is_followed(whole: Branches) -> None:
    some = PATHS[[30, 2, 11]]
    assert same(gather(WALK, some, GRID, 4), whole.of(some))


def test_further_lines_leave_the_first_ones_as_they_were(whole: Branches) -> None:
    assert np.array_equal(gather(WALK, PATHS, GRID, 6).ends[:, :, :4], whole.ends)


def test_a_refined_grid_is_that_gathered_at_once(whole: Branches) -> None:
    coarse = gather(WALK, PATHS, [0, 6], 4)
    process = Counted(7, days=12)
    assert same(refine(process, coarse, [3, 9]), whole)
    assert sum(process.run) == 40 * 12 + 40 * 4 * (9 + 3)
    again = Counted(7, days=12)
    there = {3: whole.ends[:, whole.days.tolist().index(3)]}
    assert same(refine(again, coarse, [3, 9], known=there), whole)
    assert sum(again.run) == 40 * 12 + 40 * 4 * 3


def test_day_0_is_always_in_the_grid() -> None:
    assert gather(BestOfSeven(), PATHS, [5, 2, 5], 2).days.tolist() == [0, 2, 5]


@pytest.mark.parametrize(
    ("paths", "days", "lines", "known"),
    [
        (PATHS, [12], 4, {}),
        (PATHS, [-1], 4, {}),
        (PATHS, [3], 1, {}),
        (PATHS[:0], [3], 4, {}),
        (np.array([1, 1]), [3], 4, {}),
        (PATHS, [3], 4, {3: np.zeros((40, 5, 2))}),
    ],
    ids=["the last day", "before day 0", "one line", "no path", "a path twice", "others' ends"],
)
def test_what_cannot_be_gathered_is_refused(paths, days, lines, known) -> None:
    with pytest.raises(ValueError, match=r"\."):
        gather(WALK, paths, days, lines, known=known)
