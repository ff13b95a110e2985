"""With the engine itself: the first wave is the ensemble of the priors, and a posterior knows its engine."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from calibrating.planted_ring import calibrated_ring
from hinge.calibrating.bench import Bench, replayed
from hinge.calibrating.folder import Folder
from hinge.calibrating.targets import Reader, last_day
from hinge.ensemble.design import Arm, design_of
from hinge.ensemble.simulate import prepare

pytestmark = pytest.mark.slow


def test_the_first_wave_is_what_a_run_of_the_same_draws_gives(tmp_path: Path) -> None:
    ring = calibrated_ring(tmp_path)
    folder = Folder(tmp_path / "out", {"any": "thing"}, {})
    _, shown = Bench(ring, 5, 6, folder, workers=2).stage("wave-1", 6, 2)
    arm = Arm("baseline", "", ring.head.start, last_day(ring), 6, 2)
    plain = prepare(ring, design_of(ring, [arm], 5))
    read = Reader(ring, plain.layout)(plain.simulator(arm, arm.numbers()))
    assert np.array_equal(shown.reshape(12, -1), read)


def test_draws_have_the_values_they_are_moved_to_and_their_own_luck(tmp_path: Path) -> None:
    ring = calibrated_ring(tmp_path)
    folder = Folder(tmp_path / "out", {"any": "thing"}, {})
    bench = Bench(ring, 5, 8, folder, workers=2)
    bench.stage("wave-1", 4, 2)
    names = ("combat.loss_rate",)
    z, shown = bench.stage("wave-2", 4, 2, names, lambda: np.full((4, 1), 1.0))
    place = [one.id for one in bench.table].index(names[0])
    assert len(set(bench.values[4:, place])) == 1
    assert np.allclose(bench.on_normal_scale(bench.values[4:], names), z, atol=1e-6)
    assert len({tuple(row) for row in shown[:, 0].tolist()}) > 1


def test_two_campaigns_of_a_posterior_come_out_again(tmp_path: Path) -> None:
    ring = calibrated_ring(tmp_path)
    names, rows, draws = (
        ("strike_assets.amber_guns.tempo",),
        np.array([[20.0], [60.0]]),
        np.array([7, 2]),
    )
    first = replayed(ring, 3, names, draws, rows)
    assert first == replayed(ring, 3, names, draws, rows)
    assert first != replayed(ring, 3, names, draws, 4.0 * rows)
    assert first != replayed(ring, 3, names, draws + 1, rows)
