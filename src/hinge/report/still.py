"""The map that stands in the text: who holds what on the first day shown."""

from __future__ import annotations

from typing import Any

from hinge.claims.names import full_date
from hinge.figures.area_map import Moment, map_figure, moment
from hinge.figures.area_map import still_map as drawn
from hinge.figures.figure import Figure
from hinge.figures.map_data import geo
from hinge.figures.map_key import map_key
from hinge.figures.markup import Markup, join
from hinge.report.content import Content

SUBTITLE = "Fill: the side that holds the area in most runs; the fuller, the more runs agree."


def still_map(content: Content) -> Markup:
    """Return who holds what on the first day: the close-up if there is one, the whole map, the key."""
    ground = geo(content.scenario)
    if ground is None:
        return Markup()
    now = _first_day(content)
    maps = [
        drawn(ground, now, key=f"still-{view}", title=_title(content, words), view=view)
        for view, words in _views(ground)
    ]
    return join(*maps, map_key(ground))


def still_figures(content: Content) -> tuple[Figure, ...]:
    """Return the maps of the first day with their numbers; none for a scenario without outlines."""
    ground = geo(content.scenario)
    if ground is None:
        return ()
    now = _first_day(content)
    return tuple(
        map_figure(
            ground,
            now,
            id_=f"map-{view}",
            title=_title(content, words),
            subtitle=SUBTITLE,
            view=view,
        )
        for view, words in _views(ground)
    )


def _first_day(content: Content) -> Moment:
    """Return the first recorded day of the arm that the page shows."""
    course = content.course
    control, contested, siege = (
        values[:, 0, :] for values in (course.control(), course.contested(), course.sieges())
    )
    return moment(control, contested, siege, len(content.side_names))


def _views(ground: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the windows of the map with their names."""
    close = [("close", "close-up")] if ground["close"] else []
    return [*close, ("whole", "the whole map")]


def _title(content: Content, words: str) -> str:
    """Return what a map shows."""
    course = content.course
    return f"Who holds what on {full_date(course.start)}, in {course.draw.size:,} runs: {words}"
