"""``hinge turning`` of a campaign: what is printed, shown again, and refused with exit code 2."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import Result

from hinge.cli.turning import by_day
from hinge.cli.turning_examples import LINES as EXAMPLE_LINES
from hinge.cli.turning_examples import PATHS as EXAMPLE_PATHS
from hinge.turn.campaign import CONTINUED, FEW_LINES, LINES, PATHS

Hinge = Callable[..., Result]
SMALL = ("turning", "ring", "--outcome", "D02", "--paths", 103, "--lines", 4, "--every", 30)


def test_a_campaign_is_printed_shown_again_and_given_as_json(hinge_command: Hinge) -> None:
    first = hinge_command(*SMALL, "--no-refine", "--out", "there")
    assert first.exit_code == 0, first.output
    for words in ("What did it hinge on?", "of the doubt", "civilians are killed", "Bold: more"):
        assert words in first.stdout
    again = hinge_command("turning", "--show", "there")
    assert again.stdout == first.stdout
    plain = json.loads(hinge_command("turning", "--show", "there", "--json").stdout)
    assert [row["day"] for row in plain["shares"]] == [30, 60, 61]
    assert {"day", "date", "share", "se"} <= set(plain["shares"][0])
    assert plain["digest"] in Path("there/turning.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("turning", "ring", "--outcome", "D77"), "D77"),
        (("turning", "ring"), "turning point"),
        ((*SMALL, "--every", 0), "step of 0 days"),
        ((*SMALL, "--paths", 40), "each needs 50"),
        ((*SMALL, "--every", 61), "no day to set it against"),
        (("turning", "ring", "--claim", "D77"), "--claim The scenario ring has no claim"),
        (("turning",), "No scenario, worked example or folder"),
        (("turning", "--show", "nowhere"), "no turning run"),
        ((*SMALL, "--view", "commander"), "conditioning.yaml"),
    ],
)
def test_wrong_input_is_told_in_one_message_with_exit_code_2(
    hinge_command: Hinge, arguments: tuple[object, ...], words: str
) -> None:
    found = hinge_command(*arguments)
    assert found.exit_code == 2
    assert words in " ".join(found.stderr.split())


def test_the_sizes_that_help_names_are_those_that_are_taken(hinge_command: Hinge) -> None:
    said = " ".join(hinge_command("turning", "--help").stdout.replace("│", " ").split())
    for option, (model, other, worked) in {
        "--paths": (PATHS, CONTINUED, EXAMPLE_PATHS),
        "--lines": (LINES, FEW_LINES, EXAMPLE_LINES),
    }.items():
        words = f"default: ({model}; {other} with another view; {worked} of an example)"
        assert words in said, option


def test_the_course_has_a_letter_for_every_day_of_a_step() -> None:
    shares = [
        {"since": 0, "day": 4, "share": 0.4, "date": "2001-05-19"},
        {"since": 4, "day": 5, "share": 0.2, "date": "2001-05-20"},
    ]
    chance = [
        {"day": 0, "date": "2001-05-15", "chance": 0.5},
        {"day": 4, "date": "2001-05-19", "chance": 0.25},
        {"day": 5, "date": "2001-05-20", "chance": 1.0},
    ]
    console = Console(file=StringIO(), width=100)
    console.print(by_day({"shares": shares, "chance": chance}))
    assert isinstance(console.file, StringIO)
    said = console.file.getvalue()
    assert "15 May to 20 May" in said
    assert "▄▂▂▂▂█" in said
    assert "▄▄▄▄█" in said
    assert "50 → 100 of 100" in said
    assert "at most 20.0 of 100 parts" in said
