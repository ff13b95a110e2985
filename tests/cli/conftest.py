"""Every command here runs in an empty folder, with a stand-in for the engine."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hinge.cli.app import app
from stand_in import use_stand_in

Hinge = Callable[..., Result]


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def hinge_command(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Hinge:
    """The command line as a function: arguments in, exit code and both outputs out."""
    use_stand_in(monkeypatch)
    monkeypatch.setenv("COLUMNS", "110")

    def call(*arguments: object) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return call
