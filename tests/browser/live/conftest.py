"""The live page, opened on a real server."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from live_page import live_server, settled
from served import served

Show = Callable[..., Page]


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the live page answers."""
    with served(live_server()) as found:
        yield found


@pytest.fixture
def show(page: Page, watched: Any, address: str) -> Show:
    """Open the page, with a link's settings from ``#`` on, and wait until everything is drawn."""

    def shown(settings: str = "", where: Page | None = None) -> Page:
        watched.allow(address)
        found = where or page
        found.goto(address + settings)
        settled(found)
        return found

    return shown
