"""The browser that the tests drive: what leaves a page is refused and known, what it complains of is heard."""

from pathlib import Path

import pytest
from playwright.sync_api import Page


def written(folder: Path, body: str) -> str:
    """The address of a page with this body."""
    path = folder / "page.html"
    path.write_text(f"<!doctype html><html lang=en><title>A page</title>{body}", encoding="utf-8")
    return path.as_uri()


def test_a_page_that_stays_inside_is_left_alone(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, "<h1>Quiet</h1>"))
    assert page.inner_text("h1") == "Quiet"


def test_a_request_that_leaves_the_page_is_refused_and_known(page, watched, tmp_path) -> None:
    watched.expect("Failed to load resource")
    page.goto(written(tmp_path, "<img src='http://192.0.2.1/a.png' alt=''>"))
    assert watched.outside == ["http://192.0.2.1/a.png"]
    watched.outside.clear()


def test_an_error_of_a_script_is_heard(page: Page, watched, tmp_path: Path) -> None:
    page.goto(written(tmp_path, "<script>console.error('broken'); throw Error('worse')</script>"))
    assert len(watched.surprises()) == 2
    watched.said.clear()


def test_only_an_address_of_this_machine_can_be_allowed(watched) -> None:
    with pytest.raises(AssertionError):
        watched.allow("http://192.0.2.1")


def test_what_cannot_be_read_by_all_is_found(page: Page, axe, tmp_path: Path) -> None:
    page.goto(written(tmp_path, "<main><h1>Pale</h1><p style='color:#ccc'>Hardly seen</p></main>"))
    assert [one.split()[0] for one in axe(page)] == ["color-contrast"]
    page.goto(written(tmp_path, "<main><h1>Plain</h1><p>Well seen</p></main>"))
    assert axe(page) == []
