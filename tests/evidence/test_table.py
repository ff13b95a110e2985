"""The table of a run: truth as it is everywhere, reports beside it, nothing of what came later."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from hinge.analysis.course import Course
from hinge.assess import chosen_claims, design_for, judge, single_arm
from hinge.assessed import Assessment
from hinge.ensemble.design import Design
from hinge.ensemble.run import run
from hinge.ensemble.store import Run, verify
from hinge.errors import InputError
from hinge.evidence.figures import figures, months
from hinge.evidence.table import table
from hinge.figures.harm import civilians_killed
from hinge.report.monitors import reports
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario
from scenario.monitor_files import MONITORS, ring_with_monitors
from stand_in import stand_in


def made(scenario: Scenario, folder: Path) -> Run:
    design = single_arm(scenario, draws=64, replicates=1, start="campaign", seed=1)
    return run(scenario, design, folder, prepared=stand_in(scenario, design))


def few(ring: Scenario) -> Design:
    return single_arm(ring, draws=4, replicates=1, start="campaign", seed=1)


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    return load(ring_with_monitors(tmp_path_factory.mktemp("ring")))


@pytest.fixture(scope="module")
def finished(ring: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return made(ring, tmp_path_factory.mktemp("runs") / "ring")


@pytest.fixture(scope="module")
def real(ring: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A few campaigns by the engine itself."""
    return run(ring, few(ring), tmp_path_factory.mktemp("real") / "ring", workers=1)


@pytest.fixture(scope="module")
def found(ring: Scenario, finished: Run) -> dict:
    return table(ring, finished)


def figure(found: dict, says: str) -> dict:
    return next(one for one in found["figures"] if one["says"] == says)


def test_a_scenario_without_monitors_has_no_table(finished: Run) -> None:
    assert table(load("ring"), finished) is None


def test_the_truth_by_author_is_that_of_the_summary_of_harm(ring: Scenario, real: Run) -> None:
    harm = civilians_killed(Course(real.arm("baseline@campaign")), ["amber", "cobalt"])
    by = {row.author: row for row in harm if not row.cause}
    found = table(ring, real)
    for side, name in (("amber", "Amber"), ("cobalt", "Cobalt")):
        shown = figure(found, f"civilians killed by {name}")["truth"]
        assert shown["median"] == by[side].median
        assert (shown["low"], shown["high"]) == (by[side].low, by[side].high)
    assert max(row.median for row in by.values()) > 0


def test_months_cover_every_day_after_the_first_once() -> None:
    spans = list(months(dt.date(2016, 6, 25), dt.date(2016, 8, 31)))
    assert spans == [
        (dt.date(2016, 6, 25), dt.date(2016, 6, 30)),
        (dt.date(2016, 6, 30), dt.date(2016, 7, 31)),
        (dt.date(2016, 7, 31), dt.date(2016, 8, 31)),
    ]
    last = list(months(dt.date(2016, 12, 31), dt.date(2017, 1, 2)))
    assert last == [(dt.date(2016, 12, 31), dt.date(2017, 1, 2))]


def test_each_monitor_reports_what_it_counts_and_no_more(found: dict) -> None:
    assert set(figure(found, "civilians killed")["reports"]) == {"hospital"}
    assert set(figure(found, "soldiers killed of Amber")["reports"]) == {"observers"}
    assert set(figure(found, "people displaced on the last day")["reports"]) == {"observers"}


def test_what_was_published_stands_beside_truth_and_report_of_the_same_days(found: dict) -> None:
    (one,) = found["published"]  # ob3 was public two years later
    assert (one["observation"], one["monitor"], one["value"]) == ("ob4", "hospital", 12.0)
    assert one["report"]["median"] < one["truth"]["median"]


def test_a_run_from_the_assessment_date_has_no_truth_for_earlier_days(
    ring: Scenario, tmp_path: Path
) -> None:
    design = single_arm(ring, draws=8, replicates=1, start="assessment", seed=1)
    late = run(ring, design, tmp_path / "late", prepared=stand_in(ring, design))
    (one,) = table(ring, late)["published"]
    assert one["truth"] is None
    assert one["report"] is None


def test_less_is_published_by_an_earlier_day_and_a_day_outside_the_run_is_refused(
    ring: Scenario, finished: Run, found: dict
) -> None:
    early = table(ring, finished, by=dt.date(2001, 6, 1))
    says = "civilians killed"
    assert figure(early, says)["truth"] == figure(found, says)["truth"]
    before, after = (figure(one, says)["reports"]["hospital"] for one in (early, found))
    assert before["median"] < after["median"]
    with pytest.raises(InputError, match="reports are asked for"):
        table(ring, finished, by=dt.date(2002, 1, 1))


def test_swapping_the_sides_of_the_monitors_swaps_their_shares(
    ring: Scenario, finished: Run, found: dict, tmp_path: Path
) -> None:
    swapped = load(ring_with_monitors(tmp_path, MONITORS.replace("side: cobalt", "side: amber", 1)))
    other = table(swapped, finished)
    before = found["monitors"][0]["counts"][0]["share"]
    after = other["monitors"][0]["counts"][0]["share"]
    assert (before["amber"], before["cobalt"]) == (after["cobalt"], after["amber"])
    for name, share in (("Amber", "amber"), ("Cobalt", "cobalt")):
        says = f"civilians killed by {name}"
        assert figure(other, says)["truth"] == figure(found, says)["truth"]
        ratio = after[share]["median"] / before[share]["median"]
        more = figure(other, says)["reports"]["hospital"]["median"]
        assert (more > figure(found, says)["reports"]["hospital"]["median"]) == (ratio > 1)


def test_whoever_watches_the_runs_stay_the_same_to_the_bit(
    ring: Scenario, real: Run, tmp_path: Path
) -> None:
    """By the engine itself: with these monitors, with others and with none, before and after a table."""
    blind = load(ring_with_monitors(tmp_path / "a", MONITORS.replace("low: 0.4", "low: 0.01", 1)))
    unwatched = ring_with_monitors(tmp_path / "b")
    (unwatched / "monitors.yaml").unlink()
    runs = [
        run(scenario, few(scenario), tmp_path / f"run{number}", workers=1)
        for number, scenario in enumerate((blind, load(unwatched)))
    ]
    assert {one.digest for one in runs} == {real.digest}
    assert table(ring, real) is not None
    assert verify(real.folder) == real.digest


def test_nothing_that_came_after_the_assessment_date_moves_the_table(
    ring: Scenario, finished: Run, found: dict
) -> None:
    assert table(dataclasses.replace(ring, outcomes=()), finished) == found


def test_an_assessment_holds_the_reports_under_a_key_of_their_own_and_shows_them(
    ring: Scenario, tmp_path: Path
) -> None:
    claims = chosen_claims(ring)[:1]
    design = design_for(ring, claims, draws=64)
    done = run(ring, design, tmp_path / "run", prepared=stand_in(ring, design))
    assessment: Assessment = judge(ring, done, claims)
    assert assessment.as_json()["monitors"] == assessment.monitors
    text = assessment.page.read_text(encoding="utf-8")
    assert 'id="monitors"' in text
    assert "simulated truth" in text
    assert "The hospital of the town would report" in text
    assert reports(None) == ()


def test_shares_are_drawn_by_the_number_of_the_replication(ring: Scenario, finished: Run) -> None:
    """A longer run begins with the reports of a shorter one."""
    course = Course(finished.arm("baseline@campaign"))
    half = Course(finished.arm("baseline@campaign").isel(replication=slice(0, 32)))
    one = figures(ring, course)[0]
    whole = one.report(course, ring, ring.monitors[0], 1, course.last)
    part = one.report(half, ring, ring.monitors[0], 1, course.last)
    assert np.array_equal(whole[:32], part)
