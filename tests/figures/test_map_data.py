"""Maps as plain data: what is packed comes back, outlines meet, and nothing known later slips in."""

import base64
import datetime as dt
import json
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st

from hinge.analysis.course import Course
from hinge.ensemble.simulate import layout_of
from hinge.figures.map_data import (
    chosen_runs,
    coded,
    events,
    frames,
    geo,
    one_run,
    share_units,
)
from hinge.figures.map_geo import WIDTH
from hinge.scenario.load import load
from hinge.scenario.scenario import Scenario

SCENARIOS = ("aleppo-2016", "manbij-2016", "ring")
read = cache(lambda name: load(name, calibrated=False))
SMALL = 200_000  # bytes that all of a map's data may take


def decoded(given_: dict[str, Any]) -> np.ndarray:
    """The array that was coded, by the rule that the module states."""
    out: list[int] = []
    data = iter(base64.b64decode(given_["data"]))
    for byte in data:
        out += [0] * next(data) if byte == 0 else [byte]
    steps = np.array(out, dtype=np.uint64).reshape(given_["shape"])
    found: np.ndarray = (steps.cumsum(axis=-1) % 256).astype(np.uint8)
    return found


@given(
    st.integers(1, 4),
    st.integers(1, 700),
    st.integers(0, 2**32 - 1),
    st.sampled_from([0.0, 0.02, 0.9]),
)
@settings(max_examples=40, deadline=None)
def test_what_is_coded_comes_back(rows: int, days: int, seed: int, often: float) -> None:
    rng = np.random.default_rng(seed)
    fresh = rng.integers(0, 256, size=(rows, days))
    values = np.where(rng.random((rows, days)) < often, fresh, 3).astype(np.uint8)
    assert np.array_equal(decoded(coded(values)), values)


def test_shares_are_two_hundredths_of_the_runs_with_halves_up() -> None:
    control = np.array([0, 0, 1, -1, -1, -1, -1, -1])[:, None, None]
    assert share_units(control, 2).tolist() == [[[50], [25]]]
    one_of_400 = np.array([0] + [1] * 399)[:, None, None]
    assert share_units(one_of_400, 2).tolist() == [[[1], [200]]]


def test_frames_hold_shares_by_side_area_and_day() -> None:
    rng = np.random.default_rng(1)
    control = rng.integers(-1, 3, size=(20, 9, 5))
    contested, siege = rng.integers(0, 2, size=(20, 9, 5)), rng.integers(0, 4, size=(20, 9, 2))
    made = frames(control, contested, siege, ["a", "b", "c"])
    assert (made["days"], made["runs"]) == (9, 20)
    share, fought, ways = (decoded(made[key]) for key in ("share", "contested", "siege"))
    assert share.shape == (3, 5, 9)
    assert share[1, 4, 6] == 10 * (control[:, 6, 4] == 1).sum()
    assert fought[2, 8] == 10 * contested[:, 8, 2].sum()
    assert ways.shape == (2, 4, 9)
    assert ways[1, 3, 0] == 10 * (siege[:, 0, 1] == 3).sum()
    assert frames(control, None, siege, ["a", "b", "c"])["contested"] is None


def test_one_run_holds_the_side_of_each_area_by_day() -> None:
    control = np.array([[-1, 0, 1], [2, 0, 1]])
    made = one_run(control, None, np.array([[0], [3]]), "run 9")
    assert made["label"] == "run 9"
    assert decoded(made["control"]).tolist() == [[0, 3], [1, 1], [2, 2]]
    assert decoded(made["siege"]).tolist() == [[0, 3]]


def course_of(last: np.ndarray) -> Course:
    """A course of two days whose second day is given, (R, A)."""
    both = np.stack([np.zeros_like(last), last], axis=1)
    runs = np.arange(last.shape[0]) + 1
    data = xr.Dataset(
        {"control": (("replication", "day", "area"), both)},
        coords={"replication": runs, "draw": ("replication", runs)},
        attrs={"start": "2020-01-01"},
    )
    return Course(data)


def test_chosen_runs_reach_from_the_least_ground_to_the_most_and_are_always_the_same() -> None:
    rng = np.random.default_rng(3)
    last = (rng.random((50, 20)) < rng.random((50, 1))).astype(np.int8)
    rows = chosen_runs(course_of(last), 12)
    ground = (last == 0).sum(axis=1)
    assert len(set(rows)) == 12
    assert (ground[rows[0]], ground[rows[-1]]) == (ground.min(), ground.max())
    assert all(a <= b for a, b in pairwise(ground[rows].tolist()))
    assert rows == chosen_runs(course_of(last), 12)


def test_fewer_runs_than_are_asked_for_are_all_chosen() -> None:
    assert sorted(chosen_runs(course_of(np.array([[0], [1], [0]])), 12)) == [0, 1, 2]


@pytest.fixture(scope="module", params=SCENARIOS)
def scenario(request: pytest.FixtureRequest) -> Scenario:
    found: Scenario = read(str(request.param))
    return found


def test_areas_sides_and_watches_stand_in_the_order_of_recorded_arrays(scenario: Scenario) -> None:
    made = geo(scenario)
    assert made is not None
    recorded = layout_of(scenario)
    assert [area["id"] for area in made["areas"]] == list(recorded.areas)
    assert [side["id"] for side in made["sides"]] == list(recorded.sides)
    assert [watch["id"] for watch in made["watches"]] == list(recorded.watches)


def points(path: str) -> list[tuple[float, float]]:
    """The corners of a path of one absolute start and relative steps each."""
    found = []
    for part in path.replace("z", "").split("M")[1:]:
        numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", part.replace("h0", ""))]
        x, y = numbers[:2]
        found.append((x, y))
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            found.append((round(x, 2), round(y, 2)))
    return found


def test_edges_lie_on_the_outlines_of_both_areas(scenario: Scenario) -> None:
    made = geo(scenario)
    assert made is not None
    corners = {area["id"]: set(points(area["path"])) for area in made["areas"]}
    for edge in made["edges"]:
        for area in filter(None, (edge["a"], edge["b"])):
            assert set(points(edge["path"])) <= corners[area]


def test_everything_lies_in_the_picture_and_the_data_are_small(scenario: Scenario) -> None:
    made = geo(scenario)
    assert made is not None
    for area in [one for one in made["areas"] if one["path"]]:
        for x, y in [*points(area["path"]), area["at"], area["label"]]:
            assert 0 <= x <= WIDTH
            assert 0 <= y <= made["height"]
    assert len(json.dumps(made)) < SMALL // 2


def test_paths_have_two_decimals_and_no_needless_sign(scenario: Scenario) -> None:
    made = geo(scenario)
    assert made is not None
    text = "".join(area["path"] for area in made["areas"])
    assert not re.search(r"\.\d{3}|\+|-0(?!\.)|e", text)


def test_borders_that_somebody_disputes_carry_a_note() -> None:
    made = geo(read("aleppo-2016"))
    assert made is not None
    notes = [border["note"] for border in made["base"]["borders"] if border["disputed"]]
    assert any("Hatay" in note for note in notes)
    assert geo(read("ring"))["base"] is None  # type: ignore[index]


def test_a_scenario_without_outlines_has_no_ground(tmp_path: Path) -> None:
    assert geo(replace(read("ring"), folder=str(tmp_path))) is None


def test_events_are_those_public_by_the_assessment_date_and_announced_ones_are_marked() -> None:
    loaded = read("aleppo-2016")
    found = events(loaded, dt.date(2016, 6, 25), 181)
    by_text = {event.text: event for event in loaded.events}
    for one in found:
        if one["kind"] == "assessment":
            continue
        event = by_text[one["text"]]
        assert cast("dt.date", event.known_on) <= loaded.head.assessment_date
        assert one["scheduled"] == (event.date > loaded.head.assessment_date)
    assert [one["date"] for one in found if one["kind"] == "assessment"] == ["2016-08-08"]
    days = [one["day"] for one in found]
    assert days == sorted(days)
    assert min(days) >= 0


def test_an_event_that_became_known_later_is_not_shown() -> None:
    loaded = read("aleppo-2016")
    late = loaded.events[5].model_copy(update={"known_on": dt.date(2016, 9, 1), "text": "Later."})
    changed = replace(loaded, events=(late,))
    assert all(one["text"] != "Later." for one in events(changed, loaded.head.start, 181))
    reconstruction = replace(changed, vintage="reconstruction")
    assert any(one["text"] == "Later." for one in events(reconstruction, loaded.head.start, 181))


def test_only_events_on_the_days_of_the_course_are_listed() -> None:
    found = events(read("aleppo-2016"), dt.date(2016, 8, 8), 3)
    assert {one["day"] for one in found} <= {0, 1, 2}
