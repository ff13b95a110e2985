"""The live page on a real server, for tests in a browser: the scenario ``ring`` with real runs."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from hinge.live import Opened, open_live
from hinge.web.app import Server
from hinge.web.report import Reports
from hinge.web.shapes import Tell
from hinge.web.shelf import Shelf

RUNS = 64
"""Runs of a whole picture; the first has 32."""

AID = "Relief convoys reach the town"
GUNS = "Neither side's guns fire"
NOTHING = "A lever that moves nothing"


@cache
def _opened() -> Opened:
    return open_live("ring", runs=RUNS, workers=2)


def _open(name_or_folder: str | Path, tell: Tell, /) -> Opened:
    assert name_or_folder == "ring"
    tell("Simulating the baseline", 1, 2, 0.1)
    return _opened()


def live_server() -> Server:
    """A server that has opened nothing yet; its runs are made once for all tests."""
    return Server(Shelf([], _open, lambda _: None), Reports(1, 1, lambda _: None), chosen="ring")


def settled(page: Page) -> None:
    """Wait until the picture on the screen is that of all runs."""
    expect(page.locator("#progress")).to_have_text(f"{RUNS} runs", timeout=60_000)


def switch(page: Page, title: str) -> None:
    """Switch a change on or off, and wait for its picture."""
    page.get_by_role("switch", name=title).click()
    settled(page)


def heading(page: Page, slot: str) -> Locator:
    """What stands over map A or B."""
    return page.locator(f"[data-slot={slot}] .map-title")


def shares(page: Page) -> dict[str, str]:
    """What stands beside each reading of a claim."""
    return {
        str(one.get_attribute("data-reading")): one.locator(".numbers").text_content() or ""
        for one in page.locator("[data-reading]").all()
    }
