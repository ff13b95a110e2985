"""The figures of a run, as a notebook asks for them: ``run.plot.fan("killed.north")``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from hinge.analysis.course import Course
from hinge.claims.names import Names, capital, full_date
from hinge.claims.series_words import series_words
from hinge.errors import InputError, Place, Problem
from hinge.figures.area_map import map_figure, moment
from hinge.figures.chance import chance
from hinge.figures.civilians import harm_by_author
from hinge.figures.fan import fan
from hinge.figures.harm import civilians_killed
from hinge.figures.map_data import geo
from hinge.figures.palette import INK, side_colours
from hinge.figures.siege import siege
from hinge.notebook.chance import chance_rows
from hinge.notebook.picture import Picture
from hinge.scenario.nearest import suggest
from hinge.scenario.scenario import Scenario

MAP = "fill: the side that holds the area in most runs; the fuller, the more runs agree"


@dataclass(frozen=True)
class Plots:
    """Figures of one arm of a run; each returns a ``Picture``, which shows itself at the end of a cell."""

    course: Course
    scenario: Scenario

    def fan(
        self,
        series: str,
        *,
        title: str = "",
        colour: str = "",
        record: Sequence[tuple[dt.date | str, float]] = (),
        top: float | None = None,
    ) -> Picture:
        """Return how a recorded series goes over time: median, and bands of 50 and 90 of 100 runs.

        ``record``: (day, value) of what was observed, drawn as points; ``top``: where the axis
        ends, else from the data. InputError for a series that is not recorded.
        """
        if series not in self.course.series_names:
            raise InputError([_unknown("series", series, self.course.series_names)])
        words = series_words(series, Names.of(self.scenario))
        unit = words.unit or ("share, 0 to 1" if words.share else "")
        figure = fan(
            f"fan-{series.replace('.', '-').replace('_', '-')}",
            title or capital(words.phrase),
            f"{unit}; {self._runs()}" if unit else self._runs(),
            self.course.series(series),
            self.course.start,
            colour=colour or self._colour(series),
            record=[(self._day(day), value) for day, value in record],
            events=self._events(),
            top=top,
        )
        return Picture.of(figure)

    def siege(self, watch: str) -> Picture:
        """Return in how many runs a way in is open, insecure, closed by fire or closed, by day.

        ``watch``: ``region.side``, as in ``run.arm(...)``. InputError for one that is not recorded.
        """
        if watch not in self.course.watches:
            raise InputError([_unknown("watch", watch, self.course.watches)])
        region, side = watch.rsplit(".", 1)
        names = {one.id: one.name for one in self.scenario.regions}
        figure = siege(
            f"siege-{watch.replace('.', '-').replace('_', '-')}",
            f"{names[region]}: ways in for {self._sides()[side]}",
            self.course.siege(watch),
            self.course.start,
            subtitle=f"of 100 runs, how many in each state; {self._runs()}",
            events=self._events(),
        )
        return Picture.of(figure)

    def harm(self) -> Picture:
        """Return civilians killed by the last day, by author and cause, on all sides."""
        sides = self._sides()
        figure = harm_by_author(
            "harm",
            f"Civilians killed by {full_date(self.course.last)}",
            civilians_killed(self.course, list(sides)),
            sides,
            unit=f"persons killed; {self._runs()}",
        )
        return Picture.of(figure)

    def chance(self, predicate: Mapping[str, Any], *, title: str = "") -> Picture:
        """Return in how many of 100 runs something holds on each day, with its 95 % band.

        ``predicate``: as in a claim file, without ``when``: it is asked of every day in turn.
        """
        says, rows = chance_rows(predicate, self.course, self.scenario)
        figure = chance(
            "chance",
            title or says,
            rows,
            events=self._events(),
            subtitle=f"of 100 runs, in how many on each day; {self._runs()}",
        )
        return Picture.of(figure)

    def map(
        self,
        day: int | dt.date | str = -1,
        run: int | None = None,
        view: Literal["whole", "close"] = "whole",
    ) -> Picture:
        """Return who holds each area on a day: in how many runs, or in one of them.

        ``day``: number from the first recorded day (-1: the last), or a date; ``run``: row of one
        replication, one possible course; ``view``: ``close`` for the close-up. InputError for a day,
        run or view that is not there, or without a map.
        """
        ground = geo(self.scenario)
        if ground is None:
            raise InputError([_no_map(self.scenario)])
        if view == "close" and ground["close"] is None:
            raise InputError([_out_of("view", view, "whole")])
        at, members = self._day(day), self.course.draw.size
        if run is not None and not 0 <= run < members:
            raise InputError([_out_of("run", str(run), f"0 to {members - 1}")])
        rows = slice(None) if run is None else slice(run, run + 1)
        now = moment(
            self.course.control()[rows, at, :],
            self.course.contested()[rows, at, :],
            self.course.sieges()[rows, at, :],
            len(ground["sides"]),
        )
        date = full_date(self.course.start + dt.timedelta(days=at))
        one = "" if run is None else ": one possible course"
        figure = map_figure(
            ground,
            now,
            id_=f"map-{view}-day-{at}" + ("" if run is None else f"-run-{run}"),
            title=f"Who holds what on {date}{one}",
            subtitle=MAP if run is None else f"run {run} of {self._runs()}",
            view=view,
        )
        return Picture.of(figure)

    def _runs(self) -> str:
        """Return how many runs a figure shows."""
        return f"{self.course.draw.size:,} runs"

    def _sides(self) -> dict[str, str]:
        """Return the names of the sides by id, in file order."""
        return {side.id: side.name for side in self.scenario.head.sides}

    def _colour(self, series: str) -> str:
        """Return the colour of the side that a series is of; ink for one of no side."""
        return side_colours(list(self._sides())).get(series.rsplit(".", 1)[-1], INK)

    def _events(self) -> list[tuple[int, str]]:
        """Return the assessment date as an event, if it lies after the first recorded day."""
        day = (self.scenario.head.assessment_date - self.course.start).days
        return [(day, "assessed")] if 0 < day < self.course.days else []

    def _day(self, day: int | dt.date | str) -> int:
        """Return a day's number from 0; InputError for one that is not recorded."""
        number = day if isinstance(day, int) else (_date(day) - self.course.start).days
        if isinstance(day, int) and day < 0:
            number += self.course.days
        if not 0 <= number < self.course.days:
            days = f"{self.course.start} to {self.course.last}"
            raise InputError([_out_of("day", str(day), days)])
        return number


def _date(day: dt.date | str) -> dt.date:
    """Return a date that may be written as 2016-08-31; InputError for another form."""
    if isinstance(day, dt.date):
        return day
    try:
        return dt.date.fromisoformat(day)
    except ValueError:
        raise InputError([_out_of("day", day, "a number, or a date such as 2016-08-31")]) from None


def _unknown(what: str, name: str, known: Sequence[str]) -> Problem:
    """Return what is wrong with a name that is not recorded."""
    return Problem(
        f"unknown_{what}",
        f"The run records no {what} {name!r} {suggest(name, known)}.",
        "Only what was recorded can be drawn.",
        f'run.arm("...")["{what}"] lists what there is.',
        Place(what),
    )


def _out_of(what: str, given: str, there: str) -> Problem:
    """Return what is wrong with a day or a run that is not there."""
    return Problem(
        f"no_such_{what}",
        f"The run has no {what} {given}.",
        "A map shows what was recorded.",
        f"Give one of: {there}.",
        Place(what),
    )


def _no_map(scenario: Scenario) -> Problem:
    """Return what is wrong with a scenario that has no map."""
    return Problem(
        "no_map",
        f"The scenario {scenario.head.id} has no map.geojson.",
        "Areas without outlines cannot be drawn.",
        "Its other figures are there: fan, siege, harm, chance.",
        Place("map.geojson"),
    )
