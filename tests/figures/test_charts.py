"""Charts name their bands, start at nothing, and keep inside their frame."""

import datetime as dt
import re

import numpy as np
import pytest

from hinge.figures.charts import HEIGHT, WIDTH, Plot, fan, round_up, siege_shares

START = dt.date(2001, 5, 15)


def numbers(svg: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", svg)]


def test_a_fan_names_its_bands_and_its_days() -> None:
    values = np.cumsum(np.random.default_rng(1).random((60, 50)), axis=1)
    svg = fan(values, START, title="Losses", colour="#123456")
    for words in ("90 of 100 runs", "50 of 100 runs", "median", "15 May", "1 Jun", "Losses"):
        assert words in svg


def test_a_fan_of_nothing_is_still_a_chart() -> None:
    svg = fan(np.zeros((50, 10)), START, title="None", colour="#123456")
    assert "median" in svg


def test_marks_stay_inside_the_picture() -> None:
    svg = fan(np.full((50, 30), 7.3), START, title="Level", colour="#123456")
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in numbers(svg))


def test_siege_states_add_up_to_all_runs() -> None:
    states = np.repeat(np.arange(4), 25)[:, None].repeat(20, axis=1)
    svg = siege_shares(states, START, title="The way in")
    for name in ("open", "insecure", "closed by fire", "closed"):
        assert f"{name}: 25 of 100 runs on the last day" in svg


@pytest.mark.parametrize(("value", "top"), [(0, 1), (0.03, 0.05), (99, 100), (101, 200)])
def test_axes_end_on_round_numbers(value: float, top: float) -> None:
    assert round_up(value) == pytest.approx(top)


def test_more_is_higher() -> None:
    plot = Plot(START, 10, 100.0)
    assert plot.y(80) < plot.y(20)
