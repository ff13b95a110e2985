"""When an atom must hold: its span of dates, what is asked of them, and the days of an arm.

Every window is a span of dates with a demand: some day, every day, or at least a
share of the days. ``on`` is a span of one day; ``by`` runs from the start.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from hinge.errors import InputError, Place, Problem
from hinge.scenario.claim_records import EffectTest, Reading
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
)

Atom = ControlAtom | SiegeAtom | SeriesAtom | CompareAtom


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
    elif isinstance(predicate, Before):
        yield from atoms(predicate.first)
        yield from atoms(predicate.then)
    else:
        yield predicate


def predicates_of(reading: Reading) -> tuple[Predicate, ...]:
    """Return the predicates that a reading holds: itself, its condition, its effect's outcome."""
    outcome = reading.effect.outcome if reading.effect else None
    return tuple(p for p in (reading.predicate, reading.given, outcome) if p is not None)


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


def dates_of(reading: Reading) -> tuple[dt.date, ...]:
    """Return every date that a reading names, in order."""
    found: set[dt.date] = set()
    for predicate in predicates_of(reading):
        for atom in atoms(predicate):
            span = span_of(atom.when)
            found |= {span.last} if span.first is None else {span.first, span.last}
            if isinstance(atom, SeriesAtom) and atom.since is not None:
                found.add(atom.since)
    if reading.effect and reading.effect.measure:
        found |= set(dates_of_measure(reading.effect.measure))
    return tuple(sorted(found))


def series_of_effect(effect: EffectTest) -> frozenset[str]:
    """Return the names of the series that an effect's measure reads."""
    if effect.measure is None:
        return frozenset()
    return frozenset(n for n in (effect.measure.series, effect.measure.divide_by) if n)


def series_of(reading: Reading) -> frozenset[str]:
    """Return the names of all series that a reading reads."""
    found: set[str] = set(series_of_effect(reading.effect)) if reading.effect else set()
    for predicate in predicates_of(reading):
        for atom in atoms(predicate):
            if isinstance(atom, SeriesAtom):
                found.add(atom.series)
            elif isinstance(atom, CompareAtom):
                found |= {atom.left, atom.right}
    return frozenset(found)
