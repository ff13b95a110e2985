"""What an import leaves: rows that a scenario reads, provenance, and no broken folder."""

import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from hinge.errors import InputError
from hinge.importing.figures import read_figures
from hinge.importing.folder import COLUMNS, FILES, write_import
from hinge.importing.terms import TermsAsked
from hinge.importing.ucdp import read_ucdp
from hinge.scenario.build import table
from hinge.scenario.load import load
from hinge.scenario.records import Observation
from hinge.scenario.vintage import RECONSTRUCTION
from importing_asked import UCDP, asked, shipped


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an import of the excerpt."""
    out = tmp_path_factory.mktemp("import") / "out"
    write_import(read_ucdp(asked(UCDP)), asked(UCDP), out)
    return out


def test_the_folder_holds_the_four_files_and_nothing_else(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == set(FILES)
    assert [path.name for path in folder.parent.iterdir()] == ["out"]


def test_rows_are_read_by_the_readers_of_a_scenario_and_split_at_the_assessment(
    folder: Path,
) -> None:
    assessed = shipped("aleppo-2016").head.assessment_date
    early, late = (table((folder / name).read_bytes(), name, Observation) for name in FILES[:2])
    assert early
    assert late
    assert max(row.date_end for row in early if row.date_end) == assessed
    assert min(row.date_start for row in late) > assessed


def test_the_same_question_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_import(read_ucdp(asked(UCDP)), asked(UCDP), tmp_path / "again")
    for name in FILES:
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes()


def test_the_provenance_names_terms_file_rules_and_every_row_left_out(folder: Path) -> None:
    said = json.loads((folder / "provenance.json").read_text("utf-8"))
    assert said["licence"] == "CC BY 4.0"
    assert "Sundberg" in said["citation"]
    assert said["released"] == "2020-01-10"
    assert len(said["file"]["sha256"]) == 64
    left = sum(one["rows"] for one in said["rows"]["left_out"].values())
    assert said["rows"]["used"] + left == said["rows"]["read"] == 62
    assert said["totals"]["2016-07-01 to 2016-07-31"]["civilians_killed"] == 74
    words = (folder / "PROVENANCE.md").read_text("utf-8")
    for text in ("CC BY 4.0", "10,235", "Fighters are undercounted", said["file"]["sha256"]):
        assert text in words


def test_a_strict_scenario_sets_imported_rows_aside_and_a_reconstruction_uses_them(
    folder: Path, tmp_path: Path
) -> None:
    source = Path(shipped("aleppo-2016").folder)
    copy = tmp_path / "with-import"
    shutil.copytree(source, copy)
    for name in FILES[:2]:
        with (source / name).open(encoding="utf-8", newline="") as handle:
            own = csv.DictReader(handle)
            rows = list(own)
        with (folder / name).open(encoding="utf-8", newline="") as handle:
            rows += list(csv.DictReader(handle))
        with (copy / name).open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, list(own.fieldnames or COLUMNS), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    strict, late = load(copy, calibrated=False), load(copy, RECONSTRUCTION)
    before, known = shipped("aleppo-2016"), load("aleppo-2016", RECONSTRUCTION)
    assert {row.id for row in strict.observations} == {row.id for row in before.observations}
    new = {row.id for row in late.observations} - {row.id for row in known.observations}
    assert new
    assert all(name.startswith("im") for name in new)
    aside = len(strict.retrospective) - len(before.retrospective)
    assert aside == len(new)
    assert sum("2020-01-10, set aside" in said for said in strict.retrospective) >= aside


def test_a_folder_that_holds_anything_is_left_as_it_is(tmp_path: Path) -> None:
    mine = tmp_path / "observations.csv"
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="lies there already"):
        write_import(read_ucdp(asked(UCDP)), asked(UCDP), tmp_path)
    assert mine.read_text("utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["observations.csv"]


def test_a_write_that_fails_leaves_no_folder_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(InputError, match="No space left"):
        write_import(read_ucdp(asked(UCDP)), asked(UCDP), tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_formulas_stay_text_and_are_counted_and_no_cell_breaks_the_page(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(
        "period_start,area,measure,value,source,note\n"
        '2001-05-03,pocket,seen,3,Hospital,"=HYPERLINK(""x"")"\n'
        "2001-05-03,<b>|`x`,seen,3,Hospital,\n",
        encoding="utf-8",
    )
    question = asked(
        path, "ring", first=shipped("ring").head.start, last=shipped("ring").head.horizon,
        place_map=None, actor_map=None, terms=TermsAsked(confirm=True),
    )  # fmt: skip
    said = write_import(read_figures(question), question, tmp_path / "out")
    assert said["rows"]["cells_like_formulas"] == 1
    data = (tmp_path / "out" / "observations.csv").read_bytes()
    assert [row.note for row in table(data, "o", Observation)] == ['=HYPERLINK("x")']
    words = (tmp_path / "out" / "PROVENANCE.md").read_text("utf-8")
    assert "<b>" not in words
    assert "| &lt;b>/'x' | 1 |" in words


def test_an_id_that_the_scenario_has_is_refused() -> None:
    question = asked(UCDP)
    row = question.scenario.observations[0].model_copy(update={"id": "im0007"})
    taken = replace(question, scenario=replace(question.scenario, observations=(row,)))
    with pytest.raises(InputError, match=r"im0007 already.*--prefix"):
        read_ucdp(taken)


def test_the_folder_one_stands_in_is_refused_or_filled_like_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other.txt").touch()
    with pytest.raises(InputError, match="lies there already"):
        write_import(read_ucdp(asked(UCDP)), asked(UCDP), Path())
