"""UCDP's events become sums that were added by hand, and nothing is lost without a word."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest

from hinge.errors import InputError
from hinge.importing.asked import Imported
from hinge.importing.periods import DAY, MONTH, WEEK, WHOLE
from hinge.importing.terms import TermsAsked
from hinge.importing.ucdp import NEEDED, read_ucdp
from importing_asked import FIRST, UCDP, altered, asked, packed

WORLD = """
id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id
conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a
side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office source_date
source_headline source_original where_prec where_coordinates where_description adm_1 adm_2
latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec
date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
"""  # the columns of the world file, in its order


def sums(imported: Imported, observable: str) -> dict[str, int]:
    """Best values of an observable by the first day of the period."""
    rows = [row for row in imported.rows if row.observable == observable]
    return {str(row.date_start): int(row.value) for row in rows}


def test_monthly_sums_are_those_added_by_hand_and_august_is_cut_at_the_assessment_date() -> None:
    found = read_ucdp(asked(UCDP))
    assert sums(found, "all_killed") == {
        "2016-06-01": 242, "2016-07-01": 145, "2016-08-01": 48, "2016-08-09": 81,
    }  # fmt: skip
    assert sums(found, "civilians_killed") == {
        "2016-06-01": 63, "2016-07-01": 74, "2016-08-01": 41, "2016-08-09": 35,
    }  # fmt: skip


def test_every_death_read_is_either_used_or_left_out_for_a_reason() -> None:
    for by in (DAY, WEEK, MONTH, WHOLE):
        found = read_ucdp(asked(UCDP, by=by)).ledger
        with UCDP.open(encoding="utf-8", newline="") as handle:
            deaths = sum(int(row["best"]) for row in csv.DictReader(handle))
        assert found.deaths_used + sum(left.deaths for left in found.left.values()) == deaths
        assert found.used + sum(left.rows for left in found.left.values()) == found.read == 62


def test_a_countrys_summary_of_a_year_is_left_out_with_its_deaths_named() -> None:
    left = read_ucdp(asked(UCDP)).ledger.left["summary of a whole country over months or a year"]
    assert (left.rows, left.deaths) == (2, 8179 + 2056)


def test_events_that_reach_over_the_assessment_date_tell_neither_side_of_it() -> None:
    left = read_ucdp(asked(UCDP)).ledger.left["dates reach over the assessment date"]
    assert (left.rows, left.deaths) == (2, 4)


def test_days_take_exact_dates_alone_and_weeks_those_known_to_a_week() -> None:
    daily = read_ucdp(asked(UCDP, by=DAY))
    assert daily.ledger.left["date less exact than a day"].rows == 14
    assert all(row.date_start == row.date_end for row in daily.rows)
    weekly = read_ucdp(asked(UCDP, by=WEEK))
    assert weekly.ledger.left["date less exact than a week"].deaths == 1 + 3 + 13
    mondays = {row.date_start.weekday() for row in weekly.rows if row.date_start != FIRST}
    assert mondays == {0, dt.date(2016, 8, 9).weekday()}


def test_soldiers_stand_under_the_side_they_fought_for_and_one_sided_killing_under_its_author() -> (
    None
):
    found = read_ucdp(asked(UCDP))
    # July, side b of state-based events: 2 + 2 + 4 + 1 + 2 insurgents.
    assert sums(found, "soldiers_killed_of_opposition")["2016-07-01"] == 11
    assert sums(found, "civilians_killed_by_islamic_state") == {"2016-06-01": 16, "2016-07-01": 13}
    assert sums(found, "civilians_killed_by_kurdish_led") == {"2016-06-01": 1}
    assert not sums(found, "civilians_killed_by_opposition")


def test_the_range_of_a_part_holds_its_best_value_and_all_dead_of_unknown_standing(
    tmp_path: Path,
) -> None:
    # 7 July: 8 civilians, 4 unknown, total 12 (12 to 14): civilians 8 to 8 + 4 + 2.
    day = {"first": dt.date(2016, 7, 7), "last": dt.date(2016, 7, 7)}
    rows = {row.observable: row for row in read_ucdp(asked(UCDP, **day)).rows}
    assert (rows["all_killed"].low, rows["all_killed"].high) == ("12", "14")
    civilians = rows["civilians_killed"]
    assert (civilians.low, civilians.value, civilians.high) == ("8", "8", "14")


def test_a_name_without_a_side_is_listed_and_its_civilians_still_count() -> None:
    found = read_ucdp(asked(UCDP, actor_map=None))
    assert found.ledger.actors["Syrian insurgents"].rows > 20
    assert sums(found, "civilians_killed")["2016-06-01"] == 63
    assert "Civilians" not in found.ledger.actors


def test_a_place_without_an_area_is_listed_with_its_deaths() -> None:
    found = read_ucdp(asked(UCDP, place_map=None)).ledger
    assert found.used == 0
    assert found.places["Handarat village"].deaths == 16


def test_outlines_place_exact_events_and_never_the_middle_of_a_province() -> None:
    found = read_ucdp(asked(UCDP, place_map=None, outlines=True))
    assert {row.area for row in found.rows} >= {"handarat_village", "manbij"}
    assert {"Aleppo Governorate", "Northern Aleppo Governorate", "Manbij district"} <= set(
        found.ledger.places
    )


def test_the_packed_file_gives_the_same_rows_and_a_hash_of_its_own(tmp_path: Path) -> None:
    plain, small = read_ucdp(asked(UCDP)), read_ucdp(asked(packed(tmp_path, UCDP)))
    assert plain.rows == small.rows
    assert plain.fingerprint.sha256 != small.fingerprint.sha256


def test_the_layout_of_the_world_file_with_hours_after_its_dates_is_read_alike(
    tmp_path: Path,
) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, WORLD.split(), extrasaction="ignore", restval="")
    writer.writeheader()
    with UCDP.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            hours = {name: f"{row[name]} 00:00:00.000" for name in ("date_start", "date_end")}
            writer.writerow(row | hours)
    path = tmp_path / "world.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    assert set(NEEDED) <= set(WORLD.split())
    assert read_ucdp(asked(path)).rows == read_ucdp(asked(UCDP)).rows


def test_a_best_value_outside_its_range_is_refused_until_one_asks_to_widen_it() -> None:
    with pytest.raises(InputError, match=r"25, 24.*--widen-ranges"):
        read_ucdp(asked(UCDP, widen=False))
    widened = read_ucdp(asked(UCDP)).ledger.remarks["range widened to hold the best value"]
    assert widened.rows == 3


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("deaths_civilians,", "deaths_zivil,", "deaths_civilians is missing"),
        (",2016-06-03,1,1,", ",2016-02-30,1,1,", "'2016-02-30' is no day"),
        (",2016-06-03,1,1,", ",2016-06-02,1,1,", "before it begins"),
        (",2016-06-03,1,1,", ",2016-06-03,7,1,", "no whole number from 1 to 5"),
        (",0,0,10,0,10,10,10,", ",0,0,-10,0,10,10,10,", "-10' is negative"),
        (",0,0,10,0,10,10,10,", ",0,0,1e9,0,10,10,10,", "no number"),
        (",0,0,10,0,10,10,10,", ",0,0,10,0,10,10,9,", "Low, best and high"),
        (",0,0,10,0,10,10,10,", ",0,0,=1+9,0,10,10,10,", "'=1[+]9' is no number"),
        (",36.201241,37.161173,", ",96.2,37.161173,", "no angle from -90 to 90"),
    ],
)
def test_what_the_codebook_does_not_allow_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read_ucdp(asked(altered(tmp_path, UCDP, old, new), widen="10,10,9" not in new))
    assert len(caught.value.problems) == 1
    assert caught.value.problems[0].place.line > 0


def test_the_release_date_and_the_licence_are_asked_for() -> None:
    with pytest.raises(InputError, match="--released"):
        read_ucdp(asked(UCDP, released=None))
    with pytest.raises(InputError, match=r"CC BY 4.0.*--confirm-licence"):
        read_ucdp(asked(UCDP, terms=TermsAsked()))
    given = read_ucdp(asked(UCDP, terms=TermsAsked(licence="CC0")))
    assert (given.terms.licence, given.terms.basis) == ("CC0", "given by the user")


def test_a_release_before_the_events_is_refused() -> None:
    with pytest.raises(InputError, match="cannot have been public"):
        read_ucdp(asked(UCDP, released=dt.date(2016, 7, 1)))
