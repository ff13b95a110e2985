"""The live page and its server: the newest answer wins, settings outlive everything, errors are told."""

import json
import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Route, expect

from live_page import AID, GUNS, heading, live_server, settled, shares, switch
from served import served

Show = Callable[..., Page]

SLOW = """
const real = window.fetch;
window.fetch = async (path, how) => {
  if (path !== "/api/pictures" || !how.body.includes("relief_convoys")) return real(path, how);
  const { signal, ...deaf } = how; // breaking off comes too late for this one
  const answer = await real(path, deaf);
  const late = await answer.text();
  await new Promise((done) => setTimeout(done, 1500));
  document.body.dataset.late = "yes";
  return new Response(late, { status: answer.status });
};
"""


def test_a_late_answer_to_an_older_question_is_never_shown(show: Show, page: Page) -> None:
    page.add_init_script(SLOW)
    show()
    page.get_by_role("switch", name=AID).click()
    page.get_by_role("switch", name=AID).click()
    switch(page, GUNS)
    expect(heading(page, "b")).to_have_text(f"B: {GUNS}")
    shown = shares(page)
    expect(page.locator("body[data-late]")).to_be_visible()
    page.wait_for_timeout(300)
    expect(heading(page, "b")).to_have_text(f"B: {GUNS}")
    assert shares(page) == shown


def test_a_slot_has_one_question_under_way_while_a_thumb_is_dragged(show: Show, page: Page) -> None:
    under, most = 0, 0

    def begun(request: Any) -> None:
        nonlocal under, most
        if request.url.endswith("/api/pictures"):
            under += 1
            most = max(most, under)

    def ended(request: Any) -> None:
        nonlocal under
        under -= request.url.endswith("/api/pictures")

    show()
    switch(page, AID)
    page.on("request", begun)
    page.on("requestfinished", ended)
    page.on("requestfailed", ended)
    page.get_by_label(f"{AID}, first day").evaluate(
        """async (thumb) => {
          for (let day = 1; day <= 12; day += 1) {
            thumb.value = String(day);
            thumb.dispatchEvent(new Event("input", { bubbles: true }));
            await new Promise((done) => setTimeout(done, 20));
          }
          thumb.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    expect(heading(page, "b")).to_have_text(f"B: {AID}, from 27 May")
    settled(page)
    assert 1 <= most <= 2  # the one broken off may be told after the new one


def test_a_link_holds_everything_and_the_back_button_undoes_a_step(
    show: Show, page: Page, watched: Any
) -> None:
    show()
    switch(page, AID)
    page.get_by_label(f"{AID}, first day").press("ArrowRight")
    page.get_by_role("slider", name="Day", exact=True).press("Home")
    page.get_by_text("B alone", exact=True).click()
    settled(page)
    words, numbers = heading(page, "b").text_content(), shares(page)
    page.wait_for_timeout(600)  # until the day stands in the address line
    other = show("#" + page.url.split("#")[1], where=page.context.new_page())
    expect(heading(other, "b")).to_have_text(words or "")
    assert shares(other) == numbers
    expect(other.locator(".transport-date")).to_contain_text("15 May 2001")
    expect(heading(other, "a")).to_be_hidden()
    page.go_back()
    expect(heading(page, "a")).to_be_visible()
    page.go_back()
    expect(heading(page, "b")).to_have_text(f"B: {AID}")


def test_a_damaged_link_says_so_and_loads_what_it_can(show: Show, page: Page) -> None:
    show("#s1.eyJzY2VuYXJpbyI6")
    expect(page.locator("#said")).to_contain_text("This link is damaged")
    other = page.context.new_page()
    settings = {"scenario": "ring", "on": {"relief_convoys": {}, "gone": {}}, "day": 3}
    text = json.dumps(settings).encode().hex()
    page_hash = page.evaluate(
        "hex => btoa(String.fromCharCode(...hex.match(/../g).map(h => parseInt(h, 16))))", text
    )
    show("#s1." + page_hash.rstrip("="), where=other)
    expect(other.locator("#said")).to_contain_text("no change called gone")
    expect(heading(other, "b")).to_have_text(f"B: {AID}")
    expect(other.locator(".transport-date")).to_contain_text("18 May 2001")


def test_a_branch_keeps_what_was_and_there_is_a_way_back(show: Show, page: Page) -> None:
    show()
    day = page.get_by_role("slider", name="Day", exact=True)
    day.press("Home")
    day.press("PageUp")
    page.get_by_role("button", name=re.compile("^Branch on")).click()
    settled(page)
    expect(page.locator("#branch")).to_contain_text("Branched on")
    switch(page, GUNS)
    expect(heading(page, "b")).to_have_text(f"B: {GUNS}")
    page.get_by_role("button", name="Back to the whole campaign").click()
    settled(page)
    expect(page.locator("#branch")).to_be_hidden()


def test_one_campaign_is_branched_and_goes_on_in_many_ways(show: Show, page: Page) -> None:
    show()
    page.get_by_text("One run", exact=True).click()
    page.get_by_role("slider", name="Day", exact=True).press("Home")
    page.get_by_role("button", name=re.compile("^Branch on")).click()
    settled(page)
    expect(heading(page, "a")).to_have_text("A: campaign 1, going on as it was assessed")
    expect(page.locator("#branch")).to_contain_text("goes on in many ways")


def test_an_error_stands_beside_its_control_and_the_others_go_on(
    show: Show, page: Page, watched: Any
) -> None:
    watched.expect("422")
    show()
    row = page.locator("[data-assumption]").first
    name = row.get_attribute("data-assumption")
    settings = {"scenario": "ring", "held": {name: 1e9}}
    encoded = page.evaluate("given => btoa(JSON.stringify(given))", settings)
    page.goto(page.url.split("#")[0] + "#s1." + encoded.rstrip("="))
    wrong = page.locator(f"[data-assumption='{name}'] .wrong")
    expect(wrong).to_contain_text("plausible values")
    page.locator(f"[data-assumption='{name}']").get_by_role("button").first.click()
    settled(page)
    expect(page.locator(".wrong:visible")).to_have_count(0)
    switch(page, GUNS)
    expect(heading(page, "b")).to_have_text(f"B: {GUNS}")


def test_settings_outlive_a_server_that_is_killed_and_started_again(
    page: Page, watched: Any
) -> None:
    watched.expect("ERR_CONNECTION")
    watched.expect("ERR_EMPTY_RESPONSE")
    watched.expect("409")
    with served(live_server()) as address:
        watched.allow(address)
        page.goto(address)
        settled(page)
        switch(page, AID)
        words, numbers = heading(page, "b").text_content(), shares(page)
    banner = page.locator("#banner")
    expect(banner).to_contain_text("your settings are kept", timeout=20_000)
    page.get_by_role("switch", name=GUNS).click()
    with served(live_server(), port=int(address.rstrip("/").rsplit(":", 1)[1])):
        expect(banner).to_contain_text("is back", timeout=20_000)
        expect(heading(page, "b")).to_have_text(f"{words}; {GUNS}")
        settled(page)
        switch(page, GUNS)
        expect(heading(page, "b")).to_have_text(words or "")
        assert shares(page) == numbers


def test_the_settings_of_a_tab_outlive_its_being_reloaded_without_a_link(
    show: Show, page: Page
) -> None:
    show()
    switch(page, AID)
    page.goto("about:blank")
    show()
    expect(heading(page, "b")).to_have_text(f"B: {AID}")


def test_a_report_shows_its_progress_and_then_its_file_or_what_went_wrong(
    show: Show, page: Page
) -> None:
    job: dict[str, Any] = {"job": "j1", "state": "running", "doing": "Simulating", "done": 1}
    job |= {"total": 4, "seconds_left": 30.0, "file": None, "name": None, "problems": []}
    ends: dict[str, dict[str, Any]] = {
        "done": {"state": "done", "name": "ring.html"},
        "failed": {
            "state": "failed",
            "problems": [{"what": "The disk is full.", "do": "Free it."}],
        },
    }
    how = "done"

    def events(route: Route) -> None:
        body = "".join(f"data: {json.dumps(one)}\n\n" for one in (job, job | ends[how]))
        route.fulfill(body=body, content_type="text/event-stream")

    show()
    page.route("**/api/report", lambda route: route.fulfill(json=job))
    page.route("**/api/jobs/j1/events", events)
    switch(page, AID)
    page.get_by_role("button", name="Export as report").click()
    page.get_by_role("button", name="A beside B").click()
    link = page.get_by_role("link", name="Download ring.html")
    expect(link).to_have_attribute("href", "/api/jobs/j1/file")
    page.keyboard.press("Escape")
    how = "failed"
    page.get_by_role("button", name="Export as report").click()
    page.get_by_role("button", name=re.compile("^A, as it was")).click()
    expect(page.get_by_role("dialog")).to_contain_text("The disk is full.")
