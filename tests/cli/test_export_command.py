"""``hinge export``: files for every figure of a page, chosen by id and format, or a refusal in words."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from hinge.cli.export import figures_of

Hinge = Callable[..., Result]


@pytest.fixture
def assessed(hinge_command: Hinge) -> Path:
    made = hinge_command("assess", "ring", "--draws", 64, "--out", "r", "--json")
    assert made.exit_code == 0, made.stderr
    return Path("r")


def test_the_numbers_of_every_figure_are_written_without_the_extra(
    hinge_command: Hinge, assessed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    shown = hinge_command("export", assessed, "--format", "csv", "--json")
    assert shown.exit_code == 0, shown.stderr
    found = json.loads(shown.stdout)
    known = [one.id for one in figures_of(assessed)]
    assert [one["id"] for one in found["figures"]] == known
    assert sorted(path.name for path in (assessed / "figures").iterdir()) == sorted(
        f"{name}.csv" for name in known
    )
    for one in figures_of(assessed):
        assert (assessed / "figures" / f"{one.id}.csv").read_text(
            encoding="utf-8"
        ) == one.table.csv()


def test_pictures_without_the_extra_are_refused_before_anything_is_written(
    hinge_command: Hinge, assessed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    shown = hinge_command("export", assessed)
    assert shown.exit_code == 2
    assert "pip install 'hinge[export]'" in shown.stderr
    assert not (assessed / "figures").exists()


def test_one_figure_is_written_in_the_formats_asked_for(
    hinge_command: Hinge, assessed: Path
) -> None:
    name = figures_of(assessed)[0].id
    shown = hinge_command(
        "export", assessed, "--figures", name, "--format", "svg,png", "--out", "o"
    )
    assert shown.exit_code == 0, shown.stderr
    assert name in shown.stdout
    assert sorted(path.name for path in Path("o").iterdir()) == [f"{name}.png", f"{name}.svg"]


def test_an_unknown_figure_or_format_ends_with_2_and_a_suggestion(
    hinge_command: Hinge, assessed: Path
) -> None:
    name = figures_of(assessed)[0].id
    for arguments, words in (
        (("--figures", f"{name}x", "--format", "csv"), f"The nearest is {name}"),
        (("--format", "gif"), "png, svg, pdf, csv"),
    ):
        shown = hinge_command("export", assessed, *arguments)
        assert shown.exit_code == 2
        assert words in " ".join(shown.stderr.split())
    assert not (assessed / "figures").exists()


def test_a_folder_that_holds_no_page_is_refused(hinge_command: Hinge) -> None:
    Path("empty").mkdir()
    shown = hinge_command("export", "empty", "--format", "csv")
    assert shown.exit_code == 2
    assert "Traceback" not in shown.stderr


def test_a_place_that_cannot_be_written_is_told_in_words(
    hinge_command: Hinge, assessed: Path
) -> None:
    Path("taken").write_text("a file", encoding="utf-8")
    shown = hinge_command("export", assessed, "--format", "csv", "--out", "taken")
    assert shown.exit_code == 2
    assert "taken could not be written" in " ".join(shown.stderr.split())
