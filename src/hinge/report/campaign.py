"""The course of the campaign: the map beside fans and civilian harm, all under one day.

The still map of the first day stands in the text; scripts put the moving one in
its place, with a bar to go through the days and single runs to choose from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hinge.claims.names import full_date
from hinge.figures.fan import fan
from hinge.figures.figure import Figure
from hinge.figures.map_data import chosen_runs, events, frames, geo, one_run
from hinge.figures.markup import Markup, join, tag
from hinge.figures.palette import INK, side_colours
from hinge.figures.siege import siege
from hinge.report.content import Content
from hinge.report.placing import Place
from hinge.report.still import still_map
from hinge.scenario.records import Region

RUNS = 9
"""Single runs that a reader can look at; spread over how they end."""

BESIDE = 3
"""Figures beside the map; the rest stand below it, two in a row."""

IN_SIGHT = 2
"""Watched places whose charts are in sight; those of the others unfold."""


def campaign(content: Content, place: Place) -> Markup:
    """Return the section: map and first figures side by side, the rest below."""
    figures, more = course_figures(content)
    with_map = has_map(content)
    beside, below = (figures[:BESIDE], figures[BESIDE:]) if with_map else ((), figures)
    stage = tag(
        "div",
        tag("div", _map(content), class_="stage-map"),
        tag("div", *(place(figure) for figure in beside), class_="stage-charts"),
        class_="stage",
    )
    rest = tag("div", *(place(figure) for figure in below), class_="two") if below else Markup()
    if not with_map and not below:
        return Markup()
    course = content.course
    runs = (
        f"{course.draw.size:,} runs from {full_date(course.start)} to {full_date(course.last)}, "
        f"{'with what was changed' if content.scenario.pulled else 'no intervention'}."
    )
    folded = _folded([place(figure) for figure in more], _names(content)[IN_SIGHT:])
    return join(tag("p", runs, class_="note"), _bar(), stage if with_map else "", rest, folded)


def has_map(content: Content) -> bool:
    """Return whether the scenario has outlines to draw."""
    return (Path(content.scenario.folder) / "map.geojson").is_file()


def course_figures(content: Content) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """Return the charts over time: first places, civilians and soldiers; and those of other places.

    Of the first place its two charts stand before civilians, of the second after them.
    """
    content.course.load(series_shown(content))
    places = [_watched(content, region, side) for region, side in _watches(content)]
    deaths = _fan(content, "civilians_killed", "Civilians killed", "persons, since the first day")
    soldiers = [
        _fan(
            content,
            f"killed.{side}",
            f"Soldiers killed: {name}",
            "persons, since the first day",
            side,
        )
        for side, name in content.side_names.items()
        if content.course.series(f"killed.{side}").max() > 0
    ]
    first = [figure for pair in places[:1] for figure in pair]
    second = [figure for pair in places[1:IN_SIGHT] for figure in pair]
    rest = [figure for pair in places[IN_SIGHT:] for figure in pair]
    return (*first, deaths, *second, *soldiers), tuple(rest)


def _watches(content: Content) -> list[tuple[Region, str]]:
    """Return the watched places, each as one side sees it, in file order."""
    return [(region, side) for region in content.scenario.regions for side in region.watch]


def _names(content: Content) -> list[str]:
    """Return the names of the watched places, one for each pair of charts."""
    return [f"{region.name} ({content.side_names[side]})" for region, side in _watches(content)]


def _folded(charts: Sequence[Markup], names: Sequence[str]) -> Markup:
    """Return the charts of further places under their names, folded; nothing without any."""
    if not charts:
        return Markup()
    return tag(
        "details",
        tag("summary", f"Also: {', '.join(names)}"),
        tag("div", *charts, class_="two"),
        class_="more-places",
    )


def series_shown(content: Content) -> tuple[str, ...]:
    """Return the recorded series that the page reads, so that they can be read in one pass."""
    shown = {f"killed.{side}" for side in content.side_names}
    shown |= {f"held_share.{r.id}.{side}" for r in content.scenario.regions for side in r.watch}
    harmful = ("civilians_killed", "displaced")
    return tuple(
        name for name in content.course.series_names if name in shown or name.startswith(harmful)
    )


def map_data(content: Content) -> dict[str, Any] | None:
    """Return what the moving map shows: ground, shares by day, single runs; None without outlines."""
    ground = geo(content.scenario)
    if ground is None:
        return None
    course = content.course
    control, contested = course.control(), course.contested()
    states = course.sieges()
    return {
        "geo": ground,
        "frames": frames(control, contested, states, list(content.side_names)),
        "runs": [
            one_run(
                control[row],
                contested[row],
                states[row],
                f"run {course.replication[row]}",
            )
            for row in chosen_runs(course, RUNS)
        ],
    }


def ticks(content: Content) -> list[dict[str, Any]]:
    """Return the dated events that the bar of days marks."""
    return events(content.scenario, content.course.start, content.course.days)


def _map(content: Content) -> Markup:
    """Return the still map with the places that scripts fill: bar of days, choice of runs, an area's story."""
    drawing = still_map(content)
    date = full_date(content.course.start)
    return join(
        tag(
            "figure",
            tag(
                "figcaption",
                tag("h3", "Who holds what"),
                tag("p", f"On {date}, in {content.course.draw.size:,} runs", class_="note", data_map_words=""),
            ),
            tag("div", drawing, class_="map", data_map=""),
            id="figure-map",
        ),
        tag("div", class_="area", data_area_story="", aria_live="polite", hidden=""),
    )  # fmt: skip


def _bar() -> Markup:
    """Return the place of the bar of days and of the choice of runs, which scripts fill."""
    return tag(
        "div",
        tag("div", data_transport=""),
        tag("div", data_runs="", class_="runs", hidden=""),
        class_="bar live",
        hidden="",
    )


def _watched(content: Content, region: Region, side: str) -> tuple[Figure, Figure]:
    """Return the charts of one region as one side sees it."""
    who = content.side_names[side]
    held = _fan(
        content,
        f"held_share.{region.id}.{side}",
        f"{region.name}: areas held by {who}",
        "share of its areas, 0 to 1",
        side,
        top=1.0,
    )
    states = content.course.siege(f"{region.id}.{side}")
    title = f"{region.name}: ways in for {who}"
    return held, siege(f"ways-in-{region.id}-{side}", title, states, content.course.start)


def _fan(
    content: Content, series: str, title: str, unit: str, side: str = "", top: float | None = None
) -> Figure:
    """Return the fan of a series in the colour of a side."""
    colour = side_colours(list(content.side_names)).get(side, INK)
    key = series.replace(".", "-").replace("_", "-")
    course = content.course
    days = [
        ((date - course.start).days, name)
        for date, name in [(content.scenario.head.assessment_date, "assessed")]
        if course.start < date <= course.start + dt.timedelta(days=course.days - 1)
    ]
    return fan(
        key, title, unit, course.series(series), course.start, colour=colour, top=top, events=days
    )
