"""``hinge report``: the page from the folder alone, and words for a folder that holds none."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assessments import assessed
from hinge.assessed import Assessment
from hinge.cli.app import app


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    return assessed("ring", tmp_path_factory.mktemp("runs"), draws=16)


def asked(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["report", *map(str, words)])


def test_the_page_is_rebuilt_from_the_folder_with_its_place_and_size(finished: Assessment) -> None:
    before = finished.page.read_bytes()
    finished.page.unlink()
    answer = json.loads(asked(finished.run.folder, "--json").stdout)
    assert finished.page.read_bytes() == before
    assert answer == {
        "page": str(finished.page),
        "bytes": len(before),
        "digest": finished.run.digest,
    }


def test_out_names_another_file(finished: Assessment, tmp_path: Path) -> None:
    done = asked(finished.run.folder, "--out", tmp_path / "page.html")
    assert done.exit_code == 0
    assert (tmp_path / "page.html").read_bytes() == finished.page.read_bytes()


@pytest.mark.parametrize("out", ["", "none/page.html"])
def test_a_place_that_holds_no_file_is_told_before_any_work(
    finished: Assessment, tmp_path: Path, out: str
) -> None:
    done = asked(finished.run.folder, "--out", tmp_path / out)
    assert done.exit_code == 2
    assert "Name a file" in done.stderr


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("turning.json", "turning.html"),
        ("hindsight.json", "scores"),
        ("scenario.yaml", "a scenario"),
    ],
)
def test_folders_of_other_kinds_are_told_by_what_they_are(
    tmp_path: Path, file: str, words: str
) -> None:
    (tmp_path / file).write_text("{}")
    done = asked(tmp_path)
    assert done.exit_code == 2
    assert "no folder of an assessment" in " ".join(done.stderr.split())
    assert words in " ".join(done.stderr.split())


def test_an_empty_folder_is_no_run_folder(tmp_path: Path) -> None:
    done = asked(tmp_path)
    assert done.exit_code == 2
    assert "no run folder" in " ".join(done.stderr.split())
