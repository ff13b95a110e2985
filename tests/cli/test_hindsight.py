"""``hinge hindsight`` and ``hinge neutrality``: tables for readers, JSON for programs."""

import json

import pytest

import hinge.cli.compiling


@pytest.fixture(autouse=True)
def no_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hinge.cli.compiling, "ready_engine", lambda **_: None)


def test_hindsight_shows_every_mechanism_and_where_the_numbers_stand(hinge_command) -> None:
    result = hinge_command("hindsight", "ring", "--draws", "32", "--out", "h")
    assert result.exit_code == 0, result.output
    assert "Brier score of who held what" in result.stdout
    assert "M7  negotiated end of a siege" in result.stdout
    assert "all ten together" in result.stdout
    assert "hindsight.json" in result.stderr
    told = hinge_command("hindsight", "ring", "--draws", "32", "--out", "h", "--json")
    assert len(json.loads(told.stdout)["mechanisms"]) == 11


def test_neutrality_names_what_leads_and_who_would_push_it(hinge_command) -> None:
    assert hinge_command("assess", "manbij-2016", "--draws", "64", "--out", "m").exit_code == 0
    result = hinge_command("neutrality", "m")
    assert result.exit_code == 0, result.output
    assert "Who would dispute what the verdicts rest on?" in result.stdout
    assert "close to the defenders" in result.stdout
    assert "claims of sources close to" in result.stdout
    told = json.loads(hinge_command("neutrality", "m", "--json").stdout)
    assert {"leading", "heard", "spoken", "unnamed"} <= set(told)


def test_neutrality_of_a_scenario_that_names_nobody_says_so(hinge_command) -> None:
    assert hinge_command("assess", "ring", "--draws", "64", "--out", "r").exit_code == 0
    result = hinge_command("neutrality", "r")
    assert "The scenario names nobody" in result.stdout


def test_neutrality_of_a_folder_without_verdicts_is_refused_in_words(hinge_command) -> None:
    result = hinge_command("neutrality", "nowhere")
    assert result.exit_code == 2
    assert "no run folder" in result.stderr
