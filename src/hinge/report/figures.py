"""Every figure of a page: what is exported from it, and what other pages take from it."""

from __future__ import annotations

from hinge.claims.names import full_date
from hinge.figures.figure import Figure, Table
from hinge.report import page
from hinge.report.campaign import has_map
from hinge.report.content import Content
from hinge.report.still import still_map

HELD = ("area", "area id", "held by", "side id", "of 100 runs")


def all_figures(content: Content) -> tuple[Figure, ...]:
    """Return every figure of the page in its order, the still map first; ids are unique."""
    charts = page.all_figures(content)
    return (still(content), *charts) if has_map(content) else charts


def still(content: Content) -> Figure:
    """Return the map of the first day: a drawing, and who holds each area in how many of 100 runs."""
    course, sides = content.course, content.side_names
    control = course.control()[:, 0, :]
    names = {area.id: area.name for area in content.scenario.areas}
    rows = tuple(
        (
            names.get(area, area),
            area,
            name,
            side,
            100.0 * float((control[:, column] == code).mean()),
        )
        for column, area in enumerate(course.areas)
        for code, (side, name) in enumerate(sides.items())
        if (control[:, column] == code).any()
    )
    title = f"Who holds what on {full_date(course.start)}"
    return Figure(
        id="map",
        title=title,
        subtitle=f"colour: the side that holds an area in most of {course.draw.size:,} runs",
        table=Table(("area", "area_id", "holder", "side", "share"), rows, HELD),
        drawing=still_map(content),
    )
