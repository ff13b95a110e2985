"""``hinge audit``: the two audits that run campaigns, as tables and as JSON."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from hinge.audits import exchange
from hinge.cli import audit_runs as command
from hinge.cli.app import app
from hinge.ensemble import simulate


@pytest.fixture(autouse=True)
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(command, "ready_engine", lambda: None)


def audit(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["audit", *arguments])


def as_json(*arguments: str) -> dict[str, Any]:
    result = audit(*arguments, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_mirror_without_a_name_runs_the_symmetric_scenario_and_ring() -> None:
    found = as_json("mirror", "--draws", "4")
    assert found["passed"] is True
    assert [row["scenario"] for row in found["scenarios"]] == ["mirror", "ring"]
    symmetric, labels = found["scenarios"]
    assert symmetric["draws_exchanged"]["result"] == "exact"
    assert labels["draws_exchanged"] is None
    assert labels["labels_exchanged"]["result"] == "exact"
    assert [row["claims"]["exchanged"] for row in found["scenarios"]] == ["draws", "labels"]
    assert all(row["claims"]["same"] for row in found["scenarios"])


def test_the_table_of_mirror_says_what_was_exchanged() -> None:
    result = audit("mirror", "ring", "--draws", "2")
    assert result.exit_code == 0
    assert "order of all rows and sides" in result.stdout
    assert "its sides are not alike" in result.stderr
    assert "verdicts and scores" in result.stderr


def test_a_difference_fails_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (simulate, exchange):
        monkeypatch.setattr(room, "in_key_order", lambda scenario, _image=None: scenario)
    result = audit("mirror", "ring", "--draws", "4", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["passed"] is False


def test_monotone_prints_every_difference_and_its_size() -> None:
    found = as_json("monotone", "mirror", "--draws", "50", "--days", "5")
    (scenario,) = found["scenarios"]
    assert (scenario["days"], scenario["draws"]) == (5, 50)
    assert len(scenario["differences"]) == 2 * 6 * 3  # sides, helps, outcomes
    for row in scenario["differences"]:
        assert row["low"] <= row["difference"] <= row["high"]
    assert found["violations"] == scenario["violations"]


def test_monotone_tells_in_words_how_many_are_violations() -> None:
    result = audit("monotone", "mirror", "--draws", "50", "--days", "3")
    assert result.exit_code == 0
    assert "half as many" not in result.stdout  # helps go by their short names
    assert "strikes" in result.stdout
    assert "of 36 differences are violations" in result.stderr


@pytest.mark.parametrize("name", ["mirror", "monotone"])
def test_an_unknown_scenario_is_refused_in_words(name: str) -> None:
    result = audit(name, "mirorr")
    assert result.exit_code == 2
    assert "nearest: mirror" in result.stderr
