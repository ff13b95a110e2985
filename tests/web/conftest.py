"""A server of doubles, asked in memory; the page is a small one of the test's own."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from hinge.web.app import Server
from hinge.web.files import Assets
from hinge.web.report import Reports
from hinge.web.shelf import Shelf
from live_double import HERE, DoubleOpener, Lines

INDEX = '<!doctype html><script type="importmap"></script><script src="/static/main.js"></script>'


@pytest.fixture
def page_folder(tmp_path: Path) -> Path:
    """A page of three files, beside one that must not be served."""
    folder = tmp_path / "page"
    folder.mkdir()
    (folder / "index.html").write_text(INDEX, encoding="utf-8")
    (folder / "main.js").write_text("import 'hinge/map.js';", encoding="utf-8")
    (folder / "live.css").write_text("p { margin: 0 }", encoding="utf-8")
    (folder / "notes.txt").write_text("not for the browser", encoding="utf-8")
    (tmp_path / "secret.js").write_text("secret", encoding="utf-8")
    return folder


@pytest.fixture
def opener() -> DoubleOpener:
    return DoubleOpener()


@pytest.fixture
def server(opener: DoubleOpener, page_folder: Path) -> Server:
    """The server of this test; nothing of it is shared with others."""
    return Server(
        Shelf([], opener, lambda _: None),
        Reports(seed=1, workers=1, ready=lambda _: None),
        assets=Assets((page_folder,)),
    )


@pytest.fixture
def client(server: Server) -> Iterator[TestClient]:
    with TestClient(server.app(), base_url=HERE, raise_server_exceptions=False) as found:
        yield found


@pytest.fixture
def lines(client: TestClient) -> Lines:
    """Ask, and return all lines of the answer."""

    def ask(path: str, **body: Any) -> list[dict[str, Any]]:
        answer = client.post(path, json=body)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith("application/x-ndjson")
        return [json.loads(line) for line in answer.text.splitlines()]

    return ask
