"""Rules about predicates: they speak of things that exist and are recorded, on simulated days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from hinge.errors import Place
from hinge.scenario.checks.atoms import Atom, atoms_of, byproduct_atoms, byproduct_measures
from hinge.scenario.checks.claims import effects, encoded_readings
from hinge.scenario.checks.parts import Finding, unknown
from hinge.scenario.claim_records import Claim, ClaimFile
from hinge.scenario.nearest import suggest
from hinge.scenario.patterns import Pattern, PatternFile
from hinge.scenario.predicate_records import (
    CompareAtom,
    ControlAtom,
    Measure,
    SeriesAtom,
    SiegeAtom,
    Window,
)
from hinge.scenario.rivals import ByProduct, RivalFile
from hinge.scenario.scenario import Scenario
from hinge.scenario.series import series_names

File = ClaimFile | PatternFile | RivalFile
Owner = Claim | Pattern | ByProduct


def atoms(scenario: Scenario) -> Iterator[tuple[File, Owner, Atom]]:
    """Yield every atom of every encoded claim, of every pattern and of every by-product of rivals."""
    yield from byproduct_atoms(scenario)
    for pattern in scenario.patterns:
        if scenario.pattern_file is not None:
            for atom in atoms_of(pattern.predicate):
                yield scenario.pattern_file, pattern, atom
    for file, claim, reading in encoded_readings(scenario):
        tests = (reading.effect, reading.necessity, reading.turning)
        outcomes = [test.outcome for test in tests if test is not None]
        for predicate in (reading.predicate, reading.given, *outcomes):
            if predicate is not None:
                for atom in atoms_of(predicate):
                    yield file, claim, atom


def _measures(scenario: Scenario) -> Iterator[tuple[File, Owner, Measure]]:
    """Yield every measure of every encoded claim, and of every by-product of rivals."""
    yield from byproduct_measures(scenario)
    for file, claim, effect in effects(scenario):
        if effect.measure is not None:
            yield file, claim, effect.measure
    for file, claim, reading in encoded_readings(scenario):
        for goal in reading.regret.goals if reading.regret else ():
            yield file, claim, goal.measure


def _windows(
    scenario: Scenario,
) -> Iterator[tuple[File, Owner, int, str, dt.date, str, dt.date]]:
    """Yield the windows of tests: file, claim, line, and both fields with their dates."""
    for file, claim, reading in encoded_readings(scenario):
        if reading.necessity is not None:
            test = reading.necessity
            yield file, claim, test.line, "from", test.from_, "by", test.by
        if reading.turning is not None:
            window = reading.turning
            yield file, claim, window.line, "from", window.from_, "to", window.to


def predicate_of_unknown_place(scenario: Scenario) -> Iterator[Finding]:
    """Control is asked of an area or region that exists."""
    known = [*(area.id for area in scenario.areas), *(region.id for region in scenario.regions)]
    for file, claim, atom in atoms(scenario):
        if isinstance(atom, ControlAtom) and atom.of not in known:
            place = Place(file.file, atom.line, "of")
            listed = "areas.csv or regions.yaml"
            yield unknown(place, f"A predicate of {claim.id}", atom.of, known, listed)


def predicate_of_unknown_side(scenario: Scenario) -> Iterator[Finding]:
    """Control is asked of a side that exists."""
    known = [side.id for side in scenario.head.sides]
    for file, claim, atom in atoms(scenario):
        if isinstance(atom, ControlAtom) and atom.by not in known:
            place = Place(file.file, atom.line, "by")
            yield unknown(place, f"A predicate of {claim.id}", atom.by, known, "scenario.yaml")


def predicate_of_unwatched_siege(scenario: Scenario) -> Iterator[Finding]:
    """A siege state is asked of a region and a side that it watches."""
    watched = [f"{region.id}.{side}" for region in scenario.regions for side in region.watch]
    for file, claim, atom in atoms(scenario):
        if isinstance(atom, SiegeAtom) and f"{atom.of}.{atom.side}" not in watched:
            yield Finding(
                Place(file.file, atom.line, "of"),
                f"A predicate of {claim.id} asks for the way into {atom.of} for {atom.side}, "
                f"which no region watches {suggest(f'{atom.of}.{atom.side}', watched)}.",
                "Siege states are recorded for watched pairs of region and side only.",
                f"Fix the names, or add {atom.side} to the watch of {atom.of} in regions.yaml.",
            )


def siege_without_state(scenario: Scenario) -> Iterator[Finding]:
    """A siege atom names at least one state."""
    for file, claim, atom in atoms(scenario):
        if isinstance(atom, SiegeAtom) and not atom.is_:
            yield Finding(
                Place(file.file, atom.line, "is"),
                f"A siege predicate of {claim.id} names no state.",
                "It would never hold.",
                "List one or more of: open, insecure, closed_by_fire, closed.",
            )


def predicate_on_unknown_series(scenario: Scenario) -> Iterator[Finding]:
    """Every series that a claim reads is recorded."""
    known = series_names(scenario)
    for file, claim, line, field, name in _series(scenario):
        if name not in known:
            place = Place(file.file, line, field)
            what = f"The claim {claim.id}"
            listed = "the list of recorded series"
            yield unknown(place, what, name, known, listed, "Fix the name.")


def _series(scenario: Scenario) -> Iterator[tuple[File, Owner, int, str, str]]:
    """Yield every use of a series: file, claim, line, field, name."""
    for file, claim, atom in atoms(scenario):
        if isinstance(atom, SeriesAtom):
            yield file, claim, atom.line, "series", atom.series
        elif isinstance(atom, CompareAtom):
            yield file, claim, atom.line, "left", atom.left
            yield file, claim, atom.line, "right", atom.right
    for file, claim, measure in _measures(scenario):
        yield file, claim, measure.line, "series", measure.series


def level_unclear(scenario: Scenario) -> Iterator[Finding]:
    """A series is compared with one level, from above or from below."""
    for file, claim, atom in atoms(scenario):
        if isinstance(atom, SeriesAtom) and (atom.above is None) == (atom.below is None):
            both = "both above and below" if atom.above is not None else "neither above nor below"
            yield Finding(
                Place(file.file, atom.line, "above"),
                f"A predicate of {claim.id} on {atom.series} gives {both}.",
                "It would not be clear when it holds.",
                "Give one of the two; join two predicates with kind: all for a band.",
            )


def window_unclear(scenario: Scenario) -> Iterator[Finding]:
    """A window has one form: on, by, or from with to."""
    for file, claim, atom in atoms(scenario):
        when = atom.when
        forms = [when.on is not None, when.by is not None, when.from_ is not None]
        broken = (when.from_ is None) != (when.to is None)
        if sum(forms) != 1 or broken:
            yield Finding(
                Place(file.file, when.line, "when"),
                f"A window of {claim.id} has {_forms(when)}.",
                "It would not be clear on which days the predicate must hold.",
                "Give exactly one of: on; by; from with to.",
            )


def _forms(when: Window) -> str:
    """Return the fields that a window gives."""
    given = {"on": when.on, "by": when.by, "from": when.from_, "to": when.to}
    return " and ".join(name for name, date in given.items() if date is not None) or "no date"


def window_share_unclear(scenario: Scenario) -> Iterator[Finding]:
    """Throughout and share_of_days belong to from with to, and exclude each other."""
    for file, claim, atom in atoms(scenario):
        when = atom.when
        asked = when.throughout + (when.share_of_days is not None)
        if asked > 1 or (asked and when.from_ is None):
            yield Finding(
                Place(file.file, when.line, "throughout"),
                f"A window of {claim.id} asks for throughout or share_of_days "
                + ("at once." if asked > 1 else "without from and to."),
                "It would not be clear on how many days the predicate must hold.",
                "Use one of them, with from and to.",
            )


def window_outside_run(scenario: Scenario) -> Iterator[Finding]:
    """Every date of a claim is a simulated day."""
    head = scenario.head
    for file, claim, line, field, date in _dates(scenario):
        first = head.start if claim.start == "campaign" else head.assessment_date
        if not first <= date <= head.horizon:
            yield Finding(
                Place(file.file, line, field),
                f"The date {date} of {claim.id} is not simulated: its runs go from {first} to "
                f"{head.horizon}.",
                "Nothing is recorded on that day.",
                "Correct the date; for days before the assessment date write start: campaign.",
            )


def window_reversed(scenario: Scenario) -> Iterator[Finding]:
    """A window ends after it begins."""
    spans: list[tuple[File, Owner, Window | Measure]] = [
        *((file, claim, atom.when) for file, claim, atom in atoms(scenario)),
        *_measures(scenario),
    ]
    windows = [
        (file, claim, span.line, "from", span.from_, "to", span.to)
        for file, claim, span in spans
        if span.from_ is not None and span.to is not None
    ]
    for file, claim, line, _, first, end, last in (*windows, *_windows(scenario)):
        if last < first:
            yield Finding(
                Place(file.file, line, end),
                f"The window of {claim.id} ends on {last}, before it begins on {first}.",
                "No day lies in it.",
                "Swap the dates or correct one.",
            )


def _dates(scenario: Scenario) -> Iterator[tuple[File, Owner, int, str, dt.date]]:
    """Yield every date of every predicate and measure."""
    for file, claim, atom in atoms(scenario):
        when = atom.when
        given = {"on": when.on, "by": when.by, "from": when.from_, "to": when.to}
        if isinstance(atom, SeriesAtom):
            given["since"] = atom.since
        for field, date in given.items():
            if date is not None:
                yield file, claim, when.line, field, date
    for file, claim, measure in _measures(scenario):
        for field, date in (("on", measure.on), ("from", measure.from_), ("to", measure.to)):
            if date is not None:
                yield file, claim, measure.line, field, date
    for file, claim, line, start, first, end, last in _windows(scenario):
        yield file, claim, line, start, first
        yield file, claim, line, end, last


def measure_unclear(scenario: Scenario) -> Iterator[Finding]:
    """A measure is taken on a date, or from one date to another."""
    for file, claim, measure in _measures(scenario):
        span = (measure.from_ is not None, measure.to is not None)
        clear = span == (True, True) if measure.on is None else span == (False, False)
        if not clear:
            yield Finding(
                Place(file.file, measure.line, "measure"),
                f"The measure of {claim.id} does not say on which day or over which days.",
                "A series has a value for every day.",
                "Give on, or from with to.",
            )


RULES = (
    predicate_of_unknown_place,
    predicate_of_unknown_side,
    predicate_of_unwatched_siege,
    siege_without_state,
    predicate_on_unknown_series,
    level_unclear,
    window_unclear,
    window_share_unclear,
    window_outside_run,
    window_reversed,
    measure_unclear,
)
