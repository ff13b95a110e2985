"""Pages in a browser: how large the report of the default run is, how soon it is drawn, how soon a day changes.

Measured in a headless Chromium on the page of a finished run. Opening is timed from
the start of the navigation to the first frame in which the thing stands there. A day
change is timed from the slider's event until all that hangs on it is done and laid
out anew, scripts and styles included; painting, which the browser does beside, is not.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from harness import Row, Sizes
from hinge.assess import chosen_claims, design_for, judge, simulate
from hinge.assessed import recorded, write_page
from hinge.scenario.load import load

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync")  # fmt: skip
SCENARIO = "aleppo-2016"
DAYS = 100
FOLDER = "HINGE_BENCH_RUN"
"""Folder of a finished `hinge assess` whose page is measured; without it a default run is made."""

FIRST = """() => new Promise((done) => {
  const look = () => document.querySelector("[data-map] [data-area]") && document.querySelector(".chart svg")
    ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look);
  look();
})"""
ALL = """() => new Promise((done) => {
  const look = () => [...document.querySelectorAll(".chart")].every((one) => one.querySelector("svg"))
    ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look);
  look();
})"""
CHANGE = """async (days) => {
  const slider = document.querySelector("[data-transport] input[type=range]");
  const frame = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  }));
  const times = [];
  for (let day = 1; day <= days; day += 1) {
    await frame();
    const began = performance.now();
    slider.value = String(day);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.getBoundingClientRect();
    times.push(performance.now() - began);
  }
  return times;
}"""


def page_rows(sizes: Sizes) -> Iterator[Row]:
    """Measure the page of a finished run."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = _page(Path(folder))
        yield Row(
            "size of the report of the default run", page.stat().st_size / 1e6, "MB", "low", 3.0,
            None, 1,
        )  # fmt: skip
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        first, every, changes = [], [], []
        for _ in range(max(sizes.rounds, 3)):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            shown = context.new_page()
            shown.goto(page.as_uri() + "#campaign", wait_until="commit")
            first.append(float(shown.evaluate(FIRST)))
            every.append(float(shown.evaluate(ALL)))
            changes += [float(ms) for ms in shown.evaluate(CHANGE, DAYS)]
            context.close()
        browser.close()
    rounds = len(first)
    yield Row(
        "report opened: map and first chart drawn", statistics.median(first) / 1000, "s", "low", 2.0,
        None, rounds,
    )  # fmt: skip
    yield Row(
        "report opened: everything drawn", statistics.median(every) / 1000, "s", "low", 5.0, None,
        rounds, "charts out of sight are drawn while nothing else is to do",
    )  # fmt: skip
    yield Row(
        "day change, all visible charts and the map", statistics.median(changes), "ms", "low", 20.0,
        None, len(changes), f"95 of 100 under {statistics.quantiles(changes, n=20)[-1]:.0f} ms",
    )  # fmt: skip


def chromium() -> str | None:
    """Return where the browser is; None without one."""
    return os.environ.get("HINGE_CHROMIUM") or shutil.which("chromium")


def _page(folder: Path) -> Path:
    """Return the page of the run that the environment names, written anew, or of a new default run."""
    named = os.environ.get(FOLDER)
    target = folder / "report.html"
    if named:
        return write_page(recorded(Path(named)), target)
    scenario = load(SCENARIO)
    claims = chosen_claims(scenario)
    run = simulate(scenario, design_for(scenario, claims), folder / "run")
    return write_page(judge(scenario, run, claims), target)
