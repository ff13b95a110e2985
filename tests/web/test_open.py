"""Scenarios on offer, and how they are opened: once, for all who wait."""

import json
import threading
from pathlib import Path
from shutil import copytree

import pytest
from starlette.testclient import TestClient

import hinge.scenario.load
from hinge.errors import InputError, Place, Problem
from hinge.web.app import Server
from hinge.web.files import Assets
from hinge.web.report import Reports
from hinge.web.shelf import MOST_OPEN, Shelf
from live_double import HERE, DoubleOpener, Lines

SHIPPED = Path(hinge.scenario.load.__file__).parents[1] / "scenarios"


def test_progress_comes_before_the_scenario(lines: Lines) -> None:
    found = lines("/api/open", scenario="ring")
    assert [line.get("done") for line in found] == [0, 1, None]
    assert found[0] == {"doing": "Simulating", "done": 0, "total": 2, "seconds_left": None}
    assert found[-1] == {"opened": {"scenario": "ring"}}


def test_what_is_open_is_not_opened_again(lines: Lines, opener: DoubleOpener) -> None:
    first, second = (lines("/api/open", scenario="ring") for _ in range(2))
    assert second == [first[-1]]
    assert len(opener.opened) == 1


def test_those_who_wait_for_the_same_scenario_share_its_opening(
    lines: Lines, opener: DoubleOpener
) -> None:
    opener.seconds, opener.steps = 0.05, 6
    found: list[list[object]] = []
    waiting = [
        threading.Thread(target=lambda: found.append(list(lines("/api/open", scenario="ring"))))
        for _ in range(4)
    ]
    for one in waiting:
        one.start()
    for one in waiting:
        one.join()
    assert [lines[-1] for lines in found] == [{"opened": {"scenario": "ring"}}] * 4
    assert len(opener.opened) == 1


def test_the_engine_is_made_ready_first_and_that_is_said(
    opener: DoubleOpener, page_folder: Path
) -> None:
    shelf = Shelf([], opener, lambda tell: tell("Compiling the engine", 0, 0, 30.0))
    server = Server(shelf, Reports(1, 1, lambda _: None), assets=Assets((page_folder,)))
    with TestClient(server.app(), base_url=HERE) as client:
        first = client.post("/api/open", json={"scenario": "ring"}).text.splitlines()[0]
    assert json.loads(first)["doing"] == "Compiling the engine"


def test_mistakes_in_a_scenario_are_told_and_it_can_be_opened_later(
    lines: Lines, opener: DoubleOpener
) -> None:
    problem = Problem("some_rule", "It is wrong.", "It matters.", "Mend it.", Place("areas.csv", 7))
    opener.fails = InputError([problem])
    last = lines("/api/open", scenario="ring")[-1]["problems"][0]
    assert last["place"] == "areas.csv, line 7"
    opener.fails = None
    assert lines("/api/open", scenario="ring")[-1] == {"opened": {"scenario": "ring"}}


def test_a_fault_of_hinge_is_told_without_a_traceback(
    client: TestClient, opener: DoubleOpener, caplog: pytest.LogCaptureFixture
) -> None:
    opener.steps, opener.fails = 0, RuntimeError("the engine stalled")
    answer = client.post("/api/open", json={"scenario": "ring"})
    assert answer.status_code == 500
    problem = answer.json()["problems"][0]
    assert "the engine stalled" in problem["what"]
    assert "Traceback" not in answer.text
    assert "the engine stalled" in caplog.text, "the terminal has the details"


def test_the_scenario_used_longest_ago_makes_room(lines: Lines, opener: DoubleOpener) -> None:
    names = ("ring", "mirror", "corridor", "planted-switch")
    for name in names:
        lines("/api/open", scenario=name)
    assert [one.closed for one in opener.opened] == [True, *[False] * MOST_OPEN]
    lines("/api/open", scenario="mirror")
    assert len(opener.opened) == len(names)


def test_shipped_scenarios_and_named_folders_are_on_offer(
    opener: DoubleOpener, page_folder: Path, tmp_path: Path
) -> None:
    mine, broken = tmp_path / "My Ring", tmp_path / "more" / "my-ring"
    copytree(SHIPPED / "ring", mine)
    copytree(SHIPPED / "ring", broken)
    (broken / "areas.csv").write_text("nonsense", encoding="utf-8")
    shelf = Shelf([mine, broken], opener, lambda _: None)
    server = Server(
        shelf, Reports(1, 1, lambda _: None), chosen="my-ring", assets=Assets((page_folder,))
    )
    with TestClient(server.app(), base_url=HERE) as client:
        answer = client.get("/api/scenarios").json()
        assert answer["chosen"] == "my-ring"
        found = {one["id"]: one for one in answer["scenarios"]}
        assert {"aleppo-2016", "ring", "my-ring", "my-ring-2"} <= set(found)
        assert found["ring"]["shipped"] is True
        assert found["ring"]["problems"] == []
        assert found["my-ring"]["shipped"] is False
        assert found["my-ring"]["title"] == found["ring"]["title"]
        assert "areas.csv" in found["my-ring-2"]["problems"][0]["place"]
        assert client.post("/api/open", json={"scenario": "my-ring"}).status_code == 200
    assert opener.opened[0].name == str(mine)


def test_what_the_page_begins_with_is_opened_before_it_asks(
    opener: DoubleOpener, page_folder: Path
) -> None:
    shelf = Shelf([], opener, lambda _: None)
    server = Server(
        shelf, Reports(1, 1, lambda _: None), chosen="ring", assets=Assets((page_folder,))
    )
    with TestClient(server.app(), base_url=HERE):
        while not opener.opened:
            pass
    assert opener.opened[0].name == "ring"


def test_each_start_of_the_server_has_a_name_of_its_own(client: TestClient, server: Server) -> None:
    first = client.get("/api/alive").json()
    assert first == client.get("/api/alive").json()
    other = Server(server.shelf, server.reports, assets=server.assets)
    with TestClient(other.app(), base_url=HERE) as anew:
        assert anew.get("/api/alive").json()["server"] != first["server"]
