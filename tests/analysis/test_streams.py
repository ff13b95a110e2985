"""News by independent draws is what the estimators say, with the same errors."""

import numpy as np
import pytest

from hinge.analysis.hinge_shares import coupled
from hinge.analysis.process import Branches
from hinge.analysis.streams import grid, halves, news
from hinge.errors import TooFewRuns
from toys import opposite, plain


@pytest.mark.parametrize("replications", [1, 2])
def test_shares_and_their_errors_are_those_of_the_coupled_estimator(replications: int) -> None:
    branches = plain(1, chance=0.3, at_start=0.2, replications=replications)
    found, known = news(branches), coupled(branches)
    draws = found.influence.shape[0]
    assert draws == 200 // replications
    assert found.steps == pytest.approx(known.share)
    assert (found.at_start, found.chance) == pytest.approx((known.parameter, known.chance))
    error = found.influence.std(axis=0, ddof=1) / np.sqrt(draws)
    assert error[2:] == pytest.approx(known.se)
    assert error[:2] == pytest.approx([known.chance_se, known.parameter_se])


def test_what_does_not_happen_is_settled_on_the_same_days() -> None:
    branches = plain(2, chance=0.3)
    one, other = news(branches), news(opposite(branches))
    assert other.steps == pytest.approx(one.steps)
    assert other.chance == pytest.approx(1.0 - one.chance)
    assert other.influence[:, 1:] == pytest.approx(one.influence[:, 1:])


def test_an_outcome_that_always_happens_leaves_nothing_to_settle() -> None:
    branches = plain(1)
    sure = Branches(
        ("W",), 20, branches.days, branches.path, branches.draw,
        np.ones_like(branches.own), np.ones_like(branches.ends),
    )  # fmt: skip
    found = news(sure)
    assert (found.chance, found.doubt, found.at_start) == (1.0, 0.0, 0.0)
    assert not found.steps.any()


def test_a_payoff_one_line_or_few_draws_are_refused() -> None:
    branches = plain(1)
    with pytest.raises(ValueError, match="happens or does not"):
        news(
            Branches(
                ("W",), 20, branches.days, branches.path, branches.draw,
                branches.own, 2.0 * branches.ends,
            )
        )  # fmt: skip
    with pytest.raises(ValueError, match="two lines"):
        news(plain(1, lines=1))
    with pytest.raises(TooFewRuns):
        news(branches.of(np.arange(49)))


def test_a_path_is_in_its_half_whoever_else_is_there() -> None:
    everyone = halves(np.arange(1000))
    assert np.array_equal(halves(np.arange(0, 1000, 7)), everyone[::7])
    assert 450 <= everyone.sum() <= 550
    assert set(everyone.tolist()) == {0, 1}


def test_the_grid_ends_with_the_last_day() -> None:
    assert grid(plain(1).at([4, 8])).tolist() == [0, 4, 8, 20]
