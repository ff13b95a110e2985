"""Reports are a function of the truth and of the monitor, and leave the truth as it is."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from hinge.engine import purposes
from hinge.errors import HingeError
from hinge.evidence.luck import DATE, LAG, SHARE, normals
from hinge.evidence.reported import (
    lags,
    shares,
    states_as_dated,
    states_published,
    told,
    told_level,
)
from hinge.scenario.load import load
from hinge.scenario.monitors import Count, Monitor, Span
from hinge.scenario.scenario import Scenario

MANY = np.arange(400)
TRUTH = np.array([[0.0, 2.0, 10.0, 14.0, 20.0], [0.0, 0.0, 6.0, 6.0, 8.0]])
NONE = np.zeros(2, dtype=np.int64)
ONE = np.ones(2)


@pytest.fixture(scope="module")
def ring() -> Scenario:
    return load("ring")


def monitor(**count: object) -> Monitor:
    words = {"kind": "civilians_killed", "status": "judgement", "source": "invented"}
    return Monitor(
        id="hospital",
        name="Hospital",
        stance="leaning",
        side="cobalt",
        known_on="2001-05-01",
        source="invented",
        counts=[Count(**(words | count))],
    )


def test_share_one_without_lag_and_error_gives_back_the_truth(ring: Scenario) -> None:
    exact = monitor(share=Span(low=1, high=1))
    share = shares(ring, exact, "civilians_killed", "amber", 1, MANY[:2])
    late = lags(exact, "civilians_killed", 1, MANY[:2])
    assert np.array_equal(told(TRUTH, share, late, 0, 4, 4), TRUTH[:, 4])
    dated = monitor(kind="siege")
    states = np.array([[0, 0, 1, 3, 3], [0, 2, 2, 0, 0]])
    assert np.array_equal(states_published(states, dated, "siege", "gate", 1, MANY[:2]), states)


def test_a_report_is_the_change_up_to_the_last_day_that_is_out_by_then() -> None:
    assert told(TRUTH, 0.5 * ONE, NONE + 1, 1, 4, 4).tolist() == [0.5 * 12.0, 0.5 * 6.0]
    assert told(TRUTH, ONE, NONE + 1, 1, 2, 4).tolist() == [8.0, 6.0]  # out since day 3
    assert told(TRUTH, ONE, NONE + 9, 1, 4, 4).tolist() == [0.0, 0.0]  # nothing out yet
    assert told_level(TRUTH, 0.5 * ONE, NONE + 2, 4, 4).tolist() == [5.0, 3.0]
    assert told_level(TRUTH, ONE, NONE + 9, 4, 4).tolist() == [0.0, 0.0]  # day 0's level


def test_a_later_date_never_takes_a_report_back() -> None:
    reports = [told(TRUTH, 0.7 * ONE, NONE + 2, 0, 4, by) for by in range(5)]
    assert all(np.all(after >= before) for before, after in itertools.pairwise(reports))


@pytest.mark.parametrize("side", ["amber", "cobalt", ""])
def test_more_undercount_never_raises_a_report(ring: Scenario, side: str) -> None:
    fuller = monitor(share=Span(low=0.4, high=0.9))
    poorer = monitor(share=Span(low=0.3, high=0.675))
    more = shares(ring, fuller, "civilians_killed", side, 1, MANY)
    less = shares(ring, poorer, "civilians_killed", side, 1, MANY)
    assert np.all(less < more)


def test_the_median_report_is_the_truth_times_the_median_share(ring: Scenario) -> None:
    """400 draws: the median's log has a standard error of 1.25 x 0.25 / 20 = 0.016; 4 of them, fixed seed."""
    one = monitor(share=Span(low=0.4, high=0.9))
    drawn = shares(ring, one, "civilians_killed", "", 1, MANY)
    assert math.log(np.median(drawn) / 0.6) == pytest.approx(0.0, abs=0.064)
    within = np.mean((drawn >= 0.4) & (drawn <= 0.9))
    assert within == pytest.approx(0.9, abs=4 * math.sqrt(0.09 / 400))


def test_reports_by_side_add_up_to_the_report_of_all(ring: Scenario) -> None:
    one = monitor(share=Span(low=0.4, high=0.9))
    share = shares(ring, one, "civilians_killed", "", 1, MANY[:2])
    parts = [0.25 * TRUTH, 0.75 * TRUTH]
    sums = sum(told(part, share, NONE + 1, 0, 4, 4) for part in parts)
    assert np.allclose(sums, told(TRUTH, share, NONE + 1, 0, 4, 4))


def test_the_stance_decides_the_share_and_a_swap_of_sides_swaps_it(ring: Scenario) -> None:
    leans = monitor(
        share=Span(low=0.4, high=0.9),
        own=Span(low=0.2, high=0.4),
        hostile=Span(low=0.5, high=1.0),
    )
    other = leans.model_copy(update={"side": "amber"})
    kind = "civilians_killed"
    own = shares(ring, leans, kind, "cobalt", 1, MANY)
    hostile = shares(ring, leans, kind, "amber", 1, MANY)
    assert np.all(own < hostile)
    assert np.array_equal(shares(ring, other, kind, "amber", 1, MANY), own)
    assert np.array_equal(shares(ring, other, kind, "cobalt", 1, MANY), hostile)


def test_dates_move_by_the_same_days_at_one_place_and_by_others_elsewhere() -> None:
    one = monitor(kind="control", date_error_days=3)
    states = np.tile(np.repeat([0, 1, 0], [20, 5, 20]), (400, 1))
    first = states_as_dated(states, one, "control", "gate", 1, MANY)
    assert np.all(first.sum(axis=1) == 5)  # held for five days, whenever they were
    moved = first.argmax(axis=1) - 20
    assert np.std(moved) == pytest.approx(3.0, abs=4 * 3 / math.sqrt(800))
    other = states_as_dated(states, one, "control", "mill", 1, MANY).argmax(axis=1) - 20
    assert abs(np.corrcoef(moved, other)[0, 1]) < 4 / math.sqrt(400)


def test_what_is_public_follows_what_is_dated_by_the_lag() -> None:
    one = monitor(kind="control", lag_days=Span(low=2, high=2))
    states = np.array([[0, 1, 1, 2, 2], [0, 0, 0, 0, 1]])
    public = states_published(states, one, "control", "gate", 1, MANY[:2])
    assert public.tolist() == [[0, 0, 0, 1, 1], [0, 0, 0, 0, 0]]


def test_the_luck_of_a_monitor_is_its_own_and_the_same_whenever_it_is_asked_for() -> None:
    again = normals(1, MANY, SHARE, "a", "siege")
    assert np.array_equal(normals(1, MANY[5:9], SHARE, "a", "siege"), again[5:9])
    others = (
        normals(2, MANY, SHARE, "a", "siege"),
        normals(1, MANY, LAG, "a", "siege"),
        normals(1, MANY, SHARE, "b", "siege"),
        normals(1, MANY, SHARE, "a", "control"),
    )
    assert not any(np.array_equal(other, again) for other in others)


def test_no_draw_of_the_engine_has_a_purpose_of_the_monitors() -> None:
    used = [v for v in vars(purposes).values() if isinstance(v, int) and not isinstance(v, bool)]
    assert max(used) < min(SHARE, LAG, DATE)
    assert max(SHARE, LAG, DATE) < 256


def test_what_a_monitor_does_not_count_is_refused(ring: Scenario) -> None:
    with pytest.raises(HingeError):
        shares(ring, monitor(kind="siege"), "displaced", "", 1, MANY)
    with pytest.raises(HingeError):
        shares(ring, monitor(kind="siege"), "siege", "", 1, MANY)
