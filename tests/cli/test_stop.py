"""Ctrl-C on the real command: exit code 130, words on how to go on, and the same digest in the end."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "hinge", "run", "ring", "--draws", "2048", "--workers", "1"]
PATIENCE = 300.0  # seconds until the first block must be there, compilation included


def finished(folder: Path) -> str:
    done = subprocess.run(
        [*COMMAND, "--out", "run"], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.slow
def test_a_run_stopped_by_hand_goes_on_to_the_same_digest(tmp_path: Path) -> None:
    stopped, undisturbed = tmp_path / "stopped", tmp_path / "undisturbed"
    stopped.mkdir()
    undisturbed.mkdir()
    with subprocess.Popen(
        [*COMMAND, "--out", "run"], cwd=stopped, stderr=subprocess.PIPE, text=True
    ) as process:
        give_up = time.monotonic() + PATIENCE
        while not list((stopped / "run" / "done").glob("*.json")):
            assert process.poll() is None, "the run ended before it could be stopped"
            assert time.monotonic() < give_up
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, words = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the same command goes on from there" in words
    assert "Traceback" not in words
    assert finished(stopped) == finished(undisturbed)
