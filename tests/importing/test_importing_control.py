"""Timelines of control: who held a place after a change, in words that the scenario knows."""

import datetime as dt
from pathlib import Path

import pytest

from hinge.errors import InputError
from hinge.importing.asked import Imported
from hinge.importing.control import CHANGES, read_control
from hinge.importing.terms import TermsAsked
from importing_asked import DATA, altered, asked

CHANGED = DATA / "control_excerpt.csv"
SHARES = DATA / "shares_excerpt.csv"
CAMPAIGN = {"first": dt.date(2016, 5, 31), "last": dt.date(2016, 12, 22)}


@pytest.fixture
def place_map(tmp_path: Path) -> Path:
    path = tmp_path / "map.csv"
    path.write_text(
        "name,area\nMallah Farms,mallah\nCastello Road,castello\nEast Aleppo,east\n"
        "West Aleppo,west\nBani Zeid,bani_zeid\n1070 Housing Project,apartments_1070\n"
        "Ramouseh district,ramouseh\nHandarat Camp,handarat\nArtillery Academy,military_colleges\n",
        encoding="utf-8",
    )
    return path


def held(found: Imported) -> list[tuple[str, str, str, str]]:
    """Day, area, observable and value of every row."""
    return [(str(r.date_start), r.area, r.observable, r.value) for r in found.rows]


def test_changes_say_who_held_the_place_afterwards(place_map: Path) -> None:
    rows = held(read_control(asked(CHANGED, place_map=place_map, **CAMPAIGN)))
    assert ("2016-06-28", "mallah", "share_held_by_government", "0.5") in rows
    assert ("2016-07-07", "castello", "fire_control", "government") in rows
    assert ("2016-07-17", "castello", "control", "government") in rows
    assert ("2016-07-17", "east", "siege_state", "besieged") in rows
    assert ("2016-08-06", "ramouseh", "control", "opposition") in rows
    # Repelled on 22 August, taken and lost again on 23 September: the other side held it.
    assert ("2016-08-22", "military_colleges", "control", "opposition") in rows
    assert ("2016-09-23", "handarat", "control", "opposition") in rows


def test_every_line_is_used_or_left_out_for_a_reason(place_map: Path) -> None:
    ledger = read_control(asked(CHANGED, place_map=place_map, **CAMPAIGN)).ledger
    assert ledger.used + sum(left.rows for left in ledger.left.values()) == ledger.read
    assert ledger.left["an event, not a state: it belongs into events.csv"].rows == 2
    assert "Mallah Farms south" in ledger.places


def test_a_side_that_the_scenario_does_not_know_is_listed(tmp_path: Path, place_map: Path) -> None:
    path = altered(tmp_path, CHANGED, "Bani Zeid,,government", "Bani Zeid,,settlers")
    ledger = read_control(asked(path, place_map=place_map, **CAMPAIGN)).ledger
    assert ledger.actors["settlers"].rows == 1
    assert ledger.left["name stands for no side of the scenario"].lines


def test_shares_of_one_city_are_read_and_others_left_out(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Manbij 2016; Sirte 2016"):
        read_control(asked(SHARES, "manbij-2016", place_map=None, actor_map=None, **CAMPAIGN))
    told = {"battle": "Manbij 2016", "place_map": None, "actor_map": None}
    found = read_control(asked(SHARES, "manbij-2016", **told, **CAMPAIGN))
    row = next(row for row in found.rows if str(row.date_start) == "2016-07-31")
    assert (row.observable, row.low, row.value, row.high) == (
        "share_held_by_sdf", "0.4", "0.55", "0.7",
    )  # fmt: skip
    assert found.ledger.left["another battle"].rows == 1
    assert "city centre" in found.ledger.places


def test_a_plain_list_of_holders_is_read_and_without_sources_its_licence_is_asked_for(
    tmp_path: Path,
) -> None:
    path = tmp_path / "held.csv"
    path.write_text(
        "area,date,controller,tolerance_days\npocket,2001-05-09,cobalt,2\n", encoding="utf-8"
    )
    spring = {"first": dt.date(2001, 5, 1), "last": dt.date(2001, 5, 31)}
    told = {"place_map": None, "actor_map": None} | spring
    with pytest.raises(InputError, match="licence of this file is not known"):
        read_control(asked(path, "ring", **told))
    terms = TermsAsked(licence="CC0", citation="A diary (invented)")
    found = read_control(asked(path, "ring", **(told | {"terms": terms})))
    assert held(found) == [("2001-05-09", "pocket", "control", "cobalt")]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (",captured,", ",siezed,", "is not known"),
        (",partial,0.5,", ",partial,1.5,", "1.5, 1"),
        ("2016-07-17,", "2016-07-32,", "no day"),
        ("change,", "what,", "change is missing"),
    ],
)
def test_a_change_that_cannot_be_is_refused(
    tmp_path: Path, place_map: Path, old: str, new: str, says: str
) -> None:
    with pytest.raises(InputError, match=says):
        read_control(asked(altered(tmp_path, CHANGED, old, new), place_map=place_map, **CAMPAIGN))


def test_the_table_in_the_readers_file_names_every_change() -> None:
    from hinge.importing import control

    assert not [change for change in CHANGES if change not in (control.__doc__ or "")]
