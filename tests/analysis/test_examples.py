"""The examples keep the protocol, their draws are keyed, and their closed forms are right."""

import math

import numpy as np
import pytest

from hinge.analysis.examples import EXAMPLES, BestOfSeven, Switch, TwoCoins, Walk
from hinge.analysis.examples.best_of_seven import chances
from hinge.analysis.examples.draws import Draws
from hinge.analysis.process import Noise

PATHS = np.arange(20_000)


def own(paths: np.ndarray) -> Noise:
    return Noise(paths, np.zeros_like(paths))


def test_a_draw_is_the_same_in_whatever_company_it_is_drawn() -> None:
    whole = Draws(4).uniform(own(PATHS), 9, 2)
    some = np.array([17, 3, 5_000])
    assert np.array_equal(Draws(4).uniform(own(some), 9, 2), whole[some])


@pytest.mark.parametrize(
    ("seed", "line", "day", "purpose"), [(5, 0, 9, 2), (4, 1, 9, 2), (4, 0, 8, 2), (4, 0, 9, 3)]
)
def test_draws_of_another_key_have_nothing_in_common(seed, line, day, purpose) -> None:
    """Correlations of 20,000 pairs have a standard error of .007; four of these are allowed."""
    one = Draws(4).uniform(own(PATHS), 9, 2)
    other = Draws(seed).uniform(Noise(PATHS, np.full_like(PATHS, line)), day, purpose)
    for first, second in ((one, other), (one[1:], other[:-1]), (one[1:], one[:-1])):
        assert abs(np.corrcoef(first, second)[0, 1]) < 4.0 / math.sqrt(PATHS.size)


def test_uniforms_are_even_and_normals_normal() -> None:
    counts = np.histogram(Draws(4).uniform(own(PATHS), 1, 0), bins=20, range=(0.0, 1.0))[0]
    assert ((counts - 1000.0) ** 2 / 1000.0).sum() < 43.8  # one in a thousand, 19 degrees
    z = Draws(4).normal(own(PATHS), 1, 0)
    assert z.mean() == pytest.approx(0.0, abs=4.0 / math.sqrt(PATHS.size))
    assert z.var() == pytest.approx(1.0, abs=4.0 * math.sqrt(2.0 / PATHS.size))
    assert (z**4).mean() == pytest.approx(3.0, abs=4.0 * math.sqrt(96.0 / PATHS.size))


def test_a_group_of_shocks_can_be_the_path_s_own() -> None:
    process = TwoCoins(2)
    line = np.ones_like(PATHS)
    path = process.step(process.start(PATHS), 1, 10, own(PATHS))
    branch = process.step(process.start(PATHS), 1, 10, Noise(PATHS, line))
    half = process.step(process.start(PATHS), 1, 10, Noise(PATHS, line, frozenset({"first coin"})))
    assert np.array_equal(half[:, 0], path[:, 0])
    assert np.array_equal(half[:, 1], branch[:, 1])
    assert not np.array_equal(branch[:, 0], path[:, 0])


@pytest.mark.parametrize("name", EXAMPLES)
def test_days_can_be_taken_at_once_or_one_by_one(name: str) -> None:
    process, paths = EXAMPLES[name](3), np.arange(50)
    at_once = process.step(process.start(paths), 1, process.days, own(paths))
    one_by_one = process.start(paths)
    for day in range(1, process.days + 1):
        one_by_one = process.step(one_by_one, day, day, own(paths))
    assert np.array_equal(at_once, one_by_one)
    assert process.outcome(at_once).shape == (50, len(process.outcomes))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_copy_shares_nothing_with_what_it_was_copied_from(name: str) -> None:
    process, paths = EXAMPLES[name](3), np.arange(5)
    states = process.start(paths)
    before = states.copy()
    process.step(process.copy(states, paths), 1, process.days, own(paths))
    assert np.array_equal(states, before)


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "certain"])
def test_the_exact_chance_is_that_of_many_paths_and_everything_is_settled_in_the_end(name) -> None:
    process = EXAMPLES[name](3)
    ends = process.outcome(process.step(process.start(PATHS), 1, process.days, own(PATHS)))[:, 0]
    assert ends.mean() == pytest.approx(process.chance(), abs=4.0 * 0.5 / math.sqrt(PATHS.size))
    settled = process.settled()
    assert settled.shape == (process.days + 1,)
    assert np.all(np.diff(settled) >= 0.0)
    assert settled[-1] == pytest.approx(1.0)


def test_nothing_can_be_settled_where_all_is_certain() -> None:
    assert EXAMPLES["certain"](1).settled() is None


def test_the_chance_of_a_series_at_some_scores() -> None:
    even = chances(0.5)
    assert even[3, 3] == 0.5
    assert even[3, 0] == pytest.approx(15.0 / 16.0)
    assert even[1, 0] == pytest.approx(21.0 / 32.0)
    assert chances(0.6)[0, 0] == pytest.approx(0.710208)


def test_the_first_game_moves_an_even_series_by_five_thirtyseconds() -> None:
    settled = BestOfSeven().settled()
    assert settled[0] == pytest.approx(0.0, abs=1e-12)
    assert settled[1] == pytest.approx((5.0 / 32.0) ** 2 / 0.25)
    assert 1.0 - settled[6] == pytest.approx(20.0 / 64.0)  # three all, one time in 20/64


def test_of_a_series_between_unknown_sides_part_is_settled_at_the_start() -> None:
    process = BestOfSeven(low=0.3, high=0.7)
    game = 0.3 + 0.4 * (np.arange(4000) + 0.5) / 4000
    series = np.array([chances(float(p))[0, 0] for p in game])
    assert process.settled()[0] == pytest.approx(series.var() / 0.25, rel=1e-5)


def test_paths_of_one_draw_have_the_same_chance_of_a_game() -> None:
    process = BestOfSeven(low=0.3, high=0.7, share=3)
    start = process.start(np.arange(9))
    assert process.draws(np.arange(9)).tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert np.unique(start[:, 2]).size == 3


def test_the_walk_settles_as_the_arcsine_says() -> None:
    t = np.arange(61) / 60.0
    assert Walk().settled() == pytest.approx(2.0 / np.pi * np.arcsin(t), abs=1e-9)
    assert 1.0 - Walk().settled()[59] == pytest.approx(0.116, abs=5e-4)


def test_without_its_switch_every_day_of_the_switch_process_is_a_day_of_a_walk() -> None:
    assert Switch(size=0.0).settled() == pytest.approx(Walk(days=40).settled(), abs=1e-9)


def test_an_actor_who_pushes_moves_the_walk_and_its_chance_by_what_is_told() -> None:
    walk, paths = Walk(3, days=20, force=0.2), PATHS
    early = walk.step(walk.start(paths), 1, 10, own(paths))
    pushed = walk.under("push up", 13)
    branch = Noise(paths, np.ones_like(paths))
    plain = walk.step(walk.copy(early, paths), 11, 20, branch)
    moved = pushed.step(walk.copy(early, paths), 11, 20, branch)
    assert moved - plain == pytest.approx(np.full(paths.size, 8 * 0.2))
    exact = pushed.chance_at(early, 10)
    found = pushed.outcome(moved)[:, 0]
    error = math.sqrt((exact * (1.0 - exact)).mean() / paths.size)
    assert found.mean() == pytest.approx(exact.mean(), abs=4.0 * error)


def test_an_actor_who_waits_changes_nothing_and_no_other_option_is_taken() -> None:
    walk = Walk()
    for options in walk.actors.values():
        assert walk.under(options[0], 4) == walk
    with pytest.raises(ValueError, match="retreat"):
        walk.under("retreat", 4)


def test_what_two_coins_explain_adds_up() -> None:
    assert TwoCoins().shapley().sum(axis=1) == pytest.approx([1.0, 1.0, 1.0])
    assert TwoCoins(weight=2.0).shapley()[1] == pytest.approx([0.8, 0.2])
