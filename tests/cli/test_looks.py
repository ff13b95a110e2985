"""``assess --until-settled``: what it says before, during and after, and what it refuses."""

import json
from contextlib import nullcontext
from pathlib import Path

import pytest

import hinge
import hinge.api
import hinge.cli.looks
from hinge.cli.looks import label
from hinge.errors import InputError
from hinge.looks.record import read_record

LOOK = ("assess", "ring", "--until-settled", "--claims", "D01,D02", "--workers", "1")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--budget", "5000"), "Add --until-settled"),
        (("--until-settled", "--draws", "512"), "Leave out --draws"),
        (("--until-settled", "--draws", "512", "--budget", "5000"), "Leave out --draws"),
        (("--until-settled", "--variance", "--claims", "D01"), "Leave out --variance"),
        (("--until-settled", "--budget", "100"), "Give --budget 1536 or more"),
        (("--until-settled", "--budget", "0"), "budget"),
    ],
)
def test_wrong_options_end_with_2_and_one_message(hinge_command, options, words) -> None:
    result = hinge_command("assess", "ring", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert not Path("runs").exists()


def test_it_says_what_it_will_do_how_far_claims_are_and_what_was_spent(hinge_command) -> None:
    result = hinge_command(*LOOK)
    assert result.exit_code == 0, (result.output, result.exception)
    lines = result.stderr.splitlines()
    assert lines[0].startswith("Looks at 512, 1,024, 2,048 and 4,096 replications of an arm")
    assert "the first takes 1,024 in 2 arms. Budget: 50,000 replications" in lines[0]
    assert "Look 1 of 4: 1 of 2 claims settled, 1 of the rest needs more." in lines
    assert any(
        line.startswith(
            "Look 2 of 4: 1 of 2 claims settled, 1 of the rest needs more: 512 of 512 runs"
        )
        for line in lines
    )
    assert "Look 3 of 4: 2 of 2 claims settled, none needs more." in lines
    said = " ".join(result.stdout.split())
    assert "2,560 replications of a budget of 50,000 were spent." in said


def test_a_narrow_terminal_gets_a_shorter_label(hinge_command) -> None:
    hinge_command(*LOOK, "--out", "here")
    record = read_record(Path("here"))
    assert record is not None
    assert label(2, record, narrow=False) == "Look 2 of 4: 2 of 2 claims settled, none needs more"
    assert label(2, record, narrow=True) == "Look 2 of 4: 2 of 2 settled"
    first = record.model_copy(update={"looks": ()})
    assert label(1, first, narrow=False) == label(1, first, narrow=True) == "Look 1 of 4"


def test_json_has_the_looks_of_every_claim_and_of_the_whole(hinge_command) -> None:
    answer = json.loads(hinge_command(*LOOK, "--json").stdout)
    assert set(answer) == {"verdicts", "manifest", "looks"}
    for verdict in answer["verdicts"]:
        assert set(verdict["looks"]) == {"look", "settled", "state", "replications", "history"}
        for seen in verdict["looks"]["history"]:
            assert {"look", "replications", "n", "low", "high", "word"} <= set(seen)
    assert (answer["looks"]["settled"], answer["looks"]["stopped"]) == (2, "settled")


def test_without_the_option_nothing_is_said_of_looks(hinge_command) -> None:
    plain = json.loads(hinge_command("assess", "ring", "--draws", "64", "--json").stdout)
    assert set(plain) == {"verdicts", "manifest"}
    assert not any("looks" in verdict for verdict in plain["verdicts"])
    assert not list(Path("runs").glob("*/looks.json"))


def test_stopped_by_hand_it_says_how_to_go_on_and_does(hinge_command, monkeypatch) -> None:
    def stop(done: int, total: int, doing: str = "") -> None:
        if done and total == 512:  # within the second look
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(hinge.cli.looks, "progress", lambda *_: nullcontext(stop))
        stopped = hinge_command(*LOOK)
    assert stopped.exit_code == 130
    assert "the same command goes on from there" in stopped.stderr
    resumed = hinge_command(*LOOK)
    assert "Going on after look 1 of 4" in resumed.stderr
    undisturbed = hinge_command(*LOOK, "--out", "undisturbed")
    folder = next(Path("runs").iterdir())
    for name in ("verdicts.json", "report.html", "looks.json"):
        assert (folder / name).read_bytes() == (Path("undisturbed") / name).read_bytes()
    assert resumed.stdout.split("Where to look")[0] == undisturbed.stdout.split("Where to look")[0]


def test_the_run_can_be_run_again_and_its_page_written_again(hinge_command) -> None:
    hinge_command(*LOOK, "--out", "here")
    page = Path("here/report.html")
    before = page.read_bytes()
    page.unlink()
    assert hinge_command("report", "here").exit_code == 0
    assert page.read_bytes() == before
    assert "the same, bit for bit" in hinge_command("rerun", "here").stdout


def test_the_python_interface_does_the_same(hinge_command, monkeypatch) -> None:
    monkeypatch.setattr(hinge.api, "ready_engine", lambda: None)
    command = json.loads(hinge_command(*LOOK, "--out", "one", "--json").stdout)
    found = hinge.load("ring").assess(["D01", "D02"], until_settled=True, out="two", workers=1)
    assert json.loads(json.dumps(found.looks)) == command["looks"]
    assert json.loads(json.dumps(found.verdicts)) == command["verdicts"]
    with pytest.raises(InputError, match="leave out --budget"):
        hinge.load("ring").assess(["D01"], budget=5000)
    with pytest.raises(InputError, match="draws"):
        hinge.load("ring").assess(["D01"], until_settled=True, draws=512)
