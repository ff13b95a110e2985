"""``hinge compare``: tables, the stored file, the same bytes again, and one message for a mistake."""

import json
from contextlib import nullcontext
from pathlib import Path

import pytest

import hinge.cli.commands

ONE = ("compare", "ring", "--do", "relief_convoys", "--draws", "50", "--workers", "1")
TWO = (*ONE, "--do", "guns_fall_silent")


def stored() -> Path:
    return next(Path("runs").glob("*/compare.json"))


def test_the_table_has_civilian_harm_the_reasons_and_plain_text(hinge_command) -> None:
    result = hinge_command(*ONE)
    assert result.exit_code == 0, result.stderr
    for words in (
        "Relief convoys reach the town",
        "cotenability",
        "minimal rewrite",
        "projectability",
        "Civilians killed by Amber",
        "Civilians killed by deprivation",
        "People displaced",
        "Soldiers of Cobalt killed",
        "Other sides choose anew",
    ):
        assert words in " ".join(result.stdout.split()), words
    assert "\x1b" not in result.stdout
    table = result.stdout.split("Every number")[0]
    assert max(len(line.rstrip()) for line in table.splitlines()) <= 110


def test_the_file_says_what_the_json_says_and_shows_again(hinge_command) -> None:
    first = hinge_command(*TWO)
    folder = stored().parent
    again = hinge_command("compare", "--show", folder)
    assert again.exit_code == 0, again.stderr
    assert again.stdout == first.stdout
    answer = json.loads(hinge_command("compare", "--show", folder, "--json").stdout)
    assert answer.pop("manifest")["digest"] == answer["digest"]
    assert answer == json.loads(stored().read_text(encoding="utf-8"))
    line = answer["comparisons"][0]["outcomes"][0]
    assert set(line) >= {"id", "without", "with", "difference", "rises", "falls", "saving"}
    assert answer["ranges"][0]["id"] == "civilians_killed"


def test_workers_leave_no_trace_and_a_finished_run_is_used(hinge_command) -> None:
    hinge_command(*ONE, "--out", "one")
    hinge_command(*ONE[:-1], "3", "--out", "three")
    files = [Path(name, "compare.json").read_bytes() for name in ("one", "three")]
    assert files[0] == files[1]
    again = hinge_command(*ONE, "--out", "one", "--outcome", "D02")
    assert "finished already" in again.stderr
    assert json.loads(Path("one/compare.json").read_text())["asked"] == ["D02"]


def test_a_stopped_comparison_goes_on_and_says_the_same(hinge_command, monkeypatch) -> None:
    def stop(done: int, total: int, doing: str = "") -> None:
        if done:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(hinge.cli.commands, "progress", lambda *_: nullcontext(stop))
        stopped = hinge_command(*ONE)
    assert stopped.exit_code == 130
    resumed = hinge_command(*ONE)
    assert "Going on with the unfinished run" in resumed.stderr
    hinge_command(*ONE, "--out", "undisturbed")
    assert stored().read_bytes() == Path("undisturbed/compare.json").read_bytes()


def test_asked_outcomes_stand_with_the_civilians_and_the_rest_is_left_to_the_file(
    hinge_command,
) -> None:
    text = hinge_command(*ONE, "--outcome", "killed.amber@2001-06-01", "--outcome", "D02").stdout
    words = " ".join(text.split())
    assert "on 1 June 2001" in words
    assert "Civilians killed by Amber" in words
    assert "Areas that changed hands" not in words
    ids = {line["id"] for line in json.loads(stored().read_text())["comparisons"][0]["outcomes"]}
    assert {"areas_taken", "killed.amber@2001-06-01", "D02"} <= ids


def test_together_shares_the_difference_out_and_names_contingencies(hinge_command) -> None:
    result = hinge_command(*TWO, "--together", "--outcome", "D02.lasting", "--outcome", "displaced")
    assert result.exit_code == 0, result.stderr
    assert "change shared out (Shapley)" in result.stdout
    assert "some others" in result.stdout
    answer = json.loads(stored().read_text())
    together = answer["together"]
    assert together["interventions"] == ["relief_convoys", "guns_fall_silent"]
    for part in together["outcomes"]:
        total = sum(value["value"] for value in part["shapley"].values())
        assert total == pytest.approx(part["whole"]["value"], abs=1e-5)
    both = {line["id"]: line["difference"] for line in answer["comparisons"][-1]["outcomes"]}
    assert all(part["whole"] == both[part["id"]] for part in together["outcomes"])
    yes_no = [part["id"] for part in together["outcomes"] if "each" in part]
    assert yes_no == ["D02.lasting"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("compare",), "Neither a scenario nor a folder"),
        (("compare", "ring"), "No intervention is named"),
        (("compare", "ring", "--do", "relief_convoy"), "nearest: relief_convoys"),
        ((*ONE, "--do", "relief_convoys"), "named twice"),
        ((*ONE, "--against", "relief_convoys"), "named twice"),
        ((*ONE, "--outcome", "displacd"), "nearest: displaced"),
        ((*ONE, "--outcome", "displaced@2001-01-01"), "looks at 2001-01-01"),
        ((*ONE, "--until", "2002-01-01"), "is not between"),
        ((*ONE, "--until", "soon"), "'soon' is no date"),
        ((*ONE, "--together"), "--together is asked of 1 intervention"),
        (("compare", "ring", "--do", "relief_convoys", "--draws", "10"), "too few"),
        (("compare", "--show", "nowhere"), "is no run folder"),
    ],
)
def test_a_mistake_is_told_once_and_ends_with_2(hinge_command, arguments, words) -> None:
    result = hinge_command(*arguments)
    assert result.exit_code == 2, result.output
    assert words in " ".join(result.stderr.split())
    assert result.stderr.count("→") <= 1
    assert "Traceback" not in result.stderr
    assert not Path("runs").exists()


def test_a_folder_without_a_comparison_or_with_another_one_says_so(hinge_command) -> None:
    hinge_command("run", "ring", "--draws", "50", "--workers", "1", "--out", "plain")
    assert "holds no comparison" in hinge_command("compare", "--show", "plain").stderr
    hinge_command(*ONE, "--out", "here")
    path = Path("here/compare.json")
    path.write_text(path.read_text().replace('"digest": "', '"digest": "0'))
    assert "belongs to other results" in hinge_command("compare", "--show", "here").stderr
    path.write_text("{")
    assert "cannot be read" in hinge_command("compare", "--show", "here").stderr
