"""Requests that make no sense are refused in words, each with its place."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from live_double import Lines

PICTURES = {"scenario": "ring", "names": [], "client": "c", "slot": "a", "request": 1}


@pytest.fixture
def opened(lines: Lines) -> None:
    assert lines("/api/open", scenario="ring")[-1] == {"opened": {"scenario": "ring"}}


def refused(asked: TestClient, status: int, path: str, **body: Any) -> dict[str, Any]:
    answer = asked.post(path, json=body)
    assert answer.status_code == status, answer.text
    problem = answer.json()["problems"][0]
    assert set(problem) == {"rule", "what", "why", "do", "place", "name"}
    assert all(problem[part] for part in ("rule", "what", "why", "do"))
    return dict(problem)


def test_a_body_that_is_not_json_is_refused(client: TestClient) -> None:
    sent = {"content-type": "application/json"}
    answer = client.post("/api/open", content=b"{no", headers=sent)
    assert answer.status_code == 400
    assert "JSON" in answer.json()["problems"][0]["what"]
    assert client.post("/api/open", content=b"[]", headers=sent).status_code == 400
    assert client.post("/api/open", content=b"\xff", headers=sent).status_code == 400
    assert client.post("/api/open", content=b"[" * 60_000, headers=sent).status_code == 400


def test_a_form_of_another_page_is_no_request(client: TestClient) -> None:
    answer = client.post("/api/open", content=b'{"scenario": "ring"}', headers={"content-type": "text/plain"})  # fmt: skip
    assert answer.status_code == 415
    assert client.post("/api/open", data={"scenario": "ring"}).status_code == 415


def test_a_body_that_is_too_large_is_refused(client: TestClient) -> None:
    assert refused(client, 413, "/api/open", scenario="x" * 70_000)["rule"] == "too_large"


def test_a_large_body_in_pieces_without_a_length_is_refused(client: TestClient) -> None:
    answer = client.post(
        "/api/open",
        content=(b" " * 10_000 for _ in range(10)),
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"slot": "c"}, "slot"),
        ({"request": -1}, "request"),
        ({"request": "1"}, "request"),
        ({"request": 1.5}, "request"),
        ({"names": "ring"}, "names"),
        ({"names": [1]}, "names.0"),
        ({"names": ["x"] * 65}, "names"),
        ({"names": ["x" * 201]}, "names.0"),
        ({"branch": {"run": 3}}, "branch.day"),
        ({"client": ""}, "client"),
        ({"folder": "elsewhere"}, "folder"),
    ],
)
def test_a_wrong_field_is_named(client: TestClient, change: dict[str, Any], place: str) -> None:
    problem = refused(client, 400, "/api/pictures", **(PICTURES | change))
    assert problem["place"] == place


@pytest.mark.parametrize("name", ["../ring", "/etc", "nowhere", "./ring", "ring/"])
def test_no_other_folder_can_be_opened(client: TestClient, name: str) -> None:
    for path in ("/api/open", "/api/report"):
        body = {"scenario": name} if path == "/api/open" else {"scenario": name, "a": []}
        assert refused(client, 404, path, **body)["rule"] == "unknown_scenario"


def test_what_is_not_open_is_told_so(client: TestClient) -> None:
    assert refused(client, 409, "/api/pictures", **PICTURES)["rule"] == "not_open"
    assert refused(client, 409, "/api/campaign", scenario="ring", names=[], run=0)


def test_a_wrong_intervention_is_named(opened: None, client: TestClient) -> None:
    wrong = {"names": ["relief_convoys", "guns_fall_slient"]}
    problem = refused(client, 422, "/api/pictures", **(PICTURES | wrong))
    assert problem["rule"] == "unknown_intervention"
    assert problem["place"] == "interventions.yaml"
    assert problem["name"] == "guns_fall_slient"
    assert "guns_fall_silent" in problem["what"]


def test_other_paths_and_methods_are_refused_in_words(client: TestClient) -> None:
    assert client.get("/api/open").status_code == 405
    assert "GET /api/open" in client.get("/api/open").json()["problems"][0]["what"]
    assert client.get("/api/none").json()["problems"][0]["rule"] == "no_such"
    assert client.put("/api/open", json={}).status_code == 405
