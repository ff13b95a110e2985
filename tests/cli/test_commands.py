"""The commands: results on stdout, words on stderr, and exit codes that mean something."""

import json
from pathlib import Path

import pytest

import hinge.cli.commands
from hinge import __version__

SMALL = ("ring", "--draws", "64", "--workers", "1")
KEYS = {"id", "test", "word", "share", "n", "low", "high", "hinges", "record", "sentence"}


def test_the_version_is_printed(hinge_command) -> None:
    result = hinge_command("--version")
    assert (result.exit_code, result.stdout) == (0, f"hinge {__version__}\n")


def test_check_says_what_a_good_scenario_holds(hinge_command) -> None:
    result = hinge_command("check", "ring")
    assert result.exit_code == 0
    assert "no mistakes found" in result.stdout


def test_an_unknown_scenario_ends_with_2_and_names_the_nearest(hinge_command) -> None:
    result = hinge_command("check", "rimg")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nearest: ring" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("assess", "ring", "--claims", "Z99"), "has no claim 'Z99'"),
        (("run", "ring", "--do", "relief_convoy"), "nearest: relief_convoys"),
        (("rerun", "nowhere"), "is no run folder"),
        (("report", "nowhere"), "is no run folder"),
        (("run", "ring", "--resume"), "no run to go on with"),
        (("run", "ring", "--seed", "-1"), "seed"),
        (("run", "ring", "--start", "never"), "start"),
        (("assess", "ring", "--draws", "0"), "draws"),
    ],
)
def test_a_wrong_argument_ends_with_2_and_says_why(hinge_command, arguments, words) -> None:
    result = hinge_command(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_run_prints_the_digest_and_nothing_else(hinge_command) -> None:
    result = hinge_command("run", *SMALL)
    assert result.exit_code == 0
    word, digest = result.stdout.split()
    assert (word, len(digest)) == ("digest", 64)


def test_run_as_json_is_one_object_with_the_digest(hinge_command) -> None:
    answer = json.loads(hinge_command("run", *SMALL, "--json").stdout)
    assert answer["digest"] == answer["manifest"]["digest"]


def test_the_same_run_is_found_again_and_used(hinge_command) -> None:
    first = hinge_command("run", *SMALL)
    second = hinge_command("run", *SMALL)
    assert first.stdout == second.stdout
    assert "finished already" in second.stderr


def test_a_pulled_intervention_gives_another_run(hinge_command) -> None:
    plain = hinge_command("run", *SMALL, "--out", "plain")
    pulled = hinge_command("run", *SMALL, "--do", "relief_convoys", "--out", "pulled")
    assert plain.exit_code == pulled.exit_code == 0
    manifest = json.loads(Path("pulled/manifest.json").read_text())
    assert manifest["scenario"]["pulled"] == ["relief_convoys"]


def test_a_stopped_run_says_how_to_go_on_and_then_does(hinge_command, monkeypatch) -> None:
    def stop(done: int, total: int, doing: str = "") -> None:
        if done:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        from contextlib import nullcontext

        patch.setattr(hinge.cli.commands, "progress", lambda *_: nullcontext(stop))
        stopped = hinge_command("run", *SMALL)
    assert stopped.exit_code == 130
    assert "the same command goes on from there" in stopped.stderr
    resumed = hinge_command("run", *SMALL, "--resume")
    assert "Going on with the unfinished run" in resumed.stderr
    undisturbed = hinge_command("run", *SMALL, "--out", "undisturbed")
    assert resumed.stdout == undisturbed.stdout


def test_rerun_confirms_the_digest(hinge_command) -> None:
    hinge_command("run", *SMALL, "--out", "first")
    result = hinge_command("rerun", "first")
    assert result.exit_code == 0, (result.output, result.exception)
    assert "the same, bit for bit" in result.stdout
    assert sorted(path.name for path in Path().iterdir()) == ["first"]


def test_rerun_ends_with_1_when_the_results_differ(hinge_command) -> None:
    hinge_command("run", *SMALL, "--out", "first")
    path = Path("first/manifest.json")
    recorded = json.loads(path.read_text())
    path.write_text(path.read_text().replace(recorded["digest"], "0" * 64))
    result = hinge_command("rerun", "first")
    assert result.exit_code == 1
    assert "differ" in result.stdout


def test_a_folder_that_cannot_be_written_is_told_in_words(hinge_command) -> None:
    Path("taken").write_text("a file")
    result = hinge_command("run", *SMALL, "--out", "taken")
    assert result.exit_code == 2
    assert "could not be written" in result.stderr


def test_assess_as_json_has_the_promised_keys(hinge_command) -> None:
    result = hinge_command("assess", *SMALL, "--json")
    assert result.exit_code == 0, result.stderr
    answer = json.loads(result.stdout)
    assert set(answer) == {"verdicts", "manifest"}
    for verdict in answer["verdicts"]:
        assert set(verdict) >= KEYS
        if verdict["share"] is None:
            assert verdict["reason"], f"{verdict['id']} has neither a share nor a reason"
        else:
            assert 0 <= verdict["low"] <= verdict["share"] <= verdict["high"] <= 1


def test_assess_shows_every_claim_and_the_civilians(hinge_command) -> None:
    result = hinge_command("assess", *SMALL)
    answer = json.loads(next(Path("runs").glob("*/verdicts.json")).read_text())
    for verdict in answer["verdicts"]:
        assert verdict["id"] in result.stdout
    assert "killed, all sides" in result.stdout
    assert "Where to look next" in result.stdout
    assert "\x1b" not in result.stdout


def test_the_summary_fits_its_width(hinge_command) -> None:
    result = hinge_command("assess", *SMALL, "--out", "here")
    table = result.stdout.split("Where to look next")[0]
    assert max(len(line.rstrip()) for line in table.splitlines()) <= 110


def test_assess_of_chosen_claims_tests_only_those(hinge_command) -> None:
    result = hinge_command("assess", *SMALL, "--claims", "D02,L02", "--json")
    answer = json.loads(result.stdout)
    assert [verdict["id"] for verdict in answer["verdicts"]] == ["D02", "L02"]
    assert [arm["id"] for arm in answer["manifest"]["arms"]] == ["baseline", "baseline@prior"]


def test_report_writes_the_same_page_again(hinge_command) -> None:
    hinge_command("assess", *SMALL, "--out", "here")
    page = Path("here/report.html")
    before = page.read_bytes()
    page.unlink()
    result = hinge_command("report", "here")
    assert result.exit_code == 0
    assert page.read_bytes() == before


def test_report_of_a_run_without_verdicts_says_so(hinge_command) -> None:
    hinge_command("run", *SMALL, "--out", "here")
    result = hinge_command("report", "here")
    assert result.exit_code == 2
    assert "holds no verdicts" in result.stderr


@pytest.mark.parametrize("command", ["interventions", "claims"])
def test_lists_name_every_id(hinge_command, command: str) -> None:
    from hinge.scenario.load import load

    scenario = load("ring")
    result = hinge_command(command, "ring")
    assert all(row.id in result.stdout for row in getattr(scenario, command))


def test_interventions_are_listed_with_dates_size_and_how_to_adjust_them(hinge_command) -> None:
    said = " ".join(hinge_command("interventions", "aleppo-2016").stdout.split())
    for words in ("2016-08-11 to", "from 2016-07-17", "tonnes 80", "the whole run"):
        assert words in said
    assert "--do NAME:from=...,to=...,size=..." in said
    assert "without_window" in said


def test_one_intervention_is_shown_with_levers_and_all_six_answers(hinge_command) -> None:
    result = hinge_command("interventions", "ring", "relief_convoys")
    assert result.exit_code == 0
    for words in (
        "when: from 2001-05-16",
        "guarantee flow: region pocket, side cobalt, tonnes 80.0, from 2001-05-16",
        "adjust: --do relief_convoys:from=...,to=...",
        *("clarity:", "cotenability:", "minimal rewrite:", "theory:", "statistics:"),
        "projectability: If it matters, the ration series of the town shows it within days.",
    ):
        assert words in " ".join(result.stdout.split())
    assert "stands in no file" not in result.stdout


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("relief_convoys:from=2001-06-01", "from 2001-06-01"),
        ("without_window", "parameter orders.window_weight, value 0.0"),
    ],
)
def test_what_stands_in_no_file_is_shown_as_it_would_be_pulled(hinge_command, name, words) -> None:
    result = hinge_command("interventions", "ring", name)
    assert result.exit_code == 0
    assert words in result.stdout
    assert "stands in no file" in result.stdout


def test_an_unknown_intervention_is_refused_with_the_nearest(hinge_command) -> None:
    result = hinge_command("interventions", "ring", "relief_convoy")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nearest: relief_convoys" in result.stderr


def test_interventions_as_json_have_dates_size_levers_and_all_six_answers(hinge_command) -> None:
    every = json.loads(hinge_command("interventions", "aleppo-2016", "--json").stdout)
    plans = {plan["id"]: plan for plan in every["interventions"]}
    for plan in plans.values():
        assert len(plan["admissibility"]) == 6
        assert all(isinstance(said, str) and said for said in plan["admissibility"].values())
        assert all("lever" in lever for lever in plan["levers"])
        assert (plan["sized"] is None) == (plan["size"] == [])
    aid = plans["aid_reaches_east"]
    assert (aid["sized"], aid["size"]) == ("tonnes", [80.0])
    assert (aid["from"], aid["to"]) == ("2016-07-17", None)
    assert aid["adjust"] == "aid_reaches_east:from=...,to=...,size=..."
    assert plans["no_reinforcements"]["adjust"] is None
    assert "without_settlement" in {switch["id"] for switch in every["switches"]}
    one = json.loads(hinge_command("interventions", "aleppo-2016", "full_truce", "--json").stdout)
    assert one == plans["full_truce"]


def test_the_help_of_run_tells_of_dates_size_and_switches(hinge_command) -> None:
    said = " ".join(hinge_command("run", "--help").stdout.replace("│", " ").split())
    assert "NAME:from=DATE,to=DATE,size=NUMBER" in said
    assert "without_MECHANISM" in said


def test_a_conditioned_run_says_so_while_it_lasts_and_needs_observations(hinge_command) -> None:
    done = hinge_command("run", "aleppo-2016", "--conditioned", "--draws", "4", "--replicates", "1")
    assert done.exit_code == 0, done.output
    assert "Conditioning on 5 observations" in done.stderr
    manifest = next(Path("runs").glob("aleppo-2016-*/manifest.json"))
    arms = json.loads(manifest.read_text(encoding="utf-8"))["arms"]
    assert [(arm["id"], arm["conditioned"]) for arm in arms] == [("baseline@campaign", True)]
    refused = hinge_command("run", "ring", "--conditioned", "--draws", "4")
    assert refused.exit_code == 2
    assert "has no conditioning.yaml" in refused.output
