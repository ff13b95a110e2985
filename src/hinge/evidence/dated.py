"""Figures of which monitors give dates: days of siege, and ground that is not held as on the first day.

A monitor errs in the dates and is late. So by a day it has seen other days of siege, and
other ground in new hands, than there were.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from hinge.analysis.course import Course
from hinge.evidence.luck import Floats, Ints
from hinge.evidence.reported import states_published
from hinge.scenario.monitors import Monitor
from hinge.scenario.scenario import Scenario

CLOSED = 2  # siege states from here on: closed by fire, closed


@dataclass(frozen=True)
class SiegeDays:
    """Days after ``first``, to ``last``, on which the way of a watched pair is closed."""

    says: str
    watch: str
    first: dt.date
    last: dt.date
    kind: str = "siege"
    whose: bool = False

    def truth(self, course: Course) -> Floats:
        """Return the simulated days in each campaign, (R,)."""
        return self._days(course.siege(self.watch))

    def report(
        self, course: Course, scenario: Scenario, monitor: Monitor, seed: int, by: dt.date
    ) -> Floats:
        """Return the days of siege that a monitor has published by the end of a day, (R,)."""
        del scenario  # a date errs alike whoever is besieged
        states = course.siege(self.watch)
        out = states_published(states, monitor, "siege", self.watch, seed, course.replication)
        return self._days(out[:, : (by - course.start).days + 1])

    def _days(self, states: Ints) -> Floats:
        """Return how many days after the first are closed, (R,)."""
        return np.asarray((states[:, 1:] >= CLOSED).sum(axis=1), dtype=np.float64)


@dataclass(frozen=True)
class NewHands:
    """Areas that on a day are not held by whoever held them on the first day."""

    first: dt.date
    last: dt.date
    says: str = "areas in other hands than on the first day"
    kind: str = "control"
    whose: bool = False

    def truth(self, course: Course) -> Floats:
        """Return the simulated number on the last day in each campaign, (R,)."""
        control = course.control()
        changed = control[:, -1, :] != control[:, 0, :]
        return np.asarray(changed.sum(axis=1), dtype=np.float64)

    def report(
        self, course: Course, scenario: Scenario, monitor: Monitor, seed: int, by: dt.date
    ) -> Floats:
        """Return the number on a monitor's map at the end of a day, (R,)."""
        del scenario  # a date errs alike whoever holds the ground
        control, day = course.control(), (by - course.start).days
        total: Floats = np.zeros(course.replication.size)
        for row, area in enumerate(course.areas):
            held = control[:, :, row]
            shown = states_published(held, monitor, "control", area, seed, course.replication)
            total = total + (shown[:, day] != held[:, 0])
        return total


def dated(scenario: Scenario, course: Course) -> Iterator[SiegeDays | NewHands]:
    """Yield the figures of which monitors give dates: ground first, then sieges."""
    sides = {side.id: side.name for side in scenario.head.sides}
    yield NewHands(course.start, course.last)
    for region in scenario.regions:
        for side in region.watch:
            words = f"days on which the way into {region.name} is closed to {sides[side]}"
            yield SiegeDays(words, f"{region.id}.{side}", course.start, course.last)
