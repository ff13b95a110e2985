"""The live map in a real browser: it shows what the arrays say, and works by keyboard alone."""

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

import hinge.figures
from hinge.figures.area_map import moment, still_map
from hinge.figures.map_data import events, frames, geo, one_run
from hinge.figures.map_words import reached
from hinge.scenario.load import load

WEB = Path(hinge.figures.__file__).parent / "web"
DAYS, RUNS = 30, 40
FAST = 20.0  # milliseconds that a new day may take; measured are below 1

SCRIPT = """
import {createMap} from "hinge/map.js";
import {createTransport} from "hinge/transport.js";
import {decodeFrames, decodeRun} from "hinge/decode.js";
const given = JSON.parse(document.getElementById("given").textContent);
const many = decodeFrames(given.frames);
const one = decodeRun(given.run);
const heard = {picked: [], days: []};
const map = createMap(document.getElementById("map"), given.geo, {onPick: (area) => heard.picked.push(area)});
map.show(many.picture(0));
const bar = createTransport(document.getElementById("bar"), {
  start: given.start, days: many.days, events: given.events,
  onDay: (day) => { heard.days.push(day); map.show(many.picture(day)); },
});
window.hinge = {map, bar, many, one, heard};
"""


class Made:
    """A page with the map of aleppo-2016, and the arrays that it shows."""

    def __init__(self, folder: Path) -> None:
        self.scenario = load("aleppo-2016")
        ground = geo(self.scenario)
        assert ground is not None
        self.geo: dict[str, Any] = ground
        rng = np.random.default_rng(7)
        areas, sides = len(ground["areas"]), len(ground["sides"])
        start = rng.integers(-1, sides, size=(1, 1, areas))
        luck = rng.integers(-1, sides, size=(RUNS, DAYS, areas))
        steady = rng.random((RUNS, DAYS, areas)) < rng.random(areas)
        self.control = np.where(steady, start, luck).astype(np.int8)
        self.contested = (rng.random((RUNS, DAYS, areas)) < rng.random(areas)).astype(np.int8)
        watches = len(ground["watches"])
        self.siege = rng.integers(0, 4, size=(RUNS, DAYS, watches)).astype(np.int8)
        names = [side["id"] for side in ground["sides"]]
        first = dt.date(2016, 6, 25)
        self.address = page_of(
            folder,
            geo=ground,
            frames=frames(self.control, self.contested, self.siege, names),
            run=one_run(self.control[3], self.contested[3], self.siege[3], "run 4"),
            events=events(self.scenario, first, DAYS),
            start=first.isoformat(),
        )


def page_of(folder: Path, **given: Any) -> str:
    """Write a page that holds its scripts and data, and return its address."""
    import base64

    modules = {
        f"hinge/{path.name}": "data:text/javascript;base64,"
        + base64.b64encode(path.read_bytes()).decode()
        for path in WEB.glob("*.js")
        if path.name != "vega.js"
    }
    data = json.dumps(given).replace("</", "<\\/")
    text = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A map</title>'
        f"<style>{(WEB / 'map.css').read_text('utf-8')}</style>"
        f'<script type="importmap">{json.dumps({"imports": modules})}</script></head><body><main>'
        '<h1>A map</h1><div id="bar"></div><div id="map"></div></main>'
        f'<script type="application/json" id="given">{data}</script>'
        f'<script type="module">{SCRIPT}</script></body></html>'
    )
    path = folder / "map.html"
    path.write_text(text, encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("map"))


@pytest.fixture
def opened(page: Page, made: Made) -> Page:
    page.goto(made.address)
    page.wait_for_function("window.hinge !== undefined")
    return page


def cells(text: str) -> dict[str, tuple[str, str, str]]:
    """Fill, opacity and words of each area of a still map."""
    found = {}
    for path, words in re.findall(r"<path([^>]*data-area[^>]*)><title>([^<]*)</title>", text):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', path))
        found[given["data-area"]] = (given["fill"], given["fill-opacity"], words)
    return found


@pytest.mark.parametrize("day", [0, 17, DAYS - 1])
def test_the_live_map_shows_what_the_still_map_of_the_same_day_shows(
    day: int, opened: Page, made: Made
) -> None:
    opened.evaluate("day => hinge.map.show(hinge.many.picture(day))", day)
    shown = opened.eval_on_selector_all(
        "[data-area]",
        "all => Object.fromEntries(all.filter(one => one.getAttribute('d')).map(one => [one.dataset.area, "
        "[one.getAttribute('fill'), one.getAttribute('fill-opacity'), one.getAttribute('aria-label')]]))",
    )
    sides = len(made.geo["sides"])
    now = moment(made.control[:, day], made.contested[:, day], made.siege[:, day], sides)
    still = cells(still_map(made.geo, now, key="k", title="t"))
    assert shown.keys() == still.keys()
    assert len(shown) == len(made.geo["areas"])
    for area, (fill, opacity, words) in still.items():
        assert shown[area][0] == fill, area
        assert float(shown[area][1]) == pytest.approx(float(opacity), abs=0.0011), area
        assert shown[area][2].split(";")[0] == words.replace("&#x27;", "'"), area


def test_hatching_and_dots_stand_where_the_arrays_have_them(opened: Page, made: Made) -> None:
    marks = opened.eval_on_selector_all(
        ".map-mark", "all => all.map(one => one.getAttribute('fill'))"
    )
    share = np.stack(
        [(made.control[:, 0] == s).mean(axis=0) for s in range(len(made.geo["sides"]))]
    )
    hatched = share.max(axis=0) < 0.6
    dotted = made.contested[:, 0].mean(axis=0) >= 0.5
    expected = hatched + 2 * dotted
    found = [0 if mark == "none" else int(mark[-2]) for mark in marks]
    assert found == expected.tolist()


def test_fronts_run_where_two_sides_meet(opened: Page, made: Made) -> None:
    shown = opened.eval_on_selector_all(
        ".map-drawing .map-fronts path",
        "all => all.filter(one => !one.hasAttribute('display')).map(one => one.getAttribute('d'))",
    )
    share = np.stack(
        [(made.control[:, 0] == s).mean(axis=0) for s in range(len(made.geo["sides"]))]
    )
    holder = np.where(share.max(axis=0) > 0.5, share.argmax(axis=0), -1)
    row = {area["id"]: a for a, area in enumerate(made.geo["areas"])}
    fronts = [
        edge["path"]
        for edge in made.geo["edges"]
        if edge["b"]
        and holder[row[edge["a"]]] != holder[row[edge["b"]]]
        and min(holder[row[edge["a"]]], holder[row[edge["b"]]]) >= 0
    ]
    assert fronts
    assert shown == fronts


def test_watched_places_say_how_they_can_be_reached_in_the_same_words(
    opened: Page, made: Made
) -> None:
    rows = opened.eval_on_selector_all(
        ".map-way-row", "all => Object.fromEntries(all.map(one => [one.dataset.watch, one.querySelector('.map-way-words').textContent]))"
    )  # fmt: skip
    for w, watch in enumerate(made.geo["watches"]):
        said = rows[watch["id"]]
        shares = [(made.siege[:, 0, w] == state).mean() for state in range(4)]
        assert said in {reached(shares), "the side holds nothing there in most runs"}


def test_one_run_is_solid_and_says_that_it_is_one_possible_course(opened: Page, made: Made) -> None:
    opened.evaluate("hinge.map.show(hinge.one.picture(5))")
    assert opened.inner_text(".map-heading") == "One possible course: run 4"
    fills = opened.eval_on_selector_all(
        "[data-area]", "all => all.map(one => one.getAttribute('fill'))"
    )
    colours = [side["colour"] for side in made.geo["sides"]]
    expected = [colours[s] if s >= 0 else "#efece4" for s in made.control[3, 5].tolist()]
    assert fills == expected
    opacities = opened.eval_on_selector_all(
        "[data-area]", "all => all.map(one => one.getAttribute('fill-opacity'))"
    )
    assert set(opacities) <= {"0.920", "1"}
    assert opened.locator(".map-mark[fill*='mark-1']").count() == 0


def test_a_day_beyond_the_last_shows_the_last(opened: Page) -> None:
    days = opened.evaluate("[hinge.many.picture(999).day, hinge.one.picture(-4).day]")
    assert days == [DAYS - 1, 0]


def test_areas_are_reached_and_picked_by_keyboard_alone(opened: Page) -> None:
    first = opened.locator("[data-area][tabindex='0']")
    assert first.count() == 1
    first.focus()
    start = first.get_attribute("data-area")
    opened.keyboard.press("ArrowDown")
    second = opened.evaluate("document.activeElement.dataset.area")
    assert second != start
    assert opened.locator("[data-area][tabindex='0']").get_attribute("data-area") == second
    opened.keyboard.press("Enter")
    assert opened.evaluate("hinge.heard.picked") == [second]
    assert opened.locator(f"[data-area='{second}']").get_attribute("aria-pressed") == "true"
    assert "held by" in opened.inner_text(".map-readout")


def test_arrows_lead_to_an_area_in_that_direction(opened: Page, made: Made) -> None:
    place = {area["id"]: area["at"] for area in made.geo["areas"]}
    opened.locator("[data-area='old_city']").focus()
    for key, axis, sign in (
        ("ArrowLeft", 0, -1),
        ("ArrowUp", 1, -1),
        ("ArrowRight", 0, 1),
        ("ArrowDown", 1, 1),
    ):
        before = opened.evaluate("document.activeElement.dataset.area")
        opened.keyboard.press(key)
        after = opened.evaluate("document.activeElement.dataset.area")
        assert sign * (place[after][axis] - place[before][axis]) > 0


def test_the_bar_moves_by_keys_and_play_and_tells_every_day(opened: Page) -> None:
    slider = opened.get_by_label("Day", exact=True)
    slider.focus()
    opened.keyboard.press("ArrowRight")
    opened.keyboard.press("ArrowRight")
    opened.keyboard.press("ArrowLeft")
    assert opened.evaluate("hinge.heard.days") == [1, 2, 1]
    assert slider.get_attribute("aria-valuetext") == "26 June 2016"
    opened.keyboard.press("End")
    assert opened.evaluate("hinge.bar.day") == DAYS - 1
    opened.keyboard.press("Home")
    opened.keyboard.press(" ")
    opened.wait_for_function("hinge.bar.day >= 2")
    opened.get_by_role("button", name="Pause").click()
    rest = opened.evaluate("hinge.bar.day")
    opened.wait_for_timeout(500)
    assert opened.evaluate("hinge.bar.day") == rest


def test_a_day_that_the_page_sets_is_not_told_back(opened: Page) -> None:
    opened.evaluate("hinge.bar.set(9)")
    assert opened.evaluate("[hinge.bar.day, hinge.heard.days.length]") == [9, 0]


def test_marks_on_the_bar_name_their_events_and_lead_to_their_day(opened: Page, made: Made) -> None:
    mark = opened.locator(".transport-ticks button").nth(1)
    words = mark.get_attribute("title") or ""
    told = events(made.scenario, dt.date(2016, 6, 25), DAYS)
    assert any(event["text"] in words for event in told)
    mark.click()
    day = opened.evaluate("hinge.bar.day")
    assert any(event["day"] == day for event in told)
    assert next(e["text"] for e in told if e["day"] == day) in opened.inner_text(".transport-event")


def test_the_close_up_is_a_window_of_the_same_drawing(opened: Page, made: Made) -> None:
    opened.get_by_role("button", name="Close-up").click()
    box = [
        float(part)
        for part in (opened.locator(".map-drawing").get_attribute("viewBox") or "").split()
    ]
    close = made.geo["close"]
    assert box == pytest.approx([close["x"], close["y"], close["w"], close["h"]], abs=0.01)
    opened.get_by_role("button", name="Larger").click()
    opened.wait_for_function("document.querySelector('.map-drawing').viewBox.baseVal.width < 89")
    opened.get_by_role("button", name="Whole map").click()
    assert (opened.locator(".map-drawing").get_attribute("viewBox") or "").startswith(
        "0.000 0.000 1000"
    )


def test_dragging_moves_the_window_and_picks_nothing(opened: Page) -> None:
    opened.get_by_role("button", name="Close-up").click()
    opened.locator(".map-drawing").scroll_into_view_if_needed()
    box = opened.locator(".map-drawing").bounding_box()
    assert box
    before = opened.locator(".map-drawing").get_attribute("viewBox")
    x, y = box["x"] + box["width"] / 2, box["y"] + 200
    opened.mouse.move(x, y)
    opened.mouse.down()
    opened.mouse.move(x + 60, y + 30, steps=4)
    opened.mouse.up()
    opened.wait_for_function(
        "was => document.querySelector('.map-drawing').getAttribute('viewBox') !== was", arg=before
    )
    assert opened.evaluate("hinge.heard.picked") == []
    opened.mouse.click(x, y)
    assert len(opened.evaluate("hinge.heard.picked")) == 1


def test_no_two_names_of_areas_lie_on_each_other(opened: Page) -> None:
    boxes = opened.eval_on_selector_all(
        ".map-name:not(.off-map)", "all => all.map(one => { const b = one.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"
    )  # fmt: skip
    assert len(boxes) > 8
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            wide = min(a[2], b[2]) - max(a[0], b[0])
            high = min(a[3], b[3]) - max(a[1], b[1])
            assert wide < 3 or high < 5


def test_the_table_says_the_same_and_follows_the_day(opened: Page, made: Made) -> None:
    opened.get_by_text("The map as a table").click()
    row = opened.locator("[data-row='old_city']")
    a = [area["id"] for area in made.geo["areas"]].index("old_city")
    for day in (0, 11):
        opened.evaluate("day => hinge.map.show(hinge.many.picture(day))", day)
        found = row.locator("td").all_inner_texts()
        shares = [(made.control[:, day, a] == s).mean() for s in range(len(made.geo["sides"]))]
        assert [int(cell) for cell in found[1:6]] == [int(100 * share + 0.5) for share in shares]


def test_a_new_day_takes_far_less_than_a_frame(opened: Page) -> None:
    times = opened.evaluate(
        "() => { const times = []; for (let day = 0; day < hinge.many.days; day += 1) {"
        " const from = performance.now(); hinge.map.show(hinge.many.picture(day)); times.push(performance.now() - from); }"
        " return times.sort((a, b) => a - b); }"
    )
    assert times[len(times) // 2] < FAST


@pytest.mark.parametrize("width", [1280, 390])
def test_no_serious_fault_of_access_and_nothing_wider_than_the_page(
    width: int, opened: Page, axe: Callable[[Page], list[str]]
) -> None:
    opened.set_viewport_size({"width": width, "height": 900})
    opened.get_by_text("The map as a table").click()
    assert axe(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
