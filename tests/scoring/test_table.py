"""Files of outcomes never seen before: what is read, and what is refused in words."""

import pytest

from hinge.errors import InputError
from hinge.scoring.table import parse

MINIMAL = "area,date,controller\ngate,2001-06-01,amber\n"


def refused(text: str | bytes) -> str:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(InputError) as found:
        parse(data, "seen.csv")
    return str(found.value)


def test_three_columns_are_enough() -> None:
    (row,) = parse(MINIMAL.encode(), "seen.csv").rows
    assert (row.area, row.first.isoformat(), row.value) == ("gate", "2001-06-01", "amber")
    assert (row.tolerance, row.observable, row.id) == (0, "control", "line 2")


@pytest.mark.parametrize(
    "text",
    [
        "controller,date,area\namber,2001-06-01,gate\n",
        "Area,DATE,Controller\ngate,2001-06-01,amber\n",
        "\ufeffarea,date,controller\r\ngate,2001-06-01,amber\r\n",
        'note,area,date,controller\n"told, and ""seen""",gate,2001-06-01,amber\n',
        "area, date ,controller,tolerance_days\n gate ,2001-06-01, amber ,\n\n",
    ],
)
def test_order_case_marks_blanks_and_other_columns_do_not_matter(text: str) -> None:
    (row,) = parse(text.encode(), "seen.csv").rows
    (plain,) = parse(MINIMAL.encode(), "seen.csv").rows
    assert row == plain


def test_a_tolerance_is_read_in_days() -> None:
    text = (
        "area,date,controller,tolerance_days\ngate,2001-06-01,amber,3\nhill,2001-06-02,amber,2.0\n"
    )
    assert [row.tolerance for row in parse(text.encode(), "seen.csv").rows] == [3, 2]


def test_the_layout_of_all_outcomes_keeps_its_dates_and_its_range() -> None:
    text = (
        "id,observable,area,date_start,date_end,value,low,high,unit,who_says,note,source\n"
        "o1,civilians_killed,,2001-06-01,2001-06-30,40,30,60,persons,both,,A diary\n"
        "o2,control,gate,2001-06-05,,amber,,,controller,,,\n"
    )
    deaths, gate = parse(text.encode(), "seen.csv").rows
    assert (deaths.id, deaths.value, deaths.low, deaths.high) == ("o1", "40", "30", "60")
    assert (deaths.last - deaths.first).days == 29
    assert gate.first == gate.last


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "area, date, controller"),
        ("area,day,controller\ngate,2001-06-01,amber\n", "column date is missing"),
        ("area;date;controller\ngate;2001-06-01;amber\n", "not separated by commas"),
        ("area,date,controller,area\ngate,2001-06-01,amber,hill\n", "area stands twice"),
        ("area,date,controller\ngate,1 June 2001,amber\n", "'1 June 2001' is not a day"),
        ("area,date,controller\ngate,2001-02-30,amber\n", "'2001-02-30' is not a day"),
        ("area,date,controller\ngate,2001-06-01\n", "2 cells, the header has 3"),
        ("area,date,controller\ngate,2001-06-01,\n", "controller is empty"),
        ("area,date,controller,tolerance_days\ngate,2001-06-01,amber,-1\n", "'-1' is not a whole"),
        (
            "area,date,controller,tolerance_days\ngate,2001-06-01,amber,1.5\n",
            "'1.5' is not a whole",
        ),
        (
            "area,date,controller,tolerance_days\ngate,2001-06-01,amber,nan\n",
            "'nan' is not a whole",
        ),
        (
            "observable,date_start,date_end,value\ncontrol,2001-06-05,2001-06-01,amber\n",
            "lies before the first",
        ),
        ('area,date,controller\n"gate,2001-06-01,amber\n', "cannot be read"),
        (b"area,date,controller\ng\xe4te,2001-06-01,amber\n", "not UTF-8"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(text: str | bytes, words: str) -> None:
    assert words in refused(text)


def test_all_mistakes_are_told_at_once_with_their_lines() -> None:
    found = refused("area,date,controller\ngate,x,amber\n,2001-06-01,amber\n")
    assert "line 2, field date" in found
    assert "line 3, field area" in found
