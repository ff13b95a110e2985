"""Civilian harm in pictures: by author and cause, and as totals; the numbers stand under each."""

from __future__ import annotations

from hinge.claims.names import day_month, full_date
from hinge.figures.civilians import harm_by_author, quantile_dots
from hinge.figures.figure import Figure
from hinge.figures.harm import civilians_killed
from hinge.figures.markup import Markup, join, tag
from hinge.report.content import Content
from hinge.report.placing import Place


def harm(content: Content, place: Place) -> Markup:
    """Return civilian harm: the total and the displaced as dots, and deaths by author and cause, on all sides."""
    course = content.course
    by_author, *totals = harm_figures(content)
    note = (
        f"Deaths from {day_month(course.start)} to {full_date(course.last)} in the runs without any "
        "intervention, on all sides, by who caused them. Forced displacement is harm too."
    )
    beside = tag("div", *(place(figure) for figure in totals))
    both = tag("div", beside, place(by_author), class_="two")
    return join(tag("p", note, class_="note"), both)


def harm_figures(content: Content) -> tuple[Figure, ...]:
    """Return the figures of harm: by author and cause, all killed, all displaced."""
    course = content.course
    end = full_date(course.last)
    return (
        harm_by_author(
            "harm-by-author",
            f"Who killed civilians by {end}, and how",
            civilians_killed(course, list(content.side_names)),
            content.side_names,
        ),
        quantile_dots(
            "harm-total",
            f"Civilians killed by {end}",
            "persons, all sides and causes",
            course.series("civilians_killed")[:, -1],
        ),
        quantile_dots(
            "displaced",
            f"Forced to leave their homes by {end}",
            "persons, on all sides",
            course.series("displaced")[:, -1],
        ),
    )
