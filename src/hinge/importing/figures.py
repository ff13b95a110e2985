"""Dated figures of monitors and aid agencies: a plain table, or one with a row of HXL tags.

Plain table: ``period_start, period_end, area, measure, value, low, high, unit,
source, note`` and, if known, ``known_on``; other columns are ignored.

HXL (hxlstandard.org): somewhere in the first rows every filled cell is a tag
such as ``#date`` or ``#affected+killed``. Read are ``#date`` (``+start``,
``+end``, ``+published``), ``#loc``, ``#adm4`` to ``#adm1`` or ``#country``
(names before codes), ``#indicator+name``, ``#meta+unit``, ``#meta+source`` or
``#source``, ``#description``; figures stand under ``#affected``, ``#inneed``,
``#targeted``, ``#reached``, ``#population``, ``#value`` or ``#indicator+value``,
their ranges under the same tag with ``+min`` and ``+max``.

A figure is never split: one that reaches over the edge of the window is left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from hinge.errors import Place
from hinge.importing.asked import Asked, Imported, as_text, finished, released
from hinge.importing.cells import Cells, require
from hinge.importing.ledger import Ledger
from hinge.importing.local_file import refused, small_table
from hinge.importing.places import Places, read_places
from hinge.importing.terms import Terms, Usual, settle
from hinge.scenario.records import Observation

NEEDED = ("period_start", "area", "measure", "value", "source")
USUAL = Usual(
    licence="single facts, each with its source; no licence is needed for a fact",
    citation="Figures as published by the sources named",
)
TAG_ROWS = 25  # the tags stand among so many rows, says the standard
VALUES = ("#affected", "#inneed", "#targeted", "#reached", "#population", "#value", "#indicator")
PLACES = ("#loc", "#adm4", "#adm3", "#adm2", "#adm1", "#country")
RANGE = {"min": "low", "low": "low", "max": "high", "high": "high"}
CAVEATS = (
    (
        "What an agency documents is a minimum; what it plans with (people in need, population) is an "
        "estimate. Both stand here as they were published."
    ),
    "Figures of one table overlap in time, place and kind: they must not be added up.",
)
RULES = (
    "A figure keeps its own dates; one that reaches over the edge of the window is left out.",
    "A figure without a value but with low and high gets the middle of the two as its value.",
    (
        "A figure over by the assessment date is an observation; any other is an outcome, also where it "
        "reaches back."
    ),
)

Figure = tuple[
    Cells, str, tuple[dt.date, dt.date], str, str
]  # row, measure, span, low, high column


@dataclass(frozen=True)
class _Layout:
    """Where things stand: columns of place, unit, source, note and publication; empty: nowhere."""

    name: str
    place: str
    unit: str
    source: str
    note: str
    known: str


def read_figures(asked: Asked) -> Imported:
    """Return the figures of a table as rows; raise InputError for anything it should not hold."""
    fingerprint, rows = small_table(asked.file)
    file = asked.file.name
    tagged = _tag_row(rows)
    ledger = Ledger()
    if tagged is None:
        columns = rows[0][1]
        require(columns, NEEDED, file, rows[0][0])
        layout = _Layout("dated figures", "area", "unit", "source", "note", "known_on")
        figures = _plain(file, columns, rows[1:], ledger)
    else:
        columns = _names(rows[tagged][1])
        layout = _hxl_layout(columns, file, rows[tagged][0])
        figures = _tagged(file, columns, rows[tagged + 1 :], ledger)
    sourced = tagged is None and all(row[columns.index("source")] for _, row in rows[1:])
    terms = settle(asked.terms, USUAL if sourced else None, file)
    column = asked.area_column or layout.place
    places = read_places(asked.scenario, asked.place_map, column, columns, outlines=False)
    found = [
        row
        for figure in figures
        if (row := _row(figure, asked, layout, places, terms, ledger)) is not None
    ]
    return finished(
        Imported("figures", layout.name, fingerprint, terms, ledger, tuple(found), RULES, CAVEATS),
        asked,
    )


def _row(
    figure: Figure, asked: Asked, layout: _Layout, places: Places, terms: Terms, ledger: Ledger
) -> Observation | None:
    """Return the row of a figure; None, and noted in the ledger, where it is left out."""
    cells, column, (start, end), low_column, high_column = figure
    plain = column == "value"
    value = cells.number(column) if cells.cells[column] else None
    low, high = (
        cells.number(name) if name and cells.cells.get(name) else None
        for name in (low_column, high_column)
    )
    cells.bounded(value, low, high)
    measure = cells.text("measure") if plain else _measure(cells, column)
    name = cells.text(places.column)
    area = places.of_name(cells.text, None)
    if asked.window.misses(start, end):
        ledger.leave("outside the window", cells.line)
    elif asked.window.crosses_edge(start, end):
        ledger.leave("dates reach over the edge of the window", cells.line)
    elif not measure:
        ledger.leave("not said what is measured", cells.line)
    elif value is None and (low is None or high is None):
        ledger.leave("no figure", cells.line)
    elif area is None:
        ledger.no_place(name or "(no place)", cells.line)
    elif not area:
        ledger.leave("left out by the place map", cells.line)
    else:
        ledger.use()
        note = cells.text(layout.note)
        if value is None and low is not None and high is not None:
            value, note = (low + high) / 2, "; ".join(filter(None, (note, "middle of the range")))
        if asked.window.crosses_cut(start, end):
            ledger.remark("outcome that reaches back over the assessment date", cells.line)
        source = cells.text(layout.source)
        return Observation(
            id="x",
            observable=measure,
            area=area,
            date_start=start,
            date_end=end,
            value=as_text(value or 0.0),
            low="" if low is None else as_text(low),
            high="" if high is None else as_text(high),
            unit=cells.text(layout.unit),
            who_says=source,
            true_on=end,
            known_on=cells.day(layout.known) if cells.cells.get(layout.known) else released(asked),
            source="; ".join(filter(None, (source, terms.source))),
            note="; ".join(filter(None, (f"there: {name}" if name != area else "", note))),
        )
    return None


def _plain(
    file: str, columns: list[str], rows: list[tuple[int, list[str]]], ledger: Ledger
) -> Iterator[Figure]:
    """Yield the figures of a plain table."""
    for line, cells in rows:
        ledger.read += 1
        row = Cells(file, line, dict(zip(columns, cells, strict=True)))
        yield row, "value", row.days("period_start", "period_end"), "low", "high"


def _tagged(
    file: str, columns: list[str], rows: list[tuple[int, list[str]]], ledger: Ledger
) -> Iterator[Figure]:
    """Yield the figures of a table with tags: one for each column of figures in a row."""
    values = [name for name in columns if _is_value(name)]
    ranges = {
        (_without_range(name), RANGE[mark]): name
        for name in columns
        for mark in _attributes(name)
        if mark in RANGE and name.split("+")[0] in VALUES
    }
    for line, cells in rows:
        row = Cells(file, line, dict(zip(columns, cells, strict=True)))
        for value in values:
            ledger.read += 1
            low, high = ranges.get((value, "low"), ""), ranges.get((value, "high"), "")
            yield row, value, _dates(row, columns), low, high


def _dates(row: Cells, columns: list[str]) -> tuple[dt.date, dt.date]:
    """Return the span of a tagged row: ``#date+start`` and ``+end``, or the one ``#date``."""
    dates = [name for name in columns if name.split("+")[0] == "#date"]
    first = next((name for name in dates if "start" in _attributes(name)), "")
    last = next((name for name in dates if "end" in _attributes(name)), "")
    if first and last:
        return row.days(first, last)
    return row.span(next(name for name in dates if "published" not in _attributes(name)))


def _hxl_layout(columns: list[str], file: str, line: int) -> _Layout:
    """Return where things stand in a table with tags; raise InputError if it has no date or figure."""
    dates = [
        name
        for name in columns
        if name.split("+")[0] == "#date" and "published" not in _attributes(name)
    ]
    places = [name for tag in PLACES for name in _by_tag(columns, tag)]
    if not dates or not places or not any(map(_is_value, columns)):
        raise refused(
            "hxl_tags",
            Place(file, line),
            "Among the tags there is no date, no place, or no figure.",
            "A figure needs a day and a place.",
            f"Tag a column #date, one {PLACES[4]}, and one {VALUES[0]}.",
        )
    return _Layout(
        "HXL",
        places[0],
        next(iter(_with(columns, "unit")), ""),
        next(iter([*_with(columns, "source"), *_by_tag(columns, "#source")]), ""),
        next(iter(_by_tag(columns, "#description")), ""),
        next(iter(_with(columns, "published")), ""),
    )


def _measure(cells: Cells, column: str) -> str:
    """Return what a tagged figure measures: its indicator's name, or its tag as a word."""
    names = [n for n in cells.cells if n.startswith("#indicator") and "name" in _attributes(n)]
    text = cells.text(names[0]) if names and column.startswith(("#value", "#indicator")) else ""
    return re.sub(r"[^a-z0-9]+", "_", (text or column).lower()).strip("_") or "figure"


def _tag_row(rows: list[tuple[int, list[str]]]) -> int | None:
    """Return the number of the row of tags; None if there is none."""
    for number, (_, cells) in enumerate(rows[:TAG_ROWS]):
        filled = [cell for cell in cells if cell]
        if len(filled) >= 2 and all(cell.startswith("#") for cell in filled):
            return number
    return None


def _names(tags: list[str]) -> list[str]:
    """Return tags as column names, without blanks, in small letters; repeated ones are numbered."""
    found: list[str] = []
    for number, tag in enumerate(tags):
        name = re.sub(r"\s+", "", tag.lower())
        found.append(f"{name}+col{number}" if name in found or not name else name)
    return found


def _attributes(name: str) -> set[str]:
    """Return the attributes of a tag."""
    return set(name.split("+")[1:])


def _is_value(name: str) -> bool:
    """Return whether a tag stands over figures themselves, not over their range or their name."""
    marks = _attributes(name)
    if name.split("+", maxsplit=1)[0] == "#indicator" and "value" not in marks:
        return False
    return name.split("+", maxsplit=1)[0] in VALUES and not marks & set(RANGE)


def _without_range(name: str) -> str:
    """Return the tag of the figure that a tag of a range belongs to."""
    tag, *marks = name.split("+")
    return "+".join([tag, *(mark for mark in marks if mark not in RANGE)])


def _by_tag(columns: list[str], tag: str) -> list[str]:
    """Return the columns of a tag, names before codes."""
    found = [name for name in columns if name.split("+")[0] == tag]
    return sorted(found, key=lambda name: "code" in _attributes(name))


def _with(columns: list[str], mark: str) -> list[str]:
    """Return the columns of a tag for remarks or dates that carry an attribute."""
    return [n for n in columns if n.startswith(("#meta", "#date")) and mark in _attributes(n)]
