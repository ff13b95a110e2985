"""Progress in a pipe is rare, plain, and ends with how long it took."""

import pytest

from hinge.cli import progress
from hinge.cli.progress import PlainLines, seconds


@pytest.mark.parametrize(("value", "words"), [(0.4, "0 s"), (59, "59 s"), (125, "2 min 05 s")])
def test_durations_read_like_words(value: float, words: str) -> None:
    assert seconds(value) == words


def test_a_pipe_gets_few_lines_and_a_last_one(capsys, monkeypatch) -> None:
    now = iter(range(0, 10_000, 3))
    monkeypatch.setattr(progress.time, "monotonic", lambda: float(next(now)))
    report = PlainLines("Simulating", "runs")
    for done in range(101):
        report(done, 100)
    lines = capsys.readouterr().err.splitlines()
    assert 2 <= len(lines) <= 5
    assert "left" in lines[0]
    assert lines[-1].startswith("Simulating: 100 of 100 runs in ")


def test_a_part_of_the_work_is_named_and_the_clock_starts_anew_after_it(capsys) -> None:
    report = PlainLines("Simulating", "runs")
    report(0, 50, "Conditioning")
    report(50, 50, "Conditioning")
    report(0, 10)
    report(10, 10)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Conditioning"
    assert len(lines) == 2
    assert lines[1].startswith("Simulating: 10 of 10 runs in ")
