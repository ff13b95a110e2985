"""Figures of agencies keep their words, dates and ranges; the licence of a tagged table is asked for."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from hinge.errors import InputError
from hinge.importing.asked import Asked
from hinge.importing.figures import read_figures
from hinge.importing.terms import TermsAsked
from importing_asked import DATA, altered, asked

FIGURES = DATA / "figures_excerpt.csv"
WIDE = {"first": dt.date(2016, 1, 1), "last": dt.date(2016, 12, 22), "actor_map": None}
TAGGED = """Date,Where,P-code,Killed,At least,At most,Displaced,Said by
#date,#adm2+name,#adm2+code,#affected+killed,#affected+killed+min,#affected+killed+max,#affected + idps,#meta+source
2001-05-03,Pocket,X1,12,10,20,300,Hospital
2001-05,pocket,X1,40,,,,Census
2001-05-09,Elsewhere,X2,1,,,2,Hospital
"""


@pytest.fixture
def place_map(tmp_path: Path) -> Path:
    path = tmp_path / "map.csv"
    path.write_text(
        "name,area\nAleppo city,hub\nEast Aleppo,east\nWest Aleppo,west\n"
        "Aleppo city and countryside,map\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def tagged(tmp_path: Path) -> Path:
    path = tmp_path / "tagged.csv"
    path.write_text(TAGGED, encoding="utf-8")
    return path


def ring(file: Path, **changed: Any) -> Asked:
    """The question for the invented campaign, in its spring."""
    told = {"first": dt.date(2001, 5, 1), "last": dt.date(2001, 5, 31), "place_map": None}
    terms = TermsAsked(licence="CC BY-IGO", citation="Invented agency (2001)")
    told |= {"actor_map": None, "terms": terms, "released": dt.date(2001, 6, 1)}
    return asked(file, "ring", **(told | changed))


def test_a_figure_keeps_its_dates_source_and_value(place_map: Path) -> None:
    rows = read_figures(asked(FIGURES, place_map=place_map, **WIDE)).rows
    row = next(row for row in rows if row.value == "126")
    assert (row.observable, row.area) == ("civilians_killed_opposition_fire", "west")
    assert (str(row.date_start), str(row.date_end)) == ("2016-07-31", "2016-08-14")
    assert row.who_says == "SOHR, mid-Aug 2016"
    assert row.source.startswith("SOHR, mid-Aug 2016; Figures as published")
    assert row.note == "there: West Aleppo"


def test_a_range_without_a_value_gets_its_middle_and_says_so(place_map: Path) -> None:
    rows = read_figures(asked(FIGURES, place_map=place_map, **WIDE)).rows
    row = next(row for row in rows if row.observable == "besieged_population")
    assert (row.low, row.value, row.high) == ("250000", "262500", "275000")
    assert row.note.endswith("middle of the range")


def test_a_figure_is_never_split_at_the_edge_of_the_window(place_map: Path) -> None:
    narrow = WIDE | {"last": dt.date(2016, 8, 20)}
    found = read_figures(asked(FIGURES, place_map=place_map, **narrow))
    assert found.ledger.left["dates reach over the edge of the window"].rows > 0
    assert all(row.date_end <= dt.date(2016, 8, 20) for row in found.rows)


def test_unknown_places_are_listed_and_rows_add_up(place_map: Path) -> None:
    found = read_figures(asked(FIGURES, place_map=place_map, **WIDE)).ledger
    assert "Aleppo countryside" in found.places
    assert found.used + sum(left.rows for left in found.left.values()) == found.read


def test_a_day_of_its_own_on_which_a_figure_was_public_wins(
    tmp_path: Path, place_map: Path
) -> None:
    text = (
        "period_start,period_end,area,measure,value,source,known_on\n"
        "2016-07-01,2016-07-09,East Aleppo,besieged,3,OCHA,2016-07-11\n"
    )
    path = tmp_path / "one.csv"
    path.write_text(text, encoding="utf-8")
    (row,) = read_figures(asked(path, place_map=place_map, released=None, **WIDE)).rows
    assert row.known_on == dt.date(2016, 7, 11)


def test_tags_say_what_is_a_date_a_place_a_figure_and_its_range(tagged: Path) -> None:
    found = read_figures(ring(tagged))
    told = [(r.observable, r.value, r.low, r.high, str(r.date_end)) for r in found.rows]
    assert told == [
        ("affected_killed", "12", "10", "20", "2001-05-03"),
        ("affected_idps", "300", "", "", "2001-05-03"),
        ("affected_killed", "40", "", "", "2001-05-31"),
    ]
    assert {row.area for row in found.rows} == {"pocket"}
    assert found.rows[0].who_says == "Hospital"
    assert found.ledger.left["no figure"].rows == 1
    assert found.ledger.places["Elsewhere"].rows == 2


def test_the_licence_of_a_tagged_table_cannot_be_confirmed_only_given(tagged: Path) -> None:
    with pytest.raises(InputError, match="licence of this file is not known"):
        read_figures(ring(tagged, terms=TermsAsked(confirm=True)))
    with pytest.raises(InputError, match="--citation"):
        read_figures(ring(tagged, terms=TermsAsked(licence="CC BY")))


def test_tags_without_a_date_are_refused(tmp_path: Path, tagged: Path) -> None:
    with pytest.raises(InputError, match="no date, no place, or no figure"):
        read_figures(ring(altered(tmp_path, tagged, "#date", "#sector")))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("measure,", "kind,", "measure is missing"),
        ("2016-04-22,2016-08-22", "22.4.2016,2016-08-22", "no day"),
        (",250000,275000,", ",275000,250000,", "Low, best and high"),
        (",1396,", ",-1396,", "negative"),
        (",1396,", ',"1,396",', "no number"),
        ("313 under 18", "a\x07bell", "control character"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_with_its_line(
    tmp_path: Path, place_map: Path, old: str, new: str, says: str
) -> None:
    with pytest.raises(InputError, match=says):
        read_figures(asked(altered(tmp_path, FIGURES, old, new), place_map=place_map, **WIDE))


def test_figures_without_a_source_have_no_usual_licence_and_nameless_ones_are_left_out(
    tmp_path: Path,
) -> None:
    path = tmp_path / "bare.csv"
    path.write_text(
        "period_start,area,measure,value,source\n2001-05-03,pocket,seen,3,\n"
        "2001-05-04,pocket,,3,Hospital\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="licence of this file is not known"):
        read_figures(ring(path, terms=TermsAsked(confirm=True)))
    found = read_figures(ring(path))
    assert [row.observable for row in found.rows] == ["seen"]
    assert found.ledger.left["not said what is measured"].lines == [3]
