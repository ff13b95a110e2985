"""What campaigns show of each kind of target, counted by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from calibrating.planted_ring import CALIBRATION, calibrated_ring
from hinge.calibrating.predictive import predictive
from hinge.calibrating.targets import Reader, last_day, targets_of
from hinge.ensemble.arrays import Block
from stand_in import layout_of

DAYS = 15


def block(layout, size: int = 2) -> Block:
    areas = np.full((size, DAYS, len(layout.areas)), -1, np.int8)
    return Block(
        areas,
        np.zeros_like(areas),
        np.zeros((size, DAYS, len(layout.watches)), np.int8),
        np.zeros((size, DAYS, len(layout.series)), np.float32),
    )


def test_counts_states_and_control_are_read_on_their_days(tmp_path: Path) -> None:
    ring = calibrated_ring(tmp_path)
    layout = layout_of(ring)
    shown = block(layout)
    gate = layout.areas.index("gate")
    shown.control[:, :, gate] = layout.sides.index("cobalt")
    shown.control[1, 14, gate] = layout.sides.index("amber")  # as the snapshot has it, on its day
    shown.contested[1, 14, gate] = 1  # contested counts for its holder
    shown.siege[0, 11, layout.watches.index("pocket.cobalt")] = 3
    deaths = layout.series.index("civilians_killed")
    shown.value[:, 0, deaths], shown.value[:, 11, deaths] = 5.0, [30.0, 47.0]
    assert Reader(ring, layout)(shown).tolist() == [[25.0, 1.0, 1.0], [42.0, 0.0, 0.0]]


@pytest.mark.parametrize(
    ("place", "differs"),
    [("of: pocket", 2.0), ("among: [gate, mill_quarter]", 2.0), ("", 9.0)],
)
def test_control_is_compared_over_a_region_over_areas_or_over_all(
    tmp_path: Path, place: str, differs: float
) -> None:
    text = CALIBRATION.replace("of: corridor, ", f"{place}, " if place else "")
    ring = calibrated_ring(tmp_path, text)
    layout = layout_of(ring)
    assert Reader(ring, layout)(block(layout, 1))[0, 1] == differs  # nobody holds anything


def test_errors_become_those_of_the_statistics(tmp_path: Path) -> None:
    deaths, gate, road = targets_of(calibrated_ring(tmp_path))
    assert (deaths.kind, deaths.value, deaths.report_sd, deaths.model_sd) == ("count", 80, 0.2, 0.2)
    assert (gate.offset, gate.shift) == (1.0, 0.0)
    assert (road.kind, road.value) == ("state", 1.0)
    assert road.sd == pytest.approx(1.0 - 0.95 * 0.9)


def test_nothing_is_simulated_beyond_the_last_day_that_a_target_reads(tmp_path: Path) -> None:
    ring = calibrated_ring(tmp_path)
    assert last_day(ring) == ring.head.assessment_date


def test_a_report_is_inside_where_campaigns_show_as_much(tmp_path: Path) -> None:
    targets = targets_of(calibrated_ring(tmp_path))
    shown = np.zeros((100, 1, 3))
    shown[:, 0, 0] = np.arange(100.0)
    shown[:4, 0, 2] = 1.0
    deaths, gate, road = predictive(targets, shown, shown)
    assert deaths.prior_inside
    assert deaths.prior[1] == pytest.approx(49.5)
    assert gate.prior_inside
    assert road.prior == (0.04, 0.04, 0.04)
    assert not road.prior_inside
