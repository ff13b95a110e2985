"""When an atom must hold: its span of dates, what is asked of them, and the days of an arm.

Every window is a span of dates with a demand: some day, every day, or at least a
share of the days. ``on`` is a span of one day; ``by`` runs from the start.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from hinge.errors import InputError, Place, Problem
from hinge.scenario.claim_records import Reading
from hinge.scenario.claim_tests import NecessityTest, TurningTest
from hinge.scenario.predicate_records import (
    AllOf,
    AnyOf,
    Before,
    CompareAtom,
    ControlAtom,
    Measure,
    Not,
    Predicate,
    SeriesAtom,
    SiegeAtom,
    Window,
    Within,
)

Atom = ControlAtom | SiegeAtom | SeriesAtom | CompareAtom
Dates = tuple[dt.date, dt.date]

SIEGE = "siege."
"""Opens the name of a feature that is a siege state and no series: ``siege.<region>.<side>``."""

DECISION = ("committed", "all_in", "window", "threshold", "margin")
"""Words of the series that record a command's choice; each is followed by a side."""


@dataclass(frozen=True)
class Span:
    """Dates of a window: ``first`` None means the start of the arm; ``share`` None means some day.

    ``share`` 1 asks for every day, less for at least that share of the days.
    """

    first: dt.date | None
    last: dt.date
    share: float | None

    @property
    def single(self) -> bool:
        """Whether it is one day, so that every demand means the same."""
        return self.first == self.last


def refusal(what: str, why: str, do: str, *, line: int = 0, field: str = "") -> InputError:
    """Return the error for a predicate, a window or a measure that cannot be evaluated."""
    return InputError([Problem("claims", what, why, do, Place("claims", line, field))])


def span_of(window: Window) -> Span:
    """Return the span of a window; anything but exactly one form raises InputError."""
    forms = [window.on is not None, window.by is not None, window.from_ is not None]
    both = (window.from_ is None) == (window.to is None)
    if sum(forms) != 1 or not both or (window.throughout and window.share_of_days is not None):
        raise refusal(
            "the window is not exactly one of: on; by; from with to.",
            "It would not say on which days the sentence is tested.",
            "Give one form; throughout or share_of_days may be added to it, not both.",
            line=window.line,
            field="when",
        )
    share = 1.0 if window.throughout else window.share_of_days
    if window.on is not None:
        return Span(window.on, window.on, share)
    last = window.by if window.by is not None else window.to
    if last is None or (window.from_ is not None and window.from_ > last):
        raise refusal(
            f"the window ends on {last}, before it begins on {window.from_}.",
            "There is no day in it.",
            "Exchange the dates.",
            line=window.line,
            field="when",
        )
    return Span(window.from_, last, share)


def day_of(date: dt.date, start: dt.date, days: int, *, line: int = 0) -> int:
    """Return the day of a date in an arm of so many days; outside it raises InputError."""
    day = (date - start).days
    if not 0 <= day < days:
        last = start + dt.timedelta(days=days - 1)
        raise refusal(
            f"{date} lies outside the simulated days, {start} to {last}.",
            "Nothing is recorded for it.",
            "Choose a date inside them, or another start for the claim.",
            line=line,
            field="when",
        )
    return day


def days_of(window: Window, start: dt.date, days: int) -> slice:
    """Return the days of an arm that a window covers, first to last."""
    span = span_of(window)
    last = day_of(span.last, start, days, line=window.line)
    first = 0 if span.first is None else day_of(span.first, start, days, line=window.line)
    return slice(first, last + 1)


def atoms(predicate: Predicate) -> Iterator[Atom]:
    """Yield every atom of a predicate, left to right."""
    if isinstance(predicate, AllOf | AnyOf):
        for part in predicate.parts:
            yield from atoms(part)
    elif isinstance(predicate, Not):
        yield from atoms(predicate.part)
    elif isinstance(predicate, Before | Within):
        yield from atoms(predicate.first)
        yield from atoms(predicate.then)
    else:
        yield predicate


def predicates_of(reading: Reading) -> tuple[Predicate, ...]:
    """Return the predicates that a reading holds: itself, its condition, the outcome of its test."""
    tests = (reading.effect, reading.necessity, reading.turning)
    outcomes = [test.outcome for test in tests if test is not None]
    return tuple(p for p in (reading.predicate, reading.given, *outcomes) if p is not None)


def measures_of(reading: Reading) -> tuple[Measure, ...]:
    """Return the measures that a reading takes: its effect's, or those of the goals of its regret."""
    measures = [goal.measure for goal in reading.regret.goals] if reading.regret else []
    if reading.effect is not None and reading.effect.measure is not None:
        measures.append(reading.effect.measure)
    return tuple(measures)


def dates_of_measure(measure: Measure) -> tuple[dt.date, ...]:
    """Return the dates a measure reads; anything but ``on``, or ``from`` with ``to``, is refused."""
    on, first, last = measure.on, measure.from_, measure.to
    divided = measure.divide_by is not None
    if on is not None and first is None and last is None and not (divided or measure.mean):
        return (on,)
    ranged = on is None and not (measure.mean and divided)
    if ranged and first is not None and last is not None and first <= last:
        return (first, last)
    raise refusal(
        f"the measure of {measure.series} is neither a value on a date nor a change or mean "
        "from one date to a later one.",
        "It would not give one number a campaign.",
        "Give on alone; or from with to, and mean or divide_by, not both.",
        line=measure.line,
        field="measure",
    )


def dates_of_predicate(predicate: Predicate) -> set[dt.date]:
    """Return every date on which a predicate looks at an arm."""
    found: set[dt.date] = set()
    for atom in atoms(predicate):
        span = span_of(atom.when)
        found |= {span.last} if span.first is None else {span.first, span.last}
        if isinstance(atom, SeriesAtom) and atom.since is not None:
            found.add(atom.since)
    return found


def dates_of(reading: Reading) -> tuple[dt.date, ...]:
    """Return every date on which a reading looks at an arm, in order; tables have dates of their own."""
    found: set[dt.date] = set()
    for predicate in predicates_of(reading):
        found |= dates_of_predicate(predicate)
    for measure in measures_of(reading):
        found |= set(dates_of_measure(measure))
    if reading.necessity is not None:
        found |= set(_in_order(reading.necessity.from_, reading.necessity.by, reading.necessity))
    if reading.turning is not None:
        found |= set(_in_order(reading.turning.from_, reading.turning.to, reading.turning))
    return tuple(sorted(found))


def _in_order(first: dt.date, last: dt.date, test: NecessityTest | TurningTest) -> Dates:
    """Return the first and last day of a test's window; reversed ones raise InputError."""
    if first <= last:
        return first, last
    raise refusal(
        f"the window ends on {last}, before it begins on {first}.",
        "There is no day in it.",
        "Exchange the dates.",
        line=test.line,
        field="from",
    )


def series_of_decision(side: str) -> tuple[str, ...]:
    """Return the series that record a side's choice to attack or to wait, in the order of DECISION."""
    return tuple(f"{word}.{side}" for word in DECISION)


def series_of(reading: Reading) -> frozenset[str]:
    """Return the names of all series that a reading reads."""
    found: set[str] = set()
    for measure in measures_of(reading):
        found |= {name for name in (measure.series, measure.divide_by) if name}
    for predicate in predicates_of(reading):
        for atom in atoms(predicate):
            if isinstance(atom, SeriesAtom):
                found.add(atom.series)
            elif isinstance(atom, CompareAtom):
                found |= {atom.left, atom.right}
    if reading.necessity is not None:
        found |= set(series_of_decision(reading.necessity.side))
    if reading.turning is not None:
        found |= {name for name in reading.turning.features if not name.startswith(SIEGE)}
    return frozenset(found)
