"""The map that stands in the text: who holds what on the first day shown."""

from __future__ import annotations

from pathlib import Path

from hinge.claims.names import full_date
from hinge.figures.area_map import area_map, holding
from hinge.figures.geometry import read_shapes
from hinge.figures.markup import Markup
from hinge.report.content import Content

MARGIN = 0.04


def still_map(content: Content) -> Markup:
    """Return who holds what on the first day, as a drawing."""
    course, scenario = content.course, content.scenario
    shapes = read_shapes(Path(scenario.folder) / "map.geojson")
    date = full_date(course.start)
    return area_map(
        shapes,
        holding(course.control()[:, 0, :], list(content.side_names), course.areas),
        names={area.id: area.name for area in scenario.areas},
        side_names=content.side_names,
        box=shapes.box().widened(MARGIN),
        key="still",
        title=f"Who holds what on {date}, in {course.draw.size:,} runs",
    )
