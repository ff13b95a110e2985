"""Civilian harm: by author and by cause on all sides, displaced, deprivation, each with its ranges."""

from __future__ import annotations

from collections.abc import Iterator

from hinge.claims.names import CAUSES, UNATTRIBUTED, date_range, full_date
from hinge.figures.civilians import author_name, harm_by_author, quantile_dots
from hinge.figures.figure import Figure
from hinge.figures.harm import Quantiles, civilians_killed, harm_cells
from hinge.figures.markup import Markup, join, tag
from hinge.report.content import Content
from hinge.report.harm_arms import harm_by_arm
from hinge.report.placing import Place
from hinge.report.tables import small_table

KILLED, DISPLACED = "civilians_killed", "displaced"


def civilians(content: Content, place: Place) -> Markup:
    """Return the section on civilians; nothing where no harm is recorded."""
    if KILLED not in content.course.series_names:
        return Markup()
    days = date_range(content.course.start, content.course.last)
    note = (
        f"Deaths {days} in the runs without any intervention, by who caused them and by what, on all "
        "sides. Deaths from want have no single author. Forced displacement is harm too."
    )
    return join(
        tag("p", note, class_="note"),
        _pictures([place(figure) for figure in figures(content)]),
        tag("h3", "Killed, by whom and by what"),
        _table(content),
        harm_by_arm(content),
    )


def _pictures(placed: list[Markup]) -> Markup:
    """Return the first figure, which is tall, beside all others."""
    if not placed:
        return Markup()
    return tag(
        "div", tag("div", placed[0]), tag("div", *placed[1:], class_="stacked"), class_="two"
    )


def figures(content: Content) -> Iterator[Figure]:
    """Yield harm by author and cause, and as dots: all killed, killed by want, displaced."""
    course, sides = content.course, content.side_names
    end = full_date(course.last)
    rows = civilians_killed(course, list(sides))
    if any(one.high > 0 for one in rows):
        title = f"Who killed civilians by {end}, and how"
        yield harm_by_author("harm-by-author", title, rows, sides)
    want = f"{KILLED}.deprivation.{UNATTRIBUTED}"
    for key, series, title, unit in (
        ("harm-total", KILLED, f"Civilians killed by {end}", "persons, all sides and causes"),
        ("harm-want", want, f"Killed by want by {end}", "persons, charged to no single side"),
        ("displaced", DISPLACED, f"Forced to leave their homes by {end}", "persons, on all sides"),
    ):
        if series in course.series_names and course.series(series)[:, -1].max() > 0:
            yield quantile_dots(key, title, unit, course.series(series)[:, -1])


def _table(content: Content) -> Markup:
    """Return authors as rows and causes as columns; a cell is a median with both its ranges."""
    cells = harm_cells(content.course, list(content.side_names))
    causes = [cause for cause in ("", *CAUSES) if (cause, "") in cells]
    authors = [author for cause, author in cells if not cause]
    head = ["by whom", *(CAUSES[cause] if cause else "all causes" for cause in causes)]
    rows = [
        tag(
            "tr",
            tag("th", author_name(author, content.side_names), scope="row"),
            *(tag("td", *_cell(cells[cause, author]), class_="number") for cause in causes),
        )
        for author in authors
    ]
    note = "Large: median of the runs. Below it: the middle 50 and, in brackets, 90 of 100 runs."
    return join(small_table(head, rows, "harm", words=1), tag("p", note, class_="note"))


def _cell(found: Quantiles) -> tuple[str, ...]:
    """Return a median with its ranges; a single 0 where no run has any."""
    low90, low50, median, high50, high90 = found
    if high90 == 0:
        return ("0",)
    inner = tag("div", f"{low50:,.0f}–{high50:,.0f}")
    return f"{median:,.0f}", inner, tag("div", f"({low90:,.0f}–{high90:,.0f})")
