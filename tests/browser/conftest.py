"""A real browser for tests: Chromium, driven by Playwright, that can reach nothing outside the page.

Without a browser these tests are skipped in words, except where
``HINGE_BROWSER=required`` is set, as in CI: there they fail.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    sync_playwright,
)

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
INSIDE = ("file:", "data:", "blob:", "about:")


def chromium() -> str | None:
    """Where a Chromium is installed: ``HINGE_CHROMIUM`` names one, else one on the path."""
    named = os.environ.get("HINGE_CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


@dataclass
class Watched:
    """What a page asked for and said: ``outside`` requests (refused), ``said`` errors and warnings."""

    allowed: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def allow(self, address: str) -> None:
        """Let requests go to a server on this machine, for example ``http://127.0.0.1:8017``."""
        assert address.startswith(("http://127.0.0.1:", "http://localhost:")), address
        self.allowed.append(address)

    def expect(self, words: str) -> None:
        """Name a part of an error that the test itself provokes."""
        self.expected.append(words)

    def route(self, route: Route) -> None:
        """Let a request pass that stays inside, and refuse every other."""
        url = route.request.url
        self.asked.append(url)
        if url.startswith((*INSIDE, *self.allowed)):
            route.fallback()
            return
        self.outside.append(url)
        route.abort()

    def hear(self, message: ConsoleMessage) -> None:
        """Note an error or warning of the console."""
        if message.type in {"error", "warning"}:
            self.said.append(f"{message.type}: {message.text}")

    def surprises(self) -> list[str]:
        """What the page said that no test had expected."""
        return [one for one in self.said if not any(words in one for words in self.expected)]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, one for each worker."""
    where = chromium()
    if where is None:
        words = "no Chromium: install it (on Debian: chromium) or name one in HINGE_CHROMIUM"
        if os.environ.get("HINGE_BROWSER") == "required":
            pytest.fail(words)
        pytest.skip(words)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=where, args=list(ARGUMENTS))
        yield found
        found.close()


@pytest.fixture
def watched() -> Watched:
    """What the pages of this test asked for and said."""
    return Watched()


@pytest.fixture
def context(browser: Browser, watched: Watched) -> Iterator[BrowserContext]:
    """A window of its own, 1,280 px wide; fails the test if a page left it or complained."""
    found = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="en-GB", timezone_id="UTC"
    )
    found.set_default_timeout(20_000)
    found.route("**/*", watched.route)
    found.on("console", watched.hear)
    found.on("weberror", lambda error: watched.said.append(f"uncaught: {error.error}"))
    yield found
    found.close()
    assert not watched.outside, f"the page asked for {watched.outside}"
    assert not watched.surprises(), watched.surprises()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page in that window."""
    return context.new_page()


@pytest.fixture
def no_scripts(browser: Browser, watched: Watched) -> Iterator[Page]:
    """A page that runs no scripts."""
    found = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    found.route("**/*", watched.route)
    yield found.new_page()
    found.close()
    assert not watched.outside


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """What the accessibility engine axe finds serious or critical on a page, one line each."""

    def serious(page: Page) -> list[str]:
        found = Axe().run(page).response["violations"]
        return [
            f"{one['id']} ({one['impact']}): {one['help']}; {node['html'][:160]}"
            for one in found
            if one["impact"] in {"serious", "critical"}
            for node in one["nodes"]
        ]

    return serious
