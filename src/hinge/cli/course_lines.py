"""The course of a run in a few lines: harm to civilians by week, ways in and ground by day.

What stands in every summary of a run. A line is drawn over time from the first
recorded day to the last; the numbers beside it say what it comes to.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from rich.table import Table
from rich.text import Text

from hinge.analysis.course import Course
from hinge.claims.names import CAUSES, UNATTRIBUTED, day_month, full_date
from hinge.cli.sparkline import by_week, sparkline
from hinge.figures.harm import Harm, civilians_killed, displaced
from hinge.figures.palette import SIEGE_STATES, side_colours

if TYPE_CHECKING:
    from hinge.scenario.scenario import Scenario

SHUT = 2
"""From this siege state on a way in is shut: closed by fire, or closed."""

LETTERS = 24
"""Letters of a line by day; a line by week has a letter a week, at most so many."""

MOVED = 0.005
"""A line that moves by less than half of one run in 100 is left out."""


def civilians(course: Course, scenario: Scenario) -> Table:
    """Return civilian harm in the runs of an arm: deaths by author and cause, displaced, week by week."""
    names = {side.id: side.name for side in scenario.head.sides}
    colours = side_colours(list(names))
    rows = civilians_killed(course, list(names))
    names[UNATTRIBUTED] = "nobody in particular"
    weeks = [by_week(_median(course, _series(row))) for row in rows if not row.cause]
    most = max((value for week in weeks for value in week), default=0.0)
    table = _table(f"civilians, {day_month(course.start)} to {full_date(course.last)}")
    table.add_column("median", justify="right", no_wrap=True)
    table.add_column("90 of 100 runs", justify="right", no_wrap=True)
    table.add_column("a week, one scale", no_wrap=True)
    table.add_column("of these (medians)", ratio=9)
    for row, week in zip([row for row in rows if not row.cause], weeks, strict=True):
        total = not row.author
        who = "killed, all sides" if total else f"killed by {names[row.author]}"
        line = Text(sparkline(week, high=most, width=LETTERS), style=colours.get(row.author, ""))
        causes = "" if total else _by_cause(rows, row.author)
        table.add_row(Text(who, style="bold" if total else ""), *_range(row), line, Text(causes))
    away = Text(sparkline(_median(course, "displaced"), width=min(LETTERS, len(weeks[0]))))
    table.add_row(Text("displaced on the last day"), *_range(displaced(course)), away, "")
    return table


def ways_and_ground(course: Course, scenario: Scenario) -> Table | None:
    """Return ways in and ground held by day, a line for each that moves; None where nothing does."""
    head = scenario.head
    names = {side.id: side.name for side in head.sides}
    colours = side_colours(list(names))
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column(f"from {day_month(course.start)} to {full_date(course.last)}", overflow="fold")
    table.add_column("first", justify="right", no_wrap=True)
    table.add_column("by day", no_wrap=True)
    table.add_column("last", justify="right", no_wrap=True)
    watched = [(region, side) for region in scenario.regions for side in region.watch]
    course.load(_held(region.id, side) for region, side in watched)
    shut = [
        _line(
            f"{region.name}, to {names[side]}",
            (course.siege(f"{region.id}.{side}") >= SHUT).mean(axis=0),
            "",
        )
        for region, side in watched
    ]
    held = [
        _line(
            f"{region.name}, by {names[side]}",
            np.median(course.series(_held(region.id, side)), axis=0),
            colours[side],
        )
        for region, side in watched
        if _held(region.id, side) in course.series_names
    ]
    states = " or ".join(SIEGE_STATES[SHUT:])
    for title, lines in (
        (f"way in {states}, of 100 runs", shut),
        ("share held, of 100, median of the runs", held),
    ):
        moving = [line for line in lines if line is not None]
        if moving:
            table.add_row(Text(title, style="dim"))
        for line in moving:
            table.add_row(*line)
    return table if table.row_count else None


def _held(region: str, side: str) -> str:
    """Return the series of the share of a region that a side holds."""
    return f"held_share.{region}.{side}"


def _line(what: str, values: npt.NDArray[np.floating], colour: str) -> tuple[Text, ...] | None:
    """Return the cells of a line of shares, None where it does not move."""
    if float(values.max() - values.min()) < MOVED:
        return None
    drawn = Text(sparkline(values.tolist(), high=1.0, width=LETTERS), style=colour)
    first, last = (f"{100 * float(values[at]):.0f}" for at in (0, -1))
    return Text(f"  {what}"), Text(first), drawn, Text(last, style="bold")


def _series(row: Harm) -> str:
    """Return the recorded series of a row without a cause."""
    return f"civilians_killed_by.{row.author}" if row.author else "civilians_killed"


def _median(course: Course, series: str) -> list[float]:
    """Return the median of a series on each day."""
    found: list[float] = np.median(course.series(series), axis=0).tolist()
    return found


def _by_cause(rows: Sequence[Harm], author: str) -> str:
    """Return the medians of an author's causes, in words."""
    return ", ".join(
        f"{CAUSES[row.cause]} {row.median:,.0f}"
        for row in rows
        if row.cause and row.author == author
    )


def _range(row: Harm) -> tuple[str, str]:
    """Return a median, and the range of 90 of 100 runs."""
    return f"{row.median:,.0f}", f"{row.low:,.0f}–{row.high:,.0f}"


def _table(title: str) -> Table:
    """Return an empty table in the house style with its first column."""
    table = Table(box=None, expand=True, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column(title, ratio=8)
    return table
