"""The gain of pairing is a ratio of variances of differences, counted by hand and on made-up arms."""

import numpy as np
import pytest

from rows.pairing import saved


def test_a_hand_counted_gain() -> None:
    # Paired differences 0 and 2 (variance 2); with the other run of the draw -1 and 3 (8);
    # unpaired -4 and 6 (50); the second run likewise.
    with_ = np.array([[1.0, 1.0], [4.0, 4.0]])
    without = np.array([[1.0, 2.0], [2.0, 1.0]])
    apart = np.array([[5.0, 5.0], [-2.0, -2.0]])
    paired = [np.var([0.0, 2.0], ddof=1), np.var([-1.0, 3.0], ddof=1)]
    unpaired = np.var([-4.0, 6.0], ddof=1)
    gain, draws_alone = saved(with_, without, apart)
    assert gain == pytest.approx(unpaired / np.mean(paired))
    assert draws_alone == pytest.approx(unpaired / np.mean(paired))


def test_shared_luck_is_told_from_shared_draws() -> None:
    # Draws have variance 4, luck 1, what the intervention adds 0.04.
    rng = np.random.default_rng(1)
    draw, luck = rng.normal(0, 2, (20_000, 1)), rng.normal(0, 1, (20_000, 2))
    without = draw + luck
    with_ = without + rng.normal(0, 0.2, (20_000, 2))
    apart = rng.normal(0, 2, (20_000, 1)) + rng.normal(0, 1, (20_000, 2))
    gain, draws_alone = saved(with_, without, apart)
    assert gain == pytest.approx(10.04 / 0.04, rel=0.05)
    assert draws_alone == pytest.approx(10.04 / 2.04, rel=0.05)
