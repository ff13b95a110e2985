"""``hinge rivals``: what it refuses, what it prints, and that it takes finished runs from their folders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import hinge
from hinge.cli.rivals import ratio_words
from hinge.errors import InputError
from hinge.scenario.load import load
from scenario.rival_files import ring_with_rivals
from stand_in import use_stand_in


def test_a_scenario_without_rivals_is_refused_before_anything_is_compiled(
    hinge_command: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hinge.cli.rivals.ready_engine", lambda: pytest.fail("it compiled first"))
    found = hinge_command("rivals", "ring")
    assert found.exit_code == 2
    assert "has no rivals" in found.stderr


def test_it_prints_what_is_shown_and_the_ratios(hinge_command: Any, tmp_path: Path) -> None:
    ring = ring_with_rivals(tmp_path)
    found = hinge_command("rivals", ring, "--draws", 64, "--out", tmp_path / "out")
    assert found.exit_code == 0, found.stderr
    for words in (
        "Why did cobalt lose the gate",
        "worn down",
        "all drivers",
        "draws that carry it",
    ):
        assert words in found.stdout
    assert "names no winner" in found.stderr
    folders = {path.name for path in (tmp_path / "out" / "gate_lost").iterdir()}
    assert folders == {"outgunned", "worn_down", "all_drivers"}


def test_the_same_command_takes_its_runs_from_their_folders(
    hinge_command: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("rivals", ring_with_rivals(tmp_path), "--draws", 64, "--json")
    first = hinge_command(*arguments)
    monkeypatch.setattr("hinge.ensemble.run.run", lambda *_, **__: pytest.fail("it ran again"))
    again = hinge_command(*arguments)
    assert json.loads(first.stdout) == json.loads(again.stdout)
    (one,) = json.loads(first.stdout)["sets"]
    assert [rival["under"] for rival in one["rivals"]] == [
        ["nothing_changes"],
        ["guns_fall_silent"],
        [],
    ]


def test_arms_run_from_the_first_day_to_the_last_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_stand_in(monkeypatch)
    campaign = hinge.load(ring_with_rivals(tmp_path))
    (found,) = campaign.rivals(draws=64, out=tmp_path / "out")
    assert found.id == "gate_lost"
    from hinge.ensemble.store import open_run

    arm = next(iter(open_run(tmp_path / "out" / "gate_lost" / "worn_down").arms.values()))
    assert (str(arm.start), str(arm.until), arm.conditioned) == ("2001-05-01", "2001-05-15", False)
    assert arm.size == 128


def test_python_refuses_a_scenario_without_rivals() -> None:
    with pytest.raises(InputError, match="no rivals"):
        hinge.load("ring").rivals()


def test_a_ratio_without_a_number_says_why() -> None:
    assert ratio_words({"value": None}) == "too few campaigns"
    assert ratio_words({"value": 1.234, "low": 0.5, "high": 12.0}) == "1.23 (0.5–12)"


def test_the_reference_scenario_compares_three_reasons_for_the_relief_attack() -> None:
    (one,) = load("aleppo-2016").rival_sets
    assert [rival.claim for rival in one.rivals] == ["A09", "B04", "B03"]
    assert [seen.id for seen in one.byproducts] == ["timing", "size", "axis", "participants"]
