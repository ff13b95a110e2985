"""Draws depend on what they are for; counts have the mean and spread that they promise.

Statistical limits are five standard errors: a seed would break one of them
about twice in three million.
"""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hinge.draws.sampling as used
from plain import plain

own = plain("hinge.draws.sampling")
KEY = own.StreamKey(11, 0, 3)
SIGMAS = 5.0
QUICK = settings(deadline=None, database=None)
share = st.floats(1e-9, 1 - 1e-9)
WORD = st.integers(0, 2**32 - 1)


def uniforms(number: int) -> np.ndarray:
    return np.array([own.uniform(KEY, 1, 2, 3, entity) for entity in range(number)])


@QUICK
@given(WORD, WORD, st.integers(0, 2**31), st.integers(0, 2**31), st.integers(0, 255), WORD)
def test_a_uniform_draw_is_never_0_nor_1(
    seed: int, entity: int, replication: int, tick: int, purpose: int, line: int
) -> None:
    u = own.uniform(own.StreamKey(seed, line, replication), tick, purpose, 0xFFFFFF, entity)
    assert 0.0 < u < 1.0


def test_the_same_key_gives_the_same_draw() -> None:
    assert own.uniform(KEY, 4, 5, 6, 7) == own.uniform(own.StreamKey(11, 0, 3), 4, 5, 6, 7)


def test_every_part_of_the_key_makes_another_draw() -> None:
    keys = [own.StreamKey(*parts) for parts in itertools.product((11, 12), (0, 1), (3, 4))]
    parts = itertools.product((1, 2), (1, 2), (0, 1), (5, 6))
    draws = {own.uniform(key, *part) for key, part in itertools.product(keys, parts)}
    assert len(draws) == 8 * 16


def test_purpose_and_sub_index_do_not_run_into_each_other() -> None:
    # Purpose has 8 bits above 24 of the sub-index: (1, 0) is not (0, 2**24 - 1) plus one.
    assert own.uniform(KEY, 1, 1, 0, 9) != own.uniform(KEY, 1, 0, 0xFFFFFF, 9)


def test_uniform_draws_are_spread_evenly() -> None:
    u = uniforms(4000)
    assert abs(u.mean() - 0.5) < SIGMAS * math.sqrt(1 / 12 / u.size)
    tenths = np.histogram(u, bins=10, range=(0, 1))[0]
    assert np.abs(tenths - 400).max() < SIGMAS * math.sqrt(4000 * 0.1 * 0.9)


def test_neighbouring_entities_days_and_replications_are_not_correlated() -> None:
    u = uniforms(3000)
    days = np.array([own.uniform(KEY, day, 2, 3, 9) for day in range(3000)])
    runs = np.array([own.uniform(own.StreamKey(11, 0, r), 1, 2, 3, 9) for r in range(3000)])
    for draws in (u, days, runs):
        together = np.corrcoef(draws[:-1], draws[1:])[0, 1]
        assert abs(together) < SIGMAS / math.sqrt(draws.size)


def test_draws_made_together_are_those_made_one_by_one() -> None:
    keys = np.arange(7, 40) * 1_000_003
    for module in (own, used):
        out = np.full(keys.size, -1.0)
        module.uniforms(module.StreamKey(*KEY), 4, 5, 6, keys, keys.size - 1, out)
        assert out[:-1].tolist() == [own.uniform(KEY, 4, 5, 6, int(key)) for key in keys[:-1]]
        assert out[-1] == -1.0


@QUICK
@given(st.floats(own.RARE, 50.0), st.floats(0.05, 5.0), share, share)
def test_a_count_seen_to_be_none_early_is_none_by_its_formula(
    mean: float, dispersion: float, u_size: float, u_round: float
) -> None:
    s2 = own.log(1.0 + 1.0 / mean + 1.0 / dispersion)
    z = own.normal_quantile(u_size)
    formula = own.whole(mean * own.exp(math.sqrt(s2) * z - 0.5 * s2), u_round)
    assert own.count(mean, dispersion, u_size, u_round) == formula


def test_the_early_bounds_hold_for_the_normal_quantile() -> None:
    for u, most, z in zip(own.MOST_AT, own.MOST, (0.0, 1.0, 2.0), strict=True):
        assert own.normal_quantile(u) <= z
        assert most > math.exp(0.5 * z * z) * (1.0 + 1.0e-9)


def test_a_normal_draw_moves_with_its_uniform() -> None:
    u = uniforms(200)
    z = np.array([own.normal(KEY, 1, 2, 3, entity) for entity in range(200)])
    assert (np.argsort(u) == np.argsort(z)).all()


@QUICK
@given(st.floats(0, 1e6), share)
def test_a_rounded_number_is_a_neighbour_of_what_was_rounded(value: float, u: float) -> None:
    found = own.whole(value, u)
    assert found == math.floor(found)
    assert abs(found - value) < 1.0 or found == value


def test_rounding_keeps_the_mean_exactly() -> None:
    # Over an even grid of a thousand uniforms, 0.3 goes up 300 times.
    grid = (np.arange(1000) + 0.5) / 1000
    assert sum(own.whole(7.3, float(u)) for u in grid) == 7300.0


@pytest.mark.parametrize(("mean", "dispersion"), [(0.4, 0.5), (3.0, 2.0), (40.0, 0.5), (2000.0, 8)])
def test_counts_have_their_mean_and_nearly_their_variance(mean: float, dispersion: float) -> None:
    # A fine grid of one uniform and keyed draws of the other: the grid's own error is small.
    size = 20_000
    order = np.random.default_rng(5)
    u, v = order.permutation((np.arange(size) + 0.5) / size), uniforms(size)
    counts = np.array(
        [own.count(mean, dispersion, *pair) for pair in zip(u.tolist(), v.tolist(), strict=True)]
    )
    variance = mean + mean * mean / dispersion
    assert abs(counts.mean() - mean) < SIGMAS * math.sqrt(variance / size)
    # Rounding adds at most a quarter of a person squared.
    assert 0.9 * variance < counts.var() < 1.05 * variance + 0.25


@QUICK
@given(st.floats(0.001, 5000), st.floats(0.1, 20), share, share, share)
def test_a_count_rises_with_its_uniform(
    mean: float, dispersion: float, u: float, more: float, v: float
) -> None:
    low, high = sorted((u, more))
    assert own.count(mean, dispersion, low, v) <= own.count(mean, dispersion, high, v)


@QUICK
@given(st.floats(0.01, 2000), st.floats(1, 3), st.floats(0.1, 20), st.floats(1e-9, 0.9999), share)
def test_a_count_rises_with_its_mean_but_for_one_draw_in_ten_thousand(
    mean: float, factor: float, dispersion: float, u: float, v: float
) -> None:
    # Beyond four standard normals a smaller mean's wider tail can win; hence the limit on u.
    assert own.count(mean, dispersion, u, v) <= own.count(factor * mean, dispersion, u, v)


def test_no_mean_no_count() -> None:
    assert own.count(0.0, 0.5, 0.999, 0.999) == 0.0


def test_compiled_and_plain_draws_are_the_same_bits() -> None:
    key = used.StreamKey(11, 0, 3)
    for entity in range(50):
        for name in ("uniform", "normal"):
            ours, theirs = getattr(own, name), getattr(used, name)
            assert ours(KEY, 1, 2, 3, entity) == theirs(key, 1, 2, 3, entity)
        u, v = own.uniform(KEY, 1, 2, 4, entity), own.uniform(KEY, 1, 2, 5, entity)
        assert own.count(3.5, 0.7, u, v) == used.count(3.5, 0.7, u, v)


def test_a_branch_keeps_what_was_drawn_up_to_its_day() -> None:
    path, line = own.StreamKey(11, 0, 3), own.StreamKey(11, 17, 3)
    branch = own.StreamKey(11, 17, 3, own.leaving(0, 6))
    for tick in (0, 5, 6):
        assert own.uniform(branch, tick, 2, 0, 9) == own.uniform(path, tick, 2, 0, 9)
    for tick in (7, 30):
        assert own.uniform(branch, tick, 2, 0, 9) == own.uniform(line, tick, 2, 0, 9)


def test_masked_purposes_stay_as_the_path_had_them_up_to_a_day() -> None:
    path, line = own.StreamKey(11, 0, 3), own.StreamKey(11, 17, 3)
    branch = own.StreamKey(11, 17, 3, own.leaving(0, 6, 8), 1 << 2)
    assert own.uniform(branch, 8, 2, 0, 9) == own.uniform(path, 8, 2, 0, 9)
    assert own.uniform(branch, 8, 4, 0, 9) == own.uniform(line, 8, 4, 0, 9)
    assert own.uniform(branch, 9, 2, 0, 9) == own.uniform(line, 9, 2, 0, 9)


def test_a_draw_known_on_a_day_follows_that_day_and_not_its_tick() -> None:
    path, line = own.StreamKey(11, 0, 3), own.StreamKey(11, 17, 3)
    branch = own.StreamKey(11, 17, 3, own.leaving(0, 6))
    late, early = (own.belonging_to(branch, day, 2) for day in (9, 6))
    assert own.uniform(late, 0, 2, 0, 9) == own.uniform(line, 0, 2, 0, 9)
    assert own.uniform(early, 0, 2, 0, 9) == own.uniform(path, 0, 2, 0, 9)


def test_a_plain_key_draws_from_its_line_alone() -> None:
    plain_key = own.StreamKey(11, 5, 3)
    for tick in (-1000, 0, 7):
        assert own.line_of(plain_key, tick, 2) == 5


def test_a_branch_knows_the_line_that_it_left() -> None:
    branch = own.StreamKey(11, 17, 3, own.leaving(1, 6))
    assert [own.line_of(branch, tick, 2) for tick in (-1000, 0, 6, 7)] == [1, 1, 1, 17]
