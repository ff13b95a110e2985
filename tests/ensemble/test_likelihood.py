"""Statistics are read from recorded days, and reports are scored as their error models say."""

import datetime as dt
import math

import numpy as np
import pytest

from ensemble import fake_engine as fake
from hinge.ensemble.arrays import Block
from hinge.ensemble.likelihood import NEVER, likelihood, statistic
from hinge.scenario.conditioning import Conditioned

START = dt.date(2000, 1, 1)
FLOOR = 0.01


def seen(statistic: dict[str, object], error: dict[str, object]) -> Conditioned:
    return Conditioned.model_validate(
        {
            "id": "one",
            "observation": "o1",
            "statistic": statistic,
            "error": error,
            "floor": FLOOR,
            "says": "-",
            "source": "-",
        }
    )


SIEGE = {"of": "valley", "side": "blue", "is": ["closed_by_fire", "closed"]}
OFF = {"discrepancy": 1.6, "never": 0.1}  # days; with the report's 1.2 an error of two
ON_DAY_2 = seen(
    {"kind": "siege_on", **SIEGE, "on": "2000-01-03"},
    {"kind": "report", "miss": 0.05, "discrepancy": 0.2},
)
FIRST = seen(
    {"kind": "first_day", **SIEGE, "from": "2000-01-02", "by": "2000-01-05"},
    {"kind": "days", "low": "2000-01-03", "high": "2000-01-04", "sd": 1.2} | OFF,
)
DEATHS = seen(
    {
        "kind": "series_change",
        "series": "civilians_killed",
        "from": "2000-01-02",
        "to": "2000-01-05",
    },
    {"kind": "factor", "low": 100, "high": 130, "log_sd": 0.3, "discrepancy": 0.4},
)


def block(siege: list[list[int]], killed: list[list[float]] | None = None) -> Block:
    states = np.array(siege, np.int8)[:, :, None]
    held = np.zeros((*states.shape[:2], 3), np.int8)
    value = np.zeros((*states.shape[:2], 2), np.float32)
    if killed is not None:
        value[:, :, 1] = killed
    return Block(held, held, states, value)


def test_a_state_on_a_day_is_read_on_that_day_alone() -> None:
    recorded = block([[3, 3, 0, 3, 3], [0, 0, 2, 0, 0], [0, 0, 3, 0, 0], [0, 0, 1, 0, 0]])
    values = statistic(ON_DAY_2, recorded, fake.LAYOUT, START)
    assert values.tolist() == [0, 1, 1, 0]
    assert likelihood(ON_DAY_2, values, START).tolist() == pytest.approx(
        [0.24, 1, 1, 0.24]
    )  # 1 - 0.95 * 0.8


def test_a_first_day_is_looked_for_inside_its_window() -> None:
    recorded = block([[3, 0, 0, 0, 0], [3, 3, 3, 0, 0], [0, 0, 0, 0, 2], [0, 0, 0, 3, 0]])
    values = statistic(FIRST, recorded, fake.LAYOUT, START)
    assert values.tolist() == [NEVER, 1, 4, 3]


def test_anew_counts_a_day_only_where_the_eve_was_otherwise() -> None:
    again = seen(
        {"kind": "first_day", **SIEGE, "from": "2000-01-02", "by": "2000-01-05", "anew": True},
        {"kind": "days", "low": "2000-01-03", "high": "2000-01-04", "sd": 1.2} | OFF,
    )
    rows = [[3, 3, 3, 3, 3], [0, 3, 3, 3, 3], [3, 3, 0, 0, 2], [0, 0, 0, 0, 0]]
    assert statistic(again, block(rows), fake.LAYOUT, START).tolist() == [NEVER, 1, 4, NEVER]
    from_day_0 = again.model_copy(
        update={"statistic": again.statistic.model_copy(update={"from_": START})}
    )
    values = statistic(from_day_0, block([[3, 3, 0, 3, 3], [3] * 5]), fake.LAYOUT, START)
    assert values.tolist() == [3, NEVER]


def test_days_beyond_the_range_count_for_less_and_never_as_stated() -> None:
    found = likelihood(FIRST, np.array([NEVER, 1.0, 2.0, 3.0, 4.0, 40.0]), START)
    beside = math.exp(-0.5 * 0.25)  # one day beyond, with an error of two
    assert found.tolist() == pytest.approx([0.1, beside, 1, 1, beside, FLOOR])


def test_a_change_is_scored_by_the_factor_beyond_its_range() -> None:
    recorded = block([[0] * 5] * 3, [[9, 10, 50, 90, 120], [0, 0, 0, 0, 260], [0, 5, 5, 5, 5]])
    values = statistic(DEATHS, recorded, fake.LAYOUT, START)
    assert values.tolist() == [110, 260, 0]
    twice = math.exp(-0.5 * (math.log(2) / 0.5) ** 2)
    assert likelihood(DEATHS, values, START).tolist() == pytest.approx([1, twice, FLOOR])


def test_an_observation_is_scored_when_its_last_day_is_over() -> None:
    assert ON_DAY_2.scored_on == dt.date(2000, 1, 3)
    assert FIRST.scored_on == DEATHS.scored_on == dt.date(2000, 1, 5)
