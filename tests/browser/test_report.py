"""The report in a browser: it says what Python says, moves by one day, reads without scripts, asks nobody."""

import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assessments import HOSTILE, assessed, hostile
from hinge.assessed import Assessment, content_of
from hinge.figures.map_data import share_units
from hinge.report.page import all_figures

DRAWN = ".chart svg"


@pytest.fixture(scope="session")
def ring(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    return assessed("ring", tmp_path_factory.mktemp("assessed"), draws=32)


@pytest.fixture
def report(page: Page, ring: Assessment) -> Page:
    page.goto(ring.page.as_uri())
    page.locator("html.ready").wait_for()
    return page


def to_day(page: Page, day: int) -> None:
    page.get_by_role("slider", name="Day", exact=True).fill(str(day))


def test_every_claim_has_a_row_with_the_word_and_the_count_of_its_verdict(
    report: Page, ring: Assessment
) -> None:
    rows = report.locator("[data-claim]")
    assert rows.count() == len(ring.verdicts)
    for verdict in ring.verdicts:
        text = report.locator(f'[data-claim="{verdict["id"]}"]').inner_text()
        assert (verdict["word"] or "") in text
        if verdict["share"] is not None:
            assert f"{100 * verdict['share']:.0f} of 100" in text


def test_every_chart_of_the_page_is_drawn(report: Page, ring: Assessment) -> None:
    charts = [figure.id for figure in all_figures(content_of(ring)) if figure.chart is not None]
    assert charts
    for key in charts:
        drawn = report.locator(f'[data-figure="{key}"]')
        drawn.scroll_into_view_if_needed()
        expect(drawn.locator("svg").first).to_be_visible()


def test_one_day_moves_bar_map_charts_and_address(report: Page, ring: Assessment) -> None:
    to_day(report, 5)
    moved = report.locator('.chart[role="slider"]')
    assert moved.count() > 1
    for chart in moved.all():
        chart.scroll_into_view_if_needed()
        expect(chart).to_have_attribute("aria-valuenow", "5")
    expect(report).to_have_url(re.compile(r"#day=5$"))


def test_a_copied_link_shows_the_same_day_and_the_same_filters(
    page: Page, ring: Assessment
) -> None:
    record = ring.verdicts[0]["record"]
    page.goto(f"{ring.page.as_uri()}#day=7&record={record}")
    page.locator("html.ready").wait_for()
    assert page.get_by_role("slider", name="Day", exact=True).input_value() == "7"
    shown = page.locator("[data-claim]:visible").count()
    assert shown == sum(verdict["record"] == record for verdict in ring.verdicts)


@pytest.mark.parametrize(
    "words", ["day=abc&run=99&area=nowhere", "day=1e9&run=x", "%E0%A4%A", "claim-"]
)
def test_an_address_that_says_nonsense_shows_the_page_as_it_is(
    page: Page, ring: Assessment, words: str
) -> None:
    page.goto(f"{ring.page.as_uri()}#{words}")
    page.locator("html.ready").wait_for()
    assert page.locator("main .warn[role=status]").count() == 0
    assert page.locator("[data-claim]:visible").count() == len(ring.verdicts)
    expect(page.locator("[data-area-story]")).to_be_hidden()


def test_the_map_on_a_day_says_in_how_many_runs_each_area_is_held(
    report: Page, ring: Assessment
) -> None:
    day = 9
    to_day(report, day)
    sides = ring.scenario.head.sides
    halves = share_units(ring.course.control()[:, day : day + 1, :], len(sides))[0]  # (S, A)
    for number, area in enumerate(ring.course.areas):
        told = report.locator(f'.hinge-map [data-area="{area}"]').first.get_attribute("aria-label")
        most = int(halves[:, number].max())  # in two-hundredths of the runs
        assert f" {(most + 1) // 2}" in (told or ""), (area, told)


def test_arrow_keys_on_the_bar_go_a_day_back_and_on(report: Page) -> None:
    slider = report.get_by_role("slider", name="Day", exact=True)
    slider.focus()
    report.keyboard.press("ArrowRight")
    report.keyboard.press("ArrowRight")
    report.keyboard.press("ArrowLeft")
    assert slider.input_value() == "1"
    report.keyboard.press("End")
    assert slider.input_value() == slider.get_attribute("max")


def test_play_goes_on_by_itself_and_stops(report: Page) -> None:
    report.get_by_role("button", name="Play").click()
    slider = report.get_by_role("slider", name="Day", exact=True)
    expect(slider).not_to_have_value("0")
    report.get_by_role("button", name="Pause").click()
    stopped = slider.input_value()
    report.wait_for_timeout(500)
    assert slider.input_value() == stopped


def test_a_single_run_is_headed_as_one_possible_course(report: Page) -> None:
    report.locator("[data-runs] select").select_option(index=1)
    expect(report.locator(".hinge-map")).to_contain_text("One possible course")
    expect(report).to_have_url(re.compile(r"#run=0$"))


def test_an_area_tells_its_story_in_words(report: Page, ring: Assessment) -> None:
    area = ring.scenario.areas[0]
    report.evaluate(f"location.hash = '#area={area.id}'")
    told = report.locator("[data-area-story]")
    expect(told).to_contain_text(area.name)
    expect(told).to_contain_text("of 100 runs")
    told.get_by_role("button").focus()
    report.keyboard.press("Escape")
    expect(told).to_be_hidden()


def test_claims_are_chosen_by_a_word_and_the_count_is_said(report: Page, ring: Assessment) -> None:
    words = ring.verdicts[0]["paraphrase"]
    report.get_by_label("With the words").fill(words)
    assert report.locator("[data-claim]:visible").count() == 1
    expect(report.get_by_role("status").first).to_have_text(f"1 of {len(ring.verdicts)} claims")


def test_a_link_to_a_claim_unfolds_it(page: Page, ring: Assessment) -> None:
    claim = ring.verdicts[0]["id"]
    page.goto(f"{ring.page.as_uri()}#claim-{claim}")
    page.locator("html.ready").wait_for()
    expect(page.locator(f'[data-claim="{claim}"] details').first).to_have_attribute("open", "")


def test_the_numbers_of_a_figure_come_as_the_program_writes_them(
    report: Page, ring: Assessment
) -> None:
    figure = next(one for one in all_figures(content_of(ring)) if one.chart is not None)
    place = report.locator(f'[data-numbers="{figure.id}"]')
    place.locator("summary").click()
    with report.expect_download() as saving:
        place.get_by_role("button").click()
    assert saving.value.suggested_filename == f"{figure.id}.csv"
    saved = Path(saving.value.path()).read_text(encoding="utf-8").splitlines()
    meant = figure.table.csv().splitlines()
    assert saved[0] == meant[0]
    assert len(saved) == len(meant)
    for one, other in zip(saved[1:], meant[1:], strict=True):
        assert [_value(cell) for cell in one.split(",")] == [
            _value(cell) for cell in other.split(",")
        ]


def _value(cell: str) -> float | str:
    try:
        return float(cell)
    except ValueError:
        return cell


def test_without_scripts_the_text_the_claims_and_the_numbers_stand_there(
    no_scripts: Page, ring: Assessment
) -> None:
    no_scripts.goto(ring.page.as_uri())
    assert no_scripts.locator("[data-claim]:visible").count() == len(ring.verdicts)
    assert no_scripts.locator("details.numbers table:visible").count() == len(
        all_figures(content_of(ring))
    )
    expect(no_scripts.locator("#figure-map svg").first).to_be_visible()
    for control in ("button", "input", "select"):
        assert no_scripts.locator(f"{control}:visible").count() == 0


def test_no_name_or_sentence_of_a_scenario_becomes_more_than_text(
    page: Page, ring: Assessment, tmp_path: Path
) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a text ran: {dialog.message}"))
    page.goto(hostile(ring, tmp_path / "hostile.html").as_uri())
    page.locator("html.ready").wait_for()
    page.evaluate(f"location.hash = '#area={ring.scenario.areas[0].id}'")
    expect(page.locator("[data-area-story] h3")).to_have_text(HOSTILE)
    page.locator("[data-runs] select").select_option(index=1)
    assert page.locator("img").count() == 0
    assert page.locator("h1").inner_text() == HOSTILE


@pytest.mark.parametrize("width", [1280, 1000, 390])
def test_nothing_is_wider_than_the_window(report: Page, width: int) -> None:
    report.set_viewport_size({"width": width, "height": 800})
    report.wait_for_timeout(200)
    assert report.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing_serious(report: Page, axe: Callable[[Page], list[str]]) -> None:
    report.locator(DRAWN).first.wait_for()
    assert axe(report) == []


def test_headings_go_down_one_level_at_a_time(report: Page) -> None:
    levels = report.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5')].map((one) => Number(one.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    for before, now in itertools.pairwise(levels):
        assert now <= before + 1


def test_on_paper_everything_is_unfolded_but_the_controls_are_gone(report: Page) -> None:
    report.locator(DRAWN).first.wait_for()
    report.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    report.emulate_media(media="print")
    assert report.locator("[data-claim] details:not([open])").count() == 0
    for control in ("button:visible", "input[type=range]:visible", "[data-filters]:visible"):
        assert report.locator(control).count() == 0


def test_a_script_that_fails_leaves_the_page_as_it_reads_without_scripts(
    context: BrowserContext, ring: Assessment, watched, tmp_path: Path
) -> None:
    watched.expect("the map")
    watched.expect("the bar of days")
    text = ring.page.read_text(encoding="utf-8")
    start = text.index('<script type="application/json" id="map-data">')
    end = text.index("</script>", start)
    data = json.loads(text[start:end].partition(">")[2])
    data["geo"]["areas"] = None
    broken = tmp_path / "broken.html"
    broken.write_text(
        f'{text[:start]}<script type="application/json" id="map-data">{json.dumps(data)}{text[end:]}',
        encoding="utf-8",
    )
    page = context.new_page()
    page.goto(broken.as_uri())
    page.locator("html.ready").wait_for()
    expect(page.locator("main .warn").first).to_contain_text("the text, the tables")
    assert page.locator("[data-claim]:visible").count() == len(ring.verdicts)
    expect(page.locator(DRAWN).first).to_be_visible()
