"""Daily losses beside their bands: layouts, refusals, and the coverage that was found."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from hinge.audits.daily import DailyAudit, audit, given_series
from hinge.audits.daily_bands import autocorrelation, judge, relative_spread, weeks_inside
from hinge.audits.daily_file import FOLDER, read_series
from hinge.audits.table_file import shipped_bytes
from hinge.errors import InputError

ARDENNES = (FOLDER, "ardennes_1944_45_daily.csv")
MANBIJ = (FOLDER, "manbij_2016_ucdp_daily.csv")
HEADER = "date,forces_red,casualties_red,forces_blue,casualties_blue\n"
ROWS = "".join(f"1900-01-{day:02d},4000,40,3000,60\n" for day in range(1, 11))


@cache
def shipped() -> DailyAudit:
    return audit(draws=200)


def test_all_days_of_the_ardennes_lie_in_the_bands() -> None:
    ardennes = shipped().series[0]
    assert [side.coverage for side in ardennes.sides] == [1.0, 1.0]
    assert ardennes.sides[0].figures["mean_share"].observed == pytest.approx(0.0027, abs=1e-4)
    assert ardennes.sides[1].figures["mean_share"].observed == pytest.approx(0.0057, abs=1e-4)
    assert all(side.figures["mean_share"].inside for side in ardennes.sides)


def test_days_of_the_ardennes_are_evener_than_those_of_the_model() -> None:
    for side in shipped().series[0].sides:
        figure = side.figures["relative_sd"]
        assert figure.observed < figure.low


def test_manbij_falls_out_of_the_bands_as_recorded() -> None:
    """Found, not wished for: see docs/audits.md for what it means."""
    islamic_state, democratic_forces = shipped().series[1].sides
    assert islamic_state.coverage == pytest.approx(0.78, abs=0.05)
    assert democratic_forces.coverage == pytest.approx(0.48, abs=0.06)
    assert islamic_state.weekly == pytest.approx(0.64, abs=0.1)
    assert democratic_forces.weekly == pytest.approx(0.91, abs=0.1)
    assert democratic_forces.figures["mean_share"].inside


def test_a_series_of_ones_own_is_read_and_scored() -> None:
    series = read_series((HEADER + ROWS).encode(), "mine.csv")
    assert series.sides == ("red", "blue")
    assert series.attacking().tolist() == [0] * 10
    found = audit((series,), draws=60)
    assert found.to_json()["series"][0]["days"] == 10


def test_the_attack_in_the_ardennes_changes_sides() -> None:
    series = read_series(shipped_bytes(*ARDENNES), ARDENNES[1])
    attacking = series.attacking()
    assert attacking[:10].tolist() == [1] * 10
    assert attacking[10:].tolist() == [0] * 22


def test_who_attacks_can_be_said() -> None:
    series = read_series((HEADER + ROWS).encode(), "mine.csv", attacker="blue")
    assert series.attacking().tolist() == [1] * 10


def test_strengths_of_a_series_of_deaths_can_be_said() -> None:
    text = "date,deaths_red,deaths_blue,deaths_civilians\n" + "".join(
        f"1900-01-{day:02d},1,2,3\n" for day in range(1, 11)
    )
    with pytest.raises(InputError, match="red and blue was is not known"):
        read_series(text.encode(), "mine.csv")
    ranges = {"red": (900.0, 1100.0), "blue": (400.0, 600.0)}
    series = read_series(text.encode(), "mine.csv", strength=ranges)
    assert audit((series,), draws=60).series[0].sides[1].observed.sum() == 20.0


def test_more_strength_means_more_deaths() -> None:
    few, many = (
        read_series(
            shipped_bytes(*MANBIJ), MANBIJ[1], strength={"is": (n, n + 1.0), "sdf": (n, n + 1.0)}
        )
        for n in (1000.0, 4000.0)
    )
    low, high = (
        audit((series,), draws=60).series[0].sides[0].middle.sum() for series in (few, many)
    )
    assert high > low


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("day,forces_red\n1,2\n", "no column date"),
        ("date,strength\n1900-01-01,3\n", "names no two sides"),
        ("date,forces_red,forces_blue\n1900-01-01,3,4\n", "no column casualties_red"),
        (HEADER + ROWS.replace("40", "lots", 1), "is not a number"),
        (HEADER + ROWS.replace("-02,", "-01,", 1), "does not come after"),
        (HEADER + ROWS.replace(",4000,", ",0,", 1), "persons cannot be"),
        (HEADER + ROWS.replace("1900-01-01", "yesterday", 1), "is not a date"),
        (HEADER + "1900-01-01,4000,40,3000,60\n", "Only 1 days"),
    ],
)
def test_wrong_series_are_refused_in_words(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_series(text.encode(), "mine.csv")


def test_a_file_that_is_not_there_and_a_side_that_is_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        given_series(tmp_path / "none.csv")
    with pytest.raises(InputError, match="no side green"):
        read_series((HEADER + ROWS).encode(), "mine.csv", attacker="green")
    with pytest.raises(InputError, match="no side green"):
        read_series((HEADER + ROWS).encode(), "mine.csv", strength={"green": (1.0, 2.0)})


def test_bands_and_figures_of_a_series_by_hand() -> None:
    shares = np.tile(np.array([[0.1], [0.2], [0.3]]), (1, 4))
    found = judge(
        "red", np.array([20.0, 50.0, 20.0, 1.0]), np.full(4, 100.0), shares, np.full((3, 4), 100.0)
    )
    assert found.marks == "·▲·▼"
    assert found.coverage == 0.5
    assert found.middle.tolist() == [20.0] * 4
    assert found.figures["mean_share"].middle == pytest.approx(0.2)


def test_spread_and_correlation_of_days_by_hand() -> None:
    assert relative_spread(np.array([[1.0, 3.0]])).tolist() == [0.5]
    # Off the mean: -1, 1, -1, 1; products of neighbours sum to -3, squares to 4.
    assert autocorrelation(np.array([[1.0, 3.0, 1.0, 3.0]])).tolist() == [-0.75]
    assert np.isnan(autocorrelation(np.ones((1, 5)))).all()
    assert np.isnan(relative_spread(np.zeros((1, 5)))).all()


def test_weeks_forgive_what_is_reported_a_day_late() -> None:
    told = np.tile(np.linspace(9.0, 11.0, 21)[:, None], (1, 14))
    late = np.array([0.0, 20.0] + [10.0] * 12)
    assert weeks_inside(late, told) == 1.0
    assert weeks_inside(late * 2.0, told) == 0.0
    assert np.isnan(weeks_inside(late[:5], told[:, :5]))
