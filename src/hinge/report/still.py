"""The map that stands in the text: who holds what on the first day shown."""

from __future__ import annotations

from hinge.claims.names import full_date
from hinge.figures.area_map import map_figure, moment
from hinge.figures.figure import Figure
from hinge.figures.map_data import geo
from hinge.figures.map_key import map_key
from hinge.figures.markup import Markup, join
from hinge.report.content import Content


def still_map(content: Content) -> Markup:
    """Return who holds what on the first day: the close-up if there is one, the whole map, the key."""
    figures = still_figures(content)
    ground = geo(content.scenario)
    return join(*(one.drawing or "" for one in figures), map_key(ground) if ground else "")


def still_figures(content: Content) -> tuple[Figure, ...]:
    """Return the maps of the first day with their numbers; none for a scenario without outlines."""
    course, ground = content.course, geo(content.scenario)
    if ground is None:
        return ()
    sides = len(ground["sides"])
    siege = course.sieges()[:, 0, :]
    now = moment(course.control()[:, 0, :], course.contested()[:, 0, :], siege, sides)
    views = [("close", "close-up")] if ground["close"] else []
    views.append(("whole", "the whole map"))
    date = full_date(course.start)
    subtitle = "Fill: the side that holds the area in most runs; the fuller, the more runs agree."
    return tuple(
        map_figure(
            ground,
            now,
            id_=f"map-{view}",
            title=f"Who holds what on {date}, in {course.draw.size:,} runs: {words}",
            subtitle=subtitle,
            view=view,
        )
        for view, words in views
    )
