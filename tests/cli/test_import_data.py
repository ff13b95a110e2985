"""``hinge import`` on the command line: options, words, JSON, and exit code 2 for what is wrong."""

import json
import shlex
from pathlib import Path

import pytest

from importing_asked import DATA, UCDP

ROOT = Path(__file__).parents[2]
ALEPPO = (
    UCDP, "--scenario", "aleppo-2016", "--from", "2016-06-01", "--to", "2016-08-31",
    "--place-map", DATA / "places.csv", "--actor-map", DATA / "actors.csv", "--widen-ranges",
)  # fmt: skip
TERMS = ("--released", "2020-01-10", "--confirm-licence", "--edition", "Syria 2016-2019")


def test_words_say_what_was_read_used_left_out_and_that_it_is_later_knowledge(
    hinge_command,
) -> None:
    result = hinge_command("import", "ucdp", *ALEPPO, *TERMS, "--out", "new")
    assert result.exit_code == 0, result.stderr
    assert "62 rows read" in result.stdout
    assert "summary of a whole country over months or a year (2 rows, 10,235 deaths)" in (
        " ".join(result.stdout.split())
    )
    assert "a strict run sets these rows aside" in result.stderr
    rows = Path("new/observations.csv").read_text("utf-8")
    assert "Syria 2016-2019 (CC BY 4.0)" in rows


def test_json_is_the_provenance(hinge_command) -> None:
    result = hinge_command("import", "ucdp", *ALEPPO, *TERMS, "--out", "new", "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout) == json.loads(Path("new/provenance.json").read_text("utf-8"))


def test_long_lists_are_cut_on_the_screen_and_whole_on_the_page(hinge_command) -> None:
    short = [part for part in ALEPPO if part not in {"--place-map", DATA / "places.csv"}]
    result = hinge_command("import", "ucdp", *short, *TERMS, "--out", "new")
    assert result.exit_code == 0, result.stderr
    assert "more, listed in PROVENANCE.md" in result.stdout
    assert "Khalasah village" in Path("new/PROVENANCE.md").read_text("utf-8")


def test_figures_and_timelines_have_commands_of_their_own(hinge_command) -> None:
    terms = ("--scenario", "aleppo-2016", "--released", "2016-12-31", "--confirm-licence")
    figures = hinge_command(
        "import", "figures", DATA / "figures_excerpt.csv", *terms, "--out", "a", "--json"
    )
    assert figures.exit_code == 0, figures.stderr
    assert json.loads(figures.stdout)["layout"] == "dated figures"
    control = hinge_command(
        "import", "control", DATA / "control_excerpt.csv", *terms,
        "--actor-map", DATA / "actors.csv", "--out", "b", "--json",
    )  # fmt: skip
    assert control.exit_code == 0, control.stderr
    assert json.loads(control.stdout)["layout"] == "changes"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ((), "--released"),
        (("--released", "2020-01-10"), "--confirm-licence"),
        (("--released", "10.1.2020", "--confirm-licence"), "no day"),
        ((*TERMS, "--from", "2016-09-01"), "empty or too long"),
        ((*TERMS, "--prefix", "../x"), "No id can begin with '../x'"),
        ((*TERMS, "--area-column", "village"), "no column 'village'"),
        ((*TERMS, "--citation", "a\nb"), "control character"),
    ],
)
def test_what_is_missing_or_wrong_ends_with_code_2_and_writes_nothing(
    hinge_command, more: tuple[str, ...], says: str
) -> None:
    result = hinge_command("import", "ucdp", *ALEPPO, *more, "--out", "new")
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())
    assert not list(Path().iterdir())


def test_a_scenario_that_is_not_there_is_refused(hinge_command) -> None:
    result = hinge_command("import", "ucdp", UCDP, "--scenario", "../x", *TERMS, "--out", "new")
    assert result.exit_code == 2
    assert "no scenario" in result.stderr


def test_what_was_public_in_time_is_not_called_later_knowledge(hinge_command) -> None:
    Path("held.csv").write_text(
        "area,date,controller,source,known_on\npocket,2001-05-03,cobalt,Diary,2001-05-04\n",
        encoding="utf-8",
    )
    result = hinge_command(
        "import", "control", "held.csv", "--scenario", "ring", "--confirm-licence", "--out", "new"
    )
    assert result.exit_code == 0, result.stderr
    assert "1 rows read, 1 used" in result.stdout
    assert "sets these rows aside" not in result.stderr


def examples() -> list[list[str]]:
    """The commands of the manual's page, as words."""
    text = (ROOT / "docs" / "importing.md").read_text("utf-8").replace("\\\n", " ")
    return [shlex.split(line) for line in text.splitlines() if line.startswith("hinge import ")]


def test_the_examples_of_the_manual_run_and_do_what_it_says(hinge_command) -> None:
    said = []
    for number, (_, *words) in enumerate(examples()):
        here = [str(ROOT / word) if word.startswith("tests/") else word for word in words]
        assert here[-2] == "--out"
        result = hinge_command(*here[:-2], "--out", f"out{number}", "--json")
        assert result.exit_code == 0, result.stderr
        said.append(json.loads(result.stdout)["rows"])
    assert [(rows["used"], rows["read"]) for rows in said] == [(57, 62), (2, 20)]
    line = "ucdp0002,civilians_killed,map,2016-06-01,2016-06-30,63,63,70,"
    assert line in Path("out0/observations.csv").read_text("utf-8")
    assert {"Castello Road", "East Aleppo"} <= set(said[1]["unmapped_places"])
