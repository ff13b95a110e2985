"""Harm is counted for every author, by cause, with its range."""

import numpy as np
import xarray as xr

from hinge.analysis.course import Course
from hinge.figures.harm import civilians_killed, displaced, harm_cells

SERIES = {
    "civilians_killed": 30.0,
    "civilians_killed_by.a": 20.0,
    "civilians_killed_by.b": 10.0,
    "civilians_killed_by.unattributed": 0.0,
    "civilians_killed.air_strikes.a": 20.0,
    "civilians_killed.air_strikes.b": 0.0,
    "civilians_killed.indirect_fire.b": 10.0,
    "displaced": 500.0,
}


def course() -> Course:
    value = np.zeros((60, 3, len(SERIES)), dtype=np.float32)
    value[:, 2, :] = list(SERIES.values())
    data = xr.Dataset(
        {"value": (("replication", "day", "series"), value)},
        coords={
            "replication": np.arange(60),
            "draw": ("replication", np.arange(60)),
            "day": np.arange(3),
            "series": list(SERIES),
        },
        attrs={"start": "2001-05-15"},
    )
    return Course(data)


def test_all_deaths_come_first_then_every_author_then_causes_that_occurred() -> None:
    rows = civilians_killed(course(), ["a", "b"])
    assert [(row.cause, row.author, row.median) for row in rows] == [
        ("", "", 30.0),
        ("", "a", 20.0),
        ("", "b", 10.0),
        ("", "unattributed", 0.0),
        ("air_strikes", "a", 20.0),
        ("indirect_fire", "b", 10.0),
    ]


def test_displacement_is_counted_on_the_last_day() -> None:
    assert displaced(course()).median == 500.0


def test_cells_hold_every_author_and_every_recorded_cause_with_both_ranges() -> None:
    cells = harm_cells(course(), ["a", "b"])
    assert cells["", ""] == (30.0,) * 5
    assert cells["air_strikes", "a"] == (20.0,) * 5
    assert cells["indirect_fire", "a"] == (0.0,) * 5
    assert {author for _, author in cells} == {"", "a", "b", "unattributed"}
    assert ("missiles", "") not in cells


def test_a_cause_of_all_authors_is_added_up_run_by_run() -> None:
    cells = harm_cells(course(), ["a", "b"])
    assert cells["air_strikes", ""] == (20.0,) * 5
    assert cells["indirect_fire", ""] == (10.0,) * 5
