"""The state of the page as a report: an assessment with what was changed, and another state beside it."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from hinge.assess import chosen_claims, fitting
from hinge.assessed import recorded, write_page
from hinge.claims.plan import can_test, interventions_of
from hinge.scenario.load import load
from hinge.scenario.patch import do
from hinge.web.report import Reports
from page_reading import read
from stand_in import use_stand_in

CHANGE = "guns_fall_silent"
SMALL = {"scenario": "ring", "draws": 64}
NAME = "hinge-ring.html"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Runs are those of the stand-in, and their folders lie in one of the test."""
    monkeypatch.chdir(tmp_path)
    use_stand_in(monkeypatch)


def made(client: TestClient, **body: Any) -> dict[str, Any]:
    """Ask for a report and wait until its job has ended."""
    job = client.post("/api/report", json=SMALL | body).json()
    give_up = time.monotonic() + 60.0
    while job["state"] in {"waiting", "running"}:
        assert time.monotonic() < give_up
        time.sleep(0.02)
        job = client.get(f"/api/jobs/{job['job']}").json()
    assert job["state"] == "done", job
    return dict(job)


def page_of(client: TestClient, job: dict[str, Any]) -> str:
    return str(client.get(job["file"]).text)


def test_a_report_is_the_assessment_with_what_was_changed(client: TestClient) -> None:
    job = made(client, a=[CHANGE])
    assert job["name"] == NAME
    page = read(page_of(client, job))
    words = next(one for one in page.all("section") if one.attributes["id"] == "changed").text
    assert CHANGE in words
    assert f"Changed {CHANGE}" in page.all("footer")[0].text
    assert not [one for one in page.all("section") if one.attributes["id"] == "compared"]


def test_other_dates_than_the_scenario_has_are_said(client: TestClient) -> None:
    page = read(page_of(client, made(client, a=[f"{CHANGE}:from=2001-06-01"])))
    words = next(one for one in page.all("section") if one.attributes["id"] == "changed").text
    assert "Here from 1 June 2001." in words


def test_a_report_of_the_plain_scenario_speaks_of_no_change(client: TestClient) -> None:
    page = read(page_of(client, made(client, a=[])))
    assert not {"changed", "compared"} & {one.attributes["id"] for one in page.all("section")}


def test_another_state_stands_beside_it_in_numbers(client: TestClient) -> None:
    page = read(page_of(client, made(client, a=[], b=[CHANGE])))
    assert f"Changed {CHANGE}" in page.all("footer")[0].text, "the page is about B"
    section = next(one for one in page.all("section") if one.attributes["id"] == "compared")
    assert f"and the campaign with {CHANGE}" in section.text
    titles = [one.text for one in section.all("th")]
    assert {"As assessed", "Changed", "Difference (95 %)"} <= set(titles)
    assert "Civilians killed" in section.text


def test_the_plain_state_is_always_what_is_compared_with(client: TestClient) -> None:
    page = read(page_of(client, made(client, a=[CHANGE], b=[])))
    assert "Changed" not in page.all("footer")[0].text
    section = next(one for one in page.all("section") if one.attributes["id"] == "compared")
    assert ": the campaign as it was assessed, and the campaign with" in section.text


def test_an_equal_state_is_no_comparison(client: TestClient) -> None:
    one = made(client, a=[CHANGE], b=[CHANGE])
    assert one["job"] == made(client, a=[CHANGE])["job"]


def test_the_page_can_be_written_again_from_its_folder(client: TestClient, tmp_path: Path) -> None:
    for body in ({"a": [CHANGE]}, {"a": ["relief_convoys"], "b": [CHANGE]}):
        page = page_of(client, made(client, **body))
        folders = [one.parent for one in tmp_path.glob("runs/*/report.html")]
        folder = next(one for one in folders if (one / "report.html").read_text("utf-8") == page)
        assert write_page(recorded(folder)).read_text(encoding="utf-8") == page


def test_each_pair_of_states_has_a_folder_of_its_own(client: TestClient, tmp_path: Path) -> None:
    first = page_of(client, made(client, a=[CHANGE]))
    second = page_of(client, made(client, a=[], b=[CHANGE]))
    assert first != second
    assert first in {one.read_text("utf-8") for one in tmp_path.glob("runs/*/report.html")}


def test_after_a_restart_the_same_request_uses_what_is_on_the_disk(
    client: TestClient, tmp_path: Path
) -> None:
    job = made(client, a=[CHANGE])
    manifest = next(tmp_path.glob("runs/*/manifest.json"))
    before = json.loads(manifest.read_text(encoding="utf-8"))["finished"]
    scenario = load("ring")
    reports = Reports(seed=1, workers=1, ready=lambda _: None)
    from hinge.web.asked import Report

    wanted = reports.wanted(scenario, Report(scenario="ring", a=(CHANGE,), draws=64))
    assert wanted.id == job["job"]
    told: list[str] = []
    wanted.make(lambda doing, *_: told.append(doing))
    assert json.loads(manifest.read_text(encoding="utf-8"))["finished"] == before
    assert told[-1] == "Writing the page"


def test_a_wrong_name_is_refused_before_anything_runs(client: TestClient, tmp_path: Path) -> None:
    answer = client.post("/api/report", json=SMALL | {"a": [], "b": ["guns_fall_slient"]})
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["name"] == "guns_fall_slient"
    assert not (tmp_path / "runs").exists()


def test_claims_about_what_is_changed_already_are_not_tested() -> None:
    scenario = load("aleppo-2016")
    claims = chosen_claims(scenario)
    arms = {name for claim in claims if can_test(claim) for name in interventions_of(claim) if name}
    name = min(arms)
    about = {claim.id for claim in claims if can_test(claim) and name in interventions_of(claim)}
    fitted = fitting(do(scenario, name), claims)
    assert {claim.id for claim in fitted if not can_test(claim)} >= about
    assert [claim.id for claim in fitted] == [claim.id for claim in claims]
    untouched = [claim for claim in claims if claim.id not in about]
    assert [claim for claim in fitted if claim.id not in about] == untouched
    assert fitting(scenario, claims) == claims
