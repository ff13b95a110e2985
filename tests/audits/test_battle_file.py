"""Tables of battles: what is read, counted once, left out or refused."""

import random
from pathlib import Path

import pytest

from audits.tables import Row, as_bytes, changed, shipped_rows
from hinge.audits.battle_file import COLUMNS, in_fit_half, read_battles, shipped_battles
from hinge.audits.table_file import file_bytes
from hinge.errors import InputError


def refused(rows: list[Row], columns: tuple[str, ...] = ()) -> str:
    with pytest.raises(InputError) as error:
        read_battles(as_bytes(rows, columns), "mine.csv")
    assert len(error.value.problems) == 1
    return str(error.value)


def test_the_shipped_table_has_the_battles_that_its_page_says() -> None:
    found = shipped_battles()
    assert (found.rows, found.duplicates, found.unusable) == (468, 31, 1)
    assert len(found.battles) == 436
    assert sum(battle.won for battle in found.battles) / 436 == pytest.approx(0.59, abs=0.005)


def test_days_are_counted_from_the_first_to_the_last() -> None:
    rows = shipped_rows()[:1]
    rows[0] |= {"start": "1813-10-16", "end": "1813-10-19", "duration_days": "0.5"}
    assert read_battles(as_bytes(rows), "mine.csv").battles[0].days == 4


def test_duplicates_count_once_and_follow_their_parent_if_it_is_elsewhere() -> None:
    rows = [row for row in shipped_rows() if row["parent"] == "304" or row["isqno"] == "304"]
    assert len(rows) == 5
    both = read_battles(as_bytes(rows), "mine.csv")
    assert [battle.id for battle in both.battles] == ["304"]
    assert both.duplicates == 4
    alone = read_battles(as_bytes([row for row in rows if row["parent"]]), "mine.csv")
    assert [battle.id for battle in alone.battles] == ["304"]


def test_the_fixed_half_does_not_depend_on_the_order_of_rows() -> None:
    rows = shipped_rows()
    random.Random(5).shuffle(rows)
    shuffled = read_battles(as_bytes(rows), "mine.csv")
    assert shuffled.battles == shipped_battles().battles
    assert [b.id for b in shuffled.battles if in_fit_half(b)] == [
        b.id for b in shipped_battles().battles if in_fit_half(b)
    ]


def test_judged_columns_are_not_read() -> None:
    judged = (
        "morala",
        "leada",
        "trnga",
        "surpa",
        "quala",
        "cea",
        "inita",
        "techa",
        "aeroa",
        "crit",
    )
    assert not set(judged) & set(COLUMNS)
    other = changed(lambda row: row | dict.fromkeys(judged, "4"))
    assert read_battles(other, "mine.csv").battles == shipped_battles().battles


def test_rows_that_lack_needed_values_are_left_out_and_counted() -> None:
    rows = shipped_rows()[:5]
    rows[1]["str_d"] = ""
    rows[2]["wina"] = ""
    rows[3]["cas_a"] = ""
    found = read_battles(as_bytes(rows), "mine.csv")
    assert (len(found.battles), found.unusable) == (3, 2)


def test_every_missing_column_is_named() -> None:
    kept = tuple(name for name in shipped_rows()[0] if name not in {"str_a", "wina"})
    assert "no column str_a, wina" in refused(shipped_rows()[:3], kept)


@pytest.mark.parametrize(
    ("column", "text", "says"),
    [
        ("str_a", "many", "'many' is not a number"),
        ("str_a", "nan", "'nan' is not a number"),
        ("str_d", "-5", "-5 is below 0"),
        ("wina", "2", "2 is no result"),
        ("start", "July 1863", "is not a date"),
        ("isqno", "", "has no id"),
    ],
)
def test_a_wrong_cell_is_told_with_its_line_and_column(column: str, text: str, says: str) -> None:
    rows = shipped_rows()[:3]
    rows[1][column] = text
    said = refused(rows)
    assert says in said
    assert "mine.csv, line 3" in said
    assert column in said


def test_odd_rows_are_left_out_and_odd_codes_count_as_not_given_and_both_are_told() -> None:
    rows = shipped_rows()[:4]
    rows[0]["end"] = "1500-01-01"
    rows[1]["str_d"] = "0"
    rows[2]["post1"] = "XX"
    found = read_battles(as_bytes(rows), "mine.csv")
    assert (len(found.battles), found.unusable) == (2, 2)
    assert found.battles[0].posture == "not given"
    assert [note.partition(":")[0] for note in found.notes] == ["line 2", "line 3", "line 4"]


def test_an_id_that_stands_twice_is_refused() -> None:
    rows = shipped_rows()[:2]
    rows[1]["isqno"] = rows[0]["isqno"]
    assert "stands on line 2 already" in refused(rows)


def test_a_table_without_a_usable_row_is_refused() -> None:
    rows = [row | {"wina": ""} for row in shipped_rows()[:4]]
    assert "No row of the table can be scored" in refused(rows)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b'isqno,"a\n1,2', b"PK\x03\x04"])
def test_what_is_no_table_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(InputError):
        read_battles(data, "mine.csv")


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        file_bytes(tmp_path / "none.csv")
    with pytest.raises(InputError, match="is a folder"):
        file_bytes(tmp_path)
