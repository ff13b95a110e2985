"""A figure on the page: words, a place for its chart, and numbers of bounded length."""

import datetime as dt

import numpy as np
import pytest

from hinge.figures.fan import fan
from hinge.figures.figure import Figure, Table
from hinge.figures.markup import tag
from hinge.report.figure_box import LONG, figure_box, figure_data
from page_reading import read

START = dt.date(2016, 8, 8)


def course(key: str, days: int) -> Figure:
    values = np.arange(3 * days, dtype=float).reshape(3, days)
    return fan(key, f"Course {key}", "persons", values, START)


def test_the_numbers_of_a_long_course_show_one_row_in_seven_and_the_last() -> None:
    box = read(figure_box(course("a", 137)))
    days = [row.all("td")[0].text for row in box.all("tbody")[0].all("tr")]
    assert days == [str(day) for day in (*range(0, 137, 7), 136)][: len(days)]
    assert days[-1] == "136"
    assert len(days) <= LONG
    assert "every 7th row" in box.all("summary")[0].text


def test_a_short_table_is_shown_whole_and_open_for_readers_without_scripts() -> None:
    box = read(figure_box(course("a", 9)))
    assert len(box.all("tbody")[0].all("tr")) == 9
    assert box.all("summary")[0].text == "The numbers"
    assert "open" in box.all("details")[0].attributes


def test_a_drawing_stands_in_the_page_itself() -> None:
    drawn = Figure("m", "A map", "held", Table((), ()), drawing=tag("svg", tag("title", "x < y")))
    box = read(figure_box(drawn))
    assert box.all("svg")[0].text == "x < y"
    assert not box.all("details")
    assert figure_data([drawn])["figures"]["m"]["spec"] is None


def test_charts_carry_their_rows_once_and_their_theme_together() -> None:
    first, second = course("a", 5), course("b", 5)
    data = figure_data([first, second])
    assert data["config"] == first.spec()["config"]
    for figure in (first, second):
        carried = data["figures"][figure.id]
        assert "config" not in carried["spec"]
        assert "rows" not in carried["spec"]["datasets"]
        records = [dict(zip(carried["columns"], row, strict=True)) for row in carried["rows"]]
        assert records == figure.table.records()


def test_two_figures_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        figure_data([course("a", 5), course("a", 6)])
