"""The pictures of a page: maps on three days, courses over time, civilian harm."""

from __future__ import annotations

import datetime as dt

from hinge.claims.names import CAUSES, UNATTRIBUTED, day_month, full_date
from hinge.figures.charts import fan
from hinge.figures.harm import Harm, civilians_killed, displaced
from hinge.figures.markup import Markup, join, tag
from hinge.figures.palette import INK
from hinge.report.content import Content
from hinge.report.tables import small_table


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
