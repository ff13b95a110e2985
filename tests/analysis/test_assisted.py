"""Guesses learned from what was recorded make shares sharper, and never wrong."""

import numpy as np
import pytest

from hinge.analysis.assisted import Recorded, assisted
from hinge.analysis.branching import gather
from hinge.analysis.examples import BestOfSeven, Certain, Example, Walk
from hinge.analysis.hinge_shares import Shares, coupled, pair
from hinge.analysis.process import Branches, Noise

GRID = [0, 15, 30, 45]
WALK = Walk(77)


def recorded(process: Example, paths: np.ndarray, days: list[int]) -> tuple[Recorded, np.ndarray]:
    """Runs of these paths with their states at the end of each day, (n, D, F)."""
    states, features = process.start(paths), []
    for before, day in zip([0, *days], [*days, process.days], strict=True):
        if before < day:
            own = Noise(paths, np.zeros_like(paths))
            states = process.step(states, before + 1, day, own)
        if day < process.days:
            features.append(states.reshape(paths.size, -1).copy())
    whole = np.stack(features, axis=1)
    ends = process.outcome(states)[:, 0]
    return Recorded(paths, process.draws(paths), whole, ends), whole


def found(process: Example, grid: list[int], branched: int, runs: int, first: int = 0):
    """Branches of some paths, and these and further ones recorded."""
    paths = np.arange(first, first + runs)
    whole, features = recorded(process, paths, grid)
    branches = gather(process, paths[:branched], grid, 6, piece=1000)
    return branches, features[:branched], whole


def differ(one: Shares, other: Shares) -> np.ndarray:
    return np.abs(one.share - other.share) / np.hypot(one.se, other.se)


def test_nothing_varies_and_there_is_no_hinge() -> None:
    branches, features, whole = found(Certain(), [0, 10], 25, 60)
    assert assisted(branches, 0, features, whole).no_hinge


def test_features_of_other_days_or_paths_are_refused() -> None:
    branches, features, whole = found(WALK, GRID, 25, 60)
    for wrong in (features[:-1], features[:, 1:]):
        with pytest.raises(ValueError, match="25 paths on 4 days"):
            assisted(branches, 0, wrong, whole)


def test_an_outcome_and_its_opposite_have_the_same_shares() -> None:
    branches, features, whole = found(WALK, GRID, 40, 90)
    other = Branches(
        *(getattr(branches, name) for name in ("outcomes", "last", "days", "path", "draw")),
        1.0 - branches.own,
        1.0 - branches.ends,
    )
    turned = Recorded(whole.path, whole.draw, whole.features, 1.0 - whole.ends)
    one, two = assisted(branches, 0, features, whole), assisted(other, 0, features, turned)
    assert two.share == pytest.approx(one.share, abs=1e-6)
    assert two.se == pytest.approx(one.se, abs=1e-6)


def test_a_guess_does_not_know_the_runs_it_is_used_on() -> None:
    # Features are a name of each run and nothing else: a guess that had seen it would know all.
    branches, _, whole = found(WALK, GRID, 40, 40)
    names = np.broadcast_to(np.eye(40)[:, None, :], (40, 4, 40))
    named = Recorded(whole.path, whole.draw, names, whole.ends)
    result = assisted(branches, 0, np.ascontiguousarray(names), named)
    assert abs(result.settled[0]) < 0.3


@pytest.mark.statistical
@pytest.mark.parametrize("told", ["where it stands", "nothing of use"])
def test_shares_are_those_of_the_closed_form_whatever_the_guess(told: str) -> None:
    """Ten numbers within 3 standard errors: one seed in 40 fails by chance."""
    branches, features, whole = found(WALK, GRID, 1500, 6000)
    if told == "nothing of use":
        noise = np.random.default_rng(5).normal(size=(6000, 4, 2))
        whole, features = Recorded(whole.path, whole.draw, noise, whole.ends), noise[:1500]
    result = assisted(branches, 0, features, whole)
    exact = np.diff(WALK.settled()[result.days])
    assert np.all(np.abs(result.share - exact) <= 3.0 * result.se)
    assert abs(result.parameter) <= 3.0 * result.parameter_se
    assert result.total == pytest.approx(1.0)


@pytest.mark.statistical
@pytest.mark.parametrize(
    ("process", "grid"),
    [(WALK, GRID), (BestOfSeven(3, 0.2, 0.8, share=2), list(range(7)))],
    ids=["walk", "series"],
)
def test_the_three_estimators_agree(process: Example, grid: list[int]) -> None:
    """At most 21 differences within 3 joint standard errors, which are large since paths are shared."""
    branches, features, whole = found(process, grid, 1500, 4000)
    three = [coupled(branches), pair(branches), assisted(branches, 0, features, whole)]
    for one in three:
        for other in three:
            assert np.all(differ(one, other) <= 3.0)


@pytest.mark.statistical
def test_a_good_guess_and_many_recorded_runs_make_pairs_sharper() -> None:
    branches, features, whole = found(WALK, GRID, 400, 6000)
    ratio = assisted(branches, 0, features, whole).se / pair(branches).se
    assert np.all(ratio < 0.9)
    assert ratio.mean() < 0.7


@pytest.mark.statistical
@pytest.mark.parametrize("share", [1, 2], ids=["a path a draw", "two paths a draw"])
def test_reported_errors_match_the_spread_over_200_repeats(share: int) -> None:
    """Nine spreads, each within 20 % (four standard errors): one seed in 1,700 fails by chance."""
    process = BestOfSeven(4, low=0.2, high=0.8, share=share)
    values, errors = [], []
    for n in range(200):
        one = assisted(*_arguments(process, n))
        values.append([*one.share, one.parameter, one.chance])
        errors.append([*one.se, one.parameter_se, one.chance_se])
    told = np.sqrt((np.array(errors) ** 2).mean(axis=0))
    assert told == pytest.approx(np.array(values).std(axis=0, ddof=1), rel=0.2)


def _arguments(process: Example, n: int) -> tuple[Branches, int, np.ndarray, Recorded]:
    branches, features, whole = found(process, list(range(7)), 120, 300, first=300 * n)
    return branches, 0, features, whole
