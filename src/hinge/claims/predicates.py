"""Predicates on recorded courses: which replications make a sentence hold.

Every atom is first asked of each day of its window; the window's demand then
says how many of those days must do. Levels are strict (above, below); a level
that is met exactly is neither. ``before`` compares first days: the first day of
its window on which an atom is so, provided that the window's demand is met.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hinge.analysis.course import Bools, Course, Ints
from hinge.claims.windows import Atom, dates_of_measure, day_of, days_of, refusal, span_of
from hinge.scenario.nearest import suggest
from hinge.scenario.predicate_records import (
    AllOf,
    AnyOf,
    Before,
    ControlAtom,
    Measure,
    Not,
    Predicate,
    SeriesAtom,
    SiegeAtom,
    Within,
)
from hinge.scenario.scenario import Scenario
from hinge.world.codes import SIEGE_STATES

Array = npt.NDArray[np.float64]

NEVER = np.iinfo(np.int64).max
"""First day of what never comes to hold."""


@dataclass(frozen=True)
class Ground:
    """What predicates need to know of a scenario: indices of sides, areas of places."""

    sides: tuple[str, ...]
    places: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, scenario: Scenario) -> Ground:
        """Take sides, areas and regions from a scenario; a region goes before an area of its id."""
        places: dict[str, tuple[str, ...]] = {area.id: (area.id,) for area in scenario.areas}
        places |= {region.id: region.areas for region in scenario.regions}
        return cls(tuple(side.id for side in scenario.head.sides), places)

    def side(self, name: str, line: int) -> int:
        """Return the index of a side; an unknown one raises InputError."""
        if name not in self.sides:
            raise unknown("side", name, self.sides, line, "by")
        return self.sides.index(name)

    def areas(self, name: str, line: int) -> tuple[str, ...]:
        """Return the areas of a region, or an area itself; an unknown one raises InputError."""
        if name not in self.places:
            raise unknown("area or region", name, tuple(self.places), line, "of")
        return self.places[name]


def holds(predicate: Predicate, course: Course, ground: Ground) -> Bools:
    """Return whether the predicate holds in each replication, (R,)."""
    if isinstance(predicate, AllOf):
        parts = [holds(part, course, ground) for part in predicate.parts]
        return np.asarray(np.logical_and.reduce(parts))
    if isinstance(predicate, AnyOf):
        parts = [holds(part, course, ground) for part in predicate.parts]
        return np.asarray(np.logical_or.reduce(parts))
    if isinstance(predicate, Not):
        return ~holds(predicate.part, course, ground)
    if isinstance(predicate, Before):
        return np.asarray(first_day(predicate, course, ground) != NEVER)
    if isinstance(predicate, Within):
        return np.asarray(first_day(predicate, course, ground) != NEVER)
    daily, _ = on_days(predicate, course, ground)
    return _met(predicate, daily)


def first_day(predicate: Predicate, course: Course, ground: Ground) -> Ints:
    """Return the first day on which the predicate comes to hold, (R,); NEVER if it does not.

    For all parts: the latest of their days; for any: the earliest; ``before``
    comes to hold with its first part. A ``not`` has no first day: InputError.
    """
    if isinstance(predicate, AllOf):
        each = [first_day(part, course, ground) for part in predicate.parts]
        return np.asarray(np.max(each, axis=0))
    if isinstance(predicate, AnyOf):
        each = [first_day(part, course, ground) for part in predicate.parts]
        return np.asarray(np.min(each, axis=0))
    if isinstance(predicate, Before):
        first = first_day(predicate.first, course, ground)
        return np.where(first < first_day(predicate.then, course, ground), first, NEVER)
    if isinstance(predicate, Within):
        return _first_within(predicate, course, ground)
    if isinstance(predicate, Not):
        raise refusal(
            "before is asked of a not.",
            "What does not happen has no first day.",
            "Write the opposite atom (above for below, the other siege states, the other side).",
            line=predicate.line,
            field="before",
        )
    daily, offset = on_days(predicate, course, ground)
    return np.where(_met(predicate, daily), daily.argmax(axis=1) + offset, NEVER)


def _first_within(predicate: Within, course: Course, ground: Ground) -> Ints:
    """Return the first day on which ``then`` is so at most ``days`` days after ``first`` was, (R,)."""
    since = np.full((course.replication.size, course.days), False)
    daily, offset = on_days(predicate.first, course, ground)
    since[:, offset : offset + daily.shape[1]] = daily
    day = np.arange(course.days)
    latest = np.maximum.accumulate(np.where(since, day, -1), axis=1)
    before = np.concatenate([np.full((latest.shape[0], 1), -1), latest[:, :-1]], axis=1)
    near = (before >= 0) & (day - before <= predicate.days)
    then, offset = on_days(predicate.then, course, ground)
    met = then & near[:, offset : offset + then.shape[1]]
    return np.where(met.any(axis=1), met.argmax(axis=1) + offset, NEVER)


def measured(measure: Measure, course: Course) -> Array:
    """Return the measure in each replication, (R,); not a number where the divisor does not change."""
    dates = dates_of_measure(measure)
    days = [day_of(date, course.start, course.days, line=measure.line) for date in dates]
    values: Array = _series(measure.series, course, measure.line).astype(np.float64)
    if len(days) == 1:
        return values[:, days[0]]
    first, last = days
    if measure.mean:
        return np.asarray(values[:, first : last + 1].mean(axis=1))
    change: Array = values[:, last] - values[:, first]
    if measure.divide_by is None:
        return change
    by = _series(measure.divide_by, course, measure.line).astype(np.float64)
    divisor = by[:, last] - by[:, first]
    ratio: Array = np.full(change.shape, np.nan)
    np.divide(change, divisor, out=ratio, where=divisor != 0.0)
    return ratio


def unknown(
    kind: str, name: str, names: tuple[str, ...], line: int = 0, field: str = ""
) -> Exception:
    """Return the error for a name that the scenario does not have, with the nearest one."""
    return refusal(
        f"no {kind} is named {name}.",
        "The predicate would be about nothing.",
        f"Use a name of the scenario {suggest(name, names)}.",
        line=line,
        field=field,
    )


def _met(atom: Atom, daily: Bools) -> Bools:
    """Return whether the demand of the atom's window is met, (R,), by its days (R, days)."""
    share = span_of(atom.when).share
    if share is None:
        return np.asarray(daily.any(axis=1))
    return np.asarray(daily.mean(axis=1) >= share)


def on_days(atom: Atom, course: Course, ground: Ground) -> tuple[Bools, int]:
    """Return whether the atom is so on each day of its window, (R, days), and the first day."""
    days = days_of(atom.when, course.start, course.days)
    if isinstance(atom, SeriesAtom):
        return _level(atom, course, days)
    if isinstance(atom, ControlAtom):
        held = _held(atom, course, ground, days)
    elif isinstance(atom, SiegeAtom):
        watch = f"{atom.of}.{atom.side}"
        if watch not in course.watches:
            raise unknown("watched way (region.side)", watch, course.watches, atom.line, "of")
        codes = [SIEGE_STATES.index(state) for state in atom.is_]
        held = np.isin(course.siege(watch)[:, days], codes)
    else:
        left = _series(atom.left, course, atom.line)[:, days].astype(np.float64)
        right = _series(atom.right, course, atom.line)[:, days].astype(np.float64)
        held = np.asarray(left >= atom.factor * right)
    return held, days.start


def _held(atom: ControlAtom, course: Course, ground: Ground, days: slice) -> Bools:
    """Return whether a side holds enough areas on each day; contested areas are their holder's."""
    side = ground.side(atom.by, atom.line)
    column = {name: i for i, name in enumerate(course.areas)}
    rows = [column[area] for area in ground.areas(atom.of, atom.line)]
    theirs = course.control()[:, days][:, :, rows] == side
    return np.asarray(theirs.mean(axis=2) >= atom.share)


def _level(atom: SeriesAtom, course: Course, days: slice) -> tuple[Bools, int]:
    """Return whether a series is past its level on each day from ``since`` on, and the first day.

    Recorded values are compared as recorded (float32); changes in float64.
    """
    values = _series(atom.series, course, atom.line)
    if atom.since is None:
        seen, first = values[:, days], days.start
    else:
        base = day_of(atom.since, course.start, course.days, line=atom.line)
        first = max(days.start, base)
        if first >= days.stop:
            raise refusal(
                f"the window ends before {atom.since}, since when the change is counted.",
                "There is no change to look at.",
                "Choose an earlier date for since, or a later window.",
                line=atom.line,
                field="since",
            )
        exact = values.astype(np.float64)
        seen = exact[:, first : days.stop] - exact[:, base : base + 1]
    if atom.above is not None and atom.below is None:
        return np.asarray(seen > atom.above), first
    if atom.below is not None and atom.above is None:
        return np.asarray(seen < atom.below), first
    raise refusal(
        f"the level of {atom.series} is not exactly one of above and below.",
        "The atom would say nothing, or two things.",
        "Give one; for a range, use all with two atoms.",
        line=atom.line,
        field="above",
    )


def _series(name: str, course: Course, line: int) -> npt.NDArray[np.floating]:
    """Return a recorded series (R, days); an unknown name raises InputError."""
    if name not in course.series_names:
        raise unknown("recorded series", name, course.series_names, line, "series")
    return course.series(name)
