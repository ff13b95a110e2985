"""The page shows the chance of a turning claim's outcome, else of a forecast's, or nothing."""

import numpy as np
import pytest

from claims.toys import HORIZON, claim, control, course, reading, scenario
from hinge.analysis.course import Course
from hinge.claims.chance import ChanceByDay, chance_by_day
from hinge.scenario.scenario import Scenario

DRAWS = 64
DAY = 9  # on which the coin falls
AT_END = control(when={"on": HORIZON})
TURNING = {
    "outcome": AT_END, "from": "2001-05-19", "to": "2001-05-21", "features": ["held.amber"],
}  # fmt: skip
FORECAST = claim(test="forecast", readings=[reading(predicate=AT_END)])
TURN = claim(id="A02", test="turning", readings=[reading(turning=TURNING)])
COIN = np.random.default_rng(5).random(2 * DRAWS) < 0.5


def recorded(won: np.ndarray = COIN) -> Course:
    """Amber holds the town at the end where ``won``; from the day of the coin on it shows."""
    shown = (np.arange(30) >= DAY) & won[:, None]
    return course(
        draws=DRAWS,
        replicates=2,
        held=np.where(shown, 0, 1)[:, :, None],
        siege=np.zeros((2 * DRAWS, 30, 1)),
        values={"held.amber": np.where(shown, 3.0, 0.0)},
    )


def found(world: Scenario, ids: tuple[str, ...] = ("A01", "A02")) -> ChanceByDay | None:
    return chance_by_day(world, [{"id": id_} for id_ in ids], recorded())


@pytest.fixture(scope="module")
def turned() -> ChanceByDay:
    shown = found(scenario([FORECAST, TURN]))
    assert shown is not None
    return shown


def test_a_turning_claim_comes_before_a_forecast(turned: ChanceByDay) -> None:
    assert (turned.claim, turned.window) == (
        "A02",
        (turned.date(DAY - 1), turned.date(DAY + 1)),
    )


def test_the_day_of_the_coin_stands_out(turned: ChanceByDay) -> None:
    assert turned.stands_out == (DAY,)
    assert turned.largest_in(DAY) == 1.0
    rows = turned.chance_rows()
    assert rows[DAY - 1]["ninetieth"] < 0.8 < rows[DAY]["ninetieth"]
    assert rows[DAY]["tenth"] < 0.2 < rows[DAY - 1]["tenth"]


def test_weeks_end_on_the_last_day_and_add_up_to_all_days(turned: ChanceByDay) -> None:
    rows = turned.settled_rows()
    assert rows[-1]["day"] == turned.found.settled.size
    assert [row["since"] for row in rows[1:]] == [row["day"] for row in rows[:-1]]
    assert {row["day"] - row["since"] for row in rows[1:]} == {7}
    assert sum(row["share"] for row in rows) == pytest.approx(turned.found.settled.sum())


def test_without_a_turning_claim_the_first_forecast_is_shown() -> None:
    shown = found(scenario([FORECAST]))
    assert shown is not None
    assert (shown.claim, shown.window) == ("A01", None)


def test_claims_that_were_not_chosen_are_not_shown() -> None:
    assert found(scenario([FORECAST, TURN]), ()) is None
    shown = found(scenario([FORECAST, TURN]), ("A01",))
    assert shown is not None
    assert shown.claim == "A01"


def test_nothing_is_shown_of_what_is_certain_or_starts_elsewhere() -> None:
    everyone = np.ones(2 * DRAWS, dtype=bool)
    world = scenario([FORECAST, TURN])
    assert chance_by_day(world, [{"id": "A01"}, {"id": "A02"}], recorded(everyone)) is None
    elsewhere = scenario([FORECAST | {"start": "campaign"}])
    assert found(elsewhere) is None
