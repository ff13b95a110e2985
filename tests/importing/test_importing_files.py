"""Files from strangers: each mistake has one message, and no file can fill the memory."""

import gzip
import hashlib
import os
from pathlib import Path

import pytest

from hinge.errors import InputError
from hinge.importing import local_file
from hinge.importing.local_file import Fingerprint, rows_of, small_table

TABLE = b"a,b\n1,2\n"


def written(folder: Path, data: bytes, name: str = "t.csv") -> Path:
    """A file of these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path


def test_rows_come_with_their_lines_and_blank_ones_are_skipped(tmp_path: Path) -> None:
    _, rows = small_table(written(tmp_path, b'\xef\xbb\xbfa, b\r\n\r\n"x\ny",2\r\n3,4\r\n'))
    assert rows == [(1, ["a", "b"]), (3, ["x\ny", "2"]), (5, ["3", "4"])]


def test_the_fingerprint_is_that_of_the_file_as_it_lies(tmp_path: Path) -> None:
    found, _ = small_table(written(tmp_path, TABLE))
    assert (found.name, found.bytes) == ("t.csv", 8)
    assert found.sha256 == hashlib.sha256(TABLE).hexdigest()


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "t.csv", "empty"),
        (b"a,b\n1,\xff2\n", "t.csv", "0xff on this line is not UTF-8"),
        ("a,b\n1,2\n".encode("utf-16"), "t.csv", "not UTF-8"),
        (b"a,b\n1,2,3\n", "t.csv", "3 cells, the header has 2"),
        (b'a,b\n"1,2\n', "t.csv", "cannot be read"),
        (b"a;b\n1;2\n", "t.csv", "not separated by commas"),
        (b",".join([b"a"] * 201) + b"\n", "t.csv", "201 columns"),
        (b"x" * 1_000_002, "t.csv", "longer than"),
        (TABLE, "t.xlsx", "neither"),
        (TABLE, "t.zip", "not opened"),
        (TABLE, "t.csv.gz", "cannot be unpacked"),
        (gzip.compress(TABLE, mtime=0)[:-9], "t.csv.gz", "cannot be unpacked"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_message(
    tmp_path: Path, data: bytes, name: str, says: str
) -> None:
    with pytest.raises(InputError, match=says) as caught:
        small_table(written(tmp_path, data, name))
    assert len(caught.value.problems) == 1


def test_folders_pipes_and_missing_files_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    for name in ("pipe.csv", "folder.csv", "missing.csv", "nul\0.csv"):
        with pytest.raises(InputError, match="no such file"):
            small_table(tmp_path / name)


def test_a_table_larger_than_its_bound_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="larger than 100 bytes"):
        list(rows_of(written(tmp_path, b"a,b\n" * 40), Fingerprint("t.csv"), 100))


def test_a_gzip_bomb_is_stopped_soon_after_the_free_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_file, "FREE_UNPACKED", 100_000)
    path = written(tmp_path, gzip.compress(b"a,b\n" * 2_000_000), "t.csv.gz")
    rows: list[tuple[int, list[str]]] = []
    with pytest.raises(InputError, match="unpacks to more than 100 times"):
        rows.extend(rows_of(path, Fingerprint("t.csv.gz"), 10**9))
    assert 4 * len(rows) <= 100 * path.stat().st_size + 100_000
    assert len(rows) < 1_000_000


def test_a_table_that_packs_well_is_no_bomb(tmp_path: Path) -> None:
    path = written(tmp_path, gzip.compress(b"a,b\n" * 100_000), "t.csv.gz")
    assert len(list(rows_of(path, Fingerprint("t.csv.gz"), 10**9))) == 100_000
