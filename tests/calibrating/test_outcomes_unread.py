"""What happened later changes no bit of a posterior, nor whether a posterior fits its scenario."""

from __future__ import annotations

from pathlib import Path

import pytest

from calibrating.planted_ring import SMALL, calibrated_ring, use_planted
from hinge.calibrating.calibrate import calibrate, default_folder
from hinge.calibrating.sizes import Sizes
from hinge.scenario.load import load
from posteriors import high_losses, write_posterior
from scenario.rings import change, copy_ring

OTHERWISE = ("outcomes.csv", "cobalt", "amber")


def test_a_calibration_comes_to_the_same_bits_whatever_came_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_planted(monkeypatch)
    given = calibrated_ring(tmp_path / "given")
    folder = Path(given.folder)
    sizes = Sizes(**SMALL)
    one = calibrate(given, tmp_path / "one", sizes=sizes, workers=2).digest
    name = default_folder(given, 1, sizes)
    change(folder, *OTHERWISE)
    other = load(folder)
    assert other.outcomes != given.outcomes
    assert default_folder(other, 1, sizes) == name
    assert calibrate(other, tmp_path / "two", sizes=sizes, workers=2).digest == one


def test_a_posterior_fits_its_scenario_whatever_came_later(tmp_path: Path) -> None:
    folder = copy_ring(tmp_path)
    write_posterior(folder, high_losses())
    before = load(folder)
    change(folder, *OTHERWISE)
    after = load(folder)
    assert after.posterior == before.posterior
    assert after.posterior is not None
    assert (after.facts, after.digest) == (before.facts, before.digest)
