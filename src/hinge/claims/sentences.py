"""Predicates, windows and measures print themselves back as English sentences."""

from __future__ import annotations

from hinge.claims.names import (
    Names,
    capital,
    clauses,
    date_range,
    full_date,
    joined,
    named,
    number,
    percent,
    quantity,
)
from hinge.claims.series_words import SeriesWords, series_words
from hinge.claims.windows import Atom, dates_of_measure, span_of
from hinge.scenario.claim_records import EffectTest
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

BASELINE = "baseline"

_STATES = {
    "open": "open",
    "insecure": "insecure",
    "closed_by_fire": "closed by fire",
    "closed": "closed",
}


def sentence(predicate: Predicate, names: Names) -> str:
    """Return a predicate as a sentence, with capital and full stop."""
    return capital(clause(predicate, names)) + "."


def clause(predicate: Predicate, names: Names) -> str:
    """Return a predicate as a clause: ``the government side holds ... on 22 December 2016``."""
    if isinstance(predicate, AllOf):
        return clauses([_part(part, names) for part in predicate.parts])
    if isinstance(predicate, AnyOf):
        return clauses([_part(part, names) for part in predicate.parts], "or")
    if isinstance(predicate, Not):
        return f"it is not so that {_part(predicate.part, names)}"
    if isinstance(predicate, Before):
        first, then = _part(predicate.first, names), _part(predicate.then, names)
        return f"it comes about that {first}, earlier than that {then} (if that happens at all)"
    if isinstance(predicate, Within):
        first, then = _on_some_day(predicate.first, names), _on_some_day(predicate.then, names)
        days = "day" if predicate.days == 1 else f"{predicate.days} days"
        return f"{first}, and then, at most {'one ' * (predicate.days == 1)}{days} later, {then}"
    return f"{_statement(predicate, names)} {when(predicate.when)}"


def when(window: Window) -> str:
    """Return a window in words: ``on 8 August 2016``, ``on every day from ... to ...``."""
    span = span_of(window)
    if span.first == span.last:
        return f"on {full_date(span.last)}"
    days = date_range(span.first, span.last) if span.first else f"up to {full_date(span.last)}"
    if span.share is None:
        return f"on at least one day {days}"
    if span.share == 1.0:
        return f"on every day {days}"
    return f"on at least {percent(span.share)} of the days {days}"


def measure_words(measure: Measure, names: Names) -> str:
    """Return a measure as a noun phrase: ``the change of ... from ... to ...``."""
    dates = dates_of_measure(measure)
    words = series_words(measure.series, names)
    if len(dates) == 1:
        return f"{words.phrase} on {full_date(dates[0])}"
    days = date_range(dates[0], dates[1])
    if measure.mean:
        return f"{words.phrase} (mean of the days {days})"
    change = words.during(days)
    if measure.divide_by is None:
        return change
    return f"{change}, divided by {series_words(measure.divide_by, names).during(days)}"


def scale(measure: Measure | None, names: Names) -> tuple[float, str]:
    """Return by what a difference of a measure is multiplied in prose, and the unit that follows.

    Shares become percentage points; None is a difference of frequencies, in 100 campaigns.
    """
    if measure is None:
        return 100.0, "in 100 campaigns"
    if measure.divide_by is not None:
        return 1.0, ""
    words = series_words(measure.series, names)
    return (100.0, "percentage points") if words.share else (1.0, words.unit)


def arm_words(arm: str, names: Names) -> str:
    """Return an arm in words: ``the baseline``, or the title of an intervention in quotes."""
    return "the baseline" if arm == BASELINE else f"“{named(names.interventions, arm)}”"


def effect_words(effect: EffectTest, names: Names) -> str:
    """Return an effect as a clause: ``“X”, against “not X”, raises ... by more than ...``."""
    if effect.measure is not None:
        what = measure_words(effect.measure, names)
    elif effect.outcome is not None:
        what = f"the share of campaigns in which {_part(effect.outcome, names)}"
    else:
        what = "nothing that is named"
    factor, unit = scale(effect.measure, names)
    size = quantity(factor * effect.smallest_relevant, unit)
    arms = f"{arm_words(effect.with_, names)}, against {arm_words(effect.without, names)},"
    return f"{arms} {effect.direction} {what} by more than {size}"


def _on_some_day(atom: Atom, names: Names) -> str:
    """Return an atom on some day of its window, whatever the window demands."""
    some = {"throughout": False, "share_of_days": None}
    return f"{_statement(atom, names)} {when(atom.when.model_copy(update=some))}"


def _part(part: Predicate, names: Names) -> str:
    """Return a part of a larger clause, in brackets where it is itself put together."""
    text = clause(part, names)
    simple = not isinstance(part, AllOf | AnyOf | Before | Within)
    return text if simple else f"({text})"


def _statement(atom: Atom, names: Names) -> str:
    """Return an atom without its window."""
    if isinstance(atom, ControlAtom):
        who, place = named(names.sides, atom.by), named(names.places, atom.of)
        if atom.share == 1.0:
            return f"{who} holds {place}"
        return f"{who} holds at least {percent(atom.share)} of {place}"
    if isinstance(atom, SiegeAtom):
        states = joined([_STATES[state] for state in atom.is_], "or")
        place, who = named(names.places, atom.of), named(names.sides, atom.side)
        return f"the way into {place} for {who} is {states}"
    if isinstance(atom, CompareAtom):
        left, right = series_words(atom.left, names), series_words(atom.right, names)
        times = "" if atom.factor == 1.0 else f"{number(atom.factor)} times "
        return f"{left.phrase} is at least {times}{right.phrase}"
    return _level(atom, series_words(atom.series, names))


def _level(atom: SeriesAtom, words: SeriesWords) -> str:
    """Return a level, or a change since a date, in words."""
    level = atom.above if atom.above is not None else atom.below
    if level is None:
        return f"{words.phrase} is named without a level"
    size = percent(abs(level)) if words.share else number(abs(level))
    if atom.since is None:
        sign = "-" if level < 0 else ""
        side = "above" if atom.above is not None else "below"
        unit = f" {words.unit}" if words.unit == "tonnes" else ""
        return f"{words.phrase} is {side} {sign}{size}{unit}"
    if words.share:
        size = f"{number(100 * abs(level))} percentage points"
    verb = "risen" if level >= 0 else "fallen"
    more = (atom.above is not None) == (level >= 0)
    date = full_date(atom.since)
    return f"{words.phrase} has {verb} by {'more' if more else 'less'} than {size} since {date}"
