"""The CSV reader takes known columns and a bounded number of rows, and keeps their lines."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge.errors import InputError
from hinge.scenario.build import table
from hinge.scenario.csv_reader import MAX_COLUMNS, MAX_PROBLEMS, MAX_ROWS, read_csv
from hinge.scenario.records import Facility, Link

HEADER = "a,b,kind,km,overlooked_by\n"


def links(text: str) -> tuple[Link, ...]:
    return table(text.encode(), "links.csv", Link)


def refusals(text: str) -> list[tuple[str, int]]:
    with pytest.raises(InputError) as caught:
        links(text)
    return [(problem.rule, problem.place.line) for problem in caught.value.problems]


def test_rows_become_records_with_their_lines() -> None:
    one, two = links(HEADER + "x,y,road,3,\n\ny,z,sea,40,\n")
    assert (one.a, one.b, one.kind, one.km, one.line) == ("x", "y", "road", 3.0, 2)
    assert (two.a, two.line) == ("y", 4)


def test_lists_are_split_at_semicolons_and_empty_cells_take_the_default() -> None:
    (link,) = links(HEADER + "x,y,road,3, p ; q;\n")
    assert link.overlooked_by == ("p", "q")
    assert link.note == ""
    assert link.true_on is None


def test_blanks_around_cells_and_a_byte_order_mark_are_dropped() -> None:
    (link,) = links("\ufeff" + HEADER + " x , y ,road, 3 ,\n")
    assert (link.a, link.b, link.km) == ("x", "y", 3.0)


def test_a_row_that_spans_lines_is_known_by_its_first_line() -> None:
    text = 'id,faction,area,kind,note\na,f,x,depot,"two\nlines"\nb,f,x,tent,\n'
    with pytest.raises(InputError) as caught:
        table(text.encode(), "facilities.csv", Facility)
    (problem,) = caught.value.problems
    assert (problem.place.line, problem.place.field) == (4, "kind")


def test_columns_with_a_default_may_be_left_out_and_others_may_not() -> None:
    assert links("a,b,kind,km\nx,y,road,3\n")[0].overlooked_by == ()
    assert refusals("a,b,kind\nx,y,road\n") == [("missing_column", 1)]


def test_unknown_and_repeated_columns_are_refused_with_the_nearest_name() -> None:
    with pytest.raises(InputError, match=r"'kmm' is not known \(nearest: km\)"):
        links("a,b,kind,km,kmm\n")
    assert refusals("a,b,kind,km,km\n") == [("duplicate_column", 1)]
    assert refusals("a,b,kind,km,line\n") == [("unknown_column", 1)]


def test_every_wrong_cell_of_every_row_is_told() -> None:
    text = HEADER + "x,y,rode,3,\nX Y,z,road,-1,\n"
    assert refusals(text) == [
        ("unknown_word", 2),
        ("bad_id", 3),
        ("number_out_of_range", 3),
    ]


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e999", "3 km", "3,5"])
def test_what_is_no_finite_number_is_refused(number: str) -> None:
    assert refusals(HEADER + f'x,y,road,"{number}",\n')[0][0] in {
        "not_a_number",
        "number_out_of_range",
    }


@pytest.mark.parametrize("day", ["0", "1470614400", "2016-8-8", "08/08/2016", "2016-02-30"])
def test_a_day_is_written_in_one_way_only(day: str) -> None:
    text = f"a,b,kind,km,true_on\nx,y,road,3,{day}\n"
    assert refusals(text) == [("not_a_date", 2)]


def test_more_rows_than_any_campaign_has_are_refused() -> None:
    text = HEADER + "x,y,road,3,\n" * (MAX_ROWS + 1)
    assert refusals(text) == [("too_many_rows", MAX_ROWS + 2)]


def test_a_table_of_another_kind_is_refused_with_a_bounded_number_of_messages() -> None:
    assert len(refusals(HEADER + "x,y\n" * 5000)) <= MAX_PROBLEMS
    assert len(refusals("," * 100_000 + "\n")) <= MAX_COLUMNS + 1


def test_a_table_without_rows_is_empty() -> None:
    assert links(HEADER) == ()


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(InputError):
        read_csv(data, "links.csv", Link)


@given(st.text(alphabet='xy,;"\n\r 3.-\t', max_size=120))
def test_any_cells_become_links_or_problems(cells: str) -> None:
    with suppress(InputError):
        assert all(link.line >= 2 for link in links(HEADER + cells))
