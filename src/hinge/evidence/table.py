"""Truth and report side by side: a run's figures, what each monitor would have published, what it did.

The simulated truth stands in a column of its own and is what every other summary shows.
What monitors did publish is read from observations.csv alone, which ends at the
assessment date; outcomes.csv is for scoring and is not read here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np

from hinge.analysis.course import Course
from hinge.ensemble.store import Run
from hinge.errors import InputError, Place, Problem, StoreError
from hinge.evidence.dated import NewHands, SiegeDays, dated
from hinge.evidence.figures import Figure, figures, of_said, series_of
from hinge.evidence.luck import Floats
from hinge.scenario.monitors import Monitor, Span, known_by, standing
from hinge.scenario.scenario import Scenario
from hinge.scenario.vintage import STRICT

LOW, HIGH = 0.05, 0.95


def monitors_of(scenario: Scenario) -> tuple[Monitor, ...]:
    """Return the monitors that may be shown: in a strict scenario those public by the assessment date."""
    if scenario.vintage == STRICT:
        return known_by(scenario.monitors, scenario.head.assessment_date)
    return scenario.monitors


def table(
    scenario: Scenario, run: Run, course: Course | None = None, by: dt.date | None = None
) -> dict[str, Any] | None:
    """Return truth and reports of a run as one object; None where the scenario names no monitors.

    ``course``: the arm without intervention to show (read anew by default); ``by``: the
    day by whose end reports were out (by default its last). InputError for a day outside it.
    """
    monitors = monitors_of(scenario)
    if not monitors:
        return None
    shown = course or _courses(run)[0]
    until = by or shown.last
    if not shown.start <= until <= shown.last:
        raise InputError([_outside(until, shown)])
    seed = run.manifest.seed
    wanted = figures(scenario, shown)
    shown.load(series_of(wanted))
    every = (*wanted, *dated(scenario, shown))
    return {
        "arm": shown.arm,
        "from": shown.start.isoformat(),
        "by": until.isoformat(),
        "monitors": [listed(scenario, one) for one in monitors],
        "figures": [_beside(scenario, shown, figure, monitors, seed, until) for figure in every],
        "published": _published(scenario, run, monitors, seed),
    }


def listed(scenario: Scenario, monitor: Monitor) -> dict[str, Any]:
    """Return a monitor as it stands in tables: stance in words, and what it counts how well."""
    sides = {side.id: side.name for side in scenario.head.sides}
    stance = {
        "independent": "independent",
        "leaning": f"leans to {sides.get(monitor.side or '')}",
        "party": f"party: {sides.get(monitor.side or '')}",
    }[monitor.stance]
    relations = scenario.head.relations
    counts = [
        {
            "kind": count.kind,
            "share": {
                side or "all": _span(count.share_of(standing(monitor, side, relations)))
                for side in ("", *sides)
            }
            if count.share
            else None,
            "by_side": count.by_side,
            "lag_days": _span(count.lag_days) if count.lag_days else None,
            "date_error_days": count.date_error_days,
            "status": count.status,
            "source": count.source,
        }
        for count in monitor.counts
    ]
    return {
        "id": monitor.id,
        "name": monitor.name,
        "stance": stance,
        "rests_on": list(monitor.rests_on),
        "known_on": monitor.known_on.isoformat(),
        "counts": counts,
        "source": monitor.source,
    }


def _span(span: Span) -> dict[str, float]:
    """Return a span with its median."""
    return {"low": span.low, "median": round(span.median, 4), "high": span.high}


def _beside(
    scenario: Scenario,
    course: Course,
    figure: Figure | SiegeDays | NewHands,
    monitors: Sequence[Monitor],
    seed: int,
    by: dt.date,
) -> dict[str, Any]:
    """Return a figure's truth with the report of each monitor that gives it."""
    reports = {}
    for one in monitors:
        count = one.count_of(figure.kind)
        if count is not None and (count.by_side or not figure.whose):
            reports[one.id] = spread(figure.report(course, scenario, one, seed, by))
    return {
        "says": figure.says,
        "kind": figure.kind,
        "from": figure.first.isoformat(),
        "to": figure.last.isoformat(),
        "truth": spread(figure.truth(course)),
        "reports": reports,
    }


def spread(values: Floats) -> dict[str, float]:
    """Return median and middle 90 of 100 of a number over campaigns."""
    low, median, high = np.quantile(values, [LOW, 0.5, HIGH])
    return {"low": float(low), "median": float(median), "high": float(high)}


def _published(
    scenario: Scenario, run: Run, monitors: Sequence[Monitor], seed: int
) -> list[dict[str, Any]]:
    """Return what monitors did publish, with truth and report of campaigns over the same days.

    Both are None where no arm without intervention covers these days. The report is the
    whole one, however late it came: what was published in truth had come by then.
    """
    rows = {row.id: row for row in scenario.observations}  # none that was public later, if strict
    known = {one.id: one for one in monitors}
    said = scenario.monitor_file.said if scenario.monitor_file else ()
    courses = _courses(run) if said else []
    found = []
    for one in said:
        if one.observation not in rows or one.monitor not in known:
            continue
        row = rows[one.observation]
        figure = of_said(scenario, one, row)
        course = next((c for c in courses if c.start <= figure.first < figure.last <= c.last), None)
        entry: dict[str, Any] = {
            "observation": one.observation,
            "monitor": one.monitor,
            "says": figure.says,
            "from": row.date_start.isoformat(),
            "to": figure.last.isoformat(),
            "value": float(row.value) if one.value is None else one.value,
            "truth": None,
            "report": None,
            "arm": "",
            "source": row.source,
        }
        if course is not None:
            course.load(series_of([figure]))
            report = figure.report(course, scenario, known[one.monitor], seed, dt.date.max)
            truth = spread(figure.truth(course))
            entry |= {"truth": truth, "report": spread(report), "arm": course.arm}
        found.append(entry)
    return found


def _courses(run: Run) -> list[Course]:
    """Return the arms without intervention, in order of the design."""
    found = [Course(run.arm(arm.id), arm.id) for arm in run.arms.values() if not arm.intervention]
    if not found:
        raise StoreError(f"The run in {run.folder} has no arm without intervention to report on.")
    return found


def _outside(day: dt.date, course: Course) -> Problem:
    """Return the problem of a date on which no report of this run can be out."""
    return Problem(
        "report_outside_run",
        f"The run goes from {course.start} to {course.last}, and reports are asked for by {day}.",
        "There is no such simulated day.",
        "Name a day of the run.",
        Place("--by"),
    )
