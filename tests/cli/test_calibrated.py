"""Commands run calibrated where a posterior ships, say so, and take --uncalibrated and --both."""

import json
from pathlib import Path

import pytest

import hinge
from hinge.assessed import recorded
from hinge.ensemble.store import open_run
from hinge.errors import StoreError
from hinge.pattern_runs import patterns
from page_reading import read
from posteriors import high_losses, write_posterior
from scenario.rings import change, copy_ring

SMALL = ("--draws", "64", "--workers", "1")


@pytest.fixture
def ring(tmp_path: Path) -> Path:
    folder = copy_ring(tmp_path)
    write_posterior(folder, high_losses())
    return folder


def test_an_assessment_is_calibrated_and_says_so_on_the_screen_and_on_the_page(
    hinge_command, ring
) -> None:
    result = hinge_command("assess", ring, *SMALL, "--out", "here")
    assert result.exit_code == 0, (result.output, result.exception)
    said = " ".join(result.stdout.split())
    assert "Calibrated: 64 rows, 2 parameters moved, on reports public by 15 May 2001" in said
    page = Path("here/report.html").read_text(encoding="utf-8")
    assert "What calibration moved" in page
    assert "combat.loss_rate" in page
    assert "0.03 (0.01 to 0.09)" in page
    assert "Without calibration" not in page


def test_uncalibrated_is_another_run_that_says_what_it_leaves_out(hinge_command, ring) -> None:
    hinge_command("assess", ring, *SMALL)
    result = hinge_command("assess", ring, *SMALL, "--uncalibrated")
    assert result.exit_code == 0, (result.output, result.exception)
    assert "Not calibrated (asked for without): the priors alone." in result.stdout
    manifests = [open_run(path).manifest for path in Path("runs").iterdir()]
    assert sorted(bool(manifest.scenario.posterior) for manifest in manifests) == [False, True]


def test_a_scenario_without_posterior_says_nothing_of_calibration(hinge_command) -> None:
    result = hinge_command("assess", "ring", *SMALL, "--out", "here")
    assert "alibrat" not in result.output
    page = read(Path("here/report.html").read_text(encoding="utf-8"))
    for part in ("nav", "main", "footer"):
        assert "alibration" not in page.all(part)[0].text


def test_both_shows_every_claim_twice_and_keeps_it_with_the_verdicts(hinge_command, ring) -> None:
    result = hinge_command("assess", ring, *SMALL, "--both", "--out", "here")
    assert result.exit_code == 0, (result.output, result.exception)
    said = " ".join(result.stdout.split())
    assert "without calibration" in said
    assert "of 3 claims got another word by calibration." in said
    assert "The run without it: here-uncalibrated." in said
    assert open_run("here-uncalibrated").manifest.scenario.posterior == ""
    kept = json.loads(Path("here/verdicts.json").read_text(encoding="utf-8"))
    alone = json.loads(Path("here-uncalibrated/verdicts.json").read_text(encoding="utf-8"))
    assert kept["without_calibration"]["digest"] == alone["digest"]
    shares = {verdict["id"]: verdict["share"] for verdict in alone["verdicts"]}
    for claim in kept["without_calibration"]["claims"]:
        assert claim["without"]["share"] == shares[claim["id"]]
    page = Path("here/report.html").read_text(encoding="utf-8")
    assert "Without calibration" in page


def test_a_page_written_anew_is_the_same_page(hinge_command, ring) -> None:
    hinge_command("assess", ring, *SMALL, "--both", "--out", "here")
    page = Path("here/report.html")
    before = page.read_bytes()
    page.unlink()
    result = hinge_command("report", "here")
    assert result.exit_code == 0, (result.output, result.exception)
    assert page.read_bytes() == before
    assert recorded(Path("here")).more["calibration"]["rows"] == 64


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--both", "--uncalibrated"), "Leave out --both, or leave out --uncalibrated"),
        (("--both", "--until-settled"), "Leave out --both, or leave out --until-settled"),
    ],
)
def test_both_goes_with_one_size_and_with_calibration(hinge_command, ring, options, words) -> None:
    result = hinge_command("assess", ring, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_both_needs_a_posterior(hinge_command) -> None:
    result = hinge_command("assess", "ring", "--both")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is not calibrated" in result.stderr


def test_changed_facts_stop_a_run_until_it_is_asked_for_uncalibrated(hinge_command, ring) -> None:
    change(ring, "areas.csv", "dense_urban,1.5", "dense_urban,1.6")
    result = hinge_command("run", ring, *SMALL)
    assert result.exit_code == 2
    assert "--uncalibrated" in result.stderr
    for command in (("claims",), ("interventions",), ("run", *SMALL, "--uncalibrated")):
        found = hinge_command(command[0], ring, *command[1:])
        assert found.exit_code == 0, (command, found.output)


def test_what_simulates_nothing_asks_for_no_posterior_that_fits(hinge_command, ring) -> None:
    change(ring, "areas.csv", "dense_urban,1.5", "dense_urban,1.6")
    assert hinge_command("monitors", ring).exit_code == 0
    file = Path("holders.csv")
    file.write_text("date,area,controller\n2001-05-14,gate,amber\n", encoding="utf-8")
    told = ("--scenario", ring, "--released", "2001-05-15", "--licence", "own", "--citation", "own")
    result = hinge_command("import", "control", file, *told, "--out", "new")
    assert result.exit_code == 0, result.stderr


def test_runs_and_comparisons_are_calibrated_unless_asked_otherwise(hinge_command, ring) -> None:
    for command in (("run",), ("compare", "--do", "relief_convoys")):
        for more, wanted in (((), True), (("--uncalibrated",), False)):
            result = hinge_command(command[0], ring, *command[1:], *SMALL, *more, "--json")
            assert result.exit_code == 0, (result.output, result.exception)
            scenario = json.loads(result.stdout)["manifest"]["scenario"]
            assert bool(scenario["posterior"]) is wanted


def test_looks_are_calibrated_unless_asked_otherwise(hinge_command, ring) -> None:
    look = ("assess", ring, "--until-settled", "--claims", "D01", "--workers", "1")
    assert "Calibrated: 64 rows" in hinge_command(*look).stdout
    assert "Not calibrated" in hinge_command(*look, "--uncalibrated").stdout
    assert len(list(Path("runs").iterdir())) == 2


def test_turning_and_rivals_are_calibrated_unless_asked_otherwise(
    hinge_command, ring, monkeypatch
) -> None:
    seen = []

    def stop(scenario, *_: object, **__: object) -> None:
        seen.append(scenario.posterior is not None)
        raise StoreError("seen enough")

    monkeypatch.setattr("hinge.cli.turning.turn_campaign", stop)
    monkeypatch.setattr("hinge.cli.rivals.require_rivals", stop)
    for command in ("turning", "rivals"):
        for more in ((), ("--uncalibrated",)):
            assert "seen enough" in hinge_command(command, ring, *more).stderr
    assert seen == [True, False, True, False]


def test_check_reads_the_posterior_unless_asked_otherwise(hinge_command, ring) -> None:
    assert "a posterior of 64 rows for 2 parameters" in hinge_command("check", ring).stdout
    change(ring, "areas.csv", "dense_urban,1.5", "dense_urban,1.6")
    assert hinge_command("check", ring).exit_code == 2
    found = hinge_command("check", ring, "--uncalibrated")
    assert (found.exit_code, "posterior" in found.stdout) == (0, False)


def test_patterns_are_those_of_the_priors(hinge_command, ring, monkeypatch) -> None:
    text = "schema: 1\npatterns:\n  - id: p\n    says: p\n    occurred: true\n    predicate:\n"
    atom = "{kind: control, of: old_town, by: amber, when: {on: 2001-05-20}}"
    (ring / "patterns.yaml").write_text(f"{text}      {atom}\n", encoding="utf-8")
    seen = []

    def run(scenario, design, folder, workers=None) -> None:
        seen.append((scenario.posterior, design.posterior))
        raise KeyboardInterrupt

    monkeypatch.setattr("hinge.ensemble.run.run", run)
    found = patterns(hinge.load(ring).scenario, draws=50)
    with pytest.raises(KeyboardInterrupt):
        next(found)
    assert seen == [(None, "")]


def test_python_loads_calibrated_and_compares_both(hinge_command, ring, monkeypatch) -> None:
    monkeypatch.setattr("hinge.api.ready_engine", lambda: None)
    campaign = hinge.load(ring)
    found = campaign.assess(["D01"], draws=64, both=True)
    (row,) = found.more["without_calibration"]["claims"]
    assert row["id"] == "D01"
    assert campaign.scenario.posterior is not None
    assert hinge.load(ring, calibrated=False).scenario.posterior is None
    with pytest.raises(ValueError, match="until_settled"):
        campaign.assess(["D01"], both=True, until_settled=True)
