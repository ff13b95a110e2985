"""Stated weights: the table by hand, and that civilians are never absent."""

import numpy as np
import pytest

from hinge.analysis.stated import FOREMOST, stated, stated_weights

# Two draws, three options, two goals: ground (to be raised) and lives lost (to be lowered). Both goals
# have mean 0 and standard deviation 1, so that values are utilities up to their sign.
#                 A          B          C
TABLE = np.array(
    [
        [[1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]],  # the first draw
        [[1.0, 1.0], [-1.0, -1.0], [-1.0, 1.0]],  # the second
    ]
)
SIGNS, LIVES = (1, -1), (False, True)


def test_the_table_is_that_of_the_hand_computation() -> None:
    # Equal weights: A and B are worth 0 in both draws, C 1 and -1, so b and -b with belief b. For b of 0,
    # 0.5, 1: all three tie at 0; C is best in the first draw, A and B share the second.
    # Shares: A = B = (1/3 + 1/3 + 1/2 + 1/2) / 6, C = (1/3 + 1 + 1 + 1/3) / 6.
    # Regret of A: 0, 0.5, 1 and 0, 0, 0: median 0, 90th percentile 0.75, most 1. C the same, turned round.
    equal = stated(TABLE, SIGNS, LIVES, levels=3)[0]
    assert equal.name == "equal"
    assert equal.best == pytest.approx((5 / 18, 5 / 18, 8 / 18))
    assert equal.median == pytest.approx((0.0, 0.0, 0.0))
    assert equal.ninety == pytest.approx((0.75, 0.75, 0.75))
    assert equal.most == pytest.approx((1.0, 1.0, 1.0))


def test_civilians_twice_by_hand() -> None:
    # Weights 1/3 and 2/3: A is worth -1/3, B 1/3, C 1 and -1. C is best in the first draw for b of 0.5
    # and 1 (0.5 and 1 against 1/3), B in the four others.
    twice = stated(TABLE, SIGNS, LIVES, levels=3)[1]
    assert twice.weights == pytest.approx((1 / 3, 2 / 3))
    assert twice.best == pytest.approx((0.0, 4 / 6, 2 / 6))
    # Regret of A: 2/3 at b 0; 5/6 and 4/3 in the first draw; 2/3 and 2/3 in the second.
    assert twice.most == pytest.approx((4 / 3, 2 / 3, 4 / 3))
    assert twice.median[0] == pytest.approx(2 / 3)


def test_every_goal_is_foremost_once_and_none_is_ever_without_weight() -> None:
    rows = stated_weights((False, True, False, True))
    assert [name for name, _ in rows] == ["equal", "civilians", 0, 1, 2, 3]
    for _, weight in rows:
        assert weight.sum() == pytest.approx(1.0)
        assert weight.min() > 0.0
    assert rows[3][1].tolist() == pytest.approx([0.2 / 3, FOREMOST, 0.2 / 3, 0.2 / 3])


def test_what_is_best_for_the_foremost_goal_comes_first_where_it_weighs_so_much() -> None:
    ground, lives = stated(TABLE, SIGNS, LIVES)[2:]
    assert ground.best[0] > 0.6
    assert lives.best[1] > 0.6


def test_goals_without_civilians_are_refused() -> None:
    with pytest.raises(ValueError, match="civilians"):
        stated_weights((False, False))
    with pytest.raises(ValueError, match="two goals"):
        stated_weights((True,))
