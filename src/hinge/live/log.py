"""What happened in one campaign, day by day, in words: read from its records and from the dated events.

Only what the records show: who holds what, siege states, counts that rise, support and rungs.
Small things are left out: people who break or arrive below a hundredth of the side's
strength on day 0, and support that moves by less than a tenth.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hinge.claims.names import Names, capital, joined, named, number
from hinge.figures.map_data import events
from hinge.live.course import LiveCourse
from hinge.live.levers import RUNGS
from hinge.scenario.interventions import DropEvent, Intervention, ShiftEvent
from hinge.scenario.scenario import Scenario
from hinge.world.codes import SIEGE_STATES

Json = dict[str, Any]
Array = npt.NDArray[np.float64]

SMALL = 0.01
"""Share of a side's strength on day 0 below which breaking and arriving are not told."""

SUPPORT_STEP = 0.1
"""Change of support that is told."""

COMMANDS = (
    ("joined", "joins a command", "join a command"),
    ("split", "leaves its command", "leave their command"),
)
"""Counts of groups that change their command, with what one and what several of them do."""

NAMED = 6
"""At most so many areas are named in one sentence."""


@dataclass(frozen=True)
class Entry:
    """One thing that happened: its kind, in words, where, and whose doing or fate it is."""

    day: int
    kind: str
    text: str
    areas: tuple[str, ...] = ()
    side: str | None = None


class Log:
    """Tells one row of a course."""

    def __init__(self, scenario: Scenario, course: LiveCourse, row: int) -> None:
        """Take names and the records of the row."""
        self._scenario, self._course, self._row = scenario, course, row
        self._names = Names.of(scenario)
        self._sides = [side.id for side in scenario.head.sides]

    def days(self, plans: Sequence[Intervention] = ()) -> list[Json]:
        """Return the days on which something happened, with what; ``plans``: what was pulled."""
        found: dict[int, list[Entry]] = {}
        for entry in self._entries(plans):
            found.setdefault(entry.day, []).append(entry)
        return [
            {
                "day": day,
                "date": (self._course.start + dt.timedelta(days=day)).isoformat(),
                "entries": [
                    {"kind": one.kind, "text": one.text, "areas": list(one.areas), "side": one.side}
                    for one in found[day]
                ],
            }
            for day in sorted(found)
        ]

    def of_area(self, area: str) -> list[Json]:
        """Return the days on which an area changed hands or came under fire from both, in words."""
        column = self._course.areas.index(area)
        held = self._course.control()[self._row, :, column]
        fought = self._course.contested()[self._row, :, column]
        rows = [self._dated(0, f"Held by {self._side(int(held[0]))}.")]
        for day in range(1, held.size):
            if held[day] != held[day - 1]:
                text = (
                    f"{self._side(int(held[day]))} takes it from {self._side(int(held[day - 1]))}."
                )
                rows.append(self._dated(day, capital(text)))
            elif fought[day] and not fought[day - 1]:
                rows.append(self._dated(day, "Fighting in it begins."))
            elif fought[day - 1] and not fought[day]:
                rows.append(
                    self._dated(day, f"Fighting in it ends; {self._side(int(held[day]))} holds it.")
                )
        return rows

    def _entries(self, plans: Sequence[Intervention]) -> Iterator[Entry]:
        """Yield everything that happened, by kind."""
        yield from self._events(plans)
        yield from self._ground()
        yield from self._sieges()
        yield from self._sides_did()
        yield from self._sponsors()

    def _events(self, plans: Sequence[Intervention]) -> Iterator[Entry]:
        """Yield the dated events of the scenario, moved or dropped where a lever does so."""
        levers = [lever for plan in plans for lever in plan.levers]
        gone = {lever.event for lever in levers if isinstance(lever, DropEvent)}
        moved = {lever.event: lever.days for lever in levers if isinstance(lever, ShiftEvent)}
        last = self._course.days - 1
        ids = {(one.date.isoformat(), one.text): one.id for one in self._scenario.events}
        for one in events(self._scenario, self._course.start, self._course.days):
            name = ids.get((one["date"], one["text"]), "")
            day = one["day"] + moved.get(name, 0)
            if name not in gone and 0 <= day <= last:
                yield Entry(day, "event", one["text"], tuple(one["areas"]))

    def _ground(self) -> Iterator[Entry]:
        """Yield areas that changed hands, together by who took them from whom."""
        held = self._course.control()[self._row]
        place = {area.id: area.name for area in self._scenario.areas}
        for day in np.flatnonzero((held[1:] != held[:-1]).any(axis=1)) + 1:
            turned: dict[tuple[int, int], list[str]] = {}
            for column in np.flatnonzero(held[day] != held[day - 1]).tolist():
                pair = int(held[day, column]), int(held[day - 1, column])
                turned.setdefault(pair, []).append(self._course.areas[column])
            for (now, before), areas in turned.items():
                shown = [place[area] for area in areas[:NAMED]]
                if len(areas) > NAMED:
                    shown.append(f"{len(areas) - NAMED} more")
                text = f"{self._side(now)} takes {joined(shown)} from {self._side(before)}."
                if now < 0:
                    text = f"Nobody holds {joined(shown)} any more."
                side = self._sides[now] if now >= 0 else None
                yield Entry(int(day), "ground", capital(text), tuple(areas), side)

    def _sieges(self) -> Iterator[Entry]:
        """Yield changes of the ways into watched regions."""
        states = self._course.sieges()[self._row]
        for column, watch in enumerate(self._course.watches):
            region, side = watch.split(".", 1)
            place, who = named(self._names.places, region), named(self._names.sides, side)
            own = next((one.areas for one in self._scenario.regions if one.id == region), ())
            for day in np.flatnonzero(states[1:, column] != states[:-1, column]) + 1:
                now = SIEGE_STATES[int(states[day, column])].replace("_", " ")
                was = SIEGE_STATES[int(states[day - 1, column])].replace("_", " ")
                text = f"The way into {place} for {who} is {now}; it was {was}."
                yield Entry(int(day), "siege", text, tuple(own), side)

    def _sides_did(self) -> Iterator[Entry]:
        """Yield main efforts, breaking, arrivals, deals and commands, by side."""
        for side in self._sides:
            who = named(self._names.sides, side)
            small = max(1.0, SMALL * float(self._values(f"strength.{side}")[0]))
            for day, more in self._rises(f"efforts.{side}", 1.0):
                efforts = "a main effort" if more == 1 else f"{number(more)} main efforts"
                yield Entry(day, "effort", f"{capital(who)} begins {efforts}.", (), side)
            for day, more in self._rises(f"broke.{side}", small):
                text = f"Formations of {who} with {number(more)} soldiers break."
                yield Entry(day, "broken", text, (), side)
            for day, more in self._rises(f"arrived.{side}", small):
                yield Entry(day, "arrival", f"{number(more)} soldiers arrive for {who}.", (), side)
            for day, more in self._rises(f"deals.{side}", 1.0):
                ends = "A siege" if more == 1 else f"{number(more)} sieges"
                text = f"{ends} of {who} {'ends' if more == 1 else 'end'} by deal."
                yield Entry(day, "deal", text, (), side)
            for word, one, many in COMMANDS:
                for day, more in self._rises(f"{word}.{side}", 1.0):
                    text = f"A group of {who} {one}." if more == 1 else ""
                    text = text or f"{number(more)} groups of {who} {many}."
                    yield Entry(day, "command", text, (), side)

    def _sponsors(self) -> Iterator[Entry]:
        """Yield support that moved, and steps on the ladder."""
        for sponsor in self._scenario.sponsors:
            who = capital(named(self._names.sponsors, sponsor.id))
            support = self._values(f"support.{sponsor.id}")
            told = support[0]
            for day, level in enumerate(support.tolist()):
                if abs(level - told) >= SUPPORT_STEP:
                    goes = "falls" if level < told else "rises"
                    text = f"Support by {named(self._names.sponsors, sponsor.id)} {goes} to {100 * level:.0f} % of what it was at the start."
                    told = level
                    yield Entry(day, "sponsor", text)
            rung = self._values(f"rung.{sponsor.id}").astype(np.int64)
            for step in np.flatnonzero(np.diff(rung)).tolist():
                text = f"{who}: from {RUNGS[rung[step]]} to {RUNGS[rung[step + 1]]}."
                yield Entry(step + 1, "sponsor", text)

    def _rises(self, series: str, least: float) -> Iterator[tuple[int, float]]:
        """Yield the days on which a count rises by so many or more, and by how many."""
        steps = np.diff(self._values(series))
        for day in np.flatnonzero(steps >= least):
            yield int(day) + 1, float(steps[day])

    def _values(self, series: str) -> Array:
        """Return a series of the row, (days,)."""
        return np.asarray(self._course.series(series)[self._row], dtype=np.float64)

    def _side(self, side: int) -> str:
        """Return who holds something, by index."""
        return "nobody" if side < 0 else named(self._names.sides, self._sides[side])

    def _dated(self, day: int, text: str) -> Json:
        """Return a line of a history."""
        return {
            "day": day,
            "date": (self._course.start + dt.timedelta(days=day)).isoformat(),
            "text": text,
        }


def apart(course: LiveCourse, other: LiveCourse, row: int) -> int | None:
    """Return the first day on which a row of two courses is not the same, None where it is throughout."""
    off = (course.control()[row] != other.control()[row]).any(axis=1)
    off |= (course.sieges()[row] != other.sieges()[row]).any(axis=1)
    for name in course.series_names:
        off |= course.series(name)[row] != other.series(name)[row]
    return int(off.argmax()) if off.any() else None
