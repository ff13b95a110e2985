"""UCDP GED: single events of organised violence, summed by period, area, side and kind of dead.

Columns as in the codebook of the Georeferenced Event Dataset (Högbladh 2019 and
later): ``date_prec`` 1 exact day, 2 within 2-6 days, 3 week, 4 month, 5 year;
``where_prec`` 1 exact, 2 within 25 km, 3 district, 4 province, 5 part of one or
a line, 6 country, 7 abroad or at sea; ``type_of_violence`` 1 state-based, 2 non-state,
3 one-sided (side_a kills civilians). Other columns are ignored, so that the
world file and country files are read alike.

What becomes of an event (in this order, the first that fits):

1. dates outside the window: not counted;
2. a whole country's summary over months or a year: left out, except for one whole period;
3. dates that reach over the edge of the window or over the assessment date: left out;
4. dates less exact than the period asks (``LEAST_EXACT``): left out;
5. a place that stands for no area: left out and listed;
6. else it counts in the period of its first day.

UCDP gives a range for the total alone. The range of a part is the widest that
this allows: all doubt may lie in that part, and the dead of unknown standing
may belong to it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from hinge.importing.asked import Asked, Imported, as_text, finished, released
from hinge.importing.cells import Cells, require
from hinge.importing.ledger import Ledger
from hinge.importing.local_file import LARGE, Fingerprint, no_header, rows_of
from hinge.importing.periods import DAY, MONTH, WEEK, WHOLE, Periods
from hinge.importing.places import Actors, Places, read_actors, read_places
from hinge.importing.terms import Usual, settle
from hinge.scenario.records import Observation

USUAL = Usual(
    licence="CC BY 4.0",
    citation="UCDP Georeferenced Event Dataset. Sundberg, Ralph and Erik Melander (2013), "
    '"Introducing the UCDP Georeferenced Event Dataset", Journal of Peace Research 50(4), '
    "523-532; with the codebook of the release",
)
NEEDED = (
    "id", "date_start", "date_end", "date_prec", "type_of_violence", "side_a", "side_b",
    "where_prec", "where_coordinates", "adm_1", "adm_2", "latitude", "longitude",
    "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "low", "high",
)  # fmt: skip
LEAST_EXACT = {DAY: 1, WEEK: 3, MONTH: 4, WHOLE: 5}  # date_prec that a period still bears
SUMMARY = 4  # date_prec from which an event without a province is a summary
NEAR = 2  # where_prec up to which coordinates tell the place
ONE_SIDED = 3  # type_of_violence
CIVILIANS = "civilians"  # what the codebook calls the killed of one-sided violence
CAVEATS = (
    (
        "Government forces and their allies are one actor in this data set, and so are most factions "
        "of an opposition: losses of single factions cannot be read from it."
    ),
    (
        "Fighters are undercounted, more than civilians: most are known from one monitor or the press, "
        "and many stand under unknown."
    ),
    (
        "Who killed civilians is said for one-sided violence alone; civilians killed in fighting "
        "have no author here."
    ),
    "An area or period without a row had no recorded event; that is not a count of zero dead.",
    (
        "The data were compiled after the events. A row counts as known from the release of the data "
        "set on, so a strict run that is assessed earlier sets it aside."
    ),
)

Sums = dict[tuple[int, str, str], list[int]]


@dataclass(frozen=True)
class Event:
    """One event: when, where, who, and its dead (persons)."""

    row: Cells
    start: dt.date
    end: dt.date
    date_prec: int
    where_prec: int
    kind: int
    a: int
    b: int
    civilians: int
    unknown: int
    best: int

    @classmethod
    def of(cls, row: Cells) -> Event:
        """Return the event of a row; raise InputError for a cell that the codebook does not allow."""
        row.day("date_end")  # never empty here
        start, end = row.days("date_start", "date_end")
        return cls(
            row,
            start,
            end,
            date_prec=row.count("date_prec", 1, 5),
            where_prec=row.count("where_prec", 1, 7),
            kind=row.count("type_of_violence", 1, 3),
            a=row.count("deaths_a"),
            b=row.count("deaths_b"),
            civilians=row.count("deaths_civilians"),
            unknown=row.count("deaths_unknown"),
            best=row.count("best"),
        )

    def ranges(self, *, widen: bool, ledger: Ledger) -> tuple[int, int]:
        """Return low and high of the total; raise InputError if best lies outside, unless widened."""
        low, high = self.row.count("low"), self.row.count("high")
        if low <= self.best <= high:
            return low, high
        if not widen:
            raise self.row.disordered(
                (low, self.best, high),
                "Correct the row, or say --widen-ranges to let the range hold the best value.",
            )
        ledger.remark("range widened to hold the best value", self.row.line, self.best)
        return min(low, self.best), max(high, self.best)


def read_ucdp(asked: Asked) -> Imported:
    """Return the sums of an event file; raise InputError for anything it should not hold."""
    public = released(asked)
    fingerprint, ledger = Fingerprint(asked.file.name), Ledger()
    rows = rows_of(asked.file, fingerprint, LARGE)
    line, columns = next(rows, (0, []))
    if not columns:
        raise no_header(asked.file.name)
    require(columns, NEEDED, asked.file.name, line)
    terms = settle(asked.terms, USUAL, asked.file.name)
    column = asked.area_column or "where_coordinates"
    places = read_places(asked.scenario, asked.place_map, column, columns, outlines=asked.outlines)
    actors = read_actors(asked.scenario, asked.actor_map)
    periods = Periods.of(asked.window, asked.by)
    sums: Sums = defaultdict(lambda: [0, 0, 0, 0])
    for line, cells in rows:
        event = Event.of(Cells(asked.file.name, line, dict(zip(columns, cells, strict=True))))
        ledger.read += 1
        area = _area(event, asked, places, ledger)
        if area:
            low, high = event.ranges(widen=asked.widen, ledger=ledger)
            _add(sums, periods.number(event.start), area, event, actors, ledger, low, high)
            ledger.use(event.best)
            if event.end > periods.span(periods.number(event.start))[1]:
                ledger.remark("counted in the period of its first day", line, event.best)
    found = [
        Observation(
            id="x",
            observable=what,
            area=area,
            date_start=periods.span(number)[0],
            date_end=periods.span(number)[1],
            value=as_text(best),
            low=as_text(low),
            high=as_text(high),
            unit="persons",
            who_says="UCDP",
            true_on=periods.span(number)[1],
            known_on=public,
            source=terms.source,
            note=f"Sum of {events} event{'' if events == 1 else 's'}",
        )
        for (number, area, what), (best, low, high, events) in sorted(sums.items())
        if high > 0
    ]
    imported = Imported(
        "ucdp", "UCDP GED", fingerprint, terms, ledger, tuple(found),
        rules=_rules(asked.by), caveats=CAVEATS, totals=_totals(sums, periods),
    )  # fmt: skip
    return finished(imported, asked)


def _area(event: Event, asked: Asked, places: Places, ledger: Ledger) -> str:
    """Return the area that an event counts in; empty, and noted in the ledger, if it is left out."""
    line, window = event.row.line, asked.window
    province = event.row.text("adm_1")
    reason = ""
    if window.misses(event.start, event.end):
        reason = "outside the window"
    elif not province and event.date_prec >= SUMMARY and asked.by != WHOLE:
        reason = "summary of a whole country over months or a year"
    elif window.crosses_edge(event.start, event.end):
        reason = "dates reach over the edge of the window"
    elif window.crosses_cut(event.start, event.end):
        reason = "dates reach over the assessment date"
    elif event.date_prec > LEAST_EXACT[asked.by] or (asked.by == DAY and event.start != event.end):
        reason = f"date less exact than a {asked.by}"
    if reason:
        ledger.leave(reason, line, event.best)
        return ""
    point = _point(event.row)
    area = places.of_name(event.row.text, point)
    if area is None and point and event.where_prec <= NEAR:
        area = places.of_point(point)
    if area is None:
        name = event.row.text(places.column) or province or "(no place)"
        ledger.no_place(name, line, event.best)
    elif not area:
        ledger.leave("left out by the place map", line, event.best)
    return area or ""


def _add(
    sums: Sums,
    number: int,
    area: str,
    event: Event,
    actors: Actors,
    ledger: Ledger,
    low: int,
    high: int,
) -> None:
    """Add an event to the sums of its period and area."""
    if event.a + event.b + event.civilians + event.unknown != event.best:
        ledger.remark("parts do not add up to best", event.row.line, event.best)
    for what, best, least, most in _parts(event, actors, ledger, low, high):
        held = sums[number, area, what]
        for place, add in enumerate((best, least, most, 1)):
            held[place] += add


def _parts(
    event: Event, actors: Actors, ledger: Ledger, low: int, high: int
) -> Iterator[tuple[str, int, int, int]]:
    """Yield observable, best, low and high of the total and of every part that an event tells."""
    down, up = event.best - low, high - event.best + event.unknown
    yield "all_killed", event.best, low, high
    yield "civilians_killed", event.civilians, max(0, event.civilians - down), event.civilians + up
    for column, dead in (("side_a", event.a), ("side_b", event.b)):
        name = event.row.text(column)
        if name.casefold() == CIVILIANS:
            continue
        side = actors.side(name)
        if side is None:
            ledger.no_actor(name, event.row.line, event.best)
        elif side and event.kind != ONE_SIDED:
            yield f"soldiers_killed_of_{side}", dead, max(0, dead - down), dead + up
        elif side and column == "side_a":
            killed = event.civilians
            yield f"civilians_killed_by_{side}", killed, max(0, killed - down), killed + up


def _point(row: Cells) -> tuple[float, float] | None:
    """Return longitude and latitude; None where either is empty; raise InputError if no angle."""
    east, north = row.degrees("longitude", 180.0), row.degrees("latitude", 90.0)
    return None if east is None or north is None else (east, north)


def _rules(by: str) -> tuple[str, ...]:
    """Return what was done with dates and ranges, in words."""
    exact = LEAST_EXACT[by]
    return (
        f"Events with date_prec up to {exact} are counted, by the period of their first day; the "
        "rest is left out and listed."
        if by != DAY
        else "Events of one exact day (date_prec 1) are counted; the rest is left out and listed.",
        (
            "A new period begins after the assessment date; events that reach over it, or over the edge "
            "of the window, are left out and listed."
        ),
        f"Outlines place an event only with where_prec up to {NEAR}.",
        (
            "Low and high of all dead are UCDP's, summed, so that errors of events are taken to go "
            "together; those of civilians and soldiers are the widest that UCDP's range of the total "
            "and its dead of unknown standing allow."
        ),
    )


def _totals(sums: Sums, periods: Periods) -> dict[str, dict[str, float]]:
    """Return best values by period and observable, over all areas."""
    totals: dict[str, dict[str, float]] = {}
    for (number, _, what), (best, *_rest) in sorted(sums.items()):
        start, end = periods.span(number)
        row = totals.setdefault(f"{start} to {end}", {})
        row[what] = row.get(what, 0) + best
    return totals
