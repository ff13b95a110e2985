"""Rules about the dates inside sources: a title that names a later day was not public in time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from hinge.errors import Place
from hinge.scenario.calibration import CalibrationTarget
from hinge.scenario.checks.parts import Finding
from hinge.scenario.checks.vintage import facts
from hinge.scenario.scenario import Scenario
from hinge.scenario.vintage import STRICT

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(
    r"(?:\b(\d{1,2})(?:\s*[–-]\s*\d{1,2})?\s+)?"  # 8 or 8-9: the first of the days counts
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(\d{4})\b"
)
_WRITTEN = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_YEAR = re.compile(r",\s*(\d{4})\b(?!-)")  # a title, publisher and year: "..., 2017"


def named_days(source: str) -> tuple[dt.date, ...]:
    """Return the days that a source's words name, each as early as the words allow.

    A month without a day is its first day, a year after a comma its first of January;
    any other number may be part of a title and is no date.

    >>> named_days("A report, Reuters, 8-9 Aug 2016 (reuters.com); Yearbook, 2017")
    (datetime.date(2016, 8, 8), datetime.date(2017, 1, 1))
    """
    parts = [
        (year, _MONTHS.index(month[:3].lower()) + 1, day or 1)
        for day, month, year in _NAMED.findall(source)
    ]
    parts += list(_WRITTEN.findall(source))
    parts += [(year, 1, 1) for year in _YEAR.findall(source)]
    found = []
    for year, month, day in parts:
        try:
            found.append(dt.date(int(year), int(month), int(day)))
        except ValueError:  # 31 June: no day, so not a date that the words mean
            continue
    return tuple(found)


Words = tuple[str, int, dt.date | None, str]  # file, line, known_on, source


def _sources(scenario: Scenario) -> Iterator[Words]:
    """Yield the words of every source on which a prior, a state, a weight or a calibration rests."""
    for file, rows in (*facts(scenario), ("observations.csv", scenario.observations)):
        for row in rows:
            if row.known_on is not None:
                yield file, row.line, row.known_on, row.source
    for weighed in scenario.conditioning:
        yield "conditioning.yaml", weighed.line, None, weighed.source
    for target in _targets(scenario):
        yield "calibration.yaml", target.line, target.known_on, target.source
    used = {target.monitor for target in _targets(scenario)}
    for monitor in scenario.monitors:
        if monitor.id in used:
            yield "monitors.yaml", monitor.line, None, monitor.source
            for count in monitor.counts:
                yield "monitors.yaml", count.line, None, count.source


def _targets(scenario: Scenario) -> tuple[CalibrationTarget, ...]:
    """Return what parameters are calibrated on."""
    return scenario.calibration.targets if scenario.calibration else ()


def source_dated_later(scenario: Scenario) -> Iterator[Finding]:
    """In a strict run no source of a fact names, in its own words, a day after the assessment date."""
    assessed = scenario.head.assessment_date
    if scenario.vintage != STRICT:
        return
    for file, line, known_on, source in _sources(scenario):
        if known_on is not None and known_on > assessed:
            continue  # another rule refuses it, or it is set aside
        late = [day for day in named_days(source) if day > assessed]
        if late:
            said = f", but known_on says {known_on}" if known_on else ""
            yield Finding(
                Place(file, line, "source"),
                f"The source names {min(late)}, after the assessment date {assessed}{said}.",
                "What was first written later could not be known, whatever known_on says.",
                "Name a source that was public in time, or give the day on which it was public.",
            )


def monitor_known_later(scenario: Scenario) -> Iterator[Finding]:
    """In a strict run parameters are calibrated by no monitor whose counts were public only later."""
    assessed = scenario.head.assessment_date
    if scenario.vintage != STRICT:
        return
    known = {monitor.id: monitor.known_on for monitor in scenario.monitors}
    for target in _targets(scenario):
        day = known.get(target.monitor or "")
        if day is not None and day > assessed:
            yield Finding(
                Place("calibration.yaml", target.line, "monitor"),
                f"The target {target.id} is a count of {target.monitor}, public on {day}; the "
                f"assessment date is {assessed}.",
                "Parameters set by it would carry hindsight into every verdict.",
                "Use a monitor whose counts were public in time, or leave the target out.",
            )


RULES = (source_dated_later, monitor_known_later)
LOCK = RULES  # breaking one of these raises VintageError
