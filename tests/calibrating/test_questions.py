"""Laws on a scenario's own targets: those that end before the day are kept, the others held out."""

from pathlib import Path

import pytest

from calibrating.planted_ring import CALIBRATION, calibrated_ring
from hinge.calibrating.questions import held_out_laws
from hinge.errors import InputError


def test_targets_from_the_day_on_are_held_out(tmp_path: Path) -> None:
    later = CALIBRATION.replace("held_out_from: 2001-05-10", "held_out_from: 2001-05-15")
    found = held_out_laws(calibrated_ring(tmp_path, later), draws=60)
    assert found.kept == ("deaths", "road_closed")
    assert found.held == ("gate_lost",)
    assert found.preferred == ""  # one report


def test_a_day_with_all_targets_on_one_side_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="one side of held_out_from, 2001-05-10"):
        held_out_laws(calibrated_ring(tmp_path), draws=60)
