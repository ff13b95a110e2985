"""Ground and sieges as monitors date them."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
import xarray as xr

from evidence.test_reported import monitor
from hinge.analysis.course import Course
from hinge.evidence.dated import NewHands, SiegeDays, dated
from hinge.scenario.load import load
from hinge.scenario.monitors import Span
from hinge.scenario.scenario import Scenario

START = dt.date(2001, 5, 1)
LAST = dt.date(2001, 5, 6)


@pytest.fixture(scope="module")
def ring() -> Scenario:
    return load("ring")


@pytest.fixture
def course() -> Course:
    """Two campaigns of six days, two areas, one watched way."""
    control = np.zeros((2, 6, 2), dtype=np.int8)
    control[0, 3:, 0] = 1  # changes hands on day 3
    control[0, 5:, 1] = 1  # and on day 5
    siege = np.array([[0, 1, 2, 3, 3, 0], [0, 0, 0, 0, 0, 2]], dtype=np.int8)[:, :, None]
    data = xr.Dataset(
        {
            "control": (("replication", "day", "area"), control),
            "siege": (("replication", "day", "watch"), siege),
            "value": (("replication", "day", "series"), np.zeros((2, 6, 0))),
        },
        coords={
            "replication": [0, 1],
            "draw": ("replication", [0, 1]),
            "area": ["gate", "mill"],
            "watch": ["town.cobalt"],
        },
        attrs={"start": START.isoformat()},
    )
    return Course(data)


def test_days_of_siege_and_areas_in_new_hands_are_counted_after_the_first_day(
    course: Course,
) -> None:
    assert SiegeDays("", "town.cobalt", START, LAST).truth(course).tolist() == [3.0, 1.0]
    assert NewHands(START, LAST).truth(course).tolist() == [2.0, 0.0]


def test_a_sharp_and_prompt_monitor_reports_the_truth(course: Course, ring: Scenario) -> None:
    for kind, one in (
        ("siege", SiegeDays("", "town.cobalt", START, LAST)),
        ("control", NewHands(START, LAST)),
    ):
        found = one.report(course, ring, monitor(kind=kind), 1, LAST)
        assert np.array_equal(found, one.truth(course))


def test_a_late_monitor_misses_what_happened_last(course: Course, ring: Scenario) -> None:
    late = Span(low=2, high=2)
    siege = SiegeDays("", "town.cobalt", START, LAST)
    found = siege.report(course, ring, monitor(kind="siege", lag_days=late), 1, LAST)
    assert found.tolist() == [2.0, 0.0]  # by day 5 it has seen days 0 to 3
    ground = NewHands(START, LAST)
    found = ground.report(course, ring, monitor(kind="control", lag_days=late), 1, LAST)
    assert found.tolist() == [1.0, 0.0]
    early = ground.report(course, ring, monitor(kind="control"), 1, dt.date(2001, 5, 4))
    assert early.tolist() == [1.0, 0.0]


def test_every_watched_way_has_a_figure(course: Course, ring: Scenario) -> None:
    found = list(dated(ring, course))
    assert isinstance(found[0], NewHands)
    watched = [f"{region.id}.{side}" for region in ring.regions for side in region.watch]
    assert [one.watch for one in found[1:] if isinstance(one, SiegeDays)] == watched
