"""Charts in a real browser: drawn under a strict policy, moved by one day, fed new rows, narrow and printed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from charted import MAKERS, RISING, START, made
from hinge.figures.fan import fan, fan_rows
from hinge.figures.markup import Markup, tag
from hinge.report.figure_box import figure_box, figure_data
from hinge.report.frame import document
from hinge.report.page import styles
from hinge.report.scripts import bundled, packaged, script_text

ENTRY = """
import { mountCharts } from "hinge/charts.js";
import { specsOf } from "hinge/specs.js";
const data = JSON.parse(document.getElementById("figure-data").textContent);
window.picked = [];
window.charts = mountCharts(document.body, specsOf(data), {
  onDay: (day) => { window.picked.push(day); window.charts.setDay(day); },
  start: "2016-06-25",
});
window.charts.all().then(() => { window.drawn = true; });
"""
MANY = 12
OVER_TIME = ("fan", "two-fans", "siege", "chance", "settled")
TIMED = """() => {
  const times = [];
  for (let day = 5; day < 65; day += 1) {
    const began = performance.now();
    charts.setDay(day);
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}"""


def written(folder: Path, *more: str) -> str:
    """A page of one chart of each kind, and of further fans, as an address."""
    figures = [made(kind) for kind in MAKERS]
    figures += [fan(name, "Killed", "persons", RISING, START) for name in more]
    modules = {
        f"hinge/{name}.js": packaged(f"hinge/{name}.js") for name in ("charts", "tip", "specs")
    }
    grid = (
        "main{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,420px),1fr));gap:20px}"
        "figure{margin:0;min-width:0}"
    )
    text = document(
        "Charts",
        tag("main", tag("h1", "Charts"), *(figure_box(one, 2) for one in figures)),
        styles=[*styles(), Markup(grid)],
        scripts=[
            script_text(packaged("hinge/vega.js")),
            bundled("entry.js", {"entry.js": ENTRY, **modules}),
        ],
        data={"figure-data": figure_data(figures)},
    )
    path = folder / "charts.html"
    path.write_text(text, encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def opened(page: Page, tmp_path: Path) -> Page:
    page.goto(written(tmp_path))
    page.wait_for_function("window.drawn")
    return page


def words(page: Page, kind: str) -> str:
    return page.locator(f"[data-figure={kind}] svg").text_content() or ""


def test_every_chart_is_drawn_under_a_policy_without_eval_and_nothing_complains(
    opened: Page,
) -> None:
    for kind in MAKERS:
        expect(opened.locator(f"[data-figure={kind}] svg")).to_have_count(1)
    assert "90 of 100 runs" in words(opened, "fan")
    assert "Killed" not in words(opened, "fan")  # the title stands above, in the page
    policy = opened.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy is not None
    assert "unsafe" not in policy


def test_charts_have_roles_and_names_and_nothing_serious_is_found(
    opened: Page, axe: Callable[[Page], list[str]]
) -> None:
    for kind in MAKERS:
        place = opened.locator(f"[data-figure={kind}]")
        over_time = kind in OVER_TIME
        assert place.get_attribute("role") == ("slider" if over_time else "img")
        label = place.get_attribute("aria-label")
        assert label is not None
        assert label.startswith(made(kind).title)
    assert axe(opened) == []


def test_one_day_moves_the_cursor_of_every_chart_over_time(opened: Page) -> None:
    opened.evaluate("charts.setDay(10)")
    fan_chart = opened.locator("[data-figure=fan]")
    fan_chart.scroll_into_view_if_needed()
    expect(fan_chart).to_have_attribute("aria-valuetext", "5 July 2016: median 505")
    assert "505" in words(opened, "fan")
    turning = opened.locator("[data-figure=chance]")  # begins on 1 July, six days later
    turning.scroll_into_view_if_needed()
    expect(turning).to_have_attribute("aria-valuenow", "4")


def test_pointer_and_keys_pick_a_day_of_the_page(opened: Page) -> None:
    place = opened.locator("[data-figure=chance]")
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box is not None
    opened.mouse.click(box["x"] + 45, box["y"] + 60)
    first = opened.evaluate("picked.at(-1)")
    assert 6 <= first <= 14  # its day 0 is day 6 of the page, its last is 14
    place.press("Home")
    place.press("ArrowRight")
    place.press("End")
    assert opened.evaluate("picked.slice(-3)") == [6, 7, 14]


def test_new_rows_take_the_place_of_the_old(opened: Page) -> None:
    rows = fan_rows(7.0 * RISING, START)
    opened.evaluate("rows => charts.update('fan', {rows})", rows)
    opened.locator("[data-figure=fan]").scroll_into_view_if_needed()
    assert "60,000" in words(opened, "fan")  # the axis follows
    assert "median" in words(opened, "fan")


def test_charts_follow_the_width_of_their_column(opened: Page) -> None:
    opened.set_viewport_size({"width": 390, "height": 800})
    opened.locator("[data-figure=fan]").scroll_into_view_if_needed()
    opened.wait_for_function(
        "document.querySelector('[data-figure=fan] svg').getBoundingClientRect().width <= 390"
    )
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390
    assert "90 %" in words(opened, "fan")  # the short name of the band


def test_what_stands_under_the_pointer_is_said_as_plain_text(opened: Page) -> None:
    place = opened.locator("[data-figure=settled]")
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box is not None
    opened.mouse.move(box["x"] + 90, box["y"] + box["height"] - 60)
    tip = opened.locator(".chart-tip")
    expect(tip).to_be_visible()
    assert "settled a day, of 100" in tip.inner_text()


def test_all_charts_are_drawn_when_the_page_is_printed(page: Page, tmp_path: Path) -> None:
    page.goto(written(tmp_path, *(f"more{n}" for n in range(MANY))))
    page.emulate_media(media="print")
    page.pdf(path=str(tmp_path / "page.pdf"))
    assert page.locator(".chart svg").count() == len(MAKERS) + MANY


def test_a_day_changes_on_a_dozen_charts_within_20_ms(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 1400, "height": 3000})
    page.goto(written(tmp_path, *(f"more{n}" for n in range(MANY))))
    page.wait_for_function("window.drawn")
    page.evaluate("charts.setDay(4)")
    assert page.evaluate(TIMED) <= 20.0


def test_nothing_is_left_when_charts_are_taken_away(opened: Page) -> None:
    opened.evaluate("charts.dispose()")
    assert opened.locator(".chart svg").count() == 0
