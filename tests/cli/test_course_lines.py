"""The course of a run in the terminal: harm always, ways in and ground where they move."""

import re
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

import hinge
import hinge.cli.commands
from hinge.cli.course_lines import civilians, ways_and_ground
from hinge.cli.letters import BARS
from hinge.cli.sparkline import by_week, sparkline
from hinge.notebook.ensemble import Ensemble
from stand_in import use_stand_in


@pytest.fixture
def ensemble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ensemble:
    monkeypatch.chdir(tmp_path)
    use_stand_in(monkeypatch)
    return hinge.load("ring").run(draws=64, workers=1)


def printed(part: object) -> str:
    console = Console(width=110, highlight=False, record=True, file=open("/dev/null", "w"))  # noqa: PTH123, SIM115
    console.print(part)
    console.file.close()
    return console.export_text()


def test_killed_by_week_is_drawn_for_all_sides_and_for_each(ensemble) -> None:
    said = printed(civilians(ensemble.course, ensemble.scenario))
    median = np.median(ensemble.course.series("civilians_killed"), axis=0)
    weeks = by_week(median.tolist())
    authors = ("amber", "cobalt", "unattributed")
    series = ["civilians_killed", *(f"civilians_killed_by.{author}" for author in authors)]
    most = max(max(by_week(np.median(ensemble.course.series(one), axis=0))) for one in series)
    total = next(line for line in said.splitlines() if "killed, all sides" in line)
    assert f"{median[-1]:,.0f}" in total
    assert sparkline(weeks, high=most) in total
    assert "killed by Amber" in said
    assert "killed by Cobalt" in said
    assert "displaced on the last day" in said


def test_a_way_in_is_drawn_with_its_first_and_last_share(ensemble) -> None:
    table = ways_and_ground(ensemble.course, ensemble.scenario)
    said = printed(table)
    watch = ensemble.course.watches[0]
    shut = 100 * (ensemble.course.siege(watch) >= 2).mean(axis=0)
    region, side = watch.split(".")
    name = next(one.name for one in ensemble.scenario.regions if one.id == region)
    line = next(one for one in said.splitlines() if f"  {name}, to {side.capitalize()}" in one)
    assert re.findall(r"\b\d+\b", line)[-2:] == [f"{shut[0]:.0f}", f"{shut[-1]:.0f}"]
    assert set(line) & set(BARS)


def test_what_does_not_move_is_left_out(ensemble, monkeypatch) -> None:
    course = ensemble.course
    still = np.zeros((course.draw.size, course.days))
    monkeypatch.setattr(type(course), "siege", lambda *_: still.astype(np.int8))
    monkeypatch.setattr(type(course), "series", lambda *_: still)
    assert ways_and_ground(course, ensemble.scenario) is None


def test_a_run_on_a_terminal_shows_harm_before_its_digest(ensemble, monkeypatch, capsys) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    hinge.cli.commands.show_run(ensemble, ensemble.scenario)
    said = capsys.readouterr().out
    assert "killed, all sides" in said
    assert "digest" not in said
