"""``hinge calibrate``: what it prints, the JSON, and one message for a mistake."""

import json
from pathlib import Path

import pytest

import hinge.cli.calibrate
from calibrating.planted_ring import CALIBRATION, SMALL, use_planted
from scenario.rings import copy_ring

SIZES = tuple(part for name, size in SMALL.items() for part in (f"--{name}", size))


@pytest.fixture
def calibrate(hinge_command, monkeypatch):
    use_planted(monkeypatch)
    monkeypatch.setattr(hinge.cli.calibrate, "ready_engine", lambda: None)
    ring = copy_ring(Path())
    (ring / "calibration.yaml").write_text(CALIBRATION, encoding="utf-8")
    return lambda *more: hinge_command("calibrate", "./ring", *SIZES, "--workers", 1, *more)


def test_reports_what_is_left_and_what_was_learned_are_printed(calibrate) -> None:
    result = calibrate()
    assert result.exit_code == 0, result.stderr
    words = " ".join(result.stdout.split())
    for said in (
        "deaths 80",
        "the waves left",
        "are effective",
        "combat.loss_rate",
        "yes",
        "digest",
    ):
        assert said in words, said
    assert max(len(line.rstrip()) for line in result.stdout.splitlines()) <= 110


def test_the_json_is_one_object_with_the_digest_that_a_second_run_has_too(calibrate) -> None:
    first = json.loads(calibrate("--json", "--out", "out").stdout)
    again = json.loads(calibrate("--json", "--out", "out").stdout)
    assert first["digest"] == again["digest"]
    assert {"space_left", "generations", "contraction", "predictive", "active"} <= set(first)


def test_a_posterior_of_the_other_vintage_is_not_shipped(calibrate) -> None:
    result = calibrate("--ship", "--vintage", "reconstruction")
    assert result.exit_code == 2
    assert "public by the assessment date" in " ".join(result.stderr.split())


def test_a_scenario_without_targets_is_told_what_to_add(hinge_command) -> None:
    result = hinge_command("calibrate", "ring")
    assert result.exit_code == 2
    assert "Add the file" in result.stderr


def test_a_check_on_planted_sets_is_added_on_request(calibrate) -> None:
    told = json.loads(calibrate("--json", "--check", "--draws", 512).stdout)["check"]
    assert told["as_stated"]["planted_sets"] == 400
    assert told["pool"]["members"] == 512
    words = calibrate("--check", "--draws", 512)
    assert "agreement with the reports" in words.stdout
    assert "planted sets" in words.stderr


def test_a_first_wave_too_small_to_plant_in_is_told(calibrate) -> None:
    result = calibrate("--check")
    assert result.exit_code != 0
    assert "at least 401" in " ".join(result.stderr.split())


def test_laws_need_targets_on_either_side_of_the_day(calibrate, hinge_command) -> None:
    result = hinge_command("calibrate", "./ring", "--laws")
    assert result.exit_code == 2
    assert "held_out_from" in result.stderr


def test_laws_are_compared_alone(hinge_command) -> None:
    result = hinge_command("calibrate", "ring", "--laws", "--ship", "--check")
    assert result.exit_code == 2
    assert "--ship and --check" in result.stderr


@pytest.mark.parametrize("size", ["draws", "waves", "particles", "generations", "rows", "active"])
def test_a_size_is_refused_with_laws_even_if_it_is_the_usual_one(hinge_command, size) -> None:
    usual = {"draws": 8192, "waves": 2, "particles": 6144, "generations": 6, "rows": 1024}
    result = hinge_command("calibrate", "ring", "--laws", f"--{size}", usual.get(size, 20))
    assert result.exit_code == 2
    assert f"--laws was given with --{size}." in result.stderr
