"""``hinge score``: tables, JSON, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import hinge
from hinge.ensemble.store import open_run
from hinge.scoring.result import Scores

ROWS = "area,date,controller\ngate,2001-06-10,cobalt\nold_town,2001-06-10,cobalt\n"


@pytest.fixture
def run_folder(hinge_command: Any, tmp_path: Path) -> Path:
    """A finished run of ring, beside a file of outcomes."""
    (tmp_path / "seen.csv").write_text(ROWS, encoding="utf-8")
    hinge_command("run", "ring", "--draws", 8, "--out", tmp_path / "run")
    return tmp_path / "run"


def test_json_has_a_plain_number_for_each_forecast(hinge_command: Any, run_folder: Path) -> None:
    found = hinge_command("score", run_folder, "--outcomes", "seen.csv", "--json")
    assert found.exit_code == 0, found.stderr
    scores = json.loads(found.stdout)
    assert list(scores["brier"]) == ["model", "no_change", "prior_only", "base_rate"]
    assert all(isinstance(value, float) for value in scores["brier"].values())
    assert set(scores["intervals"]) == set(scores["brier"])
    assert scores == json.loads((run_folder / "scores.json").read_text(encoding="utf-8"))


def test_the_tables_are_plain_when_piped(hinge_command: Any, run_folder: Path) -> None:
    found = hinge_command("score", run_folder, "--outcomes", "seen.csv")
    assert found.exit_code == 0, found.stderr
    for words in (
        "How close did it come?",
        "base rate",
        "Brier by day",
        "One campaign is one draw",
    ):
        assert words in found.stdout
    assert "\x1b" not in found.stdout
    assert "scores.json" in found.stderr


def test_a_file_that_cannot_be_scored_ends_with_two(hinge_command: Any, run_folder: Path) -> None:
    Path("seen.csv").write_text("area,date,controller\nnowhere,2001-06-10,cobalt\n")
    found = hinge_command("score", run_folder, "--outcomes", "seen.csv")
    assert found.exit_code == 2
    assert "not on the map" in found.stderr
    found = hinge_command("score", run_folder, "--outcomes", "nothing.csv")
    assert found.exit_code == 2
    assert "docs/scores.md" in found.stderr


def test_a_folder_without_a_run_ends_with_two(hinge_command: Any, tmp_path: Path) -> None:
    found = hinge_command("score", tmp_path)
    assert found.exit_code == 2
    assert "is no run folder" in found.stderr


def test_python_gives_the_same_scores(hinge_command: Any, run_folder: Path) -> None:
    found = hinge.score(open_run(run_folder), "seen.csv")
    assert isinstance(found, Scores)
    printed = hinge_command("score", run_folder, "--outcomes", "seen.csv", "--json").stdout
    assert found.as_json() == json.loads(printed)
