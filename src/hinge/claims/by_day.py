"""A predicate asked of every day, whatever the days of its windows: what a curve over time shows."""

from __future__ import annotations

import numpy as np

from hinge.analysis.course import Bools, Course
from hinge.claims.predicates import Ground, on_days
from hinge.errors import NotTestable
from hinge.scenario.predicate_records import AllOf, AnyOf, Before, Not, Predicate, Window, Within


def has_days(predicate: Predicate) -> bool:
    """Say whether a predicate can be asked of single days: one about an order of days cannot."""
    if isinstance(predicate, AllOf | AnyOf):
        return all(has_days(part) for part in predicate.parts)
    if isinstance(predicate, Not):
        return has_days(predicate.part)
    return not isinstance(predicate, Before | Within)


def each_day(predicate: Predicate, course: Course, ground: Ground) -> Bools:
    """Return whether the condition of a predicate holds on each day, (R, days).

    A level that is compared with the change since a date is not met before it.
    NotTestable where ``has_days`` says no.
    """
    if isinstance(predicate, AllOf):
        parts = [each_day(part, course, ground) for part in predicate.parts]
        return np.asarray(np.logical_and.reduce(parts))
    if isinstance(predicate, AnyOf):
        parts = [each_day(part, course, ground) for part in predicate.parts]
        return np.asarray(np.logical_or.reduce(parts))
    if isinstance(predicate, Not):
        return ~each_day(predicate.part, course, ground)
    if isinstance(predicate, Before | Within):
        raise NotTestable("What comes before what is not asked of a single day.")
    always = Window.model_validate({"from": course.start, "to": course.last})
    found, first = on_days(predicate.model_copy(update={"when": always}), course, ground)
    held = np.zeros((course.replication.size, course.days), dtype=np.bool_)
    held[:, first : first + found.shape[1]] = found
    return held
