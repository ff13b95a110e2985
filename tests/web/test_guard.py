"""Only the page itself may ask, and the browser may load nothing from elsewhere."""

import base64
import hashlib
import re

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from live_double import HERE

ALIVE = "/api/alive"


@pytest.mark.parametrize("host", ["127.0.0.1:8017", "localhost:8017", "[::1]:8017"])
def test_the_names_of_this_computer_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200
    assert client.get(ALIVE, headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8017", "127.0.0.1", "127.0.0.1:80", "127.0.0.1.evil.example:8017", ""],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/static/main.js", ALIVE])
def test_a_name_that_only_points_here_is_refused_in_words(
    client: TestClient, path: str, host: str
) -> None:
    answer = client.get(path, headers={"host": host})
    assert answer.status_code == 403
    problem = answer.json()["problems"][0]
    assert problem["rule"] == "host"
    assert "127.0.0.1:8017" in problem["do"]


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "https://127.0.0.1:8017"])  # fmt: skip
def test_requests_of_another_page_are_refused(client: TestClient, origin: str) -> None:
    body = {"scenario": "ring"}
    assert client.post("/api/open", json=body, headers={"origin": origin}).status_code == 403
    assert client.get(ALIVE, headers={"origin": origin}).status_code == 403
    assert client.delete("/api/jobs/x", headers={"origin": origin}).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_the_browser_s_word_on_where_a_request_comes_from_counts(
    client: TestClient, site: str
) -> None:
    sent = {"sec-fetch-site": site}
    assert client.get(ALIVE, headers=sent).status_code == 403
    assert client.post("/api/open", json={"scenario": "ring"}, headers=sent).status_code == 403
    assert client.get("/", headers=sent).status_code == 200, "a link may open the page"


def test_an_address_that_was_typed_is_answered_but_may_change_nothing(client: TestClient) -> None:
    sent = {"sec-fetch-site": "none"}
    assert client.get(ALIVE, headers=sent).status_code == 200
    assert client.delete("/api/jobs/x", headers=sent).status_code == 403


def test_the_page_itself_may_ask(client: TestClient) -> None:
    sent = {"origin": HERE, "sec-fetch-site": "same-origin"}
    assert client.get(ALIVE, headers=sent).status_code == 200
    assert client.post("/api/open", json={"scenario": "ring"}, headers=sent).status_code == 200


@pytest.mark.parametrize("path", ["/", "/static/main.js", ALIVE, "/api/jobs/none", "/nowhere"])
def test_every_answer_tells_the_browser_to_stay_inside(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    rules = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "set-cookie" not in headers
    assert "access-control-allow-origin" not in headers


def test_a_refusal_has_the_same_headers(client: TestClient) -> None:
    answer = client.get("/", headers={"host": "evil.example"})
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_one_script_inside_the_page_is_named_by_its_hash(client: TestClient) -> None:
    answer = client.get("/")
    inside = re.findall(r"<script[^>]*>([^<]+)</script>", answer.text)
    assert len(inside) == 1
    found = base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{found}'" in answer.headers["content-security-policy"]


def test_answers_of_the_interface_are_kept_nowhere(client: TestClient) -> None:
    assert client.get(ALIVE).headers["cache-control"] == "no-store"
    assert client.get("/api/jobs/none").headers["cache-control"] == "no-store"


def test_web_sockets_are_not_spoken(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/api/alive"):
        pytest.fail("it was accepted")
