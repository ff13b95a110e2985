"""With ``--json`` stdout holds one object: the answer, or the problems that stood in its way."""

import json
import math

import pytest

from hinge.cli.console import print_json

SMALL = ("ring", "--draws", "64", "--workers", "1")


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (("check", "ring"), {"scenario", "counts", "digest", "problems"}),
        (("claims", "ring"), {"scenario", "claims"}),
        (("claims", "ring", "D01"), {"id", "quote", "readings", "record", "source"}),
        (("interventions", "ring"), {"scenario", "interventions", "switches"}),
        (("monitors", "ring"), {"monitors"}),
        (("compile",), {"compiled", "kernel", "folder"}),
    ],
)
def test_an_answer_is_one_object_with_its_keys(hinge_command, arguments, keys) -> None:
    result = hinge_command(*arguments, "--json")
    assert result.exit_code == 0, result.output
    assert keys <= json.loads(result.stdout).keys()


def test_check_counts_what_is_there(hinge_command) -> None:
    answer = json.loads(hinge_command("check", "ring", "--json").stdout)
    assert answer["counts"]["areas"] == 9
    assert answer["claims"] == {"all": 6, "encoded": 5, "sources": 2}


def test_rerun_says_whether_the_results_are_equal(hinge_command) -> None:
    hinge_command("run", *SMALL, "--out", "first")
    answer = json.loads(hinge_command("rerun", "first", "--json").stdout)
    assert answer["equal"] is True
    assert answer["recorded"] == answer["again"]


@pytest.mark.parametrize(
    ("arguments", "rule"),
    [
        (("check", "rimg"), "unknown_scenario"),
        (("claims", "ring", "Z99"), "unknown_claim"),
        (("run", "ring", "--do", "relief_convoy"), "unknown_intervention"),
        (("rerun", "nowhere"), "store_error"),
    ],
)
def test_problems_stand_on_stdout_as_an_object_and_on_stderr_in_words(
    hinge_command, arguments, rule
) -> None:
    result = hinge_command(*arguments, "--json")
    assert result.exit_code == 2
    problems = json.loads(result.stdout)["problems"]
    assert [problem["rule"] for problem in problems] == [rule]
    assert all(set(problem) == {"rule", "what", "why", "do", "place"} for problem in problems)
    assert problems[0]["what"].split(".")[0] in " ".join(result.stderr.split())


def test_numbers_without_end_and_none_at_all_are_null(capsys) -> None:
    print_json({"a": [math.inf, -math.inf, math.nan, 1.5], "b": {"c": (math.inf,)}})
    assert json.loads(capsys.readouterr().out) == {"a": [None, None, None, 1.5], "b": {"c": [None]}}
