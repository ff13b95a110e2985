"""A scenario folder is read once, within bounds, and never beyond its own walls."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from hinge.scenario.csv_reader import MAX_BYTES
from hinge.scenario.digests import digest
from hinge.scenario.folder import MAX_CLAIM_FILES, REQUIRED, order_of
from hinge.scenario.load import load
from scenario.rings import change, copy_ring, problems_of


@pytest.mark.parametrize("name", REQUIRED)
def test_a_required_file_that_is_missing_is_named(name: str, tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    (ring / name).unlink()
    (problem,) = problems_of(ring)
    assert (problem.rule, problem.place.file) == ("missing_file", name)


@pytest.mark.parametrize(
    "name",
    [
        "coalitions.csv",
        "facilities.csv",
        "events.csv",
        "observations.csv",
        "outcomes.csv",
        "map.geojson",
    ],
)
def test_an_optional_file_may_be_absent(name: str, tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    (ring / name).unlink()
    assert problems_of(ring) == ()


def test_claims_and_interventions_may_be_absent_together(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    (ring / "interventions.yaml").unlink()
    for file in (ring / "claims").iterdir():
        file.unlink()
    (ring / "claims").rmdir()
    assert load(ring).claims == ()


def test_a_misspelt_file_is_named_beside_the_missing_one(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    (ring / "areas.csv").rename(ring / "area.csv")
    assert {(p.rule, p.place.file) for p in problems_of(ring)} == {
        ("unknown_file", "area.csv"),
        ("missing_file", "areas.csv"),
    }


def test_another_encoding_is_refused_on_its_line(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    change(ring, "areas.csv", "The gate", "Porte d'été")
    text = (ring / "areas.csv").read_text(encoding="utf-8")
    (ring / "areas.csv").write_bytes(text.encode("latin-1"))
    (problem,) = problems_of(ring)
    assert (problem.rule, problem.place.file, problem.place.line) == ("encoding", "areas.csv", 4)
    assert "UTF-8" in problem.do


@pytest.mark.parametrize("file", ["links.csv", "scenario.yaml", "map.geojson", "claims/letter.txt"])
def test_a_huge_file_is_refused_without_reading_it_whole(file: str, tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    os.truncate(ring / file, 4 * MAX_BYTES)  # sparse: takes no room on the disk
    (problem,) = problems_of(ring)
    assert (problem.rule, problem.place.file) == ("file_too_large", file)


def test_too_many_claim_files_are_refused(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    for number in range(MAX_CLAIM_FILES):
        (ring / "claims" / f"c{number}.yaml").write_text("", encoding="utf-8")
    assert [problem.rule for problem in problems_of(ring)] == ["too_many_files"]


@pytest.mark.parametrize("name", ["areas.csv", "claims/dispatch.yaml", "claims/dispatch.txt"])
def test_a_link_out_of_the_folder_is_not_followed(name: str, tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    (ring / name).rename(tmp_path / "outside")
    (ring / name).symlink_to(tmp_path / "outside")
    (problem,) = problems_of(ring)
    assert problem.rule == "path_leaves_folder"


def test_a_claims_folder_that_lies_outside_is_not_followed(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    (ring / "claims").rename(tmp_path / "claims")
    (ring / "claims").symlink_to(tmp_path / "claims")
    (problem,) = problems_of(ring)
    assert problem.rule == "path_leaves_folder"


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    (ring / "areas.csv").rename(ring / "ground.txt")
    (ring / "areas.csv").symlink_to(ring / "ground.txt")
    assert problems_of(ring) == ()


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    (ring / "areas.csv").unlink()
    (ring / "areas.csv").symlink_to(ring / "areas.csv")
    assert problems_of(ring)


@pytest.mark.parametrize(
    "name", ["../outside.txt", "/etc/hostname", "claims/../../outside.txt", "..\\\\outside.txt"]
)
def test_a_claim_source_cannot_name_a_path_out_of_the_folder(name: str, tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    (tmp_path / "outside.txt").write_text("words", encoding="utf-8")
    change(ring, "claims/dispatch.yaml", "text: claims/dispatch.txt", f'text: "{name}"')
    (problem,) = problems_of(ring)
    assert (problem.rule, problem.place.field) == ("path_leaves_folder", "text")


def test_a_pipe_in_place_of_a_file_does_not_make_the_reader_wait(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    (ring / "areas.csv").unlink()
    os.mkfifo(ring / "areas.csv")
    assert [problem.rule for problem in problems_of(ring)] == ["missing_file"]


def test_a_file_in_place_of_the_claims_folder_is_told(tmp_path: Path) -> None:
    ring = copy_ring(tmp_path)
    for file in (ring / "claims").iterdir():
        file.unlink()
    (ring / "claims").rmdir()
    (ring / "claims").write_text("", encoding="utf-8")
    (problem,) = problems_of(ring)
    assert (problem.rule, problem.place.file) == ("unreadable_file", "claims")


def test_the_digest_follows_names_and_contents_and_nothing_else() -> None:
    one = digest({"a": b"1", "b": b"2"})
    assert one == digest({"b": b"2", "a": b"1"})
    assert len({one, digest({"a": b"12", "b": b""}), digest({"a": b"1", "c": b"2"})}) == 3
    eight = bytes([1, 0, 0, 0, 0, 0, 0, 0])  # the length 1 in eight bytes
    layout = eight + b"a" + eight + b"1" + eight + b"b" + eight + b"2"
    assert one == hashlib.sha256(layout).hexdigest()


def test_messages_are_sorted_as_a_reader_opens_the_files() -> None:
    names = ["outcomes.csv", "claims/b.yaml", "areas.csv", "claims/a.yaml", "scenario.yaml", "x"]
    assert sorted(names, key=order_of) == [
        "scenario.yaml",
        "areas.csv",
        "claims/a.yaml",
        "claims/b.yaml",
        "outcomes.csv",
        "x",
    ]
