"""The page's own files are served, and nothing else of the disk."""

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hinge.web.files import Assets


def test_files_have_their_kind_and_their_content(client: TestClient) -> None:
    script, style = client.get("/static/main.js"), client.get("/static/live.css")
    assert script.text == "import 'hinge/map.js';"
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert style.headers["content-type"] == "text/css; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../secret.js",
        "/static/..%2fsecret.js",
        "/static/%2e%2e/secret.js",
        "/static/%2e%2e%2fsecret.js",
        "/static/..%5csecret.js",
        "/static//etc/passwd",
        "/static/secret.js",
        "/static/notes.txt",
        "/static/index.html",
        "/static/",
        "/static",
        "/main.js",
        "/static/main.js%00",
    ],
)
def test_nothing_else_of_the_disk_can_be_reached(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["problems"][0]["what"]
    assert "secret" not in answer.text or "secret" in path


def test_a_file_that_the_browser_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/static/main.js")
    again = client.get("/static/main.js", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["cache-control"] == "no-cache"


def test_a_file_that_has_changed_is_sent_anew(client: TestClient, page_folder: Path) -> None:
    first = client.get("/static/live.css")
    (page_folder / "live.css").write_text("p { margin: 1em }", encoding="utf-8")
    again = client.get("/static/live.css", headers={"if-none-match": first.headers["etag"]})
    assert again.text == "p { margin: 1em }"


def test_modules_are_found_by_their_bare_names(client: TestClient) -> None:
    found = re.search(r'<script type="importmap">(.*?)</script>', client.get("/").text)
    assert found is not None
    assert json.loads(found[1]) == {"imports": {"hinge/main.js": "/static/main.js"}}


def test_two_files_of_one_name_are_refused(tmp_path: Path, page_folder: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "main.js").write_text("", encoding="utf-8")
    with pytest.raises(ValueError, match=r"main\.js"):
        Assets((page_folder, other))
