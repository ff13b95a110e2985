"""``hinge turning`` on worked examples: the shares as JSON and as a table, and what it refuses."""

import json
from collections.abc import Callable

import pytest
from typer.testing import Result

from hinge.analysis.examples import EXAMPLES

Hinge = Callable[..., Result]
SMALL = ("--paths", 40, "--lines", 4)


def test_best_of_seven_as_json_has_a_share_and_an_error_for_each_game(hinge_command: Hinge) -> None:
    found = hinge_command("turning", "best-of-seven", "--json", *SMALL)
    assert found.exit_code == 0
    plain = json.loads(found.stdout)
    assert [row["day"] for row in plain["shares"]] == [1, 2, 3, 4, 5, 6, 7]
    for row in plain["shares"]:
        assert abs(row["share"] - row["exact"]) < 6.0 * row["se"]
    assert (plain["estimator"], plain["paths"], plain["lines"]) == ("coupled", 40, 4)
    parts = plain["parameter_share"] + sum(row["share"] for row in plain["shares"])
    assert plain["sum"] == pytest.approx(parts)


def test_the_seed_decides_everything(hinge_command: Hinge) -> None:
    one, again, other = (
        hinge_command("turning", "best-of-seven", "--json", "--seed", seed, *SMALL).stdout
        for seed in (3, 3, 4)
    )
    assert one == again
    assert one != other


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_has_a_table_or_says_that_there_is_no_hinge(hinge_command, name) -> None:
    found = hinge_command("turning", name, "--paths", 20, "--lines", 2)
    assert found.exit_code == 0
    expected = "no hinge to find" if name == "certain" else "exact"
    assert expected in found.stdout


def test_a_certain_outcome_is_plain_json_too(hinge_command: Hinge) -> None:
    plain = json.loads(hinge_command("turning", "certain", "--json", *SMALL).stdout)
    assert plain["no_hinge"] is True
    assert {row["share"] for row in plain["shares"]} == {0.0}
    assert {row["exact"] for row in plain["shares"]} == {None}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("best-of-sevn",), "(nearest: best-of-seven)"),
        (("alepo-2016",), "(nearest: aleppo-2016)"),
        (("walk", "--claim", "A01", "--view", "commander"), "asked with --claim, --view"),
        (("walk", "--out", "here"), "only campaigns have these options"),
    ],
)
def test_misspelt_names_and_options_of_campaigns_are_refused(
    hinge_command: Hinge, arguments: tuple[object, ...], words: str
) -> None:
    found = hinge_command("turning", *arguments)
    assert (found.exit_code, found.stdout) == (2, "")
    assert words in " ".join(found.stderr.split())
