"""Rows of a file of outcomes as facts that a run can be held against, and why others cannot.

Nothing is dropped without a word: what cannot be scored is listed with its reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hinge.scenario.nearest import suggest
from hinge.scenario.scenario import Scenario
from hinge.scoring.table import Row

Floats = NDArray[np.float64]

CONTROL_WORDS = ("control", "controller", "holder")
NOBODY_WORDS = ("nobody", "none", "no one")


@dataclass(frozen=True)
class ControlFact:
    """Who held an area, or all areas of a region: their columns, ``outcome`` (C,), nobody last.

    ``place``: id of the area or region.
    ``first`` to ``last``: days after the run's first day over which a forecast is
    averaged, tolerance included and clipped to the simulated ones; ``day``: of the
    fact itself, ``days`` it spans.
    """

    row: Row
    place: str
    areas: tuple[int, ...]
    first: int
    last: int
    outcome: Floats

    @property
    def holder(self) -> int:
        """Return the column of the only holder; -1 where the area was divided."""
        return int(self.outcome.argmax()) if float(self.outcome.max()) == 1.0 else -1


@dataclass(frozen=True)
class Skipped:
    """A row that is not scored, and why: the ``reason``, and what it is about in ``detail``."""

    row: Row
    reason: str
    detail: str = ""

    def to_json(self) -> dict[str, str | int]:
        """Return where the row stands and the reason."""
        return {
            "line": self.row.line,
            "id": self.row.id,
            "observable": self.row.observable,
            "area": self.row.area,
            "date": self.row.first.isoformat(),
            "reason": self.reason,
            "detail": self.detail,
        }


@dataclass(frozen=True)
class Span:
    """The simulated days: ``start`` is day 0, ``days`` days follow it."""

    start: dt.date
    days: int

    def day(self, date: dt.date) -> int:
        """Return the number of a date."""
        return (date - self.start).days

    def date(self, day: int) -> dt.date:
        """Return the date of a number."""
        return self.start + dt.timedelta(days=day)

    def outside(self, row: Row) -> str:
        """Return why the days of a row are not simulated; nothing where they are."""
        if self.day(row.first) <= 0:
            return f"begins on or before the first simulated day, {self.start}"
        if self.day(row.last) > self.days:
            return f"ends after the last simulated day, {self.date(self.days)}"
        return ""


class Holders:
    """Reads who holds an area: ids, names and codes of sides, in any case; ``X/Y`` is divided."""

    def __init__(self, scenario: Scenario) -> None:
        """Take the sides; the category after the last side is nobody."""
        self.sides = tuple(side.id for side in scenario.head.sides)
        self.names = (*(side.name for side in scenario.head.sides), "nobody")
        self._column: dict[str, int] = dict.fromkeys(NOBODY_WORDS, len(self.sides))
        for number, side in enumerate(scenario.head.sides):
            for word in (*side.codes, side.short, side.name, side.id):
                self._column[word.casefold()] = number

    @property
    def size(self) -> int:
        """Return the number of categories C: the sides, and nobody."""
        return len(self.sides) + 1

    def share(self, text: str) -> Floats | None:
        """Return the outcome (C,) that a cell tells; None where it names something else."""
        found = np.zeros(self.size)
        words = [word.strip() for word in text.split("/")]
        for word in words:
            column = self._column.get(word.casefold())
            if column is None:
                return None
            found[column] += 1.0 / len(words)
        return found


def control_facts(
    rows: Iterable[Row], scenario: Scenario, areas: tuple[str, ...], span: Span
) -> tuple[tuple[ControlFact, ...], tuple[Skipped, ...]]:
    """Return the facts about control that can be scored, in file order, and the others.

    An area or region is named by its id or its name, in any case. Of rows with the same
    place and days the first counts.
    """
    holders, places = Holders(scenario), _places(scenario, areas)
    facts: list[ControlFact] = []
    skipped: list[Skipped] = []
    seen: dict[tuple[str, dt.date, dt.date], ControlFact] = {}
    for row in rows:
        place, outcome = places.get(row.area.casefold()), holders.share(row.value)
        outside = span.outside(row)
        if place is None:
            skipped.append(Skipped(row, "the area is not on the map", _near(row.area, areas)))
        elif outcome is None:
            known = [*holders.sides, "nobody"]
            skipped.append(Skipped(row, "the controller is no side", _near(row.value, known)))
        elif outside:
            skipped.append(Skipped(row, outside))
        elif (first := seen.get((place[0], row.first, row.last))) is not None:
            same = np.array_equal(first.outcome, outcome)
            said = f"as on line {first.row.line}" + ("" if same else f", {first.row.value} there")
            skipped.append(Skipped(row, "the same area and day again", said))
        else:
            first_day = max(1, span.day(row.first) - row.tolerance)
            last_day = min(span.days, span.day(row.last) + row.tolerance)
            fact = ControlFact(row, *place, first_day, last_day, outcome)
            seen[place[0], row.first, row.last] = fact
            facts.append(fact)
    return tuple(facts), tuple(skipped)


def _places(scenario: Scenario, areas: tuple[str, ...]) -> dict[str, tuple[str, tuple[int, ...]]]:
    """Return id and columns of every area and region, by id and by name; areas go first."""
    column = {area: number for number, area in enumerate(areas)}
    found: dict[str, tuple[str, tuple[int, ...]]] = {}
    for region in scenario.regions:
        columns = tuple(column[area] for area in region.areas if area in column)
        found |= dict.fromkeys((region.name.casefold(), region.id), (region.id, columns))
    known = [area for area in scenario.areas if area.id in column]
    found |= {area.name.casefold(): (area.id, (column[area.id],)) for area in known}
    return found | {area.id: (area.id, (column[area.id],)) for area in known}


def _near(word: str, known: Iterable[str]) -> str:
    """Return what was written, with the nearest known name."""
    return f"{word!r} {suggest(word, known)}"
