"""``hinge monitors``: who counted, and truth and report of a run side by side."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from scenario.monitor_files import ring_with_monitors

Hinge = Callable[..., Result]


@pytest.fixture
def ring(tmp_path: Path) -> Path:
    return ring_with_monitors(tmp_path)


def test_monitors_are_listed_with_stance_and_undercount(hinge_command: Hinge, ring: Path) -> None:
    shown = hinge_command("monitors", ring)
    assert shown.exit_code == 0
    assert "leans to Cobalt" in shown.stdout
    assert "census" not in shown.stdout
    late = hinge_command("monitors", ring, "--vintage", "reconstruction", "--json")
    assert [one["id"] for one in json.loads(late.stdout)["monitors"]] == [
        "hospital",
        "observers",
        "census",
    ]


def test_a_run_shows_truth_and_reports_apart(hinge_command: Hinge, ring: Path) -> None:
    made = hinge_command("run", ring, "--draws", 8, "--start", "campaign", "--out", "r", "--json")
    found = json.loads(made.stdout)["monitors"]
    shown = hinge_command("monitors", ring, "--run", "r")
    assert shown.exit_code == 0
    assert "simulated truth" in shown.stdout
    again = json.loads(hinge_command("monitors", ring, "--run", "r", "--json").stdout)
    assert again == found
    early = hinge_command("monitors", ring, "--run", "r", "--by", "2001-06-01", "--json")
    assert json.loads(early.stdout)["by"] == "2001-06-01"


def test_a_scenario_without_monitors_says_so(hinge_command: Hinge) -> None:
    assert "names no monitors" in hinge_command("monitors", "ring").stdout
    made = hinge_command("run", "ring", "--draws", 2, "--out", "r", "--json")
    assert "monitors" not in json.loads(made.stdout)


@pytest.mark.parametrize(
    ("name", "by", "words"),
    [("mirror", "", "is of ring, not of mirror"), ("ring", "soon", "'soon' is not a day")],
)
def test_a_run_of_another_scenario_and_what_is_no_day_are_refused(
    hinge_command: Hinge, ring: Path, name: str, by: str, words: str
) -> None:
    hinge_command("run", ring, "--draws", 2, "--out", "r")
    options = ["--by", by] if by else []
    refused = hinge_command("monitors", name, "--run", "r", *options)
    assert refused.exit_code == 2
    assert words in " ".join(refused.stderr.split())


def test_a_day_without_a_run_is_refused(hinge_command: Hinge, ring: Path) -> None:
    refused = hinge_command("monitors", ring, "--by", "2001-06-01")
    assert refused.exit_code == 2
    assert "--run" in refused.stderr
