"""What campaigns show of each kind of target, counted by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from calibrating.planted_ring import CALIBRATION, calibrated_ring
from hinge.calibrating.predictive import predictive
from hinge.calibrating.targets import Reader, last_day, targets_of
from hinge.ensemble.arrays import Block
from hinge.scenario.calibration import counted_by
from hinge.scenario.load import load
from scenario.rings import copy_ring
from stand_in import layout_of

DAYS = 15
MONITORS = """\
schema: 1
monitors:
  - id: hospital
    name: The hospital of the town
    stance: leaning
    side: cobalt
    known_on: 2001-05-02
    source: Dispatch (invented)
    counts:
      - kind: civilians_killed
        share: {low: 0.4, high: 0.9}
        status: judgement
        source: Dispatch (invented)
"""


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


def test_what_a_monitor_misses_is_a_shift_and_its_error_adds_to_that_of_the_report(
    tmp_path: Path,
) -> None:
    ring = copy_ring(tmp_path)
    (ring / "monitors.yaml").write_text(MONITORS, encoding="utf-8")
    text = CALIBRATION.replace("  - id: deaths\n", "  - id: deaths\n    monitor: hospital\n")
    (ring / "calibration.yaml").write_text(text, encoding="utf-8")
    deaths, gate, _ = targets_of(load(ring))
    assert deaths.shift == pytest.approx(np.log(0.6))  # sqrt(0.4 * 0.9)
    sd = np.log(0.9 / 0.4) / (2 * 1.6448536269514722)
    assert deaths.report_sd == pytest.approx(np.hypot(0.2, max(sd, np.log(1.25))))
    assert gate.shift == 0.0


@pytest.mark.parametrize(
    ("series", "counted"),
    [
        ("killed.amber", ("soldiers_killed", "amber")),
        ("civilians_killed", ("civilians_killed", "")),
        ("civilians_killed_by.amber", ("civilians_killed", "amber")),
        ("civilians_killed_in.pocket", ("civilians_killed", "")),
        ("civilians_killed_in.pocket.by.amber", ("civilians_killed", "amber")),
        ("civilians_killed.air_strikes.amber", ("civilians_killed", "amber")),
        ("gained.amber", None),
    ],
)
def test_a_series_says_what_a_monitor_would_have_to_count(
    tmp_path: Path, series: str, counted: tuple[str, str] | None
) -> None:
    text = CALIBRATION.replace("series: civilians_killed,", f"series: {series},")
    ring = calibrated_ring(tmp_path, text)
    assert ring.calibration is not None
    assert [counted_by(one) for one in ring.calibration.targets] == [counted, None, None]


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
