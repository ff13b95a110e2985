"""``hinge serve``: this computer alone, a port of its own, an end without noise."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from typer.testing import CliRunner

from hinge.cli.app import app
from hinge.errors import InputError
from hinge.web import serving
from hinge.web.serving import HOST, address, listening

PATIENCE = 30.0


@contextmanager
def taken(port: int = 0) -> Iterator[int]:
    """A port that another program has."""
    with socket.socket() as other:
        other.bind((HOST, port))
        other.listen()
        yield other.getsockname()[1]


def free() -> int:
    """A port that was free a moment ago."""
    with taken() as port:
        return port


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """The command as a process of its own, with the engine as plain Python."""
    command = [sys.executable, "-m", "hinge", "serve", "--no-browser", *arguments]
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=folder, stdout=pipe, stderr=pipe, text=True, env=environment
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_it_listens_on_this_computer_alone() -> None:
    with listening(0) as listens:
        assert listens.getsockname()[0] == "127.0.0.1"
        assert address(listens) == f"http://127.0.0.1:{listens.getsockname()[1]}/"


def test_a_port_that_was_asked_for_and_is_taken_is_refused() -> None:
    with taken() as port, pytest.raises(InputError) as refused:
        listening(port)
    problem = refused.value.problems[0]
    assert f"{port} is taken" in problem.what
    assert "--port" in problem.do


def test_the_next_free_port_is_taken_where_none_was_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with taken() as port:
        monkeypatch.setattr(serving, "PORT", port)
        with listening(None) as listens:
            assert port < listens.getsockname()[1] <= port + serving.MORE_PORTS


def test_with_every_port_taken_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with taken() as port:
        monkeypatch.setattr(serving, "PORT", port)
        monkeypatch.setattr(serving, "MORE_PORTS", 0)
        with pytest.raises(InputError, match=str(port)):
            listening(None)


def test_the_command_ends_with_one_message_where_the_port_is_taken() -> None:
    with taken() as port:
        done = CliRunner().invoke(app, ["serve", "--no-browser", "--port", str(port)])
    assert done.exit_code == 2
    assert f"The port {port} is taken by another program." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_scenario_that_does_not_exist_is_refused_before_anything_is_served() -> None:
    done = CliRunner().invoke(app, ["serve", "--no-browser", "aleppo-2061"])
    assert done.exit_code == 2
    assert "aleppo-2016" in done.stderr


def test_there_is_no_way_to_listen_elsewhere() -> None:
    assert CliRunner().invoke(app, ["serve", "--host", "0.0.0.0"]).exit_code == 2  # noqa: S104


def test_it_answers_soon_says_where_and_ends_at_once(tmp_path: Path) -> None:
    port = free()
    with started(tmp_path, "--port", str(port)) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line == f"Hinge answers at http://127.0.0.1:{port}/  (Ctrl-C ends it)\n"
        page = httpx2.get(f"http://127.0.0.1:{port}/", timeout=PATIENCE)
        assert page.status_code == 200
        assert '<script type="importmap">{"imports"' in page.text
        opening = f"http://127.0.0.1:{port}/api/open"
        with httpx2.stream("POST", opening, json={"scenario": "ring"}, timeout=PATIENCE):
            began = time.monotonic()
            process.send_signal(signal.SIGINT)
            out, words = process.communicate(timeout=PATIENCE)
    assert time.monotonic() - began < 3.0
    assert (process.returncode, out) == (0, "")
    assert "Traceback" not in words
    assert "Ended." in words
    assert not list(tmp_path.iterdir()), "nothing is written by looking"


def test_another_free_port_is_said_clearly(tmp_path: Path) -> None:
    with socket.socket() as other:
        try:
            other.bind((HOST, serving.PORT))
            other.listen()
        except OSError:
            other.close()  # another program has it, which serves as well
        with started(tmp_path) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            process.send_signal(signal.SIGINT)
            _, words = process.communicate(timeout=PATIENCE)
    assert f":{serving.PORT}/" not in line
    assert "http://127.0.0.1:" in line
    assert f"The port {serving.PORT} is taken by another program" in words
