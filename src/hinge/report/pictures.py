"""The pictures of a page: maps on three days, courses over time, civilian harm."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from hinge.claims.names import CAUSES, UNATTRIBUTED, day_month, full_date
from hinge.figures.area_map import area_map, holding
from hinge.figures.charts import fan, siege_shares
from hinge.figures.geometry import Box, Shapes, read_shapes
from hinge.figures.harm import Harm, civilians_killed, displaced
from hinge.figures.markup import Markup, join, tag
from hinge.figures.palette import GREY, INK, NOBODY, side_colours
from hinge.report.content import Content
from hinge.report.tables import small_table
from hinge.scenario.records import Region

LATER = (0.25, 1.0)  # of the time from the assessment date to the last day: the two later maps
MARGIN = 0.04


def maps(content: Content) -> Markup:
    """Return who holds what on the assessment date and on two later days; nothing without a map file."""
    path = Path(content.scenario.folder) / "map.geojson"
    if not path.is_file():
        return Markup()
    shapes = read_shapes(path)
    close = shapes.close_up()
    windows = [("close-up", shapes.box(close))] if close else []
    windows.append(("the whole map", shapes.box()))
    figures = [
        _map(content, shapes, day, name, box.widened(MARGIN))
        for name, box in windows
        for day in map_days(content)
    ]
    return join(_map_key(content), tag("div", *figures, class_="three"))


def map_days(content: Content) -> tuple[int, ...]:
    """Return the days that the maps show, counted from the first recorded day."""
    course = content.course
    first = max(0, (content.scenario.head.assessment_date - course.start).days)
    last = course.days - 1
    days = [first, *(first + round(share * (last - first)) for share in LATER)]
    return tuple(dict.fromkeys(days))


def _map(content: Content, shapes: Shapes, day: int, window: str, box: Box) -> Markup:
    """Return one map with its caption."""
    course, scenario = content.course, content.scenario
    date = full_date(course.start + dt.timedelta(days=day))
    held = holding(course.control()[:, day, :], list(content.side_names), course.areas)
    drawing = area_map(
        shapes,
        held,
        names={area.id: area.name for area in scenario.areas},
        side_names=content.side_names,
        box=box,
        key=f"map-{window.replace(' ', '-')}-{day}",
        title=f"Who holds what on {date}, {window}, in {course.draw.size:,} runs",
    )
    return tag("figure", drawing, tag("figcaption", tag("strong", date), f", {window}"))


def _map_key(content: Content) -> Markup:
    """Return the key of the maps."""
    colours = side_colours(list(content.side_names))
    entries = [(colours[side], name) for side, name in content.side_names.items()]
    items = [tag("li", _swatch(colour), name) for colour, name in [*entries, (NOBODY, "nobody")]]
    hatch = tag(
        "svg",
        tag("path", d="M0,16L16,0M-4,4L4,-4M12,20L20,12", stroke=INK, stroke_width=1.4),
        viewBox="0 0 16 16",
        aria_hidden="true",
    )
    words = "no side holds it in 60 of 100 runs"
    return tag(
        "ul",
        *items,
        tag("li", "fuller colour: more runs agree"),
        tag("li", hatch, words),
        class_="key",
    )


def _swatch(colour: str) -> Markup:
    """Return a small square of a colour."""
    square = tag("rect", width=16.0, height=16.0, fill=colour, stroke=GREY, stroke_width=0.5)
    return tag("svg", square, viewBox="0 0 16 16", aria_hidden="true")


def series_shown(content: Content) -> tuple[str, ...]:
    """Return the recorded series that the pictures read, so that they can be read in one pass."""
    shown = {f"killed.{side}" for side in content.side_names}
    shown |= {f"held_share.{r.id}.{side}" for r in content.scenario.regions for side in r.watch}
    harmful = ("civilians_killed", "displaced")
    return tuple(
        name for name in content.course.series_names if name in shown or name.startswith(harmful)
    )


def courses(content: Content) -> Markup:
    """Return the charts over time: ways in and ground held by region, soldiers killed by side."""
    figures: list[Markup] = []
    for region in content.scenario.regions:
        for side in region.watch:
            figures += _watched(content, region, side)
    for side, name in content.side_names.items():
        if content.course.series(f"killed.{side}").max() > 0:
            title = f"Soldiers killed: {name}"
            figures.append(_fan(content, f"killed.{side}", title, "persons, since the start", side))
    return tag("div", *figures, class_="two") if figures else Markup()


def _watched(content: Content, region: Region, side: str) -> tuple[Markup, Markup]:
    """Return the charts of one region as one side sees it."""
    who = content.side_names[side]
    title = f"{region.name}: ways in for {who}"
    states = content.course.siege(f"{region.id}.{side}")
    drawing = siege_shares(states, content.course.start, title=title)
    return (
        _figure(drawing, title, "share of runs in each state, in 100"),
        _fan(
            content,
            f"held_share.{region.id}.{side}",
            f"{region.name}: areas held by {who}",
            "share of its areas, 0 to 1",
            side,
            top=1.0,
        ),
    )


def _fan(
    content: Content, series: str, title: str, unit: str, side: str, top: float | None = None
) -> Markup:
    """Return the fan of a series in the colour of a side."""
    colour = side_colours(list(content.side_names)).get(side, INK)
    values = content.course.series(series)
    drawing = fan(values, content.course.start, title=title, colour=colour, top=top)
    return _figure(drawing, title, unit)


def _figure(drawing: Markup, title: str, unit: str) -> Markup:
    """Return a chart under its title and unit."""
    return tag("figure", tag("figcaption", tag("strong", title), tag("br"), unit), drawing)


def harm(content: Content) -> Markup:
    """Return civilian harm: the course of all deaths, and a table by author and cause, on all sides."""
    course = content.course
    rows = civilians_killed(course, list(content.side_names))
    away = displaced(course)
    end = day_month(course.start + dt.timedelta(days=course.days - 1))
    title = f"Civilians killed from {day_month(course.start)} to {end}"
    drawing = fan(course.series("civilians_killed"), course.start, title=title, colour=INK)
    titles = ("By whom", "By what", "median", "90 of 100 runs")
    body = [_harm_row(content, row) for row in rows]
    body.append(
        tag("tr", tag("td", "people displaced on the last day"), tag("td", "—"), *_range(away))
    )
    table = small_table(titles, body, "harm", words=2)
    note = (
        f"Deaths from {day_month(course.start)} to {full_date(course.last)} in the runs without any "
        "intervention, on all sides, by who caused them. Forced displacement is harm too."
    )
    both = tag("div", _figure(drawing, title, "persons"), table, class_="two")
    return join(tag("p", note, class_="note"), both)


def author_name(content: Content, author: str) -> str:
    """Return who is charged with harm, in words."""
    if author == UNATTRIBUTED:
        return "nobody in particular"
    return content.side_names.get(author, "all sides")


def _harm_row(content: Content, row: Harm) -> Markup:
    """Return one row of the harm table; totals stand out."""
    cells = [author_name(content, row.author), CAUSES.get(row.cause, "all causes")]
    strong = not row.cause
    words = [tag("td", tag("strong", cell) if strong else cell) for cell in cells]
    return tag("tr", *words, *_range(row))


def _range(row: Harm) -> tuple[Markup, Markup]:
    """Return the cells of a median and its range."""
    return (
        tag("td", f"{row.median:,.0f}", class_="number"),
        tag("td", f"{row.low:,.0f}–{row.high:,.0f}", class_="number"),
    )
