"""The live page as a reader meets it: what is changed is seen at once, beside what was assessed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from live_page import AID, GUNS, NOTHING, RUNS, heading, settled, shares, switch

Show = Callable[..., Page]
Axe = Callable[[Page], list[str]]


def fills(page: Page, slot: str) -> list[str | None]:
    """The fill of every area of a map."""
    areas = page.locator(f"[data-slot={slot}] .map-area").all()
    return [one.get_attribute("fill") for one in areas]


def test_it_opens_with_one_map_an_invitation_and_civilian_harm_in_sight(show: Show) -> None:
    page = show()
    expect(page.locator("#title")).to_contain_text("The ring")
    expect(heading(page, "a")).to_have_text("A: as it was assessed")
    expect(heading(page, "b")).to_be_hidden()
    expect(page.get_by_role("button", name=f"Try: {AID}")).to_be_visible()
    expect(page.locator("[data-series='civilians_killed']")).to_be_in_viewport()
    assert all(re.fullmatch(r"\d+ of 100", words) for words in shares(page).values())


def test_a_change_shows_b_beside_a_and_how_every_verdict_moves(show: Show) -> None:
    page = show()
    before = shares(page)
    switch(page, GUNS)
    expect(heading(page, "a")).to_have_text("A: as it was assessed")
    expect(heading(page, "b")).to_have_text(f"B: {GUNS}")
    after = shares(page)
    assert set(after) == set(before)
    for reading, words in after.items():
        was = before[reading].removesuffix(" of 100")
        assert words == f"{was} of 100, same" or words.startswith(f"{was} → "), reading
    assert after != {reading: f"{words}, same" for reading, words in before.items()}


def test_a_equals_b_where_a_change_moves_nothing(show: Show) -> None:
    page = show()
    switch(page, NOTHING)
    expect(heading(page, "b")).to_be_visible()
    assert fills(page, "a") == fills(page, "b")
    assert all(words.endswith("of 100, same") for words in shares(page).values())
    expect(page.locator("#verdicts .summary")).to_have_text("No verdict changes its step.")
    for row in page.locator("#harm tbody tr").all():
        a, b = row.locator("td.a").text_content(), row.locator("td.b").text_content()
        assert a == b


def test_a_change_that_is_taken_back_leaves_what_was_there(show: Show) -> None:
    page = show()
    before = shares(page)
    switch(page, GUNS)
    page.get_by_role("button", name="Undo all changes").click()
    settled(page)
    expect(heading(page, "b")).to_be_hidden()
    assert shares(page) == before


def test_an_equal_setting_is_shown_again_without_being_asked_for(show: Show) -> None:
    page = show()
    switch(page, GUNS)
    after = shares(page)
    switch(page, GUNS)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    switch(page, GUNS)
    assert shares(page) == after
    assert not [url for url in asked if url.endswith("/api/pictures")]


def test_the_days_of_a_change_are_dragged_with_two_thumbs_that_never_cross(show: Show) -> None:
    page = show()
    switch(page, AID)
    first = page.get_by_label(f"{AID}, first day")
    expect(first).to_have_attribute("aria-valuetext", "16 May")
    first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    settled(page)
    expect(heading(page, "b")).to_have_text(f"B: {AID}, from 19 May")
    page.keyboard.press("End")
    settled(page)
    expect(page.locator("[data-change=relief_convoys] .dates")).to_have_text("15 July to 15 July")


def test_an_assumption_is_found_held_at_a_value_and_let_vary_again(show: Show) -> None:
    page = show()
    page.get_by_role("searchbox").fill("guns kills")
    row = page.locator("[data-assumption]").first
    name = row.locator(".name").text_content()
    row.get_by_role("slider").focus()
    page.keyboard.press("End")
    settled(page)
    expect(heading(page, "b")).to_contain_text(f"B: {name}: ")
    expect(row).to_contain_text("held at")
    row.get_by_role("button", name="Let it vary again").click()
    settled(page)
    expect(row).to_contain_text("varies; middle value")


def test_one_day_runs_through_maps_curves_and_transport(show: Show) -> None:
    page = show()
    page.get_by_role("slider", name="Day", exact=True).press("Home")
    expect(page.locator(".transport-date")).to_contain_text("15 May 2001")
    expect(page.locator("#fan .chart")).to_have_attribute("aria-valuenow", "0")
    page.locator("#fan .chart").press("ArrowRight")
    expect(page.locator(".transport-date")).to_contain_text("16 May 2001")


def test_the_time_from_hand_to_picture_is_measured_in_the_page(show: Show) -> None:
    page = show()
    switch(page, GUNS)
    settled(page)
    page.wait_for_function("hingeTimes.some((one) => one.runs > 32)")
    times = page.evaluate("hingeTimes")
    assert [one["runs"] for one in times] in ([32, RUNS], [RUNS])
    for one in times:
        assert one["slot"] == "b"
        assert one["ms"] == one["painted"] - one["input"] > 0


def test_one_campaign_is_stepped_through_with_its_log(show: Show) -> None:
    page = show()
    switch(page, GUNS)
    page.get_by_text("One run", exact=True).click()
    expect(page.locator(".log h3").first).to_have_text("A, 15 July")
    page.get_by_role("button", name="The next campaign").click()
    expect(page.get_by_label("Campaign", exact=True)).to_have_value("2")
    page.get_by_role("button", name="A and B part on").click()
    expect(page.locator(".transport-date")).not_to_contain_text("15 July")


def test_a_claim_and_an_area_say_why_and_give_the_keyboard_back(show: Show, axe: Axe) -> None:
    page = show()
    claim = page.locator("[data-claim=D02] .ask")
    claim.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text("The town will fall before the summer is out.")
    expect(panel).to_contain_text("Amber holds the town on at least one day up to 15 July 2001.")
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(claim).to_be_focused()
    page.locator("[data-slot=a] [data-area=gate]").first.focus()
    page.keyboard.press("Enter")
    expect(panel).to_contain_text("The gate, 15 July 2001")
    expect(panel).to_contain_text("What it is joined to")


def test_no_serious_finding_of_axe_with_one_map_or_two(show: Show, axe: Axe) -> None:
    page = show()
    assert axe(page) == []
    switch(page, AID)
    page.get_by_text("One run", exact=True).click()
    expect(page.locator(".log").first).to_be_visible()
    assert axe(page) == []


@pytest.mark.parametrize("changed", [False, True])
def test_a_phone_shows_one_column_and_nothing_to_scroll_sideways(show: Show, changed: bool) -> None:
    page = show()
    page.set_viewport_size({"width": 390, "height": 844})
    if changed:
        switch(page, AID)
        page.get_by_text("One run", exact=True).click()
        expect(page.locator(".log").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    wide = "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 391 && !e.closest('svg, .unseen')).map(e => e.outerHTML.slice(0, 80))"
    assert page.evaluate(wide) == []
