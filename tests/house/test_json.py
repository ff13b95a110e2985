"""Every command can answer in JSON; one that does not has a reason here."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from hinge.cli.app import app

WITHOUT = {
    "serve": "a server does not end with an answer; it says where its page is",
}
"""Commands without ``--json``, and why."""


def commands(of: typer.Typer = app) -> dict[str, Any]:
    return dict(walked(typer.main.get_command(of), ""))


def walked(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Every command that does something, with its name as it is typed after ``hinge``."""
    parts = getattr(command, "commands", None)
    if parts is None:
        yield name, command
        return
    for part, one in parts.items():
        yield from walked(one, f"{name} {part}".strip())


def takes_json(command: Any) -> bool:
    return any("--json" in parameter.opts for parameter in command.params)


@pytest.mark.parametrize("name", sorted(commands()))
def test_a_command_takes_json(name: str) -> None:
    assert takes_json(commands()[name]) is (name not in WITHOUT), f"hinge {name} has no --json"


def test_the_walk_finds_commands_of_every_depth() -> None:
    assert {"assess", "audit battles", "import ucdp", "claims"} <= commands().keys()


@pytest.mark.parametrize("name", sorted(commands()))
def test_the_manual_says_what_its_object_holds(name: str) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    rows = [line for line in manual.splitlines() if line.startswith("| `")]
    heads = " ".join(row.split("|")[1] for row in rows)
    assert re.search(rf"`{name.split(maxsplit=1)[0]}\b", heads) or name in WITHOUT


def test_the_walk_would_see_a_command_without() -> None:
    made = typer.Typer()

    @made.command()
    def bare() -> None:
        """Do nothing."""

    @made.command()
    def other(*, as_json: bool = typer.Option(False, "--json")) -> None:
        """Do nothing either."""

    assert {name: takes_json(one) for name, one in commands(made).items()} == {
        "bare": False,
        "other": True,
    }
