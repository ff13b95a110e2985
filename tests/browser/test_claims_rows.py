"""Rows of the claims table in a browser: they unfold without scripts, fit a phone, and hide nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from hinge.claims.verdict import ReadingVerdict
from hinge.report.page import page as whole_page
from report.made import HARM, HINGE, content, reading, verdict

WIDE, PHONE = 1280, 390


def counted(**parts: object) -> ReadingVerdict:
    """A reading with a share of its own."""
    known = {
        "share": 0.2,
        "low": 0.1,
        "high": 0.3,
        "n": 100,
        "word": "fails in most",
        "symbol": "◔",
    }
    return reading(**{**known, **parts})


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    verdicts = [
        verdict("A01", readings=(counted(hinges=(HINGE,)),), hinges=(HINGE,), civilians=(HARM,)),
        verdict("A02", quote="long words " * 40, readings=(counted(), counted(id="second"))),
        verdict("A03", share=None, test="record", reason="Sources are counted."),
    ]
    path: Path = tmp_path_factory.mktemp("pages") / "report.html"
    path.write_text(whole_page(content(verdicts)), encoding="utf-8")
    return path.as_uri()


def test_a_row_unfolds_without_scripts_and_shows_all_its_readings(
    no_scripts: Page, address: str
) -> None:
    no_scripts.goto(address)
    row = no_scripts.locator('tr[data-claim="A02"]')
    inside = row.locator(".more-body")
    assert not inside.is_visible()
    row.locator("td.more > details > summary").click()
    assert inside.is_visible()
    assert inside.locator("h3").filter(has_text="reading").count() == 2


def test_a_long_quotation_is_cut_to_a_line_until_its_row_unfolds(
    no_scripts: Page, address: str
) -> None:
    no_scripts.goto(address)
    row = no_scripts.locator('tr[data-claim="A02"]')
    before = row.locator("q").bounding_box()
    row.locator("td.more > details > summary").click()
    after = row.locator("q").bounding_box()
    assert before is not None
    assert after is not None
    assert before["height"] < 30 < after["height"]


@pytest.mark.parametrize("width", [WIDE, 900, PHONE])
def test_no_cell_of_a_row_leaves_the_window_or_covers_another(
    page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = [
        cell.bounding_box()
        for cell in page.locator('tr[data-claim="A01"] > :not(.more)').all()
        if cell.is_visible()
    ]
    assert len(boxes) == 5
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert one is not None
            assert other is not None
            apart_x = (
                one["x"] + one["width"] <= other["x"] + 1
                or other["x"] + other["width"] <= one["x"] + 1
            )
            apart_y = (
                one["y"] + one["height"] <= other["y"] + 1
                or other["y"] + other["height"] <= one["y"] + 1
            )
            assert apart_x or apart_y


def test_the_link_to_harm_leads_to_its_row_and_unfolds_the_table(page: Page, address: str) -> None:
    page.goto(address)
    page.locator('tr[data-claim="A01"] td.harmed a').click()
    row = page.locator("#harm-baseline-2001-06-10")
    row.wait_for(state="visible")
    assert "120" in row.inner_text()


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_unfolded_rows_have_no_serious_findings(
    page: Page, address: str, axe: Callable[[Page], list[str]], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert axe(page) == []
