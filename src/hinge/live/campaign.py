"""One campaign of a setting, to be stepped through day by day and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hinge.figures.map_data import one_run
from hinge.live.course import LiveCourse
from hinge.live.log import Log, apart
from hinge.live.numbers import short
from hinge.live.picture import Painter
from hinge.scenario.interventions import Intervention
from hinge.scenario.scenario import Scenario

Json = dict[str, Any]


def one_campaign(
    scenario: Scenario,
    painter: Painter,
    courses: tuple[LiveCourse, LiveCourse],
    run: int,
    plans: Sequence[Intervention],
) -> Json:
    """Return row ``run`` of a course beside the same row of the other arm (see ``hinge.live``)."""
    course, other = courses
    label = f"Run {run + 1} of {course.replication.size}: one possible course"
    return {
        "run": run,
        "label": label,
        "start": course.start.isoformat(),
        "days": course.days,
        "apart": apart(course, other, run),
        "course": one_run(
            course.control()[run], course.contested()[run], course.sieges()[run], label
        ),
        "series": {
            one.id: [short(value) for value in course.series(one.id)[run].tolist()]
            for one in painter.series
        },
        "log": Log(scenario, course, run).days(plans),
    }
