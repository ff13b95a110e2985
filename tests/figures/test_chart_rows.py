"""The rows of charts, computed by hand."""

import datetime as dt

import numpy as np
import pytest

from charted import CURVE, DRIVERS, HARM, SETTLED, SIDES, STATES
from hinge.figures.chance import chance, settled, window_name
from hinge.figures.civilians import DOTS, dot_rows, harm_by_author, harm_table
from hinge.figures.days import ticks
from hinge.figures.drivers import drivers
from hinge.figures.fan import fan_rows, pair_rows
from hinge.figures.shares import shares
from hinge.figures.siege import siege_rows, siege_shares

START = dt.date(2016, 6, 25)


def test_a_fan_holds_the_quantiles_of_each_day() -> None:
    values = np.arange(101.0)[:, None] * [1.0, 2.0]  # 0 to 100, then 0 to 200
    assert fan_rows(values, START) == [
        {"day": 0, "date": "2016-06-25", "low90": 5.0, "low50": 25.0, "median": 50.0, "high50": 75.0, "high90": 95.0},
        {"day": 1, "date": "2016-06-26", "low90": 10.0, "low50": 50.0, "median": 100.0, "high50": 150.0, "high90": 190.0},
    ]  # fmt: skip


def test_two_fans_are_the_rows_of_a_and_then_of_b() -> None:
    rows = pair_rows((np.zeros((3, 2)), np.ones((3, 2))), START)
    assert [(row["arm"], row["day"], row["median"]) for row in rows] == [
        ("A", 0, 0.0), ("A", 1, 0.0), ("B", 0, 1.0), ("B", 1, 1.0),
    ]  # fmt: skip


def test_siege_shares_count_runs_by_state_and_add_up_to_100() -> None:
    states = np.array([[0, 3], [0, 3], [1, 3], [2, 0]])
    first, last = siege_rows(siege_shares(states), START)
    assert [first[name] for name in ("open", "insecure", "fire", "closed")] == [50, 25, 25, 0]
    assert [last[name] for name in ("open", "insecure", "fire", "closed")] == [25, 0, 0, 75]
    assert siege_shares(STATES).sum(axis=1) == pytest.approx(1.0)


def test_drivers_are_ranked_by_how_far_they_move_the_share_whichever_way() -> None:
    rows = drivers("d", "t", DRIVERS).table.records()
    assert [row["driver"] for row in rows] == [
        "A04 · how often guns can fire",
        "how wide the road is",
    ]
    assert rows[0]["share_low"] == 90.0
    assert rows[0]["share_high"] == 20.0


def test_nothing_to_show_is_no_chart() -> None:
    with pytest.raises(ValueError, match="at least one"):
        drivers("d", "t", [])
    with pytest.raises(ValueError, match="at least one"):
        shares("s", "t", [])
    with pytest.raises(ValueError, match="at least one"):
        harm_by_author("h", "t", [], SIDES)


def test_each_author_is_followed_by_its_causes_the_largest_first() -> None:
    rows = harm_table(HARM[:3] + HARM[4:], SIDES).records()
    assert [row["row"] for row in rows] == [
        "All sides, all causes",
        "Amber side, all causes",
        "Amber side: air strikes",
        "Amber side: indirect fire",
        "Teal side: ground fighting alone",
    ]
    assert [row["rank"] for row in rows] == [0, 1, 2, 3, 4]


def test_fifty_dots_stand_for_all_runs_and_none_covers_another() -> None:
    values = np.random.default_rng(5).lognormal(5.0, 0.5, 400)
    rows = dot_rows(values)
    assert len(rows) == DOTS
    assert len({(row["place"], row["stack"]) for row in rows}) == DOTS
    half = float(np.median(values))
    assert sum(float(str(row["value"])) < half for row in rows) == DOTS // 2
    assert rows[0]["half"] == rows[-1]["half"] == pytest.approx(half, rel=1e-5)


def test_runs_that_all_end_in_nothing_are_one_stack_at_0() -> None:
    rows = dot_rows(np.zeros(60))
    assert {row["place"] for row in rows} == {0.0}
    assert [row["stack"] for row in rows] == list(range(DOTS))


def test_a_chance_is_shown_of_100_campaigns() -> None:
    table = chance("c", "t", CURVE).table
    assert table.columns == ("day", "date", "chance", "low", "high", "tenth", "ninetieth")
    assert table.records()[1] == {
        "day": 4, "date": "2016-07-05", "chance": 54.0, "low": 40.0, "high": 80.0, "tenth": 10.0, "ninetieth": 90.0,
    }  # fmt: skip


def test_a_chance_without_the_spread_of_campaigns_names_none() -> None:
    plain = [
        {name: row[name] for name in ("day", "date", "chance", "band_low", "band_high")}
        for row in CURVE
    ]
    found = chance("c", "t", plain)
    assert found.table.columns == ("day", "date", "chance", "low", "high")
    assert "8 in 10 campaigns" not in str(found.spec())


def test_a_step_of_several_days_is_shown_by_its_mean_day() -> None:
    rows = settled("s", "t", SETTLED).table.records()
    assert [row["share"] for row in rows] == pytest.approx([10.0, 10.0, -5.0 / 3.0], rel=1e-5)
    assert [row["null"] for row in rows] == pytest.approx([0.5, 2.0, 2.0 / 3.0], rel=1e-5)


def test_a_window_of_one_day_has_one_date() -> None:
    assert window_name(dt.date(2005, 2, 1), dt.date(2005, 2, 1)) == "1 Feb"


def test_short_charts_name_mondays_and_long_ones_months() -> None:
    assert ticks(dt.date(2016, 8, 8), 10) == [(0, ["8 Aug", "2016"]), (7, ["15 Aug"])]
    named = ticks(dt.date(2016, 8, 8), 100)
    assert named == [(0, ["8 Aug", "2016"]), (24, ["Sep"]), (54, ["Oct"]), (85, ["Nov"])]
    assert ticks(dt.date(2016, 8, 9), 3) == [(0, ["9 Aug", "2016"])]
